// What stands above the list: searching, filters, columns, the list as a file, and adding someone.

import { exportRegistrations } from '@pr8werk/shared/participants.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { call } from '../http.ts';
import {
  attendances,
  languages,
  type ParticipantFilters,
  participantColumns,
  registrationRoles,
  registrationSorts,
  shownColumns,
  usualColumns,
} from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { saveFile } from '../ui/files.ts';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { AddParticipant } from './add-participant.tsx';
import css from './participants.module.css';
import { countsQuery, filterOf, listOf, networksQuery, orderOf } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

interface ToolbarProps {
  filters: ParticipantFilters;
  total: number | undefined;
}

function useChoose() {
  const navigate = route.useNavigate();
  return (change: Partial<ParticipantFilters>) =>
    navigate({ search: (now) => ({ ...now, person: undefined, ...change }), replace: true, resetScroll: false });
}

export function ParticipantToolbar({ filters, total }: ToolbarProps) {
  const t = useT();
  const choose = useChoose();
  const [open, setOpen] = useState<'filters' | 'columns' | null>(null);
  const id = useId();
  const { search: _, ...others } = filterOf(filters);
  const on = Object.values(others).filter((it) => it !== undefined).length;
  const toggle = (which: 'filters' | 'columns') => () => setOpen(open === which ? null : which);
  const opener = (which: 'filters' | 'columns', icon: IconName, label: string) => (
    <Button
      icon={<Icon name={icon} />}
      aria-expanded={open === which}
      aria-controls={`${id}-${which}`}
      onClick={toggle(which)}
    >
      {label}
    </Button>
  );
  return (
    <div>
      <div className={css.toolbar}>
        <FilterBar>
          <SearchField
            label={t('registrations.search')}
            value={filters.search ?? ''}
            onSearch={(search) => choose({ search: search || undefined })}
          />
        </FilterBar>
        <div className={css.tools}>
          {opener(
            'filters',
            'filter',
            on > 0 ? t('participants.filters-on', { count: on }) : t('participants.filters'),
          )}
          {opener('columns', 'columns', t('participants.columns'))}
          <DownloadMenu filters={filters} total={total} />
          <AddButton />
        </div>
      </div>
      <div id={`${id}-filters`} hidden={open !== 'filters'}>
        {open === 'filters' && <Filters filters={filters} />}
      </div>
      <div id={`${id}-columns`} hidden={open !== 'columns'}>
        {open === 'columns' && <Columns filters={filters} />}
      </div>
    </div>
  );
}

function Drawer({ children }: { children: ReactNode }) {
  return <div className={css.drawer}>{children}</div>;
}

function Filters({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const { programme, event } = route.useParams();
  const choose = useChoose();
  const isNarrow = useIsNarrow();
  const counts = useQuery(countsQuery(programme, event)).data;
  const networks = useQuery(networksQuery(programme)).data?.items ?? [];
  const nameOf = (slug: string) => networks.find((it) => it.slug === slug)?.name ?? slug;
  const sources = [
    ...new Set([...(counts?.bySource ?? []).map((it) => it.source ?? '-'), filters.source ?? []].flat()),
  ];
  return (
    <Drawer>
      <FilterBar>
        <FilterSelect
          label={t('registrations.role')}
          value={filters.role ?? ''}
          onChoose={(value) => choose({ role: registrationRoles.find((it) => it === value) })}
          options={[
            { value: '', label: t('registrations.all-roles') },
            ...registrationRoles.map((it) => ({ value: it, label: t(`registrations.role.${it}`) })),
          ]}
        />
        <FilterSelect
          label={t('registrations.source')}
          value={filters.source ?? ''}
          onChoose={(value) => choose({ source: value || undefined })}
          options={[
            { value: '', label: t('participants.all-sources') },
            ...sources.map((it) => ({ value: it, label: it === '-' ? t('registrations.no-source') : nameOf(it) })),
          ]}
        />
        <FilterSelect
          label={t('participants.network')}
          value={filters.network ?? ''}
          onChoose={(value) => choose({ network: value || undefined })}
          options={[
            { value: '', label: t('participants.all-networks') },
            ...networks.map((it) => ({ value: it.slug, label: it.name })),
            { value: '-', label: t('participants.no-network') },
          ]}
        />
        <FilterSelect
          label={t('registrations.column.language')}
          value={filters.language ?? ''}
          onChoose={(value) => choose({ language: languages.find((it) => it === value) })}
          options={[
            { value: '', label: t('participants.all-languages') },
            ...languages.map((it) => ({ value: it, label: t(`ui.language.${it}`) })),
          ]}
        />
        <FilterSelect
          label={t('participants.attended')}
          value={filters.attended ?? ''}
          onChoose={(value) => choose({ attended: attendances.find((it) => it === value) })}
          options={[
            { value: '', label: t('participants.all-attended') },
            ...attendances.map((it) => ({ value: it, label: t(`registrations.attended.${it}`) })),
          ]}
        />
        {isNarrow && (
          <FilterSelect
            label={t('ui.sort')}
            value={orderOf(filters)}
            onChoose={(value) => choose({ sort: registrationSorts.find((it) => it === value) })}
            options={registrationSorts.map((it) => ({ value: it, label: t(`registrations.sort.${it}`) }))}
          />
        )}
      </FilterBar>
    </Drawer>
  );
}

function Columns({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const choose = useChoose();
  const shown = shownColumns(filters);
  const toggle = (key: (typeof participantColumns)[number], isOn: boolean) => {
    const next = participantColumns.filter((it) => (it === key ? isOn : shown.includes(it)));
    const isUsual = next.length === usualColumns.length && usualColumns.every((it) => next.includes(it));
    choose({ columns: isUsual ? undefined : next.join(',') });
  };
  return (
    <Drawer>
      <fieldset className={css.columns}>
        <legend>{t('participants.columns-shown')}</legend>
        {participantColumns.map((it) => (
          <label key={it} className={css.column}>
            <input
              type="checkbox"
              checked={shown.includes(it)}
              disabled={it === 'name'}
              onChange={(event) => toggle(it, event.currentTarget.checked)}
            />
            {t(`registrations.column.${it}`)}
          </label>
        ))}
      </fieldset>
      {filters.columns && (
        <Button size="xs" look="quiet" onClick={() => choose({ columns: undefined })}>
          {t('participants.columns-usual')}
        </Button>
      )}
    </Drawer>
  );
}

function DownloadMenu({ filters, total = 0 }: ToolbarProps) {
  const t = useT();
  const { programme, event } = route.useParams();
  const mayWrite = useMay(programme)('registrations:write');
  const download = useMutation({
    mutationFn: ({ format, special }: { format: 'csv' | 'xlsx'; special?: boolean }) =>
      call(exportRegistrations, {
        params: { programme, event },
        body: {
          format,
          columns: [...shownColumns(filters), 'answers', ...(special ? (['specialAnswers'] as const) : [])],
          ...defined(listOf(filters)),
        },
      }),
    onSuccess: (file) => {
      saveFile(file);
      showToast({ message: t('participants.downloaded', { file: file.fileName }) });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <Menu
      button={
        <Button icon={<Icon name="download" />} isBusy={download.isPending}>
          {t('participants.download')}
        </Button>
      }
    >
      <MenuLabel>{t('participants.download-about', { count: total })}</MenuLabel>
      <MenuItem icon={<Icon name="download" />} onClick={() => download.mutate({ format: 'xlsx' })}>
        {t('participants.download-xlsx')}
      </MenuItem>
      <MenuItem icon={<Icon name="download" />} onClick={() => download.mutate({ format: 'csv' })}>
        {t('participants.download-csv')}
      </MenuItem>
      {mayWrite && (
        <MenuItem icon={<Icon name="download" />} onClick={() => download.mutate({ format: 'xlsx', special: true })}>
          {t('participants.download-special')}
        </MenuItem>
      )}
    </Menu>
  );
}

function defined<O extends object>(given: O): { [K in keyof O]: Exclude<O[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, it]) => it !== undefined)) as never;
}

function AddButton() {
  const t = useT();
  const { programme, event } = route.useParams();
  const [isOpen, setIsOpen] = useState(false);
  const mayWrite = useMay(programme)('registrations:write');
  const status = useQuery(eventQuery(programme, event)).data?.body.status;
  if (!mayWrite || status === 'cancelled') return null;
  const close = () => setIsOpen(false);
  return (
    <>
      <Button icon={<Icon name="addPerson" />} onClick={() => setIsOpen(true)}>
        {t('registrations.add')}
      </Button>
      <Dialog title={t('registrations.add')} isOpen={isOpen} onClose={close}>
        <AddParticipant programme={programme} event={event} onDone={close} />
      </Dialog>
    </>
  );
}
