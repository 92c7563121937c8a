// One meeting as a place to work: its heading and tabs stay while one goes between its screens.

import type { EventView } from '@pr8werk/shared/events.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { isRefusal } from '../http.ts';
import { useLanguage, useT } from '../language.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Page, PageHeader } from '../ui/layout.tsx';
import { Note, Tag } from '../ui/note.tsx';
import { Loaded } from '../ui/states.tsx';
import { Tab, TabNav } from '../ui/tab-nav.tsx';
import { EventActions } from './event-actions.tsx';
import { isUncounted, StatusTag, sayWhen, sayWhere, titleOf } from './event-words.tsx';
import css from './events.module.css';
import { PartyMark } from './party.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { eventQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event');

export function EventWorkspace() {
  const { programme, event } = route.useParams();
  const query = useQuery(eventQuery(programme, event));
  const t = useT();
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  return (
    <Page>
      {query.data === undefined && <h1 className="pr-hidden">{t('events.event')}</h1>}
      <Loaded query={query} shape="rows">
        {(answer) => <Workspace event={answer.body} programme={programme} />}
      </Loaded>
    </Page>
  );
}

function Workspace({ event, programme }: { event: EventView; programme: string }) {
  const t = useT();
  const language = useLanguage();
  const title = titleOf(event, language);
  return (
    <>
      <div className={css.workspace}>
        <PageHeader
          title={title}
          above={<Crumbs programme={programme} list="bijeenkomsten" />}
          intro={
            <div className={css.meta}>
              <StatusTag status={event.status} />
              {event.isExample && <Tag tone="warn">{t('events.example')}</Tag>}
              <span>{sayWhen(event, t, language)}</span>
              <span>{sayWhere(event.venue, t)}</span>
              {event.party && <PartyMark party={event.party} />}
            </div>
          }
          actions={<EventActions event={event} programme={programme} />}
        />
        <PhaseBar event={event} programme={programme} />
        <Tabs event={event} programme={programme} />
      </div>
      {event.status === 'cancelled' && (
        <Note tone="bad" title={t('events.is-cancelled')}>
          {event.cancelReason && <p className={css.preline}>{event.cancelReason}</p>}
        </Note>
      )}
      <div className={css.workspaceBody}>
        <Outlet />
      </div>
    </>
  );
}

function Tabs({ event, programme }: { event: EventView; programme: string }) {
  const t = useT();
  const may = useMay(programme);
  const params = { programme, event: event.id };
  return (
    <TabNav label={t('events.tabs')}>
      <Tab to="/$programme/bijeenkomsten/$event" params={params} activeOptions={{ exact: true }}>
        {t('events.overview')}
      </Tab>
      <Tab to="/$programme/bijeenkomsten/$event/gegevens" params={params}>
        {t('events.details')}
      </Tab>
      <Tab to="/$programme/bijeenkomsten/$event/formulier" params={params}>
        {t('events.form')}
      </Tab>
      <Tab to="/$programme/bijeenkomsten/$event/plaatsen" params={params}>
        {t('events.places-tab')}
      </Tab>
      {may('registrations:read') && (
        <Tab
          to="/$programme/bijeenkomsten/$event/deelnemers"
          params={params}
          activeOptions={{ includeSearch: false }}
          count={isUncounted(event) ? undefined : event.confirmed + event.waiting}
        >
          {t('events.participants')}
        </Tab>
      )}
      <Tab to="/$programme/bijeenkomsten/$event/op-je-site" params={params}>
        {t('events.on-your-site')}
      </Tab>
      <Tab to="/$programme/bijeenkomsten/$event/draaiboek" params={params}>
        {t('shell.runbook')}
      </Tab>
      {may('registrations:write') && (
        <Tab to="/$programme/bijeenkomsten/$event/deur" params={params}>
          {t('door.tab')}
        </Tab>
      )}
      {may('registrations:read') && (
        <Tab to="/$programme/bijeenkomsten/$event/drukwerk" params={params}>
          {t('prints.tab')}
        </Tab>
      )}
    </TabNav>
  );
}
