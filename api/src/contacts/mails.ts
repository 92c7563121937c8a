import type { Wish } from '@pr8werk/shared/contacts.ts';
import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { and, eq } from 'drizzle-orm';
import { subscriptionToken } from '#api/contacts/actions.ts';
import { subscriptionRequests } from '#api/contacts/rows.ts';
import type { Context } from '#api/context.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import { programmes } from '#api/programmes/rows.ts';

/** "Was it you who asked?" Null when it was confirmed or has expired meanwhile. */
export async function subscriptionMail(ctx: Context, programmeId: string, requestId: string) {
  const [request] = await ctx.db.orm
    .select()
    .from(subscriptionRequests)
    .where(and(eq(subscriptionRequests.programmeId, programmeId), eq(subscriptionRequests.requestId, requestId)));
  if (!request || request.confirmedAt || request.expiresAt <= ctx.now()) return null;
  const [programme] = await ctx.db.orm.select().from(programmes).where(eq(programmes.programmeId, programmeId));
  const { language } = request;
  const t = translator(mailMessages, language, programme!.addressForm);
  const url = `${ctx.config.publicUrl}/${programme!.slug}`;
  const content: MailContent = {
    language,
    programme: programme!.name,
    accent: programme!.accent,
    title: t('subscription-confirm.subject', { programme: programme!.name }),
    greeting: t('hello', { name: request.name }),
    body: t(bodyOf(request.purposes)),
    facts: [],
    button: { label: t('subscription-confirm.button'), url: `${url}/s/${subscriptionToken(ctx, requestId)}` },
    signature: t('greeting', { programme: programme!.name }),
    footer: {
      text: t('why-you-get-this', { controller: programme!.controller }),
      link: { label: t('privacy'), url: `${url}/privacy` },
    },
  };
  return {
    to: request.email,
    language,
    eventId: null,
    registrationId: null,
    subject: content.title,
    html: mailHtml(content),
    text: mailText(content),
  };
}

function bodyOf(purposes: readonly Wish[]) {
  if (purposes.length > 1) return 'subscription-confirm.both';
  return purposes[0] === 'follow-up' ? 'subscription-confirm.follow-up' : 'subscription-confirm.body';
}
