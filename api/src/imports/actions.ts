// The steps of an import that someone takes: sending the file, saying what it holds, mending a row, carrying it out,
// taking it back, throwing it away. Each is allowed in some states only; what takes long is a job that follows.

import { type ImportPlan, type ImportState, importLimits } from '@pr8werk/shared/imports.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, type ToldFault } from '#api/http/problems.ts';
import { judge, type ReadRow } from '#api/imports/judging.ts';
import { countsOf, importOf, type Key, partsOf, stagedRows, surroundingsOf, thatImport } from '#api/imports/queries.ts';
import { type ImportRecord, imports } from '#api/imports/rows.ts';
import { readRow, type Values, valuesOf } from '#api/imports/rules.ts';

/** Files begun in a day and not carried out: a programme has four organisers. */
const mostOpen = 20;

export async function createImport(
  ctx: Context,
  tx: Db,
  given: { programmeId: string; fileName: string; fileSize: number; accountId: string },
): Promise<string> {
  const { programmeId } = given;
  const [open] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM imports WHERE programme_id = $1 AND state NOT IN ('done', 'undone', 'unreadable')
        AND created_at > $2`,
    [programmeId, new Date(ctx.now().getTime() - 24 * 3600_000)],
  );
  if (open!.count >= mostOpen)
    throw fail('conflict', {
      detail: {
        nl: `Er staan al ${mostOpen} bestanden klaar die niet zijn uitgevoerd. Gooi er eerst een weg.`,
        en: `There are ${mostOpen} files already that were not carried out. Throw one away first.`,
      },
    });
  const importId = newId();
  await tx.orm.insert(imports).values({
    programmeId,
    importId,
    state: 'uploading',
    fileName: given.fileName,
    fileSize: given.fileSize,
    startedBy: given.accountId,
    createdAt: ctx.now(),
  });
  return importId;
}

export const partCount = (fileSize: number) => Math.ceil(fileSize / importLimits.partBytes);

export async function keepPart(ctx: Context, key: Key, part: number, bytes: Buffer): Promise<void> {
  await transact(ctx, async (tx) => {
    const { fileSize } = await lockIn(tx, key, ['uploading']);
    const wanted = Math.min(importLimits.partBytes, fileSize - part * importLimits.partBytes);
    if (bytes.length !== wanted)
      throw fail('invalid-request', {
        errors: [
          {
            pointer: '/content',
            code: 'size',
            detail: {
              nl: `Dit deel hoort ${Math.max(wanted, 0)} bytes te zijn`,
              en: `This part should be ${Math.max(wanted, 0)} bytes`,
            },
          },
        ],
      });
    await tx.query(
      `INSERT INTO import_parts (programme_id, import_id, part, bytes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (programme_id, import_id, part) DO UPDATE SET bytes = excluded.bytes`,
      [key.programmeId, key.importId, part, bytes],
    );
  });
}

export async function askReading(ctx: Context, key: Key, actor: Actor): Promise<void> {
  await transact(ctx, async (tx) => {
    const { fileSize } = await lockIn(tx, key, ['uploading']);
    const missing = partCount(fileSize) - (await partsOf(tx, key)).length;
    if (missing > 0)
      throw fail('conflict', {
        detail: {
          nl: `Het bestand is niet helemaal aangekomen: er ontbreken ${missing} van de ${partCount(fileSize)} delen. Stuur die opnieuw.`,
          en: `The file did not arrive whole: ${missing} of ${partCount(fileSize)} parts are missing. Send those again.`,
        },
      });
    await become(tx, key, 'reading');
    await record(ctx, tx, { programmeId: key.programmeId, name: 'import.uploaded', actor, subjectId: key.importId });
  });
}

export async function planImport(ctx: Context, key: Key, plan: ImportPlan, actor: Actor): Promise<void> {
  await transact(ctx, async (tx) => {
    const found = await lockIn(tx, key, ['columns', 'checked']);
    const [network] = plan.network
      ? await tx.query('SELECT FROM networks WHERE programme_id = $1 AND network_id = $2', [
          key.programmeId,
          plan.network,
        ])
      : [true];
    const errors = planFaults(plan, found, ctx.now().toISOString().slice(0, 10), Boolean(network));
    if (errors.length > 0) throw fail('invalid-request', { errors });
    await tx.orm
      .update(imports)
      .set({ state: 'checking', done: 0, plan, hasHeader: plan.hasHeader, columns: plan.columns.map((it) => it ?? '') })
      .where(thatImport(key));
    await record(ctx, tx, { programmeId: key.programmeId, name: 'import.planned', actor, subjectId: key.importId });
  });
}

function planFaults(plan: ImportPlan, found: ImportRecord, today: string, isNetworkKnown: boolean): ToldFault[] {
  const { columns } = plan;
  const fault = (pointer: string, code: string, nl: string, en: string) => ({ pointer, code, detail: { nl, en } });
  const faults: ToldFault[] = [];
  if (columns.length !== found.columns?.length)
    faults.push(
      fault(
        '/columns',
        'count',
        'Niet alle kolommen van het bestand staan erbij',
        'Not all columns of the file are there',
      ),
    );
  columns.forEach((it, i) => {
    if (it && columns.indexOf(it) < i)
      faults.push(fault(`/columns/${i}`, 'again', 'Dit veld heeft al een kolom', 'This field has a column already'));
  });
  if (!['name', 'firstName', 'lastName', 'email'].some((it) => columns.some((column) => column === it)))
    faults.push(
      fault(
        '/columns',
        'nobody',
        'Wijs een kolom aan met de naam of het e-mailadres',
        'Point out the column with the name or the e-mail address',
      ),
    );
  if ((plan.basis !== 'none' || columns.includes('basis')) && !plan.evidence?.trim())
    faults.push(fault('/evidence', 'required', 'Leg uit waaruit dat blijkt', 'Say what shows this'));
  if (plan.givenOn && plan.givenOn > today)
    faults.push(fault('/givenOn', 'future', 'Deze datum moet nog komen', 'This date has yet to come'));
  if (!isNetworkKnown)
    faults.push(fault('/network', 'unknown', 'Dit netwerk bestaat hier niet', 'No such network here'));
  return faults;
}

/** Mends one row, or leaves it out, and checks anew whoever it could be the same person as. */
export async function fixRow(
  ctx: Context,
  key: Key,
  row: number,
  given: { values?: Values | undefined; isSkipped?: boolean | undefined },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const found = await lockIn(tx, key, ['checked']);
    const [staged] = await stagedRows(tx, { ...key, row, limit: 1, after: null });
    if (!staged) throw fail('not-found');
    const [before] = await tx.query<{ match_key: string | null }>(
      `UPDATE import_rows SET fixes = coalesce(fixes, '{}') || coalesce($4::jsonb, '{}'), is_skipped = coalesce($5, is_skipped)
        WHERE programme_id = $1 AND import_id = $2 AND row_number = $3 RETURNING match_key`,
      [key.programmeId, key.importId, row, given.values ? JSON.stringify(given.values) : null, given.isSkipped ?? null],
    );
    const around = await surroundingsOf(tx, key.programmeId, {
      plan: found.plan!,
      today: ctx.now().toISOString().slice(0, 10),
    });
    const read = ({
      cells,
      fixes,
      row_number,
    }: {
      cells: string[];
      fixes: Values | null;
      row_number: number;
    }): ReadRow => ({
      row: row_number,
      ...readRow(valuesOf(cells, found.plan!.columns, fixes), around),
    });
    const mended = read({ ...staged, fixes: { ...staged.fixes, ...given.values } });
    await judge(tx, key, [mended]);
    const alike = await tx.query<{ row_number: number; cells: string[]; fixes: Values | null }>(
      `SELECT row_number, cells, fixes FROM import_rows
        WHERE programme_id = $1 AND import_id = $2 AND row_number <> $3
          AND match_key = ANY (SELECT match_key FROM import_rows WHERE programme_id = $1 AND import_id = $2 AND row_number = $3
            UNION ALL SELECT $4) ORDER BY row_number LIMIT 200`,
      [key.programmeId, key.importId, row, before!.match_key],
    );
    await judge(tx, key, alike.map(read));
    // who comes after one that is mended may have been the first until now
    if (alike.length > 0) await judge(tx, key, [mended]);
  });
}

export async function askRun(ctx: Context, key: Key, actor: Actor): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockIn(tx, key, ['checked']);
    await become(tx, key, 'running');
    await tx.orm
      .update(imports)
      .set({ totals: await countsOf(tx, key) })
      .where(thatImport(key));
    await record(ctx, tx, { programmeId: key.programmeId, name: 'import.started', actor, subjectId: key.importId });
  });
}

export async function askUndo(ctx: Context, key: Key, actor: Actor): Promise<void> {
  await transact(ctx, async (tx) => {
    const found = await lockIn(tx, key, ['done']);
    if (found.plan === null)
      throw fail('conflict', {
        detail: {
          nl: 'De rijen van dit bestand zijn na dertig dagen gewist. Terugdraaien kan niet meer.',
          en: 'The rows of this file were erased after thirty days. It can no longer be taken back.',
        },
      });
    await become(tx, key, 'undoing');
    await record(ctx, tx, { programmeId: key.programmeId, name: 'import.undo-asked', actor, subjectId: key.importId });
  });
}

export async function discardImport(ctx: Context, key: Key): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockIn(tx, key, ['uploading', 'reading', 'unreadable', 'columns', 'checking', 'checked']);
    await tx.orm.delete(imports).where(thatImport(key));
  });
}

const sayState: Record<ImportState, [nl: string, en: string]> = {
  uploading: ['wordt nog verstuurd', 'is being sent'],
  reading: ['wordt gelezen', 'is being read'],
  unreadable: ['kan niet gelezen worden', 'cannot be read'],
  columns: ['is gelezen', 'was read'],
  checking: ['wordt nagekeken', 'is being checked'],
  checked: ['is nagekeken', 'was checked'],
  running: ['wordt uitgevoerd', 'is being carried out'],
  done: ['is uitgevoerd', 'was carried out'],
  undoing: ['wordt teruggedraaid', 'is being taken back'],
  undone: ['is teruggedraaid', 'was taken back'],
};

async function lockIn(tx: Db, key: Key, states: readonly ImportState[]): Promise<ImportRecord> {
  await tx.query('SELECT FROM imports WHERE programme_id = $1 AND import_id = $2 FOR UPDATE', [
    key.programmeId,
    key.importId,
  ]);
  const found = await importOf(tx, key);
  if (!found) throw fail('not-found');
  if (states.includes(found.state)) return found;
  const [nl, en] = sayState[found.state];
  throw fail('conflict', {
    detail: { nl: `Dat kan nu niet: het bestand ${nl}.`, en: `Not possible now: the file ${en}.` },
  });
}

async function become(tx: Db, key: Key, state: ImportState): Promise<void> {
  await tx.orm.update(imports).set({ state, done: 0 }).where(thatImport(key));
}

/** For erasing one person: what any list says of them, also one that was not carried out. Their row stays as a number. */
export async function eraseFromImports(
  tx: Db,
  person: { programmeId: string; contactId: string; email: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE import_rows SET cells = '{}', fixes = NULL, given = NULL, match_key = NULL, before = NULL, is_skipped = true, faults = '[]'
      WHERE programme_id = $1 AND cells <> '{}'
        AND (contact_id = $2 OR match_key = $3 OR EXISTS (SELECT FROM unnest(cells) AS cell WHERE lower(cell) ~ $4))`,
    [person.programmeId, person.contactId, person.email, person.email && standingAlone(person.email)],
  );
}

/** Anywhere in a cell, and not as the end or the beginning of another address. */
function standingAlone(address: string): string {
  const literal = address.toLowerCase().replace(/[-[\]{}()*+?.^$|\\/]/g, '\\$&');
  return `(^|[^a-z0-9.+_-])${literal}(?![a-z0-9-]|\\.[a-z0-9])`;
}
