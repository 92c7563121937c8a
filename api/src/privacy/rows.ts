import type { ErasureReason } from '@pr8werk/shared/privacy.ts';
import { date, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Keeps the name and the attendance of a person until a day, as proof. */
export const holds = pgTable('holds', {
  programmeId: uuid('programme_id').notNull(),
  holdId: uuid('hold_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  reason: text('reason').notNull(),
  until: date('until', { mode: 'string' }).notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: instant('made_at').notNull(),
  endedAt: instant('ended_at'),
});

export const erasures = pgTable('erasures', {
  programmeId: uuid('programme_id').notNull(),
  erasureId: uuid('erasure_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  askedBy: text('asked_by').$type<'participant' | 'account'>().notNull(),
  reason: text('reason').$type<ErasureReason>(),
  askedAt: instant('asked_at').notNull(),
  /** Null as long as a hold keeps the name. */
  doneAt: instant('done_at'),
});

/** What the nightly job removed of one programme. */
export const retentionRuns = pgTable('retention_runs', {
  programmeId: uuid('programme_id').notNull(),
  runId: uuid('run_id').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at').notNull(),
  removed: jsonb('removed').$type<Record<string, number>>().notNull(),
});
