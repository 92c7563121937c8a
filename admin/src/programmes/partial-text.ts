// A moment as far as a source tells it, as people write it: a date, a month as M-YYYY, or a year alone. Nothing is "not known".

import type { PartialDate } from '@pr8werk/shared/primitives.ts';
import { parseDate } from '../ui/date-text.ts';
import { toWallClock } from '../ui/wall-clock.ts';
import { homeZone } from './zone.ts';

export function readPartial(text: string): PartialDate | null | 'wrong' {
  const typed = text.trim();
  if (typed === '') return null;
  const partial = /^(?:(\d{1,2})-)?(\d{4})$/.exec(typed);
  if (partial) {
    const month = partial[1] === undefined ? null : Number(partial[1]);
    return month === null || (month >= 1 && month <= 12) ? { year: Number(partial[2]), month, day: null } : 'wrong';
  }
  const date = parseDate(typed, toWallClock(new Date(), homeZone));
  return date.ok ? date.value : 'wrong';
}

/** A year that somebody can mean; the same bounds as on the wire. */
export function isTold(date: PartialDate | null): boolean {
  return date?.year == null || (date.year >= 1900 && date.year <= 2200);
}

/** As one would write it, to be read again; what no such text can say is left out. */
export function writePartial(date: PartialDate | null): string {
  if (date?.year == null) return '';
  const { year, month, day } = date;
  return [month !== null && day, month, year].filter((it) => it !== null && it !== false).join('-');
}
