// Acting on everybody whom a filter finds, however many they are.

import type { BulkResult } from '@pr8werk/shared/participants.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerBatch } from '#api/registrations/batcher.ts';
import { census } from '#test/contract.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

type Event = { id: string };
const base = (event: Event) => `/v1/programmes/${region.slug}/events/${event.id}/registrations`;
const act = (event: Event, body: object) => organiser.post(`${base(event)}/bulk`, { notify: false, ...body });
const told = ({ body }: { body: BulkResult }) => body.people.map((it) => `${it.name} ${it.now}`);

async function comes(event: Event, ...people: { name: string; role?: string }[]) {
  for (let n = 0; n < people.length; n += 250)
    await registerBatch(
      town.ctx,
      people.slice(n, n + 250).map((it) =>
        signupItem({
          programmeId: region.programmeId,
          eventId: event.id,
          email: `${it.name.toLowerCase().replace(' ', '')}@${event.id}.example`,
          ...it,
        }),
      ),
    );
}

test('reaches all but those taken out, and nobody whom the preview did not show', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 2, by: organiser });
  await comes(
    event,
    { name: 'Anna', role: 'guest' },
    { name: 'Bram' },
    { name: 'Carla' },
    { name: 'Daan', role: 'guest' },
  );
  const { items } = (await organiser.get(`${base(event)}?search=carla`).expect(200)).body;
  const cancel = (matching: object, more: object = {}) =>
    act(event, { action: 'cancel', matching, dryRun: false, ...more });
  const who = { tab: 'waiting', except: [items[0].id.toUpperCase()] };
  const preview = await cancel(who, { dryRun: true });
  expect(told(preview)).toEqual(['Daan cancelled']);
  expect(told(await cancel({ role: 'guest' }, { dryRun: true }))).toEqual(['Anna cancelled', 'Daan cancelled']);
  const { seen } = preview.body;
  expect((await cancel(who)).body.errors).toMatchObject([{ pointer: '/matching/seen' }]);
  await comes(event, { name: 'Eva' });
  const before = await census(town);
  expect(await cancel({ ...who, seen })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  for (const wrong of [{ registrations: [items[0].id] }, { matching: undefined }])
    expect((await cancel({ ...who, seen }, wrong)).status).toBe(400);
  expect(await census(town)).toEqual(before);
  const again = await cancel(who, { dryRun: true });
  expect(told(again)).toEqual(['Daan cancelled', 'Eva cancelled']);
  expect(told(await cancel({ ...who, seen: again.body.seen }))).toEqual(told(again));
  const left = (await organiser.get(base(event)).expect(200)).body.items as { name: string }[];
  expect(left.map((it) => it.name)).toEqual(['Anna', 'Bram', 'Carla']);
});

test('does with hundreds what it does with three, in one go and back again', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 600, by: organiser });
  await comes(event, ...Array.from({ length: 750 }, (_, n) => ({ name: `Mens ${n}` })));
  // as the database does by itself within a minute: without figures it reads the whole list for everyone who moves up
  await town.ctx.db.query('ANALYZE registrations, events, event_places');
  const preview = (await act(event, { action: 'cancel', matching: { tab: 'confirmed' }, dryRun: true }).expect(200))
    .body as BulkResult;
  expect(preview.people).toHaveLength(600);
  expect(preview).toMatchObject({ movedUp: { length: 150 }, places: { confirmed: 150, waiting: 0 } });
  const matching = { tab: 'confirmed', seen: preview.seen };
  const { body } = await act(event, { action: 'cancel', matching, dryRun: false }).expect(200);
  expect(body).toEqual({ ...preview, isPreview: false });
  const registrations = preview.people.map((it) => it.registration);
  const back = (await act(event, { action: 'restore', registrations, dryRun: false }).expect(200)).body as BulkResult;
  expect(back.people.filter((it) => it.now === 'confirmed')).toHaveLength(450);
  expect(back.places).toEqual({ capacity: 600, confirmed: 600, waiting: 150 });
});
