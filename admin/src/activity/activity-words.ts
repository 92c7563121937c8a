import { adminMessages } from '@pr8werk/shared/messages/admin.ts';
import type { MessageKey, T } from '../language.ts';

/** A name the console does not know yet is shown as it is, so nothing disappears from the log. */
export function sayActivity(name: string, t: T): string {
  const key = `activity.name.${name}`;
  return key in adminMessages.nl ? t(key as MessageKey) : name;
}
