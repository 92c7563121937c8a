import { listRegistrations } from '@pr8werk/shared/registrations.ts';
import { searchProgramme } from '@pr8werk/shared/search.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

/** What was found before stays in sight until the next comes. */
export function searchQuery(programme: string, q: string) {
  return queryOptions({
    queryKey: ['search', programme, q],
    queryFn: ({ signal }) => call(searchProgramme, { params: { programme }, query: { q }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    // names do not stay in memory for longer than one looks at them
    gcTime: 30_000,
  });
}

export function doorQuery(programme: string, event: string | undefined, search: string) {
  return queryOptions({
    queryKey: ['registrations', programme, event, 'door', search],
    queryFn: ({ signal }) =>
      call(listRegistrations, {
        params: { programme, event: event! },
        query: { tab: 'confirmed', limit: 20, ...(search ? { search } : {}) },
        signal,
      }),
    enabled: event !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
}
