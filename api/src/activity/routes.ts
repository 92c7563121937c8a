import { listActivity } from '@pr8werk/shared/activity.ts';
import { listedActivity } from '#api/activity/queries.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import type { Live } from '#api/http/live.ts';

export function activityRoutes(app: App, ctx: Context): void {
  app.route({
    ...listActivity,
    handler: async (request, reply) => {
      const { limit = 50, cursor, event } = request.query;
      const after = decodeCursor(cursor, ['id']);
      const page = await listedActivity(ctx, { programmeId: request.tenant.programmeId, event, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
}

/** A stream has no JSON answer, so it stands outside the typed contract; see LiveMessage in shared/src/activity.ts. */
export function liveRoute(app: App, live: Live): void {
  app.route({
    method: 'GET',
    url: '/programmes/:programme/live',
    // a stream without a body would never end
    exposeHeadRoute: false,
    config: { access: { kind: 'staff', permission: 'programme:read' } },
    handler: (request, reply) => {
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value as string);
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const unfollow = live.follow(request.tenant.programmeId, (data) => raw.write(`data: ${data}\n\n`));
      const beat = setInterval(() => raw.write(': \n\n'), 20_000);
      const forget = live.onStop(() => raw.end());
      // signing out or losing a role ends the stream within the quarter of an hour
      const end = setTimeout(() => raw.end(), 15 * 60_000);
      raw.on('close', () => {
        clearInterval(beat);
        clearTimeout(end);
        unfollow();
        forget();
      });
    },
  });
}
