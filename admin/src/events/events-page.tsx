import type { EventView } from '@pr8werk/shared/events.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { type EventFilters, eventStatuses, parties } from '../search-params.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import { isUncounted, StatusTag, sayWhen, sayWhere, titleOf } from './event-words.tsx';
import css from './events.module.css';
import { PartyMark, sayParty } from './party.tsx';
import { eventsQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten');

export function EventsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const filters = route.useSearch();
  const events = useInfiniteQuery(eventsQuery(programme, filters));
  const columns = useColumns(programme);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Page>
      <PageHeader title={t('events.events')} intro={t('events.intro')} actions={<NewButton programme={programme} />} />
      <Filters filters={filters} />
      <Card>
        <Loaded query={events} shape="rows" lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <NoEvents isFiltered={isFiltered} programme={programme} />;
            return <Records label={t('events.events')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
          }}
        </Loaded>
        <MoreRows query={events} />
      </Card>
    </Page>
  );
}

function NewButton({ programme }: { programme: string }) {
  const t = useT();
  if (!useMay(programme)('events:write')) return null;
  return (
    <LinkButton to="/$programme/bijeenkomsten/nieuw" params={{ programme }} look="primary" icon={<Icon name="plus" />}>
      {t('events.new')}
    </LinkButton>
  );
}

function NoEvents({ isFiltered, programme }: { isFiltered: boolean; programme: string }) {
  const t = useT();
  if (!isFiltered)
    return (
      <Empty icon="calendar" title={t('events.none')} action={<NewButton programme={programme} />}>
        {t('events.none-text')}
      </Empty>
    );
  return (
    <Empty
      icon="search"
      title={t('ui.nothing-found')}
      action={
        <LinkButton to="/$programme/bijeenkomsten" params={{ programme }} search={{}}>
          {t('ui.clear-filters')}
        </LinkButton>
      }
    >
      {t('ui.nothing-found-text')}
    </Empty>
  );
}

function Filters({ filters }: { filters: EventFilters }) {
  const t = useT();
  const navigate = route.useNavigate();
  const choose = (change: Partial<EventFilters>) =>
    navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <FilterBar>
      <SearchField
        label={t('ui.search')}
        value={filters.search ?? ''}
        onSearch={(search) => choose({ search: search || undefined })}
      />
      <FilterSelect
        label={t('events.status')}
        value={filters.status ?? ''}
        onChoose={(value) => choose({ status: eventStatuses.find((it) => it === value) })}
        options={[
          { value: '', label: t('ui.all') },
          ...eventStatuses.map((it) => ({ value: it, label: t(`events.status.${it}`) })),
        ]}
      />
      <FilterSelect
        label={t('events.party')}
        value={filters.party ?? ''}
        onChoose={(value) => choose({ party: parties.find((it) => it === value) })}
        options={[{ value: '', label: t('ui.all') }, ...parties.map((it) => ({ value: it, label: sayParty(it, t) }))]}
      />
    </FilterBar>
  );
}

function useColumns(programme: string): Column<EventView>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'title',
      title: t('events.event'),
      card: 'title',
      cell: (it) => (
        <Link className={css.title} to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.id }}>
          {titleOf(it, language)}
        </Link>
      ),
    },
    {
      key: 'status',
      title: t('events.status'),
      kind: 'tight',
      card: 'bare',
      cell: (it) => <StatusTag status={it.status} />,
    },
    {
      key: 'when',
      title: t('events.when'),
      kind: 'tight',
      card: 'bare',
      cell: (it) => <span className="pr-number">{sayWhen(it, t, language)}</span>,
    },
    { key: 'where', title: t('events.where'), card: 'hidden', cell: (it) => sayWhere(it.venue, t) },
    { key: 'party', title: t('events.party-short'), card: 'bare', cell: (it) => <PartyMark party={it.party} /> },
    {
      key: 'confirmed',
      title: t('events.registered'),
      kind: 'number',
      cell: (it) => <Places event={it} programme={programme} />,
    },
  ];
}

function Places({ event, programme }: { event: EventView; programme: string }) {
  const t = useT();
  const may = useMay(programme);
  if (isUncounted(event)) return <span className="pr-soft">{t('ui.unknown')}</span>;
  const text =
    event.capacity === null
      ? t('events.places-open', { confirmed: event.confirmed })
      : t('events.places', { confirmed: event.confirmed, capacity: event.capacity });
  if (!may('registrations:read')) return text;
  return (
    <Link
      to="/$programme/bijeenkomsten/$event/deelnemers"
      params={{ programme, event: event.id }}
      search={{ tab: 'confirmed' }}
      aria-label={t('events.places-of', { places: text, title: event.title.nl })}
    >
      {text}
    </Link>
  );
}
