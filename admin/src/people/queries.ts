import { listContactFacets, listContacts, showContact, showContactHistory } from '@pr8werk/shared/contacts.ts';
import { listContactAnswers } from '@pr8werk/shared/forms.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, send } from '../http.ts';
import type { PeopleFilters } from '../search-params.ts';

export function contactsQuery(programme: string, filters: PeopleFilters & { organisation?: string }) {
  return infiniteQueryOptions({
    queryKey: ['contacts', programme, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listContacts, { params: { programme }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** With its ETag: a change must say which version it was made from. */
export function contactQuery(programme: string, contact: string) {
  return queryOptions({
    queryKey: ['contact', programme, contact],
    queryFn: ({ signal }) => send(showContact, { params: { programme, contact }, signal }),
  });
}

/** Below 'contact', so that it is fetched anew with the person. */
export function contactHistoryQuery(programme: string, contact: string) {
  return queryOptions({
    queryKey: ['contact', programme, contact, 'history'],
    queryFn: ({ signal }) => call(showContactHistory, { params: { programme, contact }, signal }),
  });
}

export function contactAnswersQuery(programme: string, contact: string) {
  return queryOptions({
    queryKey: ['contact', programme, contact, 'answers'],
    queryFn: ({ signal }) => call(listContactAnswers, { params: { programme, contact }, signal }),
  });
}

export function contactFacetsQuery(programme: string) {
  return queryOptions({
    queryKey: ['contacts', programme, 'facets'],
    queryFn: ({ signal }) => call(listContactFacets, { params: { programme }, signal }),
    staleTime: 60_000,
  });
}
