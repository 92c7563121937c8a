// What leaves by itself around a meeting: a week and a day before, and thanks after. Once, at a decent hour, to who it is for.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendReminders } from '#api/reminders/actions.ts';
import { momentOf } from '#api/reminders/rules.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let olga: Person;
beforeAll(async () => {
  town = await startTown({ now: '2026-12-01T12:00:00Z' });
  region = await aProgramme(town, { slug: 'achterhoek' });
  olga = await asStaff(town, region);
});
afterAll(() => town.close());

type Event = { id: string };
const path = (event: Event, rest = '') => `/v1/programmes/achterhoek/events/${event.id}${rest}`;
/** Long sessions: the clock is moved further than one lasts. */
const fresh = async () => {
  olga = await asStaff(town, region);
};
async function comes(event: Event, name: string): Promise<string> {
  const body = { name, email: `${name}@${event.id}.example`, role: 'professional', notify: false };
  return (await olga.post(path(event, '/participants'), body).expect(201)).body.id;
}
/** Every minute, and as if two processes did. */
async function aLookIsTaken(): Promise<void> {
  await Promise.all([sendReminders(town.ctx), sendReminders(town.ctx)]);
  await town.settled();
}
const subjects = async (event: Event, name: string) =>
  (await town.mailsTo(`${name}@${event.id}.example`)).map((it) => it.subject);
const planned = async (event: Event) =>
  (await olga.get(path(event, '/reminders')).expect(200)).body.items.map(
    (it: { isOn: boolean; state: string; people: number }) => `${it.isOn ? 'aan' : 'uit'} ${it.state} ${it.people}`,
  );

test('Nine in the morning stays nine in the morning in the night that the clock moves', () => {
  const starts = new Date('2027-03-28T08:00:00Z');
  expect(momentOf('event-tomorrow', starts, 'Europe/Amsterdam').leavesAt).toEqual(new Date('2027-03-27T08:00:00Z'));
  expect(momentOf('event-thanks', starts, 'Europe/Amsterdam').leavesAt).toEqual(new Date('2027-03-29T07:00:00Z'));
  expect(momentOf('event-in-a-week', starts, 'Europe/Amsterdam').leavesAt).toEqual(new Date('2027-03-21T08:00:00Z'));
});

test('Who comes gets one a week before, one the day before, and thanks when they were there', async () => {
  const event = await aPublishedEvent(town, region, {
    capacity: 4,
    title: 'Ontbijt',
    by: olga,
    startsAt: '2027-01-14T06:30:00Z',
    endsAt: '2027-01-14T09:00:00Z',
    venue: {
      name: 'De Zaal',
      street: 'Dorpsstraat 1',
      postcode: '7031 AA',
      place: 'Wehl',
      directions: 'Parkeren kan achter de kerk',
    },
  });
  const anna = await comes(event, 'anna');
  await comes(event, 'bram');
  // did not confirm, and holds the third place
  await signUp(town, region, event, { email: `cor@${event.id}.example` }).expect(201);
  expect(await planned(event)).toEqual(['aan planned 2', 'aan planned 2', 'aan planned 0']);

  town.at('2027-01-07T07:59:00Z');
  await fresh();
  await aLookIsTaken();
  expect(await subjects(event, 'anna')).toEqual([]);
  town.at('2027-01-07T08:00:00Z');
  await aLookIsTaken();
  town.passes({ hours: 2 });
  // who comes later has just had everything
  await comes(event, 'late');
  await comes(event, 'dora');
  await aLookIsTaken();
  expect(await planned(event)).toEqual(['aan sent 2', 'aan planned 3', 'aan planned 0']);
  for (const name of ['cor', 'late', 'dora']) expect(await subjects(event, name)).not.toContain('Binnenkort: Ontbijt');

  const [mail] = await town.mailsTo(`anna@${event.id}.example`);
  expect(mail!.subject).toBe('Binnenkort: Ontbijt');
  expect(mail!.text).toContain('De Zaal, Dorpsstraat 1, 7031 AA Wehl');
  expect(mail!.text).toContain('Parkeren kan achter de kerk');
  expect(mail!.html).toContain('Ik kan toch niet');
  expect(mail!.attachments?.[0]?.mimeType).toContain('calendar');
  expect(mail!.headers.map((it) => it.key)).not.toContain('list-unsubscribe');
  // a scanner follows the link, and nobody is gone
  const cancel = new URL(/https?:\S+\/r\/\S+\/cancel/.exec(mail!.text!)![0]);
  const page = await send(town, cancel.pathname);
  expect(page).toMatchObject({ status: 200 });
  expect(page.text).toContain('<form');
  expect(linkIn(mail!, '/r/')).toContain('/achterhoek/r/');
  expect((await olga.get(path(event, `/registrations/${anna}`))).body.status).toBe('confirmed');

  // the day before: Bram cancelled meanwhile, and it was down in the morning
  const bram = (await olga.get(path(event, '/registrations?search=bram'))).body.items[0];
  await olga.post(path(event, `/registrations/${bram.id}/cancellation`), { notify: false }).expect(200);
  town.at('2027-01-13T19:30:00Z');
  await fresh();
  await aLookIsTaken();
  expect(await subjects(event, 'anna')).toEqual(['Binnenkort: Ontbijt', 'Morgen: Ontbijt']);
  expect(await subjects(event, 'late')).toEqual(['Morgen: Ontbijt']);
  expect(await subjects(event, 'bram')).toEqual(['Binnenkort: Ontbijt']);

  // afterwards: who was seen at the door, also when that is written down late
  town.at('2027-01-15T08:00:00Z');
  await fresh();
  await aLookIsTaken();
  expect(await subjects(event, 'anna')).toHaveLength(2);
  await olga.post(path(event, `/registrations/${anna}/attendance`), { hasAttended: true }).expect(200);
  await aLookIsTaken();
  await aLookIsTaken();
  expect((await subjects(event, 'anna')).slice(2)).toEqual(['Dank je wel: Ontbijt']);
  const thanks = (await town.mailsTo(`anna@${event.id}.example`))[2]!;
  expect(thanks.text).not.toContain('/r/');
  expect(await subjects(event, 'late')).toHaveLength(1);
});

test('Not at night, not of what was called off, not what was switched off, and not again when the date moves', async () => {
  town.at('2027-02-01T12:00:00Z');
  await fresh();
  const dates = { startsAt: '2027-02-11T18:30:00Z', endsAt: '2027-02-11T20:00:00Z' };
  const [moved, quiet, off] = [
    await aPublishedEvent(town, region, { title: 'Verzet', by: olga, ...dates }),
    await aPublishedEvent(town, region, { title: 'Stil', by: olga, ...dates }),
    await aPublishedEvent(town, region, { title: 'Afgelast', by: olga, ...dates }),
  ];
  for (const it of [moved, quiet, off]) await comes(it, 'anna');
  await olga.put(path(quiet, '/reminders'), { on: ['event-thanks'] }).expect(200);
  expect(await planned(quiet)).toEqual(['uit planned 1', 'uit planned 1', 'aan planned 0']);
  await olga.post(path(off, '/cancellation'), { reason: 'ziekte' }).expect(200);

  // down since the morning: at half past ten nobody is woken
  town.at('2027-02-04T21:30:00Z');
  await aLookIsTaken();
  expect(await subjects(moved, 'anna')).toEqual([]);
  town.at('2027-02-05T08:00:00Z');
  await fresh();
  await aLookIsTaken();
  expect(await subjects(moved, 'anna')).toEqual(['Binnenkort: Verzet']);
  expect(await subjects(quiet, 'anna')).toEqual([]);
  expect(await subjects(off, 'anna')).not.toContain('Binnenkort: Afgelast');

  await olga.patch(path(moved), '*', { startsAt: '2027-02-18T18:30:00Z', endsAt: '2027-02-18T20:00:00Z' }).expect(200);
  town.at('2027-02-11T08:00:00Z');
  await fresh();
  await aLookIsTaken();
  expect((await subjects(moved, 'anna')).filter((it) => it === 'Binnenkort: Verzet')).toHaveLength(1);
  expect((await olga.get(path(moved, '/reminders'))).body.items[1].leavesAt).toBe('2027-02-17T08:00:00.000Z');

  // for all meetings for which nothing else was chosen
  await olga.put('/v1/programmes/achterhoek/reminders', { on: ['event-in-a-week'] }).expect(200);
  expect(await planned(moved)).toEqual(['aan sent 1', 'uit planned 1', 'uit planned 0']);
  expect(await planned(quiet)).toEqual(['uit over 0', 'uit over 0', 'aan planned 0']);
  await olga.put(path(quiet, '/reminders'), { on: null }).expect(200);
  expect(await planned(quiet)).toEqual(['aan over 0', 'uit over 0', 'uit planned 0']);
});
