import type { RegistrationRole, RegistrationStatus } from '@pr8werk/shared/registrations.ts';
import { bigint, boolean, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Status and position are written by the functions in migrations/0007 only. */
export const registrations = pgTable('registrations', {
  programmeId: uuid('programme_id').notNull(),
  registrationId: uuid('registration_id').notNull(),
  eventId: uuid('event_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  name: text('name').notNull(),
  organisationName: text('organisation_name'),
  role: text('role').$type<RegistrationRole>().notNull(),
  status: text('status').$type<RegistrationStatus>().notNull(),
  position: bigint('position', { mode: 'number' }),
  hasAttended: boolean('has_attended'),
  attendanceAt: instant('attendance_at'),
  source: text('source'),
  networkId: uuid('network_id'),
  site: text('site'),
  language: text('language').$type<'nl' | 'en'>().notNull(),
  note: text('note'),
  noticeVersion: text('notice_version').notNull(),
  verifyBy: instant('verify_by'),
  verifiedAt: instant('verified_at'),
  linkVersion: integer('link_version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  cancelledAt: instant('cancelled_at'),
  version: integer('version').notNull().default(1),
});
export type RegistrationRow = typeof registrations.$inferSelect;

/** One row for a site and a day on which the signup form was met there; nothing of who met it. */
export const formSightings = pgTable('form_sightings', {
  programmeId: uuid('programme_id').notNull(),
  origin: text('origin').notNull(),
  seenOn: date('seen_on').notNull(),
});

/** An organiser's own words in a mail; activity names them by id. */
export const mailTexts = pgTable('mail_texts', {
  programmeId: uuid('programme_id').notNull(),
  textId: uuid('text_id').notNull(),
  eventId: uuid('event_id').notNull(),
  text: text('text').notNull(),
  createdAt: instant('created_at').notNull(),
});
