// What the signed-in person may do in the programme in the address. Screens hide what would be refused; the api decides.

import type { AccountView, Permission } from '@pr8werk/shared/accounts.ts';
import { useQuery } from '@tanstack/react-query';
import { accountQuery } from './queries.ts';

export type Membership = AccountView['memberships'][number];

export function useAccount(): AccountView | undefined {
  return useQuery(accountQuery()).data;
}

export function useMembership(programme: string): Membership | undefined {
  return useAccount()?.memberships.find((it) => it.programme === programme);
}

export function useMay(programme: string): (permission: Permission) => boolean {
  const membership = useMembership(programme);
  return (permission) => membership?.permissions.includes(permission) ?? false;
}
