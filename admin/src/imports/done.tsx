import { exportImportResults, type ImportRowView, type ImportView, undoImport } from '@pr8werk/shared/imports.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { saveText } from '../ui/files.ts';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import type { Column } from '../ui/records.tsx';
import { sayDate } from '../ui/say.ts';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { importQuery } from './queries.ts';
import { ImportRows, useRowColumns } from './row-list.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/importeren/$import');
const kinds = ['created', 'updated', 'unchanged', 'refused', 'double', 'skipped'] as const;

export function Done({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  const { rijen } = route.useSearch();
  const { results } = view;
  const result: Column<ImportRowView> = {
    key: 'result',
    title: t('imports.result'),
    card: 'bare',
    cell: (it) =>
      [it.result && t(`imports.result.${it.result}`), it.undo && t(`imports.undo.${it.undo}`).toLowerCase()]
        .filter(Boolean)
        .join(', '),
  };
  const columns = [...useRowColumns(programme), result];
  const shown = rijen ?? kinds.find((it) => results[it] > 0) ?? 'all';
  const isUndone = view.state === 'undone';
  return (
    <>
      {isUndone && (
        <Note tone="good" isNews title={t('imports.undone-title')}>
          <p>
            {(['removed', 'restored', 'kept'] as const)
              .filter((it) => results[it] > 0)
              .map((it) => `${t(`imports.undo.${it}`)}: ${results[it]}`)
              .join(' · ')}
          </p>
          {results.kept > 0 && <p>{t('imports.kept-why')}</p>}
        </Note>
      )}
      <Section
        title={t('imports.done-title')}
        intro={view.isForgotten ? t('imports.forgotten') : t('imports.done-intro')}
        actions={!view.isForgotten && <Downloads view={view} programme={programme} />}
      >
        <Stack gap={4}>
          <TabNav label={t('imports.rows-shown')}>
            {kinds.map((it) => (
              <Tab
                key={it}
                to="/$programme/personen/importeren/$import"
                params={{ programme, import: view.id }}
                search={{ rijen: it }}
                count={results[it]}
                isCurrent={shown === it}
              >
                {t(`imports.result.${it}`)}
              </Tab>
            ))}
          </TabNav>
          {!view.isForgotten && <ImportRows programme={programme} id={view.id} shown={shown} columns={columns} />}
        </Stack>
      </Section>
      {view.state === 'done' && !view.isForgotten && <Undo view={view} programme={programme} />}
    </>
  );
}

function Downloads({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  const left = view.results.refused + view.results.double + view.results.skipped;
  const download = useMutation({
    mutationFn: async (which: 'all' | 'not-taken') => {
      const pieces: string[] = [];
      for (let cursor: string | undefined | null; cursor !== null; ) {
        const piece: { content: string; next: string | null } = await call(exportImportResults, {
          params: { programme, import: view.id },
          query: { which, cursor },
        });
        pieces.push(piece.content);
        cursor = piece.next;
      }
      saveText({ fileName: `${t('imports.file-name')}.csv`, mediaType: 'text/csv; charset=utf-8', pieces });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Row gap={2}>
      <Button icon={<Icon name="download" />} isBusy={download.isPending} onClick={() => download.mutate('all')}>
        {t('imports.download-all')}
      </Button>
      {left > 0 && (
        <Button
          icon={<Icon name="download" />}
          isBusy={download.isPending}
          onClick={() => download.mutate('not-taken')}
        >
          {t('imports.download-left')}
        </Button>
      )}
    </Row>
  );
}

function Undo({ view, programme }: { view: ImportView; programme: string }) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: () => call(undoImport, { params: { programme, import: view.id } }),
    onSuccess: (now) => queryClient.setQueryData(importQuery(programme, view.id).queryKey, now),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Section title={t('imports.undo')} intro={t('imports.undo-text')}>
      <Stack gap={3}>
        <p className="pr-soft">{t('imports.forgotten-at', { when: sayDate(view.forgottenAt, homeZone, language) })}</p>
        <Row>
          <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
            {t('imports.undo')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}
