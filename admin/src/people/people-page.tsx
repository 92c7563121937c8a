import type { ContactSummary } from '@pr8werk/shared/contacts.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { networksQuery } from '../organisations/queries.ts';
import { type PeopleFilters, registrationRoles } from '../search-params.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import css from './people.module.css';
import { contactFacetsQuery, contactsQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen');

export function PeoplePage() {
  const t = useT();
  const { programme } = route.useParams();
  const filters = route.useSearch();
  const people = useInfiniteQuery(contactsQuery(programme, filters));
  const columns = usePeopleColumns(programme);
  return (
    <Page>
      <PageHeader title={t('shell.people')} intro={t('people.intro')} actions={<Actions programme={programme} />} />
      <Filters filters={filters} programme={programme} />
      <Card>
        <Loaded query={people} shape="rows" lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <Nobody programme={programme} isFiltered={Object.keys(filters).length > 0} />;
            return <Records label={t('shell.people')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
          }}
        </Loaded>
        <MoreRows query={people} />
      </Card>
    </Page>
  );
}

function Actions({ programme }: { programme: string }) {
  const t = useT();
  const may = useMay(programme);
  if (!may('contacts:write')) return null;
  return (
    <>
      <LinkButton to="/$programme/personen/dubbel" params={{ programme }}>
        {t('people.doubles')}
      </LinkButton>
      <LinkButton to="/$programme/personen/importeren" params={{ programme }} icon={<Icon name="plus" />}>
        {t('people.import')}
      </LinkButton>
    </>
  );
}

function Nobody({ programme, isFiltered }: { programme: string; isFiltered: boolean }) {
  const t = useT();
  if (!isFiltered)
    return (
      <Empty icon="people" title={t('people.none')}>
        {t('people.none-text')}
      </Empty>
    );
  return (
    <Empty
      icon="search"
      title={t('ui.nothing-found')}
      action={
        <LinkButton to="/$programme/personen" params={{ programme }} search={{}}>
          {t('ui.clear-filters')}
        </LinkButton>
      }
    >
      {t('ui.nothing-found-text')}
    </Empty>
  );
}

function Filters({ filters, programme }: { filters: PeopleFilters; programme: string }) {
  const t = useT();
  const navigate = route.useNavigate();
  const networks = useQuery(networksQuery(programme));
  const facets = useQuery(contactFacetsQuery(programme));
  const choose = (change: Partial<PeopleFilters>) =>
    navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <FilterBar>
      <SearchField
        label={t('people.search')}
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
        label={t('people.network')}
        value={filters.network ?? ''}
        onChoose={(network) => choose({ network: network || undefined })}
        options={[
          { value: '', label: t('ui.all') },
          ...(networks.data?.items ?? []).map((it) => ({ value: it.slug, label: it.name })),
        ]}
      />
      <FilterSelect
        label={t('people.attended')}
        value={filters.attended ?? ''}
        onChoose={(value) => choose({ attended: (['yes', 'no'] as const).find((it) => it === value) })}
        options={[
          { value: '', label: t('ui.all') },
          { value: 'yes', label: t('people.attended-yes') },
          { value: 'no', label: t('people.attended-no') },
        ]}
      />
      {(['municipality', 'discipline'] as const).map((it) => (
        <FilterFacet
          key={it}
          label={t(`people.${it}`)}
          value={filters[it]}
          names={facets.data?.[it === 'municipality' ? 'municipalities' : 'disciplines'] ?? []}
          onChoose={(value) => choose({ [it]: value })}
        />
      ))}
      <FilterSelect
        label={t('people.may-be-mailed')}
        value={filters.mayBeMailed ?? ''}
        onChoose={(value) => choose({ mayBeMailed: (['yes', 'no'] as const).find((it) => it === value) })}
        options={[
          { value: '', label: t('ui.all') },
          { value: 'yes', label: t('people.may-be-mailed-yes') },
          { value: 'no', label: t('people.may-be-mailed-no') },
        ]}
      />
      {filters.undeliverable && (
        <FilterSelect
          label={t('people.reachable')}
          value="yes"
          onChoose={(value) => choose({ undeliverable: value ? 'yes' : undefined })}
          options={[
            { value: '', label: t('ui.all') },
            { value: 'yes', label: t('people.reachable-no') },
          ]}
        />
      )}
    </FilterBar>
  );
}

interface FacetProps {
  label: string;
  value: string | undefined;
  names: readonly { name: string; people: number }[];
  onChoose: (value: string | undefined) => void;
}

/** Not shown where nobody has one: an empty choice helps nobody. */
function FilterFacet({ label, value, names, onChoose }: FacetProps) {
  const t = useT();
  if (names.length === 0 && !value) return null;
  const known = names.some((it) => it.name === value) || !value ? names : [{ name: value, people: 0 }, ...names];
  return (
    <FilterSelect
      label={label}
      value={value ?? ''}
      onChoose={(chosen) => onChoose(chosen || undefined)}
      options={[
        { value: '', label: t('ui.all') },
        ...known.map((it) => ({ value: it.name, label: it.people > 0 ? `${it.name} (${it.people})` : it.name })),
      ]}
    />
  );
}

/** People in a list, also of an organisation. */
export function usePeopleColumns(programme: string): Column<ContactSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      title: t('registrations.name'),
      card: 'title',
      cell: (it) => (
        <Link className={css.name} to="/$programme/personen/$contact" params={{ programme, contact: it.id }}>
          {it.name}
        </Link>
      ),
    },
    {
      key: 'organisation',
      title: t('registrations.organisation'),
      card: 'bare',
      cell: (it) => it.organisationName,
    },
    { key: 'email', title: t('registrations.email'), card: 'bare', cell: (it) => it.email },
    {
      key: 'registrations',
      title: t('people.registrations'),
      kind: 'number',
      cell: (it) => it.registrations,
    },
    { key: 'attended', title: t('people.attended'), kind: 'number', cell: (it) => it.attended },
  ];
}
