import { type MailMessage, mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { eq } from 'drizzle-orm';
import type { Context } from '#api/context.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import { armLink } from '#api/personal/actions.ts';
import { armAddress, type Side } from '#api/personal/address-changes.ts';
import { programmes } from '#api/programmes/rows.ts';
import type { Rendered } from '#api/registrations/mails.ts';

interface Said {
  programmeId: string;
  to: string;
  language: 'nl' | 'en';
  subject: MailMessage;
  body: MailMessage;
  button: MailMessage;
  why: MailMessage;
  /** Below the programme's own pages. */
  path: string;
}

/** The link to somebody's own page. Null when it was used, ended, or nobody has that address any more. */
export async function personalLinkMail(ctx: Context, programmeId: string, linkId: string): Promise<Rendered | null> {
  const [row] = await ctx.db.query<{ email: string | null; language: 'nl' | 'en' }>(
    `SELECT c.email, l.language FROM personal_links AS l JOIN contacts AS c USING (programme_id, contact_id)
      WHERE l.programme_id = $1 AND l.link_id = $2`,
    [programmeId, linkId],
  );
  if (!row?.email) return null;
  const secret = await armLink(ctx, programmeId, linkId);
  if (!secret) return null;
  return written(ctx, {
    programmeId,
    to: row.email,
    language: row.language,
    subject: 'personal-link.subject',
    body: 'personal-link.body',
    button: 'personal-link.button',
    why: 'why-own-page',
    path: `mijn/open/${secret}`,
  });
}

/** "Was it you?", to both addresses. No name: a new one may have been mistyped, and be a stranger's. */
export async function addressMail(
  ctx: Context,
  side: Side,
  programmeId: string,
  changeId: string,
): Promise<Rendered | null> {
  const armed = await armAddress(ctx, programmeId, changeId, side);
  if (!armed) return null;
  return written(ctx, {
    programmeId,
    to: armed.to,
    language: armed.language,
    subject: 'address.subject',
    body: `address-${side}.body`,
    button: 'address.button',
    why: side === 'old' ? 'why-own-page' : 'why-new-address',
    path: `mijn/adres/${armed.secret}`,
  });
}

async function written(ctx: Context, said: Said): Promise<Rendered> {
  const { language } = said;
  const [programme] = await ctx.db.orm.select().from(programmes).where(eq(programmes.programmeId, said.programmeId));
  const t = translator(mailMessages, language, programme!.addressForm);
  const url = `${ctx.config.publicUrl}/${programme!.slug}`;
  const content: MailContent = {
    language,
    programme: programme!.name,
    accent: programme!.accent,
    title: t(said.subject, { programme: programme!.name }),
    greeting: t('hello-there'),
    body: t(said.body, { programme: programme!.name }),
    facts: [],
    button: { label: t(said.button), url: `${url}/${said.path}` },
    signature: t('greeting', { programme: programme!.name }),
    footer: {
      text: t(said.why, { controller: programme!.controller }),
      link: { label: t('privacy'), url: `${url}/privacy` },
    },
  };
  return {
    to: said.to,
    language,
    eventId: null,
    registrationId: null,
    subject: content.title,
    html: mailHtml(content),
    text: mailText(content),
  };
}
