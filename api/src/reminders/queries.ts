import { type EventRemindersView, type ReminderKind, reminderKinds } from '@pr8werk/shared/reminders.ts';
import type { Context, Db } from '#api/context.ts';
import { momentOf, standard } from '#api/reminders/rules.ts';

/** Who gets it: is coming for sure, and was on the list when it left; afterwards, who was seen at the door. `$3` kind, `$4` when. */
export const isDue = `r.programme_id = $1 AND r.event_id = $2 AND r.status = 'confirmed' AND r.verify_by IS NULL AND r.name <> ''
  AND r.created_at < $4 AND ($3 <> 'event-thanks' OR r.has_attended)`;

export async function programmeKinds(db: Db, programmeId: string): Promise<ReminderKind[]> {
  const [row] = await db.query<{ kinds: ReminderKind[] }>(
    'SELECT kinds FROM programme_reminders WHERE programme_id = $1',
    [programmeId],
  );
  return inOrder(row?.kinds ?? standard);
}

export const inOrder = (kinds: readonly ReminderKind[]) => reminderKinds.filter((it) => kinds.includes(it));

/** Null: there is no such meeting. */
export async function remindersOf(
  ctx: Pick<Context, 'now'>,
  db: Db,
  programmeId: string,
  eventId: string,
): Promise<EventRemindersView | null> {
  const [event] = await db.query<{
    starts_at: Date | null;
    time_zone: string;
    own: ReminderKind[] | null;
  }>(
    `SELECT e.starts_at, p.time_zone, o.kinds AS own FROM events AS e JOIN programmes AS p USING (programme_id)
       LEFT JOIN event_reminders AS o USING (programme_id, event_id)
      WHERE e.programme_id = $1 AND e.event_id = $2`,
    [programmeId, eventId],
  );
  if (!event) return null;
  const on = event.own ?? (await programmeKinds(db, programmeId));
  const sent = await db.query<{ kind: ReminderKind; people: number }>(
    'SELECT kind, count(*) AS people FROM reminders WHERE programme_id = $1 AND event_id = $2 GROUP BY kind',
    [programmeId, eventId],
  );
  const items: EventRemindersView['items'] = [];
  for (const kind of reminderKinds) {
    const moment = event.starts_at && momentOf(kind, event.starts_at, event.time_zone);
    const went = sent.find((it) => it.kind === kind)?.people ?? 0;
    const isOver = moment !== null && moment.overAt <= ctx.now();
    const state = went > 0 ? 'sent' : isOver ? 'over' : 'planned';
    items.push({
      kind,
      isOn: on.includes(kind),
      state,
      leavesAt: moment?.leavesAt.toISOString() ?? null,
      people: state === 'planned' ? await wouldGet(db, [programmeId, eventId, kind, moment?.leavesAt ?? null]) : went,
    });
  }
  return { items, isOwn: event.own !== null };
}

async function wouldGet(db: Db, values: [string, string, ReminderKind, Date | null]): Promise<number> {
  const [row] = await db.query<{ people: number }>(
    `SELECT count(*) AS people FROM registrations AS r WHERE ${isDue.replace('$4', "coalesce($4::timestamptz, 'infinity')")}`,
    values,
  );
  return row!.people;
}
