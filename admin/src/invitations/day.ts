// A day as people type it, as the api wants it.

import type { MessageKey } from '../language.ts';
import { dateText, parseDate } from '../ui/date-text.ts';
import { toWallClock } from '../ui/wall-clock.ts';

export function todayText(zone: string): string {
  return dateText(toWallClock(new Date(), zone));
}

export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return dateText({ year: year!, month: month!, day: date! });
}

export function readDay(typed: string, zone: string): { day: string } | { fault: MessageKey } {
  const read = parseDate(typed, toWallClock(new Date(), zone));
  if (!read.ok) return { fault: read.fault === 'no-such-day' ? 'ui.date.no-such-day' : 'ui.date.not-a-date' };
  const { year, month, day } = read.value;
  return {
    day: [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  };
}
