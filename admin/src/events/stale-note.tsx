import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { activityQuery } from '../activity/queries.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { same } from '../ui/same.ts';
import { sayMoment } from '../ui/say.ts';
import type { Form } from '../ui/use-form.ts';
import { type EventValues, valuesOf } from './event-form.ts';
import css from './events.module.css';
import { eventQuery } from './queries.ts';

interface StaleNoteProps {
  form: Form<EventValues>;
  changed: NonNullable<ProblemDocument['changed']> | null;
  programme: string;
  event: string;
  onTake: (next: { body: Parameters<typeof valuesOf>[0]; etag: string | null }) => void;
}

/** Somebody saved first: who, when, what, and which of it one typed over oneself. */
export function StaleNote({ form, changed, programme, event, onTake }: StaleNoteProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const fresh = queryClient.getQueryData(eventQuery(programme, event).queryKey);
  const last = useLastChange(programme, event, changed);
  const both = fresh ? clashes(form, valuesOf(fresh.body)) : [];
  const take = async () => {
    setIsBusy(true);
    try {
      onTake(await queryClient.fetchQuery({ ...eventQuery(programme, event), staleTime: 0 }));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Note tone="warn" title={t('events.stale-title')} isNews>
      <Stack gap={2}>
        {last && (
          <p>
            {t('events.stale-who', {
              who: last.by ?? t('events.somebody'),
              when: sayMoment(last.at, homeZone, language),
            })}
          </p>
        )}
        <p>{t('events.stale-text')}</p>
        {both.length > 0 && (
          <div>
            <p>{t('events.stale-both')}</p>
            <ul className={css.todo}>
              {both.map((it) => (
                <li key={it.name}>
                  {t('events.stale-theirs', { field: form.labels.get(it.name) ?? it.name, value: it.theirs })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <Button onClick={take} isBusy={isBusy}>
            {t('events.stale-take')}
          </Button>
        </div>
      </Stack>
    </Note>
  );
}

/** A refusal says who it was; word of a change that came by itself does not, but the log does. */
function useLastChange(programme: string, event: string, changed: StaleNoteProps['changed']) {
  const mayRead = useMay(programme)('activity:read');
  const log = useInfiniteQuery({ ...activityQuery(programme, event), enabled: changed === null && mayRead });
  if (changed) return changed;
  const found = log.data?.pages[0]?.items.find((it) => it.subject === event && it.name.startsWith('event.'));
  return found && { by: found.actor.name, at: found.at };
}

function clashes(form: Form<EventValues>, fresh: EventValues): { name: string; theirs: string }[] {
  const names = Object.keys(fresh) as (keyof EventValues)[];
  return names
    .filter((it) => !same(form.values[it], form.initial[it]) && !same(fresh[it], form.initial[it]))
    .map((it) => ({ name: it, theirs: say(fresh[it]) }));
}

function say(value: EventValues[keyof EventValues]): string {
  if (typeof value === 'string') return value || '–';
  if (Array.isArray(value)) return value.map((it) => (typeof it === 'string' ? it : it.titleNl)).join(', ');
  return `${value.date} ${value.time}`.trim() || '–';
}
