import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What organisers write about someone; goes with the person. */
export const registrationNotes = pgTable('registration_notes', {
  programmeId: uuid('programme_id').notNull(),
  noteId: uuid('note_id').notNull(),
  registrationId: uuid('registration_id').notNull(),
  writtenBy: uuid('written_by').notNull(),
  text: text('text').notNull(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at'),
});
