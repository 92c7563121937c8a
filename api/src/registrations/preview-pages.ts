// The page of a meeting as everyone would see it, for the team that is still writing it: a draft, or with changes that are
// typed and not saved. It stands in a frame of the console; nothing on it can be sent, and nothing is written.

import { staff } from '@pr8werk/shared/endpoint.ts';
import { EventPatch } from '@pr8werk/shared/events.ts';
import { changeEventForm, type Question } from '@pr8werk/shared/forms.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import { withChanges } from '#api/events/actions.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { validatorCompiler } from '#api/http/validation.ts';
import { emptyForm } from '#api/pages/form.ts';
import { sendPage } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';
import { eventPage, phaseOf } from '#api/registrations/pages.ts';

type Params = { Params: { programme: string; event: string } };

const url = '/:programme/preview/:event';
const config = { access: staff('events:read') } as const;
const compile = validatorCompiler();
const checkOf = (schema: object) =>
  compile({ schema, httpPart: 'body', method: 'POST', url } as never) as (value: unknown) => boolean;
const isPatch = checkOf(EventPatch);
const areQuestions = checkOf(changeEventForm.schema.body);

export function previewPages(app: App, ctx: Context): void {
  app.route<Params>({
    method: 'GET',
    url,
    config,
    handler: async (request, reply) => show(ctx, request, reply, await savedEvent(ctx, request)),
  });
  // a form and not JSON: a browser can send its answer into a frame
  app.route<Params>({
    method: 'POST',
    url,
    config,
    handler: async (request, reply) => {
      const event = await savedEvent(ctx, request);
      const changed = withChanges(event, patchIn(request.body), request.tenant.timeZone);
      return show(ctx, request, reply, changed, questionsIn(request.body));
    },
  });
}

async function savedEvent(ctx: Context, request: FastifyRequest<Params>): Promise<FullEvent> {
  const { event: eventId } = request.params;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(eventId)) throw fail('not-found');
  const event = await eventOf(ctx.db, request.tenant.programmeId, eventId);
  if (!event) throw fail('not-found');
  return event;
}

function patchIn(body: unknown): EventPatch {
  const { patch: text, questions } = (body ?? {}) as { patch?: unknown; questions?: unknown };
  const patch = typeof text === 'string' ? readJson(text) : null;
  // nothing typed about the meeting itself: its questions are what is looked at
  const isOnlyQuestions = questions !== undefined && text === '{}';
  if (!isOnlyQuestions && !isPatch(patch)) throw fail('invalid-request');
  return patch as EventPatch;
}

function questionsIn(body: unknown): Question[] | undefined {
  const text = (body as { questions?: unknown }).questions;
  if (typeof text !== 'string') return undefined;
  const questions = readJson(text);
  if (!areQuestions({ questions })) throw fail('invalid-request');
  return questions as Question[];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail('broken-json');
  }
}

async function show(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  saved: FullEvent,
  questions?: Question[],
): Promise<FastifyReply> {
  const event: FullEvent = saved.status === 'draft' ? { ...saved, status: 'published' } : saved;
  const isDated = event.startsAt !== null && event.endsAt !== null;
  // without a date a draft shows its form all the same: that is what is looked for here
  const phase = isDated || saved.status !== 'draft' ? phaseOf(event, ctx.now()) : 'open';
  const page = await eventPage(ctx, request, { event, visit: visitOf(request), state: emptyForm, phase, questions });
  // links open beside the console, not in the frame
  const head = html`<base target="_blank">`;
  return sendPage(request, reply, { ...page, isHidden: true, head }, { policy: 'preview', keep: 'secret' });
}
