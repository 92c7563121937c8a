// Whether two names are likely to mean the same organisation: for a warning, never for a refusal.

import { searchWords } from '@pr8werk/shared/search.ts';

const alikeEnough = 0.75;

export function isAlike(a: string, b: string): boolean {
  const [x, y] = [searchWords(a), searchWords(b)];
  if (x.length === 0 || y.length === 0) return false;
  const [few, many] = x.length <= y.length ? [x, y] : [y, x];
  // "De Linde" and "Stichting De Linde"
  if (few.length > 1 && few.every((it) => many.includes(it))) return true;
  return likeness(x.join(' '), y.join(' ')) >= alikeEnough;
}

/** How many groups of three letters two texts share. */
function likeness(a: string, b: string): number {
  const [x, y] = [threes(a), threes(b)];
  let shared = 0;
  for (const it of x) if (y.has(it)) shared++;
  return (2 * shared) / (x.size + y.size);
}

function threes(text: string): Set<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
