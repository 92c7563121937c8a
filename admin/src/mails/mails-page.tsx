import type { MailView } from '@pr8werk/shared/mails.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { type MailFilters, mailStates } from '../search-params.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterBar, FilterSelect } from '../ui/filters.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { MailState } from './mail-state.tsx';
import css from './mails.module.css';
import { mailsQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/post');

export function MailsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const filters = route.useSearch();
  const mails = useInfiniteQuery(mailsQuery(programme, filters));
  const columns = useColumns(programme);
  return (
    <Page>
      <PageHeader title={t('mails.mails')} intro={t('mails.intro')} />
      <Filters filters={filters} />
      <Card>
        <Loaded query={mails} shape="rows" lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0)
              return (
                <Empty icon="mail" title={t('mails.none')}>
                  {t('mails.none-text')}
                </Empty>
              );
            return <Records label={t('mails.mails')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
          }}
        </Loaded>
        <MoreRows query={mails} />
      </Card>
    </Page>
  );
}

function Filters({ filters }: { filters: MailFilters }) {
  const t = useT();
  const { programme } = route.useParams();
  const navigate = route.useNavigate();
  return (
    <FilterBar>
      <FilterSelect
        label={t('mails.state')}
        value={filters.state ?? ''}
        onChoose={(value) =>
          navigate({ search: (now) => ({ ...now, state: mailStates.find((it) => it === value) }), replace: true })
        }
        options={[
          { value: '', label: t('ui.all') },
          ...mailStates.map((it) => ({ value: it, label: t(`mails.state.${it}`) })),
        ]}
      />
      {(filters.event || filters.registration) && (
        <LinkButton
          to="/$programme/post"
          params={{ programme }}
          search={filters.state ? { state: filters.state } : {}}
          look="quiet"
        >
          {t('mails.show-all')}
        </LinkButton>
      )}
    </FilterBar>
  );
}

function useColumns(programme: string): Column<MailView>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'subject',
      title: t('mails.subject'),
      card: 'title',
      cell: (it) => (
        <div>
          <Link className={css.subject} to="/$programme/post/$mail" params={{ programme, mail: it.id }}>
            {it.subject ?? t('mails.subject-gone')}
          </Link>
          <div className="pr-soft pr-small">{t(`mails.kind.${it.kind}`)}</div>
        </div>
      ),
    },
    {
      key: 'to',
      title: t('mails.to'),
      cell: (it) => <span className={css.address}>{it.to ?? t('mails.to-gone')}</span>,
    },
    { key: 'state', title: t('mails.state'), card: 'bare', cell: (it) => <MailState state={it.state} /> },
    {
      key: 'when',
      title: t('mails.when'),
      card: 'bare',
      cell: (it) => <span className="pr-number">{sayMoment(it.sentAt ?? it.createdAt, homeZone, language)}</span>,
    },
  ];
}
