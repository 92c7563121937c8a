// Every route as every kind of caller: who may gets through, who may not is told so and leaves no trace, and the ids of
// one programme mean nothing in another.

import { type Role, rolePermissions, roles } from '@pr8werk/shared/accounts.ts';
import { address } from '@pr8werk/shared/client.ts';
import { type EndpointSpec, keyScopes } from '@pr8werk/shared/endpoint.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession } from '#api/accounts/actions.ts';
import { cookieName } from '#api/accounts/rules.ts';
import { newId } from '#api/context.ts';
import { revokeHelperLink } from '#api/door/actions.ts';
import { revokeKey } from '#api/keys/actions.ts';
import { newSecret } from '#api/keys/rules.ts';
import { census, endpoints, type Route, routesOf } from '#test/contract.ts';
import { type Answer, send } from '#test/crowd.ts';
import { asStaff, type Person, type Region } from '#test/people.ts';
import { organiser } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';
import { aWorld, freshTargets, type RightRequest, rightRequest, successOf, type World } from '#test/world.ts';
import { aHelper } from '#test/world-door.ts';
import { aKey, keysOf } from '#test/world-keys.ts';
import { aNote } from '#test/world-people.ts';

let town: Town;
let home: World;
let away: World;
/** Signed in, and in no team. */
let stranger: string;
/** An owner here and there. */
let both: string;
const team = {} as Record<Role, Person>;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  home = await aWorld(town, 'thuis');
  away = await aWorld(town, 'elders');
  for (const role of roles) team[role] = await asStaff(town, home, role);
  const outsider = await asStaff(town, home, 'viewer');
  await town.ctx.db.query('DELETE FROM members WHERE account_id = $1', [outsider.accountId]);
  stranger = outsider.cookie;
  const traveller = await asStaff(town, home, 'owner');
  await town.ctx.db.query(
    `INSERT INTO members (programme_id, account_id, name, role, since) VALUES ($1, $2, 'Olga', 'owner', $3)`,
    [away.programmeId, traveller.accountId, town.ctx.now()],
  );
  both = traveller.cookie;
});
afterAll(() => town.close());

function call(endpoint: EndpointSpec, request: RightRequest, cookie?: string, phone?: string): Promise<Answer> {
  return send(town, `/v1${address(endpoint.url, request.params, request.query)}`, {
    method: endpoint.method,
    headers: {
      ...request.headers,
      ...(cookie ? { cookie } : {}),
      ...(phone ? { authorization: `Bearer ${phone}` } : {}),
    },
    body: request.body,
  });
}

const named = endpoints.map((it) => ({ name: it.schema.operationId, endpoint: it }));

describe('nobody in particular', () => {
  test.each(named)('$name', async ({ name, endpoint }) => {
    const before = await census(town);
    const answer = await call(endpoint, rightRequest(name, home));
    if (endpoint.config.access.kind === 'public') {
      expect(answer.status).toBe(expectedOf(endpoint));
      return;
    }
    expect(answer).toMatchObject({ status: 401, body: { code: strangerIsTold(endpoint) } });
    expect(await census(town)).toEqual(before);
  });

  test.each(named.filter((it) => it.endpoint.config.access.kind !== 'public'))(
    'with a made-up or an expired cookie: $name',
    async ({ name, endpoint }) => {
      const before = await census(town);
      for (const value of ['', 'nonsense', 'A'.repeat(43), `${'A'.repeat(42)}=`]) {
        expect((await call(endpoint, rightRequest(name, home), `${cookieName}=${value}`)).status).toBe(401);
      }
      expect(await census(town)).toEqual(before);
    },
  );
});

describe('who is in no team here', () => {
  const guarded = named.filter((it) => it.endpoint.config.access.kind === 'staff');
  test.each(guarded)('a stranger, and the owner of another programme: $name', async ({ name, endpoint }) => {
    const before = await census(town);
    for (const cookie of [stranger, away.owner.cookie]) {
      expect(await call(endpoint, rightRequest(name, home), cookie)).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      });
    }
    expect(await census(town)).toEqual(before);
  });

  test.each(guarded)('a programme that does not exist: $name', async ({ name, endpoint }) => {
    const request = rightRequest(name, home);
    const answer = await call(endpoint, { ...request, params: { ...request.params, programme: 'bestaat-niet' } }, both);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe.each(roles)('as %s', (role) => {
  test.each(named)('$name', async ({ name, endpoint }) => {
    const { access } = endpoint.config;
    // a helper is a phone and a partner a machine, and nobody of the team is one
    const mayDo =
      access.kind === 'staff'
        ? rolePermissions[role].includes(access.permission)
        : access.kind === 'public' || access.kind === 'account';
    // what the colleague before did must not stand in the way
    const world: World =
      mayDo && endpoint.method !== 'GET'
        ? { ...home, ...(await freshTargets(town, home)), ...(await replaceable(name)) }
        : { ...home };
    if (mayDo && name.endsWith('Note'))
      world.note = await aNote(town, home, { about: world.confirmed, by: team[role] });
    const before = mayDo ? null : await census(town);
    const session = name.startsWith('endSession') ? await anotherSession(team[role]) : team[role].cookie;
    if (name === 'endSession') world.session = await sessionIdOf(team[role]);
    const answer = await call(endpoint, rightRequest(name, world), session);
    if (mayDo) {
      expect(answer.status, answer.text).toBe(expectedOf(endpoint));
      return;
    }
    expect(answer).toMatchObject(
      access.kind === 'helper' || access.kind === 'partner'
        ? { status: 401, body: { code: strangerIsTold(endpoint) } }
        : { status: 403, body: { code: 'not-allowed' } },
    );
    expect(await census(town)).toEqual(before);
  });
});

describe('the phone of a helper', () => {
  test.each(named)('$name', async ({ name, endpoint }) => {
    const { access } = endpoint.config;
    const before = access.kind === 'helper' || access.kind === 'public' ? null : await census(town);
    const answer = await call(endpoint, rightRequest(name, home), undefined, home.phone);
    if (!before) expect(answer.status, answer.text).toBe(expectedOf(endpoint));
    else {
      const code = access.kind === 'partner' ? 'key-incomplete' : 'not-signed-in';
      expect(answer).toMatchObject({ status: 401, body: { code } });
      expect(await census(town)).toEqual(before);
    }
  });

  test('means nothing in another programme, nor with another secret, nor after it was revoked', async () => {
    const gone = await aHelper(town, home, home.published);
    await revokeHelperLink(town.ctx, {
      programmeId: home.programmeId,
      eventId: home.published,
      linkId: gone.helperLink,
      actor: organiser,
    });
    const before = await census(town);
    for (const { name, endpoint } of named.filter((it) => it.endpoint.config.access.kind === 'helper')) {
      const request = rightRequest(name, home);
      const wrong = `${home.helperLink}.${gone.helperSecret}`;
      for (const phone of [away.phone, wrong, `${newId()}.${home.helperSecret}`, 'nonsense'])
        expect((await call(endpoint, request, both, phone)).status, name).toBe(401);
      const answer = await call(endpoint, request, undefined, gone.phone);
      expect(answer).toMatchObject({ status: 403, body: { code: 'helper-link-ended' } });
    }
    expect(await census(town)).toEqual(before);
  });
});

describe('a machine with a key', () => {
  test.each(named)('$name', async ({ name, endpoint }) => {
    const { access } = endpoint.config;
    const before = access.kind === 'partner' || access.kind === 'public' ? null : await census(town);
    const answer = await call(endpoint, rightRequest(name, home), undefined, home.machine);
    if (!before) expect(answer.status, answer.text).toBe(expectedOf(endpoint));
    else {
      expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      expect(await census(town)).toEqual(before);
    }
  });

  test('of another programme, that was revoked, that was typed wrong, or that was made for something else', async () => {
    const revoked = await aKey(town, home, home.network);
    await revokeKey(town.ctx, { programmeId: home.programmeId, keyId: revoked.key, actor: organiser });
    const stranger = newSecret();
    const mistyped = `${home.machine.slice(0, -1)}${home.machine.endsWith('0') ? '1' : '0'}`;
    const narrow = await Promise.all(keyScopes.map((it) => aKey(town, home, home.network, { scopes: [it] })));
    const before = await census(town);
    for (const { name, endpoint } of named) {
      const { access } = endpoint.config;
      if (access.kind !== 'partner') continue;
      const request = rightRequest(name, home);
      const tries = [
        [away.machine, 404, 'not-found'],
        [revoked.machine, 401, 'key-ended'],
        [stranger, 401, 'key-unknown'],
        [mistyped, 401, 'key-incomplete'],
        ['', 401, 'key-needed'],
      ] as const;
      for (const [key, status, code] of tries)
        expect(await call(endpoint, request, both, key), name).toMatchObject({ status, body: { code } });
      if (access.scope === null) continue;
      const other = narrow[keyScopes.findIndex((it) => it !== access.scope)]!;
      const answer = await call(endpoint, request, both, other.machine);
      expect(answer, name).toMatchObject({ status: 403, body: { code: 'key-scope' } });
      expect(answer.headers['www-authenticate']).toContain(`scope="${access.scope}"`);
    }
    expect(await census(town)).toEqual(before);
  });
});

describe('ids of one programme under the path of another', () => {
  const withIds = named.filter(
    // what names one of a few things of the contract is no id
    (it) =>
      it.endpoint.config.access.kind !== 'account' &&
      !it.endpoint.url.includes('/mail-wordings') &&
      /:(?!programme\b)\w+/.test(it.endpoint.url),
  );
  test.each(withIds)('are not found and nothing changes: $name', async ({ name, endpoint }) => {
    const before = await census(town);
    const request = rightRequest(name, away);
    const params = { ...request.params, programme: home.slug };
    const answer = await call(endpoint, { ...request, params }, both, machineFor(endpoint));
    expect(answer, answer.text).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await census(town)).toEqual(before);
  });

  test.each(withIds)('nor ids that exist nowhere: $name', async ({ name, endpoint }) => {
    const before = await census(town);
    const request = rightRequest(name, home);
    const params = Object.fromEntries(
      Object.entries(request.params).map(([key, it]) => [
        key,
        ['programme', 'row', 'part'].includes(key) ? it : key === 'slug' ? 'nergens' : newId(),
      ]),
    );
    expect((await call(endpoint, { ...request, params }, both, machineFor(endpoint))).status).toBe(404);
    expect(await census(town)).toEqual(before);
  });

  test('a registration of another meeting of the same programme is not found either', async () => {
    const other = await freshTargets(town, home);
    const before = await census(town);
    for (const { name, endpoint } of named.filter((it) => it.endpoint.url.includes(':registration'))) {
      const request = rightRequest(name, home);
      const params = { ...request.params, event: other.published };
      const answer = await call(endpoint, { ...request, params }, both, machineFor(endpoint));
      expect(answer.status, name).toBe(404);
    }
    expect(await census(town)).toEqual(before);
  });

  test('in a filter they give an empty list, in a body a refusal', async () => {
    const before = await census(town);
    const get = (path: string) => send(town, `/v1/programmes/${home.slug}${path}`, { headers: { cookie: both } });
    expect((await get(`/activity?event=${away.published}`)).body.items).toEqual([]);
    expect((await get(`/mails?event=${away.published}`)).body.items).toEqual([]);
    expect((await get(`/mails?registration=${away.confirmed}`)).body.items).toEqual([]);
    const post = (path: string, body: object, method = 'POST') =>
      send(town, `/v1/programmes/${home.slug}${path}`, { method, headers: { cookie: both, 'if-match': '*' }, body });
    const title = { nl: 'Afgekeken', en: null };
    expect((await post('/events', { title, copyOf: away.published })).status).toBe(404);
    const made = await post('/events', { title, organisingOrganisation: away.organisation });
    expect(made).toMatchObject({ status: 400, body: { errors: [{ pointer: '/organisingOrganisation' }] } });
    const changed = await post(`/events/${home.published}`, { organisingOrganisation: away.organisation }, 'PATCH');
    expect(changed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/organisingOrganisation' }] } });
    expect(await census(town)).toEqual(before);
  });

  test('one Idempotency-Key in two programmes is two keys', async () => {
    const key = newId();
    const body = { slug: 'zelfde-sleutel', name: 'Net' };
    for (const world of [home, away]) {
      const path = `/v1/programmes/${world.slug}/networks`;
      expect(
        (await send(town, path, { method: 'POST', headers: { cookie: both, 'idempotency-key': key }, body })).status,
      ).toBe(201);
    }
  });
});

describe('routes outside the contract', () => {
  test('are all of them known here, and public unless named', () => {
    const inContract = new Set(endpoints.map((it) => `${it.method} /v1${it.url}`));
    const others = routesOf(town).filter(
      (it) => it.url.startsWith('/v1/') && it.method !== 'HEAD' && !inContract.has(`${it.method} ${it.url}`),
    );
    expect(others.map(show).sort()).toEqual(['GET /v1/openapi.json', 'GET /v1/programmes/:programme/live']);
    const missing = [...inContract].filter((it) => !routesOf(town).some((route) => show(route) === it));
    expect(missing, 'in the contract and not registered').toEqual([]);
  });

  test('the live stream is for the team only', async () => {
    const path = `/v1/programmes/${home.slug}/live`;
    expect((await send(town, path)).status).toBe(401);
    for (const cookie of [stranger, away.owner.cookie])
      expect((await send(town, path, { headers: { cookie } })).status).toBe(403);
    const stop = new AbortController();
    const stream = await fetch(`${town.url}${path}`, { headers: { cookie: team.viewer.cookie }, signal: stop.signal });
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    stop.abort();
  });

  test('every GET outside the API answers without a session, never with a 500, and writes nothing', async () => {
    const before = await census(town);
    const fill = (url: string) =>
      url
        .replace(':programme', home.slug)
        .replace(':slug', home.eventSlug)
        .replace(':file', 'v1.js')
        .replace(':code', 'not-found')
        .replace(':token', 'a'.repeat(43))
        .replace('*', 'x');
    // the preview of a draft and what is printed are for the team, and tested with it
    for (const route of routesOf(town).filter(
      (it) =>
        !it.url.startsWith('/v1/') &&
        !/\/(preview|print)\//.test(it.url) &&
        (it.method === 'GET' || it.method === 'HEAD'),
    )) {
      const answer = await send(town, fill(route.url), { method: route.method });
      expect(answer.status, show(route)).toBeLessThan(500);
      expect([401, 403], show(route)).not.toContain(answer.status);
    }
    expect(await census(town)).toEqual(before);
  });
});

/** What is said to who shows nothing. */
const strangerIsTold = (endpoint: EndpointSpec) =>
  endpoint.config.access.kind === 'partner' ? 'key-needed' : 'not-signed-in';

const machineFor = (endpoint: EndpointSpec) => (endpoint.config.access.kind === 'partner' ? home.machine : undefined);

const show = (it: Route) => `${it.method} ${it.url}`;

function expectedOf(endpoint: EndpointSpec): number {
  return successOf[endpoint.schema.operationId] ?? Number(Object.keys(endpoint.schema.response)[0]);
}

async function anotherSession(person: Person): Promise<string> {
  return `${cookieName}=${await startSession(town.ctx, town.ctx.db, person.accountId, 'test')}`;
}

async function sessionIdOf(person: Person): Promise<string> {
  await anotherSession(person);
  const rows = await town.ctx.db.query<{ session_id: string }>(
    'SELECT session_id FROM sessions WHERE account_id = $1 ORDER BY session_id DESC LIMIT 1',
    [person.accountId],
  );
  return rows[0]!.session_id;
}

/** What can be used up once. */
async function replaceable(name: string): Promise<Partial<World>> {
  if (name === 'removeMember' || name === 'changeMember')
    return { member: (await asStaff(town, home as Region, 'viewer')).accountId };
  if (/^(rotateKey|endSecret|revokeKey|changeTask|removeTask|renewFiguresLink)$/.test(name)) {
    const fresh = await keysOf(town, home as Region, home.network, home.published, home.confirmed);
    return { ...fresh, published: home.published };
  }
  if (name !== 'retryDeadJob') return {};
  await town.ctx.db.query(`UPDATE pgboss.job SET state = 'failed', completed_on = now() WHERE id = $1`, [home.job]);
  return {};
}
