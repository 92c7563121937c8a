import { withdrawEvent } from '@pr8werk/shared/publication.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { showToast } from '../ui/toast.tsx';
import { useActOnEvent } from './use-act-on-event.ts';

/** Makes what was published a draft again, as long as nobody acted on it. */
export function useWithdraw(programme: string, event: string): { mutate: () => void } {
  const t = useT();
  const withdraw = useActOnEvent(programme, event, async () => {
    const draft = await call(withdrawEvent, { params: { programme, event } });
    // Here and not after the mutation: the dialog that offered it is gone by then, and its ears with it.
    showToast({ message: t('events.withdrawn-done') });
    return draft;
  });
  return { mutate: () => withdraw.mutate() };
}
