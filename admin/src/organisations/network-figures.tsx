// The link with which a network sees what came of its own signups.

import { renewFiguresLink, showFiguresLink } from '@pr8werk/shared/network-figures.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button, OutsideLinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { useT } from './words.ts';

export function NetworkFigures({ programme, network }: { programme: string; network: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const params = { programme, network };
  const queryKey = ['figures-link', programme, network];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => call(showFiguresLink, { params, signal }) });
  const renew = useMutation({
    mutationFn: () => call(renewFiguresLink, { params }),
    onSuccess: () => showToast({ message: t('organisations.figures-renewed') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ message: t('ui.copied') });
    } catch {
      showToast({ message: t('ui.copy-failed') });
    }
  };
  return (
    <Section title={t('organisations.figures')} intro={t('organisations.figures-intro')}>
      <Loaded query={query} lines={2}>
        {({ url, data }) => (
          <Stack gap={3}>
            <Row gap={2}>
              <Button icon={<Icon name="copy" />} onClick={() => void copy(url)}>
                {t('organisations.figures-copy')}
              </Button>
              <OutsideLinkButton href={url} icon={<Icon name="outside" />}>
                {t('organisations.figures-open')}
              </OutsideLinkButton>
            </Row>
            <Row gap={2}>
              <Button onClick={() => void copy(data)}>{t('organisations.figures-copy-data')}</Button>
              <Button isBusy={renew.isPending} onClick={() => renew.mutate()}>
                {t('organisations.figures-renew')}
              </Button>
            </Row>
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
