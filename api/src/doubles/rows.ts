import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

export const contactsApart = pgTable('contacts_apart', {
  programmeId: uuid('programme_id').notNull(),
  oneId: uuid('one_id').notNull(),
  otherId: uuid('other_id').notNull(),
  saidAt: timestamp('said_at', { withTimezone: true }).notNull(),
});
