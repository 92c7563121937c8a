import type { EventPatch } from '@pr8werk/shared/events.ts';
import * as contract from '@pr8werk/shared/events.ts';
import { withdrawEvent as withdrawal } from '@pr8werk/shared/publication.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context, Db } from '#api/context.ts';
import { cancelEvent, changeEvent, createEvent, holdEvent, publishEvent, withdrawEvent } from '#api/events/actions.ts';
import { eventOf, listedEvents } from '#api/events/queries.ts';
import { eventView } from '#api/events/views.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext, pageOf } from '#api/http/cursors.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, type ToldFault } from '#api/http/problems.ts';
import { sendVersioned, wantedVersion } from '#api/http/versions.ts';

export function eventRoutes(app: App, ctx: Context): void {
  const where = (request: FastifyRequest) => ({
    publicUrl: ctx.config.publicUrl,
    programmeSlug: request.tenant.slug,
    timeZone: request.tenant.timeZone,
    now: ctx.now(),
  });
  async function shown(request: FastifyRequest, eventId: string, db: Db = ctx.db) {
    const event = await eventOf(db, request.tenant.programmeId, eventId);
    if (!event) throw fail('not-found');
    return eventView(event, where(request));
  }
  const target = (request: FastifyRequest, eventId: string) => ({
    programmeId: request.tenant.programmeId,
    eventId,
    actor: byAccount(request),
  });

  app.route({
    ...contract.listEvents,
    handler: async (request, reply) => {
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['text', 'id']);
      const rows = await listedEvents(ctx.db, {
        programmeId: request.tenant.programmeId,
        ...filter,
        limit: limit + 1,
        after,
      });
      const page = pageOf(
        rows,
        limit,
        (it) => eventView(it, where(request)),
        (it) => [it.happensOn, it.eventId],
      );
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.createEvent,
    handler: async (request, reply) => {
      const { programmeId, timeZone } = request.tenant;
      checkMoments(request.body);
      const view = await once(
        ctx,
        request,
        { programmeId, scope: 'createEvent', actor: request.signedIn.accountId },
        async (tx) => {
          const id = await createEvent(ctx, tx, {
            programmeId,
            timeZone,
            body: request.body,
            actor: byAccount(request),
          });
          return shown(request, id, tx);
        },
      );
      reply.code(201);
      return view;
    },
  });
  app.route({
    ...contract.showEvent,
    handler: async (request, reply) => sendVersioned(await shown(request, request.params.event), request, reply),
  });
  app.route({
    ...contract.changeEvent,
    handler: async (request, reply) => {
      checkMoments(request.body);
      await changeEvent(ctx, {
        ...target(request, request.params.event),
        timeZone: request.tenant.timeZone,
        version: wantedVersion(request),
        patch: request.body,
      });
      return sendVersioned(await shown(request, request.params.event), request, reply);
    },
  });
  app.route({
    ...contract.publishEvent,
    handler: async (request) => {
      await publishEvent(ctx, target(request, request.params.event));
      return shown(request, request.params.event);
    },
  });
  app.route({
    ...withdrawal,
    handler: async (request) => {
      await withdrawEvent(ctx, target(request, request.params.event));
      return shown(request, request.params.event);
    },
  });
  app.route({
    ...contract.cancelEvent,
    handler: async (request) => {
      await cancelEvent(ctx, { ...target(request, request.params.event), reason: request.body.reason });
      return shown(request, request.params.event);
    },
  });
  app.route({
    ...contract.holdEvent,
    handler: async (request) => {
      await holdEvent(ctx, target(request, request.params.event));
      return shown(request, request.params.event);
    },
  });
}

/** Moments within one request that contradict each other; against what is stored the named constraints do it. */
function checkMoments(body: EventPatch): void {
  const errors: ToldFault[] = [];
  const isNotBefore = (a: string | null | undefined, b: string | null | undefined) =>
    a && b && new Date(a) >= new Date(b);
  if (isNotBefore(body.startsAt, body.endsAt)) {
    const detail = { nl: 'Het einde ligt niet na het begin', en: 'The end is not after the start' };
    errors.push({ pointer: '/endsAt', code: 'order', detail });
  }
  if (isNotBefore(body.signupOpensAt, body.signupClosesAt)) {
    const detail = { nl: 'De aanmelding sluit niet na de opening', en: 'Signup does not close after it opens' };
    errors.push({ pointer: '/signupClosesAt', code: 'order', detail });
  }
  if (body.title && !body.title.nl.trim()) {
    errors.push({ pointer: '/title/nl', code: 'required', detail: { nl: 'Vul dit in', en: 'Fill this in' } });
  }
  if (errors.length > 0) throw fail('invalid-request', { errors });
}
