import type { ComingMeeting } from '@pr8werk/shared/today.ts';
import { Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { titleOf } from '../events/event-words.tsx';
import { useLanguage } from '../language.ts';
import { sayDayNumber, sayFromNow, sayShortMonth, sayTime } from '../ui/say.ts';
import css from './today.module.css';
import { useT } from './words.ts';

export function Coming({ meetings, programme }: { meetings: readonly ComingMeeting[]; programme: string }) {
  return (
    <ul className={css.meetings}>
      {meetings.map((it) => (
        <MeetingLine key={it.id} meeting={it} programme={programme} />
      ))}
    </ul>
  );
}

export function MeetingLine({ meeting, programme }: { meeting: ComingMeeting; programme: string }) {
  const language = useLanguage();
  const startsAt = meeting.startsAt!;
  const zone = meeting.timeZone;
  const where = [sayFromNow(startsAt, zone, language), sayTime(startsAt, zone, language), meeting.place];
  return (
    <li className={css.meeting}>
      <span className={css.leaf} aria-hidden="true">
        <span>{sayDayNumber(startsAt, zone, language)}</span>
        <span>{sayShortMonth(startsAt, zone, language)}</span>
      </span>
      <div className={css.words}>
        <Link className={css.what} to="/$programme/bijeenkomsten/$event" params={{ programme, event: meeting.id }}>
          {titleOf(meeting, language)}
        </Link>
        <span className={css.about}>{where.filter(Boolean).join(' · ')}</span>
        <Places meeting={meeting} programme={programme} />
      </div>
    </li>
  );
}

function Places({ meeting, programme }: { meeting: ComingMeeting; programme: string }) {
  const t = useT();
  const { confirmed, capacity, waiting } = meeting;
  const may = useMay(programme);
  const share = capacity ? Math.min(100, (100 * confirmed) / capacity) : 0;
  const text =
    capacity === null ? t('today.confirmed', { count: confirmed }) : t('today.places', { confirmed, capacity });
  const line = waiting > 0 ? `${text} · ${t('today.wait', { count: waiting })}` : text;
  return (
    <>
      {capacity !== null && (
        <span className={css.meter} aria-hidden="true">
          <span style={{ width: `${share}%` }} data-full={confirmed >= capacity} />
        </span>
      )}
      {may('registrations:read') ? (
        <Link
          className={css.places}
          to="/$programme/bijeenkomsten/$event/deelnemers"
          params={{ programme, event: meeting.id }}
          aria-label={t('events.places-of', { places: line, title: meeting.title.nl })}
        >
          {line}
        </Link>
      ) : (
        <span className={css.places}>{line}</span>
      )}
    </>
  );
}
