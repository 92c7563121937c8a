import type { Language } from '@pr8werk/shared/primitives.ts';
import { endHold, type HoldView } from '@pr8werk/shared/privacy.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { sayDate } from '../ui/say.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { useT } from './words.ts';

/** A day has no zone: noon is on it everywhere we are. */
export function sayUntil(day: string, language: Language): string {
  return sayDate(`${day}T12:00:00Z`, 'UTC', language);
}

export function EndHold({ hold, programme }: { hold: HoldView; programme: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(endHold, { params: { programme, hold: hold.id } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['contact', programme, hold.contact] });
      void queryClient.invalidateQueries({ queryKey: ['contacts', programme] });
      showToast({ message: t('privacy.hold-ended') });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Button
      size="xs"
      look="quiet"
      isBusy={end.isPending}
      onClick={() => end.mutate()}
      aria-label={t('privacy.hold-end-this', { name: hold.name })}
    >
      {t('privacy.hold-end')}
    </Button>
  );
}
