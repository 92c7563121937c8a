import type { ActivityView } from '@pr8werk/shared/activity.ts';
import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import type { Context, Db } from '#api/context.ts';
import { type CursorKey, pageOf } from '#api/http/cursors.ts';

interface ActivityListRow {
  activity_id: string;
  at: Date;
  name: string;
  actor_kind: ActivityView['actor']['kind'];
  actor_name: string | null;
  event_id: string | null;
  subject_id: string | null;
  is_last: boolean;
}

export interface ActivityFilter {
  event?: string | undefined;
  about?: string | undefined;
  by?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/** What an account did with a registration, and what takes it back. */
const undoes: Record<string, NonNullable<ActivityView['undo']>> = {
  'registration.cancelled': 'restore',
  'registration.promoted': 'return-to-line',
  'registration.attendance': 'attendance-unknown',
};

export async function listedActivity(
  ctx: Context,
  given: ActivityFilter & { programmeId: string; timeZone: string; limit: number; after: CursorKey | null },
) {
  const rows = await ctx.db.query<ActivityListRow>(
    `SELECT a.activity_id, a.at, a.name, a.actor_kind, coalesce(m.name, who.name, help.helper_name, made.name) AS actor_name, a.event_id, a.subject_id,
        a.actor_kind = 'account' AND a.name = ANY ($10)
          AND NOT EXISTS (SELECT FROM activity AS later WHERE later.programme_id = a.programme_id AND later.subject_id = a.subject_id
            AND later.activity_id > a.activity_id AND later.name LIKE 'registration.%')
          AND EXISTS (SELECT FROM registrations AS r JOIN events AS e ON e.programme_id = r.programme_id AND e.event_id = r.event_id
            WHERE r.programme_id = a.programme_id AND r.registration_id = a.subject_id AND e.status <> 'cancelled' AND r.name <> '')
          AS is_last
       FROM activity AS a LEFT JOIN accounts AS who ON who.account_id = a.actor_id
       LEFT JOIN members AS m ON m.programme_id = a.programme_id AND m.account_id = a.actor_id
       LEFT JOIN helper_links AS help ON help.programme_id = a.programme_id AND help.link_id = a.actor_id
       LEFT JOIN keys AS made ON made.programme_id = a.programme_id AND made.key_id = a.actor_id
      WHERE a.programme_id = $1 AND ($2::uuid IS NULL OR a.event_id = $2) AND ($3::uuid IS NULL OR a.activity_id < $3)
        AND ($5::text IS NULL OR a.name LIKE $5 || '.%') AND ($6::uuid IS NULL OR a.actor_id = $6)
        AND ($7::date IS NULL OR a.at >= $7::date::timestamp AT TIME ZONE $9)
        AND ($8::date IS NULL OR a.at < ($8::date + 1)::timestamp AT TIME ZONE $9)
      ORDER BY a.activity_id DESC LIMIT $4`,
    [
      given.programmeId,
      given.event ?? null,
      given.after?.[0] ?? null,
      given.limit + 1,
      given.about ?? null,
      given.by ?? null,
      given.from ?? null,
      given.until ?? null,
      given.timeZone,
      Object.keys(undoes),
    ],
  );
  return pageOf(rows, given.limit, activityView, (it) => [it.activity_id]);
}

function activityView(row: ActivityListRow): ActivityView {
  return {
    id: row.activity_id,
    at: row.at.toISOString(),
    name: row.name,
    actor: { kind: row.actor_kind, name: row.actor_name },
    event: row.event_id,
    subject: row.subject_id,
    undo: row.is_last ? undoes[row.name]! : null,
  };
}

/**
 * Who changed which fields of a thing after the version that the caller knows; for the answer to a stale change. Asked on
 * the connection of the transaction: one that waits for a second connection stands in the way of itself when many do.
 */
export async function changesSince(
  db: Db,
  given: { programmeId: string; subjectId: string; version: number },
): Promise<ProblemDocument['changed']> {
  const rows = await db.query<{ at: Date; by: string | null; data: { fields?: string[]; version?: number } }>(
    `SELECT a.at, coalesce(m.name, who.name) AS by, a.data FROM activity AS a LEFT JOIN accounts AS who ON who.account_id = a.actor_id
       LEFT JOIN members AS m ON m.programme_id = a.programme_id AND m.account_id = a.actor_id
      WHERE a.programme_id = $1 AND a.subject_id = $2 AND (a.data ->> 'version')::integer > $3
      ORDER BY a.activity_id DESC LIMIT 50`,
    [given.programmeId, given.subjectId, given.version],
  );
  const [last] = rows;
  if (!last) return undefined;
  return {
    by: last.by,
    at: last.at.toISOString(),
    fields: [...new Set(rows.flatMap((it) => it.data.fields ?? []))].sort(),
    version: last.data.version ?? 0,
  };
}
