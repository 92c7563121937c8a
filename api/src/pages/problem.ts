// When a page cannot be given: what happened in plain words, the number to mention, and a way back. And the pages behind
// the `type` of the api's refusals.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { PageMessage } from '@pr8werk/shared/messages/pages.ts';
import { problemDetails } from '@pr8werk/shared/messages/problem.ts';
import {
  type ProblemCode,
  type ProblemDocument,
  problemCodes,
  problemStatus,
  problemTitle,
} from '@pr8werk/shared/problem.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { layout, type Page, sendPage } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';

/** For these the catalogue speaks to programmers; visitors get other words. */
const plainWords: Partial<Record<string, PageMessage>> = {
  'not-found': 'problem.text.not-found',
  'uri-too-long': 'problem.text.not-found',
  'method-not-allowed': 'problem.text.method-not-allowed',
  'not-implemented': 'problem.text.method-not-allowed',
  'unsupported-media-type': 'problem.text.method-not-allowed',
  'too-many-requests': 'problem.text.too-many-requests',
  'origin-not-allowed': 'problem.text.origin-not-allowed',
  internal: 'problem.text.internal',
  busy: 'problem.text.busy',
  unavailable: 'problem.text.unavailable',
};

/** The page for a problem, as text; `sendProblemPage` sends it with its headers. */
export function problemPage(request: FastifyRequest, problem: ProblemDocument): Html {
  return layout(pageOf(request, problem));
}

/** For the error handler, when the caller prefers HTML. */
export function sendProblemPage(request: FastifyRequest, reply: FastifyReply, problem: ProblemDocument): FastifyReply {
  return sendPage(request, reply, pageOf(request, problem), { status: problem.status, keep: 'secret' });
}

function pageOf(request: FastifyRequest, problem: ProblemDocument): Page {
  const visit = visitOf(request);
  const { t, tenant, language } = visit;
  const words = plainWords[problem.code];
  const title = (problemCodes as string[]).includes(problem.code)
    ? problemTitle(problem.code as ProblemCode, language)
    : problem.title;
  const content = html`<div class="problem">
<p class="soft">${t('problem.status', { status: String(problem.status) })}</p>
<h1>${title}</h1>
<p class="lead">${words ? t(words) : problem.detail}</p>
${problem.errors && problem.errors.length > 0 ? html`<ul>${problem.errors.map((it) => html`<li><code>${it.pointer}</code>: ${it.detail}</li>`)}</ul>` : null}
<p><a class="button" href="${visit.link(tenant ? `/${tenant.slug}` : '/')}">${t('page.home')}</a></p>
<p class="soft">${t('problem.number', { id: problem.requestId })}<br>${t('problem.number-help')}</p>
</div>`;
  return { visit, title, isHidden: true, content };
}

export function problemPages(app: App, ctx: Context): void {
  const config = { access: anyone, limit: 'public' } as const;
  const canonical = (path: string) => `${ctx.config.publicUrl}${path}`;
  app.route({
    method: 'GET',
    url: '/problems',
    config,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { t, language } = visit;
      const rows = problemCodes.map(
        (code) =>
          html`<tr><td><a href="${visit.link(`/problems/${code}`)}"><code>${code}</code></a></td><td class="nowrap">${problemStatus(code)}</td><td>${problemTitle(code, language)}</td></tr>`,
      );
      const content = html`<h1>${t('problem.list')}</h1><p class="lead">${t('problem.list-text')}</p>
<table><thead><tr><th scope="col">${t('problem.code')}</th><th scope="col">HTTP</th><th scope="col">${t('form.error')}</th></tr></thead><tbody>${rows}</tbody></table>`;
      return sendPage(request, reply, { visit, title: t('problem.list'), canonical: canonical('/problems'), content });
    },
  });
  app.route<{ Params: { code: string } }>({
    method: 'GET',
    url: '/problems/:code',
    config,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { t, language } = visit;
      const code = problemCodes.find((it) => it === request.params.code);
      if (!code) throw fail('not-found');
      const title = problemTitle(code, language);
      const content = html`<p class="back"><a href="${visit.link('/problems')}">${t('problem.list')}</a></p>
<h1>${title}</h1>
<dl class="facts"><div><dt>${t('problem.code')}</dt><dd><code>${code}</code></dd></div>
<div><dt>${t('problem.http')}</dt><dd>${problemStatus(code)}</dd></div>
<div><dt>${t('problem.meaning')}</dt><dd>${problemDetails[language][code]}</dd></div></dl>`;
      return sendPage(request, reply, { visit, title, canonical: canonical(`/problems/${code}`), content });
    },
  });
}
