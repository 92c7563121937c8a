// Somebody saved first: who, when, and field by field what stood there, what they made of it and what one typed oneself.
// What only they changed is taken over; of what both changed one chooses. Nothing is saved yet.

import { useState } from 'react';
import { useLanguage, useT } from '../language.ts';
import { Button } from './button.tsx';
import { Stack } from './layout.tsx';
import css from './merge-changes.module.css';
import { Note } from './note.tsx';
import { same } from './same.ts';
import { sayMoment } from './say.ts';
import type { Form } from './use-form.ts';

type Name<V> = keyof V & string;

interface MergeChangesProps<V> {
  form: Form<V>;
  title: string;
  /** What stands there now, as the form would show it; null as long as that is not known. */
  fresh: V | null;
  last: { by: string | null; at: string } | null | undefined;
  zone: string;
  say: (name: Name<V>, value: V[Name<V>]) => string;
  /** `theirs` are the fields in which the other's text wins from one's own. */
  onTake: (theirs: readonly string[]) => Promise<void> | void;
}

export function MergeChanges<V extends object>({ title, last, zone, onTake, ...rest }: MergeChangesProps<V>) {
  const t = useT();
  const language = useLanguage();
  const { form, fresh, say } = rest;
  const [isBusy, setIsBusy] = useState(false);
  const [theirs, setTheirs] = useState<readonly Name<V>[]>([]);
  const { both, onlyTheirs } = fresh ? compared(form, fresh) : { both: [], onlyTheirs: [] };
  const who = last?.by ?? t('ui.somebody');
  const choose = (name: Name<V>, isTheirs: boolean) =>
    setTheirs((now) => (isTheirs ? [...now, name] : now.filter((it) => it !== name)));
  const take = async () => {
    setIsBusy(true);
    try {
      await onTake(theirs);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Note tone="warn" title={title} isNews>
      <Stack gap={3}>
        {last && <p>{t('ui.merge-who', { who, when: sayMoment(last.at, zone, language) })}</p>}
        {both.length > 0 && <p>{t('ui.merge-both')}</p>}
        {both.map((name) => (
          <Choice
            key={name}
            name={name}
            form={form}
            fresh={fresh!}
            say={say}
            who={who}
            isTheirs={theirs.includes(name)}
            onChoose={(isTheirs) => choose(name, isTheirs)}
          />
        ))}
        {onlyTheirs.length > 0 && <TakenOver names={onlyTheirs} form={form} fresh={fresh!} say={say} />}
        <div>
          <Button onClick={take} isBusy={isBusy}>
            {t('ui.merge')}
          </Button>
        </div>
      </Stack>
    </Note>
  );
}

type Compared<V> = Pick<MergeChangesProps<V>, 'form' | 'say'> & { fresh: V };

interface ChoiceProps<V> extends Compared<V> {
  name: Name<V>;
  who: string;
  isTheirs: boolean;
  onChoose: (isTheirs: boolean) => void;
}

function Choice<V>({ name, form, fresh, say, who, isTheirs, onChoose }: ChoiceProps<V>) {
  const t = useT();
  const label = form.labels.get(name) ?? name;
  const options = [
    { isTheirs: false, from: t('ui.merge-mine'), value: form.values[name] },
    { isTheirs: true, from: t('ui.merge-theirs', { who }), value: fresh[name] },
  ];
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <p className={css.before}>
        {t('ui.merge-before')} <bdi>{say(name, form.initial[name])}</bdi>
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

function TakenOver<V>({ names, form, fresh, say }: Compared<V> & { names: readonly Name<V>[] }) {
  const t = useT();
  return (
    <div>
      <p>{t('ui.merge-only-theirs')}</p>
      <ul className={css.list}>
        {names.map((name) => (
          <li key={name}>
            {form.labels.get(name) ?? name}: <bdi>{say(name, form.initial[name])}</bdi> {t('ui.merge-becomes')}{' '}
            <bdi>{say(name, fresh[name])}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function compared<V extends object>(form: Form<V>, fresh: V): { both: Name<V>[]; onlyTheirs: Name<V>[] } {
  const names = (Object.keys(fresh) as Name<V>[]).filter((it) => !same(fresh[it], form.initial[it]));
  const isMine = (it: Name<V>) => !same(form.values[it], form.initial[it]);
  return {
    both: names.filter((it) => isMine(it) && !same(form.values[it], fresh[it])),
    onlyTheirs: names.filter((it) => !isMine(it)),
  };
}
