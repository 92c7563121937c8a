import type { MailKind } from '@pr8werk/shared/mails.ts';
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const mails = pgTable('mails', {
  programmeId: uuid('programme_id').notNull(),
  mailId: uuid('mail_id').notNull(),
  activityId: uuid('activity_id').notNull(),
  kind: text('kind').$type<MailKind>().notNull(),
  eventId: uuid('event_id'),
  registrationId: uuid('registration_id'),
  language: text('language').$type<'nl' | 'en'>().notNull(),
  state: text('state').$type<'queued' | 'sent' | 'failed'>().notNull(),
  toAddress: text('to_address'),
  subject: text('subject'),
  html: text('html'),
  body: text('body'),
  attempts: integer('attempts').notNull().default(0),
  error: text('error'),
  createdAt: instant('created_at').notNull(),
  sentAt: instant('sent_at'),
});
export type MailRow = typeof mails.$inferSelect;
