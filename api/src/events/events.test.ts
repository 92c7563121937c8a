import type { EventView } from '@pr8werk/shared/events.ts';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slugOf } from '#api/events/rules.ts';
import { dateText } from '#api/pages/moments.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let path: string;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  path = `/v1/programmes/${region.slug}/events`;
});
afterAll(() => town.close());

async function plan(body: object = {}): Promise<EventView> {
  return (await organiser.post(path, { title: { nl: 'Ontbijtsessie', en: null }, ...body }).expect(201)).body;
}
const exact = {
  startsAt: '2027-01-14T06:30:00Z',
  endsAt: '2027-01-14T09:00:00Z',
  capacity: 10,
  venue: { name: 'Zaal', street: null, postcode: null, place: 'Wehl', directions: null },
};

describe('planning', () => {
  test.each(['breakfast-swarm', 'bring-a-professional', 'statements', 'partnership', 'members-saturday'])(
    'from the preset %s: a draft with parts in both languages',
    async (preset) => {
      const event = await plan({ preset });
      expect(event).toMatchObject({ status: 'draft', missing: ['startsAt', 'endsAt', 'venue'] });
      expect(event.capacity).toBeGreaterThan(0);
      expect(event.parts.length).toBeGreaterThan(0);
      for (const part of event.parts) expect(part.title.nl && part.title.en).toBeTruthy();
    },
  );

  test('what an organiser fills in goes before the preset', async () => {
    expect(await plan({ preset: 'breakfast-swarm', capacity: 12, emphases: ['awareness'] })).toMatchObject({
      capacity: 12,
      emphases: ['awareness'],
      format: 'breakfast',
    });
  });

  test('as a copy: everything but dates, people and publication', async () => {
    const first = await aPublishedEvent(town, region, {
      by: organiser,
      sector: 'Zorg',
      party: 'organisations',
      summary: { nl: 'Samen', en: 'Together' },
      parts: [
        { kind: 'swarm', title: { nl: 'Zwerm', en: null }, by: 'Anna', startsAt: '2027-01-14T07:00:00Z', minutes: 60 },
      ],
    });
    await signUp(town, region, first).expect(201);
    const copy = await plan({ copyOf: first.id });
    expect(copy).toMatchObject({
      status: 'draft',
      copiedFrom: first.id,
      sector: 'Zorg',
      party: 'organisations',
      venue: first.venue,
      capacity: first.capacity,
      startsAt: null,
      endsAt: null,
      publishedAt: null,
      confirmed: 0,
    });
    expect(copy.parts).toEqual([
      { kind: 'swarm', title: { nl: 'Zwerm', en: null }, by: 'Anna', startsAt: null, minutes: 60 },
    ]);
    expect(copy.slug).not.toBe(first.slug);
  });

  test('ten meetings with one title at once get ten addresses', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => plan({ title: { nl: 'Zelfde titel', en: null } })));
    expect(new Set(made.map((it) => it.slug)).size).toBe(10);
    expect((await plan({ title: { nl: 'Next', en: null } })).slug, 'next stands for the next meeting').toBe('next-2');
    expect((await organiser.post(path, { title: { nl: 'x', en: null }, slug: 'next' })).body.code).toBe('slug-taken');
    expect([slugOf('Ontbijtsessie Zorg & Énergie!'), slugOf('李小龍'), slugOf('x'.repeat(200)).length]).toEqual([
      'ontbijtsessie-zorg-energie',
      'bijeenkomst',
      70,
    ]);
  });
});

test('a change is one new version of the agenda, also when it brings places', async () => {
  const event = await aPublishedEvent(town, region, { by: organiser });
  const version = async () =>
    (
      await town.ctx.db.query<{ version: number }>('SELECT version FROM agenda_versions WHERE programme_id = $1', [
        region.programmeId,
      ])
    )[0]!.version;
  const before = await version();
  await organiser.patch(`${path}/${event.id}`, '*', { capacity: 99, sector: 'Zorg' }).expect(200);
  expect(await version()).toBe(before + 1);
  await organiser.patch(`${path}/${event.id}`, '*', { sector: 'Bouw' }).expect(200);
  expect(await version()).toBe(before + 2);
});

describe('publishing', () => {
  test('needs what is missing, and says all of it', async () => {
    const draft = await plan();
    const refused = await organiser.post(`${path}/${draft.id}/publication`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'event-not-complete' } });
    expect(refused.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      '/startsAt',
      '/endsAt',
      '/capacity',
      '/venue',
    ]);
    expect(draft.missing).toEqual(['startsAt', 'endsAt', 'capacity', 'venue']);
    await organiser
      .patch(`${path}/${draft.id}`, draft.version, { ...exact, startsAt: '2026-01-14T06:30:00Z' })
      .expect(200);
    expect(
      (await organiser.post(`${path}/${draft.id}/publication`)).body.errors,
      'nobody can come yesterday',
    ).toMatchObject([{ pointer: '/startsAt' }]);
    await organiser.patch(`${path}/${draft.id}`, '*', exact).expect(200);
    expect((await organiser.post(`${path}/${draft.id}/publication`).expect(200)).body).toMatchObject({
      status: 'published',
      isSignupOpen: true,
      missing: [],
    });
    expect((await organiser.post(`${path}/${draft.id}/publication`)).body.code).toBe('event-state');
  });

  test.each(['startsAt', 'endsAt', 'capacity'])('and afterwards %s cannot be taken out again', async (field) => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const refused = await organiser.patch(`${path}/${event.id}`, event.version, { [field]: null });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'event-not-complete', errors: [{ pointer: `/${field}` }] },
    });
    expect((await organiser.get(`${path}/${event.id}`)).body.version).toBe(event.version);
  });

  test('an end before the start, and a closing before the opening, are refused at their field', async () => {
    const event = await plan(exact);
    const wrong = await organiser.patch(`${path}/${event.id}`, '*', { endsAt: '2027-01-14T06:30:00Z' });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/endsAt', code: 'order' }] } });
    const both = await organiser.post(path, {
      title: { nl: ' ', en: null },
      ...exact,
      endsAt: exact.startsAt,
      signupOpensAt: '2027-01-02T00:00:00Z',
      signupClosesAt: '2027-01-01T00:00:00Z',
    });
    expect(both.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      '/endsAt',
      '/signupClosesAt',
      '/title/nl',
    ]);
  });
});

describe('addresses', () => {
  test('an old address keeps leading to the meeting, and nobody else gets it', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, slug: 'oud-adres' });
    await organiser.patch(`${path}/${event.id}`, '*', { slug: 'nieuw-adres' }).expect(200);
    expect((await send(town, `/v1/programmes/${region.slug}/signup-forms/oud-adres`)).body.event.slug).toBe(
      'nieuw-adres',
    );
    expect((await send(town, `/${region.slug}/e/oud-adres`)).headers.location).toContain('/e/nieuw-adres');
    expect((await organiser.post(path, { title: { nl: 'x', en: null }, slug: 'oud-adres' })).body.code).toBe(
      'slug-taken',
    );
    const other = await plan();
    expect((await organiser.patch(`${path}/${other.id}`, '*', { slug: 'oud-adres' })).body.code).toBe('slug-taken');
    await organiser.patch(`${path}/${event.id}`, '*', { slug: 'oud-adres' }).expect(200);
    expect((await send(town, `/v1/programmes/${region.slug}/signup-forms/nieuw-adres`)).body.event.slug).toBe(
      'oud-adres',
    );
  });
});

describe('the clock on the wall', () => {
  test.each([
    ['2027-03-27T06:30:00Z', '07:30–10:00', 'zaterdag 27 maart 2027'],
    ['2027-03-29T05:30:00Z', '07:30–10:00', 'maandag 29 maart 2027'],
    ['2027-10-30T05:30:00Z', '07:30–10:00', 'zaterdag 30 oktober 2027'],
    ['2027-11-01T06:30:00Z', '07:30–10:00', 'maandag 1 november 2027'],
    ['2027-03-28T00:30:00Z', '01:30–05:00', 'zondag 28 maart 2027'],
    ['2027-10-31T00:30:00Z', '02:30–04:00', 'zondag 31 oktober 2027'],
  ])('%s is shown as %s', async (startsAt, times, day) => {
    const endsAt = new Date(new Date(startsAt).getTime() + 2.5 * 3600_000);
    const event = await plan({ ...exact, startsAt, endsAt: endsAt.toISOString() });
    expect(dateText(new Date(event.startsAt!), new Date(event.endsAt!), event.timeZone, 'nl')).toBe(
      `${day}, ${times} uur`,
    );
  });

  test('a meeting just after midnight belongs to the day on the wall, whatever offset it was sent with', async () => {
    const event = await plan({ ...exact, startsAt: '2027-07-01T00:15:00+02:00', endsAt: '2027-07-01T02:00:00+02:00' });
    expect(event).toMatchObject({ startsAt: '2027-06-30T22:15:00.000Z', when: { year: 2027, month: 7, day: 1 } });
  });
});

describe('afterwards', () => {
  test('fewer places than people are refused; exactly as many are not', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, capacity: 5 });
    for (let n = 0; n < 4; n++) await signUp(town, region, event).expect(201);
    expect((await organiser.patch(`${path}/${event.id}`, '*', { capacity: 3, sector: 'Zorg' })).body.code).toBe(
      'capacity-below-confirmed',
    );
    expect((await organiser.get(`${path}/${event.id}`)).body, 'nothing of it').toMatchObject({
      capacity: 5,
      sector: null,
    });
    await organiser.patch(`${path}/${event.id}`, '*', { capacity: 4 }).expect(200);
  });

  test('a meeting is cancelled: everyone who would come or waits gets one mail that takes it out of the calendar', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, capacity: 1 });
    const emails = ['komt', 'wacht', 'zei-af'].map((it) => `${it}@${event.id}.example`);
    for (const email of emails) await signUp(town, region, event, { email }).expect(201);
    const { items } = (await organiser.get(`${path}/${event.id}/registrations?search=zei-af`)).body;
    await organiser
      .post(`${path}/${event.id}/registrations/${items[0].id}/cancellation`, { notify: false })
      .expect(200);
    const before = await Promise.all(emails.map((it) => town.mailsTo(it)));
    await organiser.post(`${path}/${event.id}/cancellation`, { reason: 'De zaal is <b>dicht</b>.' }).expect(200);
    expect((await organiser.post(`${path}/${event.id}/cancellation`, { reason: 'x' })).body.code).toBe('event-state');
    expect((await signUp(town, region, event)).body.code).toBe('signup-closed');
    await aMinutePasses(town);
    const after = await Promise.all(emails.map((it) => town.mailsTo(it)));
    expect(after.map((it, i) => it.length - before[i]!.length)).toEqual([1, 1, 0]);
    const mail = after[0]!.at(-1)!;
    expect(mail.subject).toContain('Gaat niet door');
    expect(mail.text).toContain('De zaal is <b>dicht</b>.');
    expect(mail.html).toContain('&lt;b&gt;dicht');
    const ics = mail.attachments.find((it) => it.mimeType === 'text/calendar')!;
    const calendar = new ICAL.Component(
      ICAL.parse(typeof ics.content === 'string' ? ics.content : new TextDecoder().decode(ics.content)),
    );
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(calendar.getFirstSubcomponent('vevent')!.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  test('a meeting was held when it has begun, not before', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    expect((await organiser.post(`${path}/${event.id}/conclusion`)).body.code).toBe('event-state');
    const before = town.ctx.now().toISOString();
    town.at('2027-01-14T06:30:00Z');
    expect((await organiser.post(`${path}/${event.id}/conclusion`)).status).toBe(401);
    const late = await asStaff(town, region);
    expect((await late.post(`${path}/${event.id}/conclusion`).expect(200)).body.status).toBe('held');
    expect((await late.post(`${path}/${event.id}/cancellation`, { reason: 'x' })).body.code).toBe('event-state');
    town.at(before);
  });
});
