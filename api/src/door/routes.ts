import * as contract from '@pr8werk/shared/door.ts';
import { deviceOf } from '#api/accounts/rules.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { makeHelperLink, recordEntries, revokeHelperLink, takeIntoUse } from '#api/door/actions.ts';
import { doorOf, linksOf } from '#api/door/queries.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { fail } from '#api/http/problems.ts';

export function doorRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listHelperLinks,
    handler: async (request) => {
      const { event } = request.params;
      if (!(await eventExists(ctx.db, request.tenant.programmeId, event))) throw fail('not-found');
      return { items: await linksOf(ctx, request.tenant, event) };
    },
  });
  app.route({
    ...contract.makeHelperLink,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { event: eventId } = request.params;
      const actor = byAccount(request);
      const { id } = await once(
        ctx,
        request,
        { programmeId, scope: 'helper-link', actor: request.signedIn.accountId },
        async (tx) => ({
          id: await makeHelperLink(ctx, tx, { programmeId, eventId, label: request.body.label?.trim() || null, actor }),
        }),
      );
      const [link] = await linksOf(ctx, request.tenant, eventId, id);
      reply.code(201);
      return link!;
    },
  });
  app.route({
    ...contract.revokeHelperLink,
    handler: async (request, reply) => {
      await revokeHelperLink(ctx, {
        programmeId: request.tenant.programmeId,
        eventId: request.params.event,
        linkId: request.params.link,
        actor: byAccount(request),
      });
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.takeIntoUse,
    handler: async (request, reply) => {
      const { link: token, name, secret } = request.body;
      const { programmeId } = request.tenant;
      const taken = await takeIntoUse(ctx, { programmeId, token, name, secret, device: deviceOf(request) });
      reply.code(201);
      return taken;
    },
  });
  app.route({
    ...contract.showDoor,
    handler: (request) => doorOf(ctx, request.helper, request.tenant, request.query.known),
  });
  app.route({
    ...contract.recordEntries,
    handler: async (request) => ({ results: await recordEntries(ctx, request.helper, request.body.entries) }),
  });
}
