import { type ImportSummary, importLimits } from '@pr8werk/shared/imports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Section, Stack } from '../ui/layout.tsx';
import { Note, Tag } from '../ui/note.tsx';
import { Progress } from '../ui/progress.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayMoment, sayNumber } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import css from './imports.module.css';
import { importsQuery } from './queries.ts';
import { useUpload } from './use-upload.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/importeren');

export function ImportsPage() {
  const t = useT();
  const { programme } = route.useParams();
  return (
    <Page>
      <PageHeader
        title={t('imports.title')}
        above={<Crumbs programme={programme} list="personen" />}
        intro={t('imports.intro')}
      />
      <Chooser programme={programme} />
      <Earlier programme={programme} />
    </Page>
  );
}

function Chooser({ programme }: { programme: string }) {
  const t = useT();
  const navigate = route.useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const upload = useUpload(programme, (id) =>
    navigate({ to: '/$programme/personen/importeren/$import', params: { programme, import: id } }),
  );
  const choose = (file: File | undefined) => {
    if (!file) return;
    const megabytes = file.size / 2 ** 20;
    if (file.size > importLimits.fileBytes) return setFault(t('imports.too-large', { size: Math.ceil(megabytes) }));
    if (file.size === 0) return setFault(t('imports.is-empty'));
    setFault(null);
    void upload.send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files[0]);
  };
  const { sending } = upload;
  if (sending && !sending.fault)
    return (
      <Section title={t('imports.sending', { name: sending.fileName })}>
        <Progress label={t('imports.sending', { name: sending.fileName })} share={sending.share} />
      </Section>
    );
  return (
    <Section title={t('imports.choose')}>
      <Stack gap={3}>
        {(fault ?? sending?.fault) && (
          <Note tone="bad" isNews title={fault ?? undefined}>
            {!fault && (
              <>
                <p>{sending?.fault}</p>
                {upload.canGoOn && <p>{t('imports.stopped')}</p>}
              </>
            )}
          </Note>
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button does the same */}
        <div
          className={isOver ? `${css.drop} ${css.over}` : css.drop}
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
        >
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            onChange={(event) => {
              choose(event.currentTarget.files?.[0]);
              // the same file again is a new choice
              event.currentTarget.value = '';
            }}
          />
          {sending?.fault && upload.canGoOn ? (
            <Button look="primary" icon={<Icon name="refresh" />} onClick={() => void upload.goOn()}>
              {t('imports.go-on')}
            </Button>
          ) : null}
          <Button look={sending?.fault && upload.canGoOn ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
            {t('imports.choose')}
          </Button>
          <span className="pr-soft">{t(isOver ? 'imports.drop' : 'imports.choose-hint')}</span>
        </div>
      </Stack>
    </Section>
  );
}

function Earlier({ programme }: { programme: string }) {
  const t = useT();
  const language = useLanguage();
  const imports = useInfiniteQuery(importsQuery(programme));
  const columns: Column<ImportSummary>[] = [
    {
      key: 'file',
      title: t('imports.file'),
      card: 'title',
      cell: (it) => (
        <Link
          className={css.file}
          to="/$programme/personen/importeren/$import"
          params={{ programme, import: it.id }}
          search={{}}
        >
          {it.fileName ?? t('imports.file-gone')}
        </Link>
      ),
    },
    { key: 'state', title: t('imports.state'), card: 'bare', cell: (it) => <StateTag state={it.state} /> },
    { key: 'rows', title: t('imports.rows'), kind: 'number', cell: (it) => sayNumber(it.rows, language) },
    {
      key: 'created',
      title: t('imports.result.created'),
      kind: 'number',
      cell: (it) => (it.created === null ? null : sayNumber(it.created, language)),
    },
    { key: 'when', title: t('imports.when'), cell: (it) => sayMoment(it.createdAt, homeZone, language) },
    { key: 'by', title: t('imports.by'), cell: (it) => it.by },
  ];
  return (
    <Section title={t('imports.earlier')}>
      <Loaded query={imports} shape="rows" lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap((it) => it.items);
          if (rows.length === 0) return <Empty title={t('imports.none')}>{t('imports.none-text')}</Empty>;
          return <Records label={t('imports.earlier')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
        }}
      </Loaded>
      <MoreRows query={imports} />
    </Section>
  );
}

function StateTag({ state }: { state: ImportSummary['state'] }) {
  const t = useT();
  const tone =
    state === 'done'
      ? 'good'
      : state === 'unreadable' || state === 'uploading'
        ? 'bad'
        : state === 'undone'
          ? 'none'
          : 'calm';
  return <Tag tone={tone}>{t(`imports.state.${state}`)}</Tag>;
}
