import type { EventView } from '@pr8werk/shared/events.ts';
import type { RegistrationCounts, RegistrationTab } from '@pr8werk/shared/registrations.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { countsQuery } from '../registrations/queries.ts';
import { Columns, Fact, Facts, Section } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { sayWhen } from './event-words.tsx';
import css from './events.module.css';
import { MissingList } from './missing-list.tsx';
import { sayParty } from './party.tsx';
import { Programme } from './programme.tsx';
import { eventQuery } from './queries.ts';

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
      {event.source && <Note>{t('events.from-source', { source: event.source })}</Note>}
      {isToComplete && (
        <Note tone="warn" title={t('events.missing-title')}>
          <MissingList event={event} programme={programme} />
        </Note>
      )}
      {may('registrations:read') && event.source === null && <Funnel event={event} programme={programme} />}
      <Columns width="22rem">
        <About event={event} />
        {event.parts.length > 0 && <Programme event={event} />}
      </Columns>
    </>
  );
}

function Funnel({ event, programme }: { event: EventView; programme: string }) {
  const counts = useQuery(countsQuery(programme, event.id));
  return (
    <Loaded query={counts} lines={2}>
      {(it) => (
        <>
          <Tiles counts={it} event={event} programme={programme} />
          {it.all > 0 && <Origin counts={it} event={event} programme={programme} />}
        </>
      )}
    </Loaded>
  );
}

interface FunnelProps {
  counts: RegistrationCounts;
  event: EventView;
  programme: string;
}

function Tiles({ counts, event, programme }: FunnelProps) {
  const t = useT();
  const free = counts.capacity === null ? null : Math.max(0, counts.capacity - counts.confirmed);
  const tiles: { tab: RegistrationTab; figure: number; note?: string }[] = [
    {
      tab: 'confirmed',
      figure: counts.confirmed,
      ...(free !== null && { note: free === 0 ? t('events.full') : t('events.free', { count: free }) }),
    },
    { tab: 'waiting', figure: counts.waiting },
    { tab: 'unverified', figure: counts.unverified },
    { tab: 'attended', figure: counts.attended },
    { tab: 'cancelled', figure: counts.cancelled },
  ];
  return (
    <ul className={css.tiles} aria-label={t('events.in-figures')}>
      {tiles.map(({ tab, figure, note }) => (
        <li key={tab}>
          <Link
            className={css.tile}
            to="/$programme/bijeenkomsten/$event/deelnemers"
            params={{ programme, event: event.id }}
            search={{ tab }}
          >
            <span className={css.tileLabel}>{t(`registrations.tab.${tab}`)}</span>
            <span className={css.tileFigure}>{figure}</span>
            {note && <span className={css.tileNote}>{note}</span>}
            {tab === 'confirmed' && counts.capacity ? (
              <span className={css.meter} aria-hidden="true">
                <span style={{ width: `${Math.min(100, (100 * figure) / counts.capacity)}%` }} />
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Origin({ counts, event, programme }: FunnelProps) {
  const t = useT();
  return (
    <Columns width="22rem">
      <Section title={t('events.by-role')}>
        <ul className={css.bars}>
          {counts.byRole.map((it) => (
            <li key={it.role}>
              <Link
                to="/$programme/bijeenkomsten/$event/deelnemers"
                params={{ programme, event: event.id }}
                search={{ role: it.role }}
              >
                {t(`registrations.role.${it.role}`)}
              </Link>
              <span className="pr-number">{it.registrations}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('events.by-source')} intro={t('events.by-source-intro')}>
        <ul className={css.bars}>
          {counts.bySource.map((it) => (
            <li key={it.source ?? ''}>
              <span>{it.source ?? t('events.no-source')}</span>
              <span className="pr-number">{it.registrations}</span>
            </li>
          ))}
        </ul>
      </Section>
    </Columns>
  );
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
