import { listMembers, listSessions, showAccount, showFirstRun } from '@pr8werk/shared/accounts.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function accountQuery() {
  return queryOptions({
    queryKey: ['account'],
    queryFn: ({ signal }) => call(showAccount, { signal }),
    staleTime: 60_000,
    // Whoever asks decides what signed out means: the guard sends to sign-in, the sign-in page is content.
    meta: { maySignedOut: true },
  });
}

export function firstRunQuery() {
  return queryOptions({
    queryKey: ['first-run'],
    queryFn: ({ signal }) => call(showFirstRun, { signal }),
    staleTime: 60_000,
  });
}

export function sessionsQuery() {
  return queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => call(listSessions, { signal }) });
}

export function membersQuery(programme: string) {
  return queryOptions({
    queryKey: ['members', programme],
    queryFn: ({ signal }) => call(listMembers, { params: { programme }, signal }),
  });
}
