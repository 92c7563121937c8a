import type { ImportField, ImportRowView, ImportSummary, ImportView } from '@pr8werk/shared/imports.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { retentionHours } from '@pr8werk/shared/retention.ts';
import type { Db } from '#api/context.ts';
import {
  countsOf,
  firstRows,
  importOf,
  type Key,
  type ListedImport,
  noCounts,
  partsOf,
  type StagedRow,
  starterOf,
} from '#api/imports/queries.ts';
import type { ImportRecord, Totals } from '#api/imports/rows.ts';
import { valuesOf } from '#api/imports/rules.ts';
import { sayOfFile, sayOfRow } from '#api/imports/words.ts';

export function importSummary(it: ListedImport): ImportSummary {
  const count = (name: 'created' | 'updated') => it.totals?.results[name] ?? null;
  return {
    id: it.importId,
    state: it.state,
    fileName: it.fileName,
    createdAt: it.createdAt.toISOString(),
    by: it.by,
    rows: it.rows,
    created: count('created'),
    updated: count('updated'),
  };
}

export async function importView(db: Db, key: Key, language: Language): Promise<ImportView | null> {
  const it = await importOf(db, key);
  if (!it) return null;
  const isForgotten = it.fileName === null;
  // who watches a job asks every second: then what was counted before it began will do
  const counts = it.state === 'checked' ? await countsOf(db, key) : (it.totals ?? noCounts());
  const forgottenAt = new Date(it.createdAt.getTime() + retentionHours.importRows * 3600_000);
  return {
    id: it.importId,
    state: it.state,
    fileName: it.fileName,
    fileSize: it.fileSize,
    arrived: it.state === 'uploading' ? (await partsOf(db, key)).map((part) => part.part) : [],
    createdAt: it.createdAt.toISOString(),
    finishedAt: it.finishedAt?.toISOString() ?? null,
    by: await starterOf(db, key),
    forgottenAt: forgottenAt.toISOString(),
    isForgotten,
    progress: { done: it.done, total: totalOf(it, counts) },
    problem: it.problem && { code: it.problem.code, detail: sayOfFile(it.problem.code, it.problem.about, language) },
    reading: it.reading && {
      format: it.reading.format,
      encoding: it.reading.format === 'csv' ? it.reading.encoding : null,
      delimiter: it.reading.format === 'csv' ? it.reading.delimiter : null,
      sheet: it.reading.format === 'xlsx' ? it.reading.sheet : null,
      sheets: it.reading.format === 'xlsx' ? it.reading.sheets : null,
    },
    columns: await columnsOf(db, key, it),
    hasHeader: it.hasHeader ?? true,
    plan: it.plan,
    verdicts: counts.verdicts,
    results: counts.results,
  };
}

function totalOf(it: ImportRecord, { verdicts, results }: Totals): number {
  if (it.state === 'running') return verdicts.new + verdicts.known;
  if (it.state === 'undoing') return results.created + results.updated;
  return Math.max(it.rows - (it.hasHeader ? 1 : 0), 0);
}

const samplesShown = 3;

async function columnsOf(db: Db, key: Key, it: ImportRecord): Promise<ImportView['columns']> {
  if (!it.columns || it.fileName === null) return [];
  const first = await firstRows(db, key, samplesShown + 1);
  const rows = it.hasHeader ? first.slice(1) : first.slice(0, samplesShown);
  return it.columns.map((field, i) => ({
    heading: it.headings?.[i] || null,
    samples: rows.map((row) => (row[i] ?? '').slice(0, 80)).filter((cell) => cell !== ''),
    field: field === '' ? null : field,
  }));
}

export function rowView(row: StagedRow, columns: readonly (ImportField | null)[], language: Language): ImportRowView {
  const values = valuesOf(row.cells, columns, row.fixes);
  return {
    row: row.row_number,
    values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.slice(0, 2000)])),
    verdict: row.verdict,
    remarks: row.faults.map((it) => ({
      field: it.field ?? null,
      code: it.code,
      detail: sayOfRow(it.code, it.about, language),
      isFault: !it.isMild,
    })),
    contact: row.contact_id && row.contact_name ? { id: row.contact_id, name: row.contact_name } : null,
    isSkipped: row.is_skipped,
    result: row.result,
    undo: row.undo,
  };
}
