import { listDeadJobs, listMails, showMail } from '@pr8werk/shared/mails.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { MailFilters } from '../search-params.ts';

export function mailsQuery(programme: string, filters: MailFilters) {
  return infiniteQueryOptions({
    queryKey: ['mails', programme, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listMails, { params: { programme }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function mailQuery(programme: string, mail: string) {
  return queryOptions({
    queryKey: ['mail', programme, mail],
    queryFn: ({ signal }) => call(showMail, { params: { programme, mail }, signal }),
  });
}

export function deadJobsQuery(programme: string) {
  return queryOptions({
    queryKey: ['dead-jobs', programme],
    queryFn: ({ signal }) => call(listDeadJobs, { params: { programme }, signal }),
  });
}
