import type { Party } from '@pr8werk/shared/primitives.ts';
import type { PlanView, PlanYearView } from '@pr8werk/shared/programmes.ts';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { StatusTag, sayPartial } from '../events/event-words.tsx';
import { PartyMark } from '../events/party.tsx';
import { useLanguage, useT } from '../language.ts';
import { parties } from '../search-params.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Section } from '../ui/layout.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import { sayDay } from '../ui/say.ts';
import { Empty } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { sayHeld, saySource, sayYear } from './counts.ts';
import { EarlierYears } from './earlier-years.tsx';
import type { RecordedYear } from './edit-year.tsx';
import css from './plan.module.css';
import { homeZone } from './zone.ts';

interface YearsProps {
  years: readonly PlanYearView[];
  sources: PlanView['sources'];
  programme: string;
}

type Meeting = PlanYearView['events'][number];

interface ShownYears extends YearsProps {
  /** Undefined for who may only read. */
  onEdit: ((year: PlanYearView) => void) | undefined;
}

export function Years(props: YearsProps) {
  const t = useT();
  const isNarrow = useIsNarrow();
  const { years, programme } = props;
  const mayWrite = useMay(programme)('programme:write');
  // by their year, so that the dialog follows what others save
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const year = years.find((it) => it.calendarYear === edited);
  // its form comes when it is asked for, and before the dialog opens: the focus goes to its first field
  const [forms, setForms] = useState<typeof import('./edit-year.tsx') | null>(null);
  const edit = async (which: number | 'new' | null) => {
    try {
      setForms(await import('./edit-year.tsx'));
      setEdited(which);
    } catch {
      showToast({ kind: 'failed', message: t('ui.no-answer-form') });
    }
  };
  const close = () => setEdited(null);
  const title =
    edited === 'new' || !year
      ? t('programmes.add-year')
      : t(year.id === null ? 'programmes.record-year' : 'programmes.edit-year', {
          year: sayYear(year, t).toLowerCase(),
        });
  const shown: ShownYears = { ...props, onEdit: mayWrite ? (it) => edit(it.calendarYear) : undefined };
  return (
    <Section
      title={t('programmes.years')}
      intro={t('programmes.years-intro')}
      actions={
        mayWrite && (
          <Button size="xs" icon={<Icon name="plus" size={14} />} onClick={() => edit('new')}>
            {t('programmes.add-year')}
          </Button>
        )
      }
    >
      {years.length === 0 ? (
        <Empty icon="programme" title={t('programmes.no-years')}>
          {t('programmes.no-years-text')}
        </Empty>
      ) : isNarrow ? (
        <YearCards {...shown} />
      ) : (
        <YearTable {...shown} />
      )}
      <Dialog title={title} isOpen={forms !== null && edited !== null} onClose={close}>
        {forms &&
          (year && isRecorded(year) ? (
            <forms.EditYear year={year} programme={programme} onDone={close} />
          ) : (
            <forms.AddYear next={likelyNext(years, year)} programme={programme} onDone={close} />
          ))}
      </Dialog>
    </Section>
  );
}

function isRecorded(year: PlanYearView): year is RecordedYear {
  return year.id !== null && year.version !== null;
}

/** The year after the last; programme years go on counting with the calendar. */
function likelyNext(years: readonly PlanYearView[], chosen: PlanYearView | undefined) {
  const recorded = years.filter((it) => it.programmeYear !== null && it.calendarYear !== null);
  const last = recorded.at(-1);
  const thisYear = new Date().getFullYear();
  const calendarYear = chosen?.calendarYear ?? (last ? last.calendarYear! + 1 : thisYear);
  const programmeYear = last ? last.programmeYear! + calendarYear - last.calendarYear! : 1;
  return { calendarYear, programmeYear: Math.max(programmeYear, 1) };
}

/** Meetings whose party no source tells get a column of their own, when there are any. */
function columnsOf(years: readonly PlanYearView[]): (Party | null)[] {
  const hasUnknown = years.some((year) => year.events.some((it) => it.party === null));
  return hasUnknown ? [...parties, null] : [...parties];
}

function YearTable({ years, sources, programme, onEdit }: ShownYears) {
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
                <YearHead year={year} sources={sources} onEdit={onEdit} />
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

interface YearHeadProps extends Pick<ShownYears, 'sources' | 'onEdit'> {
  year: PlanYearView;
}

function YearHead({ year, sources, onEdit }: YearHeadProps) {
  const t = useT();
  const emphases = year.emphases?.map((it) => t(`events.emphasis.${it}`)).join(', ');
  const calendar = year.calendarYear === null ? t('programmes.calendar-unknown') : String(year.calendarYear);
  return (
    <>
      <span className={css.yearName}>
        {sayYear(year, t)}
        {onEdit && year.calendarYear !== null && (
          <IconButton
            label={t(year.id === null ? 'programmes.record-year' : 'programmes.edit-year', {
              year: sayYear(year, t).toLowerCase(),
            })}
            icon={<Icon name="edit" size={16} />}
            onClick={() => onEdit(year)}
          />
        )}
      </span>
      {year.programmeYear !== null && (
        <span className={css.yearNote}>
          {calendar}
          {year.isCalendarYearInferred && ` ${t('programmes.inferred')}`}
        </span>
      )}
      <span className={css.yearNote}>{year.sector ?? t('programmes.sector-unknown')}</span>
      <span className={css.yearNote}>{emphases || t('programmes.emphases-unknown')}</span>
      <SourceMark year={year} sources={sources} />
      <EarlierYears year={year} sources={sources} />
    </>
  );
}

/** A number that leads to the list of sources: their names are long, and the table is about years. */
function SourceMark({ year: { source, recordedAt }, sources }: Pick<YearHeadProps, 'year' | 'sources'>) {
  const t = useT();
  const language = useLanguage();
  const number = sources.findIndex((it) => it.key === source) + 1;
  if (source === null) return null;
  if (number === 0)
    return (
      <span className={css.yearNote}>
        {t('programmes.source', { source })}
        {recordedAt && `, ${t('programmes.recorded-on', { date: sayDay(recordedAt, homeZone, language) })}`}
      </span>
    );
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

function YearCards({ years, sources, programme, onEdit }: ShownYears) {
  const t = useT();
  return (
    <ul className={css.yearCards}>
      {years.map((year) => (
        <li key={keyOf(year)}>
          <div>
            <YearHead year={year} sources={sources} onEdit={onEdit} />
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
