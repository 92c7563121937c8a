import { endSession, endSessions, type SessionView } from '@pr8werk/shared/accounts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { Tag } from '../ui/note.tsx';
import { type Column, Records } from '../ui/records.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { sessionsQuery } from './queries.ts';
import { useLeave } from './sign-out.ts';

export function SessionsPage() {
  const t = useT();
  const sessions = useQuery(sessionsQuery());
  const columns = useColumns();
  const leave = useLeave();
  const endAll = useMutation({
    mutationFn: () => call(endSessions, { query: { which: 'all' } }),
    onSuccess: leave,
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Page>
      <PageHeader
        title={t('accounts.sessions')}
        intro={t('accounts.sessions-intro')}
        actions={
          <Button icon={<Icon name="signOut" />} isBusy={endAll.isPending} onClick={() => endAll.mutate()}>
            {t('accounts.end-all')}
          </Button>
        }
      />
      <Card>
        <Loaded query={sessions} shape="rows" lines={3}>
          {(page) => (
            <Records label={t('accounts.sessions')} rows={page.items} columns={columns} keyOf={(it) => it.id} />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

function useColumns(): Column<SessionView>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'device',
      title: t('accounts.device'),
      card: 'title',
      cell: (it) => <strong>{it.device || t('accounts.unknown-device')}</strong>,
    },
    {
      key: 'seen',
      title: t('accounts.last-seen'),
      cell: (it) => sayMoment(it.lastSeenAt, homeZone, language),
    },
    {
      key: 'started',
      title: t('accounts.started'),
      cell: (it) => sayMoment(it.startedAt, homeZone, language),
    },
    {
      key: 'end',
      title: '',
      kind: 'actions',
      cell: (it) => (it.isCurrent ? <Tag tone="good">{t('accounts.this-session')}</Tag> : <EndButton session={it} />),
    },
  ];
}

function EndButton({ session }: { session: SessionView }) {
  const t = useT();
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(endSession, { params: { session: session.id } }),
    onSuccess: () => showToast({ message: t('accounts.session-ended') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery()),
  });
  return (
    <Button
      size="xs"
      isBusy={end.isPending}
      onClick={() => end.mutate()}
      aria-label={t('accounts.end-this', { device: session.device })}
    >
      {t('accounts.end')}
    </Button>
  );
}
