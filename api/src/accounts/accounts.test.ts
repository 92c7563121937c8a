import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountRoutes } from '#api/accounts/routes.ts';
import { cookieName } from '#api/accounts/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { firstRunCode } from '#api/programmes/first-run.ts';
import { census } from '#test/contract.ts';
import { type Answer, type Send, send } from '#test/crowd.ts';
import { aProgramme, asStaff, linkIn, type Person, type Region } from '#test/people.ts';
import { type SentMail, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
});
afterAll(() => town.close());

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  send(town, path, { method: 'POST', body, headers });
const as = (cookie: string, given: Send = {}): Send => ({ ...given, headers: { cookie, ...given.headers } });

async function asks(email: string, language = 'nl') {
  const before = town.mails.length;
  const answer = await post('/v1/sign-in-requests', { email, language });
  expect(answer.status).toBe(202);
  return { answer, mail: () => nextMail(before) };
}

/** Sign-in mails go out beside the job queue. */
async function nextMail(after: number): Promise<SentMail> {
  for (let i = 0; i < 200 && town.mails.length === after; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  return town.mails[after]!;
}

function codeIn(mail: SentMail): string {
  return /^(\d{6})$/m.exec(mail.text!)![1]!;
}

function linkOf(mail: SentMail): { request: string; token: string } {
  const hash = new URLSearchParams(new URL(linkIn(mail, '/admin/sign-in')).hash.slice(1));
  return { request: hash.get('request')!, token: hash.get('token')! };
}

function cookieOf(answer: Answer): string {
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

describe('signing in', () => {
  test('by the link in the mail, once', async () => {
    const { email } = await asStaff(town, region);
    const { mail } = await asks(email.toUpperCase());
    const proof = linkOf(await mail());
    const signedIn = await post('/v1/sessions', proof);
    expect(signedIn).toMatchObject({
      status: 201,
      body: { email, memberships: [{ programme: region.slug, role: 'organiser' }] },
    });
    const [cookie] = signedIn.headers['set-cookie']!;
    expect(cookie).toMatch(
      new RegExp(`^${cookieName}=[\\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax$`),
    );
    expect((await send(town, '/v1/account', as(cookieOf(signedIn)))).body.email).toBe(email);
    expect(await post('/v1/sessions', proof)).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
  });

  test('by the code, in the language asked for; the code and the link stand in the mail and nothing of the session', async () => {
    const { email } = await asStaff(town, region);
    const { answer, mail } = await asks(email, 'en');
    const sent = await mail();
    expect(sent.subject).toMatch(/^Sign in to Pr8werk: \d{6}$/);
    expect(sent.headers.find((it) => it.key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(sent.html).toContain('lang="en"');
    expect((await post('/v1/sessions', { request: answer.body.request, code: codeIn(sent) })).status).toBe(201);
    expect((await post('/v1/sessions', { request: answer.body.request, code: codeIn(sent) })).status).toBe(401);
  });

  test('not after five wrong codes, and not by the link of that mail either', async () => {
    const { email } = await asStaff(town, region);
    const { answer, mail } = await asks(email);
    const sent = await mail();
    const right = codeIn(sent);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++)
      expect((await post('/v1/sessions', { request: answer.body.request, code: wrong })).status).toBe(401);
    expect((await post('/v1/sessions', { request: answer.body.request, code: right })).status).toBe(401);
    expect((await post('/v1/sessions', linkOf(sent))).status).toBe(401);
  });

  test('after four wrong codes the right one is good; ten guesses at once count as ten', async () => {
    const { email } = await asStaff(town, region);
    const one = await asks(email);
    const right = codeIn(await one.mail());
    const guess = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    for (let i = 0; i < 4; i++) await post('/v1/sessions', { request: one.answer.body.request, code: guess });
    expect((await post('/v1/sessions', { request: one.answer.body.request, code: right })).status).toBe(201);
    const two = await asks(email);
    const code = codeIn(await two.mail());
    await Promise.all(
      Array.from({ length: 10 }, () =>
        post('/v1/sessions', { request: two.answer.body.request, code: code === '111111' ? '222222' : '111111' }),
      ),
    );
    expect((await post('/v1/sessions', { request: two.answer.body.request, code })).status).toBe(401);
  });

  test('twice at once with one link starts one session', async () => {
    const { email } = await asStaff(town, region);
    const { mail } = await asks(email);
    const proof = linkOf(await mail());
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/v1/sessions', proof)));
    expect(answers.map((it) => it.status).sort()).toEqual([201, 401, 401, 401]);
  });

  test('until fifteen minutes have passed', async () => {
    const { email } = await asStaff(town, region);
    const early = linkOf(await (await asks(email)).mail());
    const late = linkOf(await (await asks(email)).mail());
    town.passes({ minutes: 14, seconds: 59 });
    expect((await post('/v1/sessions', early)).status).toBe(201);
    town.passes({ seconds: 1 });
    expect((await post('/v1/sessions', late)).status).toBe(401);
  });

  test('an address nobody has gets the same answer and no mail', async () => {
    const { email } = await asStaff(town, region);
    const known = await asks(email);
    await known.mail();
    const before = town.mails.length;
    const unknown = await asks('nobody@nowhere.example');
    expect(Object.keys(unknown.answer.body)).toEqual(Object.keys(known.answer.body));
    expect(unknown.answer.body.expiresAt).toBe(known.answer.body.expiresAt);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(town.mails.length).toBe(before);
    for (const code of ['000000', '123456']) {
      expect(await post('/v1/sessions', { request: unknown.answer.body.request, code })).toMatchObject({
        status: 401,
        body: { code: 'sign-in-failed' },
      });
    }
  });

  test('a sixth request within a quarter of an hour gets the same answer, no mail, and cannot be used', async () => {
    const { email } = await asStaff(town, region);
    const used = await asks(email);
    expect((await post('/v1/sessions', linkOf(await used.mail()))).status, 'a used one does not count').toBe(201);
    const before = town.mails.length;
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/v1/sign-in-requests', { email })));
    for (let i = 0; i < 200 && town.mails.length < before + 5; i++) await new Promise((it) => setTimeout(it, 10));
    await new Promise((it) => setTimeout(it, 100));
    expect(town.mails.length).toBe(before + 5);
    expect(new Set(answers.map((it) => `${it.status} ${Object.keys(it.body)} ${it.body.expiresAt}`)).size).toBe(1);
    const rows = await town.ctx.db.query<{ n: number }>(
      'SELECT count(account_id)::int AS n FROM sign_in_requests WHERE request_id = ANY($1)',
      [answers.map((it) => it.body.request)],
    );
    expect(rows[0]!.n, 'the others lead to no account').toBe(5);
    town.passes({ minutes: 15 });
    const later = await asks(email);
    expect((await post('/v1/sessions', linkOf(await later.mail()))).status).toBe(201);
  });

  test('the mail is made when the answer has gone out, so that its time tells nothing', async () => {
    const { email } = await asStaff(town, region);
    const app = fastify();
    app.setValidatorCompiler(() => () => true);
    app.setSerializerCompiler(() => JSON.stringify);
    const order: string[] = [];
    app.addHook('onSend', async () => void order.push('answer'));
    accountRoutes(app as unknown as App, town.ctx, { sendSignIn: () => order.push('mail') });
    await app.inject({ method: 'POST', url: '/sign-in-requests', payload: { email } });
    for (let i = 0; i < 100 && order.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(order).toEqual(['answer', 'mail']);
    await app.close();
  });

  test('a mail scanner that follows the link changes nothing, and its link says nothing to the server', async () => {
    const { email } = await asStaff(town, region);
    const { mail } = await asks(email);
    const sent = await mail();
    const before = await census(town);
    const url = new URL(linkIn(sent, '/admin/sign-in'));
    expect(url.search).toBe('');
    for (const method of ['GET', 'HEAD']) await send(town, url.pathname + url.search, { method });
    expect(await census(town)).toEqual(before);
    expect((await post('/v1/sessions', linkOf(sent))).status).toBe(201);
  });
});

describe('sessions', () => {
  const account = (cookie: string) => send(town, '/v1/account', as(cookie)).then((it) => it.status);

  test('can be seen and ended one by one, of oneself only', async () => {
    const anna = await asStaff(town, region);
    const phone = await signsIn(anna);
    const other = await asStaff(town, region);
    const { items } = (await send(town, '/v1/sessions', as(phone))).body;
    expect(items).toHaveLength(2);
    expect(items.filter((it: { isCurrent: boolean }) => it.isCurrent)).toHaveLength(1);
    const elsewhere = items.find((it: { isCurrent: boolean }) => !it.isCurrent).id;
    expect((await send(town, `/v1/sessions/${elsewhere}`, as(other.cookie, { method: 'DELETE' }))).status).toBe(404);
    expect(await account(anna.cookie)).toBe(200);
    expect((await send(town, `/v1/sessions/${elsewhere}`, as(phone, { method: 'DELETE' }))).status).toBe(204);
    expect(await account(anna.cookie)).toBe(401);
    expect(await account(phone)).toBe(200);
  });

  test('here or everywhere', async () => {
    const anna = await asStaff(town, region);
    const [one, two] = [await signsIn(anna), await signsIn(anna)];
    const out = await send(town, '/v1/sessions?which=current', as(one, { method: 'DELETE' }));
    expect(String(out.headers['set-cookie'])).toContain(`${cookieName}=;`);
    expect([await account(one), await account(two)]).toEqual([401, 200]);
    await send(town, '/v1/sessions', as(two, { method: 'DELETE' }));
    expect([await account(two), await account(anna.cookie)]).toEqual([401, 401]);
  });

  test('end after seven days without use', async () => {
    const { cookie } = await asStaff(town, region);
    town.passes({ hours: 6 * 24 + 23 });
    expect(await account(cookie)).toBe(200);
    town.passes({ hours: 6 * 24 + 23 });
    expect(await account(cookie), 'used in between').toBe(200);
    town.passes({ hours: 7 * 24 });
    expect(await account(cookie)).toBe(401);
  });

  test('end after thirty days however much they are used', async () => {
    const { cookie } = await asStaff(town, region);
    for (let day = 0; day < 29; day++) {
      town.passes({ hours: 24 });
      expect(await account(cookie)).toBe(200);
    }
    town.passes({ hours: 24 });
    expect(await account(cookie)).toBe(401);
  });

  async function signsIn(person: Person): Promise<string> {
    const { mail } = await asks(person.email);
    return cookieOf(await post('/v1/sessions', linkOf(await mail())));
  }
});

describe('the team', () => {
  test('always keeps an owner, also when two owners remove each other at the same moment', async () => {
    const home = await aProgramme(town);
    const [anna, bram] = [await asStaff(town, home, 'owner'), await asStaff(town, home, 'owner')];
    const path = `/v1/programmes/${home.slug}/members`;
    const answers = await Promise.all([
      anna.delete(`${path}/${bram.accountId}`),
      bram.delete(`${path}/${anna.accountId}`),
    ]);
    expect(answers.filter((it) => it.status === 204).length).toBe(1);
    const [owner] = await town.ctx.db.query<{ account_id: string }>(
      `SELECT account_id FROM members WHERE programme_id = $1`,
      [home.programmeId],
    );
    const left = owner!.account_id === anna.accountId ? anna : bram;
    const refused = await left.delete(`${path}/${left.accountId}`);
    expect(refused.body.code).toBe('last-owner');
    await left.patch(`${path}/${left.accountId}`, null, { role: 'viewer' }).expect(409);
  });

  test('who is taken out, or gets another role, notices at once', async () => {
    const home = await aProgramme(town);
    const [owner, host] = [await asStaff(town, home, 'owner'), await asStaff(town, home, 'host')];
    const path = `/v1/programmes/${home.slug}`;
    await host.get(`${path}/events`).expect(200);
    await owner.patch(`${path}/members/${host.accountId}`, null, { role: 'organiser' }).expect(200);
    await host.post(`${path}/events`, { title: { nl: 'Nu wel', en: null } }).expect(201);
    await owner.delete(`${path}/members/${host.accountId}`).expect(204);
    await host.get(`${path}/events`).expect(403);
  });

  test('adding an address tells nothing of who it is elsewhere', async () => {
    const elsewhere = await asStaff(town, await aProgramme(town), 'host');
    await elsewhere.get('/v1/account').expect(200);
    const home = await aProgramme(town);
    const owner = await asStaff(town, home, 'owner');
    const path = `/v1/programmes/${home.slug}/members`;
    const added = await owner.post(path, { email: elsewhere.email, name: 'Onze Hein', role: 'host' }).expect(201);
    expect(added.body).toMatchObject({ name: 'Onze Hein', lastSeenAt: null });
    const { items } = (await owner.get(path).expect(200)).body;
    const rows = items as { name: string; lastSeenAt: string | null }[];
    expect(rows.find((it) => it.name === 'Onze Hein')).toMatchObject({ lastSeenAt: null });
    expect(rows.find((it) => it.name !== 'Onze Hein')!.lastSeenAt, 'who is only here').not.toBeNull();
  });

  test('one person is in a team once', async () => {
    const owner = await asStaff(town, region, 'owner');
    const body = { email: 'Nieuw@Team.example', name: 'Nieuw', role: 'host' };
    await owner.post(`/v1/programmes/${region.slug}/members`, body).expect(201);
    const again = await owner.post(`/v1/programmes/${region.slug}/members`, { ...body, email: 'nieuw@team.example' });
    expect(again).toMatchObject({ status: 409, body: { code: 'email-taken' } });
  });
});

describe('the first start', () => {
  test('who holds the code becomes the owner, once', async () => {
    const empty = await startTown({ config: { jobs: 'off' } });
    try {
      const body = {
        code: firstRunCode(empty.ctx),
        email: 'Owner@Regio.example',
        name: 'Olga',
        programme: { slug: 'regio', name: 'Regio', region: 'Twente' },
      };
      const begin = (given: object) => send(empty, '/v1/first-run', { method: 'POST', body: given });
      expect((await send(empty, '/v1/first-run')).body).toEqual({ isOpen: true });
      expect(await begin({ ...body, code: 'AAAA-AAAA-AAAA' })).toMatchObject({
        status: 403,
        body: { code: 'first-run-code-wrong' },
      });
      expect(
        await begin({ ...body, programme: { ...body.programme, slug: 'admin' } }),
        'a word the addresses need',
      ).toMatchObject({ status: 409, body: { code: 'slug-taken', detail: expect.stringContaining('gereserveerd') } });
      const answers = await Promise.all(
        [1, 2, 3].map(() => begin({ ...body, code: body.code.toLowerCase().replaceAll('-', ' ') })),
      );
      expect(answers.map((it) => it.status).sort()).toEqual([201, 409, 409]);
      const cookie = cookieOf(answers.find((it) => it.status === 201)!);
      expect((await send(empty, '/v1/account', as(cookie))).body).toMatchObject({
        email: 'owner@regio.example',
        memberships: [{ programme: 'regio', role: 'owner' }],
      });
      expect((await send(empty, '/v1/first-run')).body).toEqual({ isOpen: false });
      expect((await begin(body)).body.code).toBe('already-set-up');
    } finally {
      await empty.close();
    }
  });
});
