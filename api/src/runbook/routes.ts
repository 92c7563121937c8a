import * as contract from '@pr8werk/shared/runbook.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, languageOf } from '#api/http/problems.ts';
import { addTask, changeTask, removeTask, startRunbook } from '#api/runbook/actions.ts';
import { openTasks, runbookOf } from '#api/runbook/queries.ts';

export function runbookRoutes(app: App, ctx: Context): void {
  const target = (request: FastifyRequest, eventId: string) => ({
    programmeId: request.tenant.programmeId,
    eventId,
    actor: byAccount(request),
  });
  const shown = async (request: FastifyRequest, eventId: string) => ({
    items: await runbookOf(ctx, ctx.db, request.tenant.programmeId, eventId),
    next: null,
  });
  const one = async (request: FastifyRequest, eventId: string, taskId: string) =>
    (await runbookOf(ctx, ctx.db, request.tenant.programmeId, eventId, taskId))[0]!;

  app.route({
    ...contract.showRunbook,
    handler: async (request) => {
      const { event } = request.params;
      if (!(await eventExists(ctx.db, request.tenant.programmeId, event))) throw fail('not-found');
      return shown(request, event);
    },
  });
  app.route({
    ...contract.startRunbook,
    handler: async (request, reply) => {
      const { event } = request.params;
      const { copyOf, language = languageOf(request) } = request.body;
      await startRunbook(ctx, { ...target(request, event), copyOf, language });
      reply.code(201);
      return shown(request, event);
    },
  });
  app.route({
    ...contract.addTask,
    handler: async (request, reply) => {
      const { event } = request.params;
      const given = { ...target(request, event), fields: request.body };
      const key = { programmeId: given.programmeId, scope: 'addTask', actor: given.actor.id! };
      const { id } = await once(ctx, request, key, async (tx) => ({ id: await addTask(ctx, tx, given) }));
      reply.code(201);
      return one(request, event, id);
    },
  });
  app.route({
    ...contract.changeTask,
    handler: async (request) => {
      const { event, task: taskId } = request.params;
      await changeTask(ctx, { ...target(request, event), taskId, fields: request.body });
      return one(request, event, taskId);
    },
  });
  app.route({
    ...contract.removeTask,
    handler: async (request, reply) => {
      await removeTask(ctx, { ...target(request, request.params.event), taskId: request.params.task });
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.listTasks,
    handler: async (request) => {
      const { programmeId, timeZone } = request.tenant;
      const { duty } = request.query;
      return { items: await openTasks(ctx, { programmeId, timeZone, ...(duty ? { duty } : {}) }), next: null };
    },
  });
}
