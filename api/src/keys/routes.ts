import * as contract from '@pr8werk/shared/keys.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { endSecret, makeKey, revokeKey, rotateKey } from '#api/keys/actions.ts';
import { keyViews } from '#api/keys/queries.ts';

export function keyRoutes(app: App, ctx: Context): void {
  const keyOf = (request: FastifyRequest, params: { key: string }) => ({
    programmeId: request.tenant.programmeId,
    keyId: params.key,
    actor: byAccount(request),
  });
  const shown = async (request: FastifyRequest, { keyId, secret }: { keyId: string; secret: string }) => ({
    key: (await keyViews(ctx, ctx.db, request.tenant.programmeId, keyId))[0]!,
    secret,
  });

  app.route({
    ...contract.listKeys,
    handler: async (request) => ({ items: await keyViews(ctx, ctx.db, request.tenant.programmeId), next: null }),
  });
  app.route({
    ...contract.makeKey,
    handler: async (request, reply) => {
      const { name, network, scopes, expiresAt } = request.body;
      const made = await makeKey(ctx, {
        programmeId: request.tenant.programmeId,
        name: name.trim(),
        networkId: network,
        scopes,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        actor: byAccount(request),
      });
      reply.code(201);
      return shown(request, made);
    },
  });
  app.route({
    ...contract.rotateKey,
    handler: async (request, reply) => {
      const made = await rotateKey(ctx, keyOf(request, request.params));
      reply.code(201);
      return shown(request, made);
    },
  });
  app.route({
    ...contract.endSecret,
    handler: async (request, reply) => {
      await endSecret(ctx, { ...keyOf(request, request.params), secretId: request.params.secret });
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.revokeKey,
    handler: async (request, reply) => {
      await revokeKey(ctx, keyOf(request, request.params));
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.showOwnKey,
    handler: async (request) => {
      const { programmeId, keyId } = request.partner;
      const key = (await keyViews(ctx, ctx.db, programmeId, keyId))[0]!;
      const { slug, name } = key.network;
      return {
        network: { slug, name },
        key: { name: key.name, scopes: key.scopes, expiresAt: key.expiresAt },
      };
    },
  });
}
