import * as contract from '@pr8werk/shared/forms.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { changeForm } from '#api/forms/actions.ts';
import { formViewOf } from '#api/forms/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';

export function eventFormRoutes(app: App, ctx: Context): void {
  const shown = async (request: FastifyRequest, eventId: string) => {
    const view = await formViewOf(ctx.db, request.tenant.programmeId, eventId);
    if (!view) throw fail('not-found');
    return view;
  };
  app.route({
    ...contract.showEventForm,
    handler: async (request, reply) => sendVersioned(await shown(request, request.params.event), request, reply),
  });
  app.route({
    ...contract.changeEventForm,
    handler: async (request, reply) => {
      const { event: eventId } = request.params;
      await changeForm(ctx, {
        programmeId: request.tenant.programmeId,
        eventId,
        actor: byAccount(request),
        version: wantedVersion(request),
        questions: request.body.questions,
      });
      return sendVersioned(await shown(request, eventId), request, reply);
    },
  });
}
