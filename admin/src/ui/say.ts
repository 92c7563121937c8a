// Moments and numbers in words, in the zone they belong to.

import type { Language } from '@pr8werk/shared/primitives.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: zone, ...options });
    formats.set(key, found);
  }
  return found;
}

const dayOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const timeOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function sayDay(instant: string, zone: string, language: Language): string {
  return format(language, zone, dayOptions).format(new Date(instant));
}

/** Without the weekday, for a column of them. */
export function sayDate(instant: string, zone: string, language: Language): string {
  return format(language, zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant));
}

/** Without the year, where it is clear: along an axis. */
export function sayShortDate(instant: string, zone: string, language: Language): string {
  return format(language, zone, { day: 'numeric', month: 'short' }).format(new Date(instant));
}

/** "zaterdag 21 november" */
export function sayLongDay(instant: string, zone: string, language: Language): string {
  return format(language, zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant));
}

export function sayDayNumber(instant: string, zone: string, language: Language): string {
  return format(language, zone, { day: 'numeric' }).format(new Date(instant));
}

export function sayShortMonth(instant: string, zone: string, language: Language): string {
  return format(language, zone, { month: 'short' }).format(new Date(instant));
}

export function sayYear(instant: string, zone: string, language: Language): string {
  return format(language, zone, { year: 'numeric' }).format(new Date(instant));
}

/** "morgen", "over 9 dagen": by the calendar of the zone, not by hours. */
export function sayFromNow(instant: string, zone: string, language: Language, now = new Date()): string {
  const dayOf = (at: Date) => {
    const parts = format('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
    const part = (type: string) => Number(parts.find((it) => it.type === type)!.value);
    return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000;
  };
  const days = dayOf(new Date(instant)) - dayOf(now);
  return new Intl.RelativeTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { numeric: 'auto' }).format(days, 'day');
}

export function sayTime(instant: string, zone: string, language: Language): string {
  return format(language, zone, timeOptions).format(new Date(instant));
}

export function sayMoment(instant: string, zone: string, language: Language): string {
  return `${sayDay(instant, zone, language)}, ${sayTime(instant, zone, language)}`;
}

export function saySpan(from: string, to: string | null, zone: string, language: Language): string {
  if (to === null) return sayMoment(from, zone, language);
  const sameDay = sayDay(from, zone, language) === sayDay(to, zone, language);
  return `${sayMoment(from, zone, language)}–${sameDay ? sayTime(to, zone, language) : sayMoment(to, zone, language)}`;
}

export function sayMonth(month: number, language: Language): string {
  return format(language, 'UTC', { month: 'long' }).format(new Date(Date.UTC(2024, month - 1, 15)));
}

export function sayShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { style: 'percent' }).format(share);
}

/** With one digit behind the comma, where the whole number says too little: "2,6 %". */
export function sayExactShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share);
}

export function sayNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB').format(value);
}
