import { exportPerson, listHolds, showPersonPrivacy, showRetention } from '@pr8werk/shared/privacy.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

/** Below 'contact', so that it is fetched anew with the person. */
export function personPrivacyQuery(programme: string, contact: string) {
  return queryOptions({
    queryKey: ['contact', programme, contact, 'privacy'],
    queryFn: ({ signal }) => call(showPersonPrivacy, { params: { programme, contact }, signal }),
  });
}

/** That it was looked at is recorded, so it is asked once. */
export function personDataQuery(programme: string, contact: string) {
  return queryOptions({
    queryKey: ['personal-data', programme, contact],
    queryFn: ({ signal }) => call(exportPerson, { params: { programme, contact }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function holdsQuery(programme: string) {
  return queryOptions({
    queryKey: ['contacts', programme, 'holds'],
    queryFn: ({ signal }) => call(listHolds, { params: { programme }, signal }),
  });
}

export function retentionQuery(programme: string) {
  return queryOptions({
    queryKey: ['programmes', programme, 'retention'],
    queryFn: ({ signal }) => call(showRetention, { params: { programme }, signal }),
  });
}
