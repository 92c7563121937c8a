// A list of people from elsewhere, from file to people and back.

import type { ImportRowView, ImportView } from '@pr8werk/shared/imports.ts';
import { importLimits } from '@pr8werk/shared/imports.ts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, transact } from '#api/context.ts';
import { forgetExpired } from '#api/forget.ts';
import { eraseFromImports } from '#api/imports/actions.ts';
import { runImportRows } from '#api/imports/jobs.ts';
import { workbook, zipOf } from '#test/files.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let network: string;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  const made = await organiser.post(`/v1/programmes/${region.slug}/networks`, { slug: 'onz', name: 'ONZ Achterhoek' });
  network = made.body.id;
  await organiser
    .post(`/v1/programmes/${region.slug}/organisations`, { name: 'Gemeente Bronckhorst', kind: 'municipality' })
    .expect(201);
});
afterAll(() => town.close());

const base = () => `/v1/programmes/${region.slug}`;
const plan = {
  hasHeader: true,
  origin: 'Ledenlijst ONZ, november 2026',
  basis: 'consent',
  evidence: 'Aanmeldformulier van ONZ met vinkje',
  givenOn: '2026-10-01',
  network: null,
  known: 'fill',
};

async function sends(fileName: string, bytes: Buffer, { without = -1 } = {}): Promise<string> {
  const { body } = await organiser.post(`${base()}/imports`, { fileName, fileSize: bytes.length }).expect(201);
  for (let part = 0; part * importLimits.partBytes < bytes.length; part++) {
    if (part === without) continue;
    const content = bytes
      .subarray(part * importLimits.partBytes, (part + 1) * importLimits.partBytes)
      .toString('base64');
    await organiser.put(`${base()}/imports/${body.id}/parts/${part}`, { content }).expect(204);
  }
  return body.id;
}

async function until(id: string, ...states: string[]): Promise<ImportView> {
  for (let tries = 0; tries < 400; tries++) {
    town.ctx.nudge();
    const { body } = await organiser.get(`${base()}/imports/${id}`).expect(200);
    if (states.includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`import ${id} does not become ${states}`);
}

async function reads(fileName: string, bytes: Buffer): Promise<ImportView> {
  const id = await sends(fileName, bytes);
  await organiser.post(`${base()}/imports/${id}/reading`).expect(200);
  return until(id, 'columns', 'unreadable');
}

async function checks(found: ImportView, given: object = {}): Promise<ImportView> {
  const columns = found.columns.map((it) => it.field);
  await organiser.put(`${base()}/imports/${found.id}/plan`, { ...plan, columns, ...given }).expect(200);
  return until(found.id, 'checked');
}

async function act(id: string, what: 'run' | 'undo', state: string): Promise<ImportView> {
  await organiser.post(`${base()}/imports/${id}/${what}`).expect(200);
  return until(id, state);
}

const rowsOf = async (id: string, query = ''): Promise<ImportRowView[]> =>
  (await organiser.get(`${base()}/imports/${id}/rows?limit=200&${query}`).expect(200)).body.items;
const people = async (query: string) =>
  (await organiser.get(`${base()}/contacts?limit=200&${query}`).expect(200)).body.items as {
    id: string;
    name: string;
    email: string;
  }[];
const person = async (search: string) => {
  const [found] = await people(`search=${encodeURIComponent(search)}`);
  return (await organiser.get(`${base()}/contacts/${found!.id}`).expect(200)).body;
};

describe('a list of people', () => {
  test('becomes people: known ones are filled in, doubles and faults are told apart, and each row says what became of it', async () => {
    const event = await aPublishedEvent(town, region);
    await signUp(town, region, event, { name: 'Karin Bekend', email: 'karin@leden.example' }).expect(201);
    await signUp(town, region, event, { name: 'Stef Stop', email: 'stef@leden.example' }).expect(201);
    await town.ctx.db.query(
      `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, withdrawn_at, source)
         SELECT programme_id, gen_random_uuid(), contact_id, 'news', '1', $1, $1, 'form' FROM contacts WHERE email = 'stef@leden.example'`,
      [town.ctx.now()],
    );
    const text = [
      'Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Bedrijf;Vakgebieden;Gemeente;Netwerk;Telefoon',
      'Zoë;van der;Ångström;Zoe@Leden.example;Bureau Ä;ICT, training;Gemeente Bronckhorst;ONZ Achterhoek;06',
      'Karin;;Bekend;karin@leden.example;Bekend BV;zorg;Utrecht;;',
      'Stef;;Stop;stef@leden.example;;;;;',
      '=HYPERLINK("x");;@cmd;formule@leden.example;-1;;;;',
      'Zoë;;Dubbel;zoe@leden.example;;;;;',
      'Fout;;Adres;fout@@leden;;;;;',
      'Onbekend;;Net;net@leden.example;;;;Bestaat Niet;',
      ';;;alleen@leden.example;;;;;',
      'Piet;;Zonder;;Zonder BV;;;;',
      'Weg;;Gelaten;weg@leden.example;;;;;',
      ';;;;;;;;',
    ].join('\r\n');
    const found = await reads('leden.csv', Buffer.from(text, 'latin1'));
    expect(found).toMatchObject({
      reading: { format: 'csv', encoding: 'windows-1252', delimiter: ';' },
      hasHeader: true,
      progress: { done: 0, total: 10 },
    });
    expect(found.columns.map((it) => it.field)).toEqual(
      'firstName infix lastName email organisation disciplines municipality network'.split(' ').concat(null as never),
    );
    expect(found.columns[0]).toMatchObject({ heading: 'Voornaam', samples: ['Zoë', 'Karin', 'Stef'] });

    const columns = found.columns.map((it) => it.field);
    const refused = await organiser.put(`${base()}/imports/${found.id}/plan`, {
      ...plan,
      columns: ['email', 'email'],
      evidence: null,
      network: found.id,
    });
    expect(refused.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      '/columns',
      '/columns/1',
      '/evidence',
      '/network',
    ]);
    const checked = await checks(found, { columns });
    expect(checked.verdicts).toEqual({ new: 5, known: 2, double: 1, faulty: 2, skipped: 0, remarked: 4 });
    expect((await rowsOf(found.id, 'verdict=faulty')).map((it) => [it.row, it.remarks[0]?.code])).toEqual([
      [7, 'email-invalid'],
      [8, 'network-unknown'],
    ]);
    expect((await rowsOf(found.id, 'verdict=double'))[0]!.remarks).toMatchObject([
      { code: 'double', detail: 'Dezelfde persoon als in rij 2' },
    ]);
    expect((await people('search=leden.example')).length, 'nobody is written yet').toBe(2);

    // mended in place: the fault is gone; the first of two is left out, so the second counts
    const fix = (row: number, body: object) => organiser.patch(`${base()}/imports/${found.id}/rows/${row}`, null, body);
    expect((await fix(7, { values: { email: 'adres@leden.example' } }).expect(200)).body).toMatchObject({
      verdict: 'new',
      remarks: [],
    });
    await fix(11, { isSkipped: true }).expect(200);
    await fix(2, { isSkipped: true }).expect(200);
    expect((await rowsOf(found.id, 'verdict=double')).length).toBe(0);
    await fix(2, { isSkipped: false }).expect(200);
    expect((await rowsOf(found.id, 'verdict=double')).length).toBe(1);

    const done = await act(found.id, 'run', 'done');
    expect(done.results).toMatchObject({ created: 5, updated: 1, unchanged: 1, double: 1, refused: 1, skipped: 1 });
    expect(await person('zoe@')).toMatchObject({
      name: 'Zoë van der Ångström',
      organisationName: 'Bureau Ä',
      disciplines: ['ICT', 'training'],
      municipality: 'Bronckhorst',
      networks: [{ slug: 'onz' }],
      origin: plan.origin,
      consents: [
        {
          purpose: 'news',
          basis: 'consent',
          evidence: plan.evidence,
          givenAt: '2026-09-30T22:00:00.000Z',
          source: plan.origin,
        },
      ],
    });
    expect(await person('karin@')).toMatchObject({
      organisationName: 'Bekend BV',
      municipality: 'Utrecht',
      origin: null,
      version: 2,
    });
    expect((await person('stef@')).consents, 'who unsubscribed is not subscribed by a list').toHaveLength(1);
    expect(await people('search=leden.example&mayBeMailed=yes')).toHaveLength(5);
    expect((await people('municipality=bronckhorst')).map((it) => it.email)).toEqual(['zoe@leden.example']);
    expect((await people('discipline=ict&network=onz')).map((it) => it.email)).toEqual(['zoe@leden.example']);
    expect((await organiser.get(`${base()}/contact-facets`)).body.municipalities).toEqual([
      { name: 'Bronckhorst', people: 1 },
      { name: 'Utrecht', people: 1 },
    ]);
    const { id } = await person('zoe@');
    const history = (await organiser.get(`${base()}/contacts/${id}/history`).expect(200)).body.items;
    expect(history.map((it: { name: string }) => it.name).sort()).toEqual(['consent.given', 'contact.imported']);

    const results = await organiser.get(`${base()}/imports/${found.id}/results?which=all`).expect(200);
    const table = parse(results.body.content, { bom: true, delimiter: ';' }) as string[][];
    expect(table).toHaveLength(11);
    expect(table.flat().filter((it) => /^[=+\-@\t\r]/.test(it))).toEqual([]);
    expect(table.find((it) => it[0] === '5')).toContain(`'=HYPERLINK("x")`);
    expect(table.find((it) => it[0] === '8')!.slice(-2)).toEqual([
      'geweigerd',
      'We kennen geen netwerk "Bestaat Niet"',
    ]);

    // a job that runs again finds nothing left to do
    const before = await town.ctx.db.query('SELECT contact_id, version FROM contacts ORDER BY 1');
    await runImportRows(town.ctx, { programmeId: region.programmeId, importId: found.id });
    expect(await town.ctx.db.query('SELECT contact_id, version FROM contacts ORDER BY 1')).toEqual(before);

    // taken back: but not who did something since
    await signUp(town, region, event, { name: 'Formule', email: 'formule@leden.example' }).expect(201);
    const undone = await act(found.id, 'undo', 'undone');
    expect(undone.results).toMatchObject({ removed: 4, restored: 1, kept: 1 });
    expect((await people('search=leden.example')).map((it) => it.email).sort()).toEqual(
      ['formule', 'karin', 'stef'].map((it) => `${it}@leden.example`),
    );
    expect(await person('karin@')).toMatchObject({ organisationName: null, municipality: null, consents: [] });
  });

  test('may say the ground and the origin row by row; an empty cell is no ground; overwriting and another import', async () => {
    const sheet = (rows: string[][]) =>
      rows
        .map(
          (row, r) =>
            `<row r="${r + 1}">${row.map((it) => `<c t="inlineStr"><is><t>${it}</t></is></c>`).join('')}</row>`,
        )
        .join('');
    const file = (rows: string[][]) => zipOf(workbook(sheet(rows)));
    const found = await reads(
      'excel.xlsx',
      file([
        ['Name', 'Work e-mail', 'Opt-in', 'Date of consent', 'Source'],
        ['Ann', 'ann@excel.example', 'yes', '3-11-2026', 'Beurs'],
        ['Bob', 'bob@excel.example', '', '', ''],
        ['Cas', 'cas@excel.example', 'klant', '2026-01-31', ''],
        ['Dia', 'dia@excel.example', 'misschien', '31-02-2026', ''],
      ]),
    );
    expect(found.reading).toMatchObject({ format: 'xlsx', sheet: 'Leden', sheets: 1 });
    expect(found.columns.map((it) => it.field)).toEqual(['name', 'email', 'basis', 'basisOn', 'origin']);
    const checked = await checks(found, { basis: 'none', network });
    expect(checked.verdicts).toMatchObject({ new: 3, faulty: 1 });
    await act(found.id, 'run', 'done');
    expect((await person('ann@excel')).consents).toMatchObject([
      { basis: 'consent', source: 'Beurs', givenAt: '2026-11-02T23:00:00.000Z' },
    ]);
    expect((await person('bob@excel')).consents).toEqual([]);
    expect((await person('cas@excel')).consents).toMatchObject([{ basis: 'customer', source: plan.origin }]);
    expect((await people('network=onz')).map((it) => it.name)).toEqual(['Ann', 'Bob', 'Cas']);

    const again = await checks(await reads('b.csv', Buffer.from('naam,mail\nAnna,ann@excel.example\n')), {
      known: 'overwrite',
      basis: 'none',
      evidence: null,
    });
    expect(again.verdicts).toMatchObject({ known: 1 });
    expect((await act(again.id, 'run', 'done')).results).toMatchObject({ updated: 1 });
    expect((await person('ann@excel')).name).toBe('Anna');
    expect((await act(again.id, 'undo', 'undone')).results).toMatchObject({ restored: 1 });
    expect((await person('ann@excel')).name).toBe('Ann');
  });
});

describe('a file', () => {
  test('that did not arrive whole is not read, and can still be sent', async () => {
    const bytes = Buffer.from(`naam\n${'Anna van der Berg\n'.repeat(70_000)}`);
    const id = await sends('half.csv', bytes, { without: 1 });
    const answer = await organiser.post(`${base()}/imports/${id}/reading`).expect(409);
    expect(answer.body.detail).toContain('er ontbreken 1 van de 3 delen');
    expect((await organiser.get(`${base()}/imports/${id}`)).body.arrived).toEqual([0, 2]);
    const wrong = await organiser.put(`${base()}/imports/${id}/parts/1`, { content: 'QUFB' });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/content', code: 'size' }]);
    const content = bytes.subarray(importLimits.partBytes, 2 * importLimits.partBytes).toString('base64');
    await organiser.put(`${base()}/imports/${id}/parts/1`, { content }).expect(204);
    await organiser.post(`${base()}/imports/${id}/reading`).expect(200);
    const found = await until(id, 'columns');
    expect(found.progress.total).toBe(70_000);
    expect(await town.ctx.db.query('SELECT FROM import_parts WHERE import_id = $1', [id])).toEqual([]);
    await organiser.delete(`${base()}/imports/${id}`).expect(204);
    expect(await town.ctx.db.query('SELECT FROM import_rows WHERE import_id = $1', [id])).toEqual([]);
  });

  test('that cannot be read says why in the language of who asks, and nothing of it is kept', async () => {
    const found = await reads(
      'kapot.csv',
      Buffer.from(`naam;mail\n${'An;an@x.example\n'.repeat(3000)}"Jan;jan@x.example\nPiet;p@x.example`),
    );
    expect(found).toMatchObject({ state: 'unreadable', problem: { code: 'quote-open' } });
    expect(found.problem!.detail).toMatch(/^In rij 3002 begint een aanhalingsteken/);
    const english = await organiser.get(`${base()}/imports/${found.id}`).set('accept-language', 'en');
    expect(english.body.problem.detail).toMatch(/^In row 3002 a quotation mark/);
    expect(await town.ctx.db.query('SELECT FROM import_rows WHERE import_id = $1', [found.id])).toEqual([]);
    expect((await organiser.post(`${base()}/imports/${found.id}/run`).expect(409)).body.detail).toContain(
      'kan niet gelezen worden',
    );
  });

  test('says nothing any more of who is erased, also where nothing was carried out', async () => {
    const found = await reads(
      'wissen.csv',
      Buffer.from(
        'naam,mail,opmerking\nWis Mij,wis@x.example,\nAnder,a@x.example,zie Wis@X.example\nNog,n@x.example,\n',
      ),
    );
    await transact(town.ctx, (tx) =>
      eraseFromImports(tx, { programmeId: region.programmeId, contactId: newId(), email: 'wis@x.example' }),
    );
    const rows = await town.ctx.db.query<{ cells: string[] }>('SELECT cells FROM import_rows WHERE import_id = $1', [
      found.id,
    ]);
    expect(rows.flatMap((it) => it.cells)).toEqual(['naam', 'mail', 'opmerking', 'Nog', 'n@x.example']);
    expect((await checks(found)).verdicts).toMatchObject({ new: 1, skipped: 2 });
  });

  test('is gone when its term is over, and the numbers stay', async () => {
    const waiting = await sends('wacht.csv', Buffer.from('naam\nAn'));
    const done = await checks(await reads('termijn.csv', Buffer.from('naam,mail\nTer Mijn,termijn@x.example\n')));
    await act(done.id, 'run', 'done');
    town.passes({ hours: 25 });
    await forgetExpired(town.ctx);
    await organiser.get(`${base()}/imports/${waiting}`).expect(404);
    town.passes({ hours: 30 * 24 });
    organiser = await asStaff(town, region);
    await forgetExpired(town.ctx);
    const { body } = await organiser.get(`${base()}/imports/${done.id}`).expect(200);
    expect(body).toMatchObject({ isForgotten: true, fileName: null, plan: null, columns: [], results: { created: 1 } });
    expect((await organiser.post(`${base()}/imports/${done.id}/undo`).expect(409)).body.detail).toContain(
      'dertig dagen',
    );
    expect(await town.ctx.db.query('SELECT FROM import_rows WHERE import_id = $1', [done.id])).toEqual([]);
  });
});
