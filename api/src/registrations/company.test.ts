// Who comes along changes after the signup, and no place is lost or made by it.

import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companionsOf, replaceGuest } from '#api/registrations/company.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

async function aMeetingFor(capacity: number): Promise<{ id: string }> {
  const event = await aPublishedEvent(town, region, { by: organiser, capacity });
  await organiser
    .put(`/v1/programmes/${region.slug}/events/${event.id}/signup-rules`, {
      admission: 'open',
      offerHours: null,
      offersUntil: null,
      lastWord: 'no',
      companyLimit: 2,
      crewCounts: true,
      quotas: [{ kind: 'role', value: 'guest', places: 2 }],
      codes: [],
    })
    .set('if-match', '*')
    .expect(200);
  return event;
}
async function signedUp(event: { id: string }, name: string, companions: object[] = []): Promise<string> {
  const email = `${name.toLowerCase()}@samen.example`;
  await signUp(town, region, event, { name, email, companions }).expect(201);
  const [mail] = await town.mailsTo(email);
  const link = new URL(linkIn(mail!, '/r/')).pathname;
  await request(town.url).post(`${link}/verify`).expect(303);
  return link;
}
const post = (path: string, body: object = {}) => request(town.url).post(path).type('form').send(body);
const people = async (event: { id: string }, tab: string) =>
  (
    await organiser.get(`/v1/programmes/${region.slug}/events/${event.id}/registrations?tab=${tab}&sort=name`)
  ).body.items.map((it: { name: string }) => it.name);
async function expectSums(event: { id: string }): Promise<void> {
  const [row] = await town.ctx.db.query(
    `SELECT p.confirmed = count(r.*) FILTER (WHERE r.status = 'confirmed') AND p.waiting = count(r.*) FILTER (WHERE r.status = 'waiting') AS places,
        (SELECT q.taken FROM quotas AS q WHERE q.event_id = p.event_id) = count(r.*) FILTER (WHERE r.status = 'confirmed' AND r.role = 'guest') AS quota
       FROM event_places AS p JOIN registrations AS r USING (programme_id, event_id) WHERE p.event_id = $1 GROUP BY p.programme_id, p.event_id`,
    [event.id],
  );
  expect(row).toEqual({ places: true, quota: true });
}

test('one more, one less, and another in somebody’s place, which nobody who waits gets in between', async () => {
  const event = await aMeetingFor(3);
  const link = await signedUp(event, 'Anna', [{ name: 'Bram', email: 'bram@samen.example' }]);
  expect((await request(town.url).get(link).expect(200)).text).toContain(`${link}/company`);
  await post(`${link}/company`, { name: 'Cor' }).expect(303);
  expect(await people(event, 'confirmed')).toEqual(['Anna', 'Bram', 'Cor']);
  await signedUp(event, 'Wim');
  expect(await people(event, 'waiting')).toEqual(['Wim']);
  // as many as the meeting allows, and then no more
  const { text } = await post(`${link}/company`, { name: 'Daan' }).expect(409);
  expect(text).toContain('zo veel anderen mee als hier kan');

  const guests = (await request(town.url).get(`${link}/company`).expect(200)).text;
  const [, bram] = /company\/([\w-]{36})">Vervang<span class="unseen">: Bram/.exec(guests)!;
  expect((await request(town.url).get(`${link}/company/${bram}`).expect(200)).text).toContain('in plaats van');
  await post(`${link}/company/${bram}`, { name: '' }).expect(400);
  const before = (await town.mailsTo('anna@samen.example')).length;
  await post(`${link}/company/${bram}`, { name: 'Eef', email: 'eef@samen.example' }).expect(303);
  expect(await people(event, 'confirmed')).toEqual(['Anna', 'Cor', 'Eef']);
  expect(await people(event, 'waiting')).toEqual(['Wim']);
  await expectSums(event);
  expect((await town.mailsTo('eef@samen.example'))[0]).toMatchObject({
    text: expect.stringContaining('Anna heeft je aangemeld'),
  });
  expect((await town.mailsTo('bram@samen.example')).at(-1)!.subject).toContain('Je bent afgemeld');
  expect((await town.mailsTo('anna@samen.example')).length).toBe(before);
  // who was replaced cannot be replaced once more, and who signed up by themselves is not anybody's guest
  await post(`${link}/company/${bram}`, { name: 'Fred' }).expect(303);
  const [cor] = (await companionsOf(town.ctx, await leadOf('Anna'))).filter((it) => it.name === 'Cor');
  await post(`${link}/company/${cor!.id}`, { name: 'Wim', email: 'wim@samen.example' }).expect(409);

  await post(`${link}/company/${cor!.id}/off`).expect(303);
  expect(await people(event, 'confirmed')).toEqual(['Anna', 'Eef', 'Wim']);
  await expectSums(event);
});

const leadOf = async (name: string) =>
  (
    await town.ctx.db.query<{ programmeId: string; registrationId: string }>(
      `SELECT programme_id AS "programmeId", registration_id AS "registrationId" FROM registrations WHERE name = $1`,
      [name],
    )
  )[0]!;

test('two who replace the same guest at once: one of them does', async () => {
  const event = await aMeetingFor(2);
  await signedUp(event, 'Gijs', [{ name: 'Hein', organisation: 'Hout' }]);
  const lead = await leadOf('Gijs');
  const [hein] = await companionsOf(town.ctx, lead);
  const outcomes = await Promise.all(
    ['Iris', 'Jan', 'Kees'].map((name) =>
      replaceGuest(town.ctx, lead, { companion: hein!.id, guest: { name, email: null, organisation: null } }),
    ),
  );
  expect(outcomes.sort()).toEqual(['replaced', 'state', 'state']);
  expect(await people(event, 'confirmed')).toHaveLength(2);
  await expectSums(event);
});
