// The real history: 1,700 mailed, 230 answered, 45 came. Loaded as people would load it, a row a person.

import type { FunnelView } from '@pr8werk/shared/invitations.ts';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetExpired } from '#api/forget.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let organiser: Person;
let home: string;
let event: string;
beforeAll(async () => {
  town = await startTown();
  const region = await aProgramme(town);
  organiser = await asStaff(town, region);
  home = `/v1/programmes/${region.slug}`;
  for (const slug of ['onz', 'zp-west']) await organiser.post(`${home}/networks`, { slug, name: slug }).expect(201);
  for (const name of ['Bronckhorst', 'Montferland'])
    await organiser.post(`${home}/organisations`, { name, kind: 'municipality' }).expect(201);
  event = `${home}/events/${(await aPublishedEvent(town, region, { by: organiser, capacity: 60 })).id}`;
});
afterAll(() => town.close());

const funnel = async (): Promise<FunnelView> => (await organiser.get(`${event}/invitation-funnel`).expect(200)).body;
const share = (part: number, whole: number) =>
  new Intl.NumberFormat('nl', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    part / whole,
  );

/** All pages. */
async function listed(query: Record<string, string>): Promise<{ contact: string; email: string }[]> {
  const found = [];
  for (let cursor = ''; ; ) {
    const search = new URLSearchParams({ ...query, limit: '200', ...(cursor ? { cursor } : {}) });
    const { body } = await organiser.get(`${event}/invitations?${search}`).expect(200);
    found.push(...body.items);
    if (body.next === null) return found;
    cursor = body.next;
  }
}

async function importsPeople(): Promise<void> {
  const rows = Array.from({ length: 1700 }, (_, n) => {
    const [network, municipality] = [
      n < 1000 ? 'onz' : 'zp-west',
      n % 17 === 0 ? '' : n % 2 ? 'Bronckhorst' : 'Montferland',
    ];
    return `Persoon ${String(n).padStart(4, '0')},p${n}@lijst.example,${municipality},${network}`;
  });
  const bytes = Buffer.from(['naam,e-mail,gemeente,netwerk', ...rows].join('\n'));
  const { body } = await organiser
    .post(`${home}/imports`, { fileName: 'lijst.csv', fileSize: bytes.length })
    .expect(201);
  const path = `${home}/imports/${body.id}`;
  await organiser.put(`${path}/parts/0`, { content: bytes.toString('base64') }).expect(204);
  const until = async (state: string) => {
    for (let tries = 0; tries < 800; tries++) {
      town.ctx.nudge();
      const found = (await organiser.get(path).expect(200)).body;
      if (found.state === state) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the list is not ${state}`);
  };
  await organiser.post(`${path}/reading`).expect(200);
  const read = await until('columns');
  const plan = {
    hasHeader: true,
    columns: read.columns.map((it: { field: string }) => it.field),
    origin: 'Lijst 2012',
    basis: 'none',
    evidence: null,
    givenOn: null,
    network: null,
    known: 'fill',
  };
  await organiser.put(`${path}/plan`, plan).expect(200);
  await until('checked');
  await organiser.post(`${path}/run`).expect(200);
  await until('done');
}

test('1,700 invited, 230 answered and 45 came are 13.5 %, 19.6 % and 2.6 %, and every figure opens its rows', async () => {
  await importsPeople();
  const letter = { audience: { network: 'onz' }, invitedOn: '2026-10-01', source: 'Brief', dryRun: false };
  const counted = await organiser.post(`${event}/invitations`, { ...letter, dryRun: true }).expect(200);
  expect(counted.body).toEqual({ recorded: 1000, already: 0 });
  await organiser.post(`${event}/invitations`, { ...letter, invitedOn: '2026-12-01' }).expect(400);
  await organiser.post(`${event}/invitations`, letter).expect(200);
  const rest = await organiser
    .post(`${event}/invitations`, { ...letter, audience: {}, source: 'Nieuwsbrief' })
    .expect(200);
  expect(rest.body).toEqual({ recorded: 700, already: 1000 });

  const invited = await listed({});
  const answered = invited.filter((_, n) => n % 7 === 0).slice(0, 230);
  await organiser
    .post(`${event}/invitation-answers`, { contacts: answered.map((it) => it.contact), answer: 'unstated' })
    .expect(200);
  const came = answered.slice(0, 45);
  for (const it of came)
    await organiser
      .post(`${event}/participants`, { name: 'Wie kwam', email: it.email, role: 'professional', notify: false })
      .expect(201);
  expect(await funnel()).toMatchObject({ registered: 45, attended: 0, unrecorded: 45 });
  const registrations = (await organiser.get(`${event}/registrations?limit=200`)).body.items.map(
    (it: { id: string }) => it.id,
  );
  await organiser
    .post(`${event}/registrations/bulk`, {
      action: 'attended',
      registrations,
      dryRun: false,
      notify: false,
      text: null,
    })
    .expect(200);

  const figures = await funnel();
  expect(figures).toMatchObject({ invited: 1700, responded: 230, registered: 45, attended: 45, unrecorded: 0 });
  expect([
    share(figures.responded, figures.invited),
    share(figures.attended, figures.responded),
    share(figures.attended, figures.invited),
  ]).toEqual(['13,5%', '19,6%', '2,6%']);
  expect(figures.bySource.map((it) => [it.source, it.invited])).toEqual([
    ['Brief', 1000],
    ['Nieuwsbrief', 700],
  ]);
  expect(figures.byMunicipality.map((it) => it.municipality)).toContain(null);

  const groups = [
    { query: {}, counts: figures },
    ...figures.bySource.map((it) => ({ query: { source: it.source }, counts: it })),
    ...figures.byNetwork.map((it) => ({ query: { network: it.network ?? '-' }, counts: it })),
    ...figures.byMunicipality.map((it) => ({ query: { municipality: it.municipality ?? '-' }, counts: it })),
  ];
  expect(groups).toHaveLength(8);
  for (const { query, counts } of groups)
    for (const step of ['invited', 'responded', 'registered', 'attended'] as const)
      expect((await listed({ ...query, step })).length, `${JSON.stringify(query)} ${step}`).toBe(counts[step]);
  expect((await listed({ step: 'unanswered' })).length).toBe(figures.unanswered);
  const parts = [figures.bySource, figures.byMunicipality, figures.byNetwork];
  for (const it of parts) expect(it.reduce((sum, one) => sum + one.invited, 0)).toBe(1700);
}, 60_000);

test('a network says by itself how many it mailed: told apart, and in no count', async () => {
  const before = await funnel();
  const networks = async () => (await organiser.get(`${event}/network-invitations`).expect(200)).body.items;
  const [onz] = (await networks()).filter((it: { slug: string }) => it.slug === 'onz');
  expect(onz).toMatchObject({ reported: null, link: expect.stringContaining('?source=onz') });
  expect(onz.text.nl).toContain(onz.link);
  const path = onz.page.slice(town.url.length);
  const page = await request(town.url).get(path).set('accept', 'text/html').expect(200);
  expect(page.text).toContain(onz.link);
  expect(page.text, 'nobody is named').not.toContain('@lijst.example');
  const post = (body: string) => request(town.url).post(path).type('form').set('accept', 'text/html').send(body);
  await post('reported=veel&mailedOn=2026-11-20').expect(400);
  await post('reported=12&mailedOn=2027-11-20').expect(400);
  expect((await networks()).every((it: { reported: unknown }) => it.reported === null)).toBe(true);
  await post('reported=1200&mailedOn=2026-11-20').expect(303);
  expect((await request(town.url).get(`${path}?done=reported`).set('accept', 'text/html')).text).toContain(
    '1.200 leden',
  );
  const after = await funnel();
  expect(after).toEqual({
    ...before,
    reported: [{ network: 'onz', name: 'onz', reported: 1200, mailedOn: '2026-11-20', registered: 0 }],
  });
  await organiser.put(`${event}/network-invitations/${onz.network}`, { reported: 10, mailedOn: null }).expect(400);
  await organiser.put(`${event}/network-invitations/${onz.network}`, { reported: null, mailedOn: null }).expect(200);
  expect((await funnel()).reported).toEqual([]);
});

test('one person who stood there twice is invited once; when people are forgotten the figures stay', async () => {
  const [one, other] = (await listed({ step: 'attended' })) as { contact: string }[];
  await organiser
    .post(`${home}/contact-merges`, { keep: one!.contact, drop: other!.contact, from: {}, dryRun: false })
    .expect(200);
  const merged = await funnel();
  expect(merged).toMatchObject({ invited: 1699, responded: 229, attended: 44 });
  town.at('2033-01-20T09:00:00Z');
  const again = await asAgain();
  await forgetExpired(town.ctx);
  const { body } = await again.get(`${event}/invitation-funnel`).expect(200);
  expect(body).toEqual(merged);
  const left = (await again.get(`${event}/invitations?limit=200`).expect(200)).body.items;
  expect(left[0]).toMatchObject({ name: '', email: null });
});

async function asAgain(): Promise<Person> {
  const slug = home.split('/').at(-1)!;
  const [row] = await town.ctx.db.query<{ programme_id: string }>(
    'SELECT programme_id FROM programmes WHERE slug = $1',
    [slug],
  );
  return asStaff(town, { programmeId: row!.programme_id, slug });
}
