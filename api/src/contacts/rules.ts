// Links of contacts, without I/O.

import { type Context, isSame, sign } from '#api/context.ts';

interface Whose {
  programmeId: string;
  contactId: string;
}

/** The secret part of "no more of these mails". It is made and not stored, and it does not expire: nor does the right. */
export function unsubscribeToken(ctx: Pick<Context, 'secret'>, it: Whose): string {
  const id = Buffer.from(it.contactId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, macOf(ctx, it)]).toString('base64url');
}

const macOf = (ctx: Pick<Context, 'secret'>, it: Whose) => sign(ctx, 'unsubscribe', it.programmeId, it.contactId);

/** Whose link this is; null when it is not one of ours. */
export function readUnsubscribeToken(ctx: Pick<Context, 'secret'>, programmeId: string, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const contactId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isSame(bytes.subarray(16), macOf(ctx, { programmeId, contactId })) ? contactId : null;
}
