import { withdrawEvent } from '@pr8werk/shared/publication.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { showToast } from '../ui/toast.tsx';
import { useActOnEvent } from './use-act-on-event.ts';

/** Makes what was published a draft again, as long as nobody acted on it. */
export function useWithdraw(programme: string, event: string): { mutate: () => void } {
  const t = useT();
  const withdraw = useActOnEvent(programme, event, () => call(withdrawEvent, { params: { programme, event } }));
  return {
    mutate: () => withdraw.mutate(undefined, { onSuccess: () => showToast({ message: t('events.withdrawn-done') }) }),
  };
}
