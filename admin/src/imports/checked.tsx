// What was found of the rows, before anything changes: by kind, each to be mended or left out.

import { fixImportRow, type ImportRowView, type ImportView, runImport } from '@pr8werk/shared/imports.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import type { Column } from '../ui/records.tsx';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './imports.module.css';
import { MendRow } from './mend-row.tsx';
import { importQuery } from './queries.ts';
import { ImportRows, useRowColumns } from './row-list.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/importeren/$import');
const kinds = ['faulty', 'double', 'remarked', 'known', 'new'] as const;

interface Props {
  view: ImportView;
  programme: string;
  onChooseAgain: () => void;
}

export function Checked({ view, programme, onChooseAgain }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const { rijen } = route.useSearch();
  const [mended, setMended] = useState<ImportRowView | null>(null);
  const { verdicts } = view;
  const coming = verdicts.new + verdicts.known;
  const left = verdicts.double + verdicts.faulty + verdicts.skipped;
  const run = useMutation({
    mutationFn: () => call(runImport, { params: { programme, import: view.id } }),
    onSuccess: (now) => queryClient.setQueryData(importQuery(programme, view.id).queryKey, now),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  const skip = useMutation({
    mutationFn: ({ row, isSkipped }: { row: number; isSkipped: boolean }) =>
      call(fixImportRow, { params: { programme, import: view.id, row }, body: { isSkipped } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['import', programme, view.id] }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  const acts: Column<ImportRowView> = {
    key: 'acts',
    title: '',
    kind: 'actions',
    cell: (it) => (
      <div className={css.acts}>
        <Button size="xs" aria-label={t('imports.mend-row', { row: it.row })} onClick={() => setMended(it)}>
          {t('imports.mend')}
        </Button>
        <Button
          size="xs"
          look="quiet"
          aria-label={t(it.isSkipped ? 'imports.take-row' : 'imports.skip-row', { row: it.row })}
          onClick={() => skip.mutate({ row: it.row, isSkipped: !it.isSkipped })}
        >
          {t(it.isSkipped ? 'imports.take' : 'imports.skip')}
        </Button>
      </div>
    ),
  };
  const columns = [...useRowColumns(programme), acts];
  // what asks for attention comes first
  const shown = rijen ?? kinds.find((it) => verdicts[it] > 0) ?? 'all';
  return (
    <>
      <Section
        title={t('imports.checked-title', { count: view.progress.total })}
        intro={t('imports.checked-intro')}
        actions={<Button onClick={onChooseAgain}>{t('imports.back-to-columns')}</Button>}
      >
        <Stack gap={4}>
          <TabNav label={t('imports.rows-shown')}>
            {kinds.map((it) => (
              <Tab
                key={it}
                to="/$programme/personen/importeren/$import"
                params={{ programme, import: view.id }}
                search={{ rijen: it }}
                count={verdicts[it]}
                isCurrent={shown === it}
              >
                {t(`imports.verdict.${it}`)}
              </Tab>
            ))}
            <Tab
              to="/$programme/personen/importeren/$import"
              params={{ programme, import: view.id }}
              search={{ rijen: 'all' }}
              count={view.progress.total}
              isCurrent={shown === 'all'}
            >
              {t('imports.verdict.all')}
            </Tab>
          </TabNav>
          <ImportRows programme={programme} id={view.id} shown={shown} columns={columns} />
        </Stack>
      </Section>
      <Section title={t('imports.carry-out')}>
        <Stack gap={3}>
          {coming === 0 && <Note tone="warn">{t('imports.run-nobody')}</Note>}
          {coming > 0 && left > 0 && <p className="pr-soft">{t('imports.run-left', { count: left })}</p>}
          <Row>
            <Button look="primary" isBusy={run.isPending} disabled={coming === 0} onClick={() => run.mutate()}>
              {t('imports.run', { count: coming })}
            </Button>
          </Row>
        </Stack>
      </Section>
      <Dialog
        title={t('imports.mend-row', { row: mended?.row ?? 0 })}
        isOpen={mended !== null}
        onClose={() => setMended(null)}
      >
        {mended && <MendRow view={view} row={mended} programme={programme} onDone={() => setMended(null)} />}
      </Dialog>
    </>
  );
}
