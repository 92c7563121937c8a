import type { RegistrationCounts, RegistrationTab } from '@pr8werk/shared/registrations.ts';

/** How long the list behind a tab is. */
export function tabCount(counts: RegistrationCounts, tab: RegistrationTab = 'all'): number {
  return tab === 'not-attended' ? counts.notAttended : counts[tab];
}
