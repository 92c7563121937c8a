// One network: where it is found, and who is a member or signed up through it.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import css from '../people/people.module.css';
import { usePeopleColumns } from '../people/people-page.tsx';
import { contactsQuery } from '../people/queries.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Fact, Facts, Page, PageHeader, Section } from '../ui/layout.tsx';
import { MoreRows, Records } from '../ui/records.tsx';
import { Bones, Loaded } from '../ui/states.tsx';
import { NetworkFigures } from './network-figures.tsx';
import { networksQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/netwerken/$network');

export function NetworkPage() {
  const t = useT();
  const { programme, network: slug } = route.useParams();
  const may = useMay(programme);
  const networks = useQuery(networksQuery(programme));
  if (networks.isPending) return <Bones shape="page" lines={4} />;
  const network = networks.data?.items.find((it) => it.slug === slug);
  if (networks.data && !network) return <NotFoundPage />;
  return (
    <Page>
      <Loaded query={networks}>
        {() =>
          network && (
            <>
              <PageHeader
                title={network.name}
                above={<Crumbs programme={programme} list="organisaties" />}
                intro={t('organisations.network')}
              />
              <div className={css.person}>
                <div className={css.column}>
                  {may('contacts:read') && <Members programme={programme} slug={slug} />}
                </div>
                <div className={css.column}>
                  <Section title={t('organisations.known')}>
                    <Facts>
                      <Fact term={t('organisations.source')}>
                        <code>{network.slug}</code>
                      </Fact>
                      <Fact term={t('organisations.signups')}>{network.registrations}</Fact>
                      <Fact term={t('organisations.website')}>
                        {network.website ? (
                          <a className={css.address} href={network.website} target="_blank" rel="noreferrer">
                            {network.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
                          </a>
                        ) : (
                          t('ui.not-filled')
                        )}
                      </Fact>
                    </Facts>
                  </Section>
                  {may('organisations:write') && <NetworkFigures programme={programme} network={network.id} />}
                </div>
              </div>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Members({ programme, slug }: { programme: string; slug: string }) {
  const t = useT();
  const people = useInfiniteQuery(contactsQuery(programme, { network: slug }));
  const columns = usePeopleColumns(programme).filter((it) => it.key !== 'email');
  return (
    <Section title={t('shell.people')} intro={t('organisations.network-people')}>
      <Loaded query={people} lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap((it) => it.items);
          if (rows.length === 0) return <p className="pr-soft">{t('organisations.network-nobody')}</p>;
          return <Records label={t('shell.people')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
        }}
      </Loaded>
      <MoreRows query={people} />
    </Section>
  );
}
