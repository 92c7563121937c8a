import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import { customType, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const keys = pgTable('keys', {
  programmeId: uuid('programme_id').notNull(),
  keyId: uuid('key_id').notNull(),
  networkId: uuid('network_id').notNull(),
  name: text('name').notNull(),
  scopes: text('scopes').array().$type<KeyScope[]>().notNull(),
  madeBy: uuid('made_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
});

export const keySecrets = pgTable('key_secrets', {
  programmeId: uuid('programme_id').notNull(),
  secretId: uuid('secret_id').notNull(),
  keyId: uuid('key_id').notNull(),
  prefix: text('prefix').notNull(),
  hash: bytea('hash').notNull(),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
});

export const keyDays = pgTable('key_days', {
  programmeId: uuid('programme_id').notNull(),
  secretId: uuid('secret_id').notNull(),
  day: date('day').notNull(),
  requests: integer('requests').notNull(),
  lastUsedAt: instant('last_used_at').notNull(),
});
