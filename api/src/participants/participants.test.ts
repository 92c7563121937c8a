// What organisers do with the list of a meeting: find, act on many, undo, write notes.

import type { BulkResult } from '@pr8werk/shared/participants.ts';
import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { forgetExpired } from '#api/forget.ts';
import { registerBatch } from '#api/registrations/batcher.ts';
import { census } from '#test/contract.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { signupItem } from '#test/places.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  await organiser.post(`/v1/programmes/${region.slug}/networks`, { slug: 'onz', name: 'ONZ Achterhoek' }).expect(201);
});
afterAll(() => town.close());

const base = (event: { id: string }) => `/v1/programmes/${region.slug}/events/${event.id}`;
const list = async (event: { id: string }, query = '') =>
  (await organiser.get(`${base(event)}/registrations?limit=200&${query}`).expect(200)).body.items as RegistrationView[];
const names = async (event: { id: string }, query = '') => (await list(event, query)).map((it) => it.name);
const mailOf = (event: { id: string }, name: string) => `${name.toLowerCase()}@${event.id}.example`;

type Who = string | { name: string; [field: string]: unknown };
/** A meeting with people who need no confirmation, in the order in which they came. */
async function aMeetingOf(capacity: number, ...who: Who[]) {
  const event = await aPublishedEvent(town, region, { capacity, by: organiser });
  for (const it of who) {
    const given = typeof it === 'string' ? { name: it } : it;
    town.passes({ seconds: 1 });
    await registerBatch(town.ctx, [
      signupItem({ programmeId: region.programmeId, eventId: event.id, email: mailOf(event, given.name), ...given }),
    ]);
  }
  return event;
}
async function idsOf(event: { id: string }, ...who: string[]): Promise<string[]> {
  const all = [...(await list(event)), ...(await list(event, 'tab=cancelled'))];
  return who.map((name) => all.find((it) => it.name === name)!.id);
}
async function bulk(event: { id: string }, action: string, who: string[], more: object = {}, by = organiser) {
  const registrations = await idsOf(event, ...who);
  return by.post(`${base(event)}/registrations/bulk`, { action, registrations, dryRun: false, notify: true, ...more });
}
const told = ({ body }: { body: BulkResult }) =>
  Object.fromEntries(body.people.map((it) => [it.name, `${it.outcome} ${it.now}${it.getsMail ? ' mail' : ''}`]));
const mailSubjects = async (event: { id: string }, name: string) =>
  (await town.mailsTo(mailOf(event, name))).map((it) => it.subject!.split(':')[0]);

describe('the list', () => {
  test('is found by name, organisation and mail domain', async () => {
    const event = await aMeetingOf(
      20,
      { name: 'Anna Bos', email: 'anna@linde.nl', organisation_name: 'De Linde' },
      { name: 'Bram Kok', email: 'bram@zorg.linde.nl' },
      { name: 'Carla Vos', email: 'carla@delinde.nl' },
      { name: 'Daan 100%', email: 'daan@post.example', organisation_name: 'Bureau linde.nl' },
      { name: 'José Müller', email: 'jm@post.example' },
      { name: 'Jose', email: 'j@post.example' },
    );
    const found = async (text: string) => names(event, `search=${encodeURIComponent(text)}`);
    expect(await found('@linde.nl')).toEqual(['Anna Bos', 'Bram Kok']);
    expect(await found('@LINDE')).toEqual(['Anna Bos', 'Bram Kok']);
    expect(await found('linde.nl')).toEqual(['Anna Bos', 'Bram Kok', 'Carla Vos', 'Daan 100%']);
    expect(await found('bos anna'), 'each word somewhere').toEqual(['Anna Bos']);
    expect(await found('anna kok')).toEqual([]);
    expect(await found('0%'), 'what is a wildcard elsewhere is a character here').toEqual(['Daan 100%']);
    expect(await found('jose')).toEqual(['Jose', 'José Müller']);
    expect(await found('MULLER josé')).toEqual(['José Müller']);
    expect(await found('müllér')).toEqual(['José Müller']);
    expect(await found('José')).toEqual(['Jose', 'José Müller']);
    expect(await found('@')).toHaveLength(6);
  });

  test('is ordered up and down, and who has no organisation or place comes last', async () => {
    const event = await aMeetingOf(
      1,
      { name: 'Zoë', organisation_name: 'Aap' },
      { name: 'Émile', organisation_name: null },
      { name: 'anna', organisation_name: 'Žižka' },
    );
    expect(await names(event, 'sort=name')).toEqual(['anna', 'Émile', 'Zoë']);
    expect(await names(event, 'sort=-name')).toEqual(['Zoë', 'Émile', 'anna']);
    expect(await names(event, 'sort=organisation')).toEqual(['Zoë', 'anna', 'Émile']);
    expect(await names(event, 'sort=place')).toEqual(['Émile', 'anna', 'Zoë']);
    expect(await names(event, 'sort=-createdAt')).toEqual(['anna', 'Émile', 'Zoë']);
  });

  test('is filtered, and every count is the length of the list it stands on', async () => {
    const event = await aMeetingOf(
      3,
      { name: 'Anna', source: 'onz', language: 'en' },
      { name: 'Bram', source: 'elders', role: 'guest' },
      { name: 'Carla' },
      { name: 'Daan', source: 'onz' },
    );
    await bulk(event, 'attended', ['Anna']);
    await bulk(event, 'not-attended', ['Bram']);
    await bulk(event, 'cancel', ['Carla'], { notify: false });
    const filters: Record<string, string[]> = {
      'source=onz': ['Anna', 'Daan'],
      'source=-': [],
      'network=onz': ['Anna', 'Daan'],
      'network=-': ['Bram'],
      'language=en': ['Anna'],
      'role=guest': ['Bram'],
      'attended=yes': ['Anna'],
      'attended=no': ['Bram'],
      'attended=unknown': ['Daan'],
      'source=onz&attended=yes&search=ann': ['Anna'],
      'source=-&tab=cancelled': ['Carla'],
    };
    for (const [query, who] of Object.entries(filters)) {
      expect(await names(event, query), query).toEqual(who);
      const counts = (
        await organiser.get(`${base(event)}/registration-counts?${query.replace('&tab=cancelled', '')}`).expect(200)
      ).body;
      for (const tab of ['all', 'confirmed', 'waiting', 'cancelled', 'attended'])
        expect(counts[tab], `${query} ${tab}`).toBe(
          (await list(event, `${query.replace('&tab=cancelled', '')}&tab=${tab}`)).length,
        );
    }
  });
});

describe('acting on many', () => {
  test('a preview says exactly what will happen and to whom, and nothing happens', async () => {
    const event = await aMeetingOf(2, 'Anna', 'Bram', 'Carla', 'Daan');
    await bulk(event, 'cancel', ['Daan'], { notify: false });
    const before = await census(town);
    const preview = await bulk(event, 'cancel', ['Anna', 'Daan'], { dryRun: true, text: 'Sorry' });
    expect(preview.body).toMatchObject({ isPreview: true, movedUp: [{ name: 'Carla' }] });
    expect(told(preview)).toEqual({ Anna: 'done cancelled mail', Daan: 'already cancelled' });
    expect(await census(town)).toEqual(before);
    const real = await bulk(event, 'cancel', ['Anna', 'Daan'], { text: 'Sorry' });
    expect(real.body).toEqual({ ...preview.body, isPreview: false });
  });

  test('who waits is cancelled first, so no place goes to someone who is next', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram', 'Carla');
    const { body } = await bulk(event, 'cancel', ['Anna', 'Bram']);
    expect(body.movedUp).toMatchObject([{ name: 'Carla' }]);
    expect(await mailSubjects(event, 'Bram')).not.toContain('Er is een plaats voor je');
    expect(body.places).toEqual({ capacity: 1, confirmed: 1, waiting: 0 });
  });

  test('places go in the order of the line, as far as they go, or as many as are made', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram', 'Carla', 'Daan');
    // begun: nobody moves up by itself any more
    await town.ctx.db.query(`UPDATE events SET starts_at = $2 WHERE event_id = $1`, [event.id, town.ctx.now()]);
    await bulk(event, 'cancel', ['Anna'], { notify: false });
    expect(told(await bulk(event, 'promote', ['Daan', 'Carla', 'Bram'], { dryRun: true }))).toEqual({
      Bram: 'done confirmed mail',
      Carla: 'no-place waiting',
      Daan: 'no-place waiting',
    });
    const { body } = await bulk(event, 'promote', ['Daan', 'Bram'], { capacity: 'raise', notify: false });
    expect(told({ body })).toEqual({ Bram: 'done confirmed', Daan: 'done confirmed' });
    expect(body.places).toEqual({ capacity: 2, confirmed: 2, waiting: 1 });
    await aMinutePasses(town);
    expect(await mailSubjects(event, 'Bram')).not.toContain('Er is een plaats voor je');
  });

  test('the mail goes after a minute, with the own words of the organiser, as text and not as code', async () => {
    const event = await aMeetingOf(5, 'Anna', 'Bram');
    await bulk(event, 'cancel', ['Anna', 'Bram'], { text: 'Jammer!\n\n<b>Bel</b> ons & kom in mei.' });
    expect(await mailSubjects(event, 'Anna')).not.toContain('Je bent afgemeld');
    await aMinutePasses(town);
    const mail = (await town.mailsTo(mailOf(event, 'Anna'))).at(-1)!;
    expect(mail.subject).toContain('Je bent afgemeld');
    expect(mail.text).toContain('Bericht van de organisatie:\n\nJammer!\n\n<b>Bel</b> ons & kom in mei.');
    expect(mail.html).toContain('&lt;b&gt;Bel&lt;/b&gt; ons &amp; kom in mei.');
    const [row] = await town.ctx.db.query<{ said: string }>(
      `SELECT string_agg(data::text, ' ') AS said FROM activity WHERE event_id = $1`,
      [event.id],
    );
    expect(row!.said, 'what someone wrote stands in no log').not.toMatch(/Jammer|Bel/);
  });

  test('one may choose whether and how to tell for a single person too', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram', 'Carla');
    const [anna, bram, carla] = await idsOf(event, 'Anna', 'Bram', 'Carla');
    const at = (id: string | undefined, what: string) => `${base(event)}/registrations/${id}/${what}`;
    await organiser.post(at(carla, 'promotion'), { capacity: 'raise', notify: true, text: 'Fijn' }).expect(200);
    await organiser.post(at(bram, 'promotion'), { capacity: 'raise', notify: false }).expect(200);
    await organiser.post(at(anna, 'cancellation'), { notify: true, text: 'Tot ziens in juni' }).expect(200);
    await aMinutePasses(town);
    expect((await town.mailsTo(mailOf(event, 'Carla'))).at(-1)!.text).toContain('de organisatie:\n\nFijn');
    expect(await mailSubjects(event, 'Bram')).not.toContain('Er is een plaats voor je');
    expect((await town.mailsTo(mailOf(event, 'Anna'))).at(-1)!.text).toContain('Tot ziens in juni');
  });

  test('who came is marked for many, and of who cancelled it is not', async () => {
    const event = await aMeetingOf(5, 'Anna', 'Bram', 'Carla');
    await bulk(event, 'cancel', ['Carla'], { notify: false });
    await bulk(event, 'attended', ['Bram']);
    const { body } = await bulk(event, 'attended', ['Anna', 'Bram', 'Carla']);
    expect(told({ body })).toEqual({
      Anna: 'done confirmed',
      Bram: 'already confirmed',
      Carla: 'not-possible cancelled',
    });
    expect(body.people).toMatchObject([{ hadAttended: null }, { hadAttended: true }, { hadAttended: null }]);
    await bulk(event, 'attendance-unknown', ['Anna']);
    expect(await names(event, 'tab=attended')).toEqual(['Bram']);
  });

  test('the same request sent twice is done once and answered twice', async () => {
    const event = await aMeetingOf(5, 'Anna', 'Bram');
    const registrations = await idsOf(event, 'Anna', 'Bram');
    const body = { action: 'cancel', registrations, dryRun: false, notify: false };
    const key = newId();
    const send = () =>
      organiser
        .post(`${base(event)}/registrations/bulk`, body)
        .set('idempotency-key', key)
        .expect(200);
    const [one, two] = await Promise.all([send(), send()]);
    expect(told(one)).toEqual({ Anna: 'done cancelled', Bram: 'done cancelled' });
    expect(two.body).toEqual(one.body);
  });

  test('people of another meeting are refused by their place in the request, and who is at the door may only check in', async () => {
    const event = await aMeetingOf(5, 'Anna');
    const other = await aMeetingOf(5, 'Bram');
    const registrations = [...(await idsOf(event, 'Anna')), ...(await idsOf(other, 'Bram'))];
    const body = { action: 'cancel', registrations, dryRun: false, notify: false };
    const before = await census(town);
    const answer = await organiser.post(`${base(event)}/registrations/bulk`, body).expect(400);
    expect(answer.body.errors).toMatchObject([{ pointer: '/registrations/1', code: 'unknown' }]);
    const host = await asStaff(town, region, 'host');
    for (const action of ['cancel', 'promote', 'restore', 'return-to-line'])
      expect((await bulk(event, action, ['Anna'], {}, host)).body.code, action).toBe('not-allowed');
    expect({ ...(await census(town)), accounts: '', members: '', sessions: '', activity: '' }).toEqual({
      ...before,
      accounts: '',
      members: '',
      sessions: '',
      activity: '',
    });
    expect(told(await bulk(event, 'attended', ['Anna'], {}, host))).toEqual({ Anna: 'done confirmed' });
  });
});

describe('undoing', () => {
  test('a cancellation that is undone within the minute sends no mail at all', async () => {
    const event = await aMeetingOf(5, 'Anna', 'Bram');
    const before = await mailSubjects(event, 'Anna');
    await bulk(event, 'cancel', ['Anna', 'Bram']);
    expect(told(await bulk(event, 'restore', ['Anna', 'Bram']))).toEqual({
      Anna: 'done confirmed',
      Bram: 'done confirmed',
    });
    await aMinutePasses(town);
    expect(await mailSubjects(event, 'Anna')).toEqual(before);
  });

  test('who was told of the cancellation, or lost the place, is told of its undoing', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram');
    await bulk(event, 'cancel', ['Anna'], { notify: false });
    expect(told(await bulk(event, 'restore', ['Anna']))).toEqual({ Anna: 'done waiting' });
    await aMinutePasses(town);
    expect((await mailSubjects(event, 'Anna')).at(-1)).toBe('Je doet weer mee');
    const free = await aMeetingOf(5, 'Carla');
    await bulk(free, 'cancel', ['Carla']);
    await aMinutePasses(town);
    town.passes({ minutes: 5 });
    await bulk(free, 'restore', ['Carla']);
    await aMinutePasses(town);
    expect((await mailSubjects(free, 'Carla')).slice(-2)).toEqual(['Je bent afgemeld', 'Je doet weer mee']);
  });

  test('those put back get what is free by arrival, and the others keep their order at the head of the line', async () => {
    const event = await aMeetingOf(4, 'Anna', 'Bram', 'Carla', 'Daan', 'Eva');
    await bulk(event, 'cancel', ['Anna', 'Bram', 'Carla', 'Daan'], { notify: false });
    await organiser.patch(base(event), '*', { capacity: 3 }).expect(200);
    const { body } = await bulk(event, 'restore', ['Daan', 'Carla', 'Bram', 'Anna']);
    expect(told({ body })).toMatchObject({ Anna: 'done confirmed', Bram: 'done confirmed' });
    expect(await names(event, 'tab=waiting&sort=place')).toEqual(['Carla', 'Daan']);
  });

  test('a promotion is taken back to the same place in line, and the place that was made is gone again', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram', 'Carla', 'Daan');
    const counts = async () => (await organiser.get(base(event)).expect(200)).body;
    const before = await counts();
    town.passes({ seconds: 5 });
    await bulk(event, 'promote', ['Carla', 'Daan'], { capacity: 'raise' });
    expect(await counts()).toMatchObject({ capacity: 3, confirmed: 3, waiting: 1 });
    town.passes({ seconds: 50 });
    expect(told(await bulk(event, 'return-to-line', ['Carla', 'Daan']))).toEqual({
      Carla: 'done waiting',
      Daan: 'done waiting',
    });
    expect(await names(event, 'tab=waiting&sort=place')).toEqual(['Bram', 'Carla', 'Daan']);
    expect(await counts()).toMatchObject({ capacity: before.capacity, confirmed: 1, waiting: 3 });
    await aMinutePasses(town);
    expect(await mailSubjects(event, 'Carla')).not.toContain('Er is een plaats voor je');
    town.passes({ seconds: 5 });
    await bulk(event, 'promote', ['Bram'], { capacity: 'raise' });
    town.passes({ seconds: 61 });
    expect(told(await bulk(event, 'return-to-line', ['Bram', 'Anna']))).toEqual({
      Bram: 'not-possible confirmed',
      Anna: 'not-possible confirmed',
    });
  });
});

describe('one participant', () => {
  test('has a history in words that names who did it', async () => {
    const event = await aMeetingOf(1, 'Anna', 'Bram');
    const [bram] = await idsOf(event, 'Bram');
    town.passes({ seconds: 1 });
    await bulk(event, 'promote', ['Bram'], { capacity: 'raise', notify: false });
    town.passes({ seconds: 1 });
    await bulk(event, 'attended', ['Bram']);
    const { body } = await organiser.get(`${base(event)}/registrations/${bram}/history`).expect(200);
    const by = { kind: 'account', name: expect.stringContaining('organiser') };
    expect(body.items).toMatchObject([
      { name: 'registration.attendance', hasAttended: true, actor: by },
      { name: 'registration.promoted', isQuiet: true, actor: by },
      { name: 'registration.waiting', actor: { kind: 'public', name: null } },
    ]);
  });

  test('has notes: everyone of the organisers reads them, who wrote one changes or deletes it', async () => {
    const event = await aMeetingOf(5, 'Anna');
    const [anna] = await idsOf(event, 'Anna');
    const path = `${base(event)}/registrations/${anna}/notes`;
    const colleague = await asStaff(town, region);
    const note = (await organiser.post(path, { text: ' Komt later,\nbelt nog. ' }).expect(201)).body;
    expect(note).toMatchObject({ text: 'Komt later,\nbelt nog.', isMine: true, changedAt: null });
    expect((await colleague.get(path).expect(200)).body.items).toMatchObject([
      { id: note.id, text: note.text, isMine: false, by: expect.stringContaining('organiser') },
    ]);
    expect((await colleague.patch(`${path}/${note.id}`, null, { text: 'Nee' })).status).toBe(403);
    expect((await colleague.delete(`${path}/${note.id}`)).status).toBe(403);
    town.passes({ minutes: 1 });
    const changed = await organiser.patch(`${path}/${note.id}`, null, { text: 'Komt op tijd' }).expect(200);
    expect(changed.body).toMatchObject({ text: 'Komt op tijd', changedAt: town.ctx.now().toISOString() });
    const host = await asStaff(town, region, 'host');
    await host.get(path).expect(403);
    await organiser.delete(`${path}/${note.id}`).expect(204);
    expect((await organiser.get(path).expect(200)).body.items).toEqual([]);
  });

  test('notes and own words go with the person and their term, and stand in no log', async () => {
    const event = await aMeetingOf(5, 'Anna');
    const [anna] = await idsOf(event, 'Anna');
    await organiser.post(`${base(event)}/registrations/${anna}/notes`, { text: 'geheimpje' }).expect(201);
    await bulk(event, 'cancel', ['Anna'], { text: 'geheimpje' });
    const [log] = await town.ctx.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM activity WHERE data::text LIKE '%geheimpje%'`,
    );
    expect(log!.n).toBe(0);
    const left = async () =>
      (
        await town.ctx.db.query<{ n: number }>(
          `SELECT (SELECT count(*) FROM registration_notes WHERE text = 'geheimpje')::int * 10
            + (SELECT count(*) FROM mail_texts WHERE text = 'geheimpje')::int AS n`,
        )
      )[0]!.n;
    expect(await left()).toBe(11);
    const now = town.ctx.now().toISOString();
    town.passes({ hours: 91 * 24 });
    await forgetExpired(town.ctx);
    expect(await left()).toBe(10);
    town.at('2032-01-20T12:00:00Z');
    await forgetExpired(town.ctx);
    expect(await left()).toBe(0);
    town.at(now);
    organiser = await asStaff(town, region);
    expect((await organiser.post(`${base(event)}/registrations/${anna}/notes`, { text: 'x' })).body.code).toBe(
      'registration-state',
    );
  });
});
