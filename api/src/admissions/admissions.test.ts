import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settleLines } from '#api/registrations/offers.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
});
// a session of its own: the clock is moved further than one lasts
beforeEach(async () => {
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

type Event = { id: string };
const inHours = (hours: number) => new Date(town.ctx.now().getTime() + hours * 3600_000).toISOString();
const eventPath = (event: Event) => `/v1/programmes/${region.slug}/events/${event.id}`;
const standard = {
  admission: 'open',
  offerHours: null,
  offersUntil: null,
  lastWord: 'no',
  companyLimit: 0,
  crewCounts: true,
  quotas: [],
  codes: [],
};
const setRules = (event: Event, rules: object) =>
  organiser.put(`${eventPath(event)}/signup-rules`, { ...standard, ...rules }).set('if-match', '*');
async function aMeeting(capacity: number, rules: object = {}): Promise<Event & { slug: string }> {
  const event = await aPublishedEvent(town, region, { capacity, by: organiser });
  await setRules(event, rules).expect(200);
  return event;
}
const join = (event: Event, name: string, more: object = {}) =>
  signUp(town, region, event, { name, email: `${name}@${event.id}.example`, ...more });
const mailsTo = (event: Event, name: string) => town.mailsTo(`${name}@${event.id}.example`);
async function people(event: Event) {
  const list = async (tab: string) =>
    (await organiser.get(`${eventPath(event)}/registrations?tab=${tab}&sort=place`).expect(200)).body.items;
  const items = [...(await list('all')), ...(await list('cancelled')), ...(await list('declined'))];
  return Object.fromEntries(items.map((it: { name: string }) => [it.name, it])) as unknown as Record<
    string,
    {
      id: string;
      status: string;
      place: number | null;
      endedBecause: string | null;
      group: string | null;
      version: number;
    }
  >;
}
async function statuses(event: Event) {
  return Object.fromEntries(Object.entries(await people(event)).map(([name, it]) => [name, it.status]));
}
async function act(event: Event, name: string, what: string, body: object = { notify: true }) {
  return organiser.post(`${eventPath(event)}/registrations/${(await people(event))[name]!.id}/${what}`, body);
}
/** Follows the link of the last mail as far as looking; answers its address. */
async function lookAtLink(event: Event, name: string): Promise<string> {
  const mail = (await mailsTo(event, name)).at(-1)!;
  const link = new URL(linkIn(mail, '/r/'));
  await request(town.url).get(link.pathname).expect(200);
  return link.pathname;
}
const press = (path: string, button: string, body: object = {}) =>
  request(town.url).post(`${path}/${button}`).type('form').send(body).expect(303);

describe('a place that comes free is offered', () => {
  test('the first in line is asked, may look without consequence, says yes, and gets the appointment', async () => {
    const event = await aMeeting(1, { offerHours: 20 });
    for (const name of ['anna', 'bea', 'carla']) await join(event, name).expect(201);
    await act(event, 'anna', 'cancellation');
    expect(await statuses(event)).toEqual({ anna: 'cancelled', bea: 'offered', carla: 'waiting' });
    const path = await lookAtLink(event, 'bea');
    expect((await mailsTo(event, 'bea')).at(-1)!.subject).toContain('Er is een plaats voor je');
    expect((await statuses(event)).bea).toBe('offered');
    // an open offer is a place taken: who signs up now waits
    await join(event, 'dora').expect(201);
    expect((await statuses(event)).dora).toBe('waiting');
    await press(path, 'accept');
    expect((await statuses(event)).bea).toBe('confirmed');
    expect((await mailsTo(event, 'bea')).at(-1)!.attachments.length).toBeGreaterThan(0);
    await press(path, 'accept');
    expect((await statuses(event)).bea).toBe('confirmed');
  });

  test('who does not answer in time, or says no, gives it to the next; the hour comes after which nobody is asked', async () => {
    const event = await aMeeting(1, { offerHours: 5, offersUntil: inHours(18), lastWord: 'no' });
    for (const name of ['anna', 'bea', 'carla', 'dora']) await join(event, name).expect(201);
    for (const name of ['anna', 'bea', 'carla', 'dora']) await press(await lookAtLink(event, name), 'verify');
    await act(event, 'anna', 'cancellation');
    const late = await lookAtLink(event, 'bea');
    town.passes({ hours: 6 });
    await press(late, 'accept');
    await settleLines(town.ctx);
    expect(await statuses(event)).toMatchObject({ bea: 'cancelled', carla: 'offered', dora: 'waiting' });
    expect((await people(event)).bea!.endedBecause).toBe('offer-expired');
    await press(await lookAtLink(event, 'carla'), 'cancel');
    expect(await statuses(event)).toMatchObject({ carla: 'cancelled', dora: 'offered' });
    town.passes({ hours: 18 });
    await settleLines(town.ctx);
    expect(await statuses(event)).toMatchObject({ dora: 'cancelled' });
    expect((await mailsTo(event, 'bea')).at(-1)!.subject).toContain('doorgegeven');
  });

  test('"kom gerust langs" keeps who waits on the list, and says so', async () => {
    const event = await aMeeting(1, { offersUntil: inHours(18), lastWord: 'come-along' });
    for (const name of ['anna', 'bea']) await join(event, name).expect(201);
    await press(await lookAtLink(event, 'bea'), 'verify');
    town.passes({ hours: 18 });
    await settleLines(town.ctx);
    await settleLines(town.ctx);
    const told = (await mailsTo(event, 'bea')).filter((it) => it.subject!.includes('Kom gerust langs'));
    expect(told).toHaveLength(1);
    expect((await statuses(event)).bea).toBe('waiting');
  });

  test('an organiser offers out of order, with a reason for the team', async () => {
    const event = await aMeeting(1);
    for (const name of ['anna', 'bea', 'carla']) await join(event, name).expect(201);
    const offer = { hours: 24, because: 'brengt het vraagstuk in', capacity: 'keep' };
    expect((await act(event, 'carla', 'offer', offer)).body.code).toBe('event-full');
    const { body } = await act(event, 'carla', 'offer', { ...offer, capacity: 'raise' });
    expect(body).toMatchObject({ status: 'offered', admittedBecause: 'brengt het vraagstuk in' });
    expect((await statuses(event)).bea).toBe('waiting');
  });
});

describe('limits on groups', () => {
  test('hold beside the capacity; who fits passes who does not', async () => {
    const event = await aMeeting(3, { quotas: [{ kind: 'role', value: 'professional', places: 1 }] });
    await join(event, 'anna').expect(201);
    await join(event, 'bea').expect(201);
    await join(event, 'klaas', { role: 'commissioner' }).expect(201);
    expect(await statuses(event)).toEqual({ anna: 'confirmed', bea: 'waiting', klaas: 'confirmed' });
    await act(event, 'klaas', 'cancellation');
    expect((await statuses(event)).bea).toBe('waiting');
    await act(event, 'anna', 'cancellation');
    expect((await statuses(event)).bea).toBe('confirmed');
    const { body } = await organiser.get(`${eventPath(event)}/signup-rules`).expect(200);
    expect(body.quotas).toMatchObject([{ kind: 'role', value: 'professional', places: 1, taken: 1 }]);
  });

  test('cannot be lower than what is taken, each line says what is wrong with it, and nothing is half done', async () => {
    const event = await aMeeting(5);
    await join(event, 'anna').expect(201);
    const refused = await setRules(event, {
      offerHours: 48,
      quotas: [
        { kind: 'role', value: 'commissioner', places: 2 },
        { kind: 'role', value: 'professional', places: 0 },
      ],
    }).expect(409);
    expect(refused.body).toMatchObject({ code: 'quota-below-taken', errors: [{ pointer: '/quotas/1/places' }] });
    const wrong = await setRules(event, {
      offersUntil: '2028-01-01T00:00:00Z',
      quotas: [
        { kind: 'network', value: 'bestaat-niet', places: 1 },
        { kind: 'role', value: 'gatecrasher', places: 1 },
      ],
    }).expect(400);
    expect(wrong.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual(['/offersUntil', '/quotas/1/value']);
    const { body } = await organiser.get(`${eventPath(event)}/signup-rules`).expect(200);
    expect(body).toMatchObject({ offerHours: null, quotas: [] });
  });

  test('two people change the rules: the second hears who was first', async () => {
    const event = await aMeeting(5);
    const { headers } = await organiser.get(`${eventPath(event)}/signup-rules`).expect(200);
    const colleague = await asStaff(town, region);
    const change = (by: Person, hours: number) =>
      by.put(`${eventPath(event)}/signup-rules`, { ...standard, offerHours: hours }).set('if-match', headers.etag!);
    await change(colleague, 10).expect(200);
    const { body } = await change(organiser, 20).expect(412);
    expect(body.changed).toMatchObject({ fields: ['signupRules'], by: expect.stringContaining('organiser') });
  });
});

describe('by invitation', () => {
  test('a code opens the form, names the group, and cannot be taken away once it was used', async () => {
    const event = await aMeeting(5, {
      admission: 'code',
      codes: [{ code: 'zorg-2027', label: 'Zorgboeren', expiresAt: null }],
      quotas: [{ kind: 'code', value: 'ZORG-2027', places: 1 }],
    });
    await join(event, 'anna').expect(409);
    const wrong = await join(event, 'anna', { code: 'raad-maar' }).expect(400);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/code' }]);
    await join(event, 'anna', { code: ' Zorg-2027 ' }).expect(201);
    await join(event, 'bea', { code: 'ZORG-2027' }).expect(201);
    expect(await people(event)).toMatchObject({
      anna: { status: 'confirmed', group: 'Zorgboeren' },
      bea: { status: 'waiting' },
    });
    const gone = { admission: 'open', codes: [], quotas: [] };
    expect((await setRules(event, gone).expect(409)).body.code).toBe('code-in-use');
    const page = await request(town.url).get(`/${region.slug}/e/${event.slug}`).expect(200);
    expect(page.text).toContain('Code van je uitnodiging');
  });

  test('with approval an organiser says yes or no, and both are told', async () => {
    const event = await aMeeting(1, { admission: 'approval' });
    for (const name of ['anna', 'bea', 'carla'])
      expect((await join(event, name).expect(201)).body.status).toBe('requested');
    await press(await lookAtLink(event, 'anna'), 'verify');
    expect((await mailsTo(event, 'anna')).at(-1)!.subject).toContain('We hebben je aanvraag');
    await act(event, 'anna', 'approval');
    await act(event, 'bea', 'approval');
    await act(event, 'carla', 'refusal');
    expect(await statuses(event)).toEqual({ anna: 'confirmed', bea: 'waiting', carla: 'declined' });
    expect((await act(event, 'anna', 'approval')).body.code).toBe('registration-state');
    await aMinutePasses(town);
    expect((await mailsTo(event, 'carla')).at(-1)!.text).toContain('geen plaats geven');
    // who was told no asks again, and hears the same
    await join(event, 'carla').expect(201);
    expect((await statuses(event)).carla).toBe('declined');
  });
});

describe('in company', () => {
  const mates = [
    { name: 'Mats', email: null },
    { name: 'Mila', email: 'Mila@Post.example' },
  ];

  test('three people get three places, or all wait; who is brought is told by whom once the bringer is known', async () => {
    const event = await aMeeting(4, { companyLimit: 2 });
    await join(event, 'anna', { companions: mates }).expect(201);
    await join(event, 'bea', { companions: [{ name: 'Bob' }] }).expect(201);
    expect(await statuses(event)).toEqual({
      anna: 'confirmed',
      Mats: 'confirmed',
      Mila: 'confirmed',
      bea: 'waiting',
      Bob: 'waiting',
    });
    // one place is left, and one person fits
    await join(event, 'carla').expect(201);
    expect((await statuses(event)).carla).toBe('confirmed');
    expect(await town.mailsTo('mila@post.example')).toEqual([]);
    await press(await lookAtLink(event, 'anna'), 'verify');
    const [mail] = await town.mailsTo('mila@post.example');
    expect(mail!.text).toContain('anna heeft je aangemeld');
    expect((await mailsTo(event, 'anna')).at(-1)!.text).toContain('Je meldde ook aan: Mats, Mila');
    const link = await lookAtLink(event, 'anna');
    // without an address of his own Mats is reached through who brought him, and once is enough
    const before = (await mailsTo(event, 'anna')).length;
    await act(event, 'Mats', 'cancellation');
    await aMinutePasses(town);
    const told = await mailsTo(event, 'anna');
    expect(told).toHaveLength(before + 1);
    expect(told.at(-1)!.text).toContain('Hallo Mats');
    await organiser.post(`${eventPath(event)}/registrations/${(await people(event)).Mats!.id}/restoration`).expect(200);
    await press(link, 'cancel', { company: 'on' });
    expect(await statuses(event)).toMatchObject({
      Mats: 'cancelled',
      Mila: 'cancelled',
      bea: 'confirmed',
      Bob: 'confirmed',
    });
  });

  test('not more than the meeting allows, and not one address twice; the page asks it without script', async () => {
    const event = await aMeeting(9, { companyLimit: 1 });
    expect((await join(event, 'anna', { companions: mates }).expect(400)).body.errors).toMatchObject([
      { pointer: '/companions' },
    ]);
    const twice = [{ name: 'Mats', email: `anna@${event.id}.example` }];
    expect((await join(event, 'anna', { companions: twice }).expect(400)).body.errors).toMatchObject([
      { pointer: '/companions/0/email' },
    ]);
    const sent = { name: 'Wil', email: `wil@${event.id}.example`, role: 'guest', consent: 'true' };
    const path = `/${region.slug}/e/${event.slug}`;
    const wrong = await request(town.url)
      .post(path)
      .type('form')
      .send({ ...sent, 'companions.0.email': 'mo@post.example' })
      .expect(400);
    expect(wrong.text).toContain('Vul de naam in van wie je meeneemt');
    await request(town.url)
      .post(path)
      .type('form')
      .send({ ...sent, 'companions.0.name': 'Mo' })
      .expect(303);
    expect(Object.keys(await people(event)).sort()).toEqual(['Mo', 'Wil']);
  });
});

test('a copy of a meeting has its rules, and nobody in them; a preset offers for a day', async () => {
  const event = await aMeeting(9, {
    admission: 'code',
    companyLimit: 2,
    codes: [{ code: 'LEDEN', label: 'Leden', expiresAt: null }],
    quotas: [
      { kind: 'code', value: 'LEDEN', places: 4 },
      { kind: 'role', value: 'guest', places: 2 },
    ],
  });
  await join(event, 'anna', { code: 'leden' }).expect(201);
  const events = `/v1/programmes/${region.slug}/events`;
  const made = async (more: object) =>
    (await organiser.post(events, { title: { nl: 'Weer', en: null }, ...more }).expect(201)).body;
  const copy = await organiser.get(`${eventPath(await made({ copyOf: event.id }))}/signup-rules`).expect(200);
  expect(copy.body).toMatchObject({
    admission: 'code',
    companyLimit: 2,
    codes: [{ code: 'LEDEN', label: 'Leden', registrations: 0 }],
    quotas: [
      { kind: 'code', value: 'LEDEN', places: 4, taken: 0 },
      { kind: 'role', value: 'guest', places: 2, taken: 0 },
    ],
  });
  const preset = await organiser
    .get(`${eventPath(await made({ preset: 'breakfast-swarm' }))}/signup-rules`)
    .expect(200);
  expect(preset.body.offerHours).toBe(24);
});

test('several are told yes or no at once, and the preview says so', async () => {
  const event = await aMeeting(2, { admission: 'approval' });
  for (const name of ['anna', 'bea', 'carla']) await join(event, name).expect(201);
  const today = (await organiser.get(`/v1/programmes/${region.slug}/today`).expect(200)).body;
  expect(today.requested).toContainEqual(expect.objectContaining({ id: event.id, people: 3 }));
  const ids = Object.values(await people(event)).map((it) => it.id);
  const order = { action: 'approve', registrations: ids, notify: true, text: null, dryRun: true };
  const bulk = (body: object) => organiser.post(`${eventPath(event)}/registrations/bulk`, body).expect(200);
  const { body } = await bulk(order);
  expect(body.people.map((it: { now: string }) => it.now)).toEqual(['confirmed', 'confirmed', 'waiting']);
  expect(Object.values(await statuses(event))).toEqual(['requested', 'requested', 'requested']);
  await bulk({ ...order, dryRun: false });
  expect(await statuses(event)).toEqual({ anna: 'confirmed', bea: 'confirmed', carla: 'waiting' });
});

test('a host is asked first, outside the capacity, and confirms by the link', async () => {
  const event = await aMeeting(1, { crewCounts: false });
  const briefing = { nl: 'Kom om zes uur\nen neem <stiften> mee', en: null };
  await organiser.patch(eventPath(event), '*', { briefing }).expect(200);
  await join(event, 'anna').expect(201);
  await organiser
    .post(`${eventPath(event)}/participants`, {
      name: 'henk',
      email: `henk@${event.id}.example`,
      role: 'host',
      notify: true,
      invite: true,
    })
    .expect(201);
  expect(await statuses(event)).toEqual({ anna: 'confirmed', henk: 'offered' });
  await aMinutePasses(town);
  const link = await lookAtLink(event, 'henk');
  await press(link, 'accept');
  expect(await statuses(event)).toEqual({ anna: 'confirmed', henk: 'confirmed' });
  const told = async (name: string) => (await mailsTo(event, name)).map((it) => it.text);
  for (const text of await told('henk')) expect(text).toMatch(/Briefing:\s+Kom om zes uur/);
  expect((await told('anna')).join()).not.toContain('zes uur');
  const { text: own } = await request(town.url).get(link).expect(200);
  expect(own).toMatch(/Briefing[\s\S]*neem &lt;stiften&gt; mee/);
  const { body } = await organiser.get(`${eventPath(event)}/signup-rules`).expect(200);
  expect(body).toMatchObject({ capacity: 1, confirmed: 1 });
});
