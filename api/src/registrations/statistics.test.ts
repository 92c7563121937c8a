// What the overview of a meeting says is what the lists and the log hold, whatever happened and on whichever day.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { RegistrationCounts } from '@pr8werk/shared/registrations.ts';
import type { EventStatistics, SiteView } from '@pr8werk/shared/statistics.ts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetExpired } from '#api/forget.ts';
import { census } from '#test/contract.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let path: string;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region, 'owner');
  path = `/v1/programmes/${region.slug}/events`;
});
afterAll(() => town.close());

/** A session does not last as long as these journeys. */
async function travelTo(instant: string): Promise<void> {
  town.at(instant);
  organiser = await asStaff(town, region, 'owner');
}

async function figuresOf(event: EventView): Promise<{ statistics: EventStatistics; counts: RegistrationCounts }> {
  const get = async (what: string) => (await organiser.get(`${path}/${event.id}/${what}`).expect(200)).body;
  return { statistics: await get('statistics'), counts: await get('registration-counts') };
}

async function namesOf(event: EventView, query: string): Promise<string[]> {
  const { items } = (await organiser.get(`${path}/${event.id}/registrations?limit=200&${query}`).expect(200)).body;
  return items.map((it: { id: string }) => it.id);
}

describe('the figures of a meeting', () => {
  test('begin at nothing', async () => {
    const { statistics } = await figuresOf(await aPublishedEvent(town, region, { by: organiser, capacity: 3 }));
    expect(statistics).toEqual({
      registered: 0,
      confirmed: 0,
      waiting: 0,
      attended: 0,
      cancelled: 0,
      unverified: 0,
      capacity: 3,
      days: [],
      byRole: [],
      bySource: [],
    });
  });

  test('are those of the lists, and the days end where the lists are', async () => {
    const event = await aPublishedEvent(town, region, {
      by: organiser,
      capacity: 2,
      startsAt: '2027-11-18T06:30:00Z',
      endsAt: '2027-11-18T09:00:00Z',
    });
    const act = (id: string, what: string, body?: object) =>
      organiser.post(`${path}/${event.id}/registrations/${id}/${what}`, body).expect(200);
    await travelTo('2027-03-27T22:59:00Z');
    await signUp(town, region, event, { source: 'onz', role: 'professional' }).expect(201);
    // a minute later it is Sunday 28 March, the night of 23 hours
    await travelTo('2027-03-27T23:00:00Z');
    await signUp(town, region, event, { source: 'onz', role: 'commissioner' }).expect(201);
    await travelTo('2027-03-28T21:59:00Z');
    // by hand: who signs up without a form has a day to confirm, and would be passed over in October
    const guest = { name: 'Gast', email: 'gast@post.example', role: 'guest', notify: false };
    await organiser.post(`${path}/${event.id}/participants`, guest).expect(201);
    // and the day of 25 hours: both of these are on 31 October
    await travelTo('2027-10-30T22:00:00Z');
    const [first] = await namesOf(event, 'tab=confirmed&sort=createdAt');
    await act(first!, 'cancellation', { notify: false });
    await travelTo('2027-10-31T22:59:00Z');
    await act(first!, 'restoration');
    await travelTo('2027-10-31T23:00:00Z');
    await act(first!, 'promotion', { capacity: 'raise' });
    const [second] = await namesOf(event, 'tab=confirmed&sort=createdAt');
    await act(second!, 'attendance', { hasAttended: true });

    const { statistics, counts } = await figuresOf(event);
    expect(statistics.days).toEqual([
      { on: '2027-03-27', signups: 1, cancelled: 0, confirmed: 1, waiting: 0 },
      { on: '2027-03-28', signups: 2, cancelled: 0, confirmed: 2, waiting: 1 },
      { on: '2027-10-31', signups: 0, cancelled: 1, confirmed: 2, waiting: 1 },
      { on: '2027-11-01', signups: 0, cancelled: 0, confirmed: 3, waiting: 0 },
    ]);
    expect(statistics).toMatchObject({
      registered: counts.all,
      confirmed: counts.confirmed,
      waiting: counts.waiting,
      attended: counts.attended,
      cancelled: counts.cancelled,
      unverified: counts.unverified,
      capacity: counts.capacity,
    });
    const last = statistics.days.at(-1)!;
    expect([last.confirmed, last.waiting]).toEqual([counts.confirmed, counts.waiting]);
    for (const it of statistics.bySource)
      expect((await namesOf(event, `tab=all&source=${it.source ?? '-'}`)).length).toBe(it.registered);
    for (const it of statistics.byRole) {
      expect((await namesOf(event, `tab=all&role=${it.role}`)).length).toBe(it.registered);
      expect((await namesOf(event, `tab=confirmed&role=${it.role}`)).length).toBe(it.confirmed);
    }
    expect(statistics.bySource.map((it) => [it.source, it.registered])).toEqual([
      ['onz', 2],
      [null, 1],
    ]);
  });
});

describe('where the form stands', () => {
  const meetsForm = (origin: string | null, slug: string) => {
    const asked = request(town.url).get(`/v1/programmes/${region.slug}/signup-forms/${slug}`);
    return (origin === null ? asked : asked.set('origin', origin)).expect(200);
  };
  const sitesOf = async (event: EventView): Promise<SiteView[]> =>
    (await organiser.get(`${path}/${event.id}/sites`).expect(200)).body.items;

  test('is noted a row a site and day, with who signed up from there, and without the own pages', async () => {
    await travelTo('2028-01-10T10:00:00Z');
    const dates = { startsAt: '2028-06-01T06:30:00Z', endsAt: '2028-06-01T09:00:00Z' };
    const event = await aPublishedEvent(town, region, { by: organiser, ...dates });
    for (const origin of ['https://onz.example', 'https://onz.example', town.url, 'null', null, 'file://'])
      await meetsForm(origin, event.slug);
    await travelTo('2028-01-12T23:30:00Z');
    await meetsForm('https://onz.example', 'next');
    await meetsForm('https://gemeente.example', event.slug);
    await signUp(town, region, event).set('origin', 'https://onz.example').expect(201);
    await signUp(town, region, event).set('origin', 'https://elders.example').expect(201);
    expect(await sitesOf(event)).toEqual([
      {
        origin: 'https://onz.example',
        lastSeenOn: '2028-01-13',
        registrations: 1,
        lastSignupAt: '2028-01-12T23:30:00.000Z',
      },
      { origin: 'https://gemeente.example', lastSeenOn: '2028-01-13', registrations: 0, lastSignupAt: null },
      {
        origin: 'https://elders.example',
        lastSeenOn: null,
        registrations: 1,
        lastSignupAt: '2028-01-12T23:30:00.000Z',
      },
    ]);
    const rows = await town.ctx.db.query('SELECT FROM form_sightings WHERE programme_id = $1', [region.programmeId]);
    expect(rows.length).toBe(3);
  });

  test('goes along when a link is pasted in WordPress, and what is no such name does not', async () => {
    const event = await aPublishedEvent(town, region, {
      by: organiser,
      startsAt: '2028-06-01T06:30:00Z',
      endsAt: '2028-06-01T09:00:00Z',
    });
    const cardOf = async (query: string): Promise<string> => {
      const url = encodeURIComponent(`${event.publicUrl}${query}`);
      return (await request(town.url).get(`/oembed?url=${url}&format=json`).expect(200)).body.html;
    };
    const card = await cardOf('?source=onz-achterhoek');
    expect(card).toContain(`href="${event.publicUrl}?source=onz-achterhoek"`);
    expect(card).toContain(`src="${event.publicUrl}/embed?source=onz-achterhoek"`);
    expect(await cardOf('?source=%22%3E%3Cscript%3E')).not.toMatch(/source|script/);
  });

  test('does not fill the table by made-up sites, and is forgotten after 400 days', async () => {
    await travelTo('2028-03-01T10:00:00Z');
    const count = async () =>
      (
        await town.ctx.db.query<{ n: number }>(
          'SELECT count(*)::integer AS n FROM form_sightings WHERE programme_id = $1',
          [region.programmeId],
        )
      )[0]!.n;
    for (let i = 0; i < 120; i++) await meetsForm(`https://site-${i}.example`, 'next');
    expect(await count()).toBe(3 + 100);
    await travelTo('2029-02-28T10:00:00Z');
    await forgetExpired(town.ctx);
    expect(await count()).toBe(100);
    await travelTo('2029-04-10T10:00:00Z');
    await forgetExpired(town.ctx);
    expect(await count()).toBe(0);
  });
});

describe('the preview', () => {
  const preview = (event: EventView) => `/${region.slug}/preview/${event.id}`;
  const page = (who: Person, event: EventView) => who.get(preview(event)).set('accept', 'text/html');
  const withTyped = (who: Person, event: EventView, patch: string) =>
    request(town.url)
      .post(preview(event))
      .set({ cookie: who.cookie, origin: town.url, accept: 'text/html' })
      .type('form')
      .send({ patch });

  test('shows a draft to the team as everyone would see it, and to nobody else', async () => {
    const draft: EventView = (
      await organiser.post(path, { title: { nl: 'Nog <b>geheim</b>', en: 'Still secret' } }).expect(201)
    ).body;
    const viewer = await asStaff(town, region, 'viewer');
    const shown = await page(viewer, draft).expect(200);
    expect(shown.text).toContain('Nog &lt;b&gt;geheim&lt;/b&gt;');
    expect(shown.text).toContain('name="email"');
    expect(shown.headers['content-security-policy']).toMatch(/form-action 'self'.*frame-ancestors 'self'/);
    expect(shown.headers).toMatchObject({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
    expect((await viewer.get(`${preview(draft)}?lang=en`).expect(200)).text).toContain('Still secret');
    await request(town.url).get(preview(draft)).expect(401);
    const stranger = await asStaff(town, await aProgramme(town), 'owner');
    await page(stranger, draft).expect(403);
    await organiser.get(`/${region.slug}/preview/x`).expect(404);
    await organiser.get(`/${region.slug}/preview/${crypto.randomUUID()}`).expect(404);
    await request(town.url).get(`/${region.slug}/e/${draft.slug}`).expect(404);
  });

  test('can be filled in to try it: every fault at its field, or how it comes in, and nothing is kept', async () => {
    const draft: EventView = (await organiser.post(path, { title: { nl: 'Proef', en: null } }).expect(201)).body;
    const kennis = {
      ...{ id: 'kennis', kind: 'line', label: { nl: 'Wat weet je?', en: null }, help: null, isRequired: true },
      ...{ ask: 'signup', options: [], showIf: null, isSpecial: false, mayShow: false, meaning: null },
    };
    const tries = (fields: object) =>
      request(town.url)
        .post(preview(draft))
        .set({ cookie: organiser.cookie, origin: town.url, accept: 'text/html' })
        .type('form')
        .send({ trial: '1', patch: '{}', questions: JSON.stringify([kennis]), ...fields });
    const before = await census(town);
    const person = { name: 'Anna <Bos>', email: 'anna@proef.example', role: 'professional', consent: 'true' };
    const refused = (await tries({ ...person, email: 'anna@' }).expect(200)).text;
    expect(refused).toMatch(/href="#email"[\s\S]*Vul een volledig e-mailadres in/);
    expect(refused, 'typed and not saved questions come along').toContain('name="answers.kennis"');
    expect((await tries(person)).text).toMatch(/href="#answers.kennis"/);
    const taken = (await tries({ ...person, 'answers.kennis': 'Zagen' }).expect(200)).text;
    expect(taken).toMatch(/De proef is gelukt[\s\S]*Anna &lt;Bos&gt;[\s\S]*Wat weet je\?[\s\S]*Zagen/);
    expect(await census(town)).toEqual(before);
  });

  test('shows what is typed and writes nothing; what cannot be is refused', async () => {
    const event = await aPublishedEvent(town, region, {
      by: organiser,
      startsAt: '2030-06-01T06:30:00Z',
      endsAt: '2030-06-01T09:00:00Z',
    });
    const patch = {
      title: { nl: 'Getypt', en: null },
      parts: [{ kind: 'talk', title: { nl: 'Nieuw deel', en: null }, by: 'Anna', startsAt: null, minutes: 5 }],
    };
    const shown = await withTyped(organiser, event, JSON.stringify(patch)).expect(200);
    expect(shown.text).toMatch(/Getypt[\s\S]*Nieuw deel/);
    expect((await organiser.get(`${path}/${event.id}`).expect(200)).body).toMatchObject({
      title: event.title,
      parts: [],
    });
    for (const wrong of ['', '{', '{}', '[]', '{"status":"held"}', '{"title":5}', '{"title":{"nl":"x"}}'])
      await withTyped(organiser, event, wrong).expect(400);
    const elsewhere = request(town.url)
      .post(preview(event))
      .set({ cookie: organiser.cookie, origin: 'https://x.example' });
    await elsewhere.type('form').send({ patch: '{}' }).expect(403);
  });
});

describe('a publication', () => {
  test('is taken back as long as nobody acted on it', async () => {
    const dates = { startsAt: '2030-06-01T06:30:00Z', endsAt: '2030-06-01T09:00:00Z' };
    const event = await aPublishedEvent(town, region, { by: organiser, ...dates });
    const withdrawn = await organiser.delete(`${path}/${event.id}/publication`).expect(200);
    expect(withdrawn.body).toMatchObject({ status: 'draft', publishedAt: null, missing: [] });
    await request(town.url).get(`/${region.slug}/e/${event.slug}`).expect(404);
    expect((await organiser.delete(`${path}/${event.id}/publication`)).body.code).toBe('event-state');

    await organiser.post(`${path}/${event.id}/publication`).expect(200);
    await signUp(town, region, event).expect(201);
    const [id] = await namesOf(event, 'tab=all');
    await organiser.post(`${path}/${event.id}/registrations/${id}/cancellation`, { notify: false }).expect(200);
    const refused = await organiser.delete(`${path}/${event.id}/publication`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'event-has-registrations' } });
  });

  test('is not taken back once the meeting has begun', async () => {
    const dates = { startsAt: '2030-06-01T06:30:00Z', endsAt: '2030-06-01T09:00:00Z' };
    const event = await aPublishedEvent(town, region, { by: organiser, ...dates });
    await travelTo('2030-06-01T06:30:00Z');
    expect((await organiser.delete(`${path}/${event.id}/publication`)).body.code).toBe('event-state');
  });
});

test.each([
  ['a title of 10,000 characters', 'x'.repeat(10_000), 'too-long'],
  ['a title with a hidden turn of direction', 'abc\u202edef', 'line'],
  ['a title of two lines', 'abc\ndef', 'line'],
])('%s is refused at its field', async (_what, nl, code) => {
  const who = await asStaff(town, region);
  const refused = await who.post(path, { title: { nl, en: null } }).expect(400);
  expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/title/nl', code })]);
  const kept = 'Over <zorg> & "wonen" \u200f\u05d0';
  expect((await who.post(path, { title: { nl: kept, en: null } }).expect(201)).body.title.nl).toBe(kept);
});
