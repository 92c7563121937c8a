// What takes long: reading the file, checking its rows, carrying them out, taking it back. Each goes on where it was when
// it is started again, some hundred rows at a time, so that memory is bounded and nobody waits for a lock.

import { record, system } from '#api/activity/actions.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { partCount } from '#api/imports/actions.ts';
import { judge } from '#api/imports/judging.ts';
import { countsOf, firstRows, importOf, type Key, sourceOf, surroundingsOf, thatImport } from '#api/imports/queries.ts';
import { imports } from '#api/imports/rows.ts';
import { hasHeader, matchColumns, readRow, type Values, valuesOf } from '#api/imports/rules.ts';
import { type DoneRow, type TakenRow, takeBack, writePeople } from '#api/imports/writing.ts';
import { readSheet, type SheetRow } from '#api/sheets/read.ts';
import { Unreadable } from '#api/sheets/unreadable.ts';

const rowsAtOnce = 1000;

export async function readImportFile(ctx: Context, key: Key): Promise<void> {
  const found = await importOf(ctx.db, key);
  if (found?.state !== 'reading') return;
  try {
    const { reading, rows } = await readSheet(sourceOf(ctx.db, key, found.fileSize, partCount(found.fileSize)));
    let count = 0;
    for await (const batch of batches(rows)) {
      count += batch.length;
      if (!(await stage(ctx, key, batch, count))) return;
    }
    await transact(ctx, async (tx) => {
      if (!(await isStill(tx, key, 'reading'))) return;
      const [first = [], ...rest] = await firstRows(tx, key, 20);
      const isNamed = hasHeader(first);
      const samples = isNamed ? rest : [first, ...rest];
      const columns = matchColumns(isNamed ? first : null, samples);
      const headings = columns.map((_, i) => (isNamed ? (first[i] ?? '') : ''));
      await tx.orm
        .update(imports)
        .set({
          state: 'columns',
          reading,
          rows: count,
          done: 0,
          hasHeader: isNamed,
          headings,
          columns: columns.map((it) => it ?? ''),
        })
        .where(thatImport(key));
      await dropParts(tx, key);
      await record(ctx, tx, {
        programmeId: key.programmeId,
        name: 'import.read',
        actor: system,
        subjectId: key.importId,
      });
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await giveUp(ctx, key, error);
  }
}

/** Nothing of it is kept: half a list is worse than none. */
async function giveUp(ctx: Context, key: Key, { code, about }: Unreadable): Promise<void> {
  await transact(ctx, async (tx) => {
    if (!(await isStill(tx, key, 'reading'))) return;
    await tx.query('DELETE FROM import_rows WHERE programme_id = $1 AND import_id = $2', [
      key.programmeId,
      key.importId,
    ]);
    await dropParts(tx, key);
    await tx.orm
      .update(imports)
      .set({ state: 'unreadable', problem: { code, about }, rows: 0, done: 0 })
      .where(thatImport(key));
    await record(ctx, tx, {
      programmeId: key.programmeId,
      name: 'import.unreadable',
      actor: system,
      subjectId: key.importId,
      data: { code },
    });
  });
}

async function* batches(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = [];
  let size = 0;
  for await (const row of rows) {
    batch.push(row);
    for (const cell of row.cells) size += cell.length;
    if (batch.length === rowsAtOnce || size > 2 ** 20) {
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** The same rows again change nothing. False: the file was thrown away meanwhile. */
async function stage(ctx: Context, key: Key, batch: SheetRow[], count: number): Promise<boolean> {
  return transact(ctx, async (tx) => {
    if (!(await isStill(tx, key, 'reading'))) return false;
    await tx.query(
      `INSERT INTO import_rows (programme_id, import_id, row_number, cells, faults)
         SELECT $1, $2, x.number, x.cells, '[]' FROM json_to_recordset($3) AS x(number integer, cells text[]) ON CONFLICT DO NOTHING`,
      [key.programmeId, key.importId, JSON.stringify(batch)],
    );
    await tx.orm.update(imports).set({ done: count }).where(thatImport(key));
    return true;
  });
}

async function dropParts(tx: Db, key: Key): Promise<void> {
  await tx.query('DELETE FROM import_parts WHERE programme_id = $1 AND import_id = $2', [
    key.programmeId,
    key.importId,
  ]);
}

/** Locks the import. */
async function isStill(tx: Db, key: Key, state: string): Promise<boolean> {
  const [row] = await tx.query<{ state: string }>(
    'SELECT state FROM imports WHERE programme_id = $1 AND import_id = $2 FOR UPDATE',
    [key.programmeId, key.importId],
  );
  return row?.state === state;
}

export async function checkImportRows(ctx: Context, key: Key): Promise<void> {
  const found = await importOf(ctx.db, key);
  if (found?.state !== 'checking' || !found.plan) return;
  const { plan } = found;
  const around = await surroundingsOf(ctx.db, key.programmeId, { plan, today: ctx.now().toISOString().slice(0, 10) });
  // thousands of rows that came a moment ago: what the planner knows of the table is of before that
  if (found.rows > rowsAtOnce) await ctx.db.query('ANALYZE import_rows');
  await ctx.db.query(
    `UPDATE import_rows SET match_key = NULL, verdict = NULL, given = NULL, contact_id = NULL, faults = '[]'
      WHERE programme_id = $1 AND import_id = $2 AND verdict IS NOT NULL`,
    [key.programmeId, key.importId],
  );
  let after = 0;
  if (plan.hasHeader) {
    const [header] = await ctx.db.query<{ row: number }>(
      'SELECT min(row_number) AS row FROM import_rows WHERE programme_id = $1 AND import_id = $2',
      [key.programmeId, key.importId],
    );
    after = header?.row ?? 0;
  }
  for (let done = 0; ; ) {
    const last = await transact(ctx, async (tx) => {
      if (!(await isStill(tx, key, 'checking'))) return null;
      const rows = await tx.query<{ row_number: number; cells: string[]; fixes: Values | null }>(
        `SELECT row_number, cells, fixes FROM import_rows
          WHERE programme_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT ${rowsAtOnce}`,
        [key.programmeId, key.importId, after],
      );
      await judge(
        tx,
        key,
        rows.map((it) => ({ row: it.row_number, ...readRow(valuesOf(it.cells, plan.columns, it.fixes), around) })),
      );
      done += rows.length;
      if (rows.length === rowsAtOnce) await tx.orm.update(imports).set({ done }).where(thatImport(key));
      else {
        await tx.orm.update(imports).set({ done: 0, state: 'checked' }).where(thatImport(key));
        await record(ctx, tx, {
          programmeId: key.programmeId,
          name: 'import.checked',
          actor: system,
          subjectId: key.importId,
        });
      }
      return rows.length === rowsAtOnce ? rows.at(-1)!.row_number : null;
    });
    if (last === null) return;
    after = last;
  }
}

export async function runImportRows(ctx: Context, key: Key): Promise<void> {
  await inChunks(ctx, key, 'running', async (tx, after) => {
    const rows = await tx.query<TakenRow>(
      `SELECT row_number, given FROM import_rows
        WHERE programme_id = $1 AND import_id = $2 AND row_number > $3 AND verdict IN ('new', 'known') AND NOT is_skipped AND result IS NULL
        ORDER BY row_number LIMIT ${rowsAtOnce / 2}`,
      [key.programmeId, key.importId, after],
    );
    if (rows.length > 0) {
      const { plan } = (await importOf(tx, key))!;
      await writePeople(ctx, tx, key, plan!, rows);
      return rows;
    }
    await tx.query(
      `UPDATE import_rows SET result = CASE WHEN is_skipped THEN 'skipped' WHEN verdict = 'double' THEN 'double' ELSE 'refused' END
        WHERE programme_id = $1 AND import_id = $2 AND verdict IS NOT NULL AND result IS NULL`,
      [key.programmeId, key.importId],
    );
    await finish(ctx, tx, key, 'done', 'import.finished');
    return rows;
  });
}

export async function undoImportRows(ctx: Context, key: Key): Promise<void> {
  await inChunks(ctx, key, 'undoing', async (tx, after) => {
    const rows = await tx.query<DoneRow>(
      `SELECT row_number, contact_id, result, before FROM import_rows
        WHERE programme_id = $1 AND import_id = $2 AND row_number > $3 AND result IN ('created', 'updated') AND undo IS NULL
        ORDER BY row_number LIMIT ${rowsAtOnce / 2}`,
      [key.programmeId, key.importId, after],
    );
    if (rows.length > 0) await takeBack(tx, key, rows);
    else await finish(ctx, tx, key, 'undone', 'import.undone');
    return rows;
  });
}

type Chunk = (tx: Db, after: number) => Promise<{ row_number: number }[]>;

/** Until a chunk is empty. What a chunk did and how far it is are one transaction. */
async function inChunks(ctx: Context, key: Key, state: 'running' | 'undoing', chunk: Chunk): Promise<void> {
  let after = 0;
  for (let isMore = true; isMore; ) {
    isMore = await transact(ctx, async (tx) => {
      if (!(await isStill(tx, key, state))) return false;
      const rows = await chunk(tx, after);
      after = rows.at(-1)?.row_number ?? after;
      if (rows.length > 0)
        await tx.query('UPDATE imports SET done = done + $3 WHERE programme_id = $1 AND import_id = $2', [
          key.programmeId,
          key.importId,
          rows.length,
        ]);
      return rows.length > 0;
    });
  }
}

/** The numbers outlive the rows. */
async function finish(
  ctx: Context,
  tx: Db,
  key: Key,
  state: 'done' | 'undone',
  name: 'import.finished' | 'import.undone',
): Promise<void> {
  const totals = await countsOf(tx, key);
  await tx.orm.update(imports).set({ state, totals, finishedAt: ctx.now() }).where(thatImport(key));
  await record(ctx, tx, {
    programmeId: key.programmeId,
    name,
    actor: system,
    subjectId: key.importId,
    data: { ...totals.results },
  });
}
