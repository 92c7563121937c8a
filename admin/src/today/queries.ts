import { showToday } from '@pr8werk/shared/today.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function todayQuery(programme: string) {
  return queryOptions({
    queryKey: ['today', programme],
    queryFn: ({ signal }) => call(showToday, { params: { programme }, signal }),
  });
}
