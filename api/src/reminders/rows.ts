import type { ReminderKind } from '@pr8werk/shared/reminders.ts';
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const programmeReminders = pgTable('programme_reminders', {
  programmeId: uuid('programme_id').primaryKey(),
  kinds: text('kinds').array().$type<ReminderKind[]>().notNull(),
});

export const eventReminders = pgTable('event_reminders', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  kinds: text('kinds').array().$type<ReminderKind[]>().notNull(),
});

/** To whom it went. */
export const reminders = pgTable('reminders', {
  programmeId: uuid('programme_id').notNull(),
  registrationId: uuid('registration_id').notNull(),
  kind: text('kind').$type<ReminderKind>().notNull(),
  eventId: uuid('event_id').notNull(),
  remindedAt: timestamp('reminded_at', { withTimezone: true }).notNull(),
});
