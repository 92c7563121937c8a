import * as contract from '@pr8werk/shared/contacts.ts';
import { byAccount } from '#api/activity/actions.ts';
import { changeContact } from '#api/contacts/actions.ts';
import { contactFacets, contactHistory, contactOf, listedContacts } from '#api/contacts/queries.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import { fail } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';

export function contactRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listContacts,
    handler: async (request, reply) => {
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['text', 'id']);
      const page = await listedContacts(ctx.db, { programmeId: request.tenant.programmeId, ...filter, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.showContact,
    handler: async (request, reply) => {
      const view = await contactOf(ctx.db, request.tenant.programmeId, request.params.contact);
      if (!view) throw fail('not-found');
      return sendVersioned(view, request, reply);
    },
  });
  app.route({
    ...contract.showContactHistory,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      if (!(await contactOf(ctx.db, programmeId, request.params.contact))) throw fail('not-found');
      return { items: await contactHistory(ctx.db, programmeId, request.params.contact), next: null };
    },
  });
  app.route({
    ...contract.listContactFacets,
    handler: async (request) => contactFacets(ctx.db, request.tenant.programmeId),
  });
  app.route({
    ...contract.changeContact,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { contact: contactId } = request.params;
      await changeContact(ctx, {
        programmeId,
        contactId,
        version: wantedVersion(request),
        change: request.body,
        actor: byAccount(request),
      });
      return sendVersioned((await contactOf(ctx.db, programmeId, contactId))!, request, reply);
    },
  });
}
