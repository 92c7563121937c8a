import { listKeys } from '@pr8werk/shared/keys.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function keysQuery(programme: string) {
  return queryOptions({
    queryKey: ['keys', programme],
    queryFn: ({ signal }) => call(listKeys, { params: { programme }, signal }),
  });
}
