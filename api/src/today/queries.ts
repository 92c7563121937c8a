// Few questions about whole sets: one over the meetings that can matter, one over the rest.

import type { Permission } from '@pr8werk/shared/accounts.ts';
import {
  attendanceDays,
  type ComingMeeting,
  comingDays,
  draftDays,
  keyDays,
  type StartStep,
  startSteps,
  type TodayView,
} from '@pr8werk/shared/today.ts';
import type { Context } from '#api/context.ts';
import type { EventRow } from '#api/events/rows.ts';
import { missingFor } from '#api/events/rules.ts';
import { keyViews } from '#api/keys/queries.ts';
import { isOverdue } from '#api/privacy/rules.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';
import { openTasks } from '#api/runbook/queries.ts';

interface Meeting {
  event_id: string;
  title_nl: string;
  title_en: string | null;
  status: 'draft' | 'published' | 'held';
  format: EventRow['format'];
  venue_name: string | null;
  venue_place: string | null;
  happens_on: string;
  starts_at: Date | null;
  ends_at: Date | null;
  capacity: number | null;
  confirmed: number;
  offered: number;
  waiting: number;
  unverified: number;
  requested: number;
  unrecorded: number;
}

interface Rest {
  failed_mails: number;
  dead_jobs: number;
  last_removal: Date;
  undeliverable: number;
  start: Record<StartStep, boolean>;
}

interface Asking {
  programmeId: string;
  timeZone: string;
  permissions: readonly Permission[];
}

const dayMs = 24 * 3600_000;

export async function todayView(ctx: Context, asking: Asking): Promise<TodayView> {
  const now = ctx.now();
  const may = (permission: Permission) => asking.permissions.includes(permission);
  const [meetings, rest, late, keys] = await Promise.all([
    meetingsThatMatter(ctx, asking.programmeId, now),
    restOf(ctx, asking.programmeId),
    may('events:write') ? lateTasks(ctx, asking) : null,
    may('keys:write') ? endingKeys(ctx, asking.programmeId) : null,
  ]);
  const isOver = (it: Meeting) => it.ends_at !== null && it.ends_at <= now;
  const published = meetings.filter((it) => it.status === 'published');
  const ahead = published.filter((it) => it.starts_at! > now);
  const soon = new Date(now.getTime() + comingDays * dayMs);
  const door = meetings.find((it) => it.status !== 'draft' && isAround(it, now)) ?? ahead[0];
  const shown = (it: Meeting) => ({
    id: it.event_id,
    title: { nl: it.title_nl, en: it.title_en },
    startsAt: it.starts_at?.toISOString() ?? null,
    when: partialDate(it.happens_on),
    timeZone: asking.timeZone,
  });
  const coming = (it: Meeting): ComingMeeting => ({
    ...shown(it),
    place: it.venue_place ?? it.venue_name,
    confirmed: it.confirmed,
    waiting: it.waiting,
    capacity: it.capacity,
  });
  return {
    waiting: may('registrations:read')
      ? published
          .filter((it) => !isOver(it) && it.waiting > 0 && freeIn(it) > 0)
          .map((it) => ({ ...shown(it), people: it.waiting, free: freeIn(it) }))
      : null,
    requested: may('registrations:read')
      ? published.filter((it) => !isOver(it) && it.requested > 0).map((it) => ({ ...shown(it), people: it.requested }))
      : null,
    unverified: may('registrations:read')
      ? meetings.filter((it) => it.unverified > 0).map((it) => ({ ...shown(it), people: it.unverified }))
      : null,
    failedMails: may('mails:read') ? rest.failed_mails : null,
    deadJobs: may('jobs:read') ? rest.dead_jobs : null,
    retentionOverdue: may('privacy:read') ? isOverdue(rest.last_removal, now) : null,
    undeliverable: may('contacts:read') ? rest.undeliverable : null,
    drafts: may('events:write')
      ? meetings.filter((it) => it.status === 'draft').map((it) => ({ ...shown(it), missing: missingIn(it, now) }))
      : null,
    coming: ahead.filter((it) => it.starts_at! <= soon).map(coming),
    next: ahead[0] ? coming(ahead[0]) : null,
    door: may('registrations:check-in') && door ? coming(door) : null,
    lateTasks: late,
    endingKeys: keys,
    toConclude: may('events:write')
      ? published.filter(isOver).map((it) => ({ ...shown(it), people: it.confirmed }))
      : null,
    withoutAttendance: may('registrations:check-in')
      ? meetings.filter((it) => it.unrecorded > 0).map((it) => ({ ...shown(it), people: it.unrecorded }))
      : null,
    start: may('events:write') ? stepsOf(rest.start) : null,
  };
}

/** Of those that were used at all. */
async function endingKeys(ctx: Context, programmeId: string): Promise<TodayView['endingKeys']> {
  const soon = new Date(ctx.now().getTime() + keyDays * dayMs).toISOString();
  return (await keyViews(ctx, ctx.db, programmeId))
    .filter((it) => it.state === 'live' && it.lastUsedAt !== null && it.expiresAt !== null && it.expiresAt <= soon)
    .map((it) => ({ name: it.name, network: it.network.name, expiresAt: it.expiresAt! }));
}

/** Per meeting, the one that waits longest first. */
async function lateTasks(ctx: Context, asking: Asking): Promise<TodayView['lateTasks']> {
  const late = (await openTasks(ctx, asking)).filter((it) => it.isLate);
  const byEvent = Map.groupBy(late, (it) => it.event.id);
  if (byEvent.size === 0) return [];
  const rows = await ctx.db.query<{ event_id: string; starts_at: Date | null; happens_on: string }>(
    'SELECT event_id, starts_at, happens_on FROM events WHERE programme_id = $1 AND event_id = ANY ($2)',
    [asking.programmeId, [...byEvent.keys()]],
  );
  return [...byEvent].map(([id, tasks]) => {
    const row = rows.find((it) => it.event_id === id)!;
    const startsAt = row.starts_at?.toISOString() ?? null;
    const when = partialDate(row.happens_on);
    return { ...tasks[0]!.event, startsAt, when, timeZone: asking.timeZone, tasks: tasks.length };
  });
}

/** Doors open early, and who forgot to tick somebody does so in the evening. */
function isAround(it: Meeting, now: Date): boolean {
  const halfDay = dayMs / 2;
  if (!it.starts_at || !it.ends_at) return false;
  return now.getTime() > it.starts_at.getTime() - halfDay && now.getTime() < it.ends_at.getTime() + halfDay;
}

/** Without a capacity everyone gets a place, and nobody waits. */
function freeIn(it: Meeting): number {
  return it.capacity === null ? 0 : Math.max(0, it.capacity - it.confirmed - it.offered);
}

function missingIn(it: Meeting, now: Date): string[] {
  return missingFor(
    {
      title: it.title_nl,
      startsAt: it.starts_at,
      endsAt: it.ends_at,
      capacity: it.capacity,
      format: it.format,
      venue: { name: it.venue_name, place: it.venue_place },
    },
    now,
  );
}

function stepsOf(done: Record<StartStep, boolean>): TodayView['start'] {
  const steps = startSteps.map((step) => ({ step, isDone: done[step] }));
  return steps.every((it) => it.isDone) ? null : steps;
}

/**
 * Everything published that is not marked as held, drafts that come near or have no date yet, and what was held not long ago. What a source
 * tells of is history: nobody signed up for it here. In order of time.
 */
function meetingsThatMatter(ctx: Context, programmeId: string, now: Date): Promise<Meeting[]> {
  return ctx.db.query<Meeting>(
    `SELECT e.event_id, e.title_nl, e.title_en, e.status, e.format, e.venue_name, e.venue_place, e.happens_on, e.starts_at, e.ends_at,
        p.capacity, p.confirmed, p.offered, p.waiting, coalesce(r.unverified, 0) AS unverified, coalesce(r.requested, 0) AS requested,
        CASE WHEN e.starts_at <= $2 AND e.starts_at > $4 THEN coalesce(r.unrecorded, 0) ELSE 0 END AS unrecorded
       FROM events AS e JOIN event_places AS p USING (programme_id, event_id)
       LEFT JOIN LATERAL (
         SELECT count(*) FILTER (WHERE r.verify_by IS NOT NULL AND r.status <> 'declined')::integer AS unverified,
             count(*) FILTER (WHERE r.status = 'requested')::integer AS requested,
             count(*) FILTER (WHERE r.status = 'confirmed' AND r.has_attended IS NULL)::integer AS unrecorded
           FROM registrations AS r WHERE r.programme_id = e.programme_id AND r.event_id = e.event_id AND r.status <> 'cancelled') AS r ON true
      WHERE e.programme_id = $1 AND e.source IS NULL
        AND (e.status = 'published' OR (e.status = 'held' AND e.starts_at > $4)
          OR (e.status = 'draft' AND e.happens_on LIKE '?%')
          OR (e.status = 'draft' AND e.happens_on COLLATE "C" < to_char($3::timestamptz, 'YYYY-MM-DD') COLLATE "C"))
      ORDER BY e.starts_at NULLS LAST, e.event_id LIMIT 200`,
    [programmeId, now, new Date(now.getTime() + draftDays * dayMs), new Date(now.getTime() - attendanceDays * dayMs)],
  );
}

/** A mail whose copy is gone (after its term) can be sent no more: nothing waits for anybody. */
async function restOf(ctx: Context, programmeId: string): Promise<Rest> {
  const own = `FROM events WHERE programme_id = $1 AND source IS NULL AND NOT is_example`;
  const signup = `FROM registrations AS r JOIN events AS e USING (programme_id, event_id) WHERE programme_id = $1 AND NOT e.is_example`;
  const [row] = await ctx.db.query<Rest>(
    `SELECT (SELECT count(*)::integer FROM mails WHERE programme_id = $1 AND state = 'failed' AND to_address IS NOT NULL) AS failed_mails,
        (SELECT count(*)::integer FROM pgboss.job WHERE state = 'failed' AND data ->> 'programmeId' = $1::text) AS dead_jobs,
        (SELECT coalesce((SELECT max(r.finished_at) FROM retention_runs AS r WHERE r.programme_id = $1), p.created_at)
          FROM programmes AS p WHERE p.programme_id = $1) AS last_removal,
        (SELECT count(*)::integer FROM contacts WHERE programme_id = $1 AND undeliverable_at IS NOT NULL AND name <> '') AS undeliverable,
        jsonb_build_object(
          'programme', (SELECT controller <> name AND contact_email IS NOT NULL FROM programmes WHERE programme_id = $1),
          'event', EXISTS (SELECT ${own}),
          'published', EXISTS (SELECT ${own} AND published_at IS NOT NULL),
          'site', EXISTS (SELECT ${signup} AND r.site IS NOT NULL AND r.site <> $2),
          'signup', EXISTS (SELECT ${signup}),
          'team', (SELECT count(*) > 1 FROM members WHERE programme_id = $1)) AS start`,
    [programmeId, new URL(ctx.config.publicUrl).origin],
  );
  return row!;
}
