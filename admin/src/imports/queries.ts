import {
  type ImportState,
  type ImportVerdict,
  listImportRows,
  listImports,
  showImport,
} from '@pr8werk/shared/imports.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';
import type { ImportRowsShown } from '../search-params.ts';

export function importsQuery(programme: string) {
  return infiniteQueryOptions({
    queryKey: ['imports', programme],
    queryFn: ({ pageParam, signal }) =>
      call(listImports, { params: { programme }, query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export const busyStates: readonly ImportState[] = ['reading', 'checking', 'running', 'undoing'];

/** While something runs, asked every second; that it is done is told by the live stream as well. */
export function importQuery(programme: string, id: string) {
  return queryOptions({
    queryKey: ['import', programme, id],
    queryFn: ({ signal }) => call(showImport, { params: { programme, import: id }, signal }),
    refetchInterval: (query) => (query.state.data && busyStates.includes(query.state.data.state) ? 1000 : false),
  });
}

const verdicts: readonly ImportVerdict[] = ['new', 'known', 'double', 'faulty'];

export function importRowsQuery(programme: string, id: string, shown: ImportRowsShown | undefined) {
  const verdict = verdicts.find((it) => it === shown);
  const result = (['created', 'updated', 'unchanged', 'refused', 'skipped'] as const).find((it) => it === shown);
  const query = { limit: 50, verdict, result, ...(shown === 'remarked' ? { remarked: 'yes' as const } : {}) };
  return infiniteQueryOptions({
    queryKey: ['import', programme, id, 'rows', query],
    queryFn: ({ pageParam, signal }) =>
      call(listImportRows, { params: { programme, import: id }, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
