import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import type { KeyView } from '@pr8werk/shared/keys.ts';
import type { FastifyRequest } from 'fastify';
import type { Context, Db } from '#api/context.ts';
import type { Partner } from '#api/http/access.ts';
import { fail, type Problem } from '#api/http/problems.ts';
import { hashOf, isWhole, mostKeys, readBearer } from '#api/keys/rules.ts';

/** Whose key it is; throws what is wrong with it. Who has all of a key may hear that it has ended. */
export async function partnerBy(ctx: Context, request: FastifyRequest): Promise<Partner> {
  const secret = readBearer(request.headers.authorization);
  if (secret === null) throw fail('key-needed', { headers: { 'www-authenticate': 'Bearer realm="pr8werk"' } });
  if (!isWhole(secret)) throw refused('key-incomplete');
  const [row] = await ctx.db.query<{
    programme_id: string;
    key_id: string;
    secret_id: string;
    network_id: string;
    network_slug: string;
    scopes: KeyScope[];
    has_ended: boolean;
  }>(
    `SELECT k.programme_id, k.key_id, s.secret_id, k.network_id, n.slug AS network_slug, k.scopes,
        s.ended_at IS NOT NULL OR k.revoked_at IS NOT NULL OR coalesce(k.expires_at <= $2, false) AS has_ended
       FROM key_secrets AS s JOIN keys AS k USING (programme_id, key_id) JOIN networks AS n USING (programme_id, network_id) WHERE s.hash = $1`,
    [hashOf(secret), ctx.now()],
  );
  if (!row) throw refused('key-unknown');
  if (row.has_ended) throw refused('key-ended');
  return {
    programmeId: row.programme_id,
    keyId: row.key_id,
    secretId: row.secret_id,
    networkId: row.network_id,
    networkSlug: row.network_slug,
    scopes: row.scopes,
  };
}

function refused(code: 'key-incomplete' | 'key-unknown' | 'key-ended'): Problem {
  return fail(code, { headers: { 'www-authenticate': 'Bearer realm="pr8werk", error="invalid_token"' } });
}

interface KeyRow {
  key_id: string;
  name: string;
  network: KeyView['network'];
  scopes: KeyScope[];
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  secrets: { id: string; prefix: string; created_at: string; last_used_at: string | null }[];
  days: { on: string; requests: number }[];
}

export async function keyViews(ctx: Context, db: Db, programmeId: string, keyId?: string): Promise<KeyView[]> {
  const rows = await db.query<KeyRow>(
    `WITH used AS (
       SELECT s.key_id, s.secret_id, d.day, d.requests, d.last_used_at
         FROM key_secrets AS s JOIN key_days AS d USING (programme_id, secret_id) WHERE s.programme_id = $1)
     SELECT k.key_id, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at,
        jsonb_build_object('id', n.network_id, 'slug', n.slug, 'name', n.name) AS network,
        (SELECT max(u.last_used_at) FROM used AS u WHERE u.key_id = k.key_id) AS last_used_at,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.secret_id, 'prefix', s.prefix, 'created_at', s.created_at,
            'last_used_at', (SELECT max(u.last_used_at) FROM used AS u WHERE u.secret_id = s.secret_id)) ORDER BY s.secret_id)
          FROM key_secrets AS s WHERE s.programme_id = k.programme_id AND s.key_id = k.key_id AND s.ended_at IS NULL), '[]') AS secrets,
        coalesce((SELECT jsonb_agg(jsonb_build_object('on', d.day, 'requests', d.requests) ORDER BY d.day)
          FROM (SELECT to_char(u.day, 'YYYY-MM-DD') AS day, sum(u.requests) AS requests FROM used AS u
            WHERE u.key_id = k.key_id AND u.day > ($3::timestamptz - interval '15 days')::date GROUP BY u.day) AS d), '[]') AS days
       FROM keys AS k JOIN networks AS n ON n.programme_id = k.programme_id AND n.network_id = k.network_id
      WHERE k.programme_id = $1 AND ($2::uuid IS NULL OR k.key_id = $2)
      ORDER BY k.revoked_at IS NOT NULL, k.key_id DESC LIMIT $4`,
    [programmeId, keyId ?? null, ctx.now(), mostKeys],
  );
  return rows.map((it) => {
    const hasExpired = it.expires_at !== null && it.expires_at <= ctx.now();
    return {
      id: it.key_id,
      name: it.name,
      network: it.network,
      scopes: it.scopes,
      state: it.revoked_at ? 'revoked' : hasExpired ? 'expired' : 'live',
      createdAt: it.created_at.toISOString(),
      expiresAt: it.expires_at?.toISOString() ?? null,
      revokedAt: it.revoked_at?.toISOString() ?? null,
      lastUsedAt: it.last_used_at?.toISOString() ?? null,
      secrets: it.secrets.map((secret) => ({
        id: secret.id,
        prefix: secret.prefix,
        createdAt: new Date(secret.created_at).toISOString(),
        lastUsedAt: secret.last_used_at ? new Date(secret.last_used_at).toISOString() : null,
      })),
      days: it.days,
    };
  });
}
