import type { QuotaKind } from '@pr8werk/shared/admissions.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import type { RegistrationRole, RegistrationStatus } from '@pr8werk/shared/registrations.ts';
import { bigint, boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Status and position are written by the functions in migrations/0020 and 0021 only. */
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
  attendanceChangedAt: instant('attendance_changed_at'),
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
  leadId: uuid('lead_id'),
  takesPlace: boolean('takes_place').notNull().default(true),
  party: text('party').$type<Party>(),
  municipality: text('municipality'),
  codeId: uuid('code_id'),
  choices: text('choices').array().notNull().default([]),
  offerExpiresAt: instant('offer_expires_at'),
  endedBecause: text('ended_because').$type<'asked' | 'unverified' | 'offer-expired' | 'line-closed' | 'merged'>(),
  admittedBecause: text('admitted_because'),
  version: integer('version').notNull().default(1),
});
export type RegistrationRow = typeof registrations.$inferSelect;

/** What a participant answered to a question of the meeting's form, in the version of that day. */
export const answers = pgTable('answers', {
  programmeId: uuid('programme_id').notNull(),
  registrationId: uuid('registration_id').notNull(),
  question: text('question').notNull(),
  formVersion: integer('form_version').notNull(),
  value: jsonb('value').notNull(),
  isSpecial: boolean('is_special').notNull(),
  mayShow: boolean('may_show').notNull().default(false),
  answeredAt: instant('answered_at').notNull(),
});

/** A limit on a group; `taken` is written by the functions in migrations/0020, 0021 and 0023 only. */
export const quotas = pgTable('quotas', {
  programmeId: uuid('programme_id').notNull(),
  quotaId: uuid('quota_id').notNull(),
  eventId: uuid('event_id').notNull(),
  kind: text('kind').$type<QuotaKind>().notNull(),
  value: text('value').notNull(),
  places: integer('places').notNull(),
  taken: integer('taken').notNull().default(0),
  createdAt: instant('created_at').notNull(),
});

export const eventCodes = pgTable('event_codes', {
  programmeId: uuid('programme_id').notNull(),
  codeId: uuid('code_id').notNull(),
  eventId: uuid('event_id').notNull(),
  code: text('code').notNull(),
  label: text('label').notNull(),
  expiresAt: instant('expires_at'),
  createdAt: instant('created_at').notNull(),
});

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

/** What networks sent in with a key, by the receipt they got. */
export const networkSignups = pgTable('network_signups', {
  programmeId: uuid('programme_id').notNull(),
  receipt: uuid('receipt').notNull(),
  eventId: uuid('event_id').notNull(),
  networkId: uuid('network_id').notNull(),
  registrationId: uuid('registration_id').notNull(),
  isNew: boolean('is_new').notNull(),
  told: text('told').notNull(),
  confirmBy: instant('confirm_by'),
  receivedAt: instant('received_at').notNull(),
});
