import type { ConsentPurpose, Undeliverable, Wish } from '@pr8werk/shared/contacts.ts';
import { sql } from 'drizzle-orm';
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const contacts = pgTable('contacts', {
  programmeId: uuid('programme_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  organisationName: text('organisation_name'),
  disciplines: text('disciplines').array().notNull().default([]),
  /** Has no address of their own: mail goes to this contact. */
  reachedThrough: uuid('reached_through'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull().default(1),
  /** Made by the database of name, organisation and address; searched by the room of that name. */
  searchText: text('search_text').notNull().generatedAlwaysAs(sql`search_words(…)`),
  municipality: text('municipality'),
  origin: text('origin'),
  mergedInto: uuid('merged_into'),
  importId: uuid('import_id'),
  undeliverableAt: instant('undeliverable_at'),
  undeliverableBecause: text('undeliverable_because').$type<Undeliverable>(),
});

export const contactNetworks = pgTable('contact_networks', {
  programmeId: uuid('programme_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  networkId: uuid('network_id').notNull(),
  since: instant('since').notNull(),
  importId: uuid('import_id'),
});

export const consents = pgTable('consents', {
  programmeId: uuid('programme_id').notNull(),
  consentId: uuid('consent_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  purpose: text('purpose').$type<ConsentPurpose>().notNull(),
  textVersion: text('text_version').notNull(),
  givenAt: instant('given_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  source: text('source').notNull(),
  basis: text('basis').$type<'consent' | 'customer' | 'published'>().notNull().default('consent'),
  evidence: text('evidence'),
  importId: uuid('import_id'),
});

export const subscriptionRequests = pgTable('subscription_requests', {
  programmeId: uuid('programme_id').notNull(),
  requestId: uuid('request_id').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  language: text('language').$type<'nl' | 'en'>().notNull(),
  source: text('source').notNull(),
  textVersion: text('text_version').notNull(),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  purposes: text('purposes').array().$type<Wish[]>().notNull().default(['news']),
  /** The signup whose confirmation confirms this too. */
  registrationId: uuid('registration_id'),
});
