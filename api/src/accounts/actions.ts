// Signing in and out, and the team of a programme.

import { createHash, randomBytes } from 'node:crypto';
import { type Duty, duties, type Role } from '@pr8werk/shared/accounts.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { accounts, members, sessions, signInRequests } from '#api/accounts/rows.ts';
import {
  expiryOfSession,
  expiryOfSignIn,
  linkToken,
  liveRequestsAllowed,
  mailCode,
  triesAllowed,
} from '#api/accounts/rules.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, type Db, isSame, newId, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';

export interface SignInAsked {
  requestId: string;
  expiresAt: Date;
  /** Whether there is an account to mail to, and it may be mailed; never told to the caller. */
  isKnown: boolean;
}

/**
 * The same work for a known and an unknown address: the look-ups, one row. The mail goes out after the answer. Every request
 * brings tries at its code, so an account has few that are open; one more gets a row as if the address were unknown.
 */
export async function askSignIn(ctx: Context, email: string, language?: Language): Promise<SignInAsked> {
  const now = ctx.now();
  const requestId = newId();
  const isKnown = await transact(ctx, async (tx) => {
    // many at once for one address are counted one after another
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in ${email.toLowerCase()}`]);
    const [account] = await tx.orm.select().from(accounts).where(eq(accounts.email, email.toLowerCase()));
    const open = await tx.orm
      .select({ id: signInRequests.requestId })
      .from(signInRequests)
      .where(
        and(
          eq(signInRequests.accountId, account?.accountId ?? nobody),
          gt(signInRequests.expiresAt, now),
          isNull(signInRequests.usedAt),
        ),
      )
      .limit(liveRequestsAllowed);
    const accountId = open.length < liveRequestsAllowed ? (account?.accountId ?? null) : null;
    await tx.orm.insert(signInRequests).values({
      requestId,
      accountId,
      nonce: randomBytes(16),
      language: language ?? account?.language ?? 'nl',
      askedAt: now,
      expiresAt: expiryOfSignIn(now),
    });
    return accountId !== null;
  });
  return { requestId, expiresAt: expiryOfSignIn(now), isKnown };
}

const nobody = '00000000-0000-0000-0000-000000000000';

export interface SignInProof {
  request: string;
  code?: string;
  token?: string;
}

/** Answers the account, or refuses in one way for every reason. The request's row is locked: one use, tries counted. */
export async function useSignIn(ctx: Context, proof: SignInProof): Promise<string> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(proof.request)) throw fail('sign-in-failed');
  const accountId = await transact(ctx, async (tx) => {
    const [request] = await tx.orm
      .select()
      .from(signInRequests)
      .where(eq(signInRequests.requestId, proof.request))
      .for('update');
    if (!request || request.usedAt || request.expiresAt <= ctx.now() || request.tries >= triesAllowed) return null;
    const isRight = proof.token
      ? isSame(Buffer.from(proof.token, 'base64url'), linkToken(ctx, request))
      : proof.code !== undefined && isSame(Buffer.from(proof.code), Buffer.from(mailCode(ctx, request)));
    const isGood = isRight && request.accountId !== null;
    await tx.orm
      .update(signInRequests)
      .set(isGood ? { usedAt: ctx.now() } : { tries: request.tries + 1 })
      .where(eq(signInRequests.requestId, request.requestId));
    return isGood ? request.accountId : null;
  });
  // thrown after the commit: a refusal must not roll the counted try back
  if (!accountId) throw fail('sign-in-failed');
  return accountId;
}

/** Starts a session and answers its secret, which only the cookie holds. */
export async function startSession(ctx: Context, db: Db, accountId: string, device: string): Promise<string> {
  const secret = randomBytes(32);
  const now = ctx.now();
  await db.orm.insert(sessions).values({
    sessionHash: createHash('sha256').update(secret).digest(),
    sessionId: newId(),
    accountId,
    startedAt: now,
    lastSeenAt: now,
    expiresAt: expiryOfSession(now, now),
    device,
  });
  return secret.toString('base64url');
}

export async function endSession(ctx: Context, accountId: string, sessionId: string): Promise<void> {
  const ended = await ctx.db.orm
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.sessionId, sessionId)))
    .returning({ id: sessions.sessionId });
  if (ended.length === 0) throw fail('not-found');
}

export async function endAllSessions(ctx: Context, accountId: string): Promise<void> {
  await ctx.db.orm.delete(sessions).where(eq(sessions.accountId, accountId));
}

export async function addMember(
  ctx: Context,
  tx: Db,
  given: { programmeId: string; email: string; name: string; role: Role; actor: Actor },
): Promise<string> {
  const now = ctx.now();
  const email = given.email.toLowerCase();
  await tx.orm
    .insert(accounts)
    .values({ accountId: newId(), email, name: given.name, createdAt: now })
    .onConflictDoNothing();
  const [account] = await tx.orm.select().from(accounts).where(eq(accounts.email, email));
  await tx.orm.insert(members).values({
    programmeId: given.programmeId,
    accountId: account!.accountId,
    name: given.name,
    role: given.role,
    since: now,
  });
  await record(ctx, tx, {
    programmeId: given.programmeId,
    name: 'member.added',
    actor: given.actor,
    subjectId: account!.accountId,
    data: { role: given.role },
  });
  return account!.accountId;
}

/** Changes a role; null takes the person out of the team. */
export async function setRole(
  ctx: Context,
  given: { programmeId: string; accountId: string; role: Role | null; actor: Actor },
): Promise<void> {
  await transact(ctx, async (tx) => {
    // every owner's row, so that two owners cannot remove each other at once
    const team = await tx.query<{ account_id: string; role: Role }>(
      `SELECT account_id, role FROM members WHERE programme_id = $1 AND (role = 'owner' OR account_id = $2) ORDER BY account_id FOR UPDATE`,
      [given.programmeId, given.accountId],
    );
    const member = team.find((it) => it.account_id === given.accountId);
    if (!member) throw fail('not-found');
    const otherOwners = team.filter((it) => it.role === 'owner' && it.account_id !== given.accountId);
    if (member.role === 'owner' && given.role !== 'owner' && otherOwners.length === 0) throw fail('last-owner');
    const row = and(eq(members.programmeId, given.programmeId), eq(members.accountId, given.accountId));
    if (given.role === null) await tx.orm.delete(members).where(row);
    else await tx.orm.update(members).set({ role: given.role }).where(row);
    await record(ctx, tx, {
      programmeId: given.programmeId,
      name: given.role === null ? 'member.removed' : 'member.changed',
      actor: given.actor,
      subjectId: given.accountId,
      data: given.role === null ? {} : { role: given.role },
    });
  });
}

export async function setDuties(
  ctx: Context,
  given: { programmeId: string; accountId: string; duties: Duty[]; actor: Actor },
): Promise<void> {
  const { programmeId, accountId, actor } = given;
  await transact(ctx, async (tx) => {
    const changed = await tx.orm
      .update(members)
      .set({ duties: duties.filter((it) => given.duties.includes(it)) })
      .where(and(eq(members.programmeId, programmeId), eq(members.accountId, accountId)))
      .returning({ duties: members.duties });
    if (changed.length === 0) throw fail('not-found');
    const data = { duties: changed[0]!.duties };
    await record(ctx, tx, { programmeId, name: 'member.duties-chosen', actor, subjectId: accountId, data });
  });
}
