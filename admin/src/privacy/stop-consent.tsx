import { withdrawConsent } from '@pr8werk/shared/privacy.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { useT } from './words.ts';

interface StopConsentProps {
  programme: string;
  contact: string;
  purpose: 'news' | 'follow-up';
  /** In words. */
  what: string;
}

/** For who asks it by telephone: as easy as it is on their own page. */
export function StopConsent({ programme, contact, purpose, what }: StopConsentProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const stop = useMutation({
    mutationFn: () => call(withdrawConsent, { params: { programme, contact }, body: { purpose } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['contact', programme, contact] });
      showToast({ message: t('privacy.stopped', { what }) });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Button
      size="xs"
      isBusy={stop.isPending}
      onClick={() => stop.mutate()}
      aria-label={t('privacy.stop-this', { what })}
    >
      {t('privacy.stop')}
    </Button>
  );
}
