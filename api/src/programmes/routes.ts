import { firstRun, showFirstRun } from '@pr8werk/shared/accounts.ts';
import type { Hex } from '@pr8werk/shared/colour.ts';
import * as contract from '@pr8werk/shared/programmes.ts';
import * as wordings from '@pr8werk/shared/wordings.ts';
import { isFirstRunOpen } from '#api/accounts/queries.ts';
import { signInAs } from '#api/accounts/routes.ts';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { isFault, readPicture } from '#api/files/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';
import {
  addPlanVersion,
  addProgrammeYear,
  changeProgramme,
  changeProgrammeYear,
  setLogo,
} from '#api/programmes/actions.ts';
import { makeOwner } from '#api/programmes/first-run.ts';
import { canExist } from '#api/programmes/partial-dates.ts';
import {
  planVersionViews,
  planView,
  programmeView,
  programmeYearOf,
  publicProgrammes,
} from '#api/programmes/queries.ts';
import { accentFault } from '#api/programmes/rules.ts';
import { previewOf, resetWording, setWording, wordingView, wordingViews } from '#api/programmes/wordings.ts';

export function programmeRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.listProgrammes,
    handler: async () => ({ items: await publicProgrammes(ctx.db), next: null }),
  });
  app.route({
    ...contract.showProgramme,
    handler: async (request, reply) =>
      sendVersioned(await programmeView(ctx, ctx.db, request.tenant.programmeId), request, reply),
  });
  app.route({
    ...contract.changeProgramme,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { accent, ...rest } = request.body;
      if (rest.languages && !rest.languages.includes('nl')) {
        const detail = { nl: 'Nederlands hoort er altijd bij', en: 'Dutch is always among them' };
        throw faultAt('/languages', 'dutch', detail);
      }
      // the pattern of the contract has seen to the form
      const fault = accent ? accentFault(accent as Hex) : null;
      if (fault) throw faultAt('/accent', 'contrast', fault);
      await changeProgramme(ctx, {
        programmeId,
        version: wantedVersion(request),
        change: accent === undefined ? rest : { ...rest, accent: accent as Hex | null },
        actor: byAccount(request),
      });
      return sendVersioned(await programmeView(ctx, ctx.db, programmeId), request, reply);
    },
  });
  app.route({
    ...contract.setLogo,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const picture = readPicture(Buffer.from(request.body.content, 'base64'));
      if (isFault(picture)) throw faultAt('/content', 'picture', picture);
      await setLogo(ctx, { programmeId, picture, actor: byAccount(request) });
      return programmeView(ctx, ctx.db, programmeId);
    },
  });
  app.route({
    ...contract.removeLogo,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      await setLogo(ctx, { programmeId, picture: null, actor: byAccount(request) });
      return programmeView(ctx, ctx.db, programmeId);
    },
  });
  wordingRoutes(app, ctx);
  app.route({ ...contract.showPlan, handler: async (request) => planView(ctx, request.tenant.programmeId) });
  app.route({
    ...contract.addPlanVersion,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { body } = request;
      if (body.since && !canExist(body.since)) {
        throw faultAt('/since/day', 'date', { nl: 'Deze dag bestaat niet', en: 'This day does not exist' });
      }
      const view = await once(
        ctx,
        request,
        { programmeId, scope: 'addPlanVersion', actor: request.signedIn.accountId },
        async (tx) => {
          const id = await addPlanVersion(ctx, tx, programmeId, body, byAccount(request));
          return (await planVersionViews(tx, programmeId)).find((it) => it.id === id)!;
        },
      );
      reply.code(201);
      return view;
    },
  });
  yearRoutes(app, ctx);
  app.route({ ...showFirstRun, handler: async () => ({ isOpen: await isFirstRunOpen(ctx.db) }) });
  app.route({
    ...firstRun,
    handler: async (request, reply) => signInAs(ctx, await makeOwner(ctx, request.body), request, reply),
  });
}

function yearRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.addProgrammeYear,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const actor = byAccount(request);
      const view = await once(
        ctx,
        request,
        { programmeId, scope: 'addProgrammeYear', actor: actor.id! },
        async (tx) => {
          const id = await addProgrammeYear(ctx, tx, programmeId, request.body, actor);
          return (await programmeYearOf(tx, programmeId, id))!;
        },
      );
      reply.code(201);
      return view;
    },
  });
  app.route({
    ...contract.showProgrammeYear,
    handler: async (request, reply) => {
      const view = await programmeYearOf(ctx.db, request.tenant.programmeId, request.params.year);
      if (!view) throw fail('not-found');
      return sendVersioned(view, request, reply);
    },
  });
  app.route({
    ...contract.changeProgrammeYear,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { year: yearId } = request.params;
      const version = wantedVersion(request);
      await changeProgrammeYear(ctx, { programmeId, yearId, version, change: request.body, actor: byAccount(request) });
      return sendVersioned((await programmeYearOf(ctx.db, programmeId, yearId))!, request, reply);
    },
  });
}

function wordingRoutes(app: App, ctx: Context): void {
  app.route({
    ...wordings.listWordings,
    handler: async (request) => ({ items: await wordingViews(ctx.db, request.tenant), next: null }),
  });
  app.route({
    ...wordings.setWording,
    handler: async (request) => {
      const { key, language } = request.params;
      const { programmeId } = request.tenant;
      await setWording(ctx, { programmeId, key, language, wording: request.body, actor: byAccount(request) });
      return wordingView(ctx.db, request.tenant, key, language);
    },
  });
  app.route({
    ...wordings.resetWording,
    handler: async (request) => {
      const { key, language } = request.params;
      await resetWording(ctx, { programmeId: request.tenant.programmeId, key, language, actor: byAccount(request) });
      return wordingView(ctx.db, request.tenant, key, language);
    },
  });
  app.route({
    ...wordings.previewWording,
    handler: async (request) => {
      const { html, text, subject } = previewOf(ctx, {
        tenant: request.tenant,
        ...request.params,
        wording: request.body,
      });
      return { subject, html, text };
    },
  });
}
