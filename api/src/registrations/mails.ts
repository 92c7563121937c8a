// What participants get by mail. Rendered when the job runs, from what is true then: a mail about something that was
// undone meanwhile is not sent (null).

import type { MailKind } from '@pr8werk/shared/mails.ts';
import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { isCrew } from '@pr8werk/shared/registrations.ts';
import type { WordingKey } from '@pr8werk/shared/wordings.ts';
import { and, eq } from 'drizzle-orm';
import type { Context } from '#api/context.ts';
import { calendarOf } from '#api/events/feed.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import { dateText, weekdayText } from '#api/pages/moments.ts';
import { programmes } from '#api/programmes/rows.ts';
import { wordingOf } from '#api/programmes/wordings.ts';
import { type Company, companyNames, placeInLine, registrationRow } from '#api/registrations/queries.ts';
import { mailTexts, type RegistrationRow } from '#api/registrations/rows.ts';
import { linkToken } from '#api/registrations/rules.ts';

export interface Rendered {
  to: string;
  language: Language;
  eventId: string | null;
  registrationId: string | null;
  subject: string;
  html: string;
  text: string;
  calendar?: { method: 'PUBLISH' | 'CANCEL'; content: string };
}

/** What led to the mail: the activity, and the organiser's own words that came with it. */
export interface Because {
  activityId: string;
  textId: string | null;
}

type Programme = typeof programmes.$inferSelect;

export async function registrationMail(
  ctx: Context,
  kind: MailKind,
  programmeId: string,
  registrationId: string,
  because: Because,
): Promise<Rendered | null> {
  const registration = await registrationRow(ctx.db, programmeId, registrationId);
  if (!registration || !isStillTrue(kind, registration)) return null;
  if (kind === 'signup-restored' && !(await isNews(ctx, programmeId, registrationId, because.activityId))) return null;
  const [programme] = await ctx.db.orm.select().from(programmes).where(eq(programmes.programmeId, programmeId));
  const event = (await eventOf(ctx.db, programmeId, registration.eventId))!;
  // nobody is told of a place at a meeting that was cancelled meanwhile
  if (isReminder(kind) && (event.startsAt === null || event.startsAt <= ctx.now())) return null;
  if (event.status === 'cancelled' && kind !== 'event-cancelled' && kind !== 'signup-cancelled') return null;
  const to = await addressFor(ctx, registration, because.activityId);
  if (!to) return null;
  const company = await companyNames(ctx.db, registration);
  if (!company.isVouchedFor) return null;
  const place = await placeInLine(ctx.db, programmeId, registrationId);
  const { language } = registration;
  const said = withOwnText(
    withCompany(
      await words(ctx, kind, registration, event, place, programme!),
      company,
      registration,
      programme!.addressForm,
    ),
    await ownTextOf(ctx, programmeId, because.textId),
    language,
  );
  const content = contentOf(ctx, { kind, registration, event, programme: programme!, said });
  return {
    to,
    language,
    eventId: event.eventId,
    registrationId,
    subject: said.subject,
    html: mailHtml(content),
    text: mailText(content),
    ...calendarFor(ctx, kind, event, registration, programme!),
  };
}

/**
 * A person's own address, else that of who signed them up. Who did so is not told once more of what one act did to both of
 * them, nor that their own word was confirmed.
 */
async function addressFor(ctx: Context, registration: RegistrationRow, activityId: string): Promise<string | null> {
  const [contact] = await ctx.db.query<{ own: string | null; through: string | null; is_told: boolean }>(
    `SELECT c.email AS own, t.email AS through,
        EXISTS (SELECT FROM activity AS a
          LEFT JOIN activity AS l ON l.programme_id = a.programme_id AND l.subject_id = $4 AND l.name = a.name AND l.at = a.at
          WHERE a.programme_id = $1 AND a.activity_id = $3 AND (l.activity_id IS NOT NULL OR a.name = 'registration.vouched')) AS is_told
       FROM contacts AS c LEFT JOIN contacts AS t ON t.programme_id = c.programme_id AND t.contact_id = c.reached_through
      WHERE c.programme_id = $1 AND c.contact_id = $2`,
    [registration.programmeId, registration.contactId, activityId, registration.leadId],
  );
  if (!contact) return null;
  return contact.own ?? (contact.is_told ? null : contact.through);
}

const briefed = new Set<MailKind>(['crew-invited', 'signup-confirmed', 'event-in-a-week', 'event-tomorrow']);

/** What who helps must know; nobody else gets it. */
function briefingFor(
  kind: MailKind,
  { role, language }: RegistrationRow,
  event: FullEvent,
  label: string,
): string | null {
  const text = (language === 'en' && event.briefingEn) || event.briefingNl;
  return text && isCrew(role) && briefed.has(kind) ? `${label}\n${text}` : null;
}

/** Of what is still to come. */
const isReminder = (kind: MailKind) => kind === 'event-in-a-week' || kind === 'event-tomorrow';

function isStillTrue(kind: MailKind, registration: RegistrationRow): boolean {
  switch (kind) {
    case 'signup-cancelled':
    case 'signup-expired':
    case 'offer-expired':
    case 'line-closed':
      return registration.status === 'cancelled';
    case 'place-offered':
      // who brought the others says yes or no for all
      return registration.status === 'offered' && registration.leadId === null;
    case 'crew-invited':
      return registration.status === 'offered';
    case 'signup-requested':
      return registration.status === 'requested';
    case 'request-declined':
      return registration.status === 'declined';
    case 'event-in-a-week':
    case 'event-tomorrow':
      return registration.status === 'confirmed' && registration.verifyBy === null;
    case 'event-thanks':
      return registration.hasAttended === true;
    case 'signup-promoted':
    case 'signup-confirmed':
      return registration.status === 'confirmed';
    case 'line-welcome':
    case 'signup-waiting':
      // promoted meanwhile: the mail of the promotion says it all
      return registration.status === 'waiting';
    default:
      return registration.status !== 'cancelled';
  }
}

/**
 * A cancellation that was undone before its mail went is nothing to tell of, unless the place is gone since. Asked when
 * the mail would go, a minute later: by then the other mail has gone or never will.
 */
async function isNews(ctx: Context, programmeId: string, registrationId: string, activityId: string): Promise<boolean> {
  const [row] = await ctx.db.query<{ is_news: boolean }>(
    `SELECT r.data ->> 'became' IS DISTINCT FROM c.data ->> 'was'
        OR EXISTS (SELECT FROM mails AS m WHERE m.programme_id = c.programme_id AND m.activity_id = c.activity_id) AS is_news
       FROM activity AS r JOIN activity AS c ON c.programme_id = r.programme_id AND c.subject_id = r.subject_id
      WHERE r.programme_id = $1 AND r.activity_id = $2 AND c.subject_id = $3 AND c.name = 'registration.cancelled' AND c.at <= r.at
      ORDER BY c.at DESC, c.activity_id DESC LIMIT 1`,
    [programmeId, activityId, registrationId],
  );
  return row?.is_news ?? true;
}

async function ownTextOf(ctx: Context, programmeId: string, textId: string | null): Promise<string | null> {
  if (textId === null) return null;
  const [row] = await ctx.db.orm
    .select({ text: mailTexts.text })
    .from(mailTexts)
    .where(and(eq(mailTexts.programmeId, programmeId), eq(mailTexts.textId, textId)));
  return row?.text ?? null;
}

/** Who was signed up by another reads by whom; who signed up others reads for whom this holds. */
function withCompany(
  said: Said,
  { lead, companions }: Company,
  registration: RegistrationRow,
  addressForm: 'je' | 'u',
): Said {
  const t = translator(mailMessages, registration.language, addressForm);
  if (registration.status === 'cancelled' || registration.status === 'declined') return said;
  if (lead) return { ...said, body: `${t('brought', { lead })}\n\n${said.body}` };
  if (companions.length === 0) return said;
  return { ...said, body: `${said.body}\n\n${t('company', { names: companions.join(', ') })}` };
}

/** The organiser's words after ours, and named as theirs. */
function withOwnText(said: Said, text: string | null, language: Language): Said {
  if (text === null) return said;
  return { ...said, body: `${said.body}\n\n${translator(mailMessages, language)('own-text')}\n\n${text}` };
}

/** Who still has to confirm is asked to in these, whatever else there is to say. */
const verifyKinds = new Set<MailKind>([
  'signup-requested',
  'signup-confirmed',
  'signup-waiting',
  'signup-again',
  'signup-promoted',
  'signup-restored',
]);

interface Said {
  subject: string;
  body: string;
}

async function words(
  ctx: Context,
  kind: MailKind,
  registration: RegistrationRow,
  event: FullEvent,
  place: number | null,
  programme: Programme,
): Promise<Said> {
  const { language } = registration;
  const title = (language === 'en' && event.titleEn) || event.titleNl;
  const status = registration.status === 'waiting' ? 'waiting' : 'confirmed';
  const values = {
    event: title,
    place: place ?? 1,
    programme: programme.name,
    reason: event.cancelReason ?? '',
    role: translator(publicMessages, language)(`role.${registration.role}`).toLowerCase(),
  };
  const say = (key: WordingKey, more = {}) => wordingOf(ctx.db, programme, key, language, { ...values, ...more });
  if (registration.verifyBy && verifyKinds.has(kind)) {
    const until = weekdayText(registration.verifyBy, programme.timeZone, language);
    const isRequest = registration.status === 'requested';
    const ask = await say(isRequest ? 'signup-verify-requested' : `signup-verify-${status}`, { until });
    // what happened stands in the subject, what to do in the body
    if (kind === 'signup-promoted') return { ...ask, subject: (await say('signup-promoted')).subject };
    if (kind === 'signup-restored') return { ...ask, subject: (await say(`signup-restored-${status}`)).subject };
    return ask;
  }
  const offeredUntil = registration.offerExpiresAt ?? event.startsAt;
  const until = offeredUntil ? weekdayText(offeredUntil, programme.timeZone, language) : '';
  if (kind === 'signup-again') {
    if (registration.status === 'requested') return say('signup-requested');
    if (registration.status === 'declined') return say('request-declined');
    if (registration.status === 'offered') return say('place-offered', { until });
    return say(`signup-again-${status}`);
  }
  if (kind === 'signup-restored') return say(`signup-restored-${status}`);
  return say(kind as WordingKey, { until });
}

interface Parts {
  kind: MailKind;
  registration: RegistrationRow;
  event: FullEvent;
  programme: Programme;
  said: Said;
}

/** What, when and where, as every mail about a meeting says it. */
export function factsOf(event: FullEvent, programme: Programme, language: Language): MailContent['facts'] {
  const t = translator(mailMessages, language, programme.addressForm);
  const venue = [event.venueName, event.venueStreet, [event.venuePostcode, event.venuePlace].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return [
    { label: t('what'), value: (language === 'en' && event.titleEn) || event.titleNl },
    ...(event.startsAt && event.endsAt
      ? [{ label: t('when'), value: dateText(event.startsAt, event.endsAt, programme.timeZone, language) }]
      : []),
    ...(venue ? [{ label: t('where'), value: venue }] : []),
  ];
}

function contentOf(ctx: Context, { kind, registration, event, programme, said }: Parts): MailContent {
  const { language } = registration;
  const t = translator(mailMessages, language, programme.addressForm);
  const url = `${ctx.config.publicUrl}/${programme.slug}`;
  const hasEnded = registration.status === 'cancelled' || registration.status === 'declined';
  const isActive = !hasEnded && event.status === 'published' && kind !== 'event-thanks';
  const address = `${url}/r/${linkToken(ctx, registration)}`;
  const isComingUp = isReminder(kind);
  return {
    language,
    programme: programme.name,
    accent: programme.accent,
    title: said.subject,
    greeting: t('hello', { name: registration.name }),
    body: [said.body, event.isExample && t('example'), briefingFor(kind, registration, event, t('briefing'))]
      .filter(Boolean)
      .join('\n\n'),
    facts: [
      ...factsOf(event, programme, language),
      ...(isComingUp && event.venueDirections ? [{ label: t('directions'), value: event.venueDirections }] : []),
    ],
    ...(isActive
      ? {
          button: {
            label: t(
              registration.status === 'offered'
                ? 'button.offer'
                : registration.verifyBy
                  ? 'button.verify'
                  : isComingUp
                    ? 'button.see-code'
                    : 'button.my-registration',
            ),
            url: address,
          },
          // opens a page with a button: who only looks at the mail, or a scanner, cancels nothing
          ...(isComingUp
            ? { otherButton: { label: t('button.cannot-come'), url: `${address}/cancel` } }
            : { afterButton: t('button.cannot') }),
        }
      : {}),
    signature: t('greeting', { programme: programme.name }),
    footer: {
      text: t('why-you-get-this', { controller: programme.controller }),
      link: { label: t('privacy'), url: `${url}/privacy` },
      more: { label: t('own-page'), url: `${url}/mijn` },
    },
  };
}

function calendarFor(
  ctx: Context,
  kind: MailKind,
  event: FullEvent,
  registration: RegistrationRow,
  programme: Programme,
): Pick<Rendered, 'calendar'> {
  const where = {
    publicUrl: ctx.config.publicUrl,
    programmeSlug: programme.slug,
    language: registration.language,
    // grows with what happens to this person too, or a calendar would take the cancellation for old news
    revision: registration.version - 1,
  };
  const hasPlace = registration.status === 'confirmed' && !registration.verifyBy && event.startsAt !== null;
  if (
    hasPlace &&
    (isReminder(kind) || kind === 'signup-confirmed' || kind === 'signup-promoted' || kind === 'signup-restored')
  ) {
    return { calendar: { method: 'PUBLISH', content: calendarOf([event], where) } };
  }
  if (event.startsAt !== null && (kind === 'event-cancelled' || kind === 'signup-cancelled')) {
    return { calendar: { method: 'CANCEL', content: calendarOf([event], { ...where, method: 'CANCEL' }) } };
  }
  return {};
}
