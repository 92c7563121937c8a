import * as contract from '@pr8werk/shared/forms.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import { saveAnswers } from '#api/answers/actions.ts';
import { answersOfContact, answersView, cateringOf } from '#api/answers/queries.ts';
import type { Context } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';
import { registrationOf } from '#api/registrations/queries.ts';

export function answerRoutes(app: App, ctx: Context): void {
  async function shown(request: FastifyRequest, params: { event: string; registration: string }) {
    const { programmeId } = request.tenant;
    if (!(await registrationOf(ctx.db, programmeId, params.event, params.registration))) throw fail('not-found');
    const permissions = request.signedIn.permissionsIn(programmeId) ?? [];
    return answersView(ctx.db, {
      programmeId,
      eventId: params.event,
      registrationId: params.registration,
      withSpecial: permissions.includes('registrations:write'),
    });
  }
  app.route({
    ...contract.listContactAnswers,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const permissions = request.signedIn.permissionsIn(programmeId) ?? [];
      const withSpecial = permissions.includes('registrations:write');
      const items = await answersOfContact(ctx.db, { programmeId, contactId: request.params.contact, withSpecial });
      if (!items) throw fail('not-found');
      return { items };
    },
  });
  app.route({ ...contract.showAnswers, handler: async (request) => shown(request, request.params) });
  app.route({
    ...contract.changeAnswers,
    handler: async (request) => {
      await shown(request, request.params);
      await saveAnswers(ctx, {
        programmeId: request.tenant.programmeId,
        registrationId: request.params.registration,
        actor: byAccount(request),
        given: request.body,
        moments: contract.askMoments,
        isWhole: false,
      });
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.showCatering,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const { event: eventId } = request.params;
      if (!(await eventExists(ctx.db, programmeId, eventId))) throw fail('not-found');
      return cateringOf(ctx.db, { programmeId, eventId, now: ctx.now() });
    },
  });
}
