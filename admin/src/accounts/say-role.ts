import type { Role } from '@pr8werk/shared/accounts.ts';
import type { T } from '../language.ts';

export function sayRole(role: Role, t: T): string {
  return t(`accounts.role.${role}`);
}
