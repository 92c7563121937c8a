// What the signups add up to. Every number leads to the list that it counts.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { EventStatistics } from '@pr8werk/shared/statistics.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../accounts/membership.ts';
import { funnelQuery } from '../invitations/queries.ts';
import { useLanguage, useT } from '../language.ts';
import type { ParticipantFilters } from '../search-params.ts';
import { Columns, Section, Stack } from '../ui/layout.tsx';
import { sayExactShare, sayNumber, sayShare } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { statisticsQuery } from './queries.ts';
import css from './signups.module.css';
import { SignupsOverTime } from './signups-over-time.tsx';

interface FiguresProps {
  event: EventView;
  programme: string;
}

export function SignupFigures({ event, programme }: FiguresProps) {
  const query = useQuery(statisticsQuery(programme, event.id));
  return (
    <Loaded query={query} lines={6}>
      {(statistics) => (
        <Stack gap={5}>
          <Funnel statistics={statistics} event={event} programme={programme} />
          <SignupsOverTime event={event} statistics={statistics} />
          {statistics.registered > 0 && <Groups statistics={statistics} event={event} programme={programme} />}
        </Stack>
      )}
    </Loaded>
  );
}

type WithStatistics = FiguresProps & { statistics: EventStatistics };

function ToList({
  event,
  programme,
  search,
  label,
  className,
  children,
}: FiguresProps & { search: ParticipantFilters; label?: string; className?: string; children: ReactNode }) {
  return (
    <Link
      to="/$programme/bijeenkomsten/$event/deelnemers"
      params={{ programme, event: event.id }}
      search={search}
      aria-label={label}
      className={className ?? ''}
    >
      {children}
    </Link>
  );
}

function Funnel({ statistics, ...of }: WithStatistics) {
  const t = useT();
  const language = useLanguage();
  const { registered, confirmed, attended, capacity } = statistics;
  const stages = [
    { name: 'registered', tab: 'all', figure: registered, note: '' },
    {
      name: 'confirmed',
      tab: 'confirmed',
      figure: confirmed,
      note: capacity === null ? '' : t('events.places-taken', { confirmed, capacity }),
    },
    {
      name: 'attended',
      tab: 'attended',
      figure: attended,
      note:
        attended > 0 && confirmed > 0
          ? t('events.funnel-of-confirmed', { share: sayShare(attended / confirmed, language) })
          : '',
    },
  ] as const;
  return (
    <Section title={t('events.funnel')}>
      <ul className={css.funnel}>
        {stages.map(({ name, tab, figure, note }) => (
          <li key={name}>
            <ToList {...of} search={tab === 'all' ? {} : { tab }} className={css.stage ?? ''}>
              <span className={css.stageLabel}>{t(`events.funnel.${name}`)}</span>
              <span className={css.stageFigure}>{sayNumber(figure, language)}</span>
              <span className={css.stageNote}>{note}</span>
              <span className={css.stageBar} aria-hidden="true">
                <span style={{ width: `${registered > 0 ? Math.min(100, (100 * figure) / registered) : 0}%` }} />
              </span>
            </ToList>
          </li>
        ))}
      </ul>
      <div className={css.beside}>
        <span className="pr-soft">{t('events.beside-funnel')}</span>
        <ul>
          {(['waiting', 'unverified', 'cancelled'] as const).map((tab) => (
            <li key={tab}>
              <ToList {...of} search={{ tab }}>
                {t(`registrations.tab.${tab}`)}: {sayNumber(statistics[tab], language)}
              </ToList>
            </li>
          ))}
        </ul>
      </div>
      <Invited {...of} />
    </Section>
  );
}

/** What came before signing up, where people were invited. */
function Invited({ event, programme }: FiguresProps) {
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const query = useQuery({ ...funnelQuery(programme, event.id), enabled: may('invitations:read') });
  const { invited = 0, responded = 0 } = query.data ?? {};
  if (invited === 0) return null;
  const params = { programme, event: event.id };
  const count = (it: number) => sayNumber(it, language);
  return (
    <div className={css.beside}>
      <span className="pr-soft">{t('events.before-funnel')}</span>
      <ul>
        <li>
          <Link to="/$programme/bijeenkomsten/$event/uitnodigen/genodigden" params={params} search={{}}>
            {t('events.was-invited', { count: count(invited) })}
          </Link>
        </li>
        <li>
          <Link
            to="/$programme/bijeenkomsten/$event/uitnodigen/genodigden"
            params={params}
            search={{ step: 'responded' }}
          >
            {t('events.responded', { count: count(responded), share: sayExactShare(responded / invited, language) })}
          </Link>
        </li>
      </ul>
    </div>
  );
}

interface Group {
  key: string;
  name: string;
  search: ParticipantFilters;
  registered: number;
  confirmed: number;
  attended: number;
}

function Groups({ statistics, ...of }: WithStatistics) {
  const t = useT();
  return (
    <Columns width="24rem">
      <Section title={t('events.by-role')}>
        <GroupTable
          {...of}
          label={t('events.role')}
          groups={statistics.byRole.map((it) => ({
            ...it,
            key: it.role,
            name: t(`registrations.role.${it.role}`),
            search: { role: it.role },
          }))}
        />
      </Section>
      <Section title={t('events.by-source')}>
        <SourceTable statistics={statistics} {...of} />
      </Section>
    </Columns>
  );
}

export function SourceTable({ statistics, ...of }: WithStatistics) {
  const t = useT();
  return (
    <GroupTable
      {...of}
      label={t('events.source')}
      groups={statistics.bySource.map((it) => ({
        ...it,
        key: it.source ?? '-',
        name: it.source ?? t('events.no-source'),
        search: { source: it.source ?? '-' },
      }))}
    />
  );
}

function GroupTable({ groups, label, ...of }: FiguresProps & { groups: Group[]; label: string }) {
  const t = useT();
  const language = useLanguage();
  const columns = [
    ['registered', 'all'],
    ['confirmed', 'confirmed'],
    ['attended', 'attended'],
  ] as const;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {columns.map(([name]) => (
              <th key={name} scope="col">
                {t(`events.funnel.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{group.name}</th>
              {columns.map(([name, tab]) => (
                <td key={name}>
                  <ToList
                    {...of}
                    search={{ ...group.search, ...(tab === 'all' ? {} : { tab }) }}
                    label={`${group.name}, ${t(`events.funnel.${name}`)}: ${group[name]}`}
                  >
                    {sayNumber(group[name], language)}
                  </ToList>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
