// The runbook of a meeting: every task has its day and its role, moves along with the meeting, and is told of on Monday.

import { presetTasks, type TaskView } from '@pr8werk/shared/runbook.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellDuties } from '#api/runbook/actions.ts';
import { dueOn, mondayOf } from '#api/runbook/rules.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let olga: Person;
let owen: Person;
beforeAll(async () => {
  town = await startTown({ now: '2027-01-05T12:00:00Z' });
  region = await aProgramme(town, { slug: 'achterhoek' });
  await fresh();
});
afterAll(() => town.close());

async function fresh(): Promise<void> {
  olga = await asStaff(town, region);
  owen = await asStaff(town, region, 'owner');
}
const programme = '/v1/programmes/achterhoek';
const runbook = async (event: { id: string }) =>
  (await olga.get(`${programme}/events/${event.id}/tasks`).expect(200)).body.items as TaskView[];
const titled = (items: TaskView[], part: string) => items.find((it) => it.title.includes(part))!;
const change = (task: TaskView, body: object) =>
  olga.patch(`${programme}/events/${task.event.id}/tasks/${task.id}`, null, body);
const thursday = { startsAt: '2027-03-25T07:30:00Z', endsAt: '2027-03-25T10:00:00Z' };

test('A day in a weekend or on a holiday becomes the workday before, and after the meeting the workday after', () => {
  const due = (day: string, offset: number) => dueOn(day, { offset, fixedOn: null });
  expect(due('2027-03-25', -4)).toBe('2027-03-19');
  expect(due('2027-03-25', -1)).toBe('2027-03-24');
  expect(due('2027-03-27', 0)).toBe('2027-03-27');
  // Good Friday, the weekend and Easter Monday: 28 March is Easter, and the night in which the clock moves
  expect(due('2027-03-25', 1)).toBe('2027-03-30');
  expect(due('2027-03-30', -1)).toBe('2027-03-25');
  expect(due('2027-05-10', -4)).toBe('2027-05-05');
  expect(due('2027-01-04', -3)).toBe('2026-12-31');
  expect(dueOn(null, { offset: 3, fixedOn: null })).toBeNull();
  expect(dueOn(null, { offset: null, fixedOn: '2027-03-27' })).toBe('2027-03-27');
  expect(mondayOf(new Date('2027-03-29T05:59:00Z'), 'Europe/Amsterdam')).toBeNull();
  expect(mondayOf(new Date('2027-03-29T06:00:00Z'), 'Europe/Amsterdam')).toBe('2027-03-29');
  expect(mondayOf(new Date('2027-03-22T06:59:00Z'), 'Europe/Amsterdam')).toBeNull();
  expect(mondayOf(new Date('2027-03-22T07:00:00Z'), 'Europe/Amsterdam')).toBe('2027-03-22');
});

test('It comes from the meeting, moves along with it, and keeps a day that was chosen', async () => {
  const event = await aPublishedEvent(town, region, { by: olga, title: 'Ontbijt', ...thursday });
  expect(await runbook(event)).toEqual([]);
  const start = (body: object) => olga.post(`${programme}/events/${event.id}/runbook`, body);
  const made = (await start({ copyOf: null, language: 'nl' }).expect(201)).body.items as TaskView[];
  expect(made).toHaveLength(presetTasks.length);
  expect((await start({ copyOf: null })).body.code).toBe('conflict');
  expect(made.map((it) => it.dueOn)).toEqual(made.map((it) => it.dueOn).toSorted());
  expect(titled(made, 'Druk badges')).toMatchObject({ dueOn: '2027-03-23', kind: 'print', place: 'drukwerk' });
  // it was published already
  expect(titled(made, 'Publiceer')).toMatchObject({ isDone: true, isSettled: true, isLate: false });

  expect(titled(made, 'Nodig opdrachtgevers')).toMatchObject({ isDone: false, place: 'uitnodigen' });
  await signUp(town, region, event, { email: 'wie@genodigd.example' }).expect(201);
  const letter = { audience: {}, invitedOn: '2027-01-04', source: 'Brief', dryRun: false };
  await olga.post(`${programme}/events/${event.id}/invitations`, letter).expect(200);
  expect(titled(await runbook(event), 'Nodig opdrachtgevers')).toMatchObject({ isDone: true, isSettled: true });
  expect(titled(await runbook(event), 'Herinner wie').isDone).toBe(false);

  const caterer = titled(made, 'cateraar');
  await change(caterer, { fixedOn: '2027-03-20', assignee: owen.accountId }).expect(200);
  await change(titled(made, 'Maak het aanmeldformulier'), { isDone: true }).expect(200);
  await olga
    .patch(`${programme}/events/${event.id}`, '*', { startsAt: '2027-04-08T06:30:00Z', endsAt: '2027-04-08T09:00:00Z' })
    .expect(200);
  const moved = await runbook(event);
  expect(titled(moved, 'Druk badges').dueOn).toBe('2027-04-06');
  expect(titled(moved, 'cateraar')).toMatchObject({
    dueOn: '2027-03-20',
    offset: null,
    assignee: { id: owen.accountId },
  });
  expect(titled(moved, 'Maak het aanmeldformulier')).toMatchObject({ isDone: true, isSettled: false });
  expect(titled(moved, 'Maak het aanmeldformulier').doneBy).toMatch(/^organiser/);
  // a workday from the meeting again
  await change(caterer, { offset: -3, fixedOn: null }).expect(200);
  expect(titled(await runbook(event), 'cateraar').dueOn).toBe('2027-04-05');

  const add = (body: object) => olga.post(`${programme}/events/${event.id}/tasks`, body);
  const task = (await add({ title: 'Bel de zaal', duty: 'process', offset: -3 }).expect(201)).body as TaskView;
  for (const body of [
    { title: 'x', duty: 'process' },
    { title: 'x', duty: 'process', offset: 1, fixedOn: '2027-01-01' },
  ])
    expect((await add(body)).body).toMatchObject({ status: 400, errors: [{ pointer: '/offset' }] });
  for (const body of [{ fixedOn: null }, { offset: null }, { offset: 1, fixedOn: '2027-01-01' }])
    expect((await change(task, body)).body).toMatchObject({ status: 400, errors: [{ pointer: '/offset' }] });
  expect((await change(task, { assignee: task.id })).body).toMatchObject({ errors: [{ pointer: '/assignee' }] });
  await change(task, { isDone: true }).expect(200);
  expect((await change(task, { isDone: false })).body).toMatchObject({ isDone: false, doneAt: null, doneBy: null });
  await olga.delete(`${programme}/events/${event.id}/tasks/${task.id}`).expect(204);

  // the next meeting begins with the runbook of this one; online there is nothing to print
  const next = await aPublishedEvent(town, region, {
    by: olga,
    startsAt: '2027-06-10T07:30:00Z',
    endsAt: '2027-06-10T10:00:00Z',
  });
  const copy = (await olga.post(`${programme}/events/${next.id}/runbook`, { copyOf: event.id }).expect(201)).body.items;
  expect(copy).toHaveLength(presetTasks.length);
  expect(titled(copy, 'Druk badges')).toMatchObject({ dueOn: '2027-06-08', isDone: false });
  const online = await aPublishedEvent(town, region, { by: olga, format: 'online', ...thursday });
  const few = (await olga.post(`${programme}/events/${online.id}/runbook`, { copyOf: null, language: 'en' })).body
    .items;
  expect(titled(few, 'Print')).toBeUndefined();
  expect(titled(few, 'Settle the programme').isLate).toBe(false);
  await olga.post(`${programme}/events/${online.id}/cancellation`, { reason: 'x' }).expect(200);
});

test('What is late stands under Vandaag, and on Monday every role hears its own, once', async () => {
  const event = await aPublishedEvent(town, region, { by: olga, title: 'Swarm', ...thursday });
  await olga.post(`${programme}/events/${event.id}/runbook`, { copyOf: null, language: 'nl' }).expect(201);
  // the night of the 28th the clock moved; Monday the 29th is Easter Monday, and eight o'clock is six in UTC
  town.at('2027-03-29T05:59:00Z');
  await fresh();
  const input = await asStaff(town, region, 'organiser');
  await owen.patch(`${programme}/members/${input.accountId}`, null, { duties: ['input'] }).expect(200);
  const list = (await owen.get(`${programme}/members`)).body.items as { id: string; duties: string[]; role: string }[];
  expect(list.find((it) => it.id === input.accountId)).toMatchObject({ role: 'organiser', duties: ['input'] });

  const today = (await olga.get(`${programme}/today`).expect(200)).body.lateTasks;
  const open = (await olga.get(`${programme}/tasks`).expect(200)).body.items as TaskView[];
  const late = open.filter((it) => it.isLate && it.event.id === event.id);
  expect(today.find((it: { id: string }) => it.id === event.id).tasks).toBe(late.length);
  expect((await olga.get(`${programme}/tasks?duty=input`)).body.items.map((it: TaskView) => it.duty)).not.toContain(
    'output',
  );
  // nothing of what was called off
  expect(open.map((it) => it.title)).not.toContain('Settle the programme and ask speakers');

  const look = async () => {
    await Promise.all([tellDuties(town.ctx), tellDuties(town.ctx)]);
    await town.settled();
  };
  await look();
  expect(await town.mailsTo(input.email)).toEqual([]);
  town.at('2027-03-29T06:00:00Z');
  await look();
  town.passes({ minutes: 1 });
  await look();
  const [mail, ...more] = await town.mailsTo(input.email);
  expect(more).toEqual([]);
  expect(mail!.subject).toMatch(/^Deze week voor input: \d+ taken$/);
  expect(mail!.text).toContain('te laat: Kies de thema’s uit de vragen (Swarm)');
  expect(mail!.text).toContain('/admin/achterhoek/draaiboek?rol=input');
  expect(mail!.text).not.toContain('Werk de bevindingen uit');
  // nobody has the other roles: the owners get theirs
  const owners = (await town.mailsTo(owen.email)).map((it) => it.subject!.replace(/:.*/, ''));
  expect(owners.sort()).toEqual(['Deze week voor output', 'Deze week voor proces', 'Deze week voor throughput']);
  expect(await town.mailsTo(olga.email)).toEqual([]);
  const output = (await town.mailsTo(owen.email)).find((it) => it.subject!.includes('output'))!;
  // due on Sunday the 28th, which is a weekend: the workday after, in this week
  expect(output.text).toContain('Werk de bevindingen uit (Swarm)');
  expect(output.text).not.toContain('van de afspraken is gekomen');
  expect(output.text).toContain('Niemand in het team heeft de rol output');

  // all of input is done: next Monday says nothing of it, also after a Monday without power
  for (const it of open.filter((task) => task.duty === 'input')) await change(it, { isDone: true }).expect(200);
  town.at('2027-04-06T09:00:00Z');
  await fresh();
  await look();
  expect(await town.mailsTo(input.email)).toHaveLength(1);
  expect((await town.mailsTo(owen.email)).length).toBeGreaterThan(0);
  town.at('2027-04-07T09:00:00Z');
  await look();
});
