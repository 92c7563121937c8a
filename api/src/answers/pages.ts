// A participant's own answers, behind the link in the mail: what was asked at signup can be changed, what is asked after it
// is asked here. Until the meeting begins.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import { type AnswersView, answerMembers, type GivenAnswers, type Question } from '@pr8werk/shared/forms.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { problemStatus } from '@pr8werk/shared/problem.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import { participant } from '#api/activity/actions.ts';
import { saveAnswers } from '#api/answers/actions.ts';
import { answersView } from '#api/answers/queries.ts';
import type { Context } from '#api/context.ts';
import { eventPath } from '#api/events/pages.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { questionFields, textOf, withoutUnasked } from '#api/forms/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { Problem } from '#api/http/problems.ts';
import { said } from '#api/pages/bilingual.ts';
import { fieldOf, makeFormCheck } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, faultSummary, formHtml, sentValues, type Values } from '#api/pages/form.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { registrationRow } from '#api/registrations/queries.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';
import { isLinkRight, readLink } from '#api/registrations/rules.ts';

type Params = { Params: { programme: string; token: string } };

const moments = ['signup', 'after'] as const;
const checkAnswers = makeFormCheck<GivenAnswers>(Type.Object(answerMembers, { additionalProperties: false }));

interface Mine {
  registration: RegistrationRow;
  event: FullEvent;
  given: AnswersView;
  fields: FormField[];
  visit: Visit;
  path: string;
}

export function answerPages(app: App, ctx: Context): void {
  const url = '/:programme/r/:token/answers';
  app.route<Params>({
    method: 'GET',
    url,
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      return mine ? show(request, reply, mine, emptyForm) : back(request, reply);
    },
  });
  app.route<Params>({
    method: 'POST',
    url,
    config: { access: anyone, limit: 'signup' },
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return back(request, reply);
      const { registration, fields, visit } = mine;
      const values = sentValues(request.body);
      const { content, faults } = checkAnswers(fields, values, visit);
      if (faults.length > 0) return show(request, reply, mine, { values, faults }, 400);
      try {
        const { programmeId, registrationId, role } = registration;
        const given = withoutUnasked(mine.given.asked, content, { role, moments });
        await saveAnswers(ctx, { programmeId, registrationId, actor: participant, given, moments, isWhole: true });
      } catch (error) {
        if (!(error instanceof Problem) || !error.extra.errors?.length) throw error;
        const told = error.extra.errors.map(({ pointer, detail }) => ({
          field: fieldOf(pointer),
          text: typeof detail === 'string' ? detail : detail[visit.language],
        }));
        return show(request, reply, mine, { values, faults: told }, problemStatus(error.code));
      }
      return reply
        .header('cache-control', 'no-store')
        .redirect(visit.link(`/${request.tenant.slug}/r/${request.params.token}`, { done: 'answered' }), 303);
    },
  });
}

/** Null: the link is wrong, there is nothing to answer, or it is too late. The page of the link says which. */
async function mineOf(ctx: Context, request: FastifyRequest<Params>): Promise<Mine | null> {
  const { programmeId, slug } = request.tenant;
  const link = readLink(request.params.token);
  const registration = link ? await registrationRow(ctx.db, programmeId, link.registrationId) : null;
  if (!link || !registration || !isLinkRight(ctx, registration, link.mac)) return null;
  const { eventId, registrationId } = registration;
  const event = await eventOf(ctx.db, programmeId, eventId);
  if (!event || !canAnswer(registration, event, ctx.now())) return null;
  const given = await answersView(ctx.db, { programmeId, eventId, registrationId, withSpecial: true });
  const visit = visitOf(request);
  const fields = fieldsFor(given.asked, registration, visit);
  if (fields.length === 0) return null;
  return { registration, event, given, fields, visit, path: `/${slug}/r/${request.params.token}` };
}

export function canAnswer(registration: RegistrationRow, event: FullEvent, now: Date): boolean {
  const hasEnded = registration.status === 'cancelled' || registration.status === 'declined';
  return !hasEnded && event.status === 'published' && event.startsAt !== null && event.startsAt > now;
}

/** The role is known here: what is asked of others is left out, and a condition on it is said no more. */
function fieldsFor(asked: readonly Question[], { role }: RegistrationRow, visit: Visit): FormField[] {
  const mine = asked
    .filter((it) => it.showIf?.question !== 'role' || it.showIf.equals.includes(role))
    .map((it) => (it.showIf?.question === 'role' ? { ...it, showIf: null } : it));
  return questionFields(mine, visit, { moments, hasScript: false });
}

function storedValues({ items }: AnswersView): Values {
  const values: Values = {};
  for (const { question, value, mayShow } of items) {
    values[`answers.${question.id}`] = textOf(value);
    if (mayShow) values[`shown.${question.id}`] = 'true';
    if (question.isSpecial) values[`agreed.${question.id}`] = 'true';
  }
  return values;
}

function show(request: FastifyRequest, reply: FastifyReply, mine: Mine, sent: FormState, status = 200): FastifyReply {
  const { event, fields, visit, path, given } = mine;
  const { t } = visit;
  const state = sent === emptyForm ? { values: storedValues(given), faults: [] } : sent;
  const form = {
    action: visit.link(`${path}/answers`),
    fields,
    state,
    notice: visit.words(publicMessages)('notice.event', { controller: request.tenant.controller }),
    submit: t('mine.answers-save'),
    hidden: {},
  };
  const title = t('mine.answers');
  const content = html`${faultSummary(state, visit)}
<p class="back"><a href="${visit.link(path)}">${t('mine.answers-back')}</a></p>
<h1>${title}</h1>
<p class="lead"><a href="${visit.link(eventPath(visit, event.slug))}">${said(event.titleNl, event.titleEn, visit)}</a></p>
<p>${t('mine.answers-text')}</p>
${formHtml(form, visit)}`;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { status, keep: 'secret' });
}

function back(request: FastifyRequest<Params>, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const path = `/${request.tenant.slug}/r/${encodeURIComponent(request.params.token)}`;
  return reply.header('cache-control', 'no-store').redirect(visit.link(path), 303);
}
