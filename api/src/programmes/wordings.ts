// What a programme says in its mails in its own words, and what such a mail would look like.

import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { fillIn, placeholders, translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import {
  ourWording,
  placesOf,
  type WordingKey,
  type WordingPlace,
  type WordingView,
  wordingKeys,
} from '@pr8werk/shared/wordings.ts';
import { and, eq } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import type { Tenant } from '#api/http/access.ts';
import { faultAt, type Problem } from '#api/http/problems.ts';
import { mailHtml, mailText } from '#api/mail/layout.ts';
import { dateText } from '#api/pages/moments.ts';
import { mailWordings as rows } from '#api/programmes/rows.ts';

export interface Wording {
  subject: string;
  body: string;
}

/** The words of one mail with its places filled in: the programme's own, or ours. */
export async function wordingOf(
  db: Db,
  programme: { programmeId: string; addressForm: 'je' | 'u' },
  key: WordingKey,
  language: Language,
  values: Partial<Record<WordingPlace, string | number>>,
): Promise<Wording> {
  const [own] = await db.orm
    .select({ subject: rows.subject, body: rows.body })
    .from(rows)
    .where(and(eq(rows.programmeId, programme.programmeId), eq(rows.textKey, key), eq(rows.language, language)));
  return filled(own ?? ourWording(key, language, programme.addressForm), language, values);
}

function filled(it: Wording, language: Language, values: Partial<Record<WordingPlace, string | number>>): Wording {
  const fill = (text: string) => fillIn(text, language, values as Record<string, string | number>);
  // a title of a meeting may hold what a subject cannot
  return { subject: fill(it.subject).replace(/\s+/g, ' ').trim(), body: fill(it.body) };
}

export async function wordingViews(db: Db, tenant: Tenant): Promise<WordingView[]> {
  const own = await db.orm.select().from(rows).where(eq(rows.programmeId, tenant.programmeId));
  return (tenant.languages as Language[]).flatMap((language) =>
    wordingKeys.map((key) => {
      const mine = own.find((it) => it.textKey === key && it.language === language);
      const { subject, body } = mine ?? ourWording(key, language, tenant.addressForm);
      const changedAt = mine?.changedAt.toISOString() ?? null;
      return { key, language, subject, body, isOwn: mine !== undefined, places: [...placesOf(key)], changedAt };
    }),
  );
}

export async function wordingView(db: Db, tenant: Tenant, key: WordingKey, language: Language): Promise<WordingView> {
  const languages = [...new Set([...tenant.languages, language])];
  return (await wordingViews(db, { ...tenant, languages })).find((it) => it.key === key && it.language === language)!;
}

interface Which {
  programmeId: string;
  key: WordingKey;
  language: Language;
  actor: Actor;
}

export async function setWording(ctx: Context, given: Which & { wording: Wording }): Promise<void> {
  const { programmeId, key, language, wording } = given;
  const fault = unknownPlace(key, wording);
  if (fault) throw fault;
  const changed = { ...wording, changedAt: ctx.now() };
  await transact(ctx, async (tx) => {
    await tx.orm
      .insert(rows)
      .values({ programmeId, textKey: key, language, ...changed })
      .onConflictDoUpdate({ target: [rows.programmeId, rows.textKey, rows.language], set: changed });
    await record(ctx, tx, { programmeId, name: 'wording.changed', actor: given.actor, data: { key, language } });
  });
}

export async function resetWording(ctx: Context, { programmeId, key, language, actor }: Which): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.orm
      .delete(rows)
      .where(and(eq(rows.programmeId, programmeId), eq(rows.textKey, key), eq(rows.language, language)))
      .returning({ key: rows.textKey });
    if (gone.length > 0) await record(ctx, tx, { programmeId, name: 'wording.reset', actor, data: { key, language } });
  });
}

/** A place the mail does not know would stand there in braces. */
export function unknownPlace(key: WordingKey, wording: Wording): Problem | null {
  const known = placesOf(key) as readonly string[];
  const list = known.map((it) => `{${it}}`).join(', ');
  for (const field of ['subject', 'body'] as const) {
    const strange = placeholders(wording[field]).find((it) => !known.includes(it));
    if (strange) {
      return faultAt(`/${field}`, 'place', {
        nl: `{${strange}} kan deze mail niet invullen. Wel: ${list}.`,
        en: `This mail cannot fill in {${strange}}. It can: ${list}.`,
      });
    }
  }
  return null;
}

/** After these there is nothing left to look at. */
const ends = new Set<WordingKey>([
  'signup-cancelled',
  'signup-expired',
  'event-cancelled',
  'offer-expired',
  'line-closed',
  'request-declined',
  'event-thanks',
]);
/** These wait for an answer. */
const asks = new Set<WordingKey>(['place-offered', 'crew-invited']);

/** Of what is nearly there: cancelling is as easy as looking. */
const comesUp = new Set<WordingKey>(['event-in-a-week', 'event-tomorrow']);

/** For a made-up participant of a made-up meeting. */
export function previewOf(
  ctx: Context,
  given: { tenant: Tenant; key: WordingKey; language: Language; wording: Wording },
): Wording & { html: string; text: string } {
  const { tenant, key, language } = given;
  const fault = unknownPlace(key, given.wording);
  if (fault) throw fault;
  const t = translator(mailMessages, language, tenant.addressForm);
  const from = aMorning(ctx.now(), tenant.timeZone);
  const event = t('preview.event');
  const said = filled(given.wording, language, {
    event,
    programme: tenant.name,
    place: 3,
    until: t('preview.until'),
    reason: t('preview.reason'),
    role: translator(publicMessages, language, tenant.addressForm)('role.host'),
  });
  const content = {
    language,
    programme: tenant.name,
    accent: tenant.accent,
    title: said.subject,
    greeting: t('hello', { name: 'Anneke Wolters' }),
    body: said.body,
    facts: [
      { label: t('what'), value: event },
      { label: t('when'), value: dateText(from, new Date(from.getTime() + 9_000_000), tenant.timeZone, language) },
    ],
    ...(ends.has(key)
      ? {}
      : {
          button: {
            label: t(
              key.startsWith('signup-verify')
                ? 'button.verify'
                : asks.has(key)
                  ? 'button.offer'
                  : comesUp.has(key)
                    ? 'button.see-code'
                    : 'button.my-registration',
            ),
            url: `${ctx.config.publicUrl}/${tenant.slug}`,
          },
          ...(comesUp.has(key)
            ? { otherButton: { label: t('button.cannot-come'), url: `${ctx.config.publicUrl}/${tenant.slug}` } }
            : { afterButton: t('button.cannot') }),
        }),
    signature: t('greeting', { programme: tenant.name }),
    footer: { text: t('why-you-get-this', { controller: tenant.controller }) },
  };
  return { ...said, html: mailHtml(content), text: mailText(content) };
}

/** Half past seven, a month from now: a breakfast. */
function aMorning(now: Date, timeZone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).add({ months: 1 });
  return new Date(day.withPlainTime('07:30').epochMilliseconds);
}
