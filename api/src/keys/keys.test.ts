// A network's machine: makes itself known by a key, signs its people up, and asks how it stands with them.

import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { noticeVersion } from '#api/registrations/rules.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let olga: Person;
const networks: Record<string, string> = {};

beforeAll(async () => {
  town = await startTown({ limits: { perKey: 40 } });
  region = await aProgramme(town, { slug: 'achterhoek' });
  olga = await asStaff(town, region);
  for (const slug of ['onz', 'zzp-oost']) {
    const made = await olga.post('/v1/programmes/achterhoek/networks', { slug, name: slug.toUpperCase() }).expect(201);
    networks[slug] = made.body.id;
  }
});
afterAll(() => town.close());

const keysPath = '/v1/programmes/achterhoek/keys';

async function aKey(network: string, scopes: KeyScope[] = ['registrations:write', 'registrations:read']) {
  const body = { name: `Site van ${network}`, network: networks[network], scopes, expiresAt: null };
  const { key, secret } = (await olga.post(keysPath, body).expect(201)).body;
  return { id: key.id as string, secret: secret as string };
}

interface Ask {
  method?: string;
  body?: object;
  headers?: Record<string, string>;
}

/** As a server does: no cookie, no origin. */
function ask(secret: string, path = '', { method = 'GET', body, headers = {} }: Ask = {}) {
  return send(town, `/v1/programmes/achterhoek/network${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, ...headers },
    ...(body ? { body: body as Record<string, unknown> } : {}),
  });
}

let count = 0;
const member = (given: object = {}) => {
  const n = ++count;
  return {
    name: `Lid ${n}`,
    email: `lid${n}@post.example`,
    role: 'professional',
    consent: true,
    noticeVersion,
    ...given,
  };
};
const signUpBy = (secret: string, event: { id: string }, body: object, key: string = newId()) =>
  ask(secret, `/events/${event.id}/registrations`, { method: 'POST', body, headers: { 'idempotency-key': key } });
const listBy = async (secret: string, event: { id: string }) =>
  (await ask(secret, `/events/${event.id}/registrations`)).body;

test('A key is shown once, kept as a hash, replaced without a gap and revoked for good', async () => {
  const { id, secret } = await aKey('onz');
  expect(secret).toMatch(/^pr8_live_[0-9A-Za-z]{33}$/);
  const listed = (await olga.get(keysPath).expect(200)).body.items[0];
  expect(listed).toMatchObject({ id, state: 'live', secrets: [{ prefix: secret.slice(0, 13), lastUsedAt: null }] });
  expect(JSON.stringify(listed)).not.toContain(secret.slice(14));
  const dump = await town.ctx.db.query<{ all: string }>(
    `SELECT string_agg(t::text, '') AS all FROM (SELECT s::text AS t FROM key_secrets AS s UNION ALL SELECT k::text FROM keys AS k
      UNION ALL SELECT a::text FROM activity AS a UNION ALL SELECT i::text FROM idempotency_keys AS i) AS x`,
  );
  expect(dump[0]!.all).not.toContain(secret.slice(14));

  expect(await ask(secret)).toMatchObject({
    status: 200,
    body: { network: { slug: 'onz', name: 'ONZ' }, key: { scopes: ['registrations:write', 'registrations:read'] } },
  });
  // the first use is written at once, what follows by the minute
  const used = async () => (await olga.get(keysPath)).body.items[0];
  await expect.poll(used).toMatchObject({
    lastUsedAt: town.ctx.now().toISOString(),
    secrets: [{ lastUsedAt: town.ctx.now().toISOString() }],
    days: [{ on: '2026-11-21', requests: 1 }],
  });
  const second = (await olga.post(`${keysPath}/${id}/secrets`).expect(201)).body;
  expect((await olga.post(`${keysPath}/${id}/secrets`)).body.code).toBe('key-state');
  for (const it of [secret, second.secret]) expect((await ask(it)).status).toBe(200);
  await olga.delete(`${keysPath}/${id}/secrets/${second.key.secrets[0].id}`).expect(204);
  expect(await ask(secret)).toMatchObject({ status: 401, body: { code: 'key-ended' } });
  expect((await ask(second.secret)).status).toBe(200);
  // the last one ends with the key
  expect((await olga.delete(`${keysPath}/${id}/secrets/${second.key.secrets[1].id}`)).body.code).toBe('key-state');
  await olga.delete(`${keysPath}/${id}`).expect(204);
  const refused = await ask(second.secret);
  expect(refused).toMatchObject({ status: 401, body: { code: 'key-ended' } });
  expect(refused.headers['www-authenticate']).toBe('Bearer realm="pr8werk", error="invalid_token"');
  expect((await olga.post(`${keysPath}/${id}/secrets`)).body.code).toBe('key-state');
  expect((await olga.get(keysPath)).body.items.find((it: { id: string }) => it.id === id).state).toBe('revoked');
});

test('What is wrong with a key is said: a lost character, the address, another site, its time, too many requests', async () => {
  const { secret } = await aKey('onz');
  expect(await ask(secret.slice(0, -1))).toMatchObject({ status: 401, body: { code: 'key-incomplete' } });
  const inAddress = await send(town, `/v1/programmes/achterhoek/network?key=${secret}`);
  expect(inAddress).toMatchObject({ status: 401, body: { code: 'key-needed' } });
  // a key in a page is a key for everyone: browsers are not let in
  const elsewhere = await ask(secret, `/events/${newId()}/registrations`, {
    method: 'POST',
    body: member(),
    headers: { origin: 'https://onz.example', 'idempotency-key': newId() },
  });
  expect(elsewhere).toMatchObject({ status: 403, body: { code: 'origin-not-allowed' } });
  expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined();

  const past = await olga.post(keysPath, {
    name: 'Te laat',
    network: networks.onz,
    scopes: ['registrations:read'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  expect(past.body).toMatchObject({ status: 400, errors: [{ pointer: '/expiresAt' }] });
  const brief = await olga.post(keysPath, {
    name: 'Een uur',
    network: networks.onz,
    scopes: ['registrations:read'],
    expiresAt: new Date(town.ctx.now().getTime() + 3600_000).toISOString(),
  });
  expect((await ask(brief.body.secret)).status).toBe(200);
  // once its use is written, it stands under Vandaag: a site has to be changed in time
  await town.ctx.db.query(
    `INSERT INTO key_days (programme_id, secret_id, day, requests, last_used_at)
       SELECT programme_id, secret_id, $2::timestamptz::date, 1, $2::timestamptz FROM key_secrets WHERE key_id = $1`,
    [brief.body.key.id, town.ctx.now()],
  );
  expect((await olga.get('/v1/programmes/achterhoek/today')).body.endingKeys).toMatchObject([
    { name: 'Een uur', network: 'ONZ' },
  ]);
  town.passes({ hours: 1 });
  expect(await ask(brief.body.secret)).toMatchObject({ status: 401, body: { code: 'key-ended' } });

  const answers = await Promise.all(Array.from({ length: 41 }, () => ask(secret)));
  expect(answers.filter((it) => it.status === 429)).toHaveLength(1);
  expect(answers[0]!.headers['ratelimit-policy']).toBe('"key";q=40;w=60');
  const logged = JSON.stringify(town.logged);
  expect(logged).not.toContain(secret);
});

test('A network signs its members up, once each, and its name cannot be borrowed', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 3 });
  const { secret } = await aKey('onz');
  const { secret: other } = await aKey('zzp-oost');
  const form = await send(town, `/v1/programmes/achterhoek/signup-forms/${event.slug}`);
  expect(form.body.noticeVersion).toBe(noticeVersion);

  const anna = member({ email: 'Anna@post.example' });
  const key = newId();
  const first = await signUpBy(secret, event, anna, key);
  expect(first).toMatchObject({ status: 201, body: { status: 'confirmed', needsConfirmation: true } });
  // the connection broke, and the site asks again
  expect((await signUpBy(secret, event, anna, key)).body).toEqual(first.body);
  expect((await signUpBy(secret, event, { ...anna, name: 'Iemand anders' }, key)).status).toBe(422);
  // another network may choose the same key for its own
  expect((await signUpBy(other, event, member({ isAddressConfirmed: true }), key)).status).toBe(201);

  const rows = (await olga.get(`/v1/programmes/achterhoek/events/${event.id}/registrations?sort=createdAt`)).body.items;
  expect(rows).toMatchObject([
    { email: 'anna@post.example', source: 'onz', network: 'ONZ', isVerified: false, noticeVersion },
    { source: 'zzp-oost', network: 'ZZP-OOST', isVerified: true },
  ]);
  const [mail] = await town.mailsTo('anna@post.example');
  expect(mail!.subject).toContain('Bevestig');
  expect(linkIn(mail!, '/r/')).toContain('/achterhoek/r/');

  const wrong = [
    [member({ source: 'zzp-oost' }), '/source'],
    [member({ noticeVersion: '2019-01' }), '/noticeVersion'],
    [member({ noticeVersion: undefined }), '/noticeVersion'],
    [member({ consent: false }), '/consent'],
    [member({ companions: [{ name: 'Bram' }] }), '/companions'],
    [member({ answers: { onbekend: 'x' } }), '/answers/onbekend'],
  ] as const;
  for (const [body, pointer] of wrong)
    expect((await signUpBy(secret, event, body)).body, pointer).toMatchObject({ status: 400, errors: [{ pointer }] });
  expect((await ask(secret, `/events/${event.id}/registrations`, { method: 'POST', body: member() })).body.code).toBe(
    'idempotency-key-missing',
  );
  expect((await signUpBy(secret, { id: newId() }, member())).status).toBe(404);
});

test('It hears how it stands with whom it signed up, and not who was there before', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 1 });
  const [{ secret }, { secret: other }] = [await aKey('onz'), await aKey('zzp-oost')];
  // Bea signed up by herself and has the one place
  await signUp(town, region, event, { email: 'bea@post.example' }).expect(201);
  const [confirm] = await town.mailsTo('bea@post.example');
  await send(town, `${new URL(linkIn(confirm!, '/r/')).pathname}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  const bea = await signUpBy(secret, event, member({ email: 'bea@post.example', isAddressConfirmed: true }));
  const cor = await signUpBy(secret, event, member({ email: 'cor@post.example', isAddressConfirmed: true }));
  // the same words for both
  expect(bea).toMatchObject({ status: 201, body: { status: 'waiting', needsConfirmation: false } });
  expect({ ...bea.body, receipt: '' }).toEqual({ ...cor.body, receipt: '' });
  const both = [
    { receipt: bea.body.receipt, status: 'waiting', needsConfirmation: false },
    { receipt: cor.body.receipt, status: 'waiting', needsConfirmation: false },
  ];
  const listed = await listBy(secret, event);
  expect(listed.items).toMatchObject(both);
  expect(Object.keys(listed.items[0]).sort()).toEqual([
    'event',
    'needsConfirmation',
    'receipt',
    'receivedAt',
    'status',
  ]);
  expect((await town.mailsTo('bea@post.example')).at(-1)!.subject).toContain('Je was al aangemeld');

  // Bea cancels, and Cor gets the place
  const rows = (await olga.get(`/v1/programmes/achterhoek/events/${event.id}/registrations?tab=confirmed`)).body.items;
  await olga
    .post(`/v1/programmes/achterhoek/events/${event.id}/registrations/${rows[0].id}/cancellation`, { notify: false })
    .expect(200);
  await aMinutePasses(town);
  expect((await listBy(secret, event)).items.map((it: { status: string }) => it.status)).toEqual([
    'cancelled',
    'confirmed',
  ]);
  const one = await ask(secret, `/events/${event.id}/registrations/${cor.body.receipt}`);
  expect(one.body).toMatchObject({ status: 'confirmed', event: event.id });
  // another network sees none of them
  expect((await listBy(other, event)).items).toEqual([]);
  expect((await ask(other, `/events/${event.id}/registrations/${cor.body.receipt}`)).status).toBe(404);
});

test('A maximum for a network holds for its key too, and company comes together', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 20 });
  await olga
    .put(`/v1/programmes/achterhoek/events/${event.id}/signup-rules`, {
      admission: 'open',
      offerHours: null,
      offersUntil: null,
      lastWord: 'no',
      companyLimit: 1,
      crewCounts: true,
      quotas: [{ kind: 'network', value: 'onz', places: 2 }],
      codes: [],
    })
    .set('if-match', '*')
    .expect(200);
  const { secret } = await aKey('onz', ['registrations:write']);
  const sure = { isAddressConfirmed: true };
  const pair = await signUpBy(secret, event, member({ ...sure, companions: [{ name: 'Bram' }] }));
  expect(pair.body.status).toBe('confirmed');
  const answers = await Promise.all(Array.from({ length: 5 }, () => signUpBy(secret, event, member(sure))));
  expect(answers.map((it) => it.body.status)).toEqual(Array(5).fill('waiting'));
  const { secret: other } = await aKey('zzp-oost');
  expect((await signUpBy(other, event, member(sure))).body.status).toBe('confirmed');
  // this key was not made to ask
  expect(await ask(secret, `/events/${event.id}/registrations`)).toMatchObject({
    status: 403,
    body: { code: 'key-scope' },
  });
});
