// What to tell a person when the api does not say yes.

import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import type { Fault } from './rules.ts';
import { fill, type Language, type Texts } from './texts.ts';

export interface Refusal {
  /**
   * `stale`: the form must be fetched anew; `reused`: another key is needed;
   * `unknown`: nobody knows whether it worked; `busy`: later; `invalid`: the fields; `refused`: the rest.
   */
  kind: 'stale' | 'reused' | 'unknown' | 'busy' | 'invalid' | 'refused';
  faults: Fault[];
  status: number;
  code: string;
}

/** `Retry-After` (seconds, or a date) in words, in whole minutes: nobody counts seconds. */
export function whenToRetry(header: string | null, language: Language, now = Date.now()): string {
  const seconds = Number(header) || (Date.parse(header ?? '') - now) / 1000 || 0;
  return new Intl.RelativeTimeFormat(language).format(Math.max(1, Math.ceil(seconds / 60)), 'minute');
}

const kinds: Record<string, Refusal['kind']> = {
  'form-token-expired': 'stale',
  'form-token-invalid': 'stale',
  'idempotency-key-reused': 'reused',
  'still-running': 'unknown',
};

function kindOf(status: number, { code = '', errors }: Partial<ProblemDocument>): Refusal['kind'] {
  if (status === 429 || status === 503) return 'busy';
  // A fault on their side may come after the work was done; only the same key again tells.
  if (!status || status >= 500) return 'unknown';
  return kinds[code] ?? (errors?.length ? 'invalid' : 'refused');
}

/** No answer at all is status 0. */
export function readRefusal(
  status: number,
  problem: Partial<ProblemDocument>,
  retryAfter: string | null,
  names: string[],
  language: Language,
  t: Texts,
): Refusal {
  const kind = kindOf(status, problem);
  const { code = '' } = problem;
  const faults = (kind === 'invalid' ? problem.errors! : []).map(({ pointer, detail }) => {
    const name = pointer.slice(1).replaceAll('/', '.');
    return { field: names.includes(name) ? name : null, text: detail };
  });
  if (!faults.length) {
    const own = { unknown: t.unknown, busy: fill(t.tooBusy, { when: whenToRetry(retryAfter, language) }) };
    const text = own[kind as 'busy'] ?? (code === 'signup-closed' ? t.closed : problem.detail || t.refused);
    faults.push({ field: null, text });
  }
  return { kind, status, code, faults };
}
