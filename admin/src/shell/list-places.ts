// With which filters a list was left, so that the way back leads to what one was looking at. In memory alone: what was
// searched for may be somebody's name.

import { type AnyRouteMatch, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

const lists = ['bijeenkomsten', 'personen', 'organisaties', 'post'] as const;
export type ListName = (typeof lists)[number];

const left = new Map<string, AnyRouteMatch['search']>();

export function useRememberLists(): void {
  const { pathname, search } = useLocation();
  useEffect(() => {
    const [, programme, list, more] = pathname.split('/');
    if (lists.some((it) => it === list) && !more) left.set(`${programme} ${list}`, search);
  }, [pathname, search]);
}

export function forgetLists(): void {
  left.clear();
}

export function lastSearch(programme: string, list: ListName): AnyRouteMatch['search'] {
  return left.get(`${programme} ${list}`) ?? {};
}
