import * as contract from '@pr8werk/shared/doubles.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { keepApart, mergeIn, previewOfMerge } from '#api/doubles/actions.ts';
import { suggestedDoubles } from '#api/doubles/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor } from '#api/http/cursors.ts';
import { once } from '#api/http/idempotency.ts';

export function doubleRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listDoubles,
    handler: async (request) =>
      suggestedDoubles(ctx, request.tenant.programmeId, decodeCursor(request.query.cursor, ['text', 'id'])),
  });
  app.route({
    ...contract.keepApart,
    handler: async (request, reply) => {
      const { one, other } = request.body;
      await keepApart(ctx, request.tenant.programmeId, one.toLowerCase(), other.toLowerCase());
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.mergeContacts,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const { keep, drop, from, dryRun } = request.body;
      const actor = byAccount(request);
      const given = { programmeId, keep: keep.toLowerCase(), drop: drop.toLowerCase(), from, actor };
      if (dryRun) return previewOfMerge(ctx, given);
      const scope = { programmeId, scope: 'mergeContacts', actor: request.signedIn.accountId };
      return once(ctx, request, scope, (tx) => mergeIn(ctx, tx, given));
    },
  });
}
