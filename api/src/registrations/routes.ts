import { createHash } from 'node:crypto';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { NewRegistration } from '@pr8werk/shared/registrations.ts';
import * as contract from '@pr8werk/shared/registrations.ts';
import { listSites, showStatistics } from '@pr8werk/shared/statistics.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import { askSubscription } from '#api/contacts/actions.ts';
import type { Context } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext, pageOf } from '#api/http/cursors.ts';
import { idempotencyKeyOf, requestHash } from '#api/http/idempotency.ts';
import { fail, languageOf } from '#api/http/problems.ts';
import { cancelRegistration, recordAttendance, restoreRegistration } from '#api/registrations/actions.ts';
import type { Batcher } from '#api/registrations/batcher.ts';
import { looksHuman } from '#api/registrations/form-tokens.ts';
import { countsOf, cursorKey, cursorKind, listedRegistrations, registrationOf } from '#api/registrations/queries.ts';
import { noticeVersion } from '#api/registrations/rules.ts';
import { siteOf } from '#api/registrations/sightings.ts';
import { addParticipant, signUp } from '#api/registrations/signing-up.ts';
import { sitesOf, statisticsOf } from '#api/registrations/statistics.ts';
import { registrationView } from '#api/registrations/views.ts';

/** What the person filled in: a fresh token or other proof of work does not make it another request. */
function signupHash(
  request: FastifyRequest,
  { token: _token, proof: _proof, website: _website, ...filledIn }: NewRegistration,
): Buffer {
  return createHash('sha256')
    .update(`${(request.params as { event: string }).event}\0${JSON.stringify(filledIn)}`)
    .digest();
}

export function signupRoutes(app: App, ctx: Context, batcher: Batcher): void {
  app.route({
    ...contract.createRegistration,
    handler: async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request, true);
      const { body } = request;
      const receipt = await signUp(ctx, batcher, {
        programmeId: request.tenant.programmeId,
        eventId: request.params.event,
        name: body.name,
        email: body.email,
        role: body.role,
        organisation: body.organisation,
        note: body.note,
        language: body.language ?? languageOf(request),
        addressForm: request.tenant.addressForm,
        source: body.source,
        code: body.code,
        companions: body.companions,
        answers: body.answers,
        shown: body.shown,
        agreed: body.agreed,
        news: body.news,
        followUp: body.followUp,
        formVersion: body.formVersion,
        site: siteOf(request),
        isTrusted: await looksHuman(ctx, request.params.event, { ...body, idempotencyKey }),
        idempotencyKey,
        requestHash: signupHash(request, body),
      });
      reply.code(201);
      return receipt;
    },
  });
  app.route({
    ...contract.subscribe,
    handler: async (request, reply) => {
      const { body } = request;
      const language = body.language ?? languageOf(request);
      // a robot gets the same friendly words, and nobody a mail
      const subject = `news ${request.tenant.programmeId}`;
      const isHuman = !body.website && (!body.token || (await looksHuman(ctx, subject, { ...body, isAnyPace: true })));
      if (isHuman) {
        await askSubscription(ctx, {
          programmeId: request.tenant.programmeId,
          name: body.name,
          email: body.email,
          language,
          source: body.source ?? siteOf(request) ?? 'api',
          textVersion: noticeVersion,
        });
      }
      reply.code(202);
      return { message: translator(publicMessages, language, request.tenant.addressForm)('done.subscribed') };
    },
  });
}

export function participantRoutes(app: App, ctx: Context, batcher: Batcher): void {
  async function shown(request: FastifyRequest, params: { event: string; registration: string }) {
    const row = await registrationOf(ctx.db, request.tenant.programmeId, params.event, params.registration);
    if (!row) throw fail('not-found');
    return registrationView(row);
  }
  /** An empty list says that nobody came; of a meeting that is not here it says nothing. */
  async function requireEvent(request: FastifyRequest, eventId: string): Promise<void> {
    if (!(await eventExists(ctx.db, request.tenant.programmeId, eventId))) throw fail('not-found');
  }
  /** The registration must belong to the meeting in the path, before anything changes. */
  async function target(request: FastifyRequest, params: { event: string; registration: string }) {
    await shown(request, params);
    return { programmeId: request.tenant.programmeId, registrationId: params.registration, actor: byAccount(request) };
  }

  app.route({
    ...contract.listRegistrations,
    handler: async (request, reply) => {
      const { limit = 50, cursor, tab = 'all', sort = 'name', ...filter } = request.query;
      const after = decodeCursor(cursor, [cursorKind(sort), 'id']);
      await requireEvent(request, request.params.event);
      const given = {
        programmeId: request.tenant.programmeId,
        eventId: request.params.event,
        tab,
        sort,
        ...filter,
      };
      const rows = await listedRegistrations(ctx.db, { ...given, limit: limit + 1, after });
      return linkNext(
        pageOf(rows, limit, registrationView, (it) => cursorKey(sort, it)),
        request,
        reply,
        ctx.config.publicUrl,
      );
    },
  });
  app.route({
    ...contract.countRegistrations,
    handler: async (request) => {
      await requireEvent(request, request.params.event);
      return countsOf(ctx.db, request.tenant.programmeId, request.params.event, request.query);
    },
  });
  app.route({
    ...showStatistics,
    handler: async (request) => {
      const { programmeId, timeZone } = request.tenant;
      const { event: eventId } = request.params;
      await requireEvent(request, eventId);
      return statisticsOf(ctx.db, { programmeId, eventId, timeZone });
    },
  });
  app.route({
    ...listSites,
    handler: async (request) => {
      await requireEvent(request, request.params.event);
      return { items: await sitesOf(ctx.db, request.tenant.programmeId, request.params.event), next: null };
    },
  });
  app.route({ ...contract.showRegistration, handler: async (request) => shown(request, request.params) });
  app.route({
    ...contract.addRegistration,
    handler: async (request, reply) => {
      const { body } = request;
      const key = idempotencyKeyOf(request, false);
      const id = await addParticipant(ctx, batcher, {
        programmeId: request.tenant.programmeId,
        eventId: request.params.event,
        ...body,
        invite: body.invite ?? false,
        language: body.language ?? 'nl',
        idempotencyKey: key,
        requestHash: key ? requestHash(request, request.signedIn.accountId) : null,
        actor: byAccount(request),
      });
      reply.code(201);
      return shown(request, { event: request.params.event, registration: id });
    },
  });
  app.route({
    ...contract.cancelRegistration,
    handler: async (request) => {
      const answer = await cancelRegistration(ctx, {
        ...(await target(request, request.params)),
        eventId: request.params.event,
        ...request.body,
      });
      if (answer === 'already') throw fail('registration-state');
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.restoreRegistration,
    handler: async (request) => {
      await restoreRegistration(ctx, await target(request, request.params));
      return shown(request, request.params);
    },
  });
  app.route({
    ...contract.checkIn,
    handler: async (request) => {
      const given = await target(request, request.params);
      await recordAttendance(ctx, { ...given, eventId: request.params.event, hasAttended: request.body.hasAttended });
      return shown(request, request.params);
    },
  });
}
