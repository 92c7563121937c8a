import type { EventView } from '@pr8werk/shared/events.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useT } from '../language.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { eventQuery } from './queries.ts';

/** An act that changes a meeting as a whole. Afterwards everything that shows it is fetched again. */
export function useActOnEvent<V = void>(programme: string, event: string, act: (value: V) => Promise<EventView>) {
  const t = useT();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(eventQuery(programme, event)),
        queryClient.invalidateQueries({ queryKey: ['events', programme] }),
        queryClient.invalidateQueries({ queryKey: ['plan', programme] }),
      ]),
  });
}
