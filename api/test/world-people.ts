// Of the world of world.ts: lists of people, and requests about people and lists.

import { newId } from '#api/context.ts';
import type { Person, Region } from '#test/people.ts';
import type { Town } from '#test/town.ts';
import type { RightRequest, World } from '#test/world.ts';

export async function aContact(town: Town, region: Region): Promise<string> {
  const id = newId();
  await town.ctx.db.query(
    `INSERT INTO contacts (programme_id, contact_id, name, email, created_at) VALUES ($1, $2, 'Anna', $3, $4)`,
    [region.programmeId, id, `${id}@post.example`, town.ctx.now()],
  );
  return id;
}

/** Only who wrote it may change it. */
export async function aNote(town: Town, region: Region, given: { about: string; by: Person }): Promise<string> {
  const id = newId();
  await town.ctx.db.query(
    `INSERT INTO registration_notes (programme_id, note_id, registration_id, written_by, text, created_at)
       VALUES ($1, $2, $3, $4, 'Komt met de trein', $5)`,
    [region.programmeId, id, given.about, given.by.accountId, town.ctx.now()],
  );
  return id;
}

/** A list of one person, as far as its state. */
export async function anImport(town: Town, region: Region, state: string, { isSent = false } = {}): Promise<string> {
  const id = newId();
  const { db } = town.ctx;
  const plan = {
    hasHeader: true,
    columns: ['name'],
    origin: 'Lijst',
    basis: 'none',
    evidence: null,
    givenOn: null,
    network: null,
    known: 'fill',
  };
  await db.query(
    `INSERT INTO imports (programme_id, import_id, state, file_name, file_size, started_by, has_header, headings, columns, plan, rows, created_at)
       VALUES ($1, $2, $3, 'leden.csv', 10, $4, true, '{naam}', '{name}', $5, 2, $6::timestamptz - interval '2 days')`,
    [region.programmeId, id, state, newId(), JSON.stringify(plan), town.ctx.now()],
  );
  if (isSent)
    await db.query(`INSERT INTO import_parts VALUES ($1, $2, 0, 'naam\x0aAnna\x0a')`, [region.programmeId, id]);
  if (state !== 'uploading')
    await db.query(
      `INSERT INTO import_rows (programme_id, import_id, row_number, cells, given, verdict, faults)
         SELECT $1, $2, n, CASE n WHEN 1 THEN '{naam}' ELSE '{Anna}'::text[] END, '{}', CASE n WHEN 2 THEN 'new' END, '[]' FROM generate_series(1, 2) AS n`,
      [region.programmeId, id],
    );
  return id;
}

/** Somebody must be kept for a while. */
export async function aHold(town: Town, region: Region): Promise<string> {
  const id = newId();
  await town.ctx.db.query(
    `INSERT INTO holds (programme_id, hold_id, contact_id, reason, until, made_by, made_at) VALUES ($1, $2, $3, 'Subsidie', '2030-01-01', $4, $5)`,
    [region.programmeId, id, await aContact(town, region), newId(), town.ctx.now()],
  );
  return id;
}

export function peopleRequests(world: World, n: number): Record<string, () => RightRequest> {
  const programme = { programme: world.slug };
  const ifMatch = { 'if-match': '*' };
  return {
    listContacts: () => ({
      params: programme,
      query: { search: 'anna', role: 'guest', attended: 'no', limit: '5' },
    }),
    showContact: () => ({ params: { ...programme, contact: world.contact } }),
    showContactHistory: () => ({ params: { ...programme, contact: world.contact } }),
    listContactFacets: () => ({ params: programme }),
    changeContact: () => ({
      params: { ...programme, contact: world.contact },
      body: { name: `Naam ${n}`, disciplines: ['ICT'] },
      headers: ifMatch,
    }),
    exportPerson: () => ({ params: { ...programme, contact: world.contact } }),
    showPersonPrivacy: () => ({ params: { ...programme, contact: world.contact } }),
    erasePerson: () => ({ params: { ...programme, contact: world.contact }, body: { reason: 'asked' } }),
    withdrawConsent: () => ({ params: { ...programme, contact: world.contact }, body: { purpose: 'news' } }),
    listHolds: () => ({ params: programme }),
    addHold: () => ({
      params: { ...programme, contact: world.contact },
      body: { reason: 'Verantwoording van de subsidie', until: '2028-12-31' },
    }),
    endHold: () => ({ params: { ...programme, hold: world.hold } }),
    showRetention: () => ({ params: programme }),
    listDoubles: () => ({ params: programme }),
    keepApart: () => ({ params: programme, body: { one: world.contact, other: world.otherContact } }),
    mergeContacts: () => ({
      params: programme,
      body: { keep: world.contact, drop: world.otherContact, from: { name: 'drop' }, dryRun: false },
    }),
    listImports: () => ({ params: programme, query: { limit: '5' } }),
    createImport: () => ({ params: programme, body: { fileName: 'leden.csv', fileSize: 40 } }),
    showImport: () => ({ params: { ...programme, import: world.checkedImport } }),
    putImportPart: () => ({
      params: { ...programme, import: world.newImport, part: '0' },
      body: { content: Buffer.from('naam\nAnna\n').toString('base64') },
    }),
    readImport: () => ({ params: { ...programme, import: world.sentImport } }),
    planImport: () => ({
      params: { ...programme, import: world.checkedImport },
      body: {
        hasHeader: true,
        columns: ['name'],
        origin: 'Ledenlijst',
        basis: 'none',
        evidence: null,
        givenOn: null,
        network: null,
        known: 'fill',
      },
    }),
    listImportRows: () => ({
      params: { ...programme, import: world.checkedImport },
      query: { verdict: 'new', limit: '5' },
    }),
    fixImportRow: () => ({
      params: { ...programme, import: world.checkedImport, row: '2' },
      body: { values: { name: `Naam ${n}` } },
    }),
    runImport: () => ({ params: { ...programme, import: world.checkedImport } }),
    undoImport: () => ({ params: { ...programme, import: world.doneImport } }),
    discardImport: () => ({ params: { ...programme, import: world.checkedImport } }),
    exportImportResults: () => ({ params: { ...programme, import: world.doneImport }, query: { which: 'not-taken' } }),
  };
}
