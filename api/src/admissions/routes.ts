import * as contract from '@pr8werk/shared/admissions.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import { changeSignupRules } from '#api/admissions/actions.ts';
import { signupRulesOf } from '#api/admissions/queries.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';
import { promoteRegistration } from '#api/registrations/actions.ts';
import { approve, decline, offerPlace } from '#api/registrations/offers.ts';
import { registrationOf } from '#api/registrations/queries.ts';
import { registrationView } from '#api/registrations/views.ts';

export function admissionRoutes(app: App, ctx: Context): void {
  const rulesOf = async (request: FastifyRequest, eventId: string) => {
    const rules = await signupRulesOf(ctx.db, request.tenant.programmeId, eventId);
    if (!rules) throw fail('not-found');
    return rules;
  };
  app.route({
    ...contract.showSignupRules,
    handler: async (request, reply) => sendVersioned(await rulesOf(request, request.params.event), request, reply),
  });
  app.route({
    ...contract.changeSignupRules,
    handler: async (request, reply) => {
      const { event: eventId } = request.params;
      await changeSignupRules(ctx, {
        programmeId: request.tenant.programmeId,
        eventId,
        actor: byAccount(request),
        version: wantedVersion(request),
        rules: request.body,
      });
      return sendVersioned(await rulesOf(request, eventId), request, reply);
    },
  });

  async function shown(request: FastifyRequest, params: { event: string; registration: string }) {
    const row = await registrationOf(ctx.db, request.tenant.programmeId, params.event, params.registration);
    if (!row) throw fail('not-found');
    return registrationView(row);
  }
  /** The registration must belong to the meeting in the path, before anything changes. */
  async function target(request: FastifyRequest, params: { event: string; registration: string }) {
    await shown(request, params);
    return {
      programmeId: request.tenant.programmeId,
      eventId: params.event,
      registrationId: params.registration,
      actor: byAccount(request),
    };
  }
  app.route({
    ...contract.promoteRegistration,
    handler: async (request) => {
      const { capacity, notify = true, text } = request.body;
      const given = { raiseCapacity: capacity === 'raise', notify, text };
      await promoteRegistration(ctx, { ...(await target(request, request.params)), ...given });
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.approveRegistration,
    handler: async (request) => {
      await approve(ctx, { ...(await target(request, request.params)), ...request.body });
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.declineRegistration,
    handler: async (request) => {
      await decline(ctx, { ...(await target(request, request.params)), ...request.body });
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.offerPlace,
    handler: async (request) => {
      const { hours, because, text, capacity } = request.body;
      const given = { hours, because: because.trim(), text, raiseCapacity: capacity === 'raise', notify: true };
      await offerPlace(ctx, { ...(await target(request, request.params)), ...given });
      return shown(request, request.params);
    },
  });
}
