import * as contract from '@pr8werk/shared/reminders.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';
import { chooseProgrammeReminders, chooseReminders } from '#api/reminders/actions.ts';
import { programmeKinds, remindersOf } from '#api/reminders/queries.ts';

export function reminderRoutes(app: App, ctx: Context): void {
  async function shown(request: FastifyRequest, eventId: string) {
    const view = await remindersOf(ctx, ctx.db, request.tenant.programmeId, eventId);
    if (!view) throw fail('not-found');
    return view;
  }
  app.route({ ...contract.showReminders, handler: (request) => shown(request, request.params.event) });
  app.route({
    ...contract.chooseReminders,
    handler: async (request) => {
      const { event: eventId } = request.params;
      const { programmeId } = request.tenant;
      await chooseReminders(ctx, { programmeId, eventId, on: request.body.on, actor: byAccount(request) });
      return shown(request, eventId);
    },
  });
  app.route({
    ...contract.showProgrammeReminders,
    handler: async (request) => ({ on: await programmeKinds(ctx.db, request.tenant.programmeId) }),
  });
  app.route({
    ...contract.chooseProgrammeReminders,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      await chooseProgrammeReminders(ctx, { programmeId, on: request.body.on, actor: byAccount(request) });
      return { on: await programmeKinds(ctx.db, programmeId) };
    },
  });
}
