import * as contract from '@pr8werk/shared/privacy.ts';
import { byAccount, record } from '#api/activity/actions.ts';
import { withdrawConsent } from '#api/contacts/consents.ts';
import { type Context, transact } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { addHold, endHold, erasePerson } from '#api/privacy/actions.ts';
import { holdsInForce, personalDataOf, privacyOf, requirePerson, retentionOf } from '#api/privacy/queries.ts';
import type { Store } from '#api/privacy/rules.ts';

export function privacyRoutes(app: App, ctx: Context, stores: readonly Store[]): void {
  app.route({
    ...contract.exportPerson,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const person = await requirePerson(ctx.db, programmeId, request.params.contact);
      const subjectId = person.contacts[0]!;
      await transact(ctx, (tx) =>
        record(ctx, tx, { programmeId, name: 'contact.exported', actor: byAccount(request), subjectId }),
      );
      return personalDataOf(ctx, stores, request.tenant, person);
    },
  });
  app.route({
    ...contract.showPersonPrivacy,
    handler: async (request) =>
      privacyOf(ctx.db, await requirePerson(ctx.db, request.tenant.programmeId, request.params.contact)),
  });
  app.route({
    ...contract.erasePerson,
    handler: async (request) => {
      const whom = { programmeId: request.tenant.programmeId, contactId: request.params.contact };
      await erasePerson(ctx, stores, { ...whom, actor: byAccount(request), reason: request.body.reason });
      return privacyOf(ctx.db, await requirePerson(ctx.db, whom.programmeId, whom.contactId));
    },
  });
  app.route({
    ...contract.withdrawConsent,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { contacts } = await requirePerson(ctx.db, programmeId, request.params.contact);
      const { purpose } = request.body;
      const actor = byAccount(request);
      await transact(ctx, async (tx) => {
        await withdrawConsent(ctx, tx, { programmeId, contactId: contacts[0]!, purpose, actor });
      });
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.listHolds,
    handler: async (request) => ({ items: await holdsInForce(ctx.db, request.tenant.programmeId), next: null }),
  });
  app.route({
    ...contract.addHold,
    handler: async (request, reply) => {
      const { programmeId, timeZone } = request.tenant;
      const { contact: contactId } = request.params;
      const actor = byAccount(request);
      const view = await once(ctx, request, { programmeId, scope: 'addHold', actor: actor.id! }, async (tx) => {
        const id = await addHold(ctx, tx, { ...request.body, programmeId, contactId, timeZone, actor });
        const made = await holdsInForce(tx, programmeId);
        return made.find((it) => it.id === id)!;
      });
      reply.code(201);
      return view;
    },
  });
  app.route({
    ...contract.endHold,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      await endHold(ctx, stores, { programmeId, holdId: request.params.hold, actor: byAccount(request) });
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.showRetention,
    handler: async (request) => retentionOf(ctx, request.tenant.programmeId, stores),
  });
}
