// The texts of mails to participants, which a programme may put in its own words.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { type MailMessage, mailMessages } from './messages/mail.ts';
import { Instant, Language, line, named, nullable, oneOf, page, programmeParams, Slug, text } from './primitives.ts';

interface Wording {
  subject: MailMessage;
  body: MailMessage;
  /** What may be filled in, beside the two that every text knows. */
  knows?: readonly Place[];
}

const always = ['event', 'programme'] as const;
type Place = 'place' | 'until' | 'reason' | 'role';
export type WordingPlace = Place | (typeof always)[number];

export const mailWordings = {
  'signup-confirmed': { subject: 'signup-confirmed.subject', body: 'signup-confirmed.body' },
  'signup-verify-confirmed': { subject: 'signup-verify.subject', body: 'signup-verify.confirmed', knows: ['until'] },
  'signup-verify-waiting': {
    subject: 'signup-verify.subject',
    body: 'signup-verify.waiting',
    knows: ['until', 'place'],
  },
  'signup-verify-requested': { subject: 'signup-verify.subject', body: 'signup-verify.requested', knows: ['until'] },
  'signup-waiting': { subject: 'signup-waiting.subject', body: 'signup-waiting.body', knows: ['place'] },
  'signup-again-confirmed': { subject: 'signup-again.subject', body: 'signup-again.confirmed' },
  'signup-again-waiting': { subject: 'signup-again.subject', body: 'signup-again.waiting', knows: ['place'] },
  'signup-promoted': { subject: 'signup-promoted.subject', body: 'signup-promoted.body' },
  'signup-restored-confirmed': { subject: 'signup-restored.subject', body: 'signup-restored.confirmed' },
  'signup-restored-waiting': { subject: 'signup-restored.subject', body: 'signup-restored.waiting' },
  'signup-cancelled': { subject: 'signup-cancelled.subject', body: 'signup-cancelled.body' },
  'signup-expired': { subject: 'signup-expired.subject', body: 'signup-expired.body' },
  'event-cancelled': { subject: 'event-cancelled.subject', body: 'event-cancelled.body', knows: ['reason'] },
  'place-offered': { subject: 'place-offered.subject', body: 'place-offered.body', knows: ['until'] },
  'offer-expired': { subject: 'offer-expired.subject', body: 'offer-expired.body' },
  'line-closed': { subject: 'line-closed.subject', body: 'line-closed.body' },
  'line-welcome': { subject: 'line-welcome.subject', body: 'line-welcome.body' },
  'signup-requested': { subject: 'signup-requested.subject', body: 'signup-requested.body' },
  'request-declined': { subject: 'request-declined.subject', body: 'request-declined.body' },
  'event-in-a-week': { subject: 'event-in-a-week.subject', body: 'event-in-a-week.body' },
  'event-tomorrow': { subject: 'event-tomorrow.subject', body: 'event-tomorrow.body' },
  'event-thanks': { subject: 'event-thanks.subject', body: 'event-thanks.body' },
  'crew-invited': { subject: 'crew-invited.subject', body: 'crew-invited.body', knows: ['role'] },
} as const satisfies Record<string, Wording>;
export type WordingKey = keyof typeof mailWordings;
export const wordingKeys = Object.keys(mailWordings) as WordingKey[];

export function placesOf(key: WordingKey): readonly WordingPlace[] {
  return [...always, ...((mailWordings[key] as Wording).knows ?? [])];
}

/** What we say when a programme says nothing of its own. */
export function ourWording(key: WordingKey, language: 'nl' | 'en', addressForm: 'je' | 'u') {
  const { subject, body } = mailWordings[key];
  const say = (it: MailMessage) =>
    (language === 'nl' && addressForm === 'u' && mailMessages.u?.[it]) || mailMessages[language][it];
  return { subject: say(subject), body: say(body) };
}

const WordingText = {
  subject: line(200, { description: 'May hold places to fill in, as {event}' }),
  body: text(4000),
};

export const WordingView = named(
  'MailWording',
  Type.Object({
    key: oneOf(wordingKeys),
    language: Language,
    subject: Type.String(),
    body: Type.String(),
    isOwn: Type.Boolean({ description: 'false: the words of Pr8werk' }),
    places: Type.Array(Type.String(), { description: 'What may be filled in: {event}, {programme} …' }),
    changedAt: nullable(Instant),
  }),
);
export type WordingView = Type.Static<typeof WordingView>;

const wordingParams = Type.Object({ programme: Slug, key: oneOf(wordingKeys), language: Language });
const wordingBody = Type.Object(WordingText, { additionalProperties: false });

export const listWordings = endpoint({
  method: 'GET',
  url: '/programmes/:programme/mail-wordings',
  config: { access: staff('mails:read') },
  schema: {
    operationId: 'listMailWordings',
    summary: 'What mails to participants say, in the languages of the programme',
    tags: ['mails'],
    params: programmeParams,
    response: { 200: page(WordingView) },
  },
});

export const setWording = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/mail-wordings/:key/:language',
  config: { access: staff('mails:write') },
  schema: {
    operationId: 'setMailWording',
    summary: 'Put a mail in the words of the programme',
    description:
      'Mails that are sent from then on say it; those that wait too. A place that the mail does not know is refused.',
    tags: ['mails'],
    params: wordingParams,
    body: wordingBody,
    response: { 200: WordingView },
  },
});

export const resetWording = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/mail-wordings/:key/:language',
  config: { access: staff('mails:write') },
  schema: {
    operationId: 'resetMailWording',
    summary: 'Back to the words of Pr8werk',
    tags: ['mails'],
    params: wordingParams,
    response: { 200: WordingView },
  },
});

export const previewWording = endpoint({
  method: 'POST',
  url: '/programmes/:programme/mail-wordings/:key/:language/preview',
  config: { access: staff('mails:read') },
  schema: {
    operationId: 'previewMailWording',
    summary: 'What a mail would look like in these words, for a made-up participant',
    description: 'Changes nothing.',
    tags: ['mails'],
    params: wordingParams,
    body: wordingBody,
    response: { 200: Type.Object({ subject: Type.String(), html: Type.String(), text: Type.String() }) },
  },
});
