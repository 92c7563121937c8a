import type { Hex } from '@pr8werk/shared/colour.ts';
import type { Emphasis, Party } from '@pr8werk/shared/primitives.ts';
import type { AddressForm } from '@pr8werk/shared/programmes.ts';
import type { WordingKey } from '@pr8werk/shared/wordings.ts';
import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const programmes = pgTable('programmes', {
  programmeId: uuid('programme_id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  region: text('region').notNull(),
  province: text('province'),
  mission: text('mission'),
  startsOn: text('starts_on').notNull().default('????-??-??'),
  endsOn: text('ends_on').notNull().default('????-??-??'),
  durationYears: integer('duration_years'),
  controller: text('controller').notNull(),
  contactEmail: text('contact_email'),
  website: text('website'),
  languages: text('languages').array().$type<('nl' | 'en')[]>().notNull().default(['nl', 'en']),
  timeZone: text('time_zone').notNull().default('Europe/Amsterdam'),
  accent: text('accent').$type<Hex>(),
  addressForm: text('address_form').$type<AddressForm>().notNull().default('je'),
  logoId: uuid('logo_id'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
});

export const agendaVersions = pgTable('agenda_versions', {
  programmeId: uuid('programme_id').primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull().default(1),
});

export const sources = pgTable('sources', {
  programmeId: uuid('programme_id').notNull(),
  key: text('key').notNull(),
  description: text('description').notNull(),
});

export const mailWordings = pgTable('mail_wordings', {
  programmeId: uuid('programme_id').notNull(),
  textKey: text('text_key').$type<WordingKey>().notNull(),
  language: text('language').$type<'nl' | 'en'>().notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  changedAt: instant('changed_at').notNull(),
});

export const planVersions = pgTable('plan_versions', {
  programmeId: uuid('programme_id').notNull(),
  planVersionId: uuid('plan_version_id').notNull(),
  meetingsTotal: integer('meetings_total').notNull(),
  meetingsPerYear: integer('meetings_per_year'),
  rule: text('rule').notNull(),
  since: text('since'),
  source: text('source').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

export const programmeYears = pgTable('programme_years', {
  programmeId: uuid('programme_id').notNull(),
  yearId: uuid('year_id').notNull(),
  programmeYear: integer('programme_year').notNull(),
  calendarYear: integer('calendar_year').notNull(),
  isCalendarYearInferred: boolean('is_calendar_year_inferred').notNull().default(false),
  party: text('party').$type<Party>(),
  sector: text('sector'),
  emphases: text('emphases').array().$type<Emphasis[]>(),
  isHeldComplete: boolean('is_held_complete').notNull().default(true),
  source: text('source'),
  recordedAt: instant('recorded_at'),
  version: integer('version').notNull().default(1),
});

export const earlierProgrammeYears = pgTable('earlier_programme_years', {
  programmeId: uuid('programme_id').notNull(),
  earlierId: uuid('earlier_id').notNull(),
  yearId: uuid('year_id').notNull(),
  party: text('party').$type<Party>(),
  sector: text('sector'),
  emphases: text('emphases').array().$type<Emphasis[]>(),
  source: text('source'),
  recordedAt: instant('recorded_at'),
  replacedAt: instant('replaced_at').notNull(),
});
