import type { Duty, Role } from '@pr8werk/shared/accounts.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { customType, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const accounts = pgTable('accounts', {
  accountId: uuid('account_id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  language: text('language').$type<Language>().notNull().default('nl'),
  createdAt: instant('created_at').notNull(),
});

export const members = pgTable('members', {
  programmeId: uuid('programme_id').notNull(),
  accountId: uuid('account_id').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  duties: text('duties').array().$type<Duty[]>().notNull().default([]),
  since: instant('since').notNull(),
});

export const sessions = pgTable('sessions', {
  sessionHash: bytea('session_hash').primaryKey(),
  sessionId: uuid('session_id').notNull(),
  accountId: uuid('account_id').notNull(),
  startedAt: instant('started_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  device: text('device').notNull(),
});

export const signInRequests = pgTable('sign_in_requests', {
  requestId: uuid('request_id').primaryKey(),
  accountId: uuid('account_id'),
  nonce: bytea('nonce').notNull(),
  language: text('language').$type<Language>().notNull(),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  tries: integer('tries').notNull().default(0),
});
