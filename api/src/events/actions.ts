// Planning a meeting: create, change, publish, cancel, conclude. Whatever touches places or the signup window takes the
// lock of register_batch first, so no signup is decided on a meeting that is just being closed.

import type { EventPatch, NewEvent } from '@pr8werk/shared/events.ts';
import { and, eq } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { changesSince } from '#api/activity/queries.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { writeFirstForm } from '#api/events/first-form.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { type EventPartRow, eventParts, eventPlaces, eventSlugs, events } from '#api/events/rows.ts';
import { dateIn, missingFor, presets, slugOf } from '#api/events/rules.ts';
import { fail } from '#api/http/problems.ts';
import { staleVersion } from '#api/http/versions.ts';
import { bumpAgenda } from '#api/programmes/actions.ts';

interface Target {
  programmeId: string;
  eventId: string;
  actor: Actor;
}

export interface EventOrigin {
  status?: 'draft' | 'held' | 'unknown';
  isExample?: boolean;
  source?: string;
  happensOn?: string;
}

export async function createEvent(
  ctx: Context,
  tx: Db,
  given: { programmeId: string; timeZone: string; body: NewEvent; actor: Actor; origin?: EventOrigin },
): Promise<string> {
  const { programmeId, origin = {} } = given;
  const { preset, copyOf, slug, ...own } = given.body;
  const base = copyOf ? await copied(tx, programmeId, copyOf) : preset ? presetBody(preset) : {};
  const body: EventPatch = { ...base, ...own };
  const eventId = newId();
  const now = ctx.now();
  const columns = columnsOf(body, given.timeZone);
  await tx.orm.insert(events).values({
    titleNl: '',
    ...columns,
    ...(origin.happensOn ? { happensOn: origin.happensOn } : {}),
    programmeId,
    eventId,
    slug: slug ? notReserved(slug) : await freeSlug(tx, programmeId, slugOf(given.body.title.nl)),
    status: origin.status ?? 'draft',
    isExample: origin.isExample ?? false,
    source: origin.source ?? null,
    copiedFrom: copyOf ?? null,
    createdAt: now,
    changedAt: now,
  });
  await tx.query(
    'INSERT INTO event_slugs (programme_id, slug, event_id) SELECT programme_id, slug, event_id FROM events WHERE programme_id = $1 AND event_id = $2',
    [programmeId, eventId],
  );
  await tx.orm.insert(eventPlaces).values({ programmeId, eventId, capacity: body.capacity ?? null });
  if (copyOf) await tx.query('SELECT copy_signup_rules($1, $2, $3, $4)', [programmeId, copyOf, eventId, now]);
  // who waited may have other plans by then: a day to say yes
  else if (preset)
    await tx.query(`SELECT set_signup_rules($1, $2, '{"offerHours": 24}', $3)`, [programmeId, eventId, now]);
  await writeParts(tx, programmeId, eventId, body.parts ?? []);
  await writeFirstForm(ctx, tx, { programmeId, eventId, actor: given.actor, body: given.body });
  await record(ctx, tx, { programmeId, name: 'event.created', actor: given.actor, eventId, subjectId: eventId });
  return eventId;
}

export async function changeEvent(
  ctx: Context,
  given: Target & { timeZone: string; version: number | null; patch: EventPatch },
): Promise<void> {
  const { programmeId, eventId, patch } = given;
  await transact(ctx, async (tx) => {
    const current = await lockedEvent(tx, given);
    if (patch.slug && patch.slug !== current.slug) await takeSlug(tx, programmeId, eventId, patch.slug);
    const isCapacityNew = patch.capacity !== undefined && patch.capacity !== current.capacity;
    if (isCapacityNew) await setCapacity(ctx, tx, given, patch.capacity!);
    if (patch.parts) await writeParts(tx, programmeId, eventId, patch.parts);
    const columns = columnsOf(patch, given.timeZone);
    // the database would refuse it without saying which
    const emptied = (['startsAt', 'endsAt'] as const).filter((it) => patch[it] === null);
    if (current.status === 'published' && emptied.length > 0) throw incomplete(emptied);
    await tx.orm
      .update(events)
      .set({
        ...columns,
        ...(patch.slug ? { slug: patch.slug } : {}),
        changedAt: ctx.now(),
        version: current.version + 1,
      })
      .where(and(eq(events.programmeId, programmeId), eq(events.eventId, eventId)));
    if (current.status === 'published') await stillComplete(ctx, tx, given);
    // set_capacity has done it
    if (!isCapacityNew) await bumpAgenda(tx, programmeId);
    await record(ctx, tx, {
      programmeId,
      name: 'event.changed',
      actor: given.actor,
      eventId,
      subjectId: eventId,
      data: { fields: Object.keys(patch), version: current.version + 1 },
    });
  });
}

export async function publishEvent(ctx: Context, given: Target): Promise<void> {
  await turn(ctx, given, 'event.published', (event) => {
    if (event.status !== 'draft') throw fail('event-state');
    refuseIncomplete(event, ctx.now());
    return { status: 'published', publishedAt: ctx.now() };
  });
}

/** Undoes a publication that nobody has acted on: what people signed up for is cancelled, and never just gone. */
export async function withdrawEvent(ctx: Context, given: Target): Promise<void> {
  await turn(ctx, given, 'event.withdrawn', async (event, tx) => {
    const hasBegun = event.startsAt !== null && event.startsAt <= ctx.now();
    if (event.status !== 'published' || hasBegun) throw fail('event-state');
    if (await hasHadRegistrations(tx, given)) throw fail('event-has-registrations');
    return { status: 'draft', publishedAt: null };
  });
}

/** Ever, also of people who cancelled: the log knows. */
async function hasHadRegistrations(tx: Db, { programmeId, eventId }: Target): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM activity WHERE programme_id = $1 AND event_id = $2 AND name LIKE 'registration.%') AS found`,
    [programmeId, eventId],
  );
  return row!.found;
}

export async function cancelEvent(ctx: Context, given: Target & { reason: string }): Promise<void> {
  await turn(ctx, given, 'event.cancelled', (event) => {
    if (event.status !== 'draft' && event.status !== 'published') throw fail('event-state');
    return { status: 'cancelled', cancelledAt: ctx.now(), cancelReason: given.reason };
  });
}

export async function holdEvent(ctx: Context, given: Target): Promise<void> {
  await turn(ctx, given, 'event.held', (event) => {
    const hasBegun = event.status === 'published' && event.startsAt !== null && event.startsAt <= ctx.now();
    if (!hasBegun && event.status !== 'unknown') throw fail('event-state');
    return { status: 'held' };
  });
}

type Change = Partial<typeof events.$inferInsert>;

async function turn(
  ctx: Context,
  given: Target,
  name: string,
  decide: (event: FullEvent, tx: Db) => Change | Promise<Change>,
): Promise<void> {
  const { programmeId, eventId } = given;
  await transact(ctx, async (tx) => {
    const event = await locked(tx, given);
    const change = await decide(event, tx);
    await tx.orm
      .update(events)
      .set({ ...change, changedAt: ctx.now(), version: event.version + 1 })
      .where(and(eq(events.programmeId, programmeId), eq(events.eventId, eventId)));
    await bumpAgenda(tx, programmeId);
    await record(ctx, tx, {
      programmeId,
      name,
      actor: given.actor,
      eventId,
      subjectId: eventId,
      data: { fields: ['status'], version: event.version + 1 },
    });
  });
}

/** As `locked`, for who knows a version (null: any) and wants to change that one. */
export async function lockedEvent(
  tx: Db,
  given: Pick<Target, 'programmeId' | 'eventId'> & { version: number | null },
): Promise<FullEvent> {
  const { programmeId, eventId, version } = given;
  const current = await locked(tx, given);
  if (version !== null && version !== current.version) {
    throw staleVersion(await changesSince(tx, { programmeId, subjectId: eventId, version }));
  }
  return current;
}

/** What belongs to a meeting but stands in a table of its own has changed: the meeting has a new version. */
export async function recordChange(
  ctx: Context,
  tx: Db,
  { programmeId, eventId, actor, version, fields }: Target & { version: number; fields: string[] },
): Promise<void> {
  await tx.orm
    .update(events)
    .set({ changedAt: ctx.now(), version: version + 1 })
    .where(and(eq(events.programmeId, programmeId), eq(events.eventId, eventId)));
  await record(ctx, tx, {
    programmeId,
    name: 'event.changed',
    actor,
    eventId,
    subjectId: eventId,
    data: { fields, version: version + 1 },
  });
}

/** Takes the lock of this meeting's places, then reads it as it is after that. */
async function locked(tx: Db, given: Pick<Target, 'programmeId' | 'eventId'>): Promise<FullEvent> {
  const { programmeId, eventId } = given;
  await tx.orm
    .select({ one: eventPlaces.eventId })
    .from(eventPlaces)
    .where(and(eq(eventPlaces.programmeId, programmeId), eq(eventPlaces.eventId, eventId)))
    .for('update');
  const event = await eventOf(tx, programmeId, eventId);
  if (!event) throw fail('not-found');
  return event;
}

async function stillComplete(ctx: Context, tx: Db, given: Target): Promise<void> {
  const event = await eventOf(tx, given.programmeId, given.eventId);
  // a meeting that has begun keeps its start in the past
  const missing = completeness(event!, ctx.now()).filter((it) => it !== 'startsAt' || event!.startsAt === null);
  if (missing.length > 0) throw incomplete(missing);
}

function refuseIncomplete(event: FullEvent, now: Date): void {
  const missing = completeness(event, now);
  if (missing.length > 0) throw incomplete(missing);
}

function completeness(event: FullEvent, now: Date): string[] {
  return missingFor({ ...event, title: event.titleNl, venue: { name: event.venueName, place: event.venuePlace } }, now);
}

function incomplete(missing: string[]) {
  const detail = {
    nl: 'Vul dit in voordat je publiceert; een begin in het verleden kan niet.',
    en: 'Fill this in before you publish; a start in the past is not possible.',
  };
  return fail('event-not-complete', {
    errors: missing.map((it) => ({ pointer: `/${it}`, code: 'required', detail })),
  });
}

async function setCapacity(ctx: Context, tx: Db, given: Target, capacity: number | null): Promise<void> {
  const [row] = await tx.query<{ answer: string }>('SELECT set_capacity($1, $2, $3, $4) AS answer', [
    given.programmeId,
    given.eventId,
    capacity,
    ctx.now(),
  ]);
  if (row!.answer === 'below') throw fail('capacity-below-confirmed');
}

async function takeSlug(tx: Db, programmeId: string, eventId: string, slug: string): Promise<void> {
  const [taken] = await tx.orm
    .select({ eventId: eventSlugs.eventId })
    .from(eventSlugs)
    .where(and(eq(eventSlugs.programmeId, programmeId), eq(eventSlugs.slug, slug)));
  if (taken && taken.eventId !== eventId) throw fail('slug-taken');
  notReserved(slug);
  if (!taken) await tx.orm.insert(eventSlugs).values({ programmeId, slug, eventId });
}

/** `next` stands for "the next meeting" in the embed. */
function notReserved(slug: string): string {
  if (slug === 'next') throw fail('slug-taken');
  return slug;
}

async function freeSlug(tx: Db, programmeId: string, wanted: string): Promise<string> {
  // two meetings with one title at once: the second sees the slug of the first
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`slug ${programmeId} ${wanted}`]);
  const rows = await tx.query<{ slug: string }>(
    `SELECT slug FROM event_slugs WHERE programme_id = $1 AND (slug = $2 OR slug LIKE $2 || '-%')`,
    [programmeId, wanted],
  );
  const taken = new Set(rows.map((it) => it.slug));
  if (wanted === 'next') taken.add('next');
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
}

async function writeParts(
  tx: Db,
  programmeId: string,
  eventId: string,
  parts: NonNullable<EventPatch['parts']>,
): Promise<void> {
  await tx.orm.delete(eventParts).where(and(eq(eventParts.programmeId, programmeId), eq(eventParts.eventId, eventId)));
  if (parts.length === 0) return;
  await tx.orm.insert(eventParts).values(partRows(programmeId, eventId, parts));
}

function partRows(programmeId: string, eventId: string, parts: NonNullable<EventPatch['parts']>): EventPartRow[] {
  return parts.map((part, index) => ({
    programmeId,
    eventId,
    position: index + 1,
    kind: part.kind,
    titleNl: part.title.nl,
    titleEn: part.title.en,
    ledBy: part.by,
    startsAt: part.startsAt ? new Date(part.startsAt) : null,
    minutes: part.minutes,
  }));
}

function presetBody(key: keyof typeof presets): EventPatch {
  const { format, emphases, capacity, parts } = presets[key];
  return {
    format,
    emphases,
    capacity,
    parts: parts.map((it) => ({ ...it, by: null, startsAt: null, minutes: it.minutes })),
  };
}

/** Everything but dates, people and publication. */
async function copied(tx: Db, programmeId: string, eventId: string): Promise<EventPatch> {
  const from = await eventOf(tx, programmeId, eventId);
  if (!from) throw fail('not-found');
  return {
    summary: { nl: from.summaryNl, en: from.summaryEn },
    briefing: { nl: from.briefingNl, en: from.briefingEn },
    party: from.party,
    sector: from.sector,
    emphases: from.emphases,
    format: from.format,
    organisingOrganisation: from.organisingOrganisationId,
    venue: {
      name: from.venueName,
      street: from.venueStreet,
      postcode: from.venuePostcode,
      place: from.venuePlace,
      directions: from.venueDirections,
    },
    capacity: from.capacity,
    parts: from.parts.map((it) => ({
      kind: it.kind,
      title: { nl: it.titleNl, en: it.titleEn },
      by: it.ledBy,
      startsAt: null,
      minutes: it.minutes,
    })),
  };
}

/** A meeting as it would be with these changes; nothing is written. */
export function withChanges(event: FullEvent, patch: EventPatch, timeZone: string): FullEvent {
  const { programmeId, eventId } = event;
  return {
    ...event,
    ...columnsOf(patch, timeZone),
    ...(patch.capacity === undefined ? {} : { capacity: patch.capacity }),
    ...(patch.parts ? { parts: partRows(programmeId, eventId, patch.parts) } : {}),
  };
}

function columnsOf(patch: EventPatch, timeZone: string): Partial<typeof events.$inferInsert> {
  const columns: Partial<typeof events.$inferInsert> = {};
  if (patch.title) Object.assign(columns, { titleNl: patch.title.nl, titleEn: patch.title.en });
  if (patch.briefing) Object.assign(columns, { briefingNl: patch.briefing.nl, briefingEn: patch.briefing.en });
  if (patch.summary) Object.assign(columns, { summaryNl: patch.summary.nl, summaryEn: patch.summary.en });
  if (patch.party !== undefined) columns.party = patch.party;
  if (patch.sector !== undefined) columns.sector = patch.sector;
  if (patch.emphases !== undefined) columns.emphases = patch.emphases;
  if (patch.format !== undefined) columns.format = patch.format;
  if (patch.organisingOrganisation !== undefined) columns.organisingOrganisationId = patch.organisingOrganisation;
  if (patch.venue) {
    const { name, street, postcode, place, directions } = patch.venue;
    Object.assign(columns, {
      venueName: name,
      venueStreet: street,
      venuePostcode: postcode,
      venuePlace: place,
      venueDirections: directions,
    });
  }
  for (const key of ['startsAt', 'endsAt', 'signupOpensAt', 'signupClosesAt'] as const) {
    const value = patch[key];
    if (value !== undefined) columns[key] = value === null ? null : new Date(value);
  }
  if (patch.startsAt) columns.happensOn = dateIn(timeZone, new Date(patch.startsAt));
  if (patch.startsAt === null) columns.happensOn = '????-??-??';
  return columns;
}
