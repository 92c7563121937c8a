import type { EventView } from '@pr8werk/shared/events.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { planQuery } from '../programmes/queries.ts';
import { Columns, Fact, Facts, Section } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { sayWhen } from './event-words.tsx';
import css from './events.module.css';
import { MissingList } from './missing-list.tsx';
import { sayParty } from './party.tsx';
import { Programme } from './programme.tsx';
import { eventQuery } from './queries.ts';
import { SignupFigures } from './signup-figures.tsx';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/');

export function Overview() {
  const { programme, event } = route.useParams();
  return <AllAbout programme={programme} id={event} />;
}

/** Also what stands under "details" for who may not change them. */
export function AllAbout({ programme, id }: { programme: string; id: string }) {
  const t = useT();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const may = useMay(programme);
  if (!event) return null;
  const isToComplete = event.status === 'draft' && event.missing.length > 0;
  return (
    <>
      {event.source && <FromSource source={event.source} programme={programme} />}
      {isToComplete && (
        <Note tone="warn" title={t('events.missing-title')}>
          <MissingList event={event} programme={programme} />
        </Note>
      )}
      {may('registrations:read') && event.source === null && event.status !== 'draft' && (
        <SignupFigures event={event} programme={programme} />
      )}
      <Columns width="22rem">
        <About event={event} />
        {event.parts.length > 0 && <Programme event={event} />}
      </Columns>
    </>
  );
}

/** The plan knows what a source is called. */
function FromSource({ source, programme }: { source: string; programme: string }) {
  const t = useT();
  const plan = useQuery(planQuery(programme));
  if (plan.isPending) return null;
  const named = plan.data?.sources.find((it) => it.key === source)?.description ?? source;
  return <Note>{t('events.from-source', { source: named })}</Note>;
}

function About({ event }: { event: EventView }) {
  const t = useT();
  const language = useLanguage();
  const moment = (at: string | null, otherwise: string) =>
    at === null ? otherwise : sayMoment(at, event.timeZone, language);
  const place = [event.venue.name, event.venue.street, event.venue.postcode, event.venue.place].filter(Boolean);
  const summary = (language === 'en' ? event.summary.en : null) ?? event.summary.nl;
  return (
    <Section title={t('events.about')}>
      <Facts>
        {summary && (
          <Fact term={t('events.summary')}>
            <span className={css.preline}>{summary}</span>
          </Fact>
        )}
        <Fact term={t('events.when')}>{sayWhen(event, t, language)}</Fact>
        <Fact term={t('events.where')}>{place.join(', ') || t('events.where-unknown')}</Fact>
        <Fact term={t('events.party')}>{sayParty(event.party, t)}</Fact>
        <Fact term={t('events.sector')}>{event.sector ?? t('ui.unknown')}</Fact>
        <Fact term={t('events.emphases')}>
          {event.emphases?.map((it) => t(`events.emphasis.${it}`)).join(', ') || t('ui.unknown')}
        </Fact>
        <Fact term={t('events.format')}>{event.format ? t(`events.format.${event.format}`) : t('ui.unknown')}</Fact>
        <Fact term={t('events.capacity')}>{event.capacity ?? t('ui.unknown')}</Fact>
        {event.status !== 'held' && event.status !== 'unknown' && (
          <>
            <Fact term={t('events.signup-opens')}>{moment(event.signupOpensAt, t('events.opens-on-publication'))}</Fact>
            <Fact term={t('events.signup-closes')}>{moment(event.signupClosesAt, t('events.closes-at-start'))}</Fact>
          </>
        )}
        {event.organisingOrganisation && <Fact term={t('events.organiser')}>{event.organisingOrganisation.name}</Fact>}
      </Facts>
    </Section>
  );
}
