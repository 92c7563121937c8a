// On which sites the form is met: one row a site and day, without anything of who met it. Browsers name the site; who
// makes up sites does not fill the table, as a programme has room for so many a day.

import type { FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';

const mostSitesADay = 100;
const longestOrigin = 200;

/** The page a form stands on, as the browser names it; null for sandboxed frames and for our own pages. */
export function siteOf(request: FastifyRequest): string | null {
  const { origin } = request.headers;
  if (!origin || !/^https?:/.test(origin) || !URL.canParse(origin)) return null;
  return new URL(origin).origin.slice(0, longestOrigin);
}

const noted = new WeakMap<Context, { day: string; sites: Set<string> }>();

/** Asks the database once a day and site; when that fails the form is shown all the same. */
export async function noteSighting(ctx: Context, request: FastifyRequest): Promise<void> {
  const origin = siteOf(request);
  if (origin === null || origin === ctx.config.publicUrl) return;
  const { programmeId, timeZone } = request.tenant;
  const day = Temporal.Instant.fromEpochMilliseconds(ctx.now().getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
  const known = noted.get(ctx);
  const today = known?.day === day ? known : { day, sites: new Set<string>() };
  if (known !== today) noted.set(ctx, today);
  const key = `${programmeId} ${origin}`;
  if (today.sites.has(key) || today.sites.size > mostSitesADay * 100) return;
  today.sites.add(key);
  await ctx.db
    .query(
      `INSERT INTO form_sightings (programme_id, origin, seen_on) SELECT $1, $2, $3::date
        WHERE (SELECT count(*) FROM form_sightings WHERE programme_id = $1 AND seen_on = $3::date) < $4
        ON CONFLICT DO NOTHING`,
      [programmeId, origin, day, mostSitesADay],
    )
    .catch((error: Error) => ctx.log.warn({ err: error.message }, 'a site with our form was not noted'));
}
