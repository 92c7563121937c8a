import { listEvents, showEvent } from '@pr8werk/shared/events.ts';
import { listOrganisations } from '@pr8werk/shared/organisations.ts';
import { listSites, showStatistics } from '@pr8werk/shared/statistics.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, send } from '../http.ts';
import type { EventFilters } from '../search-params.ts';

export function eventsQuery(programme: string, filters: EventFilters = {}) {
  return infiniteQueryOptions({
    queryKey: ['events', programme, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listEvents, { params: { programme }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** With its ETag: a change must say which version it was made from. */
export function eventQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['event', programme, event],
    queryFn: ({ signal }) => send(showEvent, { params: { programme, event }, signal }),
  });
}

export function organisationsQuery(programme: string) {
  return queryOptions({
    queryKey: ['organisations', programme],
    queryFn: ({ signal }) => call(listOrganisations, { params: { programme }, query: { limit: 200 }, signal }),
    staleTime: 60_000,
  });
}

export function statisticsQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['statistics', programme, event],
    queryFn: ({ signal }) => call(showStatistics, { params: { programme, event }, signal }),
  });
}

export function sitesQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['sites', programme, event],
    queryFn: ({ signal }) => call(listSites, { params: { programme, event }, signal }),
  });
}
