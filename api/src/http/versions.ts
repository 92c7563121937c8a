// ETag and If-Match for things that several people may change. The ETag is the row's version and a digest of what is
// shown: a view also tells what changes without a new version (how many are registered). If-Match looks at the version.

import { createHash } from 'node:crypto';
import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '#api/http/problems.ts';

export function etagOf(view: { version: number }): string {
  return `"v${view.version}-${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 11)}"`;
}

/** The version a caller wants to change; 428 without If-Match. `*` changes whatever is there: null. */
export function wantedVersion(request: FastifyRequest): number | null {
  const header = request.headers['if-match'];
  if (!header) throw fail('version-required');
  if (header.trim() === '*') return null;
  const match = /^(?:W\/)?"v(\d{1,9})(?:-[\w-]{11})?"$/.exec(header.trim());
  return match ? Number(match[1]) : -1;
}

export function staleVersion(changed?: ProblemDocument['changed']) {
  return fail('version-stale', changed ? { changed } : {});
}

/** Sends `view` with its ETag, or 304 when the caller has it already. */
export function sendVersioned<T extends { version: number }>(view: T, request: FastifyRequest, reply: FastifyReply): T {
  const etag = etagOf(view);
  reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (isKnown(request, etag)) {
    reply.code(304).send();
    return undefined as never;
  }
  return view;
}

/** Whether If-None-Match names this ETag (weak comparison, RFC 9110). */
export function isKnown(request: FastifyRequest, etag: string): boolean {
  const header = request.headers['if-none-match'];
  if (!header || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  return header.trim() === '*' || header.split(',').some((it) => it.trim().replace(/^W\//, '') === etag);
}
