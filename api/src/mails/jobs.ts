// Sending one mail, at least once handed to the mail server and never twice on purpose: the row of this activity says
// whether it went, and the Message-ID stays the same over retries.

import type { MailKind } from '@pr8werk/shared/mails.ts';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { markDelivered, markUndeliverable } from '#api/contacts/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { refusalOf } from '#api/mail/refusals.ts';
import type { Post } from '#api/mail/transport.ts';
import { mails } from '#api/mails/rows.ts';
import type { JobData } from '#api/queue/queue.ts';
import type { Because, Rendered } from '#api/registrations/mails.ts';

export type Renderer = (
  ctx: Context,
  kind: MailKind,
  programmeId: string,
  subjectId: string,
  because: Because,
) => Promise<Rendered | null>;

/** Telling an address again and again that it is registered would be a way to pester someone. */
const againMinutes = 15;

export async function sendMail(ctx: Context, post: Post, render: Renderer, data: JobData): Promise<void> {
  const { programmeId, activityId, kind, subjectId, textId } = data as {
    programmeId: string;
    activityId: string;
    kind: MailKind;
    subjectId: string;
    textId?: string;
  };
  const mine = and(eq(mails.programmeId, programmeId), eq(mails.activityId, activityId), eq(mails.kind, kind));
  const [earlier] = await ctx.db.orm.select().from(mails).where(mine);
  if (earlier?.state === 'sent') return;
  const rendered = await render(ctx, kind, programmeId, subjectId, { activityId, textId: textId ?? null });
  if (!rendered) return;
  const mailId =
    earlier?.mailId ??
    (await transact(ctx, async (tx) => {
      if (kind === 'signup-again' && (await wasJustTold(ctx, tx, programmeId, subjectId))) return null;
      return keep(ctx, tx, { programmeId, activityId, kind, rendered });
    }));
  if (mailId === null) return;
  try {
    await post.send({ id: mailId, ...rendered });
  } catch (error) {
    await ctx.db.orm
      .update(mails)
      .set({ state: 'failed', attempts: sql`${mails.attempts} + 1`, error: (error as Error).message.slice(0, 500) })
      .where(mine);
    const refusal = refusalOf(error);
    // trying again what was refused for good brings nothing: the address has to change
    if (!refusal?.isForGood) throw error;
    if (refusal.isAboutAddress)
      await markUndeliverable(ctx, { programmeId, address: rendered.to, because: refusal.because });
    return;
  }
  await ctx.db.orm
    .update(mails)
    .set({ state: 'sent', attempts: sql`${mails.attempts} + 1`, error: null, sentAt: ctx.now() })
    .where(mine);
  await markDelivered(ctx, { programmeId, address: rendered.to });
}

/** Null when the same job runs elsewhere at this moment and was first. */
async function keep(
  ctx: Context,
  tx: Db,
  given: { programmeId: string; activityId: string; kind: MailKind; rendered: Rendered },
): Promise<string | null> {
  const { programmeId, activityId, kind, rendered: it } = given;
  const [row] = await tx.orm
    .insert(mails)
    .values({
      programmeId,
      mailId: newId(),
      activityId,
      kind,
      eventId: it.eventId,
      registrationId: it.registrationId,
      language: it.language,
      state: 'queued',
      toAddress: it.to,
      subject: it.subject,
      html: withoutLinks(it.html),
      body: withoutLinks(it.text),
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ mailId: mails.mailId });
  return row?.mailId ?? null;
}

/** The copy that staff may read must not let them act as the participant. */
export function withoutLinks(text: string): string {
  return text.replace(/\/(r|s|mijn\/open|mijn\/adres)\/[\w.-]{40,}/g, '/$1/…');
}

/** One at a time for a registration: twenty jobs at once must not all find that nobody was told yet. */
async function wasJustTold(ctx: Context, tx: Db, programmeId: string, registrationId: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`signup-again ${registrationId}`]);
  const [last] = await tx.orm
    .select({ id: mails.mailId })
    .from(mails)
    .where(
      and(
        eq(mails.programmeId, programmeId),
        eq(mails.registrationId, registrationId),
        eq(mails.kind, 'signup-again'),
        gt(mails.createdAt, new Date(ctx.now().getTime() - againMinutes * 60_000)),
      ),
    )
    .orderBy(desc(mails.createdAt))
    .limit(1);
  return last !== undefined;
}
