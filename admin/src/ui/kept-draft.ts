// What somebody typed and did not save, kept in this tab so that a reload does not lose it. In the session's storage and
// not longer: it is gone with the tab, with signing out, and when it is saved. Forms about participants do not use it.

import { useEffect, useRef, useState } from 'react';
import { same } from './same.ts';
import type { Form } from './use-form.ts';

const prefix = 'pr8werk.draft.';
/** Long enough that typing is not slowed down, short enough that a reload finds it. */
const waitMs = 300;

interface Kept {
  at: string;
  /** Of each field that was typed in: what stands there now, and what stood there before. */
  fields: Record<string, { typed: unknown; before: unknown }>;
}

export interface KeptDraft {
  /** Null when there is nothing to put back. */
  found: { at: string; names: string[]; changedSince: string[] } | null;
  putBack: () => void;
  throwAway: () => void;
  /** After saving: nothing is left to keep. */
  clear: () => void;
}

/** `name` says which form of which thing. */
export function useKeptDraft<V extends object>(name: string, form: Form<V>): KeptDraft {
  const key = prefix + name;
  const [kept, setKept] = useState(() => read(key, form.initial));
  const hasTyped = useRef(false);
  const { values, initial, isDirty } = form;
  useEffect(() => {
    // What was found stays until somebody decides, or types anew.
    if (!isDirty && !hasTyped.current) return;
    hasTyped.current = true;
    const timer = setTimeout(() => (isDirty ? write(key, values, initial) : erase(key)), waitMs);
    return () => clearTimeout(timer);
  }, [key, values, initial, isDirty]);
  const clear = () => {
    hasTyped.current = false;
    setKept(null);
    erase(key);
  };
  const current = form.initial as Record<string, unknown>;
  return {
    found: kept && {
      at: kept.at,
      names: Object.keys(kept.fields),
      changedSince: Object.entries(kept.fields)
        .filter(([field, it]) => !same(it.before, current[field]) && !same(it.typed, current[field]))
        .map(([field]) => field),
    },
    putBack: () => {
      for (const [field, it] of Object.entries(kept?.fields ?? {}))
        form.set(field as keyof V & string, it.typed as V[keyof V & string]);
      setKept(null);
    },
    throwAway: clear,
    clear,
  };
}

/** Only fields that the form has, of the kind that it has, and that say something else than what stands there. */
function read(key: string, initial: object): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
    if (!kept || typeof kept.at !== 'string' || typeof kept.fields !== 'object') return null;
    const now = initial as Record<string, unknown>;
    const fields = Object.entries(kept.fields).filter(
      ([name, it]) => name in now && kindOf(it.typed) === kindOf(now[name]) && !same(it.typed, now[name]),
    );
    return fields.length > 0 ? { at: kept.at, fields: Object.fromEntries(fields) } : null;
  } catch {
    return null; // No storage, or something else stands there.
  }
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

function write(key: string, values: object, initial: object): void {
  const before = initial as Record<string, unknown>;
  const fields = Object.fromEntries(
    Object.entries(values)
      .filter(([name, typed]) => !same(typed, before[name]))
      .map(([name, typed]) => [name, { typed, before: before[name] }]),
  );
  try {
    sessionStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), fields } satisfies Kept));
  } catch {
    // Full or refused: then a reload asks before it loses what was typed, and that is all.
  }
}

function erase(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** When somebody signs out on this browser. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
