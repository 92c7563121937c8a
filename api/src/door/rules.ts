// Links and clocks of the door, without I/O.

import { createHash } from 'node:crypto';
import { type Context, isSame, sign } from '#api/context.ts';

/** After its day a phone may bring for so long what was done before; and then it forgets the list. */
export const lateHours = 24;

interface Linked {
  programmeId: string;
  linkId: string;
}

/** The secret part of a helper's link. It is made and not stored, as that of participants. */
export function helperToken(ctx: Pick<Context, 'secret'>, it: Linked): string {
  const id = Buffer.from(it.linkId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, macOf(ctx, it)]).toString('base64url');
}

const macOf = (ctx: Pick<Context, 'secret'>, it: Linked) => sign(ctx, 'helper-link', it.programmeId, it.linkId);

/** Which link a token is of; null when it is not one of ours. */
export function readHelperToken(ctx: Pick<Context, 'secret'>, programmeId: string, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const linkId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isSame(bytes.subarray(16), macOf(ctx, { programmeId, linkId })) ? linkId : null;
}

/** Behind the #: it stays in the phone and out of every log. */
export function helperUrl(ctx: Pick<Context, 'secret' | 'config'>, programme: string, it: Linked): string {
  return `${ctx.config.publicUrl}/zaal/#${programme}.${helperToken(ctx, it)}`;
}

export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(Buffer.from(secret, 'base64url')).digest();
}

/** `Bearer <phone>.<secret>` */
export function readBearer(header: string | undefined): { linkId: string; hash: Buffer } | null {
  const match = /^Bearer ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(header ?? '');
  return match ? { linkId: match[1]!, hash: secretHash(match[2]!) } : null;
}

/**
 * When something was done, by our clock. The phone says how long ago; of what it did it tells the order, so nothing lies
 * before what it did earlier, nor before it was taken into use, nor after its day.
 */
export function doneAt(given: { now: Date; ageMs: number; notBefore: Date; notAfter: Date }): Date {
  const said = given.now.getTime() - given.ageMs;
  const latest = Math.min(given.now.getTime(), given.notAfter.getTime());
  return new Date(Math.min(Math.max(said, given.notBefore.getTime()), latest));
}
