import type { ImportField, ImportPlan, ImportResult, ImportState, ImportVerdict } from '@pr8werk/shared/imports.ts';
import { boolean, customType, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Given, Remark } from '#api/imports/rules.ts';
import type { Reading } from '#api/sheets/read.ts';
import type { UnreadableCode } from '#api/sheets/unreadable.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export interface Totals {
  verdicts: Record<ImportVerdict | 'skipped' | 'remarked', number>;
  results: Record<ImportResult | 'removed' | 'restored' | 'kept', number>;
}

export const imports = pgTable('imports', {
  programmeId: uuid('programme_id').notNull(),
  importId: uuid('import_id').notNull(),
  state: text('state').$type<ImportState>().notNull(),
  fileName: text('file_name'),
  fileSize: integer('file_size').notNull(),
  startedBy: uuid('started_by').notNull(),
  problem: jsonb('problem').$type<{ code: UnreadableCode; about: Record<string, string | number> }>(),
  reading: jsonb('reading').$type<Reading>(),
  hasHeader: boolean('has_header'),
  headings: text('headings').array(),
  columns: text('columns').array().$type<(ImportField | '')[]>(),
  plan: jsonb('plan').$type<ImportPlan>(),
  rows: integer('rows').notNull().default(0),
  done: integer('done').notNull().default(0),
  totals: jsonb('totals').$type<Totals>(),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
});
export type ImportRecord = typeof imports.$inferSelect;

export const importParts = pgTable('import_parts', {
  programmeId: uuid('programme_id').notNull(),
  importId: uuid('import_id').notNull(),
  part: integer('part').notNull(),
  bytes: bytea('bytes').notNull(),
});

/** What undoing needs. */
export interface Before {
  /** Of a known contact: what stood there before, and what was put there. */
  fields?: Partial<
    Record<'name' | 'organisation_name' | 'municipality' | 'disciplines' | 'origin', [unknown, unknown]>
  >;
}

export const importRows = pgTable('import_rows', {
  programmeId: uuid('programme_id').notNull(),
  importId: uuid('import_id').notNull(),
  rowNumber: integer('row_number').notNull(),
  cells: text('cells').array().notNull(),
  fixes: jsonb('fixes').$type<Partial<Record<ImportField, string>>>(),
  given: jsonb('given').$type<Given>(),
  matchKey: text('match_key'),
  verdict: text('verdict').$type<ImportVerdict>(),
  faults: jsonb('faults').$type<Remark[]>().notNull(),
  isSkipped: boolean('is_skipped').notNull().default(false),
  contactId: uuid('contact_id'),
  result: text('result').$type<ImportResult>(),
  before: jsonb('before').$type<Before>(),
  undo: text('undo').$type<'removed' | 'restored' | 'kept'>(),
});
