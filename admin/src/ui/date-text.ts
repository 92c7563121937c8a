// Dates and times as people type them, strictly: a spelling it does not know, or a day that does not exist, is an
// error and never another day. Known: D-M-YYYY, D/M/YYYY, D MMMM YYYY (Dutch and English, short names too), and D-M for
// the next such day. Times are 24-hour.

export interface Day {
  year: number;
  month: number;
  day: number;
}
export interface Clock {
  hour: number;
  minute: number;
}
export type DateFault = 'empty' | 'not-a-date' | 'no-such-day';
export type TimeFault = 'empty' | 'not-a-time';
export type Parsed<V, F> = { ok: true; value: V } | { ok: false; fault: F };

const months: readonly (readonly string[])[] = [
  ['januari', 'jan', 'january'],
  ['februari', 'feb', 'february'],
  ['maart', 'mrt', 'mar', 'march'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'jun', 'june'],
  ['juli', 'jul', 'july'],
  ['augustus', 'aug', 'august'],
  ['september', 'sep', 'sept'],
  ['oktober', 'okt', 'oct', 'october'],
  ['november', 'nov'],
  ['december', 'dec'],
];

export function parseDate(text: string, today: Day): Parsed<Day, DateFault> {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (typed === '') return { ok: false, fault: 'empty' };
  const full = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/.exec(typed);
  if (full) return existing({ day: Number(full[1]), month: Number(full[3]), year: Number(full[4]) });
  const short = /^(\d{1,2})[-/](\d{1,2})$/.exec(typed);
  if (short) return next(Number(short[1]), Number(short[2]), today);
  const named = /^(\d{1,2}) ([a-z]+)\.? (\d{4})$/.exec(typed);
  const month = named ? months.findIndex((names) => names.includes(named[2]!)) + 1 : 0;
  if (named && month > 0) return existing({ day: Number(named[1]), month, year: Number(named[3]) });
  return { ok: false, fault: 'not-a-date' };
}

function existing(day: Day): Parsed<Day, DateFault> {
  return exists(day) ? { ok: true, value: day } : { ok: false, fault: 'no-such-day' };
}

export function exists({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Today counts as next. Nine years reach the next 29 February, also over 2100. */
function next(day: number, month: number, today: Day): Parsed<Day, DateFault> {
  for (let year = today.year; year <= today.year + 8; year += 1) {
    const candidate = { year, month, day };
    if (exists(candidate) && sortable(candidate) >= sortable(today)) return { ok: true, value: candidate };
  }
  return { ok: false, fault: 'no-such-day' };
}

function sortable(day: Day): number {
  return day.year * 10_000 + day.month * 100 + day.day;
}

export function parseTime(text: string): Parsed<Clock, TimeFault> {
  const typed = text.trim().toLowerCase();
  if (typed === '') return { ok: false, fault: 'empty' };
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?(?:uur|u))?$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed);
  const clock = { hour: Number(match?.[1] ?? 99), minute: Number(match?.[2] ?? 0) };
  return clock.hour <= 23 && clock.minute <= 59 ? { ok: true, value: clock } : { ok: false, fault: 'not-a-time' };
}

/** The spelling the fields show. */
export function dateText({ year, month, day }: Day): string {
  return `${day}-${month}-${year}`;
}

export function timeText({ hour, minute }: Clock): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
