// Reads JSON bodies. Broken UTF-8 is refused and not turned into question marks, and so are NUL and lone surrogates,
// which the database cannot hold. Text is normalised (NFC) and trimmed once, here.

import type { FastifyInstance } from 'fastify';
import { fail } from '#api/http/problems.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const deepest = 32;

export function parseJson(buffer: Buffer): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8.decode(buffer));
  } catch {
    throw fail('broken-json');
  }
  return tidy(parsed, 0);
}

function tidy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return tidyText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) throw fail('broken-json');
  if (Array.isArray(value)) return value.map((it) => tidy(it, depth + 1));
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, member] of Object.entries(value)) result[wellFormed(key)] = tidy(member, depth + 1);
  // plain objects are faster to validate; a member called __proto__ stays an own member and is refused as unknown
  return Object.hasOwn(result, '__proto__') ? result : { ...result };
}

export function tidyText(text: string): string {
  return wellFormed(text).normalize('NFC').trim();
}

function wellFormed(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) throw fail('broken-json');
  return text;
}

export function readJsonBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, body.length === 0 ? undefined : parseJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  app.removeContentTypeParser('text/plain');
}
