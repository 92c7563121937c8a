import type { ActivityView } from '@pr8werk/shared/activity.ts';
import { actOnRegistrations } from '@pr8werk/shared/participants.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { sayActivity } from './activity-words.ts';

/** Takes back what a line of the log tells, as long as nothing happened since. */
export function UndoButton({ programme, activity }: { programme: string; activity: ActivityView }) {
  const t = useT();
  const queryClient = useQueryClient();
  const may = useMay(programme);
  const { undo, event, subject } = activity;
  const act = useMutation({
    mutationFn: () =>
      call(actOnRegistrations, {
        params: { programme, event: event! },
        body: { action: undo!, registrations: [subject!], dryRun: false, notify: false },
      }),
    onSuccess: (result) => {
      const isDone = result.people.some((it) => it.outcome === 'done');
      showToast({ message: t(isDone ? 'activity.undone' : 'activity.not-undone') });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['activity', programme] }),
  });
  const isAllowed = may('registrations:write') || (undo === 'attendance-unknown' && may('registrations:check-in'));
  if (!undo || !event || !subject || !isAllowed) return null;
  return (
    <Button
      size="xs"
      isBusy={act.isPending}
      aria-label={t('activity.undo-this', { what: sayActivity(activity.name, t) })}
      onClick={() => act.mutate()}
    >
      {t('activity.undo')}
    </Button>
  );
}
