import type { PlanView } from '@pr8werk/shared/programmes.ts';
import type { T } from '../language.ts';

/** "2 bekend, totaal onbekend": counted and unknown beside each other. Nothing known is unknown, not none. */
export function sayHeld({ known, isComplete }: PlanView['held'], t: T): { main: string; note: string } {
  if (isComplete) return { main: String(known), note: t('programmes.complete') };
  if (known === 0) return { main: t('ui.unknown'), note: t('programmes.sources-silent') };
  return { main: t('programmes.known', { count: known }), note: t('programmes.total-unknown') };
}

type Source = PlanView['sources'][number];

export function saySource(key: string | null, sources: readonly Source[], t: T): string {
  if (key === null) return t('programmes.no-source');
  return sources.find((it) => it.key === key)?.description ?? key;
}

export function sayYear(year: { programmeYear: number | null; calendarYear: number | null }, t: T): string {
  if (year.programmeYear !== null) return t('programmes.programme-year', { year: year.programmeYear });
  return year.calendarYear === null ? t('programmes.calendar-unknown') : String(year.calendarYear);
}
