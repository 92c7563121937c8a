import type { ExportColumn } from '@pr8werk/shared/participants.ts';
import type { RegistrationTab, RegistrationView } from '@pr8werk/shared/registrations.ts';
import { Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import type { LongColumn } from '../ui/long-records.tsx';
import { Tag } from '../ui/note.tsx';
import { useIsNarrow } from '../ui/records.tsx';
import { sayDate } from '../ui/say.ts';
import { ParticipantActions } from './participant-actions.tsx';
import css from './participants.module.css';
import type { Asked } from './queries.ts';
import { useActs } from './use-acts.ts';
import { type T, useT } from './words.ts';

interface ParticipantColumnsProps {
  programme: string;
  event: string;
  shown: readonly ExportColumn[];
  tab: RegistrationTab | undefined;
  /** Before the day itself the button to check in would only be in the way. */
  isDay: boolean;
  onAsk: (asked: Asked) => void;
}

type Known = Omit<LongColumn<RegistrationView>, 'key' | 'title'>;

export function useParticipantColumns(props: ParticipantColumnsProps): LongColumn<RegistrationView>[] {
  const { programme, event, shown, tab, isDay } = props;
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const acts = useActs(programme, event);
  const mayAct = may('registrations:write') || may('registrations:check-in');
  const day = (at: string | null) => at && <span className={css.day}>{sayDate(at, homeZone, language)}</span>;
  const isNarrow = useIsNarrow();
  // on other lists they stand in the menu: for a few rows a column would be lost
  const hasButtons = isNarrow || isDay || tab === 'waiting' || tab === 'cancelled';
  const isSourceShown = shown.includes('source') || shown.includes('network');
  const known: Record<ExportColumn, Known> = {
    name: {
      card: 'title',
      sort: { up: 'name', down: '-name' },
      cell: (it) => <Name it={it} programme={programme} event={event} />,
    },
    organisation: {
      card: 'bare',
      sort: { up: 'organisation', down: '-organisation' },
      cell: (it) => it.organisation && <span className={css.long}>{it.organisation}</span>,
    },
    email: {
      card: 'bare',
      // what one can do takes its room from the address, which is read in the panel
      width: hasButtons ? (tab === 'waiting' ? 10.5 : 8.5) : 12.25,
      cell: (it) => (
        <span className={css.email} title={it.email ?? undefined}>
          {it.email ?? t('ui.unknown')}
        </span>
      ),
    },
    role: { card: 'bare', width: 6.75, cell: (it) => <Role it={it} isSourceShown={!isNarrow || isSourceShown} /> },
    source: { width: 8, cell: (it) => it.source ?? t('registrations.no-source') },
    network: { width: 8, cell: (it) => it.network },
    site: { width: 10, cell: (it) => it.site && <span className={css.long}>{it.site}</span> },
    language: { width: 6, cell: (it) => t(`ui.language.${it.language}`) },
    note: { width: 13, cell: (it) => it.note && <span className={css.note}>{it.note}</span> },
    createdAt: {
      card: 'hidden',
      width: 7,
      sort: { up: 'createdAt', down: '-createdAt' },
      cell: (it) => day(it.createdAt),
    },
    cancelledAt: { width: 7.75, cell: (it) => day(it.cancelledAt) },
    attended: { width: 6.5, cell: (it) => sayAttended(it, t) },
    place: { width: 7.5, sort: { up: 'place', down: '-place' }, cell: (it) => it.place },
    status: {
      card: 'bare',
      width: tab === 'waiting' ? 6.5 : 10.25,
      ...(shown.includes('place') ? {} : { sort: { up: 'place', down: '-place' } }),
      cell: (it) => <RegistrationTag registration={it} isAmongWaiting={tab === 'waiting'} />,
    },
  };
  const columns = shown.map((key) => ({ key, title: t(`registrations.column.${key}`), ...known[key] }));
  if (!mayAct) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: '',
      kind: 'actions',
      width: hasButtons ? 9.5 : 3.25,
      cell: (it) => <ParticipantActions registration={it} {...props} acts={acts} hasButtons={hasButtons} />,
    },
  ];
}

function sayAttended(it: RegistrationView, t: T): string | null {
  return it.hasAttended === null ? null : t(`registrations.attended.${it.hasAttended ? 'yes' : 'no'}`);
}

function Name({ it, programme, event }: { it: RegistrationView; programme: string; event: string }) {
  const t = useT();
  return (
    <Link
      className={css.name}
      to="/$programme/bijeenkomsten/$event/deelnemers"
      params={{ programme, event }}
      search={(now) => ({ ...now, person: it.id })}
      resetScroll={false}
    >
      {it.name || t('registrations.forgotten')}
    </Link>
  );
}

function Role({ it, isSourceShown }: { it: RegistrationView; isSourceShown: boolean }) {
  const t = useT();
  const origin = it.network ?? it.source;
  const role = t(`registrations.role.${it.role}`);
  return origin && !isSourceShown ? `${role}, ${t('registrations.through', { source: origin })}` : role;
}

function endedAs(it: RegistrationView) {
  return it.endedBecause === 'offer-expired' || it.endedBecause === 'line-closed'
    ? (`registrations.state.${it.endedBecause}` as const)
    : 'registrations.state.cancelled';
}

interface RegistrationTagProps {
  registration: RegistrationView;
  /** In a list of people who wait only the place is news. */
  isAmongWaiting?: boolean;
}

export function RegistrationTag({ registration: it, isAmongWaiting = false }: RegistrationTagProps) {
  const t = useT();
  if (it.status === 'cancelled') return <Tag tone="bad">{t(endedAs(it))}</Tag>;
  if (it.status === 'waiting')
    return (
      <Tag tone="warn" isHollow>
        {it.place === null
          ? t('registrations.state.waiting')
          : t(isAmongWaiting ? 'registrations.state.place' : 'registrations.state.waiting-place', { place: it.place })}
      </Tag>
    );
  if (it.status === 'declined') return <Tag tone="none">{t('registrations.state.declined')}</Tag>;
  if (it.status === 'requested' || it.status === 'offered')
    return (
      <Tag tone="warn" isHollow>
        {t(`registrations.state.${it.status}`)}
      </Tag>
    );
  if (it.hasAttended === true) return <Tag tone="calm">{t('registrations.state.attended')}</Tag>;
  if (it.hasAttended === false) return <Tag tone="none">{t('registrations.state.no-show')}</Tag>;
  if (!it.isVerified)
    return (
      <Tag tone="warn" isHollow>
        {t('registrations.state.unverified')}
      </Tag>
    );
  return <Tag tone="good">{t('registrations.state.confirmed')}</Tag>;
}
