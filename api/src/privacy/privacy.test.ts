// A marker is planted by people in every place that keeps something of a person; after erasing it is nowhere, and no figure
// has changed. What must be kept for a while is kept, and goes by itself when its day is over.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isKnownTerm, sayColumn, sayPurpose, sayStore, sayTerm } from '@pr8werk/shared/data-words.ts';
import { dataMessages } from '@pr8werk/shared/messages/data.ts';
import type { PersonalDataView, RetentionView } from '@pr8werk/shared/privacy.ts';
import PostalMime from 'postal-mime';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { newId } from '#api/context.ts';
import { forgetExpired } from '#api/forget.ts';
import { personalData } from '#api/personal-data.ts';
import { finishErasures } from '#api/privacy/actions.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  // no mail server: mails are files, which are to go too
  town = await startTown({ config: { smtpUrl: null }, logLevel: 'info' });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const base = () => `/v1/programmes/${region.slug}`;
const contactOf = async (search: string): Promise<string> =>
  (await organiser.get(`${base()}/contacts?search=${encodeURIComponent(search)}`).expect(200)).body.items[0].id;

/** The tables, of ours and of the queue, in which a text stands; bytes are read as what they spell. */
async function tablesWith(text: string): Promise<string[]> {
  const { db } = town.ctx;
  const tables = await db.query<{ name: string }>(
    `SELECT n.nspname || '.' || quote_ident(c.relname) AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'pgboss') AND c.relkind = 'r' ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(45);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM ${name} AS t WHERE t::text ILIKE $1 OR t::text ILIKE $2`,
      [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
    );
    if (row!.n > 0) found.push(name.replace('public.', ''));
  }
  return found;
}

async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(town.config.dataDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const bytes = await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const));
  return bytes.filter(([, it]) => it.toString('latin1').toLowerCase().includes(text)).map(([path]) => path);
}

async function mailedLink(to: string, part: string): Promise<URL> {
  await town.settled();
  const folder = join(town.config.dataDir, 'outbox');
  const mails = await Promise.all(
    (await readdir(folder)).sort().map(async (it) => PostalMime.parse(await readFile(join(folder, it)))),
  );
  const text = mails.findLast((it) => it.to?.[0]?.address === to && it.text?.includes(part))?.text ?? '';
  return new URL(new RegExp(`https?://\\S+${part}\\S+`).exec(text)![0]);
}

async function sendList(list: string): Promise<string> {
  const bytes = Buffer.from(list);
  const { body } = await organiser.post(`${base()}/imports`, { fileName: 'l.csv', fileSize: bytes.length }).expect(201);
  await organiser.put(`${base()}/imports/${body.id}/parts/0`, { content: bytes.toString('base64') }).expect(204);
  return body.id;
}
async function reaches(id: string, state: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    town.ctx.nudge();
    if ((await organiser.get(`${base()}/imports/${id}`)).body.state === state) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the list did not come to be ${state}`);
}
const plan = {
  hasHeader: true,
  columns: ['name', 'email', 'organisation'],
  origin: 'Ledenlijst',
  basis: 'consent',
  evidence: 'Formulier',
  givenOn: '2026-10-01',
  network: null,
  known: 'fill',
};

async function figures(event: string): Promise<unknown> {
  const parts = ['registration-counts', 'statistics', 'sites'];
  const answers = await Promise.all(parts.map((it) => organiser.get(`${base()}/events/${event}/${it}`).expect(200)));
  const file = await organiser.post(`${base()}/events/${event}/registration-exports`, {
    format: 'csv',
    columns: ['role', 'status'],
    tab: 'all',
    sort: 'createdAt',
  });
  expect(file.status, file.text).toBe(200);
  return [...answers.map((it) => it.body), file.text];
}

const marker = 'zzmerkteken';
const email = `${marker}@post.example`;

test('erasing reaches every store, and no figure changes by it', async () => {
  const question = (id: string, isSpecial: boolean) => ({
    id,
    kind: 'line',
    label: { nl: id, en: null },
    help: null,
    isRequired: false,
    options: [],
    showIf: null,
    isSpecial,
    mayShow: false,
    meaning: null,
    ask: 'signup',
  });
  const past = await aPublishedEvent(town, region, { by: organiser });
  const coming = await aPublishedEvent(town, region, {
    by: organiser,
    capacity: 2,
    startsAt: '2027-02-01T08:00:00Z',
    endsAt: '2027-02-01T10:00:00Z',
  });
  await organiser
    .put(`${base()}/events/${past.id}/form`, { questions: [question('vraag', false), question('dieet', true)] })
    .set('if-match', '*')
    .expect(200);
  const rules = { admission: 'open', offerHours: null, offersUntil: null, lastWord: 'no', companyLimit: 3 };
  await organiser
    .put(`${base()}/events/${coming.id}/signup-rules`, { ...rules, crewCounts: true, quotas: [], codes: [] })
    .set('if-match', '*')
    .expect(200);

  // by the public form, from a site, twice with one key
  const key = newId();
  const body = {
    name: `Anna ${marker}`,
    email,
    organisation: `${marker} BV`,
    note: `${marker} komt te laat`,
    answers: { vraag: `${marker} vraagt`, dieet: `${marker} eet` },
    agreed: { dieet: true },
  };
  for (const _ of [1, 2]) await signUp(town, region, past, body, key).set('origin', `https://site.example`).expect(201);
  await request(town.url)
    .post((await mailedLink(email, '/r/')).pathname.concat('/verify'))
    .expect(303);
  await signUp(town, region, coming, {
    ...body,
    answers: {},
    agreed: {},
    companions: [{ name: 'Cor Mee', organisation: 'Anders' }],
  }).expect(201);
  await signUp(town, region, coming, { name: 'Wacht', email: 'wacht@post.example' }).expect(201);
  await request(town.url)
    .post((await mailedLink('wacht@post.example', '/r/')).pathname.concat('/verify'))
    .expect(303);
  await signUp(town, region, past, { name: 'Blijft', email: 'blijft@post.example' }).expect(201);
  await request(town.url)
    .post(`${base()}/subscriptions`)
    .send({ name: marker, email, consent: true, source: marker })
    .expect(202);
  await request(town.url)
    .post((await mailedLink(email, '/s/')).pathname)
    .expect(303);
  await request(town.url)
    .post(`${base()}/subscriptions`)
    .send({ name: marker, email: `x${email}`, consent: true });
  // by organisers
  const contact = await contactOf(email);
  const { body: person } = await organiser.get(`${base()}/contacts/${contact}`).expect(200);
  const [there] = person.registrations.filter((it: { event: string }) => it.event === past.id);
  const registration = `${base()}/events/${past.id}/registrations/${there.id}`;
  await organiser
    .post(`${registration}/notes`, { text: `${marker} belt nog` })
    .set('idempotency-key', newId())
    .expect(201);
  await organiser.post(`${registration}/cancellation`, { notify: true, text: `Dag ${marker}` }).expect(200);
  await organiser.post(`${registration}/restoration`).expect(200);
  await organiser
    .patch(`${base()}/contacts/${contact}`, '*', { municipality: marker, disciplines: [marker] })
    .expect(200);
  // named in a mailing, and sought by name for it
  const invite = {
    kind: 'invitation',
    audience: { search: `Anna ${marker}` },
    subject: { nl: `Kom je ook, Anna ${marker}?`, en: null },
    body: { nl: `Anna ${marker} spreekt op {event}`, en: null },
    sendAt: null,
  };
  const next = await aPublishedEvent(town, region, { by: organiser });
  const mailing = (await organiser.post(`${base()}/events/${next.id}/mailings`, invite).expect(201)).body;
  await organiser.post(`${base()}/events/${next.id}/mailings/${mailing.id}/cancellation`).expect(200);
  // by lists: carried out, only looked at, and not even read
  for (const state of ['done', 'checked']) {
    const list = await sendList(`naam;mail;bedrijf\n${marker};${email};${marker}\n`);
    await organiser.post(`${base()}/imports/${list}/reading`).expect(200);
    await reaches(list, 'columns');
    await organiser.put(`${base()}/imports/${list}/plan`, plan).expect(200);
    await reaches(list, 'checked');
    if (state !== 'done') continue;
    await organiser.post(`${base()}/imports/${list}/run`).expect(200);
    await reaches(list, 'done');
  }
  await sendList(`naam;mail\n${marker};${email}\n`);
  // an older contact that became one with this one
  await signUp(town, region, past, { name: `A. ${marker}`, email: `oud-${email}` }).expect(201);
  const merged = { keep: contact, drop: await contactOf(`oud-${email}`), from: {}, dryRun: false };
  await organiser.post(`${base()}/contact-merges`, merged).set('idempotency-key', newId()).expect(200);
  await organiser.post(`${registration}/attendance`, { hasAttended: true });
  await town.settled();

  const planted = await tablesWith(marker);
  const stores = personalData
    .filter((it) => it.erased && !/^(personal_|address_)/.test(it.table))
    .map((it) => it.table);
  expect(stores.filter((it) => !planted.includes(it) && it !== 'contact_networks' && it !== 'imports')).toEqual([]);
  expect((await filesWith(marker)).length).toBeGreaterThan(3);

  const { body: shown } = await organiser.post(`${base()}/contacts/${contact}/export`).expect(200);
  const view = shown as PersonalDataView;
  const texts = (store: string) => JSON.stringify(view.stores.find((it) => it.store === store)?.rows ?? null);
  for (const store of ['contacts', 'registrations', 'answers', 'registration_notes', 'mails', 'import_rows'])
    expect(texts(store), store).toContain(marker);
  expect(texts('consents')).toContain('news');
  expect(texts('registrations')).not.toContain('Cor Mee');
  const fields = view.stores.flatMap((it) => it.rows.flatMap((row) => Object.keys(row)));
  expect([...new Set(fields)].filter((it) => !(`field.${it}` in dataMessages.nl))).toEqual([]);

  town.at('2027-01-20T12:00:00Z');
  organiser = await asStaff(town, region);
  const before = await figures(past.id);
  const erased = await organiser.post(`${base()}/contacts/${contact}/erasure`, { reason: 'asked' }).expect(200);
  expect(erased.body).toMatchObject({ holds: [], erasure: { doneAt: '2027-01-20T12:00:00.000Z' } });
  await town.settled();

  // the wish of another address that looks alike is somebody else's
  await town.ctx.db.query('DELETE FROM subscription_requests WHERE email = $1', [`x${email}`]);
  for (const { name } of await readdir(join(town.config.dataDir, 'outbox')).then((it) =>
    it.map((name) => ({ name })),
  )) {
    const mail = await PostalMime.parse(await readFile(join(town.config.dataDir, 'outbox', name)));
    expect(mail.to?.[0]?.address === `x${email}` || !mail.text?.includes(marker), name).toBe(true);
  }
  await town.ctx.db.query(`UPDATE mails SET to_address = NULL, html = NULL, body = NULL WHERE to_address = $1`, [
    `x${email}`,
  ]);
  await forgetExpired(town.ctx);
  expect(await tablesWith(marker)).toEqual([]);
  expect(await filesWith(marker)).toEqual([]);
  expect(JSON.stringify(town.logged).toLowerCase()).not.toContain(marker);
  expect((await organiser.get(`${base()}/search?q=${marker}`).expect(200)).body.people).toEqual([]);
  expect(await figures(past.id)).toEqual(before);

  // the places at the meeting to come went on, also of who could be reached through nobody else
  const { body: left } = await organiser.get(`${base()}/events/${coming.id}/registrations?tab=confirmed`).expect(200);
  expect(left.items.map((it: { name: string }) => it.name)).toEqual(['Wacht']);
  // doing it again is no harm, and the one who repeats a signup of today does not bring the person back
  await organiser.post(`${base()}/contacts/${contact}/erasure`, { reason: null }).expect(200);
  await organiser.get(`${base()}/contacts/${contact}`).expect(200);
});

describe('who must be kept for a while', () => {
  async function someone(name: string): Promise<{ contact: string; event: string }> {
    const event = await aPublishedEvent(town, region, {
      startsAt: '2027-03-01T08:00:00Z',
      endsAt: '2027-03-01T10:00:00Z',
    });
    await signUp(town, region, event, { name, email: `${name}@houd.example`, note: 'lust geen kaas' }).expect(201);
    await town.settled();
    return { contact: await contactOf(`${name}@houd`), event: event.id };
  }

  test('keeps name and attendance only, is told why, and goes when the day is over', async () => {
    town.at('2027-01-20T12:00:00Z');
    organiser = await asStaff(town, region);
    const { contact, event } = await someone('Hilde');
    const hold = (until: string) =>
      organiser.post(`${base()}/contacts/${contact}/holds`, { reason: 'Subsidie van de provincie', until });
    expect((await hold('2027-01-01')).body.errors).toMatchObject([{ pointer: '/until', code: 'range' }]);
    expect((await hold('2047-01-01')).status).toBe(400);
    await hold('2027-04-01').expect(201);
    await organiser.post(`${base()}/contacts/${contact}/erasure`, { reason: 'asked' }).expect(200);
    const { body: person } = await organiser.get(`${base()}/contacts/${contact}`).expect(200);
    expect(person).toMatchObject({ name: 'Hilde', email: null });
    expect(await tablesWith('hilde@houd')).toEqual([]);
    expect(await tablesWith('lust geen kaas')).toEqual([]);
    expect((await organiser.get(`${base()}/contacts/${contact}/privacy`)).body).toMatchObject({
      holds: [{ name: 'Hilde', reason: 'Subsidie van de provincie', until: '2027-04-01' }],
      erasure: { doneAt: null },
    });
    expect((await organiser.get(`${base()}/holds`)).body.items).toHaveLength(1);

    town.at('2027-04-01T21:59:00Z');
    await finishErasures(town.ctx, personalData);
    expect(await tablesWith('Hilde')).not.toEqual([]);
    town.at('2027-04-01T22:01:00Z');
    await forgetExpired(town.ctx);
    expect(await tablesWith('Hilde')).toEqual([]);
    expect(await tablesWith('Subsidie van de provincie')).toEqual([]);
    organiser = await asStaff(town, region);
    expect((await organiser.get(`${base()}/events/${event}/registration-counts`)).body).toMatchObject({ cancelled: 1 });
    const { lastRun } = (await organiser.get(`${base()}/retention`).expect(200)).body;
    expect(lastRun.removed).toContainEqual({ term: 'erasures', rows: 1 });
  });

  test('is erased at once when an organiser ends it', async () => {
    town.at('2027-02-01T12:00:00Z');
    organiser = await asStaff(town, region);
    const { contact } = await someone('Ruben');
    const { body } = await organiser
      .post(`${base()}/contacts/${contact}/holds`, { reason: 'Klacht', until: '2027-12-31' })
      .expect(201);
    await organiser.post(`${base()}/contacts/${contact}/erasure`, { reason: null }).expect(200);
    await organiser.delete(`${base()}/holds/${body.id}`).expect(204);
    expect(await tablesWith('Ruben')).toEqual([]);
    await organiser.delete(`${base()}/holds/${body.id}`).expect(404);
  });
});

describe('the table of contents', () => {
  test('names every table with a column about people, and none that is gone', async () => {
    const rows = await town.ctx.db.query<{ table: string }>(
      `SELECT DISTINCT c.relname AS table FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
          AND (col_description(c.oid, a.attnum) LIKE 'personal;%' OR a.attname = 'contact_id')`,
    );
    const named = personalData.map((it) => it.table);
    // that somebody was erased, by id
    const exempt = ['erasures'];
    expect(rows.map((it) => it.table).filter((it) => !named.includes(it) && !exempt.includes(it))).toEqual([]);
    const all = await town.ctx.db.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r'`);
    expect(named.filter((it) => !all.some(({ name }) => name === it))).toEqual([]);
    expect(personalData.filter((it) => (!it.shown || !it.erased) && !it.because).map((it) => it.table)).toEqual([]);
  });

  test('the nightly job leaves proof, and is missed after two nights', async () => {
    const retention = async () => (await organiser.get(`${base()}/retention`).expect(200)).body;
    town.at('2027-05-01T12:00:00Z');
    organiser = await asStaff(town, region);
    await forgetExpired(town.ctx);
    expect(await retention()).toMatchObject({ isOverdue: false, lastRun: { finishedAt: '2027-05-01T12:00:00.000Z' } });
    town.passes({ hours: 53 });
    expect((await retention()).isOverdue).toBe(false);
    town.passes({ hours: 2 });
    expect((await retention()).isOverdue).toBe(true);
    await town.ctx.db.query(
      `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, source)
         SELECT programme_id, $1, contact_id, 'follow-up', '2026-11', $2::timestamptz - interval '3 years 1 day', 'mijn' FROM contacts LIMIT 1`,
      [newId(), town.ctx.now()],
    );
    await forgetExpired(town.ctx);
    expect((await retention()).lastRun.removed).toContainEqual({ term: 'followUp', rows: 1 });
    const register: RetentionView['register'] = (await retention()).register;
    expect(register.filter((it) => !isKnownTerm(it.term))).toEqual([]);
    const words = register.flatMap((it) => [`store.${it.store}`, ...it.fields.map((field) => `column.${field}`)]);
    expect(words.filter((it) => !(it in dataMessages.nl))).toEqual([]);
    const lineOf = (it: RetentionView['register'][number]) =>
      `| ${sayStore(it.store, 'nl')} | ${it.fields.map((field) => sayColumn(field, 'nl')).join(', ')} | ${sayPurpose(it.purpose, 'nl')} | ${sayTerm(it.term, 'nl')} |`;
    const page = await readFile(join(repositoryRoot, 'docs/privacy.md'), 'utf8');
    const [, written] = /<!-- register -->\n([\s\S]*?)\n<!-- \/register -->/.exec(page)!;
    const head = ['| Waar | Wat | Waarvoor | Hoe lang |', '| --- | --- | --- | --- |'];
    expect(written!.trim(), 'the register in docs/privacy.md').toBe([...head, ...register.map(lineOf)].join('\n'));
    expect(register).toContainEqual({
      store: 'holds',
      purpose: 'proof',
      term: 'until the hold ends',
      fields: ['reason'],
    });
  });
});
