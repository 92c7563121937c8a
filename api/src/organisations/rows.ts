import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const organisations = pgTable('organisations', {
  programmeId: uuid('programme_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<OrganisationView['kind']>().notNull(),
  party: text('party').$type<Party>(),
  kvkNumber: text('kvk_number'),
  oin: text('oin'),
  municipalityCode: text('municipality_code'),
  website: text('website'),
  source: text('source'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
});

export const regionMemberships = pgTable('region_memberships', {
  programmeId: uuid('programme_id').notNull(),
  membershipId: uuid('membership_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  startsOn: text('starts_on'),
  endsOn: text('ends_on'),
  isCurrent: boolean('is_current').notNull(),
  source: text('source'),
});

export const programmePartners = pgTable('programme_partners', {
  programmeId: uuid('programme_id').notNull(),
  organisationId: uuid('organisation_id').notNull(),
  role: text('role').$type<'funder' | 'lead' | 'strategic'>().notNull(),
  note: text('note'),
});

export const networks = pgTable('networks', {
  programmeId: uuid('programme_id').notNull(),
  networkId: uuid('network_id').notNull(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  website: text('website'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
  figuresVersion: integer('figures_version').notNull().default(1),
});
