import { showPlan } from '@pr8werk/shared/programmes.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function planQuery(programme: string) {
  return queryOptions({
    queryKey: ['plan', programme],
    queryFn: ({ signal }) => call(showPlan, { params: { programme }, signal }),
  });
}
