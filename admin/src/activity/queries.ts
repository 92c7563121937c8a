import { listActivity } from '@pr8werk/shared/activity.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function activityQuery(programme: string, event: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['activity', programme, event],
    queryFn: ({ pageParam, signal }) =>
      call(listActivity, { params: { programme }, query: { event, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}
