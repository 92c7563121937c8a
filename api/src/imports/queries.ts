import type { ImportResult, ImportVerdict } from '@pr8werk/shared/imports.ts';
import { searchWords } from '@pr8werk/shared/search.ts';
import { and, eq } from 'drizzle-orm';
import type { Db } from '#api/context.ts';
import type { CursorKey } from '#api/http/cursors.ts';
import { type ImportRecord, imports, type Totals } from '#api/imports/rows.ts';
import type { Remark, Surroundings } from '#api/imports/rules.ts';
import type { SheetSource } from '#api/sheets/read.ts';

export interface Key {
  programmeId: string;
  importId: string;
}

export const thatImport = (key: Key) =>
  and(eq(imports.programmeId, key.programmeId), eq(imports.importId, key.importId));

export async function importOf(db: Db, key: Key): Promise<ImportRecord | null> {
  const [row] = await db.orm.select().from(imports).where(thatImport(key));
  return row ?? null;
}

export interface ListedImport
  extends Pick<ImportRecord, 'importId' | 'state' | 'fileName' | 'createdAt' | 'rows' | 'totals'> {
  by: string | null;
}

const nameOfMember = `coalesce(m.name, who.name)`;
const joinMember = `LEFT JOIN accounts AS who ON who.account_id = i.started_by
  LEFT JOIN members AS m ON m.programme_id = i.programme_id AND m.account_id = i.started_by`;

export async function listedImports(
  db: Db,
  given: { programmeId: string; limit: number; after: CursorKey | null },
): Promise<ListedImport[]> {
  return db.query<ListedImport>(
    `SELECT i.import_id AS "importId", i.state, i.file_name AS "fileName", i.created_at AS "createdAt",
        greatest(i.rows - coalesce(i.has_header, false)::integer, 0) AS rows, i.totals, ${nameOfMember} AS by
       FROM imports AS i ${joinMember}
      WHERE i.programme_id = $1 AND ($2::uuid IS NULL OR i.import_id < $2) ORDER BY i.import_id DESC LIMIT $3`,
    [given.programmeId, given.after?.[0] ?? null, given.limit + 1],
  );
}

export async function starterOf(db: Db, key: Key): Promise<string | null> {
  const [row] = await db.query<{ by: string | null }>(
    `SELECT ${nameOfMember} AS by FROM imports AS i ${joinMember} WHERE i.programme_id = $1 AND i.import_id = $2`,
    [key.programmeId, key.importId],
  );
  return row?.by ?? null;
}

export async function partsOf(db: Db, key: Key): Promise<{ part: number; size: number }[]> {
  return db.query(
    'SELECT part, octet_length(bytes) AS size FROM import_parts WHERE programme_id = $1 AND import_id = $2 ORDER BY part',
    [key.programmeId, key.importId],
  );
}

/** The file, one part in memory at a time. */
export function sourceOf(db: Db, key: Key, size: number, parts: number): SheetSource {
  return {
    size,
    async *parts() {
      for (let part = 0; part < parts; part++) {
        const [row] = await db.query<{ bytes: Buffer }>(
          'SELECT bytes FROM import_parts WHERE programme_id = $1 AND import_id = $2 AND part = $3',
          [key.programmeId, key.importId, part],
        );
        if (!row) throw new Error('a part of the file is gone');
        yield row.bytes;
      }
    },
  };
}

export async function firstRows(db: Db, key: Key, count: number): Promise<string[][]> {
  const rows = await db.query<{ cells: string[] }>(
    'SELECT cells FROM import_rows WHERE programme_id = $1 AND import_id = $2 ORDER BY row_number LIMIT $3',
    [key.programmeId, key.importId, count],
  );
  return rows.map((it) => it.cells);
}

type Counts = Totals;

export const noCounts = (): Counts => ({
  verdicts: { new: 0, known: 0, double: 0, faulty: 0, skipped: 0, remarked: 0 },
  results: {
    created: 0,
    updated: 0,
    unchanged: 0,
    double: 0,
    refused: 0,
    skipped: 0,
    removed: 0,
    restored: 0,
    kept: 0,
  },
});

/** Reads all rows: asked where the numbers can still change, and once when they no longer do. */
export async function countsOf(db: Db, key: Key): Promise<Counts> {
  const rows = await db.query<{
    verdict: ImportVerdict | null;
    is_skipped: boolean;
    result: ImportResult | null;
    undo: 'removed' | 'restored' | 'kept' | null;
    is_remarked: boolean;
    count: number;
  }>(
    `SELECT verdict, is_skipped, result, undo, faults @? '$[*] ? (@.isMild == true)' AS is_remarked, count(*) AS count
       FROM import_rows WHERE programme_id = $1 AND import_id = $2 AND verdict IS NOT NULL GROUP BY 1, 2, 3, 4, 5`,
    [key.programmeId, key.importId],
  );
  const counts: Counts = noCounts();
  for (const it of rows) {
    counts.verdicts[it.is_skipped ? 'skipped' : it.verdict!] += it.count;
    if (it.is_remarked && !it.is_skipped) counts.verdicts.remarked += it.count;
    if (it.result) counts.results[it.result] += it.count;
    if (it.undo) counts.results[it.undo] += it.count;
  }
  return counts;
}

export interface StagedRow {
  row_number: number;
  cells: string[];
  fixes: Record<string, string> | null;
  verdict: ImportVerdict | null;
  faults: Remark[];
  is_skipped: boolean;
  contact_id: string | null;
  contact_name: string | null;
  result: ImportResult | null;
  undo: 'removed' | 'restored' | 'kept' | null;
}

export interface RowFilter {
  verdict?: ImportVerdict | undefined;
  result?: ImportResult | undefined;
  remarked?: 'yes' | undefined;
  /** Only what did not become a person. */
  isLeft?: boolean;
  row?: number;
}

export async function stagedRows(
  db: Db,
  given: Key & RowFilter & { limit: number; after: CursorKey | null },
): Promise<StagedRow[]> {
  return db.query<StagedRow>(
    `SELECT r.row_number, r.cells, r.fixes, r.verdict, r.faults, r.is_skipped, r.contact_id, nullif(c.name, '') AS contact_name,
        r.result, r.undo
       FROM import_rows AS r LEFT JOIN contacts AS c USING (programme_id, contact_id)
      WHERE r.programme_id = $1 AND r.import_id = $2 AND ($3::integer IS NULL OR r.row_number > $3)
        AND ($4::text IS NULL OR r.verdict = $4) AND ($5::text IS NULL OR r.result = $5)
        AND ($6::text IS NULL OR r.faults @? '$[*] ? (@.isMild == true)')
        AND (NOT $7 OR r.result IN ('double', 'refused', 'skipped'))
        AND ($8::integer IS NULL OR r.row_number = $8)
        -- the row that names the columns has none
        AND r.verdict IS NOT NULL
      ORDER BY r.row_number LIMIT $9`,
    [
      given.programmeId,
      given.importId,
      given.after?.[0] ?? null,
      given.verdict ?? null,
      given.result ?? null,
      given.remarked ?? null,
      given.isLeft ?? false,
      given.row ?? null,
      given.limit,
    ],
  );
}

const letters = (text: string) => searchWords(text).join('');

/** What rows are held against, asked once for all of them. */
export async function surroundingsOf(
  db: Db,
  programmeId: string,
  given: Pick<Surroundings, 'plan' | 'today'>,
): Promise<Surroundings> {
  const networks = await db.query<{ network_id: string; slug: string; name: string }>(
    'SELECT network_id, slug, name FROM networks WHERE programme_id = $1',
    [programmeId],
  );
  const municipalities = await db.query<{ name: string; code: string | null }>(
    `SELECT name, municipality_code AS code FROM organisations WHERE programme_id = $1 AND kind = 'municipality'`,
    [programmeId],
  );
  const bare = (name: string) => name.replace(/^gemeente\s+/i, '');
  return {
    ...given,
    networks: new Map(
      networks.flatMap((it) => [it.slug, it.name].map((name) => [letters(name), it.network_id] as const)),
    ),
    municipalities: new Map(
      municipalities.flatMap((it) =>
        [bare(it.name), ...(it.code ? [it.code] : [])].map((name) => [letters(name), bare(it.name)] as const),
      ),
    ),
  };
}
