import type { AccountView } from '@pr8werk/shared/accounts.ts';
import * as contract from '@pr8werk/shared/accounts.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  addMember,
  askSignIn,
  endAllSessions,
  endSession,
  setDuties,
  setRole,
  startSession,
  useSignIn,
} from '#api/accounts/actions.ts';
import { accountView, membersOf, sessionsOf } from '#api/accounts/queries.ts';
import { cookieName, deviceOf, sessionDays } from '#api/accounts/rules.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { canKeepCookies } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { fail } from '#api/http/problems.ts';

export interface SignInMails {
  /** Sends (or prints) the link and the code; called when the answer has gone out. */
  sendSignIn(requestId: string): void;
}

export function accountRoutes(app: App, ctx: Context, mails: SignInMails): void {
  app.route({
    ...contract.askSignIn,
    handler: async (request, reply) => {
      if (!canKeepCookies(ctx.config.publicUrl)) throw fail('sign-in-needs-https');
      const asked = await askSignIn(ctx, request.body.email, request.body.language);
      // only then: how long the answer takes must not tell whether there is an account
      if (asked.isKnown) reply.raw.once('finish', () => mails.sendSignIn(asked.requestId));
      reply.code(202);
      return { request: asked.requestId, expiresAt: asked.expiresAt.toISOString() };
    },
  });
  app.route({
    ...contract.signIn,
    handler: async (request, reply) => {
      const accountId = await useSignIn(ctx, request.body);
      return signInAs(ctx, accountId, request, reply);
    },
  });
  app.route({ ...contract.showAccount, handler: async (request) => accountView(ctx.db, request.signedIn.accountId) });
  app.route({
    ...contract.listSessions,
    handler: async (request) => ({ items: await sessionsOf(ctx, request.signedIn), next: null }),
  });
  app.route({
    ...contract.endSession,
    handler: async (request, reply) => {
      await endSession(ctx, request.signedIn.accountId, request.params.session);
      if (request.params.session === request.signedIn.sessionId) forgetCookie(reply);
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.endSessions,
    handler: async (request, reply) => {
      const { accountId, sessionId } = request.signedIn;
      if (request.query.which === 'current') await endSession(ctx, accountId, sessionId);
      else await endAllSessions(ctx, accountId);
      forgetCookie(reply);
      reply.code(204);
      return null;
    },
  });
}

/** Starts a session for an account and sets its cookie. */
export async function signInAs(
  ctx: Context,
  accountId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AccountView> {
  if (!canKeepCookies(ctx.config.publicUrl)) throw fail('sign-in-needs-https');
  const secret = await startSession(ctx, ctx.db, accountId, deviceOf(request));
  reply.setCookie(cookieName, secret, {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    maxAge: sessionDays * 24 * 3600,
  });
  reply.code(201);
  return accountView(ctx.db, accountId);
}

function forgetCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
}

export function teamRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listMembers,
    handler: async (request) => ({ items: await membersOf(ctx.db, request.tenant.programmeId), next: null }),
  });
  app.route({
    ...contract.addMember,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const actor = byAccount(request);
      const member = await once(ctx, request, { programmeId, scope: 'addMember', actor: actor.id! }, async (tx) => {
        const accountId = await addMember(ctx, tx, { programmeId, ...request.body, actor });
        return (await membersOf(tx, programmeId, accountId))[0]!;
      });
      reply.code(201);
      return member;
    },
  });
  app.route({
    ...contract.changeMember,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const { role, duties } = request.body;
      const given = { programmeId, accountId: request.params.member, actor: byAccount(request) };
      if (role) await setRole(ctx, { ...given, role });
      if (duties) await setDuties(ctx, { ...given, duties });
      return (await membersOf(ctx.db, programmeId, request.params.member))[0]!;
    },
  });
  app.route({
    ...contract.removeMember,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      await setRole(ctx, { programmeId, accountId: request.params.member, role: null, actor: byAccount(request) });
      reply.code(204);
      return null;
    },
  });
}
