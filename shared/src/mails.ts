// Outgoing mail as staff see it, and background work that did not get done.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, Language, named, nullable, oneOf, page, paging, programmeParams, Slug } from './primitives.ts';

export const mailKinds = [
  'signup-confirmed',
  'signup-waiting',
  'signup-again',
  'signup-promoted',
  'signup-cancelled',
  'signup-restored',
  'signup-expired',
  'event-cancelled',
  'place-offered',
  'offer-expired',
  'line-closed',
  'line-welcome',
  'signup-requested',
  'request-declined',
  'crew-invited',
  'event-in-a-week',
  'event-tomorrow',
  'event-thanks',
  'subscription-confirm',
  'duty-week',
  'personal-link',
  'address-old',
  'address-new',
] as const;
export const MailKind = oneOf(mailKinds);
export type MailKind = Type.Static<typeof MailKind>;

export const MailView = named(
  'Mail',
  Type.Object({
    id: Id,
    kind: MailKind,
    to: nullable(Type.String(), { description: 'null: the term of keeping has passed' }),
    subject: nullable(Type.String()),
    language: Language,
    state: oneOf(['queued', 'sent', 'failed']),
    event: nullable(Id),
    registration: nullable(Id),
    attempts: Type.Integer(),
    error: nullable(Type.String()),
    createdAt: Instant,
    sentAt: nullable(Instant),
  }),
);
export type MailView = Type.Static<typeof MailView>;

export const MailDetail = named(
  'MailDetail',
  Type.Object({ mail: MailView, html: nullable(Type.String()), text: nullable(Type.String()) }),
);

export const listMails = endpoint({
  method: 'GET',
  url: '/programmes/:programme/mails',
  config: { access: staff('mails:read') },
  schema: {
    operationId: 'listMails',
    summary: 'Outgoing mail, newest first',
    tags: ['mails'],
    params: programmeParams,
    querystring: Type.Object(
      {
        ...paging,
        event: Type.Optional(Id),
        registration: Type.Optional(Id),
        contact: Type.Optional({ ...Id, description: "About this person's registrations" }),
        state: Type.Optional(oneOf(['queued', 'sent', 'failed'])),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(MailView) },
  },
});

export const showMail = endpoint({
  method: 'GET',
  url: '/programmes/:programme/mails/:mail',
  config: { access: staff('mails:read') },
  schema: {
    operationId: 'showMail',
    summary: 'One mail as it looked',
    description: 'Links that act for the participant are left out of what staff see.',
    tags: ['mails'],
    params: Type.Object({ programme: Slug, mail: Id }),
    response: { 200: MailDetail },
  },
});

export const resendMail = endpoint({
  method: 'POST',
  url: '/programmes/:programme/mails/:mail/resend',
  config: { access: staff('mails:write'), problems: ['conflict'] },
  schema: {
    operationId: 'resendMail',
    summary: 'Send a mail once more',
    description:
      'A new mail of the same kind to the same person, with what is true now; it goes after a minute. Refused when it is not true any more.',
    tags: ['mails'],
    params: Type.Object({ programme: Slug, mail: Id }),
    response: { 202: Type.Object({ mail: Id }) },
  },
});

export const DeadJobView = named(
  'DeadJob',
  Type.Object({
    id: Id,
    name: Type.String(),
    failedAt: nullable(Instant),
    attempts: Type.Integer(),
    error: nullable(Type.String()),
  }),
);
export type DeadJobView = Type.Static<typeof DeadJobView>;

export const listDeadJobs = endpoint({
  method: 'GET',
  url: '/programmes/:programme/dead-jobs',
  config: { access: staff('jobs:read') },
  schema: {
    operationId: 'listDeadJobs',
    summary: 'Background work that failed after all its tries',
    tags: ['jobs'],
    params: programmeParams,
    response: { 200: page(DeadJobView) },
  },
});

export const retryDeadJob = endpoint({
  method: 'POST',
  url: '/programmes/:programme/dead-jobs/:job/retry',
  config: { access: staff('jobs:write') },
  schema: {
    operationId: 'retryDeadJob',
    summary: 'Try a failed piece of work again',
    tags: ['jobs'],
    params: Type.Object({ programme: Slug, job: Id }),
    response: { 202: Type.Object({ job: Id }) },
  },
});
