// Links and texts of invitations, without I/O.

import { type MailingKind, mailingPlaces } from '@pr8werk/shared/mailings.ts';
import { type MailMessage, mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { placeholders } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { type Context, isSame, sign } from '#api/context.ts';
import { faultAt, type Problem } from '#api/http/problems.ts';

type Secret = Pick<Context, 'secret'>;

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** What answers an invitation. Made and not stored, as every link in a mail. */
export function invitationToken(ctx: Secret, programmeId: string, invitationId: string): string {
  return Buffer.concat([bytesOf(invitationId), sign(ctx, 'invitation', programmeId, invitationId)]).toString(
    'base64url',
  );
}

/** Which invitation a token is of; null when it is not one of ours. */
export function readInvitationToken(ctx: Secret, programmeId: string, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = idOf(bytes.subarray(0, 16));
  return isSame(bytes.subarray(16), sign(ctx, 'invitation', programmeId, id)) ? id : null;
}

interface ForNetwork {
  programmeId: string;
  eventId: string;
  networkId: string;
}

/** For the page on which a network finds its text and says how many members it mailed. */
export function networkToken(ctx: Secret, it: ForNetwork): string {
  return Buffer.concat([bytesOf(it.eventId), bytesOf(it.networkId), networkMac(ctx, it)]).toString('base64url');
}

const networkMac = (ctx: Secret, it: ForNetwork) =>
  sign(ctx, 'network-invitation', it.programmeId, it.eventId, it.networkId);

export function readNetworkToken(ctx: Secret, programmeId: string, token: string): ForNetwork | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const it = { programmeId, eventId: idOf(bytes.subarray(0, 16)), networkId: idOf(bytes.subarray(16, 32)) };
  return isSame(bytes.subarray(32), networkMac(ctx, it)) ? it : null;
}

export interface Texts {
  subject: { nl: string; en: string | null };
  body: { nl: string; en: string | null };
}

/** What an organiser begins with. */
export function firstTexts(kind: MailingKind, addressForm: 'je' | 'u'): Texts {
  const say = (key: MailMessage, language: Language) =>
    (language === 'nl' && addressForm === 'u' && mailMessages.u?.[key]) || mailMessages[language][key];
  // of a message the organiser says what it is about: our English would go out beside it unread
  const both = (key: MailMessage) => ({ nl: say(key, 'nl'), en: kind === 'message' ? null : say(key, 'en') });
  return { subject: both(`mailing.${kind}.subject`), body: both(`mailing.${kind}.body`) };
}

/** A place that no mail knows would stand there in braces. */
export function unknownPlace(texts: Texts): Problem | null {
  const list = mailingPlaces.map((it) => `{${it}}`).join(', ');
  for (const field of ['subject', 'body'] as const) {
    for (const language of ['nl', 'en'] as const) {
      const text = texts[field][language] ?? '';
      const strange = placeholders(text).find((it) => !(mailingPlaces as readonly string[]).includes(it));
      if (strange)
        return faultAt(`/${field}/${language}`, 'place', {
          nl: `{${strange}} kan deze mail niet invullen. Wel: ${list}.`,
          en: `This mail cannot fill in {${strange}}. It can: ${list}.`,
        });
      if (text.trim() === '' && texts[field][language] !== null)
        return faultAt(`/${field}/${language}`, 'required', { nl: 'Vul hier iets in', en: 'Fill in something' });
    }
  }
  return null;
}
