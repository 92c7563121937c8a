import { customType, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const language = () => text('language').$type<'nl' | 'en'>().notNull();

/** A mailed link to somebody's own page; without contact: asked for an address that nobody has here. */
export const personalLinks = pgTable('personal_links', {
  programmeId: uuid('programme_id').notNull(),
  linkId: uuid('link_id').notNull(),
  contactId: uuid('contact_id'),
  addressHash: bytea('address_hash'),
  tokenHash: bytea('token_hash'),
  language: language(),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const personalSessions = pgTable('personal_sessions', {
  programmeId: uuid('programme_id').notNull(),
  sessionHash: bytea('session_hash').notNull(),
  contactId: uuid('contact_id').notNull(),
  addressHash: bytea('address_hash').notNull(),
  startedAt: instant('started_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/** In force when both addresses have said yes. */
export const addressChanges = pgTable('address_changes', {
  programmeId: uuid('programme_id').notNull(),
  changeId: uuid('change_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  newAddress: text('new_address').notNull(),
  language: language(),
  oldTokenHash: bytea('old_token_hash'),
  newTokenHash: bytea('new_token_hash'),
  oldConfirmedAt: instant('old_confirmed_at'),
  newConfirmedAt: instant('new_confirmed_at'),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  doneAt: instant('done_at'),
});
