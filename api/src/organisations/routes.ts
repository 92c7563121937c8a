import * as contract from '@pr8werk/shared/organisations.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import { once } from '#api/http/idempotency.ts';
import { fail } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';
import { changeNetwork, changeOrganisation, createNetwork, createOrganisation } from '#api/organisations/actions.ts';
import { listedOrganisations, networkViews, organisationEvents, organisationOf } from '#api/organisations/queries.ts';

export function organisationRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listOrganisations,
    handler: async (request, reply) => {
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['text', 'id']);
      const page = await listedOrganisations(ctx.db, {
        programmeId: request.tenant.programmeId,
        ...filter,
        limit,
        after,
      });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.showOrganisation,
    handler: async (request, reply) => {
      const view = await organisationOf(ctx.db, request.tenant.programmeId, request.params.organisation);
      if (!view) throw fail('not-found');
      return sendVersioned(view, request, reply);
    },
  });
  app.route({
    ...contract.listOrganisationEvents,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const mayCount = request.signedIn.permissionsIn(programmeId)?.includes('registrations:read') ?? false;
      const items = await organisationEvents(ctx.db, programmeId, request.params.organisation, mayCount);
      if (!items) throw fail('not-found');
      return { items, next: null };
    },
  });
  app.route({
    ...contract.createOrganisation,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const view = await once(
        ctx,
        request,
        { programmeId, scope: 'createOrganisation', actor: request.signedIn.accountId },
        async (tx) => {
          const id = await createOrganisation(ctx, tx, programmeId, request.body, byAccount(request));
          return (await organisationOf(tx, programmeId, id))!;
        },
      );
      reply.code(201);
      return view;
    },
  });
  app.route({
    ...contract.changeOrganisation,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { organisation: organisationId } = request.params;
      const version = wantedVersion(request);
      await changeOrganisation(ctx, {
        programmeId,
        organisationId,
        version,
        change: request.body,
        actor: byAccount(request),
      });
      return sendVersioned((await organisationOf(ctx.db, programmeId, organisationId))!, request, reply);
    },
  });
  app.route({
    ...contract.listNetworks,
    handler: async (request) => ({ items: await networkViews(ctx.db, request.tenant.programmeId), next: null }),
  });
  app.route({
    ...contract.createNetwork,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const view = await once(
        ctx,
        request,
        { programmeId, scope: 'createNetwork', actor: request.signedIn.accountId },
        async (tx) => {
          const id = await createNetwork(ctx, tx, programmeId, request.body, byAccount(request));
          return (await networkViews(tx, programmeId, id))[0]!;
        },
      );
      reply.code(201);
      return view;
    },
  });
  app.route({
    ...contract.showNetwork,
    handler: async (request, reply) => {
      const [view] = await networkViews(ctx.db, request.tenant.programmeId, request.params.network);
      if (!view) throw fail('not-found');
      return sendVersioned(view, request, reply);
    },
  });
  app.route({
    ...contract.changeNetwork,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { network: networkId } = request.params;
      const version = wantedVersion(request);
      await changeNetwork(ctx, { programmeId, networkId, version, change: request.body, actor: byAccount(request) });
      return sendVersioned((await networkViews(ctx.db, programmeId, networkId))[0]!, request, reply);
    },
  });
}
