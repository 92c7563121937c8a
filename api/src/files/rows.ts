import { customType, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const files = pgTable('files', {
  programmeId: uuid('programme_id').notNull(),
  fileId: uuid('file_id').notNull(),
  purpose: text('purpose').$type<'logo'>().notNull(),
  mediaType: text('media_type').$type<MediaType>().notNull(),
  bytes: bytea('bytes').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml';
