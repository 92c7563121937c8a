// What an organiser does with one registration. Cancelling is undone from the word that says it was done; checking in
// shows at once, because it is refused so rarely.

import {
  cancelRegistration,
  checkIn,
  promoteRegistration,
  type RegistrationView,
  restoreRegistration,
} from '@pr8werk/shared/registrations.ts';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { eventQuery } from '../events/queries.ts';
import { call, isRefusal } from '../http.ts';
import { useT } from '../language.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { countsQuery, registrationQuery } from './queries.ts';

export interface Acts {
  cancel: (registration: RegistrationView, notify: boolean) => void;
  restore: (registration: RegistrationView) => void;
  promote: (registration: RegistrationView, capacity: 'keep' | 'raise') => Promise<void>;
  checkIn: (registration: RegistrationView, hasAttended: boolean | null) => void;
  isBusy: boolean;
}

export function useActs(programme: string, event: string, onFull?: (registration: RegistrationView) => void): Acts {
  const t = useT();
  const refresh = useRefresh(programme, event);
  const show = useShowAttendance(programme, event);
  const path = (it: RegistrationView) => ({ params: { programme, event, registration: it.id } });
  const failed = (error: unknown) => showToast({ kind: 'failed', message: failureOf(error, t).message });
  const options = { onError: failed, onSettled: refresh };

  const restoring = useMutation({
    ...options,
    mutationFn: (it: RegistrationView) => call(restoreRegistration, path(it)),
    onSuccess: (now) =>
      showToast({
        message: t(now.status === 'waiting' ? 'registrations.restored-waiting' : 'registrations.restored', {
          name: now.name,
        }),
      }),
  });
  const cancelling = useMutation({
    ...options,
    mutationFn: ({ it, notify }: { it: RegistrationView; notify: boolean }) =>
      call(cancelRegistration, { ...path(it), body: { notify } }),
    onSuccess: (now) =>
      showToast({
        message: t('registrations.cancelled', { name: now.name }),
        action: { label: t('ui.undo'), onClick: () => restoring.mutate(now) },
      }),
  });
  const promoting = useMutation({
    mutationFn: ({ it, capacity }: { it: RegistrationView; capacity: 'keep' | 'raise' }) =>
      call(promoteRegistration, { ...path(it), body: { capacity } }),
    onSuccess: (now) => showToast({ message: t('registrations.promoted', { name: now.name }) }),
    onError: (error, { it }) => (isRefusal(error, 'event-full') && onFull ? onFull(it) : failed(error)),
    onSettled: refresh,
  });
  const checking = useMutation({
    mutationFn: ({ it, hasAttended }: { it: RegistrationView; hasAttended: boolean | null }) =>
      call(checkIn, { ...path(it), body: { hasAttended } }),
    onMutate: ({ it, hasAttended }) => show(it.id, hasAttended),
    onError: (error, { it }) => {
      show(it.id, it.hasAttended);
      failed(error);
    },
    onSettled: refresh,
  });

  return {
    cancel: (it, notify) => cancelling.mutate({ it, notify }),
    restore: (it) => restoring.mutate(it),
    promote: async (it, capacity) => {
      await promoting.mutateAsync({ it, capacity }).catch(() => {});
    },
    checkIn: (it, hasAttended) => checking.mutate({ it, hasAttended }),
    isBusy: cancelling.isPending || restoring.isPending || promoting.isPending,
  };
}

export function useRefresh(programme: string, event: string): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['registrations', programme, event] }),
      queryClient.invalidateQueries({ queryKey: ['registration', programme, event] }),
      queryClient.invalidateQueries(countsQuery(programme, event)),
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
