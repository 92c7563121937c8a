import type { Permission } from '@pr8werk/shared/accounts.ts';
import { listActivity } from '@pr8werk/shared/activity.ts';
import type { FastifyRequest } from 'fastify';
import { listedActivity } from '#api/activity/queries.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import type { Live } from '#api/http/live.ts';

export function activityRoutes(app: App, ctx: Context): void {
  app.route({
    ...listActivity,
    handler: async (request, reply) => {
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['id']);
      const { programmeId, timeZone } = request.tenant;
      const page = await listedActivity(ctx, { programmeId, timeZone, ...filter, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
}

interface Stream {
  /** Whether the session is still there and still may; asked at every beat. */
  isAllowed(request: FastifyRequest, permission: Permission): Promise<boolean>;
  beatMs?: number;
}

const permission = 'programme:read';
/** Who is so far behind does not read; the browser connects again and looks at everything anew. */
const largestBacklog = 1_000_000;

/** A stream has no JSON answer, so it stands outside the typed contract; see LiveMessage in shared/src/activity.ts. */
export function liveRoute(app: App, ctx: Context, live: Live, { isAllowed, beatMs = 20_000 }: Stream): void {
  app.route({
    method: 'GET',
    url: '/programmes/:programme/live',
    // a stream without a body would never end
    exposeHeadRoute: false,
    config: { access: { kind: 'staff', permission } },
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
      const say = (text: string) => {
        raw.write(text);
        // destroyed and not ended: an end would wait behind what is not read
        if (raw.writableLength > largestBacklog) raw.destroy();
      };
      say('retry: 2000\n\n');
      const unfollow = live.follow(request.tenant.programmeId, (data) => say(`data: ${data}\n\n`));
      const beat = setInterval(async () => {
        say(': \n\n');
        try {
          if (!(await isAllowed(request, permission))) raw.end();
        } catch (error) {
          // the database is away: there is nothing to tell meanwhile, and the next beat asks again
          ctx.log.warn({ err: (error as Error).message }, 'a live stream could not be checked');
        }
      }, beatMs);
      const forget = live.onStop(() => raw.end());
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
