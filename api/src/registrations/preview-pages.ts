// The page of a meeting as everyone would see it, for the team that is still writing it: a draft, or with changes that are
// typed and not saved. It stands in a frame of the console. Its form can be tried: what is filled in is checked as a real
// signup is, and shown as it would come in. Nothing is written.

import { staff } from '@pr8werk/shared/endpoint.ts';
import { EventPatch } from '@pr8werk/shared/events.ts';
import { readAnswers, sayAnswer } from '@pr8werk/shared/form-rules.ts';
import { changeEventForm, type Question } from '@pr8werk/shared/forms.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import { withChanges } from '#api/events/actions.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { currentForm } from '#api/forms/queries.ts';
import { withoutUnasked } from '#api/forms/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { validatorCompiler } from '#api/http/validation.ts';
import { fieldOf } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, sentValues, type Values } from '#api/pages/form.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { checkSignup, eventPage, phaseOf } from '#api/registrations/pages.ts';
import { signupFields } from '#api/registrations/rules.ts';

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
      const { patch, questions, trial } = (request.body ?? {}) as Record<string, unknown>;
      const isOfSaved = trial !== undefined && patch === undefined;
      const changed = isOfSaved ? event : withChanges(event, patchIn(request.body), request.tenant.timeZone);
      const typed = {
        ...(typeof patch === 'string' ? { patch } : {}),
        ...(typeof questions === 'string' ? { questions } : {}),
      };
      return show(ctx, request, reply, changed, { questions: questionsIn(request.body), typed, isTried: !!trial });
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

interface Shown {
  questions?: Question[] | undefined;
  /** As it was sent, to be sent again with the form. */
  typed?: Record<string, string>;
  isTried?: boolean;
}

async function show(
  ctx: Context,
  request: FastifyRequest<Params>,
  reply: FastifyReply,
  saved: FullEvent,
  { questions, typed, isTried }: Shown = {},
): Promise<FastifyReply> {
  const event: FullEvent = saved.status === 'draft' ? { ...saved, status: 'published' } : saved;
  const isDated = event.startsAt !== null && event.endsAt !== null;
  // without a date a draft shows its form all the same: that is what is looked for here
  const phase = isDated || saved.status !== 'draft' ? phaseOf(event, ctx.now()) : 'open';
  const visit = visitOf(request);
  const asked = questions ?? (await currentForm(ctx.db, saved))?.questions ?? [];
  const { state, said } = isTried ? tried(visit, event, asked, sentValues(request.body)) : untried;
  const trial = { action: visit.link(visit.path), hidden: { ...typed, trial: '1' }, said };
  const page = await eventPage(ctx, request, { event, visit, state, phase, questions: asked, trial });
  // links open beside the console, not in the frame; those within the page say so themselves
  const head = html`<base target="_blank">`;
  return sendPage(request, reply, { ...page, isHidden: true, head }, { policy: 'preview', keep: 'secret' });
}

const untried = { state: emptyForm, said: null };

/** What would become of it: every fault at its field, or the signup as it would come in. */
function tried(
  visit: Visit,
  event: FullEvent,
  questions: Question[],
  { trial: _, patch: __, questions: ___, ...values }: Values,
): { state: FormState; said: Html | null } {
  const fields = signupFields(visit, event, false, questions);
  const { content, faults } = checkSignup(fields, values, visit);
  if (faults.length > 0) return { state: { values, faults }, said: null };
  const moments = ['signup'] as const;
  const given = { ...content, ...withoutUnasked(questions, content, { role: content.role, moments }) };
  const found = readAnswers(questions, given, { role: content.role, moments, isStrict: true });
  if (found.faults.length > 0) {
    const atFields = found.faults.map((it) => ({ field: fieldOf(it.pointer), text: it.detail[visit.language] }));
    return { state: { values, faults: atFields }, said: null };
  }
  const { t } = visit;
  const label = (name: string) => fields.find((it) => it.name === name)?.label;
  const rows = [
    [label('name'), content.name],
    [label('email'), content.email],
    ...found.read.map(({ question, value }) => [
      (visit.language === 'en' && question.label.en) || question.label.nl,
      sayAnswer(question, value)[visit.language],
    ]),
  ];
  const said = html`<div class="note" role="status"><p><strong>${t('trial.done')}</strong> ${t('trial.kept')}</p>
<dl>${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl></div>`;
  return { state: emptyForm, said };
}
