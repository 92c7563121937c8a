import type { EventFormat, EventStatus } from '@pr8werk/shared/events.ts';
import type { Emphasis, Party } from '@pr8werk/shared/primitives.ts';
import { bigint, boolean, integer, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const events = pgTable('events', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  slug: text('slug').notNull(),
  status: text('status').$type<EventStatus>().notNull(),
  titleNl: text('title_nl').notNull(),
  titleEn: text('title_en'),
  summaryNl: text('summary_nl').notNull().default(''),
  summaryEn: text('summary_en'),
  briefingNl: text('briefing_nl').notNull().default(''),
  briefingEn: text('briefing_en'),
  party: text('party').$type<Party>(),
  sector: text('sector'),
  emphases: text('emphases').array().$type<Emphasis[]>(),
  format: text('format').$type<EventFormat>(),
  organisingOrganisationId: uuid('organising_organisation_id'),
  venueName: text('venue_name'),
  venueStreet: text('venue_street'),
  venuePostcode: text('venue_postcode'),
  venuePlace: text('venue_place'),
  venueDirections: text('venue_directions'),
  happensOn: text('happens_on').notNull().default('????-??-??'),
  startsAt: instant('starts_at'),
  endsAt: instant('ends_at'),
  signupOpensAt: instant('signup_opens_at'),
  signupClosesAt: instant('signup_closes_at'),
  isExample: boolean('is_example').notNull().default(false),
  source: text('source'),
  copiedFrom: uuid('copied_from'),
  publishedAt: instant('published_at'),
  cancelledAt: instant('cancelled_at'),
  cancelReason: text('cancel_reason'),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull().default(1),
});
export type EventRow = typeof events.$inferSelect;

export const eventSlugs = pgTable('event_slugs', {
  programmeId: uuid('programme_id').notNull(),
  slug: text('slug').notNull(),
  eventId: uuid('event_id').notNull(),
});

export const eventParts = pgTable('event_parts', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  position: integer('position').notNull(),
  kind: text('kind').$type<'talk' | 'swarm' | 'statements' | 'meeting'>().notNull(),
  titleNl: text('title_nl').notNull(),
  titleEn: text('title_en'),
  ledBy: text('led_by'),
  startsAt: instant('starts_at'),
  minutes: integer('minutes'),
});
export type EventPartRow = typeof eventParts.$inferSelect;

/** Read here, and inserted with a new meeting; after that only the functions in migrations/0020 and 0021 write it. */
export const eventPlaces = pgTable('event_places', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  capacity: integer('capacity'),
  confirmed: integer('confirmed').notNull().default(0),
  offered: integer('offered').notNull().default(0),
  waiting: integer('waiting').notNull().default(0),
  admission: text('admission').$type<'open' | 'code' | 'approval'>().notNull().default('open'),
  offerHours: integer('offer_hours'),
  offersUntil: instant('offers_until'),
  lastWord: text('last_word').$type<'no' | 'come-along'>().notNull().default('no'),
  lineClosedAt: instant('line_closed_at'),
  crewCounts: boolean('crew_counts').notNull().default(true),
  companyLimit: integer('company_limit').notNull().default(0),
  hasQuotas: boolean('has_quotas').notNull().default(false),
  hasCompany: boolean('has_company').notNull().default(false),
  lastPosition: bigint('last_position', { mode: 'number' }).notNull().default(0),
  firstPosition: bigint('first_position', { mode: 'number' }).notNull().default(0),
});

export const statedFigures = pgTable('stated_figures', {
  programmeId: uuid('programme_id').notNull(),
  figureId: uuid('figure_id').notNull(),
  what: text('what').notNull(),
  comparison: text('comparison').$type<'exactly' | 'more-than' | 'at-least' | 'unknown'>().notNull(),
  value: numeric('value'),
  alsoSaid: text('also_said'),
  answers: integer('answers'),
  scale: text('scale'),
  asOf: text('as_of'),
  source: text('source').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

export const statedFigureEvents = pgTable('stated_figure_events', {
  programmeId: uuid('programme_id').notNull(),
  figureId: uuid('figure_id').notNull(),
  eventId: uuid('event_id').notNull(),
});
