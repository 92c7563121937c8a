// One list on its way: what it shows follows from how far it is.

import { discardImport, type ImportState, type ImportView } from '@pr8werk/shared/imports.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call, isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { Progress } from '../ui/progress.tsx';
import { sayNumber } from '../ui/say.ts';
import { Bones, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { Checked } from './checked.tsx';
import { ChooseColumns } from './choose-columns.tsx';
import { Done } from './done.tsx';
import css from './imports.module.css';
import { busyStates, importQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/importeren/$import');

export function ImportPage() {
  const { programme, import: id } = route.useParams();
  const query = useQuery(importQuery(programme, id));
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  if (query.isPending) return <Bones shape="page" lines={4} />;
  return (
    <Page>
      <Loaded query={query}>{(view) => <Import view={view} programme={programme} />}</Loaded>
    </Page>
  );
}

const stepOf: Record<ImportState, 'file' | 'columns' | 'check' | 'done'> = {
  uploading: 'file',
  reading: 'file',
  unreadable: 'file',
  columns: 'columns',
  checking: 'check',
  checked: 'check',
  running: 'done',
  done: 'done',
  undoing: 'done',
  undone: 'done',
};

function Import({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  const [isChoosingAgain, setIsChoosingAgain] = useState(false);
  const isChecked = view.state === 'checked';
  const isChoosing = view.state === 'columns' || (isChecked && isChoosingAgain);
  const step = isChoosing ? 'columns' : stepOf[view.state];
  return (
    <>
      <PageHeader
        title={view.fileName ?? t('imports.file-gone')}
        tabTitle={t('imports.title')}
        above={<Crumbs programme={programme} list="personen" />}
        actions={
          ['uploading', 'unreadable', 'columns', 'checked'].includes(view.state) && (
            <Discard view={view} programme={programme} />
          )
        }
      />
      <nav aria-label={t('imports.steps')}>
        <ol className={css.steps}>
          {(['file', 'columns', 'check', 'done'] as const).map((it) => (
            <li key={it} aria-current={it === step ? 'step' : undefined}>
              {t(`imports.step.${it}`)}
            </li>
          ))}
        </ol>
      </nav>
      {busyStates.includes(view.state) && <Busy view={view} />}
      {view.state === 'uploading' && (
        <Note tone="warn" title={t('imports.half')}>
          {t('imports.half-text')}
        </Note>
      )}
      {view.state === 'unreadable' && <Unreadable view={view} programme={programme} />}
      {isChoosing && <ChooseColumns view={view} programme={programme} onPlanned={() => setIsChoosingAgain(false)} />}
      {isChecked && !isChoosingAgain && (
        <Checked view={view} programme={programme} onChooseAgain={() => setIsChoosingAgain(true)} />
      )}
      {(view.state === 'done' || view.state === 'undone') && <Done view={view} programme={programme} />}
    </>
  );
}

function Busy({ view }: { view: ImportView }) {
  const t = useT();
  const language = useLanguage();
  const { done, total } = view.progress;
  const state = view.state as 'reading' | 'checking' | 'running' | 'undoing';
  const say = (value: number) => sayNumber(value, language);
  const isCounted = state !== 'reading' && total > 0;
  const told = isCounted
    ? t('imports.of', { done: say(done), total: say(total) })
    : t('imports.read-so-far', { done: say(done) });
  return (
    <Section title={t(`imports.busy.${state}`)}>
      <Stack gap={3}>
        <Progress label={t(`imports.busy.${state}`)} share={isCounted ? done / total : null} told={told} />
        <p className="pr-soft">{t('imports.busy-text')}</p>
      </Stack>
    </Section>
  );
}

function Unreadable({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  return (
    <Stack gap={3}>
      <Note tone="bad" title={t('imports.unreadable')}>
        <p>{view.problem?.detail}</p>
        <p>{t('imports.unreadable-text')}</p>
      </Note>
      <Row>
        <LinkButton to="/$programme/personen/importeren" params={{ programme }} look="primary">
          {t('imports.another')}
        </LinkButton>
      </Row>
    </Stack>
  );
}

function Discard({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const discard = useMutation({
    mutationFn: () => call(discardImport, { params: { programme, import: view.id } }),
    onSuccess: async () => {
      await navigate({ to: '/$programme/personen/importeren', params: { programme } });
      queryClient.removeQueries({ queryKey: ['import', programme, view.id] });
      void queryClient.invalidateQueries({ queryKey: ['imports', programme] });
      showToast({ message: t('imports.discarded') });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Button look="quiet" icon={<Icon name="delete" />} isBusy={discard.isPending} onClick={() => discard.mutate()}>
      {t('imports.discard')}
    </Button>
  );
}
