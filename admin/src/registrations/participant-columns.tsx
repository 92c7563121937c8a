import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Tag } from '../ui/note.tsx';
import type { Column } from '../ui/records.tsx';
import { sayDate } from '../ui/say.ts';
import { ParticipantActions } from './participant-actions.tsx';
import css from './participants.module.css';

interface ParticipantColumnsProps {
  programme: string;
  event: string;
  /** Before the day itself the button to check in would only be in the way. */
  isDay: boolean;
  onFull: (registration: RegistrationView) => void;
}

export function useParticipantColumns(props: ParticipantColumnsProps): Column<RegistrationView>[] {
  const { programme, event } = props;
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const columns: Column<RegistrationView>[] = [
    {
      key: 'name',
      title: t('registrations.name'),
      card: 'title',
      cell: (it) => <Name it={it} programme={programme} event={event} />,
    },
    {
      key: 'email',
      title: t('registrations.email'),
      card: 'bare',
      cell: (it) => (
        <span className={css.email} title={it.email ?? undefined}>
          {it.email ?? t('ui.unknown')}
        </span>
      ),
    },
    {
      key: 'role',
      title: t('registrations.role'),
      card: 'bare',
      cell: (it) => <RoleAndOrigin it={it} />,
    },
    {
      key: 'created',
      title: t('registrations.created'),
      card: 'hidden',
      cell: (it) => <span className={css.day}>{sayDate(it.createdAt, homeZone, language)}</span>,
    },
    {
      key: 'status',
      title: t('registrations.status'),
      card: 'bare',
      cell: (it) => <RegistrationTag registration={it} />,
    },
  ];
  if (may('registrations:write') || may('registrations:check-in'))
    columns.push({
      key: 'actions',
      title: '',
      kind: 'actions',
      cell: (it) => <ParticipantActions registration={it} {...props} />,
    });
  return columns;
}

function Name({ it, programme, event }: { it: RegistrationView; programme: string; event: string }) {
  return (
    <div className={css.who}>
      <Link
        className={css.name}
        to="/$programme/bijeenkomsten/$event/deelnemers"
        params={{ programme, event }}
        search={(now) => ({ ...now, open: it.id })}
      >
        {it.name}
      </Link>
      {it.organisation && <div className={css.sub}>{it.organisation}</div>}
    </div>
  );
}

function RoleAndOrigin({ it }: { it: RegistrationView }) {
  const t = useT();
  const origin = it.network ?? it.source;
  return (
    <div className={css.role}>
      {t(`registrations.role.${it.role}`)}
      {origin && <div className={css.sub}>{t('registrations.through', { source: origin })}</div>}
    </div>
  );
}

export function RegistrationTag({ registration: it }: { registration: RegistrationView }) {
  const t = useT();
  if (it.status === 'cancelled') return <Tag tone="bad">{t('registrations.state.cancelled')}</Tag>;
  if (it.status === 'waiting')
    return (
      <Tag tone="warn" isHollow>
        {it.place === null
          ? t('registrations.state.waiting')
          : t('registrations.state.waiting-place', { place: it.place })}
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
