import type {
  PlanVersionView,
  PlanView,
  PlanYearView,
  ProgrammeView,
  ProgrammeYearView,
  StatedFigureView,
} from '@pr8werk/shared/programmes.ts';
import { and, asc, eq } from 'drizzle-orm';
import type { Context, Db } from '#api/context.ts';
import { pictureOf } from '#api/files/queries.ts';
import type { Tenant } from '#api/http/access.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';
import { planVersions, programmes, programmeYears, sources } from '#api/programmes/rows.ts';
import { plannedIn } from '#api/programmes/rules.ts';

const keptForMs = 1_000;

/**
 * Finds programmes by slug for every request; kept for a second: who changes the colour looks at the page next. Who asks
 * while it is being looked up waits for that answer, so that a busy moment asks once.
 */
export function programmeFinder(ctx: Context): (slug: string) => Promise<Tenant | null> {
  const known = new Map<string, { tenant: Promise<Tenant | null>; until: number }>();
  async function find(slug: string): Promise<Tenant | null> {
    const [row] = await ctx.db.orm.select().from(programmes).where(eq(programmes.slug, slug));
    return row ? tenantOf(ctx.db, row) : null;
  }
  return (slug) => {
    const kept = known.get(slug);
    if (kept && kept.until > performance.now()) return kept.tenant;
    if (known.size > 1000) known.clear();
    const tenant = find(slug);
    known.set(slug, { tenant, until: performance.now() + keptForMs });
    tenant.catch(() => known.delete(slug));
    return tenant;
  };
}

async function tenantOf(db: Db, row: typeof programmes.$inferSelect): Promise<Tenant> {
  const { programmeId, slug, name, timeZone, languages, controller, contactEmail, accent, addressForm, logoId } = row;
  const picture = logoId ? await pictureOf(db, programmeId, logoId) : null;
  const logo = picture && { path: logoPath(slug, logoId!), width: picture.width, height: picture.height };
  return { programmeId, slug, name, timeZone, languages, controller, contactEmail, accent, addressForm, logo };
}

const logoPath = (slug: string, logoId: string) => `/${slug}/logo/${logoId}`;

export async function programmeView(ctx: Pick<Context, 'config'>, db: Db, programmeId: string): Promise<ProgrammeView> {
  const [row] = await db.orm.select().from(programmes).where(eq(programmes.programmeId, programmeId));
  const { startsOn, endsOn, createdAt: _, programmeId: id, logoId, ...rest } = row!;
  const picture = logoId ? await pictureOf(db, id, logoId) : null;
  const logo = picture && { ...picture, url: ctx.config.publicUrl + logoPath(rest.slug, logoId!) };
  return { id, ...rest, logo, start: partialDate(startsOn), end: partialDate(endsOn) };
}

export async function publicProgrammes(db: Db): Promise<{ slug: string; name: string; region: string }[]> {
  return db.orm
    .select({ slug: programmes.slug, name: programmes.name, region: programmes.region })
    .from(programmes)
    .orderBy(asc(programmes.createdAt))
    .limit(500);
}

export async function planVersionViews(db: Db, programmeId: string): Promise<PlanVersionView[]> {
  const rows = await db.orm
    .select()
    .from(planVersions)
    .where(eq(planVersions.programmeId, programmeId))
    .orderBy(asc(planVersions.recordedAt), asc(planVersions.planVersionId));
  return rows.map((it) => ({
    id: it.planVersionId,
    meetingsTotal: it.meetingsTotal,
    meetingsPerYear: it.meetingsPerYear,
    rule: it.rule,
    since: it.since ? partialDate(it.since) : null,
    source: it.source,
    recordedAt: it.recordedAt.toISOString(),
  }));
}

interface PlanEventRow {
  event_id: string;
  slug: string;
  title_nl: string;
  party: PlanYearView['party'];
  status: PlanYearView['events'][number]['status'];
  starts_at: Date | null;
  happens_on: string;
  year: number | null;
}

export async function planView(ctx: Context, programmeId: string): Promise<PlanView> {
  const { db } = ctx;
  const [versions, years, earlier, events, figures, sourceRows, partners] = await Promise.all([
    planVersionViews(db, programmeId),
    db.orm
      .select()
      .from(programmeYears)
      .where(eq(programmeYears.programmeId, programmeId))
      .orderBy(asc(programmeYears.programmeYear)),
    earlierYears(db, programmeId),
    db.query<PlanEventRow>(
      `SELECT event_id, slug, title_nl, party, status, starts_at, happens_on,
          CASE WHEN happens_on LIKE '?%' THEN NULL ELSE substring(happens_on FOR 4)::integer END AS year
         FROM events WHERE programme_id = $1 AND NOT is_example ORDER BY happens_on, starts_at, event_id`,
      [programmeId],
    ),
    statedFigures(db, programmeId),
    db.orm
      .select({ key: sources.key, description: sources.description })
      .from(sources)
      .where(eq(sources.programmeId, programmeId)),
    db.query<PlanView['partners'][number]>(
      `SELECT o.name AS organisation, p.role, p.note FROM programme_partners AS p JOIN organisations AS o USING (programme_id, organisation_id)
        WHERE p.programme_id = $1 ORDER BY p.role, o.name`,
      [programmeId],
    ),
  ]);
  const calendarYears = new Set<number | null>([...years.map((it) => it.calendarYear), ...events.map((it) => it.year)]);
  const yearViews = [...calendarYears]
    .sort((a, b) => (a ?? 9999) - (b ?? 9999))
    .map((calendarYear): PlanYearView => {
      const row = years.find((it) => it.calendarYear === calendarYear);
      const inYear = events.filter((it) => it.year === calendarYear);
      return {
        id: row?.yearId ?? null,
        version: row?.version ?? null,
        programmeYear: row?.programmeYear ?? null,
        calendarYear,
        isCalendarYearInferred: row?.isCalendarYearInferred ?? false,
        party: row?.party ?? null,
        sector: row?.sector ?? null,
        emphases: row ? row.emphases : null,
        recordedAt: row?.recordedAt?.toISOString() ?? null,
        earlier: earlier.filter((it) => it.year === row?.yearId).map(({ year: _, ...it }) => it),
        planned: calendarYear === null ? null : plannedIn(calendarYear, versions),
        source: row?.source ?? null,
        held: {
          known: inYear.filter((it) => it.status === 'held').length,
          isComplete: row?.isHeldComplete ?? calendarYear !== null,
        },
        upcoming: inYear.filter((it) => it.status === 'draft' || it.status === 'published').length,
        events: inYear.map((it) => ({
          id: it.event_id,
          slug: it.slug,
          title: it.title_nl,
          party: it.party,
          status: it.status,
          startsAt: it.starts_at?.toISOString() ?? null,
          when: partialDate(it.happens_on),
        })),
      };
    });
  return {
    versions,
    years: yearViews,
    held: {
      known: events.filter((it) => it.status === 'held').length,
      isComplete: yearViews.every((it) => it.held.isComplete),
    },
    figures,
    sources: sourceRows,
    partners,
  };
}

interface EarlierYearRow extends Omit<PlanYearView['earlier'][number], 'recordedAt' | 'replacedAt'> {
  year: string;
  recorded_at: Date | null;
  replaced_at: Date;
}

async function earlierYears(db: Db, programmeId: string) {
  const rows = await db.query<EarlierYearRow>(
    `SELECT year_id AS year, party, sector, emphases, source, recorded_at, replaced_at FROM (
       SELECT *, row_number() OVER (PARTITION BY year_id ORDER BY earlier_id DESC) AS nth
         FROM earlier_programme_years WHERE programme_id = $1) AS e
      WHERE nth <= 20 ORDER BY year_id, nth`,
    [programmeId],
  );
  return rows.map(({ recorded_at, replaced_at, ...it }) => ({
    ...it,
    recordedAt: recorded_at?.toISOString() ?? null,
    replacedAt: replaced_at.toISOString(),
  }));
}

export async function programmeYearOf(db: Db, programmeId: string, yearId: string): Promise<ProgrammeYearView | null> {
  const [row] = await db.orm
    .select()
    .from(programmeYears)
    .where(and(eq(programmeYears.programmeId, programmeId), eq(programmeYears.yearId, yearId)));
  if (!row) return null;
  const { programmeYear, calendarYear, party, sector, emphases, source, version } = row;
  return { id: row.yearId, programmeYear, calendarYear, party, sector, emphases, source, version };
}

interface FigureRow {
  figure_id: string;
  what: string;
  comparison: StatedFigureView['comparison'];
  value: string | null;
  also_said: string | null;
  answers: number | null;
  scale: string | null;
  as_of: string | null;
  source: string;
  events: { id: string; slug: string; title: string }[];
}

async function statedFigures(db: Db, programmeId: string): Promise<StatedFigureView[]> {
  const rows = await db.query<FigureRow>(
    `SELECT f.figure_id, f.what, f.comparison, f.value, f.also_said, f.answers, f.scale, f.as_of, f.source,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.event_id, 'slug', e.slug, 'title', e.title_nl) ORDER BY e.happens_on)
           FROM stated_figure_events AS s JOIN events AS e USING (programme_id, event_id)
          WHERE s.programme_id = f.programme_id AND s.figure_id = f.figure_id), '[]') AS events
       FROM stated_figures AS f WHERE f.programme_id = $1 ORDER BY f.recorded_at, f.figure_id`,
    [programmeId],
  );
  return rows.map((it) => ({
    id: it.figure_id,
    what: it.what,
    comparison: it.comparison,
    value: it.value === null ? null : Number(it.value),
    alsoSaid: it.also_said,
    answers: it.answers,
    scale: it.scale,
    asOf: it.as_of ? partialDate(it.as_of) : null,
    source: it.source,
    events: it.events,
  }));
}
