import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { type Actor, participant, record, system } from '#api/activity/actions.ts';
import { confirmWishes } from '#api/contacts/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, type Problem } from '#api/http/problems.ts';
import { registrationRow } from '#api/registrations/queries.ts';
import { mailTexts, registrations } from '#api/registrations/rows.ts';

export interface Target {
  programmeId: string;
  registrationId: string;
  actor: Actor;
}

/** Whether the person is told, and in which words beside ours. */
export interface Telling {
  notify: boolean;
  text?: string | null | undefined;
}

/** Keeps an organiser's own words for the mails of one act; answers how activity names them. */
export async function keepText(
  ctx: Context,
  tx: Db,
  given: Telling & { programmeId: string; eventId: string },
): Promise<{ notify: boolean; text?: string }> {
  const text = given.text?.trim();
  if (!given.notify || !text) return { notify: given.notify };
  const { programmeId, eventId } = given;
  const textId = newId();
  await tx.orm.insert(mailTexts).values({ programmeId, textId, eventId, text, createdAt: ctx.now() });
  return { notify: true, text: textId };
}

export type EndReason = 'asked' | 'unverified' | 'offer-expired' | 'line-closed';

/** Answers whether this call cancelled it; a second press of the button finds it cancelled already. */
export async function cancelRegistration(
  ctx: Context,
  given: Target & Telling & { eventId?: string; reason?: EndReason; company?: boolean | undefined },
): Promise<'cancelled' | 'already'> {
  return transact(ctx, async (tx) => {
    const { eventId, programmeId, reason = 'asked', company = false } = given;
    const telling = eventId ? await keepText(ctx, tx, { ...given, programmeId, eventId }) : { notify: given.notify };
    const answer = await cancelIn(ctx, tx, given, { ...telling, reason, ...(company ? { company } : {}) });
    if (answer === 'unknown') throw fail('not-found');
    return answer;
  });
}

export async function cancelIn(
  ctx: Context,
  tx: Db,
  given: Target,
  details: object,
): Promise<'cancelled' | 'already' | 'unknown'> {
  const [row] = await tx.query<{ answer: 'cancelled' | 'already' | 'unknown' }>(
    'SELECT cancel_registration($1, $2, $3, $4, $5, $6) AS answer',
    [
      given.programmeId,
      given.registrationId,
      ctx.now(),
      given.actor.kind,
      given.actor.id,
      JSON.stringify({ reason: 'asked', ...details }),
    ],
  );
  return row!.answer;
}

export async function restoreRegistration(ctx: Context, given: Target): Promise<void> {
  await transact(ctx, async (tx) => {
    const answer = await restoreIn(ctx, tx, given);
    if (answer === 'unknown') throw fail('not-found');
    if (answer === 'state') throw fail('registration-state');
    if (answer === 'again') throw signedUpAgain();
  });
}

/** `again`: the person has signed up anew meanwhile. */
export async function restoreIn(
  ctx: Context,
  tx: Db,
  given: Target,
): Promise<'confirmed' | 'waiting' | 'state' | 'unknown' | 'again'> {
  const [other] = await tx.query(
    `SELECT FROM registrations AS r JOIN registrations AS o USING (programme_id, event_id, contact_id)
      WHERE r.programme_id = $1 AND r.registration_id = $2 AND o.registration_id <> $2 AND o.status <> 'cancelled'`,
    [given.programmeId, given.registrationId],
  );
  if (other) return 'again';
  const [row] = await tx
    .query<{ answer: 'confirmed' | 'waiting' | 'state' | 'unknown' }>(
      'SELECT restore_registration($1, $2, $3, $4, $5) AS answer',
      [given.programmeId, given.registrationId, ctx.now(), given.actor.kind, given.actor.id],
    )
    .catch((error: { constraint?: string }) => {
      // between that look and the lock
      throw error.constraint === 'registrations_one_per_person' ? signedUpAgain() : error;
    });
  return row!.answer;
}

function signedUpAgain(): Problem {
  return fail('conflict', {
    detail: {
      nl: 'Deze persoon is intussen opnieuw aangemeld.',
      en: 'Meanwhile this person has been signed up again.',
    },
  });
}

export async function promoteRegistration(
  ctx: Context,
  given: Target & Telling & { eventId: string; raiseCapacity: boolean },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const answer = await promoteIn(ctx, tx, given, await keepText(ctx, tx, given));
    if (answer === 'unknown') throw fail('not-found');
    if (answer === 'state') throw fail('registration-state');
    if (answer === 'full') throw fail('event-full');
    if (answer === 'quota-full') throw fail('quota-full');
  });
}

export async function promoteIn(
  ctx: Context,
  tx: Db,
  given: Target & { raiseCapacity: boolean },
  details: object,
): Promise<'confirmed' | 'offered' | 'full' | 'quota-full' | 'state' | 'unknown'> {
  const [row] = await tx.query<{ answer: 'confirmed' | 'offered' | 'full' | 'quota-full' | 'state' | 'unknown' }>(
    'SELECT promote_registration($1, $2, $3, $4, $5, $6) AS answer',
    [
      given.programmeId,
      given.registrationId,
      given.raiseCapacity,
      ctx.now(),
      given.actor.id,
      JSON.stringify({ notify: true, ...details }),
    ],
  );
  return row!.answer;
}

/** Records whether someone came; null takes it back. The same twice is recorded once. */
export async function recordAttendance(
  ctx: Context,
  given: Target & { eventId: string; hasAttended: boolean | null },
): Promise<void> {
  const { programmeId, registrationId, eventId } = given;
  await transact(ctx, async (tx) => {
    const changed = await attendIn(ctx, tx, { ...given, registrationIds: [registrationId] });
    if (changed.size > 0) return;
    const row = await registrationRow(tx, programmeId, registrationId);
    if (!row || row.eventId !== eventId) throw fail('not-found');
    if (row.status === 'cancelled') throw fail('registration-state');
  });
}

interface Attendance {
  programmeId: string;
  eventId: string;
  registrationIds: readonly string[];
  hasAttended: boolean | null;
  actor: Actor;
  /** When it was done, if not now: what was done last holds. */
  doneAt?: Date;
}

/** Of whom this changed anything. Who is here is a person: nothing is left to confirm by mail. */
export async function attendIn(ctx: Context, tx: Db, given: Attendance): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `WITH changed AS (
       UPDATE registrations SET has_attended = $4, attendance_at = CASE WHEN $4 IS NOT NULL THEN $8::timestamptz END, version = version + 1,
           attendance_changed_at = $8,
           verify_by = CASE WHEN $4 THEN NULL ELSE verify_by END,
           verified_at = CASE WHEN $4 THEN coalesce(verified_at, $5) ELSE verified_at END
         WHERE programme_id = $1 AND event_id = $2 AND registration_id = ANY ($3::uuid[]) AND status <> 'cancelled'
           AND has_attended IS DISTINCT FROM $4 AND coalesce(attendance_changed_at <= $8, true)
         RETURNING registration_id
     ), told AS (
       INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
         SELECT $1, new_id($5), $5, 'registration.attendance', $6, $7, $2, registration_id, jsonb_build_object('hasAttended', $4::boolean)
           FROM changed
     )
     SELECT registration_id AS id FROM changed`,
    [
      given.programmeId,
      given.eventId,
      given.registrationIds,
      given.hasAttended,
      ctx.now(),
      given.actor.kind,
      given.actor.id,
      given.doneAt ?? ctx.now(),
    ],
  );
  return new Set(rows.map((it) => it.id));
}

/** The button behind the link in the mail: this really is a person. */
export async function verifyRegistration(
  ctx: Context,
  given: Pick<Target, 'programmeId' | 'registrationId'>,
): Promise<void> {
  const { programmeId, registrationId } = given;
  await transact(ctx, async (tx) => {
    const before = await registrationRow(tx, programmeId, registrationId);
    // who confirms too late, but before the signup was ended, was passed over: there may be a place for them now. The
    // places are locked first, as everywhere
    const isPassedOver =
      before?.status === 'waiting' && before.verifyBy !== null && before.verifyBy.getTime() < ctx.now().getTime();
    if (isPassedOver)
      await tx.query('SELECT (lock_registration($1, $2)).registration_id', [programmeId, registrationId]);
    const changed = await tx.orm
      .update(registrations)
      .set({ verifiedAt: ctx.now(), verifyBy: null, version: sql`${registrations.version} + 1` })
      .where(
        and(
          eq(registrations.programmeId, programmeId),
          eq(registrations.registrationId, registrationId),
          ne(registrations.status, 'cancelled'),
          isNotNull(registrations.verifyBy),
        ),
      )
      .returning({ eventId: registrations.eventId });
    if (changed.length === 0) return;
    await record(ctx, tx, {
      programmeId,
      name: 'registration.verified',
      actor: participant,
      eventId: changed[0]!.eventId,
      subjectId: registrationId,
    });
    await tellCompany(ctx, tx, programmeId, registrationId);
    await confirmWishes(ctx, tx, { programmeId, registrationId });
    if (isPassedOver) await tx.query('SELECT fill_places($1, $2, $3)', [programmeId, changed[0]!.eventId, ctx.now()]);
  });
}

/** Now that someone stands in for them, those who were signed up along are told. */
async function tellCompany(ctx: Context, tx: Db, programmeId: string, leadId: string): Promise<void> {
  await tx.query(
    `INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
       SELECT programme_id, new_id($3), $3, 'registration.vouched', 'participant', event_id, registration_id, '{"notify": true}'
         FROM registrations WHERE programme_id = $1 AND lead_id = $2 AND status <> 'cancelled'`,
    [programmeId, leadId, ctx.now()],
  );
}

/** Signups that were not confirmed by mail in time give their place back, as long as someone else can use it. */
export async function expireUnverified(ctx: Context): Promise<number> {
  const due = await ctx.db.query<{ programme_id: string; registration_id: string }>(
    `SELECT r.programme_id, r.registration_id FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
      WHERE r.verify_by < $1 AND r.status NOT IN ('cancelled', 'declined') AND e.status = 'published' AND e.starts_at > $1
      ORDER BY r.verify_by, r.registration_id LIMIT 1000`,
    [ctx.now()],
  );
  let ended = 0;
  for (const { programme_id: programmeId, registration_id: registrationId } of due) {
    try {
      await cancelRegistration(ctx, { programmeId, registrationId, actor: system, notify: true, reason: 'unverified' });
      ended++;
    } catch (error) {
      // the others' places are not held up by one
      const { code } = error as { code?: string };
      ctx.log.error({ programmeId, registrationId, code }, 'an unconfirmed signup could not be ended');
    }
  }
  return ended;
}

/** A meeting was cancelled: everyone who would come or waited is told, each by an activity of their own. */
export async function tellEventCancelled(ctx: Context, programmeId: string, eventId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await tx.query(
      `INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
         SELECT r.programme_id, new_id($3), $3, 'registration.event-cancelled', 'system', r.event_id, r.registration_id, '{"notify": true}'
           FROM registrations AS r
           JOIN events AS e ON e.programme_id = r.programme_id AND e.event_id = r.event_id AND e.status = 'cancelled'
          WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status NOT IN ('cancelled', 'declined')
            AND NOT EXISTS (SELECT FROM activity AS a WHERE a.programme_id = r.programme_id AND a.subject_id = r.registration_id
              AND a.name = 'registration.event-cancelled')`,
      [programmeId, eventId, ctx.now()],
    );
  });
}
