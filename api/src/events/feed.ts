// The public agenda as JSON, as a calendar to subscribe to, and one meeting as a calendar file.

import { showAgenda } from '@pr8werk/shared/events.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyRequest } from 'fastify';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Context } from '#api/context.ts';
import { type FullEvent, publicEventBySlug, publicEvents } from '#api/events/queries.ts';
import { nextTurn } from '#api/events/rules.ts';
import { agendaItem, eventUrl } from '#api/events/views.ts';
import type { CachedBodies } from '#api/feeds/cached-bodies.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

interface Where {
  publicUrl: string;
  programmeSlug: string;
}

/**
 * When a meeting stands in a calendar: its instants, in UTC; the whole day where a source tells the day and no time; null
 * where the day is not known, or whether it was held at all.
 */
function spanOf(event: FullEvent): { start: Date; end: Date; allDay?: true } | null {
  if (event.startsAt && event.endsAt) return { start: event.startsAt, end: event.endsAt };
  if (event.status !== 'held' || event.happensOn.includes('?')) return null;
  const start = new Date(`${event.happensOn}T00:00:00Z`);
  return { start, end: new Date(start.getTime() + 24 * 3600_000), allDay: true };
}

/** A calendar of meetings whose day is known. The UID of a meeting never changes; SEQUENCE grows with its version. */
export function calendarOf(
  events: FullEvent[],
  where: Where & { name?: string; method?: 'PUBLISH' | 'CANCEL'; language?: Language; revision?: number },
): string {
  const calendar = ical({
    prodId: { company: 'Pr8werk', product: 'Pr8werk', language: 'NL' },
    method: where.method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    ...(where.name ? { name: where.name } : {}),
  });
  for (const event of events) {
    const span = spanOf(event);
    if (!span) continue;
    calendar.createEvent({
      id: `${event.eventId}@pr8werk`,
      sequence: event.version + (where.revision ?? 0),
      ...span,
      stamp: event.changedAt,
      created: event.createdAt,
      lastModified: event.changedAt,
      summary: (where.language === 'en' && event.titleEn) || event.titleNl,
      description: (where.language === 'en' && event.summaryEn) || event.summaryNl || null,
      location:
        [event.venueName, event.venueStreet, [event.venuePostcode, event.venuePlace].filter(Boolean).join(' ')]
          .filter(Boolean)
          .join(', ') || null,
      url: eventUrl(where, event.slug),
      status:
        event.status === 'cancelled' || where.method === 'CANCEL'
          ? ICalEventStatus.CANCELLED
          : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

function earliest(moments: (Date | null)[]): Date | null {
  const known = moments.filter((it) => it !== null);
  return known.length > 0 ? new Date(Math.min(...known.map((it) => it.getTime()))) : null;
}

export function agendaRoute(app: App, ctx: Context, cached: CachedBodies): void {
  app.route({
    ...showAgenda,
    // the body is made once per version, checked against the contract in a test, and sent as bytes
    handler: (request, reply) =>
      cached.send(request, reply, {
        key: 'agenda.json',
        contentType: 'application/json; charset=utf-8',
        make: async () => {
          const now = ctx.now();
          const events = await publicEvents(ctx.db, request.tenant.programmeId);
          const where = whereOf(ctx, request);
          const items = events.map((it) => agendaItem(it, { ...where, timeZone: request.tenant.timeZone, now }));
          return {
            text: JSON.stringify({ items, next: null }),
            holdsUntil: earliest(events.map((it) => nextTurn(it, now))),
          };
        },
      }) as never,
  });
}

const whereOf = (ctx: Context, request: FastifyRequest) => ({
  publicUrl: ctx.config.publicUrl,
  programmeSlug: request.tenant.slug,
});

/** Outside `/v1`: for people's own tools. */
export function calendarRoutes(app: App, ctx: Context, cached: CachedBodies): void {
  const config = { access: { kind: 'public' }, anyOrigin: true, limit: 'public' } as const;
  app.route<{ Params: { programme: string } }>({
    method: 'GET',
    url: '/feeds/:programme/events.ics',
    config,
    handler: (request, reply) =>
      cached.send(request, reply, {
        key: 'events.ics',
        contentType: 'text/calendar; charset=utf-8',
        make: async () => ({
          text: calendarOf(await publicEvents(ctx.db, request.tenant.programmeId), {
            ...whereOf(ctx, request),
            name: request.tenant.name,
          }),
          holdsUntil: null,
        }),
      }),
  });
  app.route<{ Params: { programme: string; file: string } }>({
    method: 'GET',
    url: '/feeds/:programme/events/:file',
    config,
    handler: async (request, reply) => {
      const match = /^([a-z0-9-]{1,80})\.ics$/.exec(request.params.file);
      const event = match ? await publicEventBySlug(ctx.db, request.tenant.programmeId, match[1]!) : null;
      if (!event?.startsAt) throw fail('not-found');
      reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', `attachment; filename="${event.slug}.ics"`);
      return reply.send(calendarOf([event], whereOf(ctx, request)));
    },
  });
}
