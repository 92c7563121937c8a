import { showProgramme } from '@pr8werk/shared/programmes.ts';
import { listWordings } from '@pr8werk/shared/wordings.ts';
import { queryOptions } from '@tanstack/react-query';
import { call, send } from '../http.ts';

/** With its ETag, for who changes it. */
export function programmeQuery(programme: string) {
  return queryOptions({
    queryKey: ['programmes', programme],
    queryFn: ({ signal }) => send(showProgramme, { params: { programme }, signal }),
  });
}

/** Every text of a mail in every language of the programme. */
export function wordingsQuery(programme: string) {
  return queryOptions({
    queryKey: ['wordings', programme],
    queryFn: ({ signal }) => call(listWordings, { params: { programme }, signal }),
  });
}
