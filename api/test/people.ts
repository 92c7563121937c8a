// Builders and people for tests: they complete what a test leaves unsaid, and read like someone acting.

import type { Role } from '@pr8werk/shared/accounts.ts';
import type { EventView } from '@pr8werk/shared/events.ts';
import request from 'supertest';
import { addMember, startSession } from '#api/accounts/actions.ts';
import { cookieName } from '#api/accounts/rules.ts';
import { system } from '#api/activity/actions.ts';
import { newId, transact } from '#api/context.ts';
import { createProgramme } from '#api/programmes/actions.ts';
import type { Town } from '#test/town.ts';

export interface Region {
  programmeId: string;
  slug: string;
}

let count = 0;
const next = () => ++count;

export async function aProgramme(town: Town, given: { slug?: string; name?: string } = {}): Promise<Region> {
  const slug = given.slug ?? `regio-${next()}`;
  const programmeId = await transact(town.ctx, (tx) =>
    createProgramme(town.ctx, tx, {
      slug,
      name: given.name ?? `Regio ${slug}`,
      region: 'Achterhoek',
      controller: 'Stichting Regio',
    }),
  );
  return { programmeId, slug };
}

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** Someone with a browser: a session, and JSON in both directions. */
export interface Person {
  accountId: string;
  email: string;
  cookie: string;
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  patch(path: string, version: number | '*' | null, body: object): request.Test;
  put(path: string, body: object): request.Test;
  delete(path: string): request.Test;
}

/** A member of the programme's team with a session, without the ceremony of the sign-in mail. */
export async function asStaff(town: Town, region: Region, role: Role = 'organiser'): Promise<Person> {
  const email = `${role}${next()}@team.example`;
  const accountId = await transact(town.ctx, (tx) =>
    addMember(town.ctx, tx, { programmeId: region.programmeId, email, name: `${role} ${count}`, role, actor: system }),
  );
  const secret = await startSession(town.ctx, town.ctx.db, accountId, 'test');
  const cookie = `${cookieName}=${secret}`;
  const send = (method: Method, path: string) => request(town.url)[method](path).set('cookie', cookie);
  return {
    accountId,
    email,
    cookie,
    get: (path) => send('get', path),
    post: (path, body) => (body === undefined ? send('post', path) : send('post', path).send(body)),
    patch: (path, version, body) => {
      const test = send('patch', path).send(body);
      return version === null ? test : test.set('if-match', version === '*' ? '*' : `"v${version}"`);
    },
    put: (path, body) => send('put', path).send(body),
    delete: (path) => send('delete', path),
  };
}

/** A meeting in the public agenda, open for signup. */
export async function aPublishedEvent(
  town: Town,
  region: Region,
  given: { capacity?: number; title?: string; by?: Person } & Record<string, unknown> = {},
): Promise<EventView> {
  const organiser = given.by ?? (await asStaff(town, region));
  const { capacity = 45, title = `Ontbijtsessie ${next()}`, by: _by, ...rest } = given;
  const created = await organiser
    .post(`/v1/programmes/${region.slug}/events`, {
      title: { nl: title, en: null },
      startsAt: '2027-01-14T06:30:00Z',
      endsAt: '2027-01-14T09:00:00Z',
      venue: { name: 'De Zaal', street: null, postcode: null, place: 'Wehl', directions: null },
      capacity,
      ...rest,
    })
    .expect(201);
  const published = await organiser
    .post(`/v1/programmes/${region.slug}/events/${created.body.id}/publication`)
    .expect(200);
  return published.body as EventView;
}

export function signupBody(given: Record<string, unknown> = {}): Record<string, unknown> {
  const n = next();
  return { name: `Deelnemer ${n}`, email: `deelnemer${n}@post.example`, role: 'professional', consent: true, ...given };
}

/** Signs up as the embed does, with a key of its own. Without token and proof it has to be confirmed by mail. */
export function signUp(
  town: Town,
  region: Region,
  event: { id: string },
  given: Record<string, unknown> = {},
  key: string = newId(),
): request.Test {
  return request(town.url)
    .post(`/v1/programmes/${region.slug}/events/${event.id}/registrations`)
    .set('idempotency-key', key)
    .send(signupBody(given));
}

/** The first link in a mail that starts with this path. */
export function linkIn(mail: { text?: string }, part: string): string {
  const match = new RegExp(`https?://\\S+${part}\\S+`).exec(mail.text ?? '');
  if (!match) throw new Error(`no link with ${part} in: ${mail.text}`);
  return match[0];
}
