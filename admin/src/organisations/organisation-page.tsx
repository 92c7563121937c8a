import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { StatusTag, sayPartial, titleOf } from '../events/event-words.tsx';
import { PartyMark } from '../events/party.tsx';
import { isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import css from '../people/people.module.css';
import { usePeopleColumns } from '../people/people-page.tsx';
import { contactsQuery } from '../people/queries.ts';
import { homeZone } from '../programmes/zone.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Fact, Facts, Page, PageHeader, Section } from '../ui/layout.tsx';
import { Tag } from '../ui/note.tsx';
import { MoreRows, Records } from '../ui/records.tsx';
import { sayDay } from '../ui/say.ts';
import { Bones, Loaded } from '../ui/states.tsx';
import { EditOrganisation } from './edit-organisation.tsx';
import { sayMembership } from './membership-words.ts';
import { organisationEventsQuery, organisationQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/organisaties/$organisation');

export function OrganisationPage() {
  const { programme, organisation } = route.useParams();
  const query = useQuery(organisationQuery(programme, organisation));
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  if (query.isPending) return <Bones shape="page" lines={4} />;
  return (
    <Page>
      <Loaded query={query}>{(view) => <Organisation organisation={view} programme={programme} />}</Loaded>
    </Page>
  );
}

function Organisation({ organisation, programme }: { organisation: OrganisationView; programme: string }) {
  const t = useT();
  const may = useMay(programme);
  const [isEditing, setIsEditing] = useState(false);
  const close = () => setIsEditing(false);
  return (
    <>
      <PageHeader
        title={organisation.name}
        above={<Crumbs programme={programme} list="organisaties" />}
        intro={t(`organisations.kind.${organisation.kind}`)}
        actions={
          may('organisations:write') && (
            <Button icon={<Icon name="edit" />} onClick={() => setIsEditing(true)}>
              {t('organisations.edit')}
            </Button>
          )
        }
      />
      <div className={css.person}>
        <div className={css.column}>
          <Meetings organisation={organisation.id} programme={programme} />
          {may('contacts:read') && <People organisation={organisation} programme={programme} />}
        </div>
        <div className={css.column}>
          <Known organisation={organisation} />
          {organisation.kind === 'municipality' && <Memberships organisation={organisation} />}
        </div>
      </div>
      <Dialog title={t('organisations.edit-title')} isOpen={isEditing} onClose={close}>
        <EditOrganisation organisation={organisation} programme={programme} onDone={close} />
      </Dialog>
    </>
  );
}

function Known({ organisation: it }: { organisation: OrganisationView }) {
  const t = useT();
  return (
    <Section title={t('organisations.known')}>
      <Facts>
        <Fact term={t('events.party')}>{it.party ? <PartyMark party={it.party} /> : t('ui.unknown')}</Fact>
        {it.municipalityCode && <Fact term={t('organisations.municipality-code')}>{it.municipalityCode}</Fact>}
        {it.kvkNumber && <Fact term={t('organisations.kvk')}>{it.kvkNumber}</Fact>}
        {it.oin && <Fact term={t('organisations.oin')}>{it.oin}</Fact>}
        <Fact term={t('organisations.website')}>
          {it.website ? (
            <a className={css.address} href={it.website} target="_blank" rel="noreferrer">
              {it.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </a>
          ) : (
            t('ui.not-filled')
          )}
        </Fact>
      </Facts>
    </Section>
  );
}

function Memberships({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section title={t('organisations.membership')} intro={t('organisations.membership-intro')}>
      {organisation.memberships.length === 0 ? (
        <p className="pr-soft">{t('organisations.never-member')}</p>
      ) : (
        <ul className={css.lines}>
          {organisation.memberships.map((it) => (
            <li key={JSON.stringify(it)}>
              <div className={css.lineHead}>
                <span>{sayMembership(it, t, language)}</span>
                {it.isCurrent && <Tag tone="good">{t('organisations.is-member')}</Tag>}
              </div>
              {it.source && (
                <span className="pr-soft pr-small">{t('organisations.by-source', { source: it.source })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Meetings({ organisation, programme }: { organisation: string; programme: string }) {
  const t = useT();
  const language = useLanguage();
  const events = useQuery(organisationEventsQuery(programme, organisation));
  return (
    <Section title={t('people.meetings')} intro={t('organisations.meetings-intro')}>
      <Loaded query={events} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pr-soft">{t('organisations.no-meetings')}</p>
          ) : (
            <ul className={css.lines}>
              {items.map((it) => (
                <li key={it.id}>
                  <div className={css.lineHead}>
                    <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.id }}>
                      {titleOf(it, language)}
                    </Link>
                    <StatusTag status={it.status} />
                  </div>
                  <span className="pr-soft pr-small">
                    {[
                      it.startsAt ? sayDay(it.startsAt, homeZone, language) : sayPartial(it.when, t, language),
                      it.as === 'organiser' && t('organisations.as-organiser'),
                      it.people !== null && it.people > 0 && t('organisations.people-there', { count: it.people }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function People({ organisation, programme }: { organisation: OrganisationView; programme: string }) {
  const t = useT();
  const people = useInfiniteQuery(contactsQuery(programme, { organisation: organisation.id }));
  const columns = usePeopleColumns(programme).filter((it) => it.key !== 'organisation' && it.key !== 'email');
  return (
    <Section title={t('shell.people')} intro={t('organisations.people-intro')}>
      <Loaded query={people} lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap((it) => it.items);
          if (rows.length === 0) return <p className="pr-soft">{t('organisations.no-people')}</p>;
          return <Records label={t('shell.people')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
        }}
      </Loaded>
      <MoreRows query={people} />
    </Section>
  );
}
