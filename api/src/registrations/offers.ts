// A place that is offered, taken or let go; and the hour after which nobody moves up any more. What is decided is decided by
// the functions of migrations/0021, under the meeting's lock.

import { type Actor, system } from '#api/activity/actions.ts';
import { confirmWishes } from '#api/contacts/actions.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { cancelRegistration, keepText, promoteIn, type Telling } from '#api/registrations/actions.ts';

interface Target {
  programmeId: string;
  registrationId: string;
}

/** The button behind the link: the place of who was asked, and of who came along. */
export async function acceptOffer(ctx: Context, given: Target): Promise<void> {
  await transact(ctx, async (tx) => {
    const [row] = await tx.query<{ answer: 'confirmed' | 'expired' | 'state' | 'unknown' }>(
      'SELECT accept_offer($1, $2, $3) AS answer',
      [given.programmeId, given.registrationId, ctx.now()],
    );
    if (row!.answer === 'unknown') throw fail('not-found');
    if (row!.answer === 'expired') throw fail('offer-expired');
    if (row!.answer === 'state') throw fail('registration-state');
    // the button of a mail: the address is known to be theirs
    await confirmWishes(ctx, tx, given);
  });
}

/** An organiser offers someone a place before others, and says why. */
export async function offerPlace(
  ctx: Context,
  given: Target & Telling & { eventId: string; actor: Actor; hours: number; raiseCapacity: boolean; because: string },
): Promise<void> {
  const until = new Date(ctx.now().getTime() + given.hours * 3600_000).toISOString();
  await transact(ctx, async (tx) => {
    const answer = await promoteIn(ctx, tx, given, { ...(await keepText(ctx, tx, given)), offer: until });
    if (answer === 'unknown') throw fail('not-found');
    if (answer === 'state') throw fail('registration-state');
    if (answer === 'full') throw fail('event-full');
    if (answer === 'quota-full') throw fail('quota-full');
    await tx.query('UPDATE registrations SET admitted_because = $3 WHERE programme_id = $1 AND registration_id = $2', [
      given.programmeId,
      given.registrationId,
      given.because,
    ]);
  });
}

type Judged = Target & Telling & { eventId: string; actor: Actor };

/** Yes to who asked: a place, or the end of the line. */
export async function approve(ctx: Context, given: Judged): Promise<void> {
  await judge(ctx, given, 'approve_request');
}

export async function decline(ctx: Context, given: Judged): Promise<void> {
  await judge(ctx, given, 'decline_request');
}

async function judge(ctx: Context, given: Judged, verdict: 'approve_request' | 'decline_request'): Promise<void> {
  await transact(ctx, async (tx) => {
    const telling = await keepText(ctx, tx, given);
    const [row] = await tx.query<{ answer: string }>(`SELECT ${verdict}($1, $2, $3, $4, $5) AS answer`, [
      given.programmeId,
      given.registrationId,
      ctx.now(),
      given.actor.id,
      JSON.stringify(telling),
    ]);
    if (row!.answer === 'unknown') throw fail('not-found');
    if (row!.answer === 'state') throw fail('registration-state');
  });
}

/** Offers that nobody took in time go to the next; then lines whose hour has come are closed. */
export async function settleLines(ctx: Context): Promise<void> {
  const due = await ctx.db.query<{ programmeId: string; registrationId: string }>(
    `SELECT programme_id AS "programmeId", coalesce(lead_id, registration_id) AS "registrationId" FROM registrations
      WHERE offer_expires_at <= $1 AND status = 'offered'
      GROUP BY 1, 2 ORDER BY min(offer_expires_at), 2 LIMIT 1000`,
    [ctx.now()],
  );
  for (const it of due)
    await alone(ctx, it.programmeId, () =>
      cancelRegistration(ctx, { ...it, actor: system, notify: true, reason: 'offer-expired' }),
    );
  const closing = await ctx.db.query<{ programmeId: string; eventId: string }>(
    `SELECT p.programme_id AS "programmeId", p.event_id AS "eventId" FROM event_places AS p JOIN events AS e USING (programme_id, event_id)
      WHERE p.offers_until <= $1 AND p.line_closed_at IS NULL AND e.status = 'published' AND e.starts_at > $1`,
    [ctx.now()],
  );
  for (const { programmeId, eventId } of closing)
    await alone(ctx, programmeId, () =>
      transact(ctx, async (tx: Db) => {
        await tx.query('SELECT close_line($1, $2, $3)', [programmeId, eventId, ctx.now()]);
      }),
    );
}

/** One that fails holds up none of the others. */
async function alone(ctx: Context, programmeId: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    ctx.log.error({ programmeId, code: (error as { code?: string }).code }, 'a waiting line could not be settled');
  }
}
