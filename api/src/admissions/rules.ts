import type { NewSignupRules } from '@pr8werk/shared/admissions.ts';
import { Party } from '@pr8werk/shared/primitives.ts';
import { RegistrationRole } from '@pr8werk/shared/registrations.ts';
import type { ToldFault } from '#api/http/problems.ts';

/** A code as it is kept: however it was typed. */
export function sameText(code: string): string {
  return code.trim().toUpperCase();
}

const wordsOf = (union: { anyOf?: { const: string }[]; enum?: string[] }) =>
  new Set<string>(union.enum ?? union.anyOf?.map((it) => it.const));
const known: Partial<Record<NewSignupRules['quotas'][number]['kind'], { test(value: string): boolean }>> = {
  role: { test: (value) => wordsOf(RegistrationRole as never).has(value) },
  party: { test: (value) => wordsOf(Party as never).has(value) },
  municipality: /^GM\d{4}$/,
};

/** What cannot be kept of these rules, each at its own field. */
export function faultsOf(rules: NewSignupRules, startsAt: Date | null): ToldFault[] {
  const faults: ToldFault[] = [];
  if (rules.offersUntil && startsAt && new Date(rules.offersUntil) > startsAt) {
    const detail = { nl: 'Dit ligt na het begin van de bijeenkomst', en: 'This is after the event begins' };
    faults.push({ pointer: '/offersUntil', code: 'order', detail });
  }
  const groups = rules.quotas.map((it) => `${it.kind} ${it.value}`);
  rules.quotas.forEach(({ kind, value }, i) => {
    if (groups.indexOf(groups[i]!) < i) {
      const detail = { nl: 'Voor deze groep staat er al een maximum', en: 'There is a limit for this group already' };
      faults.push({ pointer: `/quotas/${i}/value`, code: 'repeated', detail });
    } else if (known[kind]?.test(value) === false) {
      const detail = { nl: 'Deze groep bestaat hier niet', en: 'There is no such group here' };
      faults.push({ pointer: `/quotas/${i}/value`, code: 'unknown', detail });
    }
  });
  const codes = rules.codes.map((it) => sameText(it.code));
  codes.forEach((code, i) => {
    if (codes.indexOf(code) === i) return;
    const detail = { nl: 'Deze code staat er al', en: 'This code is there already' };
    faults.push({ pointer: `/codes/${i}/code`, code: 'repeated', detail });
  });
  if (rules.admission === 'code' && rules.codes.length === 0) {
    const detail = { nl: 'Maak minstens één code', en: 'Make at least one code' };
    faults.push({ pointer: '/codes', code: 'required', detail });
  }
  return faults;
}
