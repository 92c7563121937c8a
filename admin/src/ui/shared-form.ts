// A form about something that several people may change. It follows what others save as long as nobody typed here, keeps
// what is typed over a reload, and knows when somebody saved first.

import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import { useEffect, useState } from 'react';
import { type KeptDraft, useKeptDraft } from './kept-draft.ts';
import { type Form, useForm } from './use-form.ts';

type Changed = NonNullable<ProblemDocument['changed']>;

export interface SharedForm<B, V> {
  form: Form<V>;
  draft: KeptDraft;
  /** The version that was typed in. */
  base: B;
  /** Somebody saved first: what stands there now, and who it was as far as the refusal told. */
  stale: { fresh: V; last: Changed | null } | null;
  /** The api refused because somebody saved first. */
  becomeStale: (changed: Changed | undefined) => void;
  /** Goes on from what stands there now, with what was typed here but for `theirs`. */
  merge: (theirs: readonly string[]) => void;
  /** Saved, or given up: nothing is held any more. */
  finish: () => void;
}

/** `name` says which form of which thing; `valuesOf` is what the form shows of it. */
export function useSharedForm<B extends { version: number }, V extends object>(
  name: string,
  fresh: B,
  valuesOf: (it: B) => V,
): SharedForm<B, V> {
  const [base, setBase] = useState(fresh);
  const [last, setLast] = useState<Changed | null>(null);
  const form = useForm<V>(valuesOf(base));
  const draft = useKeptDraft(name, form);
  const isBehind = fresh.version > base.version;
  const takeOver = (keepTyped: boolean, except: readonly string[]) => {
    setBase(fresh);
    setLast(null);
    form.restart(valuesOf(fresh), { keepTyped, except });
  };
  useEffect(() => {
    if (isBehind && !form.isDirty) takeOver(false, []);
  });
  return {
    form,
    draft,
    base,
    stale: form.isDirty && isBehind ? { fresh: valuesOf(fresh), last } : null,
    becomeStale: (changed) => {
      form.clear();
      setLast(changed ?? null);
    },
    merge: (theirs) => takeOver(true, theirs),
    finish: () => {
      form.letGo();
      draft.clear();
    },
  };
}
