import { listHelperLinks } from '@pr8werk/shared/door.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function helperLinksQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['helper-links', programme, event],
    queryFn: ({ signal }) => call(listHelperLinks, { params: { programme, event }, signal }),
    // what phones do is told of as registrations; when they were last heard is not told at all
    refetchInterval: 15_000,
  });
}
