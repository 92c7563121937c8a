import { showProgramme } from '@pr8werk/shared/programmes.ts';
import { queryOptions } from '@tanstack/react-query';
import { send } from '../http.ts';

/** With its ETag, for who changes it. */
export function programmeQuery(programme: string) {
  return queryOptions({
    queryKey: ['programmes', programme],
    queryFn: ({ signal }) => send(showProgramme, { params: { programme }, signal }),
  });
}
