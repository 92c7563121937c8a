import { pageMessages } from '@pr8werk/shared/messages/pages.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { expect, test } from 'vitest';
import { leafText, momentText, partialText, spanText } from '#api/pages/moments.ts';

const zone = 'Europe/Amsterdam';
const nl = { language: 'nl', t: translator(pageMessages, 'nl') } as const;
const en = { language: 'en', t: translator(pageMessages, 'en') } as const;

test('a moment is told in the zone of the programme, on both sides of summer time', () => {
  expect(momentText(new Date('2027-03-28T00:59:00Z'), zone, nl)).toBe('zondag 28 maart 2027 om 01:59 uur');
  expect(momentText(new Date('2027-03-28T01:00:00Z'), zone, nl)).toBe('zondag 28 maart 2027 om 03:00 uur');
  expect(momentText(new Date('2027-10-31T01:30:00Z'), zone, en)).toBe('Sunday, 31 October 2027 at 02:30');
});

test('a meeting that ends on another day says which', () => {
  const start = new Date('2027-01-14T06:30:00Z');
  expect(spanText(start, new Date('2027-01-14T09:00:00Z'), zone, nl)).toBe('07:30–10:00 uur');
  expect(spanText(start, new Date('2027-01-15T09:00:00Z'), zone, nl)).toBe('07:30–vrijdag 15 januari 2027, 10:00 uur');
});

test('the leaf of a calendar shows the day where the meeting is, not in UTC', () => {
  expect(leafText(new Date('2027-01-14T23:30:00Z'), zone, 'nl')).toEqual({ day: '15', month: 'jan' });
});

test.each([
  [{ year: null, month: null, day: null }, 'datum niet bekend'],
  [{ year: null, month: null, day: 4 }, 'datum niet bekend'],
  [{ year: null, month: 8, day: null }, 'augustus, jaar niet bekend'],
  [{ year: null, month: 11, day: 30 }, '30 november, jaar niet bekend'],
  [{ year: 2012, month: null, day: null }, '2012'],
  [{ year: 2012, month: null, day: 4 }, '2012'],
  [{ year: 2012, month: 5, day: null }, 'mei 2012'],
  [{ year: 2012, month: 5, day: 31 }, '31 mei 2012'],
])('what a source does not tell of a date is not filled in: %o', (date, words) => {
  expect(partialText(date, nl)).toBe(words);
});
