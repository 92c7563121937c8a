import {
  listNetworks,
  listOrganisationEvents,
  listOrganisations,
  showOrganisation,
} from '@pr8werk/shared/organisations.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { OrganisationFilters } from '../search-params.ts';

export function organisationListQuery(programme: string, { view: _, ...filters }: OrganisationFilters) {
  return infiniteQueryOptions({
    queryKey: ['organisations', programme, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listOrganisations, { params: { programme }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function organisationQuery(programme: string, organisation: string) {
  return queryOptions({
    queryKey: ['organisation', programme, organisation],
    queryFn: ({ signal }) => call(showOrganisation, { params: { programme, organisation }, signal }),
  });
}

export function organisationEventsQuery(programme: string, organisation: string) {
  return queryOptions({
    queryKey: ['organisation-events', programme, organisation],
    queryFn: ({ signal }) => call(listOrganisationEvents, { params: { programme, organisation }, signal }),
  });
}

export function networksQuery(programme: string) {
  return queryOptions({
    queryKey: ['networks', programme],
    queryFn: ({ signal }) => call(listNetworks, { params: { programme }, signal }),
    staleTime: 60_000,
  });
}
