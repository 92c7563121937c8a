// A mailing as one person gets it.

import type { MailingKind } from '@pr8werk/shared/mailings.ts';
import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { fillIn, translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { eq } from 'drizzle-orm';
import { unsubscribeToken } from '#api/contacts/rules.ts';
import type { Context } from '#api/context.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { invitationToken, type Texts } from '#api/invitations/rules.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import { programmes } from '#api/programmes/rows.ts';
import { factsOf } from '#api/registrations/mails.ts';
import { registrationRow } from '#api/registrations/queries.ts';
import { linkToken } from '#api/registrations/rules.ts';

export type Programme = typeof programmes.$inferSelect;

/** What is the same for everyone in a mailing. */
export interface Setting {
  programme: Programme;
  event: FullEvent;
  kind: MailingKind;
  texts: Texts;
}

export async function settingOf(
  ctx: Context,
  given: { programmeId: string; eventId: string; kind: MailingKind; texts: Texts },
): Promise<Setting | null> {
  const { programmeId, eventId, kind, texts } = given;
  const event = await eventOf(ctx.db, programmeId, eventId);
  const [programme] = await ctx.db.orm.select().from(programmes).where(eq(programmes.programmeId, programmeId));
  return event && programme ? { programme, event, kind, texts } : null;
}

export interface Addressee {
  name: string;
  language: Language;
  /** Null in a preview: the links lead nowhere. */
  links: { invitationId: string | null; registrationId: string | null; contactId: string } | null;
}

export async function mailingMail(ctx: Context, setting: Setting, to: Addressee) {
  const { programme, event, kind, texts } = setting;
  const language = programme.languages.includes(to.language) ? to.language : 'nl';
  const t = translator(mailMessages, language, programme.addressForm);
  const facts = factsOf(event, programme, language);
  const said = (label: 'when' | 'where') => facts.find((it) => it.label === t(label))?.value ?? '';
  const values = {
    name: to.name,
    event: (language === 'en' && event.titleEn) || event.titleNl,
    when: said('when'),
    where: said('where'),
    programme: programme.name,
  };
  const say = (it: { nl: string; en: string | null }) =>
    fillIn((language === 'en' && it.en) || it.nl, language, values);
  const subject = say(texts.subject).replace(/\s+/g, ' ').trim();
  const { buttons, unsubscribe } = await linksOf(ctx, setting, to);
  const content: MailContent = {
    language,
    programme: programme.name,
    accent: programme.accent,
    title: subject,
    greeting: t('hello', { name: to.name }),
    body: event.isExample ? `${say(texts.body)}\n\n${t('example')}` : say(texts.body),
    facts,
    ...(buttons ? { button: { label: t(buttons.label), url: buttons.url } } : {}),
    ...(buttons?.no ? { otherButton: { label: t('button.not-coming'), url: buttons.no } } : {}),
    signature: t('greeting', { programme: programme.name }),
    footer: {
      text: t(kind === 'message' ? 'why-you-get-this' : 'why-invited', { controller: programme.controller }),
      link: { label: t('privacy'), url: `${ctx.config.publicUrl}/${programme.slug}/privacy` },
      // a message is about a meeting they are coming to: there is nothing to unsubscribe from but the meeting
      ...(kind === 'message' ? {} : { unsubscribe: { label: t('unsubscribe'), url: unsubscribe } }),
    },
  };
  return {
    subject,
    language,
    html: mailHtml(content),
    text: mailText(content),
    // RFC 8058: one click in the mail program, and no more of these
    ...(kind === 'message'
      ? {}
      : { headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } }),
  };
}

interface Buttons {
  label: 'button.coming' | 'button.my-registration';
  url: string;
  no: string | null;
}

async function linksOf(
  ctx: Context,
  { programme, event, kind }: Setting,
  { links }: Addressee,
): Promise<{ buttons: Buttons | null; unsubscribe: string }> {
  const home = `${ctx.config.publicUrl}/${programme.slug}`;
  const page = `${home}/e/${event.slug}`;
  const unsubscribe = links
    ? `${home}/u/${unsubscribeToken(ctx, { programmeId: programme.programmeId, contactId: links.contactId })}`
    : `${home}/news`;
  const isComing = event.status === 'published' && event.startsAt !== null && event.startsAt > ctx.now();
  if (!isComing) return { buttons: null, unsubscribe };
  if (kind === 'message') {
    const registration = links?.registrationId
      ? await registrationRow(ctx.db, programme.programmeId, links.registrationId)
      : null;
    const url = registration ? `${home}/r/${linkToken(ctx, registration)}` : page;
    return { buttons: { label: 'button.my-registration', url, no: null }, unsubscribe };
  }
  const token = links?.invitationId ? invitationToken(ctx, programme.programmeId, links.invitationId) : null;
  const come = token ? `${page}?${new URLSearchParams({ source: invitedSource, invitation: token })}#aanmelden` : page;
  return { buttons: { label: 'button.coming', url: come, no: token ? `${home}/i/${token}` : page }, unsubscribe };
}

/** Where a signup by the link of an invitation came from. */
export const invitedSource = 'uitnodiging';
