// A key for machines, who has it, and what they may ask.

import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import { newId, transact } from '#api/context.ts';
import { figuresToken } from '#api/figures/rules.ts';
import { makeKey, rotateKey } from '#api/keys/actions.ts';
import { createNetwork } from '#api/organisations/actions.ts';
import { noticeVersion } from '#api/registrations/rules.ts';
import { addTask } from '#api/runbook/actions.ts';
import type { Region } from '#test/people.ts';
import { organiser } from '#test/places.ts';
import type { Town } from '#test/town.ts';
import type { RightRequest, World } from '#test/world.ts';

export async function aKey(
  town: Town,
  region: Region,
  network: string,
  given: { scopes?: KeyScope[]; expiresAt?: Date | null; name?: string } = {},
) {
  const { scopes = ['registrations:write', 'registrations:read'], expiresAt = null, name = 'De site' } = given;
  const { keyId, secret } = await makeKey(town.ctx, {
    programmeId: region.programmeId,
    name,
    networkId: network,
    scopes,
    expiresAt,
    actor: organiser,
  });
  return { key: keyId, machine: secret };
}

/** With a key whose old secret is still there, one that may be revoked, and somebody signed up by the first. */
export async function keysOf(town: Town, region: Region, network: string, event: string, registration: string) {
  const { programmeId } = region;
  const first = await aKey(town, region, network);
  const second = await aKey(town, region, network);
  const rotated = await aKey(town, region, network);
  await rotateKey(town.ctx, { programmeId, keyId: rotated.key, actor: organiser });
  const [secret] = await town.ctx.db.query<{ secret_id: string }>(
    'SELECT secret_id FROM key_secrets WHERE key_id = $1 ORDER BY secret_id',
    [rotated.key],
  );
  const receipt = newId();
  await town.ctx.db.query(
    `INSERT INTO network_signups (programme_id, receipt, event_id, network_id, registration_id, is_new, told, received_at)
      VALUES ($1, $2, $3, $4, $5, true, 'confirmed', $6)`,
    [programmeId, receipt, event, network, registration, town.ctx.now()],
  );
  const otherNetwork = await transact(town.ctx, (tx) =>
    createNetwork(town.ctx, tx, programmeId, { slug: `net-${receipt}`, name: 'Ander net' }, organiser),
  );
  const figures = figuresToken(town.ctx, { programmeId, networkId: network, version: 1 });
  return {
    ...first,
    figures,
    otherNetwork,
    task: await aTask(town, region, event),
    otherKey: second.key,
    rotatedKey: rotated.key,
    oldSecret: secret!.secret_id,
    receipt,
  };
}

export async function aTask(town: Town, region: Region, eventId: string): Promise<string> {
  const { programmeId } = region;
  const fields = { title: 'Bel de zaal', duty: 'process', offset: -3 } as const;
  return transact(town.ctx, (tx) => addTask(town.ctx, tx, { programmeId, eventId, actor: organiser, fields }));
}

export type KeyWorld = Awaited<ReturnType<typeof keysOf>>;

export function keyRequests(
  world: World,
  event: Record<string, string>,
  n: number,
): Record<string, () => RightRequest> {
  const programme = { programme: world.slug };
  return {
    listKeys: () => ({ params: programme }),
    makeKey: () => ({
      params: programme,
      body: { name: `Site ${n}`, network: world.network, scopes: ['registrations:write'], expiresAt: null },
    }),
    rotateKey: () => ({ params: { ...programme, key: world.otherKey } }),
    endSecret: () => ({ params: { ...programme, key: world.rotatedKey, secret: world.oldSecret } }),
    revokeKey: () => ({ params: { ...programme, key: world.otherKey } }),
    showOwnKey: () => ({ params: programme }),
    createNetworkRegistration: () => ({
      params: event,
      body: { name: 'Anna', email: `lid${n}@post.example`, role: 'professional', consent: true, noticeVersion },
      headers: { 'idempotency-key': newId() },
    }),
    listNetworkRegistrations: () => ({ params: event, query: { limit: '5' } }),
    showNetworkFigures: () => ({ params: { ...programme, token: world.figures } }),
    showFiguresLink: () => ({ params: { ...programme, network: world.network } }),
    renewFiguresLink: () => ({ params: { ...programme, network: world.otherNetwork } }),
    showRunbook: () => ({ params: event }),
    startRunbook: () => ({ params: { ...programme, event: world.quiet }, body: { copyOf: null, language: 'nl' } }),
    addTask: () => ({ params: event, body: { title: `Bel de zaal ${n}`, duty: 'process', offset: -3 } }),
    changeTask: () => ({ params: { ...event, task: world.task }, body: { isDone: true } }),
    removeTask: () => ({ params: { ...event, task: world.task } }),
    listTasks: () => ({ params: programme, query: { duty: 'input' } }),
    showReminders: () => ({ params: event }),
    chooseReminders: () => ({ params: event, body: { on: n % 2 ? ['event-tomorrow'] : [] } }),
    showProgrammeReminders: () => ({ params: programme }),
    chooseProgrammeReminders: () => ({ params: programme, body: { on: n % 2 ? ['event-thanks'] : [] } }),
    showNetworkRegistration: () => ({ params: { ...event, receipt: world.receipt } }),
  };
}
