import type { Question } from '@pr8werk/shared/forms.ts';
import { integer, jsonb, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Limits of options stand in `quotas`, so that there is one number for them: null here. */
export const eventForms = pgTable('event_forms', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  version: integer('version').notNull(),
  questions: jsonb('questions').$type<Question[]>().notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
  madeBy: uuid('made_by'),
});
