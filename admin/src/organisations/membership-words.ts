import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { sayPartial } from '../events/event-words.tsx';
import type { T } from './words.ts';

type Membership = OrganisationView['memberships'][number];

/** From when until when a municipality belonged to the region, as far as known. */
export function sayMembership({ from, until, isCurrent }: Membership, t: T, language: Language): string {
  const start = from && from.year !== null ? sayPartial(from, t, language) : null;
  const end = until && until.year !== null ? sayPartial(until, t, language) : null;
  if (isCurrent) return start ? t('organisations.member-since', { start }) : t('organisations.member-now');
  if (start && end) return t('organisations.member-between', { start, end });
  if (end) return t('organisations.member-until', { end });
  return start ? t('organisations.member-from', { start }) : t('organisations.member-once');
}

export function sayMemberships(memberships: readonly Membership[], t: T, language: Language): string | null {
  return memberships.length === 0 ? null : memberships.map((it) => sayMembership(it, t, language)).join('; ');
}
