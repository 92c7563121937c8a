import { type DeadJobView, retryDeadJob } from '@pr8werk/shared/mails.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { type T, useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, Records } from '../ui/records.tsx';
import { sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './mails.module.css';
import { deadJobsQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/achtergrondwerk');

export function JobsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const jobs = useQuery(deadJobsQuery(programme));
  const columns = useColumns(programme);
  return (
    <Page>
      <PageHeader title={t('mails.jobs')} intro={t('mails.jobs-intro')} />
      <Card>
        <Loaded query={jobs} shape="rows" lines={4}>
          {(page) =>
            page.items.length === 0 ? (
              <Empty icon="check" title={t('mails.no-jobs')}>
                {t('mails.no-jobs-text')}
              </Empty>
            ) : (
              <Records label={t('mails.jobs')} rows={page.items} columns={columns} keyOf={(it) => it.id} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function useColumns(programme: string): Column<DeadJobView>[] {
  const t = useT();
  const language = useLanguage();
  const mayWrite = useMay(programme)('jobs:write');
  const columns: Column<DeadJobView>[] = [
    { key: 'name', title: t('mails.job'), card: 'title', cell: (it) => <strong>{nameOf(it, t)}</strong> },
    {
      key: 'failed',
      title: t('mails.failed-at'),
      cell: (it) => (it.failedAt ? sayMoment(it.failedAt, homeZone, language) : t('ui.unknown')),
    },
    { key: 'attempts', title: t('mails.attempts'), kind: 'number', cell: (it) => it.attempts },
    {
      key: 'error',
      title: t('mails.error'),
      cell: (it) => <span className={css.address}>{it.error ?? t('ui.unknown')}</span>,
    },
  ];
  if (mayWrite)
    columns.push({ key: 'retry', title: '', kind: 'actions', cell: (it) => <Retry job={it} programme={programme} /> });
  return columns;
}

/** Work of a programme has a name in words; other work keeps that of the code. */
function nameOf({ name }: DeadJobView, t: T): string {
  return name === 'send-mail' || name === 'tell-event-cancelled' ? t(`mails.job-name.${name}`) : name;
}

function Retry({ job, programme }: { job: DeadJobView; programme: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(retryDeadJob, { params: { programme, job: job.id } }),
    onSuccess: () => showToast({ message: t('mails.retried') }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries(deadJobsQuery(programme)),
  });
  return (
    <Button
      size="xs"
      icon={<Icon name="refresh" size={14} />}
      isBusy={retry.isPending}
      onClick={() => retry.mutate()}
      aria-label={t('mails.retry-job', { name: nameOf(job, t) })}
    >
      {t('mails.retry')}
    </Button>
  );
}
