// What the signups of a meeting add up to. One statement, so that all figures are of one moment; where people stand now
// comes from their rows, how it came to be from the log, and a test sees to it that the two end in the same number.

import type { EventStatistics, SiteView } from '@pr8werk/shared/statistics.ts';
import type { Db } from '#api/context.ts';
import { tabs } from '#api/registrations/queries.ts';

interface Tally {
  registered: number;
  confirmed: number;
  waiting: number;
  attended: number;
}
interface Group extends Tally {
  by: 'all' | 'role' | 'source';
  role: EventStatistics['byRole'][number]['role'];
  source: string | null;
  cancelled: number;
  unverified: number;
}
interface Counted {
  capacity: number | null;
  days: EventStatistics['days'] | null;
  groups: Group[];
}

const count = (tab: keyof typeof tabs) => `(count(*) FILTER (WHERE ${tabs[tab]}))::integer`;

export async function statisticsOf(
  db: Db,
  given: { programmeId: string; eventId: string; timeZone: string },
): Promise<EventStatistics> {
  const [row] = await db.query<Counted>(
    `WITH turned AS (
      SELECT to_char(a.at AT TIME ZONE $3, 'YYYY-MM-DD') AS "on",
          count(*) FILTER (WHERE a.name IN ('registration.confirmed', 'registration.waiting')) AS signups,
          count(*) FILTER (WHERE a.name = 'registration.cancelled') AS cancelled,
          sum(CASE a.name
            WHEN 'registration.confirmed' THEN 1 WHEN 'registration.promoted' THEN 1
            WHEN 'registration.restored' THEN (a.data ->> 'became' = 'confirmed')::integer
            WHEN 'registration.cancelled' THEN -(a.data ->> 'was' = 'confirmed')::integer ELSE 0 END) AS confirmed,
          sum(CASE a.name
            WHEN 'registration.waiting' THEN 1 WHEN 'registration.promoted' THEN -1
            WHEN 'registration.restored' THEN (a.data ->> 'became' = 'waiting')::integer
            WHEN 'registration.cancelled' THEN -(a.data ->> 'was' = 'waiting')::integer ELSE 0 END) AS waiting
        FROM activity AS a
        WHERE a.programme_id = $1 AND a.event_id = $2
          AND a.name IN ('registration.confirmed', 'registration.waiting', 'registration.promoted', 'registration.restored', 'registration.cancelled')
        GROUP BY 1
    ), days AS (
      SELECT "on", signups::integer, cancelled::integer, (sum(confirmed) OVER sofar)::integer AS confirmed,
          (sum(waiting) OVER sofar)::integer AS waiting
        FROM turned WINDOW sofar AS (ORDER BY "on")
    ), groups AS (
      SELECT CASE grouping(r.role, r.source) WHEN 1 THEN 'role' WHEN 2 THEN 'source' ELSE 'all' END AS by, r.role, r.source,
          ${count('all')} AS registered, ${count('confirmed')} AS confirmed, ${count('waiting')} AS waiting,
          ${count('attended')} AS attended, ${count('cancelled')} AS cancelled, ${count('unverified')} AS unverified
        FROM registrations AS r WHERE r.programme_id = $1 AND r.event_id = $2
        GROUP BY GROUPING SETS ((), (r.role), (r.source))
    )
    SELECT (SELECT capacity FROM event_places WHERE programme_id = $1 AND event_id = $2) AS capacity,
      (SELECT json_agg(d ORDER BY d."on") FROM days AS d) AS days,
      (SELECT json_agg(g ORDER BY g.registered DESC, g.role, g.source) FROM groups AS g) AS groups`,
    [given.programmeId, given.eventId, given.timeZone],
  );
  const { capacity, days, groups } = row!;
  const all = groups.find((it) => it.by === 'all')!;
  const some = groups.filter((it) => it.registered > 0);
  return {
    ...tallyOf(all),
    cancelled: all.cancelled,
    unverified: all.unverified,
    capacity,
    days: days ?? [],
    byRole: some.filter((it) => it.by === 'role').map((it) => ({ role: it.role, ...tallyOf(it) })),
    bySource: some.filter((it) => it.by === 'source').map((it) => ({ source: it.source, ...tallyOf(it) })),
  };
}

function tallyOf({ registered, confirmed, waiting, attended }: Tally): Tally {
  return { registered, confirmed, waiting, attended };
}

interface SiteRow {
  origin: string;
  last_seen_on: string | null;
  registrations: number;
  last_signup_at: Date | null;
}

/** Where the form was met, and where people signed up from. */
export async function sitesOf(db: Db, programmeId: string, eventId: string): Promise<SiteView[]> {
  const rows = await db.query<SiteRow>(
    `WITH seen AS (
      SELECT origin, max(seen_on) AS seen_on FROM form_sightings WHERE programme_id = $1 GROUP BY origin
    ), signed AS (
      SELECT site AS origin, count(*) FILTER (WHERE status NOT IN ('cancelled', 'declined'))::integer AS registrations, max(created_at) AS last_at
        FROM registrations WHERE programme_id = $1 AND event_id = $2 AND site IS NOT NULL GROUP BY site
    )
    SELECT origin, to_char(s.seen_on, 'YYYY-MM-DD') AS last_seen_on, coalesce(g.registrations, 0) AS registrations,
        g.last_at AS last_signup_at
      FROM seen AS s FULL JOIN signed AS g USING (origin)
      ORDER BY s.seen_on DESC NULLS LAST, coalesce(g.registrations, 0) DESC, origin LIMIT 100`,
    [programmeId, eventId],
  );
  return rows.map((it) => ({
    origin: it.origin,
    lastSeenOn: it.last_seen_on,
    registrations: it.registrations,
    lastSignupAt: it.last_signup_at?.toISOString() ?? null,
  }));
}
