import type { EventStatus } from '@pr8werk/shared/events.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Context, Db } from '#api/context.ts';
import { type EventPartRow, type EventRow, eventParts, eventPlaces, eventSlugs, events } from '#api/events/rows.ts';
import { type CursorKey, likePattern } from '#api/http/cursors.ts';
import { organisations } from '#api/organisations/rows.ts';

/** A meeting with what belongs to it. */
export interface FullEvent extends EventRow {
  capacity: number | null;
  confirmed: number;
  offered: number;
  /** Who may sign up, and for how many others. */
  admission: 'open' | 'code' | 'approval';
  companyLimit: number;
  waiting: number;
  organiser: string | null;
  parts: EventPartRow[];
}

async function withParts(db: Db, programmeId: string, rows: Omit<FullEvent, 'parts'>[]): Promise<FullEvent[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((it) => it.eventId);
  const parts = await db.orm
    .select()
    .from(eventParts)
    .where(and(eq(eventParts.programmeId, programmeId), inArray(eventParts.eventId, ids)))
    .orderBy(asc(eventParts.position));
  const byEvent = Map.groupBy(parts, (it) => it.eventId);
  return rows.map((it) => ({ ...it, parts: byEvent.get(it.eventId) ?? [] }));
}

function selectEvents(db: Db) {
  return db.orm
    .select({
      event: events,
      capacity: eventPlaces.capacity,
      confirmed: eventPlaces.confirmed,
      offered: eventPlaces.offered,
      admission: eventPlaces.admission,
      companyLimit: eventPlaces.companyLimit,
      waiting: eventPlaces.waiting,
      organiser: organisations.name,
    })
    .from(events)
    .innerJoin(
      eventPlaces,
      and(eq(eventPlaces.programmeId, events.programmeId), eq(eventPlaces.eventId, events.eventId)),
    )
    .leftJoin(
      organisations,
      and(
        eq(organisations.programmeId, events.programmeId),
        eq(organisations.organisationId, events.organisingOrganisationId),
      ),
    );
}

export async function eventOf(db: Db, programmeId: string, eventId: string): Promise<FullEvent | null> {
  const rows = await selectEvents(db).where(and(eq(events.programmeId, programmeId), eq(events.eventId, eventId)));
  const [full] = await withParts(
    db,
    programmeId,
    rows.map(({ event, ...rest }) => ({ ...event, ...rest })),
  );
  return full ?? null;
}

export async function eventExists(db: Db, programmeId: string, eventId: string): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM events WHERE programme_id = $1 AND event_id = $2) AS found',
    [programmeId, eventId],
  );
  return row!.found;
}

/** By any slug the meeting ever had. */
async function eventBySlug(db: Db, programmeId: string, slug: string): Promise<FullEvent | null> {
  const [found] = await db.orm
    .select({ eventId: eventSlugs.eventId })
    .from(eventSlugs)
    .where(and(eq(eventSlugs.programmeId, programmeId), eq(eventSlugs.slug, slug)));
  return found ? eventOf(db, programmeId, found.eventId) : null;
}

/** By slug, for everyone: neither a draft, nor what was called off before anyone could know of it. */
export async function publicEventBySlug(db: Db, programmeId: string, slug: string): Promise<FullEvent | null> {
  const event = await eventBySlug(db, programmeId, slug);
  if (!event || event.status === 'draft') return null;
  return event.status === 'cancelled' && !event.publishedAt ? null : event;
}

/** The first meeting that is open for signup now; examples count only where there is nothing else. */
export async function nextOpenEvent(ctx: Context, programmeId: string): Promise<FullEvent | null> {
  const [row] = await ctx.db.query<{ event_id: string }>(
    `SELECT event_id FROM events
      WHERE programme_id = $1 AND status = 'published' AND $2 >= coalesce(signup_opens_at, '-infinity')
        AND $2 < coalesce(signup_closes_at, starts_at)
      ORDER BY is_example, starts_at, event_id LIMIT 1`,
    [programmeId, ctx.now()],
  );
  return row ? eventOf(ctx.db, programmeId, row.event_id) : null;
}

export async function listedEvents(
  db: Db,
  given: {
    programmeId: string;
    status?: EventStatus;
    party?: Party;
    search?: string;
    limit: number;
    after: CursorKey | null;
  },
): Promise<FullEvent[]> {
  const ids = await db.query<{ event_id: string }>(
    `SELECT event_id FROM events
      WHERE programme_id = $1
        AND ($2::text IS NULL OR status = $2)
        AND ($3::text IS NULL OR party = $3)
        AND ($4::text IS NULL OR title_nl ILIKE $4 OR title_en ILIKE $4 OR venue_place ILIKE $4)
        AND ($5::text IS NULL OR (happens_on COLLATE "C", event_id) < ($5 COLLATE "C", $6::uuid))
      ORDER BY happens_on COLLATE "C" DESC, event_id DESC LIMIT $7`,
    [
      given.programmeId,
      given.status ?? null,
      given.party ?? null,
      given.search ? likePattern(given.search) : null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit,
    ],
  );
  return inOrder(
    db,
    given.programmeId,
    ids.map((it) => it.event_id),
  );
}

/** What the public may see: everything but drafts, examples only on their own page. */
export async function publicEvents(db: Db, programmeId: string): Promise<FullEvent[]> {
  const ids = await db.query<{ event_id: string }>(
    `SELECT event_id FROM events WHERE programme_id = $1 AND status <> 'draft' AND NOT is_example
        AND (status <> 'cancelled' OR published_at IS NOT NULL)
      ORDER BY coalesce(starts_at, '-infinity') DESC, happens_on COLLATE "C" DESC, event_id LIMIT 500`,
    [programmeId],
  );
  return inOrder(
    db,
    programmeId,
    ids.map((it) => it.event_id),
  );
}

/** The published examples that are still to come; shown by themselves, marked as made up. */
export async function exampleEvents(ctx: Context, programmeId: string): Promise<FullEvent[]> {
  const ids = await ctx.db.query<{ event_id: string }>(
    `SELECT event_id FROM events WHERE programme_id = $1 AND is_example AND status = 'published' AND starts_at > $2 ORDER BY starts_at LIMIT 10`,
    [programmeId, ctx.now()],
  );
  return inOrder(
    ctx.db,
    programmeId,
    ids.map((it) => it.event_id),
  );
}

async function inOrder(db: Db, programmeId: string, ids: string[]): Promise<FullEvent[]> {
  if (ids.length === 0) return [];
  const rows = await selectEvents(db).where(and(eq(events.programmeId, programmeId), inArray(events.eventId, ids)));
  const full = await withParts(
    db,
    programmeId,
    rows.map(({ event, ...rest }) => ({ ...event, ...rest })),
  );
  const byId = new Map(full.map((it) => [it.eventId, it]));
  return ids.map((it) => byId.get(it)!);
}
