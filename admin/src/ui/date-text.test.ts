import { describe, expect, it } from 'vitest';
import { parseDate, parseTime } from './date-text.ts';

const today = { year: 2026, month: 11, day: 21 };
const date = (text: string) => {
  const parsed = parseDate(text, today);
  return parsed.ok ? `${parsed.value.year}-${parsed.value.month}-${parsed.value.day}` : parsed.fault;
};
const time = (text: string) => {
  const parsed = parseTime(text);
  return parsed.ok ? `${parsed.value.hour}:${parsed.value.minute}` : parsed.fault;
};

describe('a typed date', () => {
  it.each([
    ['30-11-2026', '2026-11-30'],
    ['1-3-2027', '2027-3-1'],
    ['01-03-2027', '2027-3-1'],
    ['1/3/2027', '2027-3-1'],
    [' 1 maart  2027 ', '2027-3-1'],
    ['1 Maart 2027', '2027-3-1'],
    ['1 mrt 2027', '2027-3-1'],
    ['1 mrt. 2027', '2027-3-1'],
    ['1 march 2027', '2027-3-1'],
    ['31 mei 2012', '2012-5-31'],
    ['31 may 2012', '2012-5-31'],
    ['3 okt 2027', '2027-10-3'],
    ['3 October 2027', '2027-10-3'],
    ['29-2-2028', '2028-2-29'],
  ])('%s is understood', (text, expected) => expect(date(text)).toBe(expected));

  it.each([
    ['30-11', '2026-11-30'],
    ['21-11', '2026-11-21'],
    ['20-11', '2027-11-20'],
    ['1/3', '2027-3-1'],
    ['29-2', '2028-2-29'],
  ])('%s without a year is the next such day', (text, expected) => expect(date(text)).toBe(expected));

  it.each([
    ['31-02-2026', 'no-such-day'],
    ['31-02', 'no-such-day'],
    ['29-2-2027', 'no-such-day'],
    ['0-1-2027', 'no-such-day'],
    ['1-13-2027', 'no-such-day'],
    ['30-11-26', 'not-a-date'],
    ['2026-11-30', 'not-a-date'],
    ['30-11/2026', 'not-a-date'],
    ['30 smarch 2026', 'not-a-date'],
    ['morgen', 'not-a-date'],
    ['30', 'not-a-date'],
    ['', 'empty'],
  ])('%s is refused and never becomes another day', (text, fault) => expect(date(text)).toBe(fault));
});

describe('a typed time', () => {
  it.each([
    ['7:30', '7:30'],
    ['07:30', '7:30'],
    ['7.30', '7:30'],
    ['0730', '7:30'],
    ['7', '7:0'],
    ['7 uur', '7:0'],
    ['7.30 uur', '7:30'],
    ['00:00', '0:0'],
    ['23:59', '23:59'],
  ])('%s is understood', (text, expected) => expect(time(text)).toBe(expected));

  it.each([
    ['25:00', 'not-a-time'],
    ['24:00', 'not-a-time'],
    ['12:60', 'not-a-time'],
    ['7:3', 'not-a-time'],
    ['730', 'not-a-time'],
    ['half acht', 'not-a-time'],
    ['', 'empty'],
  ])('%s is refused', (text, fault) => expect(time(text)).toBe(fault));
});
