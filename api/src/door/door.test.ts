// The door: who helps gets in with one phone for one day, and what was done last holds, whatever arrives when.

import { randomBytes } from 'node:crypto';
import type { DoorPerson, DoorView, HelperLinkView } from '@pr8werk/shared/door.ts';
import type { EventView } from '@pr8werk/shared/events.ts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { forgetExpired } from '#api/forget.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let anna: Person;

beforeAll(async () => {
  town = await startTown({ now: '2027-01-14T06:00:00Z', limits: { doorPerLink: 60 } });
  region = await aProgramme(town, { slug: 'deur' });
  anna = await asStaff(town, region);
});
afterAll(() => town.close());

const base = () => `/v1/programmes/${region.slug}`;

async function aLink(event: EventView, label: string | null = null): Promise<HelperLinkView> {
  const answer = await anna.post(`${base()}/events/${event.id}/helper-links`, { label }).expect(201);
  return answer.body as HelperLinkView;
}

function takes(link: string, secret: string, name = 'Henk') {
  return request(town.url).post(`${base()}/door-phones`).send({ link, name, secret });
}

const tokenOf = (link: HelperLinkView) => link.url!.split('#')[1]!.split('.')[1]!;
const aSecret = () => randomBytes(32).toString('base64url');

/** A phone at the door of a meeting. */
async function aPhone(event: EventView) {
  const link = await aLink(event);
  const secret = aSecret();
  const { body } = await takes(tokenOf(link), secret).expect(201);
  const authorization = `Bearer ${body.phone}.${secret}`;
  const list = (known?: string) =>
    request(town.url)
      .get(`${base()}/door`)
      .query(known ? { known } : {})
      .set({ authorization });
  const send = (entries: object[]) =>
    request(town.url).post(`${base()}/door-entries`).set({ authorization }).send({ entries });
  return {
    link,
    list,
    send,
    async person(name: string): Promise<DoorPerson> {
      const door = (await list().expect(200)).body as DoorView;
      return door.people!.find((it) => it.name === name)!;
    },
    async does(kind: 'in' | 'out', registration: string, ageMs = 0): Promise<string> {
      return (await send([{ id: newId(), kind, registration, ageMs }]).expect(200)).body.results[0].outcome;
    },
  };
}

async function aMeeting(people: string[], given: Record<string, unknown> = {}): Promise<EventView> {
  const event = await aPublishedEvent(town, region, { by: anna, startsAt: '2027-01-14T07:00:00Z', ...given });
  for (const name of people) {
    const body = { name, email: `${newId()}@post.example`, role: 'professional', notify: false };
    await anna.post(`${base()}/events/${event.id}/participants`, body).expect(201);
  }
  return event;
}

async function counts(event: EventView) {
  const { body } = await anna.get(`${base()}/events/${event.id}/registration-counts`).expect(200);
  const { confirmed, attended, waiting, capacity } = body;
  return { confirmed, attended, waiting, capacity };
}

describe('a link', () => {
  test('belongs to the phone that takes it into use first, and to its day', async () => {
    const event = await aMeeting(['Ann']);
    const link = await aLink(event, 'Voordeur');
    expect(link).toMatchObject({ state: 'fresh', label: 'Voordeur', expiresAt: '2027-01-15T05:00:00.000Z' });
    // a scanner of links sends no name and no secret of its own: it opens a page, and that is all
    await request(town.url).get('/zaal/');
    const mine = aSecret();
    const { body } = await takes(tokenOf(link), mine).expect(201);
    await takes(tokenOf(link), mine).expect(201);
    const other = await takes(tokenOf(link), aSecret()).expect(409);
    expect(other.body.code).toBe('helper-link-taken');
    const forged = `${tokenOf(link).slice(0, -3)}AAA`;
    expect((await takes(forged, aSecret()).expect(404)).body.code).toBe('helper-link-wrong');
    const { items } = (await anna.get(`${base()}/events/${event.id}/helper-links`).expect(200)).body;
    expect(items).toMatchObject([{ state: 'bound', helper: 'Henk', url: null, entries: 0 }]);

    const authorization = `Bearer ${body.phone}.${mine}`;
    await request(town.url).get(`${base()}/door`).set({ authorization }).expect(200);
    await anna.delete(`${base()}/events/${event.id}/helper-links/${link.id}`).expect(204);
    const ended = await request(town.url).get(`${base()}/door`).set({ authorization }).expect(403);
    expect(ended.body.code).toBe('helper-link-ended');
  });

  test('shows names and nothing that leads to people', async () => {
    const event = await aMeeting(['Zoë Özdemir']);
    const phone = await aPhone(event);
    const answer = await phone.list().expect(200);
    expect(answer.text).toContain('Zoë Özdemir');
    expect(answer.text).not.toMatch(/@|email|note/);
    const again = (await phone.list(answer.body.digest).expect(200)).body as DoorView;
    expect(again.people).toBeNull();
  });

  test('has a limit of its own, and other phones at the same address do not feel it', async () => {
    const event = await aMeeting(['Bo']);
    const [busy, calm] = [await aPhone(event), await aPhone(event)];
    for (let i = 0; i < 60; i++) await busy.list().expect(200);
    await busy.list().expect(429);
    await calm.list().expect(200);
  });
});

describe('at the door', () => {
  test('the same person at two doors comes in once, and the same entry twice is one', async () => {
    const event = await aMeeting(['Cor']);
    const [left, right] = [await aPhone(event), await aPhone(event)];
    const { id } = await left.person('Cor');
    const entry = { id: newId(), kind: 'in', registration: id, ageMs: 0 };
    const [first, again] = await Promise.all([left.send([entry]), left.send([entry])]);
    expect([first.body, again.body]).toMatchObject([
      { results: [{ outcome: 'done' }] },
      { results: [{ outcome: 'done' }] },
    ]);
    expect(await right.does('in', id)).toBe('done');
    expect(await counts(event)).toMatchObject({ attended: 1 });
    const history = await anna.get(`${base()}/events/${event.id}/registrations/${id}/history`).expect(200);
    expect(history.body.items.filter((it: { name: string }) => it.name === 'registration.attendance')).toMatchObject([
      { actor: { kind: 'helper', name: 'Henk' } },
    ]);
  });

  test('what was done last holds, though it arrives first, and whatever the clock of a phone says', async () => {
    const event = await aMeeting(['Dirk', 'Els']);
    const [left, right] = [await aPhone(event), await aPhone(event)];
    town.passes({ minutes: 30 });
    const dirk = await left.person('Dirk');
    // left checked in twenty minutes ago, and right took it back ten minutes ago; right's network came back first
    expect(await right.does('out', dirk.id, 10 * 60_000)).toBe('done');
    expect(await left.does('in', dirk.id, 20 * 60_000)).toBe('superseded');
    expect((await left.person('Dirk')).isIn).toBe(false);
    expect(await left.does('in', dirk.id, 60_000)).toBe('done');
    // a clock that jumped: so long ago cannot be, but after what this phone did before it was
    const els = await left.person('Els');
    expect(await left.does('in', els.id, 2_147_483_647)).toBe('done');
    expect((await left.person('Els')).inAt).toBe('2027-01-14T06:29:00.000Z');
    // an organiser who is later has the last word
    await anna
      .post(`${base()}/events/${event.id}/registrations/${els.id}/attendance`, { hasAttended: null })
      .expect(200);
    expect(await right.does('in', els.id, 60_000)).toBe('superseded');
    expect(await counts(event)).toMatchObject({ attended: 1 });
  });

  test('who has no place is let in and counted, and who asked is for the organiser', async () => {
    const event = await aMeeting(['Fie', 'Gus', 'Han'], { capacity: 1 });
    const phone = await aPhone(event);
    const gus = await phone.person('Gus');
    expect(gus.status).toBe('waiting');
    expect(await phone.does('in', gus.id)).toBe('admitted');
    expect(await counts(event)).toEqual({ confirmed: 2, attended: 1, waiting: 1, capacity: 2 });
    const han = await phone.person('Han');
    await anna.post(`${base()}/events/${event.id}/registrations/${han.id}/cancellation`, { notify: false }).expect(200);
    expect(await phone.does('in', han.id)).toBe('admitted');
    expect(await counts(event)).toEqual({ confirmed: 3, attended: 2, waiting: 0, capacity: 3 });
    expect(await phone.does('in', newId())).toBe('unknown');
    await town.settled();
    expect(town.mails.filter((it) => it.subject?.includes('Ontbijtsessie'))).toEqual([]);
  });

  test('a walk-in needs a name only, can be undone before it arrives, and is not taken twice by one address', async () => {
    const event = await aMeeting(['Ida'], { capacity: 1 });
    const phone = await aPhone(event);
    const walkIn = (person: object) => {
      const id = newId();
      return { id, kind: 'walk-in', registration: id, ageMs: 0, person: { role: 'guest', ...person } };
    };
    const [nameless, jan, piet, same] = [
      walkIn({ name: 'Ko' }),
      walkIn({ name: 'Jan', email: 'JAN@post.example' }),
      walkIn({ name: 'Piet' }),
      walkIn({ name: 'Jan nog eens', email: 'jan@post.example' }),
    ];
    const undo = { id: newId(), kind: 'out', registration: piet.id, ageMs: 0 };
    const { body } = await phone.send([nameless, jan, piet, undo, same]).expect(200);
    expect(body.results.map((it: { outcome: string }) => it.outcome)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(body.results[4].registration).toBe(jan.id);
    expect(await counts(event)).toEqual({ confirmed: 4, attended: 2, waiting: 0, capacity: 4 });
    const listed = await anna.get(`${base()}/events/${event.id}/registrations`).query({ search: 'Ko' }).expect(200);
    expect(listed.body.items).toMatchObject([{ name: 'Ko', email: null, hasAttended: true, status: 'confirmed' }]);
  });

  test('what is asked at the door is answered there, and never about diet or what was gone meanwhile', async () => {
    const event = await aMeeting(['Noa', 'Olaf']);
    const question = (id: string, given: object) => ({
      ...{ id, kind: 'line', label: { nl: `Wat ${id}?`, en: null }, help: null, isRequired: false, ask: 'door' },
      ...{ options: [], showIf: null, isSpecial: false, mayShow: false, meaning: null, ...given },
    });
    const jas = ['rood', 'blauw'].map((value) => ({ value, label: { nl: value, en: null }, limit: null }));
    const questions = [
      question('jas', { kind: 'choice', options: jas }),
      question('knoop', { showIf: { question: 'jas', equals: ['rood'] } }),
      question('gast', { showIf: { question: 'role', equals: ['guest'] } }),
      question('dieet', { isSpecial: true, ask: 'after' }),
      question('later', { ask: 'after' }),
    ];
    const form = `${base()}/events/${event.id}/form`;
    const ask = (now: object[]) => anna.put(form, { questions: now }).set('if-match', '*').expect(200);
    await ask(questions);
    const phone = await aPhone(event);
    const [noa, olaf] = [await phone.person('Noa'), await phone.person('Olaf')];
    expect(noa.asks).toEqual(['jas', 'knoop']);
    expect((await phone.list()).body.questions.map((it: { id: string }) => it.id)).toEqual(['jas', 'knoop', 'gast']);
    const answers = (person: DoorPerson, given: object, ageMs = 0) => {
      return { id: newId(), kind: 'answers', registration: person.id, ageMs, answers: given };
    };
    const sent = async (...entries: object[]) =>
      (await phone.send(entries).expect(200)).body.results.map((it: { outcome: string }) => it.outcome);
    expect(await sent(answers(noa, { jas: 'rood' }), answers(noa, { knoop: 'Goud' }))).toEqual(['done', 'done']);
    expect(await sent(answers(olaf, { jas: 'groen' })), 'no such option').toEqual(['refused']);
    expect(await sent(answers(olaf, { jas: 'blauw' }), answers(olaf, { knoop: 'Zilver' }))).toEqual([
      'done',
      'refused',
    ]);
    expect(await sent(answers(olaf, { dieet: 'Noten' }), answers(olaf, { later: 'x' }))).toEqual([
      'refused',
      'refused',
    ]);
    const said = (person: DoorPerson) => Object.fromEntries(person.answers.map((it) => [it.question, it.answer.nl]));
    expect(said(await phone.person('Noa'))).toEqual({ jas: 'rood', knoop: 'Goud' });
    expect(said(await phone.person('Olaf'))).toEqual({ jas: 'blauw' });

    // the organiser mends an answer at the desk; what the phone did before that arrives late, and does not undo it
    town.passes({ minutes: 5 });
    const own = `${base()}/events/${event.id}/registrations/${noa.id}/answers`;
    await anna.put(own, { answers: { knoop: 'Koper' } }).expect(200);
    town.passes({ minutes: 5 });
    expect(await sent(answers(noa, { knoop: 'Tin' }, 7 * 60_000))).toEqual(['superseded']);
    expect(said(await phone.person('Noa')).knoop).toBe('Koper');
    await ask(questions.filter((it) => it.id !== 'knoop'));
    expect(await sent(answers(noa, { knoop: 'Tin' })), 'is not asked any more').toEqual(['refused']);
    expect(said(await phone.person('Noa')), 'and what was answered stays to be read').toMatchObject({ knoop: 'Koper' });
  });

  test('after its day a phone brings what it did, no more, and is forgotten after a month', async () => {
    const event = await aMeeting(['Leo', 'Mia']);
    const phone = await aPhone(event);
    const [leo, mia] = [await phone.person('Leo'), await phone.person('Mia')];
    town.at('2027-01-15T06:00:00Z');
    await phone.list().expect(403);
    expect(await phone.does('in', leo.id, 22 * 3600_000)).toBe('done');
    expect(await phone.does('in', mia.id)).toBe('done');
    const { body } = await anna.get(`${base()}/events/${event.id}/registrations/${mia.id}`).expect(200);
    expect(body.hasAttended).toBe(true);
    town.at('2027-01-16T06:00:00Z');
    await phone.send([{ id: newId(), kind: 'out', registration: leo.id, ageMs: 0 }]).expect(403);
    town.at('2027-02-20T06:00:00Z');
    await forgetExpired(town.ctx);
    const later = await asStaff(town, region);
    const links = await later.get(`${base()}/events/${event.id}/helper-links`).expect(200);
    expect(links.body.items).toEqual([]);
  });
});
