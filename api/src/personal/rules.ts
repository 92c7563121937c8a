// Secrets and terms of somebody's own page. Secrets are random; only their hash is kept.

import { createHash, randomBytes } from 'node:crypto';

/** One use, and a day for who reads mail in the evening. What was used is worth nothing in a mailbox that is lost later. */
export const linkHours = 24;
/** Asking again and again for the same address would be a way to pester someone. */
export const againMinutes = 15;
/** Of a page on which nothing is done. */
export const idleMinutes = 30;
export const sessionHours = 8;
export const addressDays = 7;
export const cookieName = 'pr8werk-mijn';

const minute = 60_000;
const secretShape = /^[\w-]{43}$/;

export function makeSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret)! };
}

/** Null: no secret of ours looks like this. */
export function hashOf(secret: string | undefined): Buffer | null {
  return secret && secretShape.test(secret)
    ? createHash('sha256').update(Buffer.from(secret, 'base64url')).digest()
    : null;
}

export function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * minute);
}

/** The cookie goes to this programme's own pages only. */
export function ownPath(slug: string): string {
  return `/${slug}/mijn`;
}
