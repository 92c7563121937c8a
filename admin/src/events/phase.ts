// In which phase a meeting is, and what is to be done next: from its status and the clock on the wall in its zone, and
// from nothing else. A date that is known in part counts as late as it can be.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { PartialDate } from '@pr8werk/shared/primitives.ts';
import type { Day } from '../ui/date-text.ts';
import { toWallClock } from '../ui/wall-clock.ts';

export const phases = ['prepare', 'invite', 'day', 'yield', 'follow-up'] as const;
export type Phase = (typeof phases)[number];

type Timed = Pick<EventView, 'status' | 'startsAt' | 'endsAt' | 'timeZone' | 'when'>;

/** After so many days people have had the time to do something with what came of it. */
const yieldDays = 90;

/** Null where there is none: it does not go on, or nobody knows whether it was held. */
export function phaseOf(event: Timed, now: Date): Phase | null {
  switch (event.status) {
    case 'draft':
      return 'prepare';
    case 'published':
      return publishedPhase(event, now);
    case 'held':
      return isLongAgo(event, now) ? 'follow-up' : 'yield';
    default:
      return null;
  }
}

/** The day itself begins at midnight on the wall, also in the nights in which the clock changes. */
function publishedPhase(event: Timed, now: Date): Phase {
  if (event.startsAt === null) return 'prepare';
  const over = event.endsAt ?? event.startsAt;
  if (now >= new Date(over)) return 'yield';
  const [today, day] = [now, event.startsAt].map((it) => dayNumber(toWallClock(it, event.timeZone)));
  return today! >= day! ? 'day' : 'invite';
}

function isLongAgo({ startsAt, timeZone, when }: Timed, now: Date): boolean {
  const day = startsAt === null ? latestDay(when) : toWallClock(startsAt, timeZone);
  return day !== null && dayNumber(toWallClock(now, timeZone)) - dayNumber(day) > yieldDays;
}

/** The last day that a date can mean: of "2012" it is the 31st of December. */
export function latestDay({ year, month, day }: PartialDate): Day | null {
  if (year === null) return null;
  if (month === null) return { year, month: 12, day: 31 };
  return { year, month, day: day ?? new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/** Days since 1970, so that their difference is a number of days whatever the clock does. */
export function dayNumber({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

export type Task =
  | { kind: 'fill-in'; count: number }
  | { kind: 'publish' | 'place-form' | 'follow' | 'check-in' | 'record-attendance' | 'hold' | 'say-whether-held' };

type Known = Timed & Pick<EventView, 'missing' | 'confirmed' | 'waiting' | 'source'>;

/** What an organiser does next, the first thing first. `attended` is null where one may not know, or does not yet. */
export function tasksOf(event: Known, attended: number | null, now: Date): Task[] {
  if (event.status === 'unknown') return [{ kind: 'say-whether-held' }];
  switch (phaseOf(event, now)) {
    case 'prepare':
      return [event.missing.length > 0 ? { kind: 'fill-in', count: event.missing.length } : { kind: 'publish' }];
    case 'invite':
      return [{ kind: event.confirmed + event.waiting === 0 ? 'place-form' : 'follow' }];
    case 'day':
      return event.confirmed > 0 ? [{ kind: 'check-in' }] : [];
    case 'yield': {
      const tasks: Task[] = event.status === 'published' ? [{ kind: 'hold' }] : [];
      if (event.confirmed > 0 && attended === 0) tasks.unshift({ kind: 'record-attendance' });
      return tasks;
    }
    default:
      return [];
  }
}
