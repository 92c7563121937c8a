// The sign-in mail. It goes out at once and outside the job queue: it is worth nothing later, and who misses it asks again.

import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { eq } from 'drizzle-orm';
import { accounts, signInRequests } from '#api/accounts/rows.ts';
import { linkToken, mailCode, signInLink } from '#api/accounts/rules.ts';
import type { Context } from '#api/context.ts';
import { isLoopback } from '#api/http/access.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import type { Post } from '#api/mail/transport.ts';

export async function sendSignIn(ctx: Context, post: Post, requestId: string): Promise<void> {
  const [request] = await ctx.db.orm.select().from(signInRequests).where(eq(signInRequests.requestId, requestId));
  if (!request?.accountId) return;
  const [account] = await ctx.db.orm.select().from(accounts).where(eq(accounts.accountId, request.accountId));
  const link = signInLink(ctx.config.publicUrl, requestId, linkToken(ctx, request));
  const code = mailCode(ctx, request);
  const t = translator(mailMessages, request.language);
  const content: MailContent = {
    language: request.language,
    programme: 'Pr8werk',
    accent: null,
    title: t('sign-in.subject', { code }),
    greeting: t('hello', { name: account!.name }),
    body: t('sign-in.body'),
    facts: [],
    code,
    button: { label: t('sign-in.button'), url: link },
    signature: 'Pr8werk',
    footer: { text: t('sign-in.note') },
  };
  // on one's own machine without a mail server the console is the mailbox
  if (!ctx.config.smtpUrl && isLoopback(new URL(ctx.config.publicUrl).hostname)) {
    process.stdout.write(`\n  Inloggen als ${account!.email}: ${link}\n  of met code ${code}\n\n`);
  }
  await post.send({
    id: requestId,
    to: account!.email,
    subject: content.title,
    html: mailHtml(content),
    text: mailText(content),
    language: request.language,
  });
}
