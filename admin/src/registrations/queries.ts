import { listMails } from '@pr8werk/shared/mails.ts';
import { listNetworks } from '@pr8werk/shared/organisations.ts';
import { actOnRegistrations, listNotes, type Matching, showRegistrationHistory } from '@pr8werk/shared/participants.ts';
import { countRegistrations, listRegistrations, showRegistration } from '@pr8werk/shared/registrations.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { ParticipantFilters } from '../search-params.ts';
import type { ChosenAction } from './say-acts.ts';

/** What the api filters by; the rest of the address is how it is shown. */
export function filterOf({ role, source, network, language, attended, search }: ParticipantFilters) {
  return { role, source, network, language, attended, search };
}

/** Who waits stands in line, others by name, unless one chose otherwise. */
export function orderOf({ sort, tab }: ParticipantFilters) {
  return sort ?? (tab === 'waiting' ? 'place' : 'name');
}

export function listOf(filters: ParticipantFilters) {
  return { tab: filters.tab ?? 'all', sort: orderOf(filters), ...filterOf(filters) } as const;
}

export function registrationsQuery(programme: string, event: string, filters: ParticipantFilters) {
  const query = { ...listOf(filters), limit: 200 };
  return infiniteQueryOptions({
    queryKey: ['registrations', programme, event, query],
    queryFn: ({ pageParam, signal }) =>
      call(listRegistrations, { params: { programme, event }, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function countsQuery(programme: string, event: string, filters: ParticipantFilters = {}) {
  const query = filterOf(filters);
  return queryOptions({
    queryKey: ['registration-counts', programme, event, query],
    queryFn: ({ signal }) => call(countRegistrations, { params: { programme, event }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function registrationQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['registration', programme, event, registration],
    queryFn: ({ signal }) => call(showRegistration, { params: { programme, event, registration }, signal }),
  });
}

/** Below 'registration', so that it is fetched anew with the registration itself. */
export function historyQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['registration', programme, event, registration, 'history'],
    queryFn: ({ signal }) => call(showRegistrationHistory, { params: { programme, event, registration }, signal }),
  });
}

export function notesQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['registration', programme, event, registration, 'notes'],
    queryFn: ({ signal }) => call(listNotes, { params: { programme, event, registration }, signal }),
  });
}

export function mailsToQuery(programme: string, event: string, registration: string) {
  return queryOptions({
    queryKey: ['mails', programme, { event, registration }],
    queryFn: ({ signal }) =>
      call(listMails, { params: { programme }, query: { event, registration, limit: 50 }, signal }),
  });
}

export function networksQuery(programme: string) {
  return queryOptions({
    queryKey: ['networks', programme],
    queryFn: ({ signal }) => call(listNetworks, { params: { programme }, signal }),
  });
}

/** Everybody whom the filter finds, fetched here or not, but those taken out by hand. */
export interface AllMatching {
  filter: Omit<Matching, 'except' | 'seen'>;
  except: readonly string[];
  count: number;
}

export interface Asked {
  action: ChosenAction;
  people: readonly { id: string; name: string }[];
  /** Instead of the people. */
  all?: AllMatching;
  onDone?: () => void;
}

/** Whom it is about, as it is sent; `seen` is what the preview answered. */
export function targetOf({ people, all }: Asked, seen?: string) {
  if (!all) return { registrations: people.map((it) => it.id) };
  return { matching: { ...all.filter, except: [...all.except], ...(seen === undefined ? {} : { seen }) } };
}

/** The filter without what is not filtered by. */
export function matchingOf(filters: ParticipantFilters): AllMatching['filter'] {
  const given = { tab: filters.tab ?? 'all', ...filterOf(filters) };
  return Object.fromEntries(Object.entries(given).filter(([, it]) => it !== undefined));
}

/** What would happen, told by the act itself; never from memory. */
export function previewQuery(programme: string, event: string, asked: Asked, capacity: 'keep' | 'raise') {
  const { action } = asked;
  const target = targetOf(asked);
  return queryOptions({
    queryKey: ['bulk-preview', programme, event, action, target, capacity],
    queryFn: ({ signal }) =>
      call(actOnRegistrations, {
        params: { programme, event },
        body: { action, ...target, capacity, dryRun: true, notify: true },
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}
