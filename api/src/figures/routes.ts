import * as contract from '@pr8werk/shared/network-figures.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { renewFiguresLink } from '#api/figures/actions.ts';
import { figuresBehind, figuresLink } from '#api/figures/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

export function figureRoutes(app: App, ctx: Context): void {
  async function linkOf(request: FastifyRequest, networkId: string) {
    const link = await figuresLink(ctx, request.tenant, networkId);
    if (!link) throw fail('not-found');
    return link;
  }
  app.route({
    ...contract.showNetworkFigures,
    handler: async (request, reply) => {
      const figures = await figuresBehind(ctx, request.tenant, request.params.token);
      if (!figures) throw fail('not-found');
      reply.header('cache-control', 'private, max-age=60').header('x-robots-tag', 'noindex');
      return figures;
    },
  });
  app.route({ ...contract.showFiguresLink, handler: (request) => linkOf(request, request.params.network) });
  app.route({
    ...contract.renewFiguresLink,
    handler: async (request, reply) => {
      const { network: networkId } = request.params;
      await renewFiguresLink(ctx, {
        programmeId: request.tenant.programmeId,
        networkId,
        actor: byAccount(request),
      });
      reply.code(201);
      return linkOf(request, networkId);
    },
  });
}
