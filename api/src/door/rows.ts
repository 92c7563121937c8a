import { customType, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const helperLinks = pgTable('helper_links', {
  programmeId: uuid('programme_id').notNull(),
  linkId: uuid('link_id').notNull(),
  eventId: uuid('event_id').notNull(),
  label: text('label'),
  madeBy: uuid('made_by'),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
  phoneHash: bytea('phone_hash'),
  helperName: text('helper_name'),
  device: text('device'),
  boundAt: instant('bound_at'),
  lastUsedAt: instant('last_used_at'),
});

/** What was done at the door; the phone gives the id. */
export const doorEntries = pgTable('door_entries', {
  programmeId: uuid('programme_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  linkId: uuid('link_id').notNull(),
  registrationId: uuid('registration_id'),
  kind: text('kind').notNull(),
  doneAt: instant('done_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  outcome: text('outcome').notNull(),
});
