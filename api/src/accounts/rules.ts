// Terms and shapes of sessions and sign-in, without I/O.

import type { FastifyRequest } from 'fastify';
import { type Context, sign } from '#api/context.ts';

export const signInMinutes = 15;
export const triesAllowed = 5;
/** Of one account, not used and not over. With the tries of each: 25 guesses in a quarter of an hour. */
export const liveRequestsAllowed = 5;
/** A session ends 30 days after sign-in, or after 7 days in which it was not used. */
export const sessionDays = 30;
export const idleDays = 7;
export const cookieName = '__Host-pr8werk';

const minute = 60_000;
const day = 24 * 60 * minute;

export function expiryOfSignIn(now: Date): Date {
  return new Date(now.getTime() + signInMinutes * minute);
}

export function expiryOfSession(startedAt: Date, now: Date): Date {
  return new Date(Math.min(startedAt.getTime() + sessionDays * day, now.getTime() + idleDays * day));
}

/** The secret part of a sign-in link; follows from the request, so the mail can be made again from its id. */
export function linkToken(ctx: Pick<Context, 'secret'>, request: { requestId: string; nonce: Buffer }): Buffer {
  return sign(ctx, 'sign-in-link', request.requestId, request.nonce);
}

export function mailCode(ctx: Pick<Context, 'secret'>, request: { requestId: string; nonce: Buffer }): string {
  const number = sign(ctx, 'sign-in-code', request.requestId, request.nonce).readUIntBE(0, 6) % 1_000_000;
  return String(number).padStart(6, '0');
}

export function signInLink(publicUrl: string, requestId: string, token: Buffer): string {
  // behind the #: it stays in the browser and out of every log
  return `${publicUrl}/admin/sign-in#request=${requestId}&token=${token.toString('base64url')}`;
}

/** "Firefox, Windows": enough to recognise one's own devices, too little to follow someone. */
export function deviceOf(request: Pick<FastifyRequest, 'headers'>): string {
  const agent = String(request.headers['user-agent'] ?? '').slice(0, 400);
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'browser';
  const system = /iPhone|iPad/.test(agent)
    ? 'iOS'
    : /Android/.test(agent)
      ? 'Android'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS X/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : '';
  return system ? `${browser}, ${system}` : browser;
}
