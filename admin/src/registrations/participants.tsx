// The list around which a meeting is organised: who comes, who waits, who came. Filters, order, columns and who is open
// stand in the address; live messages mark the list as old and it fetches itself again.

import type { RegistrationTab, RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { type ParticipantFilters, registrationSorts, registrationTabs, shownColumns } from '../search-params.ts';
import { LinkButton } from '../ui/button.tsx';
import { Card, Stack } from '../ui/layout.tsx';
import { LongRecords } from '../ui/long-records.tsx';
import { Empty, Failed, Loaded, OnlyHeard } from '../ui/states.tsx';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { ActDialog } from './act-dialog.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterChips, isFiltered } from './filter-chips.tsx';
import { useParticipantColumns } from './participant-columns.tsx';
import { ParticipantPanel } from './participant-panel.tsx';
import { ParticipantToolbar } from './participant-toolbar.tsx';
import css from './participants.module.css';
import { type Asked, countsQuery, filterOf, matchingOf, orderOf, registrationsQuery } from './queries.ts';
import { tabCount } from './tab-count.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

export function Participants() {
  const t = useT();
  const { programme, event } = route.useParams();
  const filters = route.useSearch();
  const [asked, setAsked] = useState<Asked | null>(null);
  const counts = useQuery(countsQuery(programme, event, filters)).data;
  const total = counts && tabCount(counts, filters.tab);
  const key = JSON.stringify([filters.tab, filterOf(filters)]);
  return (
    <Stack gap={4}>
      <Tabs filters={filters} />
      <ParticipantToolbar filters={filters} total={total} />
      <FilterChips filters={filters} />
      <List key={key} filters={filters} total={total} onAsk={setAsked} />
      <OnlyHeard>
        <span role="status">{total !== undefined && t('registrations.counted', { count: total })}</span>
      </OnlyHeard>
      <ActDialog asked={asked} programme={programme} event={event} onClose={() => setAsked(null)} />
    </Stack>
  );
}

interface ListProps {
  filters: ParticipantFilters;
  total: number | undefined;
  onAsk: (asked: Asked) => void;
}

/** Made anew for another filter: what was chosen in one list is not chosen in another. */
function List({ filters, total, onAsk }: ListProps) {
  const t = useT();
  const { programme, event } = route.useParams();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(registrationsQuery(programme, event, filters));
  const rows = query.data?.pages.flatMap((it) => it.items) ?? [];
  const [isAll, setIsAll] = useState(false);
  // of all: who is taken out again
  const [picked, setPicked] = useState<ReadonlySet<string>>(nobody);
  const chosen = isAll ? new Set(rows.map(keyOf).filter((it) => !picked.has(it))) : picked;
  const [focus, setFocus] = useState<{ key: string } | null>(null);
  const startsAt = useQuery(eventQuery(programme, event)).data?.body.startsAt ?? null;
  const columns = useParticipantColumns({
    programme,
    event,
    shown: shownColumns(filters),
    tab: filters.tab,
    isDay: isDayOf(startsAt),
    onAsk,
  });
  const may = useMay(programme);
  const mayAct = may('registrations:write') || may('registrations:check-in');
  const become = useCallback((all: boolean) => {
    setIsAll(all);
    setPicked(nobody);
  }, []);
  const choose = useCallback(
    (keys: readonly string[], isChosen: boolean) => {
      // the box above all rows: nobody is left of all
      if (isAll && !isChosen && keys.length > 1) return become(false);
      setPicked((now) => {
        const next = new Set(now);
        for (const key of keys) isChosen !== isAll ? next.add(key) : next.delete(key);
        return next;
      });
    },
    [isAll, become],
  );
  const order = (value: string) => {
    const sort = registrationSorts.find((it) => it === value);
    navigate({ search: (now) => ({ ...now, person: undefined, sort }), replace: true, resetScroll: false });
  };
  return (
    <>
      <Card>
        <div className={query.isPlaceholderData ? css.old : undefined} aria-busy={query.isPlaceholderData}>
          <Loaded query={query} lines={8}>
            {() =>
              rows.length === 0 ? (
                <NoParticipants filters={filters} />
              ) : (
                <LongRecords
                  label={t('events.participants')}
                  rows={rows}
                  total={Math.max(total ?? 0, rows.length)}
                  columns={columns}
                  keyOf={keyOf}
                  order={orderOf(filters)}
                  onOrder={order}
                  selection={
                    mayAct
                      ? {
                          chosen,
                          onChoose: choose,
                          labelOf: (it) => t('participants.choose', { name: it.name }),
                          allLabel: t('participants.choose-all'),
                        }
                      : undefined
                  }
                  more={{ ...query, isError: query.isFetchNextPageError }}
                  focus={focus}
                />
              )
            }
          </Loaded>
        </div>
        {query.isFetchNextPageError && <Failed error={query.error} onRetry={() => query.fetchNextPage()} />}
      </Card>
      {(isAll || chosen.size > 0) && (
        <BulkBar
          rows={rows}
          chosen={chosen}
          all={
            isAll
              ? { filter: matchingOf(filters), except: [...picked], count: Math.max((total ?? 0) - picked.size, 0) }
              : null
          }
          total={total}
          onChooseAll={() => become(true)}
          onClear={() => become(false)}
          onAsk={onAsk}
        />
      )}
      <ParticipantPanel
        programme={programme}
        event={event}
        registration={filters.person}
        rows={rows}
        total={total}
        onNearEnd={() => query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage()}
        onClosed={(key) => setFocus({ key })}
      />
    </>
  );
}

const keyOf = (it: RegistrationView) => it.id;
const nobody: ReadonlySet<string> = new Set();

/** From twelve hours before the start; who came may also be put right long after. */
function isDayOf(startsAt: string | null): boolean {
  return startsAt === null || Date.now() > Date.parse(startsAt) - 12 * 3_600_000;
}

/** Mostly nobody is, and a tab that leads to nobody only takes room. */
const seldom = new Set<RegistrationTab>(['unverified', 'offered', 'requested', 'declined']);

function Tabs({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const params = route.useParams();
  const counts = useQuery(countsQuery(params.programme, params.event, filters)).data;
  const current = filters.tab ?? 'all';
  const isShown = (tab: RegistrationTab) =>
    !seldom.has(tab) || tab === current || (counts !== undefined && tabCount(counts, tab) > 0);
  return (
    <TabNav label={t('registrations.tabs')}>
      {registrationTabs.filter(isShown).map((tab) => (
        <Tab
          key={tab}
          to="/$programme/bijeenkomsten/$event/deelnemers"
          params={params}
          search={({ tab: _, person: __, ...kept }: ParticipantFilters) => (tab === 'all' ? kept : { ...kept, tab })}
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

function NoParticipants({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const params = route.useParams();
  const tab = filters.tab ?? 'all';
  if (!isFiltered(filters))
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
