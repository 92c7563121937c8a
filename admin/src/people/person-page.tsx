// One person: what is known, what was agreed to, which meetings, which mails. Nothing here is public.

import { consentText } from '@pr8werk/shared/consent-texts.ts';
import type { ContactView } from '@pr8werk/shared/contacts.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { MergeWith } from '../doubles/merge-with.tsx';
import { isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { MailState } from '../mails/mail-state.tsx';
import { mailsQuery } from '../mails/queries.ts';
import { PersonPrivacy } from '../privacy/person-privacy.tsx';
import { StopConsent } from '../privacy/stop-consent.tsx';
import { homeZone } from '../programmes/zone.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Fact, Facts, Page, PageHeader, Section } from '../ui/layout.tsx';
import { Note, Tag } from '../ui/note.tsx';
import { sayDay, sayMoment } from '../ui/say.ts';
import { Bones, Loaded } from '../ui/states.tsx';
import { EditPerson } from './edit-person.tsx';
import { History } from './history.tsx';
import { Meetings } from './meetings.tsx';
import css from './people.module.css';
import { contactQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/$contact');

export function PersonPage() {
  const { programme, contact } = route.useParams();
  const query = useQuery(contactQuery(programme, contact));
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  if (query.isPending) return <Bones shape="page" lines={4} />;
  return (
    <Page>
      <Loaded query={query}>
        {(answer) => <Person person={answer.body} etag={answer.etag} programme={programme} />}
      </Loaded>
    </Page>
  );
}

interface PersonProps {
  person: ContactView;
  etag: string | null;
  programme: string;
}

function Person({ person, etag, programme }: PersonProps) {
  const t = useT();
  const may = useMay(programme);
  const [isEditing, setIsEditing] = useState(false);
  // Kept without the person, so that figures stay the same.
  const isForgotten = person.name === '';
  const [isMerging, setIsMerging] = useState(false);
  if (person.mergedInto) return <Merged into={person.mergedInto} programme={programme} />;
  return (
    <>
      <PageHeader
        title={isForgotten ? t('people.forgotten') : person.name}
        above={<Crumbs programme={programme} list="personen" />}
        intro={isForgotten ? t('people.forgotten-text') : person.organisationName}
        actions={
          !isForgotten &&
          may('contacts:write') && (
            <>
              <Button onClick={() => setIsMerging(true)}>{t('people.merge-with')}</Button>
              <Button icon={<Icon name="edit" />} onClick={() => setIsEditing(true)}>
                {t('people.edit')}
              </Button>
            </>
          )
        }
      />
      <div className={css.person}>
        <div className={css.column}>
          <Meetings person={person} programme={programme} />
          {may('mails:read') && <Mails person={person} programme={programme} />}
          {!isForgotten && <History person={person} programme={programme} />}
        </div>
        <div className={css.column}>
          <Known person={person} />
          <Consents person={person} programme={programme} />
          {may('privacy:read') && <PersonPrivacy person={person} programme={programme} />}
        </div>
      </div>
      <Dialog title={t('people.edit')} isOpen={isEditing} onClose={() => setIsEditing(false)}>
        <EditPerson person={person} etag={etag} programme={programme} onDone={() => setIsEditing(false)} />
      </Dialog>
      <Dialog title={t('people.merge-with')} isOpen={isMerging} onClose={() => setIsMerging(false)}>
        <MergeWith programme={programme} person={person} />
      </Dialog>
    </>
  );
}

/** An old address of somebody: it leads on. */
function Merged({ into, programme }: { into: string; programme: string }) {
  const t = useT();
  return (
    <PageHeader
      title={t('people.merged')}
      above={<Crumbs programme={programme} list="personen" />}
      intro={t('people.merged-text')}
      actions={
        <LinkButton look="primary" to="/$programme/personen/$contact" params={{ programme, contact: into }}>
          {t('people.to-merged')}
        </LinkButton>
      }
    />
  );
}

function Known({ person }: { person: ContactView }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section title={t('people.known')}>
      <Facts>
        <Fact term={t('registrations.email')}>
          {person.email ? (
            <a className={css.address} href={`mailto:${person.email}`}>
              <Address address={person.email} />
            </a>
          ) : (
            t('ui.not-filled')
          )}
          {person.undeliverable && (
            <Note tone="warn">
              {t('people.undeliverable-since', {
                why: t(`people.undeliverable.${person.undeliverable.because}`),
                when: sayDay(person.undeliverable.at, homeZone, language),
              })}
            </Note>
          )}
        </Fact>
        <Fact term={t('registrations.organisation')}>{person.organisationName ?? t('ui.not-filled')}</Fact>
        <Fact term={t('people.disciplines')}>{person.disciplines.join(', ') || t('ui.not-filled')}</Fact>
        <Fact term={t('people.municipality')}>{person.municipality ?? t('ui.not-filled')}</Fact>
        <Fact term={t('people.networks')}>{person.networks.map((it) => it.name).join(', ') || t('ui.not-filled')}</Fact>
        {person.origin && <Fact term={t('people.origin')}>{person.origin}</Fact>}
        <Fact term={t('people.since')}>{sayDay(person.createdAt, homeZone, language)}</Fact>
      </Facts>
    </Section>
  );
}

/** Breaks before the @, where it must break. */
function Address({ address }: { address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}

function Consents({ person, programme }: { person: ContactView; programme: string }) {
  const mayWrite = useMay(programme)('contacts:write');
  const t = useT();
  const language = useLanguage();
  // what this person agreed to, in the words of then
  const words = (it: ContactView['consents'][number]) => consentText(it.textVersion, it.purpose, language);
  return (
    <Section title={t('people.consents')} intro={t('people.consents-intro')}>
      {person.consents.length === 0 ? (
        <p className="pr-soft">{t('people.no-consents')}</p>
      ) : (
        <ul className={css.lines}>
          {person.consents.map((it) => (
            <li key={`${it.purpose} ${it.givenAt}`}>
              <div className={css.lineHead}>
                <span>{t(`people.purpose.${it.purpose}`)}</span>
                {it.withdrawnAt ? <Tag>{t('people.withdrawn')}</Tag> : <Tag tone="good">{t('people.in-force')}</Tag>}
              </div>
              <span className="pr-soft pr-small">
                {it.basis === 'consent' && it.evidence === null
                  ? t('people.consent-given', {
                      when: sayMoment(it.givenAt, homeZone, language),
                      source: it.source,
                      version: it.textVersion,
                    })
                  : `${t(`people.basis.${it.basis}`)}. ${t('people.basis-recorded', {
                      when: sayDay(it.givenAt, homeZone, language),
                      source: it.source,
                    })}${it.evidence ? `. ${t('people.evidence', { evidence: it.evidence })}` : ''}`}
                {words(it) && ` · ${t('people.consent-words', { text: words(it) ?? '' })}`}
                {it.withdrawnAt &&
                  ` · ${t('people.consent-withdrawn', { when: sayMoment(it.withdrawnAt, homeZone, language) })}`}
              </span>
              {mayWrite && !it.withdrawnAt && it.purpose !== 'event' && (
                <StopConsent
                  programme={programme}
                  contact={person.id}
                  purpose={it.purpose}
                  what={t(`people.purpose.${it.purpose}`)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Mails({ person, programme }: { person: ContactView; programme: string }) {
  const t = useT();
  const language = useLanguage();
  const mails = useInfiniteQuery(mailsQuery(programme, { contact: person.id }));
  return (
    <Section title={t('people.mails')}>
      <Loaded query={mails} lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap((it) => it.items);
          if (rows.length === 0) return <p className="pr-soft">{t('people.no-mails')}</p>;
          return (
            <ul className={css.lines}>
              {rows.map((it) => (
                <li key={it.id}>
                  <div className={css.lineHead}>
                    <Link to="/$programme/post/$mail" params={{ programme, mail: it.id }}>
                      {it.subject ?? t(`mails.kind.${it.kind}`)}
                    </Link>
                    <MailState state={it.state} />
                  </div>
                  <span className="pr-soft pr-small">{sayMoment(it.createdAt, homeZone, language)}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {mails.hasNextPage && (
        <Button size="xs" isBusy={mails.isFetchingNextPage} onClick={() => mails.fetchNextPage()}>
          {t('ui.more-rows')}
        </Button>
      )}
    </Section>
  );
}
