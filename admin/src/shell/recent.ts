// What was last chosen in the command palette. In memory alone, because it holds names; gone with the page and at signing out.

import type { SearchView } from '@pr8werk/shared/search.ts';

export type Found =
  | { kind: 'people'; it: NonNullable<SearchView['people']>[number] }
  | { kind: 'organisations'; it: NonNullable<SearchView['organisations']>[number] }
  | { kind: 'events'; it: NonNullable<SearchView['events']>[number] };

const most = 5;
const chosen = new Map<string, Found[]>();

export function remember(programme: string, found: Found): void {
  const others = recentIn(programme).filter((it) => it.it.id !== found.it.id);
  chosen.set(programme, [found, ...others].slice(0, most));
}

export function recentIn(programme: string): readonly Found[] {
  return chosen.get(programme) ?? [];
}

export function forgetRecent(): void {
  chosen.clear();
}
