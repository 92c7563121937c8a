// The log: what is shown of it, and what can be taken back from it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let anna: Person;
let bram: Person;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  anna = await asStaff(town, region, 'organiser');
  bram = await asStaff(town, region, 'owner');
});
afterAll(() => town.close());

interface Line {
  id: string;
  name: string;
  subject: string | null;
  undo: string | null;
  actor: { name: string | null };
}
const log = async (query = ''): Promise<Line[]> =>
  (await anna.get(`/v1/programmes/${region.slug}/activity?limit=100${query}`).expect(200)).body.items;

test('shows what one person did, what concerns one thing, and what happened on a day', async () => {
  town.at('2026-11-24T12:00:00Z');
  const event = await aPublishedEvent(town, region, { by: anna });
  await bram.patch(`/v1/programmes/${region.slug}`, '*', { mission: 'Meer werk' }).expect(200);
  // a quarter past midnight in Amsterdam is still the day before in UTC
  town.at('2026-11-24T23:15:00Z');
  await signUp(town, region, event, { email: 'nacht@post.example' }).expect(201);
  expect((await log(`&by=${bram.accountId}`)).map((it) => it.name)).toEqual(['programme.changed']);
  expect((await log('&about=event')).every((it) => it.name.startsWith('event.'))).toBe(true);
  expect((await log('&from=2026-11-25&until=2026-11-25')).map((it) => it.name)).toEqual(['registration.confirmed']);
  expect((await log('&until=2026-11-24')).map((it) => it.name)).not.toContain('registration.confirmed');
  expect(await log('&from=2026-11-26')).toEqual([]);
  await anna.get(`/v1/programmes/${region.slug}/activity?from=2026-02-31`).expect(400);
  await anna.get(`/v1/programmes/${region.slug}/activity?about=geheim`).expect(400);
});

test('offers to take back the last thing someone of the team did with a registration, and nothing after that', async () => {
  // ids made by the database take the clock of the town, those of the server its own: they have to be the same here
  const now = () => town.at(new Date().toISOString());
  now();
  const event = await aPublishedEvent(town, region, { by: anna, capacity: 1 });
  await signUp(town, region, event, { email: 'een@post.example' }).expect(201);
  const path = `/v1/programmes/${region.slug}/events/${event.id}/registrations`;
  const [one] = (await anna.get(path).expect(200)).body.items;
  now();
  await anna.post(`${path}/${one.id}/cancellation`, { notify: false }).expect(200);
  const of = async (name: string) => (await log(`&event=${event.id}`)).find((it) => it.name === name)!;
  expect((await of('registration.confirmed')).undo).toBeNull();
  const cancelled = await of('registration.cancelled');
  expect(cancelled.undo).toBe('restore');
  now();
  const { body } = await anna
    .post(`${path}/bulk`, { action: cancelled.undo, registrations: [cancelled.subject], dryRun: false, notify: false })
    .expect(200);
  expect(body.people).toMatchObject([{ outcome: 'done' }]);
  expect((await of('registration.cancelled')).undo).toBeNull();
  expect((await anna.get(`${path}/${one.id}`).expect(200)).body.status).toBe('confirmed');
  now();
  await anna.post(`${path}/${one.id}/attendance`, { hasAttended: true }).expect(200);
  expect((await of('registration.attendance')).undo).toBe('attendance-unknown');
});

test('what a participant did is not for the log to take back', async () => {
  const event = await aPublishedEvent(town, region, { by: anna });
  await signUp(town, region, event, { email: 'zelf@post.example' }).expect(201);
  const lines = await log(`&event=${event.id}&about=registration`);
  expect(lines.map((it) => [it.name, it.undo])).toEqual([['registration.confirmed', null]]);
});
