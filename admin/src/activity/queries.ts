import { listActivity } from '@pr8werk/shared/activity.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { LogFilters } from '../search-params.ts';

export function activityQuery(programme: string, filters: LogFilters) {
  return infiniteQueryOptions({
    queryKey: ['activity', programme, filters],
    queryFn: ({ pageParam, signal }) =>
      call(listActivity, { params: { programme }, query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}
