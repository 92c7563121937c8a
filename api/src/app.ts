// Every room's routes under its scope: the table of contents of the HTTP side.

import { sendSignIn } from '#api/accounts/mails.ts';
import { isStillAllowed, signedInBy } from '#api/accounts/queries.ts';
import { accountRoutes, teamRoutes } from '#api/accounts/routes.ts';
import { activityRoutes, liveRoute } from '#api/activity/routes.ts';
import { admissionRoutes } from '#api/admissions/routes.ts';
import { answerRoutes } from '#api/answers/routes.ts';
import { contactRoutes } from '#api/contacts/routes.ts';
import type { Context } from '#api/context.ts';
import { helperBy } from '#api/door/queries.ts';
import { doorRoutes } from '#api/door/routes.ts';
import { doubleRoutes } from '#api/doubles/routes.ts';
import { agendaRoute, calendarRoutes } from '#api/events/feed.ts';
import { eventRoutes } from '#api/events/routes.ts';
import { makeCachedBodies } from '#api/feeds/cached-bodies.ts';
import { putInFront } from '#api/feeds/fast-lane.ts';
import { figureRoutes } from '#api/figures/routes.ts';
import { eventFormRoutes } from '#api/forms/routes.ts';
import { guard } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { builtFiles } from '#api/http/built-files.ts';
import { healthRoutes } from '#api/http/health.ts';
import { makeLimits } from '#api/http/limits.ts';
import type { Live } from '#api/http/live.ts';
import { describeApi } from '#api/http/openapi.ts';
import { makeServer } from '#api/http/server.ts';
import { importRoutes } from '#api/imports/routes.ts';
import { invitationRoutes } from '#api/invitations/routes.ts';
import { partnerBy } from '#api/keys/queries.ts';
import { keyRoutes } from '#api/keys/routes.ts';
import { keyUses } from '#api/keys/uses.ts';
import type { Post } from '#api/mail/transport.ts';
import { mailRoutes } from '#api/mails/routes.ts';
import { organisationRoutes } from '#api/organisations/routes.ts';
import { participantsRoutes } from '#api/participants/routes.ts';
import { personalData } from '#api/personal-data.ts';
import { privacyRoutes } from '#api/privacy/routes.ts';
import { programmeFinder } from '#api/programmes/queries.ts';
import { programmeRoutes } from '#api/programmes/routes.ts';
import { problemPage, publicPages } from '#api/public-pages.ts';
import type { Queue } from '#api/queue/queue.ts';
import type { Batcher } from '#api/registrations/batcher.ts';
import { formRoutes } from '#api/registrations/form-routes.ts';
import { networkRoutes } from '#api/registrations/network-routes.ts';
import { participantRoutes, signupRoutes } from '#api/registrations/routes.ts';
import { reminderRoutes } from '#api/reminders/routes.ts';
import { runbookRoutes } from '#api/runbook/routes.ts';
import { searchRoutes } from '#api/search/routes.ts';
import { todayRoutes } from '#api/today/routes.ts';

export interface Services {
  batcher: Batcher;
  queue: Queue;
  live: Live;
  post: Post;
}

export async function buildApp(ctx: Context, services: Services): Promise<App> {
  const { batcher, queue, live, post } = services;
  const { app } = makeServer(ctx, (request, document) => problemPage(request, document).text);
  const limits = makeLimits(ctx.config.limits);
  const uses = keyUses(ctx);
  app.addHook('onClose', () => uses.flush());
  guard(app, ctx, {
    authenticate: (request) => signedInBy(ctx, request),
    authenticateHelper: (request, access) => helperBy(ctx, request, access),
    authenticatePartner: (request) => partnerBy(ctx, request),
    notePartner: (partner) => uses.note(partner),
    findProgramme: programmeFinder(ctx),
    limits,
  });
  await describeApi(app, ctx);
  const cached = makeCachedBodies(ctx);

  await app.register(
    async (scope) => {
      const v1 = scope as unknown as App;
      accountRoutes(v1, ctx, {
        sendSignIn: (requestId) =>
          void sendSignIn(ctx, post, requestId).catch((error: Error) =>
            ctx.log.error({ err: error.message }, 'the sign-in mail was not sent'),
          ),
      });
      teamRoutes(v1, ctx);
      activityRoutes(v1, ctx);
      liveRoute(v1, ctx, live, { isAllowed: (request, permission) => isStillAllowed(ctx, request, permission) });
      programmeRoutes(v1, ctx);
      organisationRoutes(v1, ctx);
      keyRoutes(v1, ctx);
      contactRoutes(v1, ctx);
      importRoutes(v1, ctx);
      eventRoutes(v1, ctx);
      agendaRoute(v1, ctx, cached);
      eventFormRoutes(v1, ctx);
      formRoutes(v1, ctx);
      signupRoutes(v1, ctx, batcher);
      networkRoutes(v1, ctx, batcher);
      participantRoutes(v1, ctx, batcher);
      mailRoutes(v1, ctx, queue);
      admissionRoutes(v1, ctx);
      answerRoutes(v1, ctx);
      participantsRoutes(v1, ctx);
      figureRoutes(v1, ctx);
      reminderRoutes(v1, ctx);
      runbookRoutes(v1, ctx);
      doorRoutes(v1, ctx);
      invitationRoutes(v1, ctx);
      doubleRoutes(v1, ctx);
      privacyRoutes(v1, ctx, personalData);
      searchRoutes(v1, ctx);
      todayRoutes(v1, ctx);
      v1.get(
        '/openapi.json',
        { config: { access: { kind: 'public' }, anyOrigin: true }, schema: { hide: true } },
        async (_request, reply) => {
          reply.header('cache-control', 'public, max-age=300').type('application/json; charset=utf-8');
          return reply.serializer((it: string) => it).send(JSON.stringify(app.swagger()));
        },
      );
    },
    { prefix: '/v1' },
  );
  healthRoutes(app, ctx);
  calendarRoutes(app, ctx, cached);
  await builtFiles(app);
  publicPages(app, ctx, { batcher });
  await app.ready();
  putInFront(app.server, ctx, cached.lane, limits);
  return app;
}
