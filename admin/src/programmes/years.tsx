import type { Party } from '@pr8werk/shared/primitives.ts';
import type { PlanView, PlanYearView } from '@pr8werk/shared/programmes.ts';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { StatusTag, sayPartial } from '../events/event-words.tsx';
import { PartyMark } from '../events/party.tsx';
import { useLanguage, useT } from '../language.ts';
import { parties } from '../search-params.ts';
import { Section } from '../ui/layout.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import { sayDay } from '../ui/say.ts';
import { sayHeld, saySource } from './counts.ts';
import css from './plan.module.css';
import { homeZone } from './zone.ts';

interface YearsProps {
  years: readonly PlanYearView[];
  sources: PlanView['sources'];
  programme: string;
}

type Meeting = PlanYearView['events'][number];

export function Years(props: YearsProps) {
  const t = useT();
  const isNarrow = useIsNarrow();
  return (
    <Section title={t('programmes.years')} intro={t('programmes.years-intro')}>
      {isNarrow ? <YearCards {...props} /> : <YearTable {...props} />}
    </Section>
  );
}

/** Meetings whose party no source tells get a column of their own, when there are any. */
function columnsOf(years: readonly PlanYearView[]): (Party | null)[] {
  const hasUnknown = years.some((year) => year.events.some((it) => it.party === null));
  return hasUnknown ? [...parties, null] : [...parties];
}

function YearTable({ years, sources, programme }: YearsProps) {
  const t = useT();
  const columns = columnsOf(years);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields
    <div className={css.scroll} role="group" aria-label={t('programmes.years')} tabIndex={0}>
      <table className={css.years}>
        <thead>
          <tr>
            <th scope="col">{t('programmes.year')}</th>
            {columns.map((party) => (
              <th scope="col" key={party ?? 'unknown'}>
                <PartyMark party={party} />
              </th>
            ))}
            <th scope="col" className={css.score}>
              {t('programmes.score')}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={keyOf(year)}>
              <th scope="row">
                <YearHead year={year} sources={sources} />
              </th>
              {columns.map((party) => (
                <PartyCell key={party ?? 'unknown'} year={year} party={party} programme={programme} />
              ))}
              <td className={css.score}>
                <Score year={year} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyOf(year: PlanYearView): string {
  return `${year.programmeYear}-${year.calendarYear}`;
}

function PartyCell({ year, party, programme }: { year: PlanYearView; party: Party | null; programme: string }) {
  const t = useT();
  const isTurn = party !== null && year.party === party;
  return (
    <td className={isTurn ? css.turn : undefined}>
      {isTurn && <span className={css.turnLabel}>{t('programmes.turn')}</span>}
      <Meetings meetings={year.events.filter((it) => it.party === party)} programme={programme} />
    </td>
  );
}

function YearHead({ year, sources }: { year: PlanYearView; sources: PlanView['sources'] }) {
  const t = useT();
  const emphases = year.emphases?.map((it) => t(`events.emphasis.${it}`)).join(', ');
  const calendar = year.calendarYear === null ? t('programmes.calendar-unknown') : String(year.calendarYear);
  return (
    <>
      <span className={css.yearName}>
        {year.programmeYear === null ? calendar : t('programmes.programme-year', { year: year.programmeYear })}
      </span>
      {year.programmeYear !== null && (
        <span className={css.yearNote}>
          {calendar}
          {year.isCalendarYearInferred && ` ${t('programmes.inferred')}`}
        </span>
      )}
      <span className={css.yearNote}>{year.sector ?? t('programmes.sector-unknown')}</span>
      <span className={css.yearNote}>{emphases || t('programmes.emphases-unknown')}</span>
      <SourceMark source={year.source} sources={sources} />
    </>
  );
}

/** A number that leads to the list of sources: their names are long, and the table is about years. */
function SourceMark({ source, sources }: { source: string | null; sources: PlanView['sources'] }) {
  const t = useT();
  const number = sources.findIndex((it) => it.key === source) + 1;
  if (number === 0) return null;
  return (
    <span className={css.yearNote}>
      <a href={`#bron-${number}`} title={saySource(source, sources, t)}>
        {t('programmes.source-number', { number })}
      </a>
    </span>
  );
}

function Meetings({ meetings, programme }: { meetings: readonly Meeting[]; programme: string }) {
  const t = useT();
  const language = useLanguage();
  if (meetings.length === 0) return null;
  return (
    <ul className={css.meetings}>
      {meetings.map((it) => (
        <li key={it.id} className={css.meeting}>
          <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.id }}>
            {it.title}
          </Link>
          <span className="pr-soft pr-small">
            {it.startsAt ? sayDay(it.startsAt, homeZone, language) : sayPartial(it.when, t, language)}
          </span>
          <StatusTag status={it.status} />
        </li>
      ))}
    </ul>
  );
}

function Score({ year }: { year: PlanYearView }) {
  const t = useT();
  return (
    <dl className={css.scores}>
      <dt>{t('programmes.planned')}</dt>
      <dd>
        <Planned year={year} />
      </dd>
      <dt>{t('programmes.held')}</dt>
      <dd>
        <Held year={year} />
      </dd>
      <dt>{t('programmes.upcoming')}</dt>
      <dd className={css.figure}>{year.upcoming}</dd>
    </dl>
  );
}

function Planned({ year }: { year: PlanYearView }) {
  const t = useT();
  if (year.planned === null) return <span className={css.isUnknown}>{t('programmes.not-said')}</span>;
  return <span className={css.figure}>{year.planned}</span>;
}

function Held({ year }: { year: PlanYearView }) {
  const t = useT();
  const held = sayHeld(year.held, t);
  const isUnknown = !year.held.isComplete && year.held.known === 0;
  return (
    <>
      <span className={isUnknown ? css.isUnknown : css.figure}>{held.main}</span>
      {!isUnknown && !year.held.isComplete && <span className={css.yearNote}>{held.note}</span>}
    </>
  );
}

function YearCards({ years, sources, programme }: YearsProps) {
  const t = useT();
  return (
    <ul className={css.yearCards}>
      {years.map((year) => (
        <li key={keyOf(year)}>
          <div>
            <YearHead year={year} sources={sources} />
          </div>
          <Score year={year} />
          {year.party && (
            <p>
              <PartyMark party={year.party} /> <span className="pr-soft pr-small">{t('programmes.turn-in-line')}</span>
            </p>
          )}
          {columnsOf([year]).map((party) => {
            const meetings = year.events.filter((it) => it.party === party);
            if (meetings.length === 0) return null;
            return (
              <Fragment key={party ?? 'unknown'}>
                {party !== year.party && <PartyMark party={party} />}
                <Meetings meetings={meetings} programme={programme} />
              </Fragment>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
