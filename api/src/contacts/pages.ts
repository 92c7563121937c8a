// "Keep me informed": asked by a form, in force only after the button behind the link in the mail.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import { ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { subscribe } from '@pr8werk/shared/registrations.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { askSubscription, confirmSubscription, subscriptionToken } from '#api/contacts/actions.ts';
import { wishesOf } from '#api/contacts/queries.ts';
import { type Context, isSame } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { Problem } from '#api/http/problems.ts';
import { makeFormCheck } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, faultSummary, formHtml, sentValues } from '#api/pages/form.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';

interface Given {
  /** The fields and the notice's version belong to a later room. */
  fields: (visit: Visit) => FormField[];
  noticeVersion: string;
}

type Params = { Params: { programme: string; token: string } };

const check = makeFormCheck<{ name: string; email: string }>(subscribe.schema.body);

export function newsPages(app: App, ctx: Context, given: Given): void {
  const look = { access: anyone, limit: 'public' } as const;
  const act = { access: anyone, limit: 'signup' } as const;
  const show = (request: FastifyRequest, reply: FastifyReply, visit: Visit, state: FormState, status: number) =>
    showForm(ctx, request, reply, { visit, state, status, fields: given.fields(visit) });

  app.route({
    method: 'GET',
    url: '/:programme/news',
    config: look,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const isDone = (request.query as { done?: unknown }).done === 'verify';
      return isDone ? showAnswer(request, reply, visit, 'news.asked') : show(request, reply, visit, emptyForm, 200);
    },
  });
  app.route({
    method: 'POST',
    url: '/:programme/news',
    config: act,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const values = sentValues(request.body);
      const { content, faults } = check(given.fields(visit), values, visit);
      if (faults.length > 0) return show(request, reply, visit, { values, faults }, 400);
      // a robot gets the same friendly words, and nobody a mail
      if (!values.website) {
        const { programmeId } = request.tenant;
        const { name, email } = content;
        await askSubscription(ctx, {
          programmeId,
          name,
          email,
          language: visit.language,
          source: 'page',
          textVersion: given.noticeVersion,
        });
      }
      return reply
        .header('cache-control', 'no-store')
        .redirect(visit.link(`/${request.tenant.slug}/news`, { done: 'verify' }), 303);
    },
  });
  app.route<Params>({
    method: 'GET',
    url: '/:programme/s/:token',
    config: look,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const requestId = requestIdOf(ctx, request.params.token);
      if (!requestId) return showAnswer(request, reply, visit, 'news.unknown');
      if ((request.query as { done?: unknown }).done === 'confirmed')
        return showAnswer(request, reply, visit, 'news.confirmed');
      const { t } = visit;
      const wishes = await wishesOf(ctx.db, request.tenant.programmeId, requestId);
      const own = visit.words(ownPageMessages);
      const content = html`<h1>${t('news.confirm-title')}</h1><p class="lead">${t('news.confirm-text')}</p>
<p>${t('news.confirm-for')}</p><ul>${wishes.map((it) => html`<li>${own(`own.purpose.${it}`)}</li>`)}</ul>
<form method="post" action="${visit.link(visit.path)}"><p><button>${t('news.confirm-button')}</button></p></form>`;
      return sendPage(
        request,
        reply,
        { visit, title: t('news.confirm-title'), isHidden: true, content },
        { keep: 'secret' },
      );
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/s/:token',
    config: act,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const requestId = requestIdOf(ctx, request.params.token);
      if (!requestId) return showAnswer(request, reply, visit, 'news.unknown');
      try {
        await confirmSubscription(ctx, request.tenant.programmeId, requestId);
      } catch (error) {
        if (error instanceof Problem && error.code === 'not-found')
          return showAnswer(request, reply, visit, 'news.unknown');
        throw error;
      }
      return reply.header('cache-control', 'no-store').redirect(visit.link(visit.path, { done: 'confirmed' }), 303);
    },
  });
}

/** The request a token is for, when we made it. */
function requestIdOf(ctx: Context, token: string): string | null {
  const requestId = token.split('.', 1)[0]!;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId)) return null;
  return isSame(Buffer.from(token), Buffer.from(subscriptionToken(ctx, requestId))) ? requestId : null;
}

interface ShownForm {
  visit: Visit;
  state: FormState;
  status: number;
  fields: FormField[];
}

function showForm(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { visit, state, status, fields }: ShownForm,
): FastifyReply {
  const { t } = visit;
  const { slug, controller } = request.tenant;
  const path = `/${slug}/news`;
  const notice = visit.words(publicMessages)('notice.news', { controller });
  const form = { action: visit.link(path), fields, state, notice, submit: t('form.submit-news'), hidden: {} };
  const content = html`${faultSummary(state, visit)}
<h1>${t('news.title')}</h1><p class="lead">${t('news.text')}</p><p>${t('news.mail-first')}</p>
<div class="signup">${formHtml(form, visit)}</div>`;
  const title = state === emptyForm ? t('news.title') : `${t('form.error')}: ${t('news.title')}`;
  return sendPage(
    request,
    reply,
    { visit, title, canonical: `${ctx.config.publicUrl}${path}`, content },
    { status, keep: 'own' },
  );
}

function showAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  which: 'news.asked' | 'news.confirmed' | 'news.unknown',
): FastifyReply {
  const { t } = visit;
  const home = `/${request.tenant.slug}`;
  const isUnknown = which === 'news.unknown';
  const content = html`<div${isUnknown ? null : html` class="done"`}><h1>${t(which)}</h1><p class="lead">${t(`${which}-text`)}</p>${which === 'news.asked' ? html`<p>${t('done.no-mail')}</p>` : null}</div>
${isUnknown ? html`<p><a class="button" href="${visit.link(`${home}/news`)}">${t('news.title')}</a></p>` : null}
<p><a href="${visit.link(home)}">${t('page.home')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t(which), isHidden: true, content },
    { status: isUnknown ? 404 : 200, keep: 'secret' },
  );
}
