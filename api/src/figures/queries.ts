import type { NetworkFigures } from '@pr8werk/shared/network-figures.ts';
import type { Context } from '#api/context.ts';
import { figuresToken, isTokenRight, readToken, toldAttendance } from '#api/figures/rules.ts';
import type { Tenant } from '#api/http/access.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';

interface Row {
  title_nl: string;
  title_en: string | null;
  slug: string;
  starts_at: Date | null;
  happens_on: string;
  signed_up: number;
  with_place: number;
  waiting: number;
  attended: number;
  is_recorded: boolean;
  days: { on: string; signups: number }[];
}

/** Null: the link is not one of ours, or has ended. */
export async function figuresBehind(ctx: Context, tenant: Tenant, token: string): Promise<NetworkFigures | null> {
  const { programmeId } = tenant;
  const link = readToken(token);
  if (!link) return null;
  const [network] = await ctx.db.query<{ name: string; version: number }>(
    'SELECT name, figures_version AS version FROM networks WHERE programme_id = $1 AND network_id = $2',
    [programmeId, link.networkId],
  );
  if (!network || !isTokenRight(ctx, { programmeId, ...link, version: network.version }, link.mac)) return null;
  const rows = await ctx.db.query<Row>(
    `WITH own AS (
       SELECT r.event_id, r.status, r.has_attended, to_char(r.created_at AT TIME ZONE $3, 'YYYY-MM-DD') AS "on"
         FROM registrations AS r WHERE r.programme_id = $1 AND r.network_id = $2),
     counted AS (
       SELECT event_id, count(*) FILTER (WHERE status NOT IN ('cancelled', 'declined')) AS signed_up,
           count(*) FILTER (WHERE status = 'confirmed') AS with_place, count(*) FILTER (WHERE status = 'waiting') AS waiting,
           count(*) FILTER (WHERE status = 'confirmed' AND has_attended) AS attended,
           coalesce(bool_or(has_attended IS NOT NULL), false) AS is_recorded
         FROM own GROUP BY event_id),
     daily AS (
       SELECT event_id, jsonb_agg(jsonb_build_object('on', d."on", 'signups', d.signups) ORDER BY d."on") AS days
         FROM (SELECT event_id, "on", count(*) AS signups FROM own GROUP BY event_id, "on") AS d GROUP BY event_id)
     SELECT e.title_nl, e.title_en, e.slug, e.starts_at, e.happens_on, coalesce(c.signed_up, 0) AS signed_up,
         coalesce(c.with_place, 0) AS with_place, coalesce(c.waiting, 0) AS waiting, coalesce(c.attended, 0) AS attended,
         coalesce(c.is_recorded, false) AS is_recorded, coalesce(d.days, '[]') AS days
       FROM events AS e LEFT JOIN counted AS c USING (event_id) LEFT JOIN daily AS d USING (event_id)
      WHERE e.programme_id = $1 AND e.status IN ('published', 'held') AND e.starts_at > $4::timestamptz - interval '1 year'
        AND (c.signed_up > 0 OR e.starts_at > $4)
      ORDER BY e.starts_at DESC, e.event_id LIMIT 50`,
    [programmeId, link.networkId, tenant.timeZone, ctx.now()],
  );
  return {
    network: network.name,
    programme: tenant.name,
    at: ctx.now().toISOString(),
    meetings: rows.map((it) => ({
      title: { nl: it.title_nl, en: it.title_en },
      url: `${ctx.config.publicUrl}/${tenant.slug}/e/${it.slug}`,
      startsAt: it.starts_at?.toISOString() ?? null,
      when: partialDate(it.happens_on),
      signedUp: it.signed_up,
      withPlace: it.with_place,
      waiting: it.waiting,
      attended: toldAttendance({ withPlace: it.with_place, attended: it.attended, isRecorded: it.is_recorded }),
      days: it.days,
    })),
  };
}

/** Null: there is no such network. */
export async function figuresLink(
  ctx: Context,
  tenant: Pick<Tenant, 'programmeId' | 'slug'>,
  networkId: string,
): Promise<{ url: string; data: string } | null> {
  const { programmeId, slug } = tenant;
  const [row] = await ctx.db.query<{ version: number }>(
    'SELECT figures_version AS version FROM networks WHERE programme_id = $1 AND network_id = $2',
    [programmeId, networkId],
  );
  if (!row) return null;
  const token = figuresToken(ctx, { programmeId, networkId, version: row.version });
  const { publicUrl } = ctx.config;
  return {
    url: `${publicUrl}/${slug}/f/${token}`,
    data: `${publicUrl}/v1/programmes/${slug}/network-figures/${token}`,
  };
}
