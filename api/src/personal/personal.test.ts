// Somebody's own page, from the mail to erasing oneself, as a browser without script does it.

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { census } from '#test/contract.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown({ logLevel: 'info' });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const mine = (rest = '') => `/${region.slug}/mijn${rest}`;
/** The mail follows after the answer, so that its time tells nothing. */
async function ask(email: string): Promise<request.Response> {
  const answer = await request(town.url).post(mine('/link')).type('form').send({ email }).expect(303);
  await new Promise((resolve) => setTimeout(resolve, 40));
  return answer;
}
const lastLink = async (email: string, part: string) =>
  new URL(linkIn((await town.mailsTo(email)).findLast((it) => it.text?.includes(part))!, part)).pathname;

/** Signed up and confirmed, with the page open: the cookie. */
async function opens(email: string): Promise<string> {
  await ask(email);
  const answer = await request(town.url)
    .post(await lastLink(email, '/mijn/open/'))
    .expect(303);
  return answer.headers['set-cookie']![0]!.split(';')[0]!;
}
async function someone(name: string, event?: { id: string }, more = {}): Promise<string> {
  const email = `${name.toLowerCase()}@mijn.example`;
  await signUp(town, region, event ?? (await aPublishedEvent(town, region)), { name, email, ...more }).expect(201);
  await request(town.url)
    .post(`${await lastLink(email, '/r/')}/verify`)
    .expect(303);
  return email;
}
const get = (cookie: string, rest = '') => request(town.url).get(mine(rest)).set('cookie', cookie);
const post = (cookie: string, rest: string, body: object = {}) =>
  request(town.url).post(mine(rest)).set('cookie', cookie).type('form').send(body);

describe('the link', () => {
  test('is mailed to who is known, and nobody can see who that is', async () => {
    const email = await someone('Anna');
    await town.settled();
    const before = town.mails.length;
    const answers = await Promise.all([ask(email), ask('onbekend@mijn.example')]);
    expect(answers.map((it) => [it.status, it.headers.location, it.text])).toEqual(
      Array(2).fill([303, mine('?done=sent'), answers[0]!.text]),
    );
    await town.settled();
    expect(town.mails.slice(before).map((it) => it.to[0]!.address)).toEqual([email]);
    // again within a quarter of an hour: the same answer, and no mail
    for (const _ of [1, 2]) await ask(email);
    await town.settled();
    expect(town.mails.length).toBe(before + 1);
    town.passes({ minutes: 16 });
    await ask(email.toUpperCase());
    await town.settled();
    expect(town.mails.length).toBe(before + 2);
    // a robot that fills in everything
    town.passes({ minutes: 16 });
    await request(town.url).post(mine('/link')).type('form').send({ email, website: 'x' }).expect(303);
    await town.settled();
    expect(town.mails.length).toBe(before + 2);
  });

  test('opens by a button only, once, for a day; its secret stands nowhere', async () => {
    const email = await someone('Bea');
    await ask(email);
    const link = await lastLink(email, '/mijn/open/');
    const secret = link.split('/').at(-1)!;
    const before = await census(town);
    await request(town.url)
      .get(link)
      .expect(200)
      .expect('cache-control', 'no-store')
      .expect('referrer-policy', 'same-origin');
    await request(town.url).head(link).expect(200);
    expect(await census(town)).toEqual(before);
    const { headers } = await request(town.url).post(link).expect(303);
    expect(headers['set-cookie']![0]).toMatch(
      new RegExp(`^pr8werk-mijn=[\\w-]{43}; Path=${mine()}; HttpOnly; Secure; SameSite=Lax$`),
    );
    await request(town.url).post(link).expect(404);
    await request(town.url).get(link).expect(404);
    const stores = await town.ctx.db.query<{ all: string }>(`SELECT string_agg(m::text, '') AS all FROM mails AS m`);
    const sources = [stores[0]!.all, JSON.stringify(town.logged)];
    for (const it of sources) expect(it).not.toContain(secret);
    for (const it of sources) expect(it).not.toContain(headers['set-cookie']![0]!.slice(13, 50));

    town.passes({ minutes: 16 });
    await ask(email);
    const late = await lastLink(email, '/mijn/open/');
    town.passes({ hours: 24 });
    await request(town.url).post(late).expect(404);
  });
});

describe('the page', () => {
  test('closes after half an hour, by its button, and where the address changes', async () => {
    const email = await someone('Carla');
    const cookie = await opens(email);
    expect((await get(cookie).expect(200)).text).toContain('Carla');
    expect((await request(town.url).get(mine()).expect(200)).text).not.toContain('Carla');
    town.passes({ minutes: 29 });
    await get(cookie).expect(200);
    town.passes({ minutes: 29 });
    expect((await get(cookie)).text).toContain('Carla');
    town.passes({ minutes: 31 });
    expect((await get(cookie)).text).not.toContain('Carla');
    await get(cookie, '/data').expect(303);
    await post(cookie, '/erase', { sure: 'true' }).expect(303);

    const again = await opens(email);
    const other = await opens(await someone('Dora'));
    await post(again, '/end').expect(303);
    expect((await get(again)).text).not.toContain('Carla');
    const [{ id }] = (await organiser.get(`/v1/programmes/${region.slug}/contacts?search=dora`)).body.items;
    await organiser
      .patch(`/v1/programmes/${region.slug}/contacts/${id}`, '*', { email: 'd2@mijn.example' })
      .expect(200);
    expect((await get(other)).text).not.toContain('Dora');
    // a cookie of one programme opens nothing in another
    const elsewhere = await aProgramme(town);
    expect((await request(town.url).get(`/${elsewhere.slug}/mijn`).set('cookie', again)).text).not.toContain('Carla');
  });

  test('shows all meetings with the way to each, changes details, and stops mails as easily as it starts them', async () => {
    const first = await aPublishedEvent(town, region, { title: 'Ontbijt in Wehl' });
    const email = await someone('Els', first);
    const second = await aPublishedEvent(town, region, { title: 'Ontbijt in Zelhem', capacity: 1 });
    await signUp(town, region, second, { email: 'bezet@mijn.example' }).expect(201);
    await signUp(town, region, second, { name: 'Els', email }).expect(201);
    const cookie = await opens(email);
    const { text } = await get(cookie).expect(200);
    for (const it of ['Ontbijt in Wehl', 'plaats staat vast', 'Ontbijt in Zelhem', 'nog bevestigen'])
      expect(text).toContain(it);
    const [, own] = /href="(\/[\w-]+\/r\/[\w-]{43})">[^/]*Ontbijt in Wehl/.exec(text)!;
    expect((await request(town.url).get(own!).expect(200)).text).toContain(mine());

    const wrong = await post(cookie, '/details', { name: 'www.els.example' }).expect(400);
    expect(wrong.text).toContain('Vul een naam in op één regel');
    await post(cookie, '/details', {
      name: 'Els de Vries',
      organisation: 'De Linde',
      disciplines: 'ICT, zorg, ICT',
      language: 'en',
    }).expect(303);
    expect((await get(cookie)).text).toContain('ICT, zorg');
    const listed = await organiser.get(`/v1/programmes/${region.slug}/events/${first.id}/registrations`).expect(200);
    expect(listed.body.items).toMatchObject([{ name: 'Els de Vries', organisation: 'De Linde', language: 'en' }]);

    const consents = async () => {
      const rows = await town.ctx.db.query<{ purpose: string; text_version: string; source: string }>(
        `SELECT purpose, text_version, source FROM consents JOIN contacts USING (programme_id, contact_id) WHERE email = $1 AND withdrawn_at IS NULL`,
        [email],
      );
      return rows;
    };
    expect(await consents()).toEqual([]);
    for (const _ of [1, 2]) await post(cookie, '/consents/news', { want: 'yes' }).expect(303);
    expect(await consents()).toEqual([{ purpose: 'news', text_version: '2026-11', source: 'mijn' }]);
    expect((await get(cookie)).text).toContain('Ja, mail mij over nieuwe bijeenkomsten');
    await post(cookie, '/consents/news', { want: 'no' }).expect(303);
    expect(await consents()).toEqual([]);
    await post(cookie, '/consents/event', { want: 'yes' }).expect(404);
  });

  test('reads and downloads everything', async () => {
    const email = await someone('Fien', undefined, { note: 'komt later' });
    const cookie = await opens(email);
    expect((await get(cookie, '/data').expect(200)).text).toContain('komt later');
    const { body, headers } = await get(cookie, '/data.json').expect(200);
    expect(headers['content-disposition']).toContain('attachment');
    expect(body.stores.find((it: { store: string }) => it.store === 'contacts').rows).toMatchObject([
      { name: 'Fien', email },
    ]);
  });
});

describe('another address', () => {
  test('holds when both mailboxes said yes, in any order; a scanner that follows links says nothing', async () => {
    const email = await someone('Gon');
    const cookie = await opens(email);
    expect((await post(cookie, '/address', { email })).text).toContain('het adres dat we al hebben');
    await post(cookie, '/address', { email: 'Gon.Nieuw@mijn.example' }).expect(303);
    expect((await post(cookie, '/address', { email: 'x@mijn.example' }).expect(409)).text).toContain(
      'Wacht een kwartier',
    );
    const fresh = await lastLink('gon.nieuw@mijn.example', '/mijn/adres/');
    const old = await lastLink(email, '/mijn/adres/');
    expect((await town.mailsTo('gon.nieuw@mijn.example'))[0]!.text).not.toContain('Gon,');
    for (const link of [fresh, old])
      expect((await request(town.url).get(link).expect(200)).text).toContain('Ja, dat was ik');
    for (const _ of [1, 2])
      await request(town.url)
        .post(fresh)
        .expect(303)
        .expect('location', /done=half/);
    const known = () => town.ctx.db.query(`SELECT 1 FROM contacts WHERE email = 'gon.nieuw@mijn.example'`);
    expect(await known()).toEqual([]);
    await request(town.url)
      .post(old)
      .expect(303)
      .expect('location', /done=done/);
    expect(await known()).toHaveLength(1);
    await request(town.url).post(old).expect(404);
    // the page was of the old address
    expect((await get(cookie)).text).not.toContain('Gon');
    town.passes({ minutes: 16 });
    await opens('gon.nieuw@mijn.example');
  });

  test('that was asked for from an old address ends when the team corrects the address', async () => {
    const email = await someone('Jip');
    const cookie = await opens(email);
    await post(cookie, '/address', { email: 'dief@mijn.example' }).expect(303);
    await request(town.url)
      .post(await lastLink(email, '/mijn/adres/'))
      .expect(303);
    const last = await lastLink('dief@mijn.example', '/mijn/adres/');
    const [{ id, version }] = (await town.ctx.db.query<{ id: string; version: number }>(
      'SELECT contact_id AS id, version FROM contacts WHERE email = $1',
      [email],
    )) as [{ id: string; version: number }];
    const staff = await asStaff(town, region);
    const contact = `/v1/programmes/${region.slug}/contacts/${id}`;
    await staff.patch(contact, version, { email: 'jip.echt@mijn.example' }).expect(200);
    await request(town.url).post(last).expect(404);
  });

  test('that somebody else has stays theirs, and a week later the links are over', async () => {
    const taken = await someone('Hans');
    const email = await someone('Ineke');
    const cookie = await opens(email);
    await post(cookie, '/address', { email: taken }).expect(303);
    await request(town.url)
      .post(await lastLink(taken, '/mijn/adres/'))
      .expect(303);
    await request(town.url)
      .post(await lastLink(email, '/mijn/adres/'))
      .expect(409);
    town.passes({ minutes: 16 });
    await post(cookie, '/address', { email: 'ineke2@mijn.example' }).expect(303);
    const old = await lastLink(email, '/mijn/adres/');
    town.passes({ hours: 7 * 24 });
    await request(town.url).post(old).expect(404);
  });
});

test('who erases themselves is asked once, is cancelled first, and is nowhere any more', async () => {
  const event = await aPublishedEvent(town, region, {
    capacity: 1,
    startsAt: '2027-06-01T08:00:00Z',
    endsAt: '2027-06-01T10:00:00Z',
  });
  const email = await someone('Joke', event);
  const next = await someone('Karel', event);
  const cookie = await opens(email);
  expect((await get(cookie, '/erase').expect(200)).text).toContain('niemand dit kan terugdraaien');
  await post(cookie, '/erase').expect(400);
  const { headers } = await post(cookie, '/erase', { sure: 'true' }).expect(303);
  expect(headers['set-cookie']![0]).toContain('pr8werk-mijn=;');
  expect((await request(town.url).get(headers.location!).expect(200)).text).toContain(
    'Alles over je'.replace('je', 'jou'),
  );
  expect(
    await town.ctx.db.query(`SELECT 1 FROM contacts WHERE search_text LIKE '%joke%' OR email = $1`, [email]),
  ).toEqual([]);
  expect((await town.mailsTo(next)).at(-1)!.subject).toContain('Er is een plaats voor je');
  expect((await get(cookie)).text).not.toContain('Joke');
});

test('what is ticked beside a signup counts when the address is confirmed, by the one button or by a mail of its own', async () => {
  const event = await aPublishedEvent(town, region);
  const page = (await request(town.url).get(`/${region.slug}/e/${event.slug}`).expect(200)).text;
  for (const name of ['news', 'followUp'])
    expect(page).toMatch(new RegExp(`<input type="checkbox" id="${name}" name="${name}" value="true">`));
  const given = (email: string) =>
    town.ctx.db.query<{ purpose: string }>(
      `SELECT purpose FROM consents JOIN contacts USING (programme_id, contact_id) WHERE email = $1 ORDER BY purpose`,
      [email],
    );
  const both = 'lies@mijn.example';
  await signUp(town, region, event, { name: 'Lies', email: both, news: true, followUp: true }).expect(201);
  expect(await town.mailsTo(both)).toHaveLength(1);
  expect(await given(both)).toEqual([]);
  const link = await lastLink(both, '/r/');
  expect((await request(town.url).get(link)).text).toContain('Later vragen wat eruit kwam');
  await request(town.url).post(`${link}/verify`).expect(303);
  expect(await given(both)).toEqual([{ purpose: 'follow-up' }, { purpose: 'news' }]);
  // who has nothing to confirm any more is asked by a mail of its own
  const one = await someone('Mark', event);
  await signUp(town, region, event, { name: 'Mark', email: one, followUp: true, news: false }).expect(201);
  const wish = await lastLink(one, '/s/');
  expect(await given(one)).toEqual([]);
  await request(town.url).post(wish).expect(303);
  expect(await given(one)).toEqual([{ purpose: 'follow-up' }]);
  // and who asks by telephone to stop is stopped by an organiser
  const staff = await asStaff(town, region);
  const base = `/v1/programmes/${region.slug}/contacts`;
  const [{ id }] = (await staff.get(`${base}?search=lies`)).body.items;
  for (const _ of [1, 2]) await staff.post(`${base}/${id}/consent-withdrawals`, { purpose: 'news' }).expect(204);
  const { consents } = (await staff.get(`${base}/${id}`).expect(200)).body;
  const inForce = consents.filter((it: { withdrawnAt: string | null }) => it.withdrawnAt === null);
  expect(inForce).toMatchObject([{ purpose: 'follow-up' }]);
});
