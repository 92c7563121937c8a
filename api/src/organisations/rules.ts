// When a municipality belonged to the region, as far as known; without I/O.

import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { PartialDate } from '@pr8werk/shared/primitives.ts';
import type { ToldFault } from '#api/http/problems.ts';
import { canExist } from '#api/programmes/partial-dates.ts';

export type Membership = OrganisationView['memberships'][number];

export const onlyMunicipalities: ToldFault = {
  pointer: '/memberships',
  code: 'municipality',
  detail: { nl: 'Alleen een gemeente hoort bij de regio', en: 'Only a municipality belongs to the region' },
};

/** The first thing that cannot be, at its field. */
export function membershipFault(kind: OrganisationView['kind'], memberships: readonly Membership[]): ToldFault | null {
  if (memberships.length > 0 && kind !== 'municipality') return onlyMunicipalities;
  for (const [i, { from, until, isCurrent }] of memberships.entries()) {
    for (const [name, date] of [['from', from] as const, ['until', until] as const])
      if (date && !canExist(date))
        return {
          pointer: `/memberships/${i}/${name}`,
          code: 'date',
          detail: { nl: 'Deze dag bestaat niet', en: 'This day does not exist' },
        };
    if (isCurrent && until)
      return {
        pointer: `/memberships/${i}/until`,
        code: 'current',
        detail: { nl: 'Wie nu bij de regio hoort, heeft geen einde', en: 'Who belongs now has no end' },
      };
    if (from && until && isAfter(from, until))
      return {
        pointer: `/memberships/${i}/until`,
        code: 'order',
        detail: { nl: 'Het einde ligt voor het begin', en: 'The end is before the start' },
      };
  }
  return null;
}

/** Certainly after, by the parts that both tell. */
function isAfter(a: PartialDate, b: PartialDate): boolean {
  for (const part of ['year', 'month', 'day'] as const) {
    const [x, y] = [a[part], b[part]];
    if (x === null || y === null) return false;
    if (x !== y) return x > y;
  }
  return false;
}
