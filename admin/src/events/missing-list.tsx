import type { EventView } from '@pr8werk/shared/events.ts';
import { Link } from '@tanstack/react-router';
import { type MessageKey, useT } from '../language.ts';
import { fieldId } from '../ui/fields.tsx';
import css from './events.module.css';

interface Wanted {
  label: MessageKey;
  field: string;
}

/** The api names members of the meeting; each leads to the field that fills it. */
const wanted: Record<string, Wanted> = {
  title: { label: 'events.title-nl', field: 'title.nl' },
  startsAt: { label: 'events.starts-ahead', field: 'startsAt' },
  endsAt: { label: 'events.ends', field: 'endsAt' },
  capacity: { label: 'events.capacity', field: 'capacity' },
  venue: { label: 'events.where', field: 'venue.name' },
};

interface MissingListProps {
  event: EventView;
  programme: string;
  onFollow?: () => void;
}

export function MissingList({ event, programme, onFollow }: MissingListProps) {
  const t = useT();
  return (
    <ul className={css.todo}>
      {event.missing.map((name) => {
        const it = wanted[name];
        return (
          <li key={name}>
            {it ? (
              <Link
                to="/$programme/bijeenkomsten/$event/gegevens"
                params={{ programme, event: event.id }}
                hash={fieldId(it.field)}
                {...(onFollow ? { onClick: onFollow } : {})}
              >
                {t(it.label)}
              </Link>
            ) : (
              name
            )}
          </li>
        );
      })}
    </ul>
  );
}
