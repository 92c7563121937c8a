// Somebody saved first: who, when, and field by field what stood there, what they made of it and what one typed oneself.
// What only they changed is taken over; of what both changed one chooses. Nothing is saved yet.

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
import css from './merge-changes.module.css';
import { eventQuery } from './queries.ts';
import { useSayValue } from './value-words.ts';

type Name = keyof EventValues;

interface MergeChangesProps {
  form: Form<EventValues>;
  changed: NonNullable<ProblemDocument['changed']> | null;
  programme: string;
  event: string;
  /** `theirs` are the fields in which the other's text wins from one's own. */
  onTake: (next: { body: Parameters<typeof valuesOf>[0]; etag: string | null }, theirs: readonly string[]) => void;
}

export function MergeChanges({ form, changed, programme, event, onTake }: MergeChangesProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [theirs, setTheirs] = useState<readonly Name[]>([]);
  const fresh = queryClient.getQueryData(eventQuery(programme, event).queryKey);
  const last = useLastChange(programme, event, changed);
  const { both, onlyTheirs } = fresh ? compared(form, valuesOf(fresh.body)) : { both: [], onlyTheirs: [] };
  const who = last?.by ?? t('events.somebody');
  const choose = (name: Name, isTheirs: boolean) =>
    setTheirs((now) => (isTheirs ? [...now, name] : now.filter((it) => it !== name)));
  const take = async () => {
    setIsBusy(true);
    try {
      onTake(await queryClient.fetchQuery({ ...eventQuery(programme, event), staleTime: 0 }), theirs);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Note tone="warn" title={t('events.stale-title')} isNews>
      <Stack gap={3}>
        {last && <p>{t('events.stale-who', { who, when: sayMoment(last.at, homeZone, language) })}</p>}
        {both.length > 0 && <p>{t('events.merge-both')}</p>}
        {both.map((name) => (
          <Choice
            key={name}
            name={name}
            form={form}
            fresh={valuesOf(fresh!.body)}
            who={who}
            isTheirs={theirs.includes(name)}
            onChoose={(isTheirs) => choose(name, isTheirs)}
          />
        ))}
        {onlyTheirs.length > 0 && <TakenOver names={onlyTheirs} form={form} fresh={valuesOf(fresh!.body)} />}
        <div>
          <Button onClick={take} isBusy={isBusy}>
            {t('events.merge')}
          </Button>
        </div>
      </Stack>
    </Note>
  );
}

interface ChoiceProps {
  name: Name;
  form: Form<EventValues>;
  fresh: EventValues;
  who: string;
  isTheirs: boolean;
  onChoose: (isTheirs: boolean) => void;
}

function Choice({ name, form, fresh, who, isTheirs, onChoose }: ChoiceProps) {
  const t = useT();
  const say = useSayValue();
  const label = form.labels.get(name) ?? name;
  const options = [
    { isTheirs: false, from: t('events.merge-mine'), value: form.values[name] },
    { isTheirs: true, from: t('events.merge-theirs', { who }), value: fresh[name] },
  ];
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <p className={css.before}>
        {t('events.merge-before')} <bdi>{say(name, form.initial[name])}</bdi>
      </p>
      {options.map((it) => (
        <label key={it.from} className={css.option}>
          <input
            type="radio"
            name={`merge-${name}`}
            checked={isTheirs === it.isTheirs}
            onChange={() => onChoose(it.isTheirs)}
          />
          <span>
            <strong>{it.from}</strong> <bdi className={css.value}>{say(name, it.value)}</bdi>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function TakenOver({ names, form, fresh }: { names: readonly Name[]; form: Form<EventValues>; fresh: EventValues }) {
  const t = useT();
  const say = useSayValue();
  return (
    <div>
      <p>{t('events.merge-only-theirs')}</p>
      <ul className={css.list}>
        {names.map((name) => (
          <li key={name}>
            {form.labels.get(name) ?? name}: <bdi>{say(name, form.initial[name])}</bdi> {t('events.merge-becomes')}{' '}
            <bdi>{say(name, fresh[name])}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A refusal says who it was; word of a change that came by itself does not, but the log does. */
function useLastChange(programme: string, event: string, changed: MergeChangesProps['changed']) {
  const mayRead = useMay(programme)('activity:read');
  const log = useInfiniteQuery({ ...activityQuery(programme, { event }), enabled: changed === null && mayRead });
  if (changed) return changed;
  const found = log.data?.pages[0]?.items.find((it) => it.subject === event && it.name.startsWith('event.'));
  return found && { by: found.actor.name, at: found.at };
}

function compared(form: Form<EventValues>, fresh: EventValues): { both: Name[]; onlyTheirs: Name[] } {
  const names = (Object.keys(fresh) as Name[]).filter((it) => !same(fresh[it], form.initial[it]));
  const isMine = (it: Name) => !same(form.values[it], form.initial[it]);
  return {
    both: names.filter((it) => isMine(it) && !same(form.values[it], fresh[it])),
    onlyTheirs: names.filter((it) => !isMine(it)),
  };
}
