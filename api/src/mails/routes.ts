import * as contract from '@pr8werk/shared/mails.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import { fail } from '#api/http/problems.ts';
import { resendMail } from '#api/mails/actions.ts';
import { deadJobs, listedMails, mailOf, mailView } from '#api/mails/queries.ts';
import type { Queue } from '#api/queue/queue.ts';

export function mailRoutes(app: App, ctx: Context, queue: Queue): void {
  app.route({
    ...contract.listMails,
    handler: async (request, reply) => {
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['id']);
      const page = await listedMails(ctx.db, { programmeId: request.tenant.programmeId, ...filter, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.showMail,
    handler: async (request) => {
      const row = await mailOf(ctx.db, request.tenant.programmeId, request.params.mail);
      if (!row) throw fail('not-found');
      return { mail: mailView(row), html: row.html, text: row.body };
    },
  });
  app.route({
    ...contract.resendMail,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      await resendMail(ctx, { programmeId, mailId: request.params.mail, actor: byAccount(request) });
      reply.code(202);
      return { mail: request.params.mail };
    },
  });
  app.route({
    ...contract.listDeadJobs,
    handler: async (request) => ({ items: await deadJobs(ctx, request.tenant.programmeId), next: null }),
  });
  app.route({
    ...contract.retryDeadJob,
    handler: async (request, reply) => {
      const dead = (await deadJobs(ctx, request.tenant.programmeId)).find((it) => it.id === request.params.job);
      if (!dead) throw fail('not-found');
      await queue.retry(dead.name, dead.id);
      reply.code(202);
      return { job: dead.id };
    },
  });
}
