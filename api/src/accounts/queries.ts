import { createHash } from 'node:crypto';
import type { AccountView, Duty, MemberView, Permission, Role, SessionView } from '@pr8werk/shared/accounts.ts';
import { rolePermissions } from '@pr8werk/shared/accounts.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyRequest } from 'fastify';
import { cookieName, expiryOfSession } from '#api/accounts/rules.ts';
import type { Context, Db } from '#api/context.ts';
import type { SignedIn } from '#api/http/access.ts';

export function sessionHashOf(request: FastifyRequest): Buffer | null {
  const value = request.cookies[cookieName];
  if (!value || !/^[\w-]{43}$/.test(value)) return null;
  return createHash('sha256').update(Buffer.from(value, 'base64url')).digest();
}

interface SessionRow {
  account_id: string;
  session_id: string;
  name: string;
  started_at: Date;
  last_seen_at: Date;
  roles: Record<string, Role> | null;
}

async function sessionOf(ctx: Context, hash: Buffer): Promise<SessionRow | null> {
  const [row] = await ctx.db.query<SessionRow>(
    `SELECT s.account_id, s.session_id, a.name, s.started_at, s.last_seen_at,
        (SELECT jsonb_object_agg(m.programme_id, m.role) FROM members AS m WHERE m.account_id = s.account_id) AS roles
       FROM sessions AS s JOIN accounts AS a USING (account_id)
      WHERE s.session_hash = $1 AND s.expires_at > $2`,
    [hash, ctx.now()],
  );
  return row ?? null;
}

function permissionsOf(row: SessionRow, programmeId: string): readonly Permission[] | null {
  const role = row.roles?.[programmeId];
  return role ? rolePermissions[role] : null;
}

/** Whether the session still holds and still may, in the programme of the request. Asking is no use of the session. */
export async function isStillAllowed(ctx: Context, request: FastifyRequest, permission: Permission): Promise<boolean> {
  const hash = sessionHashOf(request);
  const row = hash ? await sessionOf(ctx, hash) : null;
  return row !== null && (permissionsOf(row, request.tenant.programmeId)?.includes(permission) ?? false);
}

/** Who the session cookie belongs to, or null. Notes at most once in five minutes that the session is in use. */
export async function signedInBy(ctx: Context, request: FastifyRequest): Promise<SignedIn | null> {
  const hash = sessionHashOf(request);
  const row = hash ? await sessionOf(ctx, hash) : null;
  if (!row) return null;
  const now = ctx.now();
  if (now.getTime() - row.last_seen_at.getTime() > 5 * 60_000) {
    await ctx.db.query('UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE session_hash = $1', [
      hash,
      now,
      expiryOfSession(row.started_at, now),
    ]);
  }
  return {
    accountId: row.account_id,
    sessionId: row.session_id,
    name: row.name,
    permissionsIn: (programmeId) => permissionsOf(row, programmeId),
  };
}

export async function accountView(db: Db, accountId: string): Promise<AccountView> {
  const rows = await db.query<{
    email: string;
    name: string;
    language: Language;
    slug: string | null;
    programme: string;
    role: Role;
  }>(
    `SELECT a.email, a.name, a.language, p.slug, p.name AS programme, m.role
       FROM accounts AS a LEFT JOIN members AS m USING (account_id) LEFT JOIN programmes AS p USING (programme_id)
      WHERE a.account_id = $1 ORDER BY m.since, p.slug`,
    [accountId],
  );
  const first = rows[0]!;
  return {
    id: accountId,
    email: first.email,
    name: first.name,
    language: first.language,
    memberships: rows
      .filter((it) => it.slug !== null)
      .map((it) => ({
        programme: it.slug!,
        programmeName: it.programme,
        role: it.role,
        permissions: [...rolePermissions[it.role]],
      })),
  };
}

export async function sessionsOf(ctx: Context, who: SignedIn): Promise<SessionView[]> {
  const rows = await ctx.db.query<{
    session_id: string;
    started_at: Date;
    last_seen_at: Date;
    expires_at: Date;
    device: string;
  }>(
    `SELECT session_id, started_at, last_seen_at, expires_at, device FROM sessions
      WHERE account_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC LIMIT 200`,
    [who.accountId, ctx.now()],
  );
  return rows.map((it) => ({
    id: it.session_id,
    startedAt: it.started_at.toISOString(),
    lastSeenAt: it.last_seen_at.toISOString(),
    expiresAt: it.expires_at.toISOString(),
    device: it.device,
    isCurrent: it.session_id === who.sessionId,
  }));
}

/**
 * The team under the names it gave. An account may work for several programmes, and adding an address must not tell what
 * its owner does elsewhere: when someone was last seen shows only for who is in no other team, and since joining this one.
 */
export async function membersOf(db: Db, programmeId: string, accountId?: string): Promise<MemberView[]> {
  const rows = await db.query<{
    account_id: string;
    email: string;
    name: string;
    role: Role;
    duties: Duty[];
    since: Date;
    seen: Date | null;
  }>(
    `SELECT a.account_id, a.email, m.name, m.role, m.duties, m.since,
        (SELECT max(s.last_seen_at) FROM sessions AS s WHERE s.account_id = a.account_id AND s.last_seen_at >= m.since
          AND NOT EXISTS (SELECT FROM members AS o WHERE o.account_id = a.account_id AND o.programme_id <> m.programme_id)) AS seen
       FROM members AS m JOIN accounts AS a USING (account_id)
      WHERE m.programme_id = $1 AND ($2::uuid IS NULL OR m.account_id = $2)
      ORDER BY m.name COLLATE "und-x-icu", a.account_id LIMIT 500`,
    [programmeId, accountId ?? null],
  );
  return rows.map((it) => ({
    id: it.account_id,
    email: it.email,
    name: it.name,
    role: it.role,
    duties: it.duties,
    since: it.since.toISOString(),
    lastSeenAt: it.seen?.toISOString() ?? null,
  }));
}

export async function isFirstRunOpen(db: Db): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>('SELECT NOT EXISTS (SELECT FROM accounts) AS open');
  return row!.open;
}
