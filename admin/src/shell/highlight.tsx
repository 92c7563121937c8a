import { searchWords } from '@pr8werk/shared/search.ts';
import type { ReactNode } from 'react';

const letters = /[\p{L}\p{M}\p{N}]+/gu;

/** The beginnings of words that were typed stand out; found by likeness, nothing does. */
export function Highlight({ text, typed }: { text: string; typed: string }): ReactNode {
  const sought = searchWords(typed);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(letters)) {
    const length = beginningOf(match[0], sought);
    if (length === 0) continue;
    parts.push(text.slice(at, match.index), <mark key={match.index}>{match[0].slice(0, length)}</mark>);
    at = match.index + length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** How many letters of the word, as it is written, the longest fitting sought word covers. */
export function beginningOf(word: string, sought: readonly string[]): number {
  const plain = searchWords(word)[0] ?? '';
  const longest = sought.filter((it) => plain.startsWith(it)).sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return 0;
  let length = 1;
  while (length < word.length && (searchWords(word.slice(0, length))[0] ?? '').length < longest.length) length++;
  return length;
}
