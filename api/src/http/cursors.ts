// Keyset paging: a cursor is the sort key of the last row that was shown, so rows inserted meanwhile neither repeat nor
// hide others. Opaque to readers.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '#api/http/problems.ts';
import { isInstant } from '#api/http/validation.ts';

export type CursorKey = (string | number)[];

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

type PartKind = 'text' | 'id' | 'instant' | 'number';

const shapes: Record<PartKind, (it: unknown) => boolean> = {
  text: (it) => typeof it === 'string' && it.isWellFormed() && !it.includes('\0'),
  id: (it) => typeof it === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(it),
  instant: (it) => typeof it === 'string' && /^\d{4}-/.test(it) && isInstant(it),
  number: Number.isSafeInteger,
};

/** The parts of a cursor made by encodeCursor, each of the given kind; anything else is refused. */
export function decodeCursor(cursor: string | undefined, kinds: readonly PartKind[]): CursorKey | null {
  if (cursor === undefined) return null;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const isRight = Array.isArray(key) && key.length === kinds.length && key.every((it, i) => shapes[kinds[i]!](it));
    if (isRight) return key as CursorKey;
  } catch {
    // falls through: not one of ours
  }
  throw fail('cursor-invalid');
}

/** Makes a page of rows fetched with `limit + 1`. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  view: (row: Row) => Item,
  keyOf: (row: Row) => CursorKey,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** Adds `Link: rel="next"` for readers that follow headers. */
export function linkNext<P extends { next: string | null }>(
  page: P,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): P {
  if (page.next !== null) {
    const url = new URL(request.url, publicUrl);
    url.searchParams.set('cursor', page.next);
    reply.header('link', `<${url.href}>; rel="next"`);
  }
  return page;
}

/** Wildcards in what people type stand for themselves. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
