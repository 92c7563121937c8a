import type { InvitationAnswer } from '@pr8werk/shared/invitations.ts';
import type { Audience, MailingKind, MailingView } from '@pr8werk/shared/mailings.ts';
import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const mailings = pgTable('mailings', {
  programmeId: uuid('programme_id').notNull(),
  mailingId: uuid('mailing_id').notNull(),
  eventId: uuid('event_id').notNull(),
  kind: text('kind').$type<MailingKind>().notNull(),
  state: text('state').$type<MailingView['state']>().notNull(),
  audience: jsonb('audience').$type<Audience>(),
  subjectNl: text('subject_nl'),
  subjectEn: text('subject_en'),
  bodyNl: text('body_nl'),
  bodyEn: text('body_en'),
  isPlanned: boolean('is_planned').notNull(),
  leavesAt: instant('leaves_at').notNull(),
  madeBy: uuid('made_by'),
  createdAt: instant('created_at').notNull(),
  leftAt: instant('left_at'),
  endedAt: instant('ended_at'),
});
export type MailingRow = typeof mailings.$inferSelect;

/** Everyone who was chosen for a mailing, also who gets nothing. */
export const mailingRecipients = pgTable('mailing_recipients', {
  programmeId: uuid('programme_id').notNull(),
  mailingId: uuid('mailing_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  mailId: uuid('mail_id').notNull(),
  registrationId: uuid('registration_id'),
  nth: integer('nth').notNull(),
  language: text('language').$type<'nl' | 'en'>().notNull(),
  state: text('state').$type<'to-send' | 'sending' | 'sent' | 'failed' | 'bounced' | 'excluded'>().notNull(),
  reason: text('reason'),
  attempts: integer('attempts').notNull().default(0),
  claimedAt: instant('claimed_at'),
  retryAt: instant('retry_at'),
  sentAt: instant('sent_at'),
});

export const invitations = pgTable('invitations', {
  programmeId: uuid('programme_id').notNull(),
  invitationId: uuid('invitation_id').notNull(),
  eventId: uuid('event_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  invitedAt: instant('invited_at').notNull(),
  mailingId: uuid('mailing_id'),
  source: text('source').notNull(),
  reminded: integer('reminded').notNull().default(0),
  remindedAt: instant('reminded_at'),
  answer: text('answer').$type<InvitationAnswer>(),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by').$type<'link' | 'organiser'>(),
  registrationId: uuid('registration_id'),
  municipality: text('municipality'),
  networks: uuid('networks').array().notNull().default([]),
});
export type InvitationRow = typeof invitations.$inferSelect;

/** What a network says it mailed itself. */
export const networkInvitations = pgTable('network_invitations', {
  programmeId: uuid('programme_id').notNull(),
  eventId: uuid('event_id').notNull(),
  networkId: uuid('network_id').notNull(),
  reported: integer('reported').notNull(),
  mailedOn: date('mailed_on').notNull(),
  reportedBy: text('reported_by').$type<'network' | 'organiser'>().notNull(),
  reportedAt: instant('reported_at').notNull(),
});
