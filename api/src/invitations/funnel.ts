// From invited to attended: one statement, so that all figures are of one moment, in the words of the list behind them.

import type { FunnelView } from '@pr8werk/shared/invitations.ts';
import type { Db } from '#api/context.ts';
import { invited, networksOf, steps } from '#api/invitations/queries.ts';

type Counts = Pick<FunnelView, 'invited' | 'responded' | 'registered' | 'attended' | 'unrecorded'>;
interface Group extends Counts {
  by: 'all' | 'source' | 'network' | 'municipality';
  key: string | null;
  name: string | null;
  notComing: number;
  unanswered: number;
}

const count = (what: string) => `(count(*) FILTER (WHERE ${what}))::integer`;
const unrecorded = `${steps.registered} AND r.has_attended IS NULL`;

export async function funnelOf(db: Db, of: { programmeId: string; eventId: string }): Promise<FunnelView> {
  const [row] = await db.query<{ groups: Group[] }>(
    `WITH each AS MATERIALIZED (
       SELECT v.source, v.networks, v.municipality, ${steps.responded} AS responded, ${steps.registered} AS registered,
           ${steps.attended} AS attended, ${unrecorded} AS unrecorded, ${steps['not-coming']} AS not_coming, ${steps.unanswered} AS unanswered
         FROM ${invited} WHERE v.programme_id = $1 AND v.event_id = $2
     ), keyed AS (
       SELECT 'all' AS by, NULL AS key, NULL AS name, each.* FROM each
       UNION ALL SELECT 'source', source, NULL, each.* FROM each
       UNION ALL SELECT 'municipality', municipality, NULL, each.* FROM each
       UNION ALL SELECT 'network', n.slug, n.name, each.* FROM each
         LEFT JOIN networks AS n ON n.programme_id = $1 AND n.network_id = ANY (each.networks)
     ), counted AS (
       SELECT by, min(key) AS key, min(name) AS name, count(*)::integer AS invited, ${count('responded')} AS responded, ${count('registered')} AS registered,
           ${count('attended')} AS attended, ${count('unrecorded')} AS unrecorded, ${count('not_coming')} AS "notComing", ${count('unanswered')} AS unanswered
         FROM keyed GROUP BY by, lower(key)
     )
     SELECT coalesce((SELECT jsonb_agg(to_jsonb(c) ORDER BY c.invited DESC, c.key) FROM counted AS c), '[]') AS groups`,
    [of.programmeId, of.eventId],
  );
  const { groups } = row!;
  const all = groups.find((it) => it.by === 'all');
  const some = <T>(by: Group['by'], view: (it: Group) => T) => groups.filter((it) => it.by === by).map(view);
  return {
    ...countsOf(all),
    notComing: all?.notComing ?? 0,
    unanswered: all?.unanswered ?? 0,
    bySource: some('source', (it) => ({ source: it.key!, ...countsOf(it) })),
    byNetwork: some('network', (it) => ({ network: it.key, name: it.name, ...countsOf(it) })),
    byMunicipality: some('municipality', (it) => ({ municipality: it.key, ...countsOf(it) })),
    reported: (await networksOf(db, of)).flatMap((it) =>
      it.reported === null
        ? []
        : [
            {
              network: it.slug,
              name: it.name,
              reported: it.reported,
              mailedOn: it.mailed_on!,
              registered: it.registered,
            },
          ],
    ),
  };
}

function countsOf(it: Group | undefined): Counts {
  const { invited = 0, responded = 0, registered = 0, attended = 0, unrecorded = 0 } = it ?? {};
  return { invited, responded, registered, attended, unrecorded };
}
