// Proof of work in the ALTCHA protocol, version 1: robots pay a little per form, people notice nothing.

import type { SignupFormView } from '@pr8werk/shared/events.ts';
import { sha256 } from './sha256.ts';

export type Challenge = SignupFormView['challenge'];

/** The main thread stays free: typing must never stutter, so no slice is longer than this. */
const sliceMilliseconds = 8;

function pause(): Promise<unknown> {
  return new Promise((resume) => {
    // Safari has no idle callbacks yet.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resume, { timeout: 50 });
    else setTimeout(resume);
  });
}

/** The number for which SHA-256(salt + number) is the challenge, or undefined when there is none. */
export async function findNumber(challenge: Challenge): Promise<number | undefined> {
  // Two of the eight words: that another number has the same 64 bits does not happen.
  const [first, second] = [0, 8].map((at) => Number.parseInt(challenge.challenge.slice(at, at + 8), 16) | 0);
  const encoder = new TextEncoder();
  let until = 0;
  for (let number = 0; number <= challenge.maxnumber; number++) {
    if (number % 16 === 0 && performance.now() > until) {
      await pause();
      until = performance.now() + sliceMilliseconds;
    }
    const digest = sha256(encoder.encode(challenge.salt + number));
    if (digest[0] === first && digest[1] === second) return number;
  }
  return undefined;
}

/** The payload the api checks; undefined when the challenge cannot be solved (it then asks for confirmation by mail). */
export async function prove(challenge: Challenge): Promise<string | undefined> {
  const begun = performance.now();
  const number = await findNumber(challenge);
  if (number === undefined) return undefined;
  const { algorithm, challenge: hash, salt, signature } = challenge;
  const took = Math.round(performance.now() - begun);
  return btoa(JSON.stringify({ algorithm, challenge: hash, number, salt, signature, took }));
}
