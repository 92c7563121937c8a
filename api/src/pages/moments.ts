// Moments in words, in the programme's zone. What a source does not tell of a date is said to be unknown.

import { pageMessages } from '@pr8werk/shared/messages/pages.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language, PartialDate } from '@pr8werk/shared/primitives.ts';
import type { Visit } from '#api/pages/visit.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times longer than using one. */
function formatOf(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: zone, ...options });
    formats.set(key, format);
  }
  return format;
}

/** "donderdag 14 januari 2027" */
export function dayText(at: Date, zone: string, language: Language): string {
  return formatOf(language, zone, { dateStyle: 'full' }).format(at);
}

/** "07:30" */
export function clockText(at: Date, zone: string, language: Language): string {
  return formatOf(language, zone, { timeStyle: 'short', hourCycle: 'h23' }).format(at);
}

/** "donderdag 14 januari 2027 om 07:30 uur" */
export function momentText(at: Date, zone: string, visit: Pick<Visit, 'language' | 't'>): string {
  const { language, t } = visit;
  return t('when.at', { date: dayText(at, zone, language), time: clockText(at, zone, language) });
}

/** "07:30–10:00 uur", or with the day where it ends on another. */
export function spanText(from: Date, to: Date, zone: string, visit: Pick<Visit, 'language' | 't'>): string {
  const { language, t } = visit;
  const isSameDay = dayText(from, zone, language) === dayText(to, zone, language);
  const end = clockText(to, zone, language);
  const until = isSameDay ? end : `${dayText(to, zone, language)}, ${end}`;
  return t('when.hour', { time: `${clockText(from, zone, language)}–${until}` });
}

/** "donderdag 14 januari 2027, 07:30–10:00 uur", for mails and the form, which have no visit. */
export function dateText(from: Date, to: Date, zone: string, language: Language): string {
  const t = translator(pageMessages, language);
  return `${dayText(from, zone, language)}, ${spanText(from, to, zone, { language, t })}`;
}

/** "donderdag 14:30", for a term within days. */
export function weekdayText(at: Date, zone: string, language: Language): string {
  return formatOf(language, zone, { weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(at);
}

/** The day and the short month for the leaf of a calendar: "14", "jan". */
export function leafText(at: Date, zone: string, language: Language): { day: string; month: string } {
  const part = (options: Intl.DateTimeFormatOptions) => formatOf(language, zone, options).format(at);
  return { day: part({ day: 'numeric' }), month: part({ month: 'short' }).replace('.', '') };
}

/** "mei 2012", "augustus, jaar niet bekend", "datum niet bekend" */
export function partialText({ year, month, day }: PartialDate, visit: Pick<Visit, 'language' | 't'>): string {
  if (year === null && month === null) return visit.t('when.unknown');
  const monthName =
    month === null
      ? null
      : formatOf(visit.language, 'UTC', { month: 'long' }).format(new Date(Date.UTC(2024, month - 1, 15)));
  // a day without its month tells nothing
  const known = [month === null ? null : day, monthName, year].filter((it) => it !== null).join(' ');
  return year === null ? visit.t('when.year-unknown', { date: known }) : known;
}
