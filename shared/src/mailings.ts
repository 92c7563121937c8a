// Mailings of a meeting: to whom they go and why others get nothing, what they say, and how far they are.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, Language, line, named, nullable, oneOf, page, paging, Slug, text } from './primitives.ts';
import { RegistrationRole } from './registrations.ts';

export const mailingKinds = ['invitation', 'reminder', 'message'] as const;
export const MailingKind = oneOf(mailingKinds, {
  description:
    '`invitation`: to contacts; `reminder`: to who was invited and did not answer; `message`: to participants of the meeting',
});
export type MailingKind = Type.Static<typeof MailingKind>;

/** What stands between braces in a text. */
export const mailingPlaces = ['name', 'event', 'when', 'where', 'programme'] as const;
export type MailingPlace = (typeof mailingPlaces)[number];

export const exclusionReasons = [
  'signed-up',
  'invited',
  'answered',
  'no-address',
  'withdrawn',
  'no-ground',
  'undeliverable',
  'unverified',
  'same-address',
  'gone',
] as const;
export const ExclusionReason = oneOf(exclusionReasons, {
  description:
    '`no-ground`: no recorded reason to mail (Telecommunicatiewet 11.7); `withdrawn`: unsubscribed; `undeliverable`: refused before; `same-address`: someone else in this mailing has it; `gone`: no longer among the people who were chosen',
});
export type ExclusionReason = Type.Static<typeof ExclusionReason>;

const eventParams = Type.Object({ programme: Slug, event: Id });

export const Audience = named(
  'Audience',
  Type.Object(
    {
      search: Type.Optional(Type.String({ maxLength: 100 })),
      role: Type.Optional(RegistrationRole),
      network: Type.Optional(Slug),
      municipality: Type.Optional(Type.String({ maxLength: 120 })),
      discipline: Type.Optional(Type.String({ maxLength: 80 })),
      attended: Type.Optional(oneOf(['yes', 'no'], { description: 'Came to a meeting before' })),
      attendedEvent: Type.Optional({ ...Id, description: 'Came to this meeting' }),
      status: Type.Optional(
        oneOf(['confirmed', 'waiting', 'offered', 'requested'], { description: 'Of a message: where people stand' }),
      ),
    },
    {
      additionalProperties: false,
      description:
        'Everyone who fits all of these; empty is everyone. A message goes to participants and knows role and status only',
    },
  ),
);
export type Audience = Type.Static<typeof Audience>;

const ReasonCount = Type.Object({ reason: ExclusionReason, people: Type.Integer() });

export const AudiencePerson = named(
  'AudiencePerson',
  Type.Object({
    contact: Id,
    name: Type.String(),
    email: nullable(Type.String()),
    reason: nullable(ExclusionReason, { description: 'null: gets the mail' }),
    reminded: Type.Integer({ description: 'How often already' }),
  }),
);
export type AudiencePerson = Type.Static<typeof AudiencePerson>;

export const AudienceView = named(
  'AudienceView',
  Type.Object({
    chosen: Type.Integer({ description: 'Who fits what was asked for' }),
    reached: Type.Integer({ description: 'Who gets the mail: chosen without the excluded' }),
    excluded: Type.Array(ReasonCount),
    remindedLately: Type.Integer({
      description: 'Of a reminder: who was invited or reminded less than three days ago',
    }),
    people: Type.Array(AudiencePerson, { description: 'Of what was asked for, at most 200, by name' }),
  }),
);
export type AudienceView = Type.Static<typeof AudienceView>;

/** Reminding sooner than this is said to be soon. */
export const soonDays = 3;

export const previewAudience = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/audience',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'previewAudience',
    summary: 'Whom a mailing would reach, and who gets nothing and why',
    description: 'Changes nothing. What is sent goes to exactly these, without who dropped out meanwhile.',
    tags: ['invitations'],
    params: eventParams,
    body: Type.Object(
      {
        kind: MailingKind,
        audience: Audience,
        show: Type.Optional(oneOf(['reached', ...exclusionReasons], { description: 'Whose names to give' })),
      },
      { additionalProperties: false },
    ),
    response: { 200: AudienceView },
  },
});

const subject = Type.Object(
  { nl: line(200), en: nullable(line(200), { description: 'null: who reads English gets the Dutch text' }) },
  { additionalProperties: false },
);
const body = Type.Object(
  { nl: text(8000, { minLength: 1 }), en: nullable(text(8000, { minLength: 1 })) },
  { additionalProperties: false },
);

export const MailingTexts = named(
  'MailingTexts',
  Type.Object({
    subject: Type.Object({ nl: Type.String(), en: nullable(Type.String()) }),
    body: Type.Object({ nl: Type.String(), en: nullable(Type.String()) }),
  }),
);
export type MailingTexts = Type.Static<typeof MailingTexts>;

export const showMailingTexts = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/mailing-texts',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'showMailingTexts',
    summary: 'The texts that a mailing begins with',
    tags: ['invitations'],
    params: eventParams,
    querystring: Type.Object({ kind: MailingKind }, { additionalProperties: false }),
    response: { 200: MailingTexts },
  },
});

export const previewMailing = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/mailing-preview',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'previewMailing',
    summary: 'A mailing as one person would get it',
    description: 'Changes nothing. Its links lead nowhere.',
    tags: ['invitations'],
    params: eventParams,
    body: Type.Object(
      {
        kind: MailingKind,
        subject,
        body,
        contact: nullable(Id, { description: 'null: a made-up person' }),
        language: Type.Optional(Language),
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({ subject: Type.String(), html: Type.String(), text: Type.String(), language: Language }),
    },
  },
});

export const mailingStates = ['planned', 'going', 'sent', 'cancelled', 'stopped'] as const;

export const MailingView = named(
  'Mailing',
  Type.Object({
    id: Id,
    kind: MailingKind,
    state: oneOf(mailingStates, {
      description: '`planned`: can be cancelled; `going`: the rest can be stopped; `stopped`: part of it went',
    }),
    subject: nullable(Type.String(), { description: 'null: the term of keeping has passed' }),
    isPlanned: Type.Boolean({ description: 'A moment was chosen' }),
    leavesAt: Instant,
    createdAt: Instant,
    endedAt: nullable(Instant),
    by: nullable(Type.String()),
    toSend: Type.Integer(),
    sent: Type.Integer(),
    bounced: Type.Integer({ description: 'Refused for good by the mail server of the recipient' }),
    failed: Type.Integer({ description: 'Given up after many tries' }),
    excluded: Type.Integer(),
  }),
);
export type MailingView = Type.Static<typeof MailingView>;

export const MailingDetail = named(
  'MailingDetail',
  Type.Object({
    mailing: MailingView,
    audience: nullable(Audience),
    texts: nullable(MailingTexts),
    reasons: Type.Array(ReasonCount),
  }),
);
export type MailingDetail = Type.Static<typeof MailingDetail>;

export const listMailings = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/mailings',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'listMailings',
    summary: 'Mailings of a meeting, newest first',
    tags: ['invitations'],
    params: eventParams,
    response: { 200: page(MailingView) },
  },
});

export const sendMailing = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/mailings',
  config: { access: staff('invitations:write'), idempotencyKey: 'optional', problems: ['event-state', 'conflict'] },
  schema: {
    operationId: 'sendMailing',
    summary: 'Send a mailing, now or at a moment',
    description:
      'Its people are chosen now and looked at again when each mail leaves: who unsubscribed, signed up or answered meanwhile gets nothing. It leaves after a minute, and can be cancelled until then.',
    tags: ['invitations'],
    params: eventParams,
    body: Type.Object(
      {
        kind: MailingKind,
        audience: Audience,
        subject,
        body,
        sendAt: nullable(Instant, { description: 'null: as soon as the minute to cancel is over' }),
      },
      { additionalProperties: false },
    ),
    response: { 201: MailingView },
  },
});

const mailingParams = Type.Object({ programme: Slug, event: Id, mailing: Id });

export const showMailing = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/mailings/:mailing',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'showMailing',
    summary: 'One mailing',
    tags: ['invitations'],
    params: mailingParams,
    response: { 200: MailingDetail },
  },
});

export const cancelMailing = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/mailings/:mailing/cancellation',
  config: { access: staff('invitations:write'), problems: ['conflict'] },
  schema: {
    operationId: 'cancelMailing',
    summary: 'Do not send, or stop what did not leave yet',
    tags: ['invitations'],
    params: mailingParams,
    response: { 200: MailingView },
  },
});

export const recipientStates = ['to-send', 'sent', 'bounced', 'failed', 'excluded'] as const;

export const RecipientView = named(
  'Recipient',
  Type.Object({
    contact: Id,
    name: Type.String({ description: 'Empty: forgotten' }),
    email: nullable(Type.String()),
    state: oneOf(recipientStates),
    reason: nullable(Type.String(), {
      description:
        'Why nothing was sent, or why it did not arrive: `no-such-address`, `mailbox-full`, `refused`, `unreachable`',
    }),
    sentAt: nullable(Instant),
  }),
);
export type RecipientView = Type.Static<typeof RecipientView>;

export const listRecipients = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/mailings/:mailing/recipients',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'listRecipients',
    summary: 'Whom a mailing was for, by name',
    tags: ['invitations'],
    params: mailingParams,
    querystring: Type.Object(
      {
        ...paging,
        state: Type.Optional(oneOf(recipientStates)),
        reason: Type.Optional(ExclusionReason),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(RecipientView) },
  },
});
