// What is known of one person and how it goes: everything about them in one answer, erasure, and what must be kept for a
// while; and what the nightly job removed.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, LocalDate, line, named, nullable, oneOf, page, programmeParams, Slug } from './primitives.ts';

/** What data are kept for. The words for people are in messages/data.ts. */
export const dataPurposes = ['meeting', 'mail', 'news', 'lists', 'own-page', 'proof', 'security', 'team'] as const;
export const DataPurpose = oneOf(dataPurposes);
export type DataPurpose = Type.Static<typeof DataPurpose>;

/** A row of a store, as names and values. */
export const DataRow = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });

export const PersonalDataView = named(
  'PersonalData',
  Type.Object({
    takenAt: Instant,
    programme: Type.String(),
    controller: Type.String({ description: 'Who is responsible for the data' }),
    stores: Type.Array(
      Type.Object({
        store: Type.String({ examples: ['registrations'] }),
        purpose: DataPurpose,
        rows: Type.Array(DataRow),
      }),
      { description: 'Every place that holds something of this person; an empty one is left out' },
    ),
  }),
);
export type PersonalDataView = Type.Static<typeof PersonalDataView>;

const contactParams = Type.Object({ programme: Slug, contact: Id });

export const exportPerson = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contacts/:contact/export',
  config: { access: staff('privacy:read') },
  schema: {
    operationId: 'exportPerson',
    summary: 'Everything about one person',
    description: 'For somebody who asks for their data (GDPR 15 and 20). That it was taken is recorded.',
    tags: ['privacy'],
    params: contactParams,
    response: { 200: PersonalDataView },
  },
});

export const withdrawConsent = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contacts/:contact/consent-withdrawals',
  config: { access: staff('contacts:write') },
  schema: {
    operationId: 'withdrawConsent',
    summary: 'Stop mailing a person for a purpose',
    description: 'For who asks it by telephone. Whatever the ground was; saying it twice changes nothing.',
    tags: ['privacy'],
    params: contactParams,
    body: Type.Object({ purpose: oneOf(['news', 'follow-up']) }, { additionalProperties: false }),
    response: { 204: Type.Null() },
  },
});

export const erasureReasons = ['asked', 'objected', 'mistake', 'other'] as const;
export const ErasureReason = oneOf(erasureReasons, {
  description: '`asked`: by the person; `objected`; `mistake`: should never have been here; `other`',
});
export type ErasureReason = Type.Static<typeof ErasureReason>;

export const HoldView = named(
  'Hold',
  Type.Object({
    id: Id,
    contact: Id,
    name: Type.String({ description: 'Of the person' }),
    reason: Type.String(),
    until: LocalDate,
    by: nullable(Type.String(), { description: 'Of the team' }),
    madeAt: Instant,
  }),
);
export type HoldView = Type.Static<typeof HoldView>;

export const PersonPrivacyView = named(
  'PersonPrivacy',
  Type.Object({
    holds: Type.Array(HoldView, { description: 'In force, the last to end first' }),
    erasure: nullable(
      Type.Object({
        askedAt: Instant,
        doneAt: nullable(Instant, { description: 'null: a hold keeps name and attendance for a while' }),
      }),
    ),
  }),
);
export type PersonPrivacyView = Type.Static<typeof PersonPrivacyView>;

export const showPersonPrivacy = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contacts/:contact/privacy',
  config: { access: staff('privacy:read') },
  schema: {
    operationId: 'showPersonPrivacy',
    summary: 'Whether a person was erased, or must be kept for a while',
    tags: ['privacy'],
    params: contactParams,
    response: { 200: PersonPrivacyView },
  },
});

export const erasePerson = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contacts/:contact/erasure',
  config: { access: staff('privacy:write') },
  schema: {
    operationId: 'erasePerson',
    summary: 'Erase a person everywhere',
    description:
      'Signups for meetings to come are cancelled first, without a mail. What was counted stays counted. With a hold in force name, organisation and attendance stay until it ends; all the rest goes now.',
    tags: ['privacy'],
    params: contactParams,
    body: Type.Object({ reason: nullable(ErasureReason) }, { additionalProperties: false }),
    response: { 200: PersonPrivacyView },
  },
});

export const listHolds = endpoint({
  method: 'GET',
  url: '/programmes/:programme/holds',
  config: { access: staff('privacy:read') },
  schema: {
    operationId: 'listHolds',
    summary: 'Who must be kept for a while, and why',
    tags: ['privacy'],
    params: programmeParams,
    response: { 200: page(HoldView) },
  },
});

/** Longer than any subsidy asks. */
export const longestHoldYears = 10;

export const addHold = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contacts/:contact/holds',
  config: { access: staff('privacy:write'), idempotencyKey: 'optional' },
  schema: {
    operationId: 'addHold',
    summary: 'Keep name and attendance of a person until a day, as proof',
    tags: ['privacy'],
    params: contactParams,
    body: Type.Object(
      {
        reason: line(300, { description: 'The person can read it' }),
        until: { ...LocalDate, description: `The last day; at most ${longestHoldYears} years ahead` },
      },
      { additionalProperties: false },
    ),
    response: { 201: HoldView },
  },
});

export const endHold = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/holds/:hold',
  config: { access: staff('privacy:write') },
  schema: {
    operationId: 'endHold',
    summary: 'A person need not be kept any longer',
    description: 'An erasure that was asked meanwhile is finished at once.',
    tags: ['privacy'],
    params: Type.Object({ programme: Slug, hold: Id }),
    response: { 204: Type.Null() },
  },
});

export const RetentionView = named(
  'Retention',
  Type.Object({
    lastRun: nullable(
      Type.Object({
        startedAt: Instant,
        finishedAt: Instant,
        removed: Type.Array(Type.Object({ term: Type.String(), rows: Type.Integer() })),
      }),
      { description: 'null: it never ran yet' },
    ),
    isOverdue: Type.Boolean({ description: 'Two nights were missed' }),
    register: Type.Array(
      Type.Object({
        store: Type.String(),
        purpose: DataPurpose,
        term: Type.String({ description: 'As the database says it' }),
        fields: Type.Array(Type.String()),
      }),
      { description: 'Every field that holds something of a person, with its purpose and term' },
    ),
  }),
);
export type RetentionView = Type.Static<typeof RetentionView>;

export const showRetention = endpoint({
  method: 'GET',
  url: '/programmes/:programme/retention',
  config: { access: staff('programme:read') },
  schema: {
    operationId: 'showRetention',
    summary: 'What is kept of people and how long, and what the last night removed',
    tags: ['privacy'],
    params: programmeParams,
    response: { 200: RetentionView },
  },
});
