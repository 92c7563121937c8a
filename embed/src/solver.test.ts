import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256.ts';
import { findNumber, prove } from './solver.ts';

function hexOf(text: string): string {
  return Array.from(sha256(new TextEncoder().encode(text)), (word) => (word >>> 0).toString(16).padStart(8, '0')).join(
    '',
  );
}

function challengeFor(number: number, maxnumber = 20_000) {
  const salt = '5f2b9c0d1e?expires=1790000000&';
  const challenge = createHash('sha256')
    .update(salt + number)
    .digest('hex');
  return { algorithm: 'SHA-256' as const, challenge, salt, signature: 'signed', maxnumber };
}

describe('sha256', () => {
  it.each(['', 'abc', 'Coöperatie ’t Höfke 🥐', '\u0000\u0001'])('gives what node gives for %j', (text) => {
    expect(hexOf(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('gives what node gives around the ends of blocks, and for long input', () => {
    for (const length of [54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1_000_003]) {
      const text = 'a'.repeat(length);
      expect(hexOf(text), `${length}`).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('the solver', () => {
  it.each([0, 1, 4711, 16_384])('finds number %i', async (number) => {
    expect(await findNumber(challengeFor(number))).toBe(number);
  });

  it('gives up when the number is higher than it may be', async () => {
    expect(await findNumber(challengeFor(501, 500))).toBeUndefined();
    expect(await prove(challengeFor(501, 500))).toBeUndefined();
  });

  it('makes the payload of the protocol', async () => {
    const challenge = challengeFor(77);
    const payload = JSON.parse(atob((await prove(challenge))!));
    const { algorithm, salt, signature } = challenge;
    expect(payload).toEqual({
      algorithm,
      challenge: challenge.challenge,
      number: 77,
      salt,
      signature,
      took: expect.any(Number),
    });
  });

  it('lets others do something in between', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await findNumber(challengeFor(16_000));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});
