// A POST that may be sent twice does its work once: the answer is stored in the transaction that did the work, so either
// both are there or neither. Two at once: the second waits for the first by the row's unique key, then replays it.

import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Context, type Db, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';

const keyShape = /^[\x21-\x7e]{1,128}$/;

/** The Idempotency-Key header (quotes of a structured field are allowed), or null. Malformed is refused. */
export function idempotencyKeyOf(request: FastifyRequest, isRequired: boolean): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) {
    if (isRequired) throw fail('idempotency-key-missing');
    return null;
  }
  const key = String(header)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  if (!keyShape.test(key)) {
    throw fail('invalid-request', {
      errors: [
        {
          pointer: '#/header/idempotency-key',
          code: 'pattern',
          detail: '1–128 zichtbare ASCII-tekens / visible ASCII characters',
        },
      ],
    });
  }
  return key;
}

export function requestHash(request: FastifyRequest, actor: string): Buffer {
  return createHash('sha256')
    .update(`${request.method}\0${request.url}\0${actor}\0${JSON.stringify(request.body ?? null)}`)
    .digest();
}

/**
 * Runs `work` in a transaction, once per key. A repeated key with the same request gets the stored answer, with another
 * request 422. Refusals are not stored: they roll back.
 */
export async function once<T extends object>(
  ctx: Context,
  request: FastifyRequest,
  given: { programmeId: string; scope: string; actor: string },
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  const key = idempotencyKeyOf(request, false);
  if (key === null) return transact(ctx, work);
  const hash = requestHash(request, given.actor);
  return transact(ctx, async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '5s'`);
    const claimed = await tx
      .query(
        `INSERT INTO idempotency_keys (programme_id, scope, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING key`,
        [given.programmeId, given.scope, key, hash, ctx.now()],
      )
      .catch((error: { code?: string }) => {
        throw error.code === '55P03' ? fail('still-running', { headers: { 'retry-after': '5' } }) : error;
      });
    if (claimed.length === 0) {
      const [earlier] = await tx.query<{ request_hash: Buffer; answer: T }>(
        'SELECT request_hash, answer FROM idempotency_keys WHERE programme_id = $1 AND scope = $2 AND key = $3',
        [given.programmeId, given.scope, key],
      );
      if (!earlier) throw fail('still-running');
      if (!earlier.request_hash.equals(hash)) throw fail('idempotency-key-reused');
      return earlier.answer;
    }
    const answer = await work(tx);
    await tx.query('UPDATE idempotency_keys SET answer = $4 WHERE programme_id = $1 AND scope = $2 AND key = $3', [
      given.programmeId,
      given.scope,
      key,
      JSON.stringify(answer),
    ]);
    return answer;
  });
}
