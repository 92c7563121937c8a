// Organisations, networks and years, changed by several people: nothing is overwritten unseen, and nothing double goes in.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProgramme, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let anna: Person;
let bram: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  anna = await asStaff(town, region, 'owner');
  bram = await asStaff(town, region, 'owner');
});
afterAll(() => town.close());

const at = (path: string) => `/v1/programmes/${region.slug}${path}`;
const add = (body: object) => anna.post(at('/organisations'), body);
const log = async () =>
  ((await anna.get(at('/activity')).expect(200)).body.items as { name: string }[]).map((it) => it.name);

describe('an organisation', () => {
  test('is changed from the version one saw; who comes second is told who changed what', async () => {
    const { id, version } = (await add({ name: 'Zorggroep Oost', kind: 'care' }).expect(201)).body;
    const path = at(`/organisations/${id}`);
    await anna.patch(path, null, { name: 'X' }).expect(428);
    await anna.patch(path, version, { name: 'Zorggroep Achterhoek', website: 'https://zorg.example' }).expect(200);
    const refused = await bram.patch(path, version, { party: 'organisations' });
    expect(refused).toMatchObject({
      status: 412,
      body: { changed: { by: expect.stringContaining('owner'), fields: ['name', 'website'], version: version + 1 } },
    });
    const saved = await bram.patch(path, version + 1, { party: 'organisations' }).expect(200);
    expect(saved.body).toMatchObject({ name: 'Zorggroep Achterhoek', party: 'organisations', version: version + 2 });
  });

  test('has a number and a municipality code that no other has, told at the field', async () => {
    await add({ name: 'De Linde', kind: 'company', kvkNumber: '12345678' }).expect(201);
    const double = await add({ name: 'Linde', kind: 'company', kvkNumber: '12345678' });
    expect(double).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ pointer: '/kvkNumber' }] } });
    await add({ name: 'Oude IJsselstreek', kind: 'municipality', municipalityCode: 'GM1509' }).expect(201);
    const again = await add({ name: 'IJsselstreek', kind: 'municipality', municipalityCode: 'GM1509' });
    expect(again).toMatchObject({ status: 409, body: { errors: [{ pointer: '/municipalityCode' }] } });
    for (const kvkNumber of ['1234567', '123456789', '1234567a', ''])
      expect((await add({ name: 'Fout', kind: 'company', kvkNumber })).body.errors).toMatchObject([
        { pointer: '/kvkNumber' },
      ]);
  });

  test('belonged to the region from when until when, as far as known', async () => {
    const day = (year: number, month: number | null = null, one: number | null = null) => ({ year, month, day: one });
    const period = { from: null, until: null, isCurrent: false, source: null };
    const left = { ...period, until: day(2016, 12) };
    const back = { ...period, from: day(2024, 1, 1), isCurrent: true, source: 'cbs' };
    const { body } = await add({ name: 'Montferland', kind: 'municipality', memberships: [left, back] }).expect(201);
    expect(body.memberships).toEqual([left, back]);
    const path = at(`/organisations/${body.id}`);
    const faults = [
      [{ ...period, from: day(2020), until: day(2019, 5) }, '/memberships/0/until'],
      [{ ...period, from: day(2023, 2, 30) }, '/memberships/0/from'],
      [{ ...back, until: day(2025) }, '/memberships/0/until'],
    ] as const;
    for (const [membership, pointer] of faults)
      expect(await anna.patch(path, '*', { memberships: [membership] })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer }] },
      });
    expect(await add({ name: 'Bakker', kind: 'company', memberships: [back] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/memberships' }] },
    });
    expect((await anna.patch(path, '*', { name: 'Gemeente Montferland' }).expect(200)).body.memberships).toEqual([
      left,
      back,
    ]);
    expect((await anna.patch(path, '*', { memberships: [] }).expect(200)).body.memberships).toEqual([]);
    expect(
      await anna.patch(path, '*', { kind: 'other', memberships: [back] }).then((it) => it.status),
      'what it becomes counts',
    ).toBe(400);
    await anna.patch(path, '*', { memberships: [back] }).expect(200);
    expect((await anna.patch(path, '*', { kind: 'other' })).body.errors).toMatchObject([{ pointer: '/memberships' }]);
    await anna.patch(path, '*', { kind: 'other', memberships: [] }).expect(200);
  });
});

test('a network changes its name and website, and not its name in forms', async () => {
  const { body } = await anna.post(at('/networks'), { slug: 'zp-oost', name: 'ZP Oost' }).expect(201);
  const path = at(`/networks/${body.id}`);
  const shown = await anna.get(path).expect(200);
  expect(shown.headers.etag).toMatch(/^"v1-/);
  expect(shown.body).toEqual(body);
  await anna.patch(path, 1, { website: 'https://oost.example' }).expect(200);
  expect((await bram.patch(path, 1, { name: 'ZP' })).body.changed).toMatchObject({ fields: ['website'] });
  expect((await bram.patch(path, 2, { slug: 'anders' })).status).toBe(400);
  expect((await bram.patch(path, 2, { name: 'ZP-Oost' }).expect(200)).body).toMatchObject({
    slug: 'zp-oost',
    name: 'ZP-Oost',
    website: 'https://oost.example',
  });
  expect((await log()).slice(0, 3)).toEqual(['network.changed', 'network.changed', 'network.created']);
});

test('a year keeps what stood there with its source and its time, and two people do not overwrite each other', async () => {
  const first = {
    programmeYear: 1,
    calendarYear: 2026,
    party: null,
    sector: 'Zorg',
    emphases: null,
    source: 'plan 2025',
  };
  const { body: year } = await anna.post(at('/years'), first).expect(201);
  const recordedAt = town.ctx.now().toISOString();
  for (const [double, pointer] of [
    [{ ...first, calendarYear: 2027 }, '/programmeYear'],
    [{ ...first, programmeYear: 2 }, '/calendarYear'],
  ] as const)
    expect(await anna.post(at('/years'), double)).toMatchObject({ status: 409, body: { errors: [{ pointer }] } });
  const path = at(`/years/${year.id}`);
  town.passes({ hours: 1 });
  const change = { party: 'government', emphases: ['encounter', 'awareness'], source: 'besluit stuurgroep' };
  await anna.patch(path, 1, change).expect(200);
  expect((await bram.patch(path, 1, { sector: 'Gemeenten', source: 'site' })).body.changed).toMatchObject({
    fields: ['emphases', 'party', 'source'],
  });
  for (const wrong of [{ sector: 'Gemeenten' }, { emphases: [], source: 'x' }, { emphases: ['zin'], source: 'x' }])
    expect((await bram.patch(path, 2, wrong)).status).toBe(400);
  const { body: plan } = await anna.get(at('/plan')).expect(200);
  expect(plan.years).toMatchObject([
    {
      ...change,
      sector: 'Zorg',
      version: 2,
      recordedAt: town.ctx.now().toISOString(),
      earlier: [
        { sector: 'Zorg', emphases: null, source: 'plan 2025', recordedAt, replacedAt: town.ctx.now().toISOString() },
      ],
    },
  ]);
  expect((await log()).slice(0, 2)).toEqual(['plan.year-changed', 'plan.year-added']);
  const organiser = await asStaff(town, region, 'organiser');
  await organiser.patch(path, 2, { sector: null, source: 'x' }).expect(403);
});
