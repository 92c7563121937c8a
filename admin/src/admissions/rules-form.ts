// The rules of signing up as a form shows them, and back.

import type { NewSignupRules, QuotaKind, SignupRulesView } from '@pr8werk/shared/admissions.ts';
import { type Moment, momentFaults, momentOf, readMoment } from '../ui/moment.ts';
import type { Errors } from '../ui/use-form.ts';
import type { T } from './words.ts';

export interface CodeValues {
  code: string;
  label: string;
  expires: Moment;
}
export interface QuotaValues {
  kind: QuotaKind;
  value: string;
  places: string;
}
export interface RulesValues {
  admission: string;
  codes: CodeValues[];
  companyLimit: string;
  crewCounts: boolean;
  offer: string;
  offerHours: string;
  offersUntil: Moment;
  lastWord: string;
  quotas: QuotaValues[];
}

export const usualHours = 24;

export const valuesIn =
  (zone: string) =>
  (it: SignupRulesView): RulesValues => ({
    admission: it.admission,
    codes: it.codes.map(({ code, label, expiresAt }) => ({ code, label, expires: momentOf(expiresAt, zone) })),
    companyLimit: String(it.companyLimit),
    crewCounts: it.crewCounts,
    offer: it.offerHours === null ? 'at-once' : 'first',
    offerHours: String(it.offerHours ?? usualHours),
    offersUntil: momentOf(it.offersUntil, zone),
    lastWord: it.lastWord,
    quotas: it.quotas.map(({ kind, value, places }) => ({ kind, value, places: String(places) })),
  });

/** What the api gets, or what is wrong at which field. */
export function rulesOf(values: RulesValues, zone: string, t: T): { rules: NewSignupRules; errors: Errors } {
  const errors: Errors = {};
  const instant = (moment: Moment, name: string): string | null => {
    const read = readMoment(moment, zone);
    if (!('fault' in read)) return read.instant;
    errors[name] = t(momentFaults[read.fault]);
    return null;
  };
  const whole = (text: string, name: string, low: number, high: number, fault: string): number => {
    const number = Number(text.trim());
    if (/^\d{1,6}$/.test(text.trim()) && number >= low && number <= high) return number;
    errors[name] = fault;
    return low;
  };
  values.quotas.forEach((it, i) => {
    if (it.value === '') errors[`quotas.${i}.value`] = t('ui.fault.required');
  });
  values.codes.forEach((it, i) => {
    if (!/^[a-z\d-]{4,40}$/i.test(it.code.trim())) errors[`codes.${i}.code`] = t('admissions.code-fault');
    if (it.label.trim() === '') errors[`codes.${i}.label`] = t('ui.fault.required');
  });
  const rules: NewSignupRules = {
    admission: values.admission as NewSignupRules['admission'],
    offerHours:
      values.offer === 'at-once'
        ? null
        : whole(values.offerHours, 'offerHours', 1, 336, t('admissions.offer-hours-fault')),
    offersUntil: instant(values.offersUntil, 'offersUntil'),
    lastWord: values.lastWord as NewSignupRules['lastWord'],
    companyLimit: Number(values.companyLimit),
    crewCounts: values.crewCounts,
    codes: values.codes.map((it, i) => ({
      code: it.code.trim().toUpperCase(),
      label: it.label.trim(),
      expiresAt: instant(it.expires, `codes.${i}.expiresAt`),
    })),
    quotas: values.quotas.map((it, i) => ({
      kind: it.kind,
      value: it.kind === 'code' ? it.value.trim().toUpperCase() : it.value,
      places: whole(it.places, `quotas.${i}.places`, 0, 100_000, t('admissions.places-fault')),
    })),
  };
  return { rules, errors };
}
