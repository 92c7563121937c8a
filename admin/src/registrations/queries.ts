import { countRegistrations, listRegistrations, showRegistration } from '@pr8werk/shared/registrations.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { ParticipantFilters } from '../search-params.ts';

export function registrationsQuery(programme: string, event: string, filters: ParticipantFilters) {
  const { open: _, ...query } = filters;
  return infiniteQueryOptions({
    queryKey: ['registrations', programme, event, query],
    queryFn: ({ pageParam, signal }) =>
      call(listRegistrations, { params: { programme, event }, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function countsQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['registration-counts', programme, event],
    queryFn: ({ signal }) => call(countRegistrations, { params: { programme, event }, signal }),
  });
}

export function registrationQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['registration', programme, event, registration],
    queryFn: ({ signal }) => call(showRegistration, { params: { programme, event, registration }, signal }),
  });
}
