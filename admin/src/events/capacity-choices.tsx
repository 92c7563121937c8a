import type { EventView } from '@pr8werk/shared/events.ts';
import { Link } from '@tanstack/react-router';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Row, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import type { Form } from '../ui/use-form.ts';
import type { EventValues } from './event-form.ts';

interface CapacityChoicesProps {
  form: Form<EventValues>;
  event: EventView;
  programme: string;
}

/** Fewer places than there are people with one: says why that cannot be, and what can. */
export function CapacityChoices({ form, event, programme }: CapacityChoicesProps) {
  const t = useT();
  const typed = form.values.capacity.trim();
  const { confirmed, capacity } = event;
  if (!/^\d{1,6}$/.test(typed) || Number(typed) >= confirmed) return null;
  const set = (places: number) => form.set('capacity', String(places));
  return (
    <Note tone="warn" title={t('events.capacity-choices')}>
      <Stack gap={2}>
        {form.errors.capacity === undefined && <p>{t('events.capacity-below', { count: confirmed })}</p>}
        <Row gap={2}>
          {capacity !== null && capacity > confirmed && (
            <Button size="xs" onClick={() => set(capacity)}>
              {t('events.capacity-keep', { count: capacity })}
            </Button>
          )}
          <Button size="xs" onClick={() => set(confirmed)}>
            {capacity === confirmed
              ? t('events.capacity-keep', { count: confirmed })
              : t('events.capacity-to-confirmed', { count: confirmed })}
          </Button>
          <Link
            to="/$programme/bijeenkomsten/$event/deelnemers"
            params={{ programme, event: event.id }}
            search={{ tab: 'confirmed' }}
          >
            {t('events.capacity-cancel-people')}
          </Link>
        </Row>
      </Stack>
    </Note>
  );
}
