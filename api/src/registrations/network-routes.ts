// Signing up from a network's own form, server to server, and how it stands with who came that way.

import { createHash } from 'node:crypto';
import * as contract from '@pr8werk/shared/keys.ts';
import type { Context } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import { idempotencyKeyOf } from '#api/http/idempotency.ts';
import { fail, languageOf } from '#api/http/problems.ts';
import type { Batcher } from '#api/registrations/batcher.ts';
import { networkSignups } from '#api/registrations/queries.ts';
import { signUpThroughNetwork } from '#api/registrations/signing-up.ts';

export function networkRoutes(app: App, ctx: Context, batcher: Batcher): void {
  app.route({
    ...contract.createNetworkRegistration,
    handler: async (request, reply) => {
      const { programmeId, networkId, networkSlug: source, keyId } = request.partner;
      const { isAddressConfirmed = false, language, ...filledIn } = request.body;
      const receipt = await signUpThroughNetwork(ctx, batcher, {
        ...filledIn,
        programmeId,
        networkId,
        keyId,
        eventId: request.params.event,
        source,
        language: language ?? languageOf(request),
        addressForm: request.tenant.addressForm,
        isTrusted: isAddressConfirmed,
        // networks choose their keys apart from one another, and from people's browsers
        idempotencyKey: `${networkId} ${idempotencyKeyOf(request, true)}`,
        requestHash: createHash('sha256')
          .update(`${request.params.event}\0${JSON.stringify(request.body)}`)
          .digest(),
      });
      reply.code(201);
      return receipt;
    },
  });
  app.route({
    ...contract.listNetworkRegistrations,
    handler: async (request, reply) => {
      const { programmeId, networkId } = request.partner;
      const { event: eventId } = request.params;
      const { limit = 50, cursor } = request.query;
      const after = decodeCursor(cursor, ['id']);
      if (!(await eventExists(ctx.db, programmeId, eventId))) throw fail('not-found');
      const page = await networkSignups(ctx, { programmeId, networkId, eventId, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.showNetworkRegistration,
    handler: async (request) => {
      const { programmeId, networkId } = request.partner;
      const { event: eventId, receipt } = request.params;
      const found = await networkSignups(ctx, { programmeId, networkId, eventId, limit: 1, after: null, receipt });
      if (found.items.length === 0) throw fail('not-found');
      return found.items[0]!;
    },
  });
}
