// What is filled in about an organisation, between the form and the wire.

import type { changeOrganisation, OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Static } from 'typebox';
import { isTold, readPartial, writePartial } from '../programmes/partial-text.ts';
import { same } from '../ui/same.ts';
import type { Errors } from '../ui/use-form.ts';
import type { T } from './words.ts';

type Membership = OrganisationView['memberships'][number];
export type Body = Required<Static<typeof changeOrganisation.schema.body>>;

export interface MembershipValues {
  from: string;
  until: string;
  isCurrent: boolean;
  source: string;
  /** As it was known: a date that no text can say stays, as long as nobody touches it. */
  was: Membership | null;
}

export interface OrganisationValues {
  name: string;
  kind: string;
  party: string;
  municipalityCode: string;
  kvkNumber: string;
  oin: string;
  website: string;
  memberships: MembershipValues[];
}

export const noMembership: MembershipValues = { from: '', until: '', isCurrent: true, source: '', was: null };

export const nothing: OrganisationValues = {
  name: '',
  kind: 'company',
  party: 'entrepreneurs',
  municipalityCode: '',
  kvkNumber: '',
  oin: '',
  website: '',
  memberships: [],
};

export function valuesOf(it: OrganisationView): OrganisationValues {
  return {
    name: it.name,
    kind: it.kind,
    party: it.party ?? '',
    municipalityCode: it.municipalityCode ?? '',
    kvkNumber: it.kvkNumber ?? '',
    oin: it.oin ?? '',
    website: it.website ?? '',
    memberships: it.memberships.map((was) => ({
      from: writePartial(was.from),
      until: writePartial(was.until),
      isCurrent: was.isCurrent,
      source: was.source ?? '',
      was,
    })),
  };
}

/** The party to which most of a kind belong; one may choose another. */
export const usualParty: Record<string, string> = {
  municipality: 'government',
  province: 'government',
  company: 'entrepreneurs',
  care: 'organisations',
  education: 'organisations',
};

/** What differs from what stood there, and what is wrong with what was typed. */
export function patchOf(values: OrganisationValues, initial: OrganisationValues, t: T) {
  const errors: Errors = {};
  const now = bodyOf(values, t, errors);
  const before = bodyOf(initial, t, {});
  const patch = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => !same(value, before[key as keyof Body])),
  ) as Partial<Body>;
  return { patch, errors };
}

export function bodyOf(values: OrganisationValues, t: T, errors: Errors): Body {
  const isMunicipality = values.kind === 'municipality';
  const name = values.name.trim();
  if (name === '') errors.name = t('ui.fault.required');
  return {
    name,
    kind: values.kind as Body['kind'],
    party: (values.party || null) as Body['party'],
    municipalityCode: isMunicipality ? codeOf(values.municipalityCode, t, errors) : null,
    kvkNumber: digitsOf('kvkNumber', values.kvkNumber, 8, t, errors),
    oin: digitsOf('oin', values.oin, 20, t, errors),
    website: websiteOf(values.website, t, errors),
    memberships: isMunicipality
      ? values.memberships.map((it, i) => membershipOf(it, `memberships.${i}`, t, errors))
      : [],
  };
}

/** People write numbers with spaces and dots. */
function digitsOf(name: 'kvkNumber' | 'oin', text: string, length: number, t: T, errors: Errors): string | null {
  const typed = text.replace(/[\s.]/g, '');
  if (typed === '') return null;
  if (!/^\d+$/.test(typed)) errors[name] = t('organisations.only-digits', { length });
  else if (typed.length !== length) errors[name] = t('organisations.so-many-digits', { length, count: typed.length });
  return typed;
}

function codeOf(text: string, t: T, errors: Errors): string | null {
  const typed = text.trim().toUpperCase();
  if (typed === '') return null;
  const code = /^\d{4}$/.test(typed) ? `GM${typed}` : typed;
  if (!/^GM\d{4}$/.test(code)) errors.municipalityCode = t('organisations.code-fault');
  return code;
}

/** Nobody types https://. */
export function websiteOf(text: string, t: T, errors: Errors): string | null {
  const typed = text.trim();
  if (typed === '') return null;
  const address = /^[a-z][a-z\d+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  const isRight = /^https?:\/\/[^/?#\s]+\.[^/?#\s]+/.test(address) && URL.canParse(address) && !/\s/.test(address);
  if (!isRight) errors.website = t('organisations.website-fault');
  return address;
}

function membershipOf(it: MembershipValues, name: string, t: T, errors: Errors): Membership {
  const date = (key: 'from' | 'until') => {
    if (it.was && it[key] === writePartial(it.was[key])) return it.was[key];
    const read = readPartial(it[key]);
    if (read === 'wrong' || !isTold(read)) errors[`${name}.${key}`] = t('programmes.since-fault');
    return read === 'wrong' ? null : read;
  };
  return {
    from: date('from'),
    until: it.isCurrent ? null : date('until'),
    isCurrent: it.isCurrent,
    source: it.source.trim() || null,
  };
}
