// A date and a time as typed, and the instant they mean.

import type { MessageKey } from '../language.ts';
import { dateText, parseDate, parseTime, timeText } from './date-text.ts';
import { toInstant, toWallClock } from './wall-clock.ts';

export interface Moment {
  date: string;
  time: string;
}

export const noMoment: Moment = { date: '', time: '' };

export function momentOf(instant: string | null, zone: string): Moment {
  if (instant === null) return noMoment;
  const wall = toWallClock(instant, zone);
  return { date: dateText(wall), time: timeText(wall) };
}

export type MomentFault =
  | 'date-missing'
  | 'time-missing'
  | 'not-a-date'
  | 'no-such-day'
  | 'not-a-time'
  | 'no-such-time';
export type ReadMoment = { instant: string | null; isTwice: boolean } | { fault: MomentFault };

export const momentFaults: Record<MomentFault, MessageKey> = {
  'date-missing': 'ui.date.date-missing',
  'time-missing': 'ui.date.time-missing',
  'not-a-date': 'ui.date.not-a-date',
  'no-such-day': 'ui.date.no-such-day',
  'not-a-time': 'ui.date.not-a-time',
  'no-such-time': 'ui.date.no-such-time',
};

/** Both empty is no moment; one of the two empty is a fault. */
export function readMoment(moment: Moment, zone: string, now = new Date()): ReadMoment {
  const date = parseDate(moment.date, toWallClock(now, zone));
  const time = parseTime(moment.time);
  if (!date.ok && date.fault === 'empty' && !time.ok && time.fault === 'empty')
    return { instant: null, isTwice: false };
  if (!date.ok) return { fault: date.fault === 'empty' ? 'date-missing' : date.fault };
  if (!time.ok) return { fault: time.fault === 'empty' ? 'time-missing' : time.fault };
  const placed = toInstant({ ...date.value, ...time.value }, zone);
  return placed.instant === null ? { fault: 'no-such-time' } : placed;
}
