// Sending mailings, as many in a minute as may. A recipient is claimed, looked at once more, mailed and marked, one by one.
// A process that dies in between leaves a claim that is taken over after two minutes: the mail goes at least once, with the
// Message-ID it had, and never twice on purpose.

import type { ExclusionReason } from '@pr8werk/shared/mailings.ts';
import { record, system } from '#api/activity/actions.ts';
import { markDelivered, markUndeliverable } from '#api/contacts/actions.ts';
import { type Context, transact } from '#api/context.ts';
import { insertInvitations } from '#api/invitations/actions.ts';
import { candidatesOf } from '#api/invitations/audience.ts';
import { mailingMail, type Setting, settingOf } from '#api/invitations/mails.ts';
import type { MailingRow } from '#api/invitations/rows.ts';
import { refusalOf } from '#api/mail/refusals.ts';
import type { Post } from '#api/mail/transport.ts';

interface Claim {
  programme_id: string;
  mailing_id: string;
  contact_id: string;
  mail_id: string;
  attempts: number;
  event_id: string;
  kind: MailingRow['kind'];
  audience: MailingRow['audience'];
  subject_nl: string;
  subject_en: string | null;
  body_nl: string;
  body_en: string | null;
}

/** A run ends before the next minute's begins. */
const longestRunMs = 50_000;
/** No server takes longer to answer. */
const claimMinutes = 2;
const mostAttempts = 8;

/** `mailingId`: the minute in which this one could be cancelled is over, also where the clock stands still. */
export async function sendMailings(ctx: Context, post: Post, mailingId: string | null): Promise<void> {
  await leave(ctx, mailingId);
  const settings = new Map<string, Setting | null>();
  const end = performance.now() + longestRunMs;
  // asked each time: another process may be sending too
  while (performance.now() < end && (await mayGo(ctx))) {
    const claim = await claimOne(ctx);
    if (!claim) break;
    const isAnswered = await sendOne(ctx, post, claim, settings).catch(async (error: Error) => {
      // one that cannot be made must not hold up the others
      ctx.log.error({ err: error.message, mailingId: claim.mailing_id }, 'a mail of a mailing could not be made');
      await later(ctx, claim);
      return true;
    });
    // the server is away: the next minute tries again
    if (!isAnswered) break;
  }
  await finish(ctx);
}

/** What may leave now does, unless there is nothing left to invite to; then the rest of what is on its way stays too. */
async function leave(ctx: Context, mailingId: string | null): Promise<void> {
  await transact(ctx, async (tx) => {
    const now = ctx.now();
    const due = await tx.query<{ programme_id: string; mailing_id: string; event_id: string; next: string }>(
      `SELECT m.programme_id, m.mailing_id, m.event_id,
          CASE WHEN NOT o.is_off THEN 'going' WHEN m.state = 'planned' THEN 'cancelled' ELSE 'stopped' END AS next
         FROM mailings AS m JOIN events AS e USING (programme_id, event_id),
         LATERAL (SELECT CASE WHEN m.kind <> 'message' THEN e.status <> 'published' OR e.starts_at <= $1
           ELSE coalesce(e.cancelled_at > m.created_at, false) END AS is_off) AS o
        WHERE (m.state = 'planned' AND (m.leaves_at <= $1 OR (m.mailing_id = $2 AND NOT m.is_planned))) OR (m.state = 'going' AND o.is_off)
        FOR UPDATE OF m SKIP LOCKED`,
      [now, mailingId],
    );
    for (const { programme_id: programmeId, mailing_id: id, event_id: eventId, next } of due) {
      await tx.query(
        `UPDATE mailings SET state = $3, left_at = CASE WHEN $3 = 'going' THEN $4::timestamptz ELSE left_at END,
             ended_at = CASE WHEN $3 <> 'going' THEN $4::timestamptz END WHERE programme_id = $1 AND mailing_id = $2`,
        [programmeId, id, next, now],
      );
      const name = next === 'going' ? 'mailing.left' : `mailing.${next}`;
      await record(ctx, tx, { programmeId, name, actor: system, eventId, subjectId: id });
    }
  });
}

/** By the minute on the clock, in which the next work of every minute begins anew. */
async function mayGo(ctx: Context): Promise<boolean> {
  const now = ctx.now();
  const [row] = await ctx.db.query<{ sent: number }>(
    'SELECT count(*)::integer AS sent FROM mailing_recipients WHERE sent_at >= $1 AND sent_at <= $2',
    [new Date(Math.floor(now.getTime() / 60_000) * 60_000), now],
  );
  return row!.sent < ctx.config.mailingPerMinute;
}

/** In turn over all mailings: a small one does not wait for a large one. */
async function claimOne(ctx: Context): Promise<Claim | null> {
  const [claim] = await ctx.db.query<Claim>(
    `UPDATE mailing_recipients AS r SET state = 'sending', claimed_at = $1, attempts = r.attempts + 1
       FROM (
         SELECT q.programme_id, q.mailing_id, q.contact_id, m.event_id, m.kind, m.audience, m.subject_nl, m.subject_en, m.body_nl, m.body_en
           FROM mailing_recipients AS q JOIN mailings AS m USING (programme_id, mailing_id)
          WHERE m.state = 'going' AND ((q.state = 'to-send' AND (q.retry_at IS NULL OR q.retry_at <= $1))
            OR (q.state = 'sending' AND q.claimed_at < $2))
          ORDER BY q.nth, q.mailing_id LIMIT 1 FOR UPDATE OF q SKIP LOCKED
       ) AS c
      WHERE r.programme_id = c.programme_id AND r.mailing_id = c.mailing_id AND r.contact_id = c.contact_id
      RETURNING r.programme_id, r.mailing_id, r.contact_id, r.mail_id, r.attempts, c.event_id, c.kind, c.audience, c.subject_nl, c.subject_en, c.body_nl, c.body_en`,
    [ctx.now(), new Date(ctx.now().getTime() - claimMinutes * 60_000)],
  );
  return claim ?? null;
}

/** False: no server answered. */
async function sendOne(
  ctx: Context,
  post: Post,
  claim: Claim,
  settings: Map<string, Setting | null>,
): Promise<boolean> {
  const { programme_id: programmeId, event_id: eventId, contact_id: contactId, kind } = claim;
  const status = kind === 'message' ? claim.audience?.status : undefined;
  const [person] = await candidatesOf(ctx.db, {
    programmeId,
    eventId,
    kind,
    // who was chosen stays chosen; only where people stand in the line may have changed
    audience: status ? { status } : {},
    only: { contactId, mailingId: claim.mailing_id },
  });
  if (!settings.has(claim.mailing_id))
    settings.set(claim.mailing_id, await settingOf(ctx, { programmeId, eventId, kind, texts: textsOf(claim) }));
  const setting = settings.get(claim.mailing_id);
  if (!person || person.reason !== null || !person.address || !setting) {
    await mark(ctx, claim, { state: 'excluded', reason: person?.reason ?? ('gone' satisfies ExclusionReason) });
    return true;
  }
  const mail = await mailingMail(ctx, setting, {
    name: person.name,
    language: person.language,
    links: {
      contactId,
      registrationId: person.registration_id,
      invitationId: kind === 'invitation' ? claim.mail_id : person.invitation_id,
    },
  });
  try {
    await post.send({ id: claim.mail_id, to: person.address, ...mail });
  } catch (error) {
    return refused(ctx, claim, person.address, error);
  }
  await sent(ctx, claim);
  await markDelivered(ctx, { programmeId, address: person.address }).catch((error: Error) =>
    ctx.log.warn({ err: error.message }, 'an address could not be marked as one that takes mail'),
  );
  return true;
}

export function textsOf(it: Pick<Claim, 'subject_nl' | 'subject_en' | 'body_nl' | 'body_en'>): Setting['texts'] {
  return { subject: { nl: it.subject_nl, en: it.subject_en }, body: { nl: it.body_nl, en: it.body_en } };
}

async function refused(ctx: Context, claim: Claim, address: string, error: unknown): Promise<boolean> {
  const refusal = refusalOf(error);
  if (!refusal) {
    ctx.log.warn({ err: (error as Error).name, mailingId: claim.mailing_id }, 'no mail server answered');
    // the mail may have got there all the same, so this one waits; who never answers holds up the others no longer
    await later(ctx, claim);
    return false;
  }
  if (refusal.isForGood) {
    await mark(ctx, claim, { state: 'bounced', reason: refusal.because });
    if (refusal.isAboutAddress)
      await markUndeliverable(ctx, { programmeId: claim.programme_id, address, because: refusal.because });
  } else await later(ctx, claim);
  return true;
}

/** Each time after twice as long, and in the end not any more. */
async function later(ctx: Context, claim: Claim): Promise<void> {
  const retryAt = new Date(ctx.now().getTime() + 2 ** claim.attempts * 60_000);
  if (claim.attempts >= mostAttempts) await mark(ctx, claim, { state: 'failed', reason: 'unreachable' });
  else await mark(ctx, claim, { state: 'to-send', retryAt });
}

async function mark(
  ctx: Context,
  claim: Claim,
  it: { state: string; reason?: string; retryAt?: Date; attempts?: number },
): Promise<void> {
  await ctx.db.query(
    `UPDATE mailing_recipients SET state = $4, reason = $5, retry_at = $6, attempts = coalesce($7, attempts), claimed_at = NULL
      WHERE programme_id = $1 AND mailing_id = $2 AND contact_id = $3 AND state = 'sending'`,
    [
      claim.programme_id,
      claim.mailing_id,
      claim.contact_id,
      it.state,
      it.reason ?? null,
      it.retryAt ?? null,
      it.attempts ?? null,
    ],
  );
}

/** Invited from the moment that a mail server took the mail. */
async function sent(ctx: Context, claim: Claim): Promise<void> {
  const { programme_id: programmeId, event_id: eventId, contact_id: contactId, mailing_id: mailingId, kind } = claim;
  await transact(ctx, async (tx) => {
    await tx.query(
      `UPDATE mailing_recipients SET state = 'sent', sent_at = $4, claimed_at = NULL
        WHERE programme_id = $1 AND mailing_id = $2 AND contact_id = $3`,
      [programmeId, mailingId, contactId, ctx.now()],
    );
    if (kind === 'invitation')
      await insertInvitations(tx, {
        programmeId,
        eventId,
        at: ctx.now(),
        source: 'pr8werk',
        mailingId,
        people: [{ contactId, invitationId: claim.mail_id }],
      });
    if (kind === 'reminder')
      await tx.query(
        `UPDATE invitations SET reminded = reminded + 1, reminded_at = $4
          WHERE programme_id = $1 AND event_id = $2 AND contact_id = $3`,
        [programmeId, eventId, contactId, ctx.now()],
      );
  });
}

/** Where nobody is left the mailing is over; of one that is on its way the screens hear how far it is. */
async function finish(ctx: Context): Promise<void> {
  await transact(ctx, async (tx) => {
    const over = await tx.query<{ programme_id: string; mailing_id: string; event_id: string }>(
      `UPDATE mailings AS m SET state = 'sent', ended_at = $1
        WHERE m.state = 'going' AND NOT EXISTS (SELECT FROM mailing_recipients AS r
          WHERE r.programme_id = m.programme_id AND r.mailing_id = m.mailing_id AND r.state IN ('to-send', 'sending'))
        RETURNING m.programme_id, m.mailing_id, m.event_id`,
      [ctx.now()],
    );
    for (const { programme_id: programmeId, mailing_id: subjectId, event_id: eventId } of over)
      await record(ctx, tx, { programmeId, name: 'mailing.sent', actor: system, eventId, subjectId });
  });
}
