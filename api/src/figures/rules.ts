// The link to a network's figures, and which of them are told; without I/O.

import { type Context, isSame, sign } from '#api/context.ts';

interface Linked {
  programmeId: string;
  networkId: string;
  version: number;
}

/** The token is made and not stored, as those of participants. */
export function figuresToken(ctx: Pick<Context, 'secret'>, it: Linked): string {
  return Buffer.concat([Buffer.from(it.networkId.replaceAll('-', ''), 'hex'), macOf(ctx, it)]).toString('base64url');
}

function macOf(ctx: Pick<Context, 'secret'>, it: Linked): Buffer {
  return sign(ctx, 'network-figures', it.programmeId, it.networkId, String(it.version));
}

/** Of which network a token claims to be; whether it is right shows only with `isTokenRight`. */
export function readToken(token: string): { networkId: string; mac: Buffer } | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  return {
    networkId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    mac: bytes.subarray(16),
  };
}

export function isTokenRight(ctx: Pick<Context, 'secret'>, it: Linked, mac: Buffer): boolean {
  return isSame(mac, macOf(ctx, it));
}

const fewest = 5;

/**
 * A network knows whom it signed up, so how many came could say who did. Told only where neither those who came nor those who
 * stayed away are so few that one thinks of them by name.
 */
export function toldAttendance(it: { withPlace: number; attended: number; isRecorded: boolean }): number | null {
  const absent = it.withPlace - it.attended;
  if (!it.isRecorded || it.attended < fewest || (absent > 0 && absent < fewest)) return null;
  return it.attended;
}
