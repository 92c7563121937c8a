// A date as far as a source tells it, between its column ('2012-05-??') and the wire ({ year, month, day }).

import type { PartialDate } from '@pr8werk/shared/primitives.ts';

export function partialDate(column: string): PartialDate {
  const [year, month, day] = column.split('-').map((it) => (it.includes('?') ? null : Number(it)));
  return { year: year ?? null, month: month ?? null, day: day ?? null };
}

export function partialDateColumn(date: PartialDate): string {
  const part = (value: number | null, length: number) =>
    value === null ? '?'.repeat(length) : String(value).padStart(length, '0');
  return `${part(date.year, 4)}-${part(date.month, 2)}-${part(date.day, 2)}`;
}

/** '2012', '2012-05', '2012-05-31' or 'unknown', as the history file writes it. */
export function partialDateFrom(text: string | number | undefined | null): string {
  const [year = '????', month = '??', day = '??'] =
    text === undefined || text === null || text === 'unknown' ? [] : String(text).split('-');
  return `${year}-${month}-${day}`;
}

/** Whether the parts that are known make a date that can exist. */
export function canExist(date: PartialDate): boolean {
  if (date.day === null || date.month === null) return true;
  return date.day <= new Date(Date.UTC(date.year ?? 2000, date.month, 0)).getUTCDate();
}
