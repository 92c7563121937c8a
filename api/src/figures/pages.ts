// What came of a network's signups, for its people: behind a link, without script, and nothing for a search engine.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { NetworkFigures } from '@pr8werk/shared/network-figures.ts';
import type { Context } from '#api/context.ts';
import { figuresBehind } from '#api/figures/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { isolated, said } from '#api/pages/bilingual.ts';
import { contact, sendPage } from '#api/pages/layout.ts';
import { dayText, momentText, partialText } from '#api/pages/moments.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';

export function figurePages(app: App, ctx: Context): void {
  app.route<{ Params: { programme: string; token: string } }>({
    method: 'GET',
    url: '/:programme/f/:token',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { t } = visit;
      const { timeZone, contactEmail } = request.tenant;
      const figures = await figuresBehind(ctx, request.tenant, request.params.token);
      if (!figures) {
        const content = html`<h1>${t('figures.gone')}</h1><p class="lead">${t('figures.gone-text')}</p>
${contactEmail ? html`<p>${contact(contactEmail, visit)}</p>` : null}`;
        const page = { visit, title: t('figures.gone'), isHidden: true, content };
        return sendPage(request, reply, page, { status: 404, keep: 'secret' });
      }
      const title = t('figures.title', { network: isolated(figures.network) });
      const content = html`<div class="long"><h1>${title}</h1><p class="lead">${t('figures.intro', { programme: isolated(figures.programme) })}</p>
<p>${t('figures.at', { moment: momentText(new Date(figures.at), timeZone, visit) })} ${t('figures.few')}</p>
${
  figures.meetings.length === 0
    ? html`<p>${t('figures.none')}</p>`
    : figures.meetings.map((it) => meeting(it, visit, timeZone))
}
</div>`;
      return sendPage(request, reply, { visit, title, isHidden: true, content }, { keep: 'secret' });
    },
  });
}

function meeting(it: NetworkFigures['meetings'][number], visit: Visit, zone: string): Html {
  const { t, language } = visit;
  const when = it.startsAt ? dayText(new Date(it.startsAt), zone, language) : partialText(it.when, visit);
  const rows: [string, number | string][] = [
    [t('figures.signed-up'), it.signedUp],
    [t('figures.with-place'), it.withPlace],
    [t('figures.waiting'), it.waiting],
    [t('figures.attended'), it.attended ?? t('figures.not-told')],
  ];
  const day = (on: string) => dayText(new Date(`${on}T12:00:00Z`), zone, language);
  return html`<h2><a href="${it.url}">${said(it.title.nl, it.title.en, visit)}</a></h2><p>${when}</p>
<table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
${
  it.days.length > 0
    ? html`<details><summary>${t('figures.days')}</summary><table><thead><tr><th scope="col">${t('figures.day')}</th><th scope="col">${t('figures.signups')}</th></tr></thead>
<tbody>${it.days.map((one) => html`<tr><th scope="row">${day(one.on)}</th><td>${one.signups}</td></tr>`)}</tbody></table></details>`
    : null
}`;
}
