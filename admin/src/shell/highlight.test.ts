import { searchWords } from '@pr8werk/shared/search.ts';
import { expect, test } from 'vitest';
import { beginningOf } from './highlight.tsx';

test.each([
  ['Böhmer', 'bohm', 'Böhm'],
  ['Straße', 'strass', 'Straß'],
  ['Ĳssel', 'ij', 'Ĳ'],
  ['Jansen', 'jan jansen', 'Jansen'],
  ['e\u0301cole', 'eco', 'e\u0301co'],
  ['Waterschap', 'schap', ''],
])('of %s, %s covers %s', (word, typed, covered) => {
  expect(word.slice(0, beginningOf(word, searchWords(typed)))).toBe(covered);
});
