// The list around which a meeting is organised: who comes, who waits, who came. Filters stand in the address; live
// messages mark it as old and it fetches itself again.

import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { useT } from '../language.ts';
import { type ParticipantFilters, registrationRoles, registrationSorts, registrationTabs } from '../search-params.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Stack } from '../ui/layout.tsx';
import { MoreRows, Records } from '../ui/records.tsx';
import { Empty, Loaded, OnlyHeard } from '../ui/states.tsx';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { AddParticipant } from './add-participant.tsx';
import { MakeRoom } from './make-room.tsx';
import { useParticipantColumns } from './participant-columns.tsx';
import { ParticipantPanel } from './participant-panel.tsx';
import css from './participants.module.css';
import { countsQuery, registrationsQuery } from './queries.ts';
import { tabCount } from './tab-count.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

export function Participants() {
  const t = useT();
  const { programme, event } = route.useParams();
  const filters = route.useSearch();
  const query = useInfiniteQuery(registrationsQuery(programme, event, filters));
  const counts = useQuery(countsQuery(programme, event));
  const [full, setFull] = useState<RegistrationView | null>(null);
  const startsAt = useQuery(eventQuery(programme, event)).data?.body.startsAt ?? null;
  const columns = useParticipantColumns({ programme, event, isDay: isDayOf(startsAt), onFull: setFull });
  return (
    <Stack gap={4}>
      <Tabs filters={filters} />
      <Toolbar filters={filters} />
      <Card>
        <div className={query.isPlaceholderData ? css.old : undefined} aria-busy={query.isPlaceholderData}>
          <Loaded query={query} lines={8}>
            {({ pages }) => {
              const rows = pages.flatMap((it) => it.items);
              if (rows.length === 0) return <NoParticipants filters={filters} />;
              return <Records label={t('events.participants')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
            }}
          </Loaded>
        </div>
        <MoreRows query={query} />
      </Card>
      <OnlyHeard>
        <span role="status">
          {counts.data && t('registrations.counted', { count: tabCount(counts.data, filters.tab) })}
        </span>
      </OnlyHeard>
      <MakeRoom registration={full} programme={programme} event={event} onDone={() => setFull(null)} />
      <ParticipantPanel programme={programme} event={event} registration={filters.open} />
    </Stack>
  );
}

/** From twelve hours before the start; who came may also be put right long after. */
function isDayOf(startsAt: string | null): boolean {
  return startsAt === null || Date.now() > Date.parse(startsAt) - 12 * 3_600_000;
}

function Tabs({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const params = route.useParams();
  const counts = useQuery(countsQuery(params.programme, params.event)).data;
  const current = filters.tab ?? 'all';
  return (
    <TabNav label={t('registrations.tabs')}>
      {registrationTabs.map((tab) => (
        <Tab
          key={tab}
          to="/$programme/bijeenkomsten/$event/deelnemers"
          params={params}
          search={({ tab: _, open: __, ...kept }: ParticipantFilters) => (tab === 'all' ? kept : { ...kept, tab })}
          isCurrent={tab === current}
          count={counts && tabCount(counts, tab)}
          replace
        >
          {t(`registrations.tab.${tab}`)}
        </Tab>
      ))}
    </TabNav>
  );
}

function Toolbar({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const navigate = route.useNavigate();
  const choose = (change: Partial<ParticipantFilters>) =>
    navigate({ search: (now) => ({ ...now, open: undefined, ...change }), replace: true });
  return (
    <div className={css.toolbar}>
      <FilterBar>
        <SearchField
          label={t('registrations.search')}
          value={filters.search ?? ''}
          onSearch={(search) => choose({ search: search || undefined })}
        />
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
          label={t('ui.sort')}
          value={filters.sort ?? 'name'}
          onChoose={(value) =>
            choose({ sort: value === 'name' ? undefined : registrationSorts.find((it) => it === value) })
          }
          options={registrationSorts.map((it) => ({ value: it, label: t(`registrations.sort.${it}`) }))}
        />
      </FilterBar>
      <AddButton />
    </div>
  );
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

function NoParticipants({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const params = route.useParams();
  const isFiltered = Boolean(filters.search || filters.role);
  const tab = filters.tab ?? 'all';
  if (!isFiltered)
    return (
      <Empty icon="people" title={t(`registrations.none.${tab}`)}>
        {tab === 'all' ? t('registrations.none-text') : undefined}
      </Empty>
    );
  return (
    <Empty
      icon="search"
      title={t('ui.nothing-found')}
      action={
        <LinkButton
          to="/$programme/bijeenkomsten/$event/deelnemers"
          params={params}
          search={filters.tab ? { tab: filters.tab } : {}}
        >
          {t('ui.clear-filters')}
        </LinkButton>
      }
    >
      {t('ui.nothing-found-text')}
    </Empty>
  );
}
