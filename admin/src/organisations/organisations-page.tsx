import type { NetworkView, OrganisationView } from '@pr8werk/shared/organisations.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { PartyMark, sayParty } from '../events/party.tsx';
import { useLanguage } from '../language.ts';
import css from '../people/people.module.css';
import { type OrganisationFilters, organisationKinds, parties } from '../search-params.ts';
import { Button, IconButton, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { AddNetwork, EditNetwork } from './edit-network.tsx';
import { AddOrganisation } from './edit-organisation.tsx';
import { sayMemberships } from './membership-words.ts';
import { networksQuery, organisationListQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/organisaties');

export function OrganisationsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const filters = route.useSearch();
  return (
    <Page>
      <PageHeader
        title={t('shell.organisations')}
        intro={t('organisations.intro')}
        actions={<AddButton programme={programme} view={filters.view} />}
      />
      <TabNav label={t('organisations.tabs')}>
        <Tab to="/$programme/organisaties" params={{ programme }} search={{}} isCurrent={!filters.view}>
          {t('shell.organisations')}
        </Tab>
        <Tab
          to="/$programme/organisaties"
          params={{ programme }}
          search={{ view: 'networks' }}
          isCurrent={filters.view === 'networks'}
        >
          {t('organisations.networks')}
        </Tab>
      </TabNav>
      {filters.view === 'networks' ? (
        <Networks programme={programme} />
      ) : (
        <List filters={filters} programme={programme} />
      )}
    </Page>
  );
}

function AddButton({ programme, view }: { programme: string; view: OrganisationFilters['view'] }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  if (!useMay(programme)('organisations:write')) return null;
  const close = () => setIsOpen(false);
  const word = t(view === 'networks' ? 'organisations.add-network' : 'organisations.add');
  return (
    <>
      <Button look="primary" icon={<Icon name="plus" />} onClick={() => setIsOpen(true)}>
        {word}
      </Button>
      <Dialog title={word} isOpen={isOpen} onClose={close}>
        {view === 'networks' ? (
          <AddNetwork programme={programme} onDone={close} />
        ) : (
          <AddOrganisation programme={programme} onDone={close} />
        )}
      </Dialog>
    </>
  );
}

function List({ filters, programme }: { filters: OrganisationFilters; programme: string }) {
  const t = useT();
  const organisations = useInfiniteQuery(organisationListQuery(programme, filters));
  const columns = useColumns(programme);
  return (
    <>
      <Filters filters={filters} />
      <Card>
        <Loaded query={organisations} shape="rows" lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <None programme={programme} isFiltered={Object.keys(filters).length > 0} />;
            return <Records label={t('shell.organisations')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
          }}
        </Loaded>
        <MoreRows query={organisations} />
      </Card>
    </>
  );
}

function None({ programme, isFiltered }: { programme: string; isFiltered: boolean }) {
  const t = useT();
  if (!isFiltered)
    return (
      <Empty
        icon="organisation"
        title={t('organisations.none')}
        action={<AddButton programme={programme} view={undefined} />}
      >
        {t('organisations.none-text')}
      </Empty>
    );
  return (
    <Empty
      icon="search"
      title={t('ui.nothing-found')}
      action={
        <LinkButton to="/$programme/organisaties" params={{ programme }} search={{}}>
          {t('ui.clear-filters')}
        </LinkButton>
      }
    >
      {t('ui.nothing-found-text')}
    </Empty>
  );
}

function Filters({ filters }: { filters: OrganisationFilters }) {
  const t = useT();
  const navigate = route.useNavigate();
  const choose = (change: Partial<OrganisationFilters>) =>
    navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <FilterBar>
      <SearchField
        label={t('organisations.search')}
        value={filters.search ?? ''}
        onSearch={(search) => choose({ search: search || undefined })}
      />
      <FilterSelect
        label={t('events.party')}
        value={filters.party ?? ''}
        onChoose={(value) => choose({ party: parties.find((it) => it === value) })}
        options={[{ value: '', label: t('ui.all') }, ...parties.map((it) => ({ value: it, label: sayParty(it, t) }))]}
      />
      <FilterSelect
        label={t('organisations.kind')}
        value={filters.kind ?? ''}
        onChoose={(value) => choose({ kind: organisationKinds.find((it) => it === value) })}
        options={[
          { value: '', label: t('ui.all') },
          ...organisationKinds.map((it) => ({ value: it, label: t(`organisations.kind.${it}`) })),
        ]}
      />
    </FilterBar>
  );
}

function useColumns(programme: string): Column<OrganisationView>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('organisations.name'),
      card: 'title',
      cell: (it) => (
        <Link
          className={css.name}
          to="/$programme/organisaties/$organisation"
          params={{ programme, organisation: it.id }}
        >
          {it.name}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: t('organisations.kind'),
      card: 'bare',
      cell: (it) => t(`organisations.kind.${it.kind}`),
    },
    {
      key: 'party',
      title: t('events.party'),
      card: 'bare',
      cell: (it) => (it.party ? <PartyMark party={it.party} /> : null),
    },
    {
      key: 'member',
      title: t('organisations.membership'),
      cell: (it) => sayMemberships(it.memberships, t, language),
    },
  ];
}

function Networks({ programme }: { programme: string }) {
  const t = useT();
  const networks = useQuery(networksQuery(programme));
  const may = useMay(programme);
  const mayPeople = may('contacts:read');
  const [edited, setEdited] = useState<string | null>(null);
  const close = () => setEdited(null);
  const network = networks.data?.items.find((it) => it.id === edited);
  const change: Column<NetworkView> = {
    key: 'change',
    title: '',
    kind: 'actions',
    cell: (it) => (
      <IconButton
        label={t('organisations.edit-of', { name: it.name })}
        icon={<Icon name="edit" />}
        onClick={() => setEdited(it.id)}
      />
    ),
  };
  const columns: Column<NetworkView>[] = [
    {
      key: 'name',
      title: t('organisations.name'),
      card: 'title',
      cell: (it) => (
        <Link className={css.name} to="/$programme/netwerken/$network" params={{ programme, network: it.slug }}>
          {it.name}
        </Link>
      ),
    },
    { key: 'slug', title: t('organisations.source'), cell: (it) => <code>{it.slug}</code> },
    {
      key: 'website',
      title: t('organisations.website'),
      card: 'bare',
      cell: (it) =>
        it.website && (
          <a className={css.address} href={it.website} target="_blank" rel="noreferrer">
            {it.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </a>
        ),
    },
    {
      key: 'registrations',
      title: t('organisations.signups'),
      kind: 'number',
      cell: (it) =>
        mayPeople && it.registrations > 0 ? (
          <Link
            to="/$programme/personen"
            params={{ programme }}
            search={{ network: it.slug }}
            aria-label={t('organisations.signups-of', { count: it.registrations, name: it.name })}
          >
            {it.registrations}
          </Link>
        ) : (
          it.registrations
        ),
    },
    ...(may('organisations:write') ? [change] : []),
  ];
  return (
    <Card>
      <Loaded query={networks} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon="network"
              title={t('organisations.no-networks')}
              action={<AddButton programme={programme} view="networks" />}
            >
              {t('organisations.no-networks-text')}
            </Empty>
          ) : (
            <Records label={t('organisations.networks')} rows={items} columns={columns} keyOf={(it) => it.id} />
          )
        }
      </Loaded>
      <Dialog title={t('organisations.edit-network')} isOpen={network !== undefined} onClose={close}>
        {network && <EditNetwork network={network} programme={programme} onDone={close} />}
      </Dialog>
    </Card>
  );
}
