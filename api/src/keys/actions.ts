// Making, replacing and ending keys. Whoever changes a key holds its row, so that no third secret can come to be.

import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { keySecrets, keys } from '#api/keys/rows.ts';
import { hashOf, mostKeys, mostSecrets, newSecret, prefixOf } from '#api/keys/rules.ts';
import { networkViews } from '#api/organisations/queries.ts';

export interface NewKey {
  programmeId: string;
  name: string;
  networkId: string;
  scopes: KeyScope[];
  expiresAt: Date | null;
  actor: Actor;
}

interface Shown {
  keyId: string;
  secret: string;
}

export async function makeKey(ctx: Context, given: NewKey): Promise<Shown> {
  const { programmeId, networkId, expiresAt, actor } = given;
  if (expiresAt && expiresAt <= ctx.now()) {
    throw faultAt('/expiresAt', 'past', { nl: 'Dit moment is voorbij', en: 'This moment is over' });
  }
  return transact(ctx, async (tx) => {
    if ((await networkViews(tx, programmeId, networkId)).length === 0)
      throw faultAt('/network', 'unknown', {
        nl: 'Dit netwerk bestaat hier niet',
        en: 'There is no such network here',
      });
    const [count] = await tx.query<{ live: number }>(
      'SELECT count(*) AS live FROM keys WHERE programme_id = $1 AND revoked_at IS NULL',
      [programmeId],
    );
    if (count!.live >= mostKeys) throw fail('key-state');
    const keyId = newId();
    await tx.orm.insert(keys).values({
      programmeId,
      keyId,
      networkId,
      name: given.name,
      scopes: given.scopes,
      madeBy: actor.id,
      createdAt: ctx.now(),
      expiresAt,
    });
    const secret = await addSecret(ctx, tx, programmeId, keyId);
    await record(ctx, tx, { programmeId, name: 'key.made', actor, subjectId: keyId, data: { scopes: given.scopes } });
    return { keyId, secret };
  });
}

async function addSecret(ctx: Context, tx: Db, programmeId: string, keyId: string): Promise<string> {
  const secret = newSecret();
  await tx.orm.insert(keySecrets).values({
    programmeId,
    secretId: newId(),
    keyId,
    prefix: prefixOf(secret),
    hash: hashOf(secret),
    createdAt: ctx.now(),
  });
  return secret;
}

interface OfKey {
  programmeId: string;
  keyId: string;
  actor: Actor;
}

export async function rotateKey(ctx: Context, given: OfKey): Promise<Shown> {
  const { programmeId, keyId, actor } = given;
  return transact(ctx, async (tx) => {
    const key = await lockKey(tx, given);
    if (key.revoked_at || (key.expires_at && key.expires_at <= ctx.now())) throw fail('key-state');
    if (key.live.length >= mostSecrets) throw fail('key-state');
    const secret = await addSecret(ctx, tx, programmeId, keyId);
    await record(ctx, tx, { programmeId, name: 'key.rotated', actor, subjectId: keyId });
    return { keyId, secret };
  });
}

export async function endSecret(ctx: Context, given: OfKey & { secretId: string }): Promise<void> {
  const { programmeId, keyId, secretId, actor } = given;
  await transact(ctx, async (tx) => {
    const key = await lockKey(tx, given);
    if (!key.live.includes(secretId)) throw fail('not-found');
    if (key.revoked_at || key.live.length < mostSecrets) throw fail('key-state');
    await tx.query('UPDATE key_secrets SET ended_at = $3 WHERE programme_id = $1 AND secret_id = $2', [
      programmeId,
      secretId,
      ctx.now(),
    ]);
    await record(ctx, tx, { programmeId, name: 'key.secret-ended', actor, subjectId: keyId });
  });
}

export async function revokeKey(ctx: Context, given: OfKey): Promise<void> {
  const { programmeId, keyId, actor } = given;
  await transact(ctx, async (tx) => {
    const key = await lockKey(tx, given);
    if (key.revoked_at) return;
    await tx.query('UPDATE keys SET revoked_at = $3 WHERE programme_id = $1 AND key_id = $2', [
      programmeId,
      keyId,
      ctx.now(),
    ]);
    await record(ctx, tx, { programmeId, name: 'key.revoked', actor, subjectId: keyId });
  });
}

async function lockKey(tx: Db, { programmeId, keyId }: OfKey) {
  const [key] = await tx.query<{ expires_at: Date | null; revoked_at: Date | null }>(
    'SELECT expires_at, revoked_at FROM keys WHERE programme_id = $1 AND key_id = $2 FOR UPDATE',
    [programmeId, keyId],
  );
  if (!key) throw fail('not-found');
  const live = await tx.query<{ secret_id: string }>(
    'SELECT secret_id FROM key_secrets WHERE programme_id = $1 AND key_id = $2 AND ended_at IS NULL',
    [programmeId, keyId],
  );
  return { ...key, live: live.map((it) => it.secret_id) };
}
