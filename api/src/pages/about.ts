// About the site itself: what happens with people's data and how accessible the pages are. True to what the code does;
// terms stand in api/src/forget.ts and in the comments of the columns.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import { type AboutMessage, aboutMessages } from '@pr8werk/shared/messages/about.ts';
import type { Translate } from '@pr8werk/shared/messages/translate.ts';
import type { FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html, paragraphs } from '#api/http/html.ts';
import { isolated } from '#api/pages/bilingual.ts';
import { contact, sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';

type T = Translate<AboutMessage>;

export function aboutPages(app: App, ctx: Context): void {
  const pages = {
    privacy: { title: 'privacy.title', content: privacy },
    accessibility: { title: 'access.title', content: accessibility },
  } as const;
  for (const [name, page] of Object.entries(pages)) {
    app.route({
      method: 'GET',
      url: `/:programme/${name}`,
      config: { access: anyone, limit: 'public' },
      handler: async (request, reply) => {
        const visit = visitOf(request);
        const t = visit.words(aboutMessages);
        const canonical = `${ctx.config.publicUrl}/${request.tenant.slug}/${name}`;
        const content = html`<div class="long">${page.content(t, visit, request)}</div>`;
        return sendPage(request, reply, { visit, title: t(page.title), canonical, content });
      },
    });
  }
}

const kept = ['signup', 'special', 'news', 'follow-up', 'invited', 'lists', 'mail', 'unconfirmed', 'address'] as const;

function privacy(t: T, visit: Visit, request: FastifyRequest): Html {
  const { controller, name, contactEmail } = request.tenant;
  const rows = kept.map(
    (
      it,
    ) => html`<div class="kept"><dt>${t(`privacy.${it}`)}</dt>${it === 'signup' ? html`<dd><b>${t('privacy.data')}</b> ${t('privacy.signup-what')}</dd>` : null}
<dd><b>${t('privacy.purpose')}</b> ${t(`privacy.${it}-purpose`)}</dd><dd><b>${t('privacy.term')}</b> ${t(`privacy.${it}-term`)}</dd></div>`,
  );
  return html`<h1>${t('privacy.title')}</h1><p class="lead">${t('privacy.short')}</p>
<h2>${t('privacy.who')}</h2><p>${t('privacy.who-text', { controller: isolated(controller), programme: isolated(name) })}</p>
<h2>${t('privacy.table')}</h2><dl>${rows}</dl>
<h2>${t('privacy.not')}</h2>${paragraphs(t('privacy.not-text'))}
<h2>${t('privacy.who-sees')}</h2>${paragraphs(t('privacy.who-sees-text'))}
<h2>${t('privacy.rights')}</h2>${paragraphs(t('privacy.rights-text'))}
<p><a class="button quiet" href="${visit.link(`/${request.tenant.slug}/mijn`)}">${t('privacy.own-page')}</a></p>
<p>${contactEmail ? contact(contactEmail, visit) : t('privacy.ask', { controller: isolated(controller) })}</p>`;
}

function accessibility(t: T, visit: Visit, request: FastifyRequest): Html {
  const { contactEmail, controller } = request.tenant;
  return html`<h1>${t('access.title')}</h1><p class="lead">${t('access.short')}</p>
<h2>${t('access.how')}</h2>${paragraphs(t('access.how-text'))}
<h2>${t('access.known')}</h2>${paragraphs(t('access.known-text'))}
<h2>${t('access.report')}</h2>${paragraphs(t('access.report-text'))}
<p>${contactEmail ? contact(contactEmail, visit) : t('privacy.ask', { controller: isolated(controller) })}</p>`;
}
