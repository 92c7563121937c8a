// What a key looks like, without I/O. `pr8_live_`, 160 random bits and a checksum: whoever scans code for secrets knows it
// by its beginning, and a key that lost a character on the way is told from one that is not known.

import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const beginning = 'pr8_live_';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 27;
const sumLength = 6;
const shape = new RegExp(`^${beginning}[0-9A-Za-z]{${randomLength + sumLength}}$`);

/** At the same time, so that the new one can be put in place before the old one ends. */
export const mostSecrets = 2;
export const mostKeys = 100;

export function newSecret(): string {
  const body = beginning + inLetters(BigInt(`0x${randomBytes(20).toString('hex')}`), randomLength);
  return body + sumOf(body);
}

function inLetters(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = alphabet[Number(rest % 62n)] + text;
  return text;
}

const sumOf = (body: string) => inLetters(BigInt(crc32(body)), sumLength);

/** How people tell one from another: the beginning, which leaves 136 bits unknown. */
export function prefixOf(secret: string): string {
  return secret.slice(0, beginning.length + 4);
}

export function isWhole(secret: string): boolean {
  return shape.test(secret) && sumOf(secret.slice(0, -sumLength)) === secret.slice(-sumLength);
}

/** Nobody guesses 160 bits, so a slow hash would protect nothing. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** What stands in the header; null: nothing of this kind. */
export function readBearer(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}
