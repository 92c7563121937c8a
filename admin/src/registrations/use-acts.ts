// What an organiser does with participants, one or many. What was done is undone from the word that says it; checking in
// shows at once, because it is refused so rarely.

import { actOnRegistrations, type BulkAction, type BulkResult, type Matching } from '@pr8werk/shared/participants.ts';
import { checkIn, type RegistrationView, restoreRegistration } from '@pr8werk/shared/registrations.ts';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { eventQuery } from '../events/queries.ts';
import { call, idempotency } from '../http.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { registrationQuery } from './queries.ts';
import { type ChosenAction, sayDone, sayUndone } from './say-acts.ts';
import { type T, useT } from './words.ts';

export interface Acts {
  restore: (registration: RegistrationView) => void;
  checkIn: (registration: RegistrationView, hasAttended: boolean | null) => void;
  /** Who is being put back. */
  busy: string | undefined;
}

export function useActs(programme: string, event: string): Acts {
  const t = useT();
  const refresh = useRefresh(programme, event);
  const show = useShowAttendance(programme, event);
  const path = (it: RegistrationView) => ({ params: { programme, event, registration: it.id } });
  const restoring = useMutation({
    mutationFn: (it: RegistrationView) => call(restoreRegistration, path(it)),
    onError: (error) => tellFailed(error, t),
    onSettled: refresh,
    onSuccess: (now) =>
      showToast({
        message: t(now.status === 'waiting' ? 'registrations.restored-waiting' : 'registrations.restored', {
          name: now.name,
        }),
      }),
  });
  const checking = useMutation({
    mutationFn: ({ it, hasAttended }: { it: RegistrationView; hasAttended: boolean | null }) =>
      call(checkIn, { ...path(it), body: { hasAttended } }),
    onMutate: ({ it, hasAttended }) => show(it.id, hasAttended),
    onError: (error, { it }) => {
      show(it.id, it.hasAttended);
      tellFailed(error, t);
    },
    onSettled: refresh,
  });
  return {
    restore: (it) => restoring.mutate(it),
    checkIn: (it, hasAttended) => checking.mutate({ it, hasAttended }),
    busy: restoring.isPending ? restoring.variables.id : undefined,
  };
}

function tellFailed(error: unknown, t: T): void {
  showToast({ kind: 'failed', message: failureOf(error, t).message });
}

export interface BulkOrder {
  action: BulkAction;
  registrations?: string[];
  matching?: Matching;
  notify: boolean;
  text: string | null;
  capacity: 'keep' | 'raise';
}

/** Does it, says what was done, and undoes it when asked to. */
export function useBulk(programme: string, event: string) {
  const t = useT();
  const refresh = useRefresh(programme, event);
  const send = (order: BulkOrder, headers: Record<string, string>) =>
    call(actOnRegistrations, {
      params: { programme, event },
      body: { ...order, dryRun: false },
      headers,
    });
  const undoing = useMutation({
    mutationFn: async (orders: readonly BulkOrder[]) => {
      const results: BulkResult[] = [];
      for (const order of orders) results.push(await send(order, idempotency()(order)));
      return results;
    },
    onSuccess: (results) => showToast({ message: sayUndone(results, t) }),
    onError: (error) => tellFailed(error, t),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({
      order,
      headers,
    }: {
      order: BulkOrder & { action: ChosenAction };
      headers: Record<string, string>;
    }) => send(order, headers),
    onSuccess: (result, { order }) => {
      const back = undoOf(order.action, result);
      showToast({
        message: sayDone(order.action, result, order.notify, t),
        ...(back.length > 0 ? { action: { label: t('ui.undo'), onClick: () => undoing.mutate(back) } } : {}),
      });
    },
    onSettled: refresh,
  });
}

/** What takes it back; attendance goes back to what it was for each. */
function undoOf(action: BulkAction, result: BulkResult): BulkOrder[] {
  const done = result.people.filter((it) => it.outcome === 'done');
  const order = (back: BulkAction, people: typeof done): BulkOrder[] =>
    people.length === 0
      ? []
      : [
          {
            action: back,
            registrations: people.map((it) => it.registration),
            notify: false,
            text: null,
            capacity: 'keep',
          },
        ];
  // the answer stands until the other is given
  if (action === 'approve' || action === 'decline') return [];
  if (action === 'cancel') return order('restore', done);
  if (action === 'promote') return order('return-to-line', done);
  return [
    ...order(
      'attended',
      done.filter((it) => it.hadAttended === true),
    ),
    ...order(
      'not-attended',
      done.filter((it) => it.hadAttended === false),
    ),
    ...order(
      'attendance-unknown',
      done.filter((it) => it.hadAttended === null),
    ),
  ];
}

export function useRefresh(programme: string, event: string): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['registrations', programme, event] }),
      queryClient.invalidateQueries({ queryKey: ['registration', programme, event] }),
      queryClient.invalidateQueries({ queryKey: ['registration-counts', programme, event] }),
      queryClient.invalidateQueries(eventQuery(programme, event)),
    ]);
}

type Rows = InfiniteData<{ items: RegistrationView[]; next: string | null }>;

/** Puts what was pressed into every list that shows the row, before the answer. */
function useShowAttendance(programme: string, event: string): (id: string, hasAttended: boolean | null) => void {
  const queryClient = useQueryClient();
  return (id, hasAttended) => {
    const put = (it: RegistrationView) => (it.id === id ? { ...it, hasAttended } : it);
    queryClient.setQueriesData<Rows>({ queryKey: ['registrations', programme, event] }, (rows) =>
      rows ? { ...rows, pages: rows.pages.map((page) => ({ ...page, items: page.items.map(put) })) } : rows,
    );
    queryClient.setQueryData(registrationQuery(programme, event, id).queryKey, (it) => it && put(it));
  };
}
