import type { Duty } from '@pr8werk/shared/accounts.ts';
import { aheadDays, type TaskKind, type TaskPlace, type TaskView } from '@pr8werk/shared/runbook.ts';
import type { Context, Db } from '#api/context.ts';
import { dueOn, todayIn } from '#api/runbook/rules.ts';

interface Row {
  task_id: string;
  event_id: string;
  title_nl: string;
  title_en: string | null;
  event_day: string | null;
  time_zone: string;
  title: string;
  kind: TaskKind;
  duty: Duty;
  day_offset: number | null;
  fixed_on: string | null;
  place: TaskPlace | null;
  assignee_id: string | null;
  assignee: string | null;
  is_settled: boolean;
  done_at: Date | null;
  done_by: string | null;
  is_off: boolean;
}

const select = `SELECT t.task_id, t.event_id, e.title_nl, e.title_en, p.time_zone, t.title, t.kind, t.duty, t.day_offset,
    to_char(t.fixed_on, 'YYYY-MM-DD') AS fixed_on, t.place, t.assignee_id, w.name AS assignee, t.done_at, d.name AS done_by,
    CASE WHEN e.starts_at IS NOT NULL THEN to_char(e.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD')
      WHEN e.happens_on NOT LIKE '%?%' THEN e.happens_on END AS event_day,
    e.status IN ('cancelled', 'unknown') AS is_off,
    CASE t.settled_by WHEN 'published' THEN e.status IN ('published', 'held') WHEN 'held' THEN e.status = 'held'
      WHEN 'attendance' THEN EXISTS (SELECT FROM registrations AS r
        WHERE r.programme_id = t.programme_id AND r.event_id = t.event_id AND r.has_attended IS NOT NULL)
      WHEN 'invited' THEN EXISTS (SELECT FROM invitations AS i WHERE i.programme_id = t.programme_id AND i.event_id = t.event_id)
      WHEN 'reminded' THEN EXISTS (SELECT FROM invitations AS i WHERE i.programme_id = t.programme_id AND i.event_id = t.event_id AND i.reminded > 0)
      ELSE false END AS is_settled
  FROM tasks AS t JOIN events AS e USING (programme_id, event_id) JOIN programmes AS p USING (programme_id)
  LEFT JOIN members AS w ON w.programme_id = t.programme_id AND w.account_id = t.assignee_id
  LEFT JOIN members AS d ON d.programme_id = t.programme_id AND d.account_id = t.done_by`;

function taskView(row: Row, now: Date): TaskView {
  const due = dueOn(row.event_day, { offset: row.day_offset, fixedOn: row.fixed_on });
  const isDone = row.done_at !== null || row.is_settled;
  const today = todayIn(now, row.time_zone).toString();
  return {
    id: row.task_id,
    event: { id: row.event_id, title: { nl: row.title_nl, en: row.title_en } },
    title: row.title,
    kind: row.kind,
    duty: row.duty,
    offset: row.day_offset,
    dueOn: due,
    place: row.place,
    assignee: row.assignee ? { id: row.assignee_id!, name: row.assignee } : null,
    isDone,
    isSettled: row.is_settled && row.done_at === null,
    isLate: !isDone && !row.is_off && due !== null && due < today,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.done_by,
  };
}

/** Without a day last; on one day in the order in which they were made. */
const byDay = (a: TaskView, b: TaskView) =>
  (a.dueOn ?? '~').localeCompare(b.dueOn ?? '~') || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export async function runbookOf(
  ctx: Pick<Context, 'now'>,
  db: Db,
  programmeId: string,
  eventId: string,
  taskId?: string,
): Promise<TaskView[]> {
  const rows = await db.query<Row>(
    `${select} WHERE t.programme_id = $1 AND t.event_id = $2 AND ($3::uuid IS NULL OR t.task_id = $3) LIMIT 500`,
    [programmeId, eventId, taskId ?? null],
  );
  return rows.map((it) => taskView(it, ctx.now())).sort(byDay);
}

/** What is late, and what is due by then; over all meetings that go on. */
export async function openTasks(
  ctx: Pick<Context, 'now' | 'db'>,
  given: { programmeId: string; timeZone: string; duty?: Duty; until?: string },
): Promise<TaskView[]> {
  const now = ctx.now();
  const until = given.until ?? todayIn(now, given.timeZone).add({ days: aheadDays }).toString();
  const rows = await ctx.db.query<Row>(
    `${select} WHERE t.programme_id = $1 AND t.done_at IS NULL AND e.status NOT IN ('cancelled', 'unknown') AND ($2::text IS NULL OR t.duty = $2) LIMIT 5000`,
    [given.programmeId, given.duty ?? null],
  );
  return rows
    .map((it) => taskView(it, now))
    .filter((it) => !it.isDone && it.dueOn !== null && it.dueOn <= until)
    .sort(byDay)
    .slice(0, 500);
}
