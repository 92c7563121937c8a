// Personal data go when their term is over, and not a day before; figures stay the same.

import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { forgetExpired } from '#api/forget.ts';
import { expireUnverified } from '#api/registrations/actions.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
});
afterAll(() => town.close());

const count = async (sql: string) =>
  (await town.ctx.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]!.n;

/** Before the term nothing of it goes, after it all of it. */
async function expectTerm(what: string, term: Temporal.DurationLike): Promise<void> {
  const there = await count(what);
  expect(there).toBeGreaterThan(0);
  const end = Temporal.Instant.fromEpochMilliseconds(town.ctx.now().getTime()).add(Temporal.Duration.from(term));
  town.at(end.subtract({ minutes: 5 }).toString());
  await forgetExpired(town.ctx);
  expect(await count(what)).toBe(there);
  town.at(end.add({ minutes: 5 }).toString());
  await forgetExpired(town.ctx);
  expect(await count(what)).toBe(0);
}

test('answers to repeated requests go after a day', async () => {
  const event = await aPublishedEvent(town, region);
  await signUp(town, region, event, {}, newId()).expect(201);
  await expectTerm('idempotency_keys', { hours: 24 });
});

test('sign-in requests go a day after they end', async () => {
  await asStaff(town, region);
  await send(town, '/v1/sign-in-requests', { method: 'POST', body: { email: 'a@b.example' } });
  await expectTerm('sign_in_requests', { hours: 24, minutes: 15 });
});

test('requests to be kept informed go after a week', async () => {
  await send(town, `/v1/programmes/${region.slug}/subscriptions`, {
    method: 'POST',
    body: { name: 'A', email: 'a@b.example', consent: true },
  });
  await town.settled();
  await expectTerm('subscription_requests', { hours: 7 * 24 });
});

test('copies of mails go after ninety days; that they were sent stays', async () => {
  const event = await aPublishedEvent(town, region, {
    startsAt: '2030-01-14T06:30:00Z',
    endsAt: '2030-01-14T09:00:00Z',
  });
  await signUp(town, region, event).expect(201);
  await town.settled();
  const all = await count('mails');
  await expectTerm(
    `mails WHERE event_id = '${event.id}' AND (to_address IS NOT NULL OR subject IS NOT NULL OR html IS NOT NULL OR body IS NOT NULL)`,
    { hours: 90 * 24 },
  );
  expect(await count('mails')).toBe(all);
});

test('mails in files go after ninety days, and no other file', async () => {
  const folder = join(town.config.dataDir, 'outbox');
  await mkdir(folder);
  const ages = { 'old.eml': 91, 'young.eml': 89, 'old.txt': 91 };
  for (const [name, days] of Object.entries(ages)) {
    const then = new Date(town.ctx.now().getTime() - days * 24 * 3600_000);
    await writeFile(join(folder, name), 'Subject: x');
    await utimes(join(folder, name), then, then);
  }
  await forgetExpired(town.ctx);
  expect((await readdir(folder)).sort()).toEqual(['old.txt', 'young.eml']);
});

test('an account goes thirty days after it left its last team; who is in a team stays', async () => {
  const owner = await asStaff(town, region, 'owner');
  const leaver = await asStaff(town, region, 'host');
  town.passes({ hours: 60 * 24 });
  const back = await asStaff(town, region, 'owner');
  await back.delete(`/v1/programmes/${region.slug}/members/${leaver.accountId}`).expect(204);
  const sessions = await count('sessions');
  await expectTerm(`accounts WHERE email = '${leaver.email}'`, { hours: 30 * 24 });
  expect(await count(`accounts WHERE email IN ('${owner.email}', '${back.email}')`)).toBe(2);
  expect(sessions).toBeGreaterThan(0);
});

test('who signed up and never confirmed goes thirty days after that; who confirmed another signup stays', async () => {
  const later = (days: number) => new Date(town.ctx.now().getTime() + days * 24 * 3600_000).toISOString();
  const event = await aPublishedEvent(town, region, { startsAt: later(90), endsAt: later(91) });
  await signUp(town, region, event, { name: 'Niemand', email: 'niemand@spook.example' }).expect(201);
  await signUp(town, region, event, { name: 'Iemand', email: 'iemand@spook.example' }).expect(201);
  const other = await aPublishedEvent(town, region, { startsAt: later(90), endsAt: later(91) });
  await signUp(town, region, other, { name: 'Iemand', email: 'iemand@spook.example' }).expect(201);
  await town.ctx.db.query('UPDATE registrations SET verify_by = NULL WHERE event_id = $1', [other.id]);
  town.passes({ hours: 25 });
  await expireUnverified(town.ctx);
  await expectTerm(
    `contacts AS c LEFT JOIN registrations AS r USING (contact_id) WHERE c.email = 'niemand@spook.example' OR r.name = 'Niemand'`,
    { hours: 30 * 24 },
  );
  expect(await count(`contacts WHERE email = 'iemand@spook.example'`)).toBe(1);
});

test('people go five years after their last meeting, and who took part stays a number', async () => {
  const event = await aPublishedEvent(town, region, {
    capacity: 2,
    startsAt: '2030-01-14T06:30:00Z',
    endsAt: '2030-01-14T09:00:00Z',
  });
  for (const name of ['Anna', 'Bea', 'Carla'])
    await signUp(town, region, event, {
      name,
      email: `${name}@jaren.example`,
      note: 'kom met de fiets',
      organisation: 'Bureau',
    }).expect(201);
  await town.settled();
  const figures = async () => {
    const staff = await asStaff(town, region);
    return (await staff.get(`/v1/programmes/${region.slug}/events/${event.id}/registration-counts`).expect(200)).body;
  };
  const before = await figures();
  const people = `contacts WHERE email LIKE '%@jaren.example' OR name IN ('Anna', 'Bea', 'Carla')`;
  town.at('2035-01-01T09:00:00Z');
  await forgetExpired(town.ctx);
  expect(await count(people)).toBe(3);
  town.at('2035-01-20T09:00:00Z');
  await forgetExpired(town.ctx);
  expect(await count(people)).toBe(0);
  const rows = await town.ctx.db.query(
    'SELECT name, organisation_name, note, site FROM registrations WHERE event_id = $1',
    [event.id],
  );
  expect(rows).toEqual(Array(3).fill({ name: '', organisation_name: null, note: null, site: null }));
  expect(await figures()).toEqual(before);
});

test('the list of a meeting long ago does not name who is known from a later one', async () => {
  const first = await aPublishedEvent(town, region, {
    startsAt: '2040-01-14T06:30:00Z',
    endsAt: '2040-01-14T09:00:00Z',
  });
  const second = await aPublishedEvent(town, region, {
    startsAt: '2044-01-14T06:30:00Z',
    endsAt: '2044-01-14T09:00:00Z',
  });
  for (const event of [first, second])
    await signUp(town, region, event, { name: 'Trouw', email: 'trouw@jaren.example' }).expect(201);
  town.at('2045-01-20T09:00:00Z');
  await forgetExpired(town.ctx);
  const staff = await asStaff(town, region);
  const listed = async (event: { id: string }, query: string) =>
    (await staff.get(`/v1/programmes/${region.slug}/events/${event.id}/registrations?${query}`).expect(200)).body.items;
  expect(await listed(first, 'tab=all')).toMatchObject([{ name: '', email: null }]);
  expect(await listed(first, 'search=trouw')).toEqual([]);
  expect(await listed(second, 'search=trouw')).toMatchObject([{ name: 'Trouw', email: 'trouw@jaren.example' }]);
  town.at('2050-01-20T09:00:00Z');
  await forgetExpired(town.ctx);
});

test('nothing of anyone is left anywhere in the database after all terms', async () => {
  town.passes({ hours: 91 * 24 });
  await forgetExpired(town.ctx);
  const tables = await town.ctx.db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('accounts')`,
  );
  for (const { name } of tables)
    expect(await count(`"${name}" AS t WHERE t::text ~ '@(jaren|post|b)\\.example'`), name).toBe(0);
});
