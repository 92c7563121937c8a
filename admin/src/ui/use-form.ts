// One way for forms: flat values, each under the name that the wire gives it with dots for slashes (`title.nl` is the
// fault's pointer `/title/nl`), so a refusal finds its field by itself.

import { NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type T, useT } from '../language.ts';
import { same } from './same.ts';

export type Errors = Record<string, string>;

export interface FieldProps<V> {
  name: string;
  value: V;
  error: string | undefined;
  onChange: (value: V) => void;
  /** A field tells its label, so that the summary can name it. */
  onLabel: (label: string) => void;
}

export interface Failure {
  message: string;
  requestId: string | null;
  /** The session ended while somebody typed: sign in elsewhere, keep what stands here. */
  isSignedOut: boolean;
}

export interface Form<V> {
  values: V;
  initial: V;
  errors: Errors;
  failure: Failure | null;
  labels: ReadonlyMap<string, string>;
  /** Grows with every refusal, so that the summary can take the focus again. */
  attempt: number;
  isDirty: boolean;
  /** As isDirty, at this very moment: false from the moment that the form let go. */
  holds: () => boolean;
  /** What was typed is saved, or given up: going elsewhere is not asked about any more. */
  letGo: () => void;
  field: <K extends keyof V & string>(name: K) => FieldProps<V[K]>;
  set: <K extends keyof V & string>(name: K, value: V[K]) => void;
  setErrors: (errors: Errors) => void;
  fail: (error: unknown, alias?: Record<string, string>) => void;
  clear: () => void;
  /** New starting point; what was typed since the old one stays when `keepTyped`. */
  restart: (initial: V, options?: { keepTyped?: boolean; except?: readonly string[] }) => void;
}

export function useForm<V extends object>(start: V): Form<V> {
  const t = useT();
  const [initial, setInitial] = useState(start);
  const [values, setValues] = useState(start);
  const [errors, setErrorsOnly] = useState<Errors>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const labels = useRef(new Map<string, string>());
  const isFree = useRef(false);

  const set = useCallback(<K extends keyof V & string>(name: K, value: V[K]) => {
    isFree.current = false;
    setValues((now) => ({ ...now, [name]: value }));
    setErrorsOnly((now) =>
      name in now ? Object.fromEntries(Object.entries(now).filter(([key]) => key !== name)) : now,
    );
  }, []);
  const setErrors = useCallback((next: Errors) => {
    setErrorsOnly(next);
    setFailure(null);
    setAttempt((n) => n + 1);
  }, []);
  const isDirty = Object.keys(values).some((key) => !same(values[key as keyof V], initial[key as keyof V]));
  const held = useRef(isDirty);
  held.current = isDirty && !isFree.current;
  useLeaveWarning(isDirty, isFree);

  return {
    values,
    initial,
    errors,
    failure,
    labels: labels.current,
    attempt,
    isDirty,
    holds: () => held.current,
    letGo: () => {
      isFree.current = true;
      held.current = false;
    },
    set,
    setErrors,
    field: (name) => ({
      name,
      value: values[name],
      error: errors[name],
      onChange: (value) => set(name, value),
      onLabel: (label) => {
        labels.current.set(name, label);
      },
    }),
    fail: (error, alias) => {
      setErrorsOnly(faultsOf(error, alias));
      setFailure(failureOf(error, t));
      setAttempt((n) => n + 1);
    },
    clear: () => {
      setErrorsOnly({});
      setFailure(null);
    },
    restart: (next, options) => {
      isFree.current = false;
      setInitial(next);
      setValues((now) => (options?.keepTyped ? keepTyped(now, initial, next, options.except ?? []) : next));
      setErrorsOnly({});
      setFailure(null);
    },
  };
}

function keepTyped<V extends object>(now: V, before: V, next: V, except: readonly string[]): V {
  const kept = { ...next };
  for (const key of Object.keys(now) as (keyof V & string)[])
    if (!same(now[key], before[key]) && !except.includes(key)) kept[key] = now[key];
  return kept;
}

/** Closing the tab with unsaved text asks first; inside the console the screens keep what they must. */
function useLeaveWarning(isDirty: boolean, isFree: { current: boolean }): void {
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isFree.current) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty, isFree]);
}

function faultsOf(error: unknown, alias: Record<string, string> = {}): Errors {
  if (!(error instanceof ProblemError)) return {};
  const found: Errors = {};
  for (const fault of error.problem.errors ?? []) {
    const name = fault.pointer.replace(/^#?\//, '').replaceAll('/', '.');
    found[alias[name] ?? name] ??= fault.detail;
  }
  return found;
}

export function failureOf(error: unknown, t: T): Failure {
  if (error instanceof NoAnswerError) return { message: t('ui.no-answer-form'), requestId: null, isSignedOut: false };
  if (!(error instanceof ProblemError)) return { message: t('ui.went-wrong'), requestId: null, isSignedOut: false };
  const { problem } = error;
  const isSignedOut = problem.code === 'not-signed-in';
  return {
    message: isSignedOut ? t('ui.signed-out-form') : problem.detail || problem.title,
    requestId: problem.status >= 500 ? problem.requestId : null,
    isSignedOut,
  };
}
