// Standing messages leave. The rows of who gets one and the activity from which the mail follows are written in one
// statement: a process that dies has written both or neither, and of two that look at once the second finds nobody left.

import type { ReminderKind } from '@pr8werk/shared/reminders.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { inOrder, isDue, programmeKinds } from '#api/reminders/queries.ts';
import { eventReminders, programmeReminders } from '#api/reminders/rows.ts';
import { isDecentHour, momentOf } from '#api/reminders/rules.ts';

interface Near {
  programme_id: string;
  event_id: string;
  starts_at: Date;
  time_zone: string;
  own: ReminderKind[] | null;
}

export async function sendReminders(ctx: Context): Promise<void> {
  const now = ctx.now();
  const near = await ctx.db.query<Near>(
    `SELECT e.programme_id, e.event_id, e.starts_at, p.time_zone, o.kinds AS own FROM events AS e
       JOIN programmes AS p USING (programme_id) LEFT JOIN event_reminders AS o USING (programme_id, event_id)
      WHERE e.status IN ('published', 'held') AND e.starts_at BETWEEN $1::timestamptz - interval '6 days' AND $1::timestamptz + interval '9 days'`,
    [now],
  );
  for (const it of near.filter((event) => isDecentHour(now, event.time_zone))) {
    for (const kind of it.own ?? (await programmeKinds(ctx.db, it.programme_id))) {
      const { leavesAt, overAt } = momentOf(kind, it.starts_at, it.time_zone);
      if (leavesAt > now || now >= overAt) continue;
      await remind(ctx, it, kind, leavesAt).catch((error: { code?: string }) =>
        ctx.log.error({ eventId: it.event_id, kind, code: error.code }, 'a standing message did not leave'),
      );
    }
  }
}

async function remind(ctx: Context, event: Near, kind: ReminderKind, leavesAt: Date): Promise<void> {
  await transact(ctx, async (tx) => {
    // background work does not wait for the disk; what says that a mail went does
    await tx.query('SET LOCAL synchronous_commit TO on');
    await tx.query(
      `WITH gone AS (
         INSERT INTO reminders (programme_id, registration_id, kind, event_id, reminded_at)
           SELECT r.programme_id, r.registration_id, $3, r.event_id, $5 FROM registrations AS r
            WHERE ${isDue} ORDER BY r.registration_id
           ON CONFLICT DO NOTHING RETURNING registration_id)
       INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
         SELECT $1, new_id($5), $5, 'registration.reminded', 'system', $2, g.registration_id, jsonb_build_object('kind', $3::text) FROM gone AS g`,
      [event.programme_id, event.event_id, kind, leavesAt, ctx.now()],
    );
  });
}

interface Choice {
  programmeId: string;
  actor: Actor;
}

export async function chooseReminders(
  ctx: Context,
  given: Choice & { eventId: string; on: readonly ReminderKind[] | null },
): Promise<void> {
  const { programmeId, eventId, on, actor } = given;
  await transact(ctx, async (tx) => {
    await requireEvent(tx, programmeId, eventId);
    if (on === null) {
      await tx.query('DELETE FROM event_reminders WHERE programme_id = $1 AND event_id = $2', [programmeId, eventId]);
    } else {
      const kinds = inOrder(on);
      await tx.orm
        .insert(eventReminders)
        .values({ programmeId, eventId, kinds })
        .onConflictDoUpdate({ target: [eventReminders.programmeId, eventReminders.eventId], set: { kinds } });
    }
    await record(ctx, tx, { programmeId, name: 'event.reminders-chosen', actor, eventId, subjectId: eventId });
  });
}

async function requireEvent(tx: Db, programmeId: string, eventId: string): Promise<void> {
  const found = await tx.query('SELECT FROM events WHERE programme_id = $1 AND event_id = $2 FOR SHARE', [
    programmeId,
    eventId,
  ]);
  if (found.length === 0) throw fail('not-found');
}

export async function chooseProgrammeReminders(
  ctx: Context,
  given: Choice & { on: readonly ReminderKind[] },
): Promise<void> {
  const { programmeId, actor } = given;
  const kinds = inOrder(given.on);
  await transact(ctx, async (tx) => {
    await tx.orm
      .insert(programmeReminders)
      .values({ programmeId, kinds })
      .onConflictDoUpdate({ target: programmeReminders.programmeId, set: { kinds } });
    await record(ctx, tx, { programmeId, name: 'programme.reminders-chosen', actor, data: { kinds } });
  });
}
