// For whoever puts the signup form on another site: snippets ready to paste for this programme, and the form itself.
// The long version is docs/webmasters.md.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import { type AboutMessage, aboutMessages } from '@pr8werk/shared/messages/about.ts';
import type { Translate } from '@pr8werk/shared/messages/translate.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { sendPage } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';

export function webmasterPage(app: App, ctx: Context): void {
  app.route({
    method: 'GET',
    url: '/:programme/webmasters',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const t = visit.words(aboutMessages);
      const { slug, name } = request.tenant;
      const host = ctx.config.publicUrl;
      const link = `<a href="${host}/${slug}/e/next">${t('web.link-text')}</a>`;
      const script = `<script type="module" src="${host}/embed/v1.js"></script>`;
      const element = `${script}\n<pr8werk-signup event="${slug}/next" source="NAAM">\n  ${link}\n</pr8werk-signup>`;
      const div = `${script}\n<div class="pr8werk-signup" data-event="${slug}/next" data-source="NAAM">\n  ${link}\n</div>`;
      const frame = `<iframe src="${host}/${slug}/e/next/embed?source=NAAM" title="${t('web.link-text')}"\n  style="width: 100%; height: 1000px; border: 0"></iframe>\n<script src="${host}/embed/frame-host-v1.js" defer></script>`;
      const shortcode = `[pr8werk_signup event="${slug}/next" source="NAAM" link="${t('web.link-text')}"]`;
      const policy = `script-src ${host}; connect-src ${host}`;
      const content = html`<div class="long"><h1>${t('web.title')}</h1><p class="lead">${t('web.short')}</p>
<h2>${t('web.code')}</h2><p>${t('web.code-text', { source: 'NAAM' })}</p>${snippet(element, t('web.code'))}
<h2>${t('web.demo')}</h2><p>${t('web.demo-text')}</p></div>
<div class="signup"><pr8werk-signup event="${slug}/next" lang="${visit.language}" source="webmasters"><a href="${visit.link(`/${slug}/e/next`)}">${t('web.link-text')}</a></pr8werk-signup></div>
<div class="long"><h2>${t('web.one')}</h2><p>${t('web.one-text')}</p>
<h2>${t('web.div')}</h2><p>${t('web.div-text')}</p>${snippet(div, t('web.div'))}
<h2>${t('web.wordpress')}</h2><p>${t('web.wordpress-text')}</p>${snippet(shortcode, t('web.wordpress'))}
<h2>${t('web.frame')}</h2><p>${t('web.frame-text')}</p>${snippet(frame, t('web.frame'))}
<h2>${t('web.link')}</h2><p>${t('web.link-title')}</p>${snippet(link, t('web.link'))}
<h2>${t('web.attributes')}</h2>${attributeList(t)}
<h2>${t('web.looks')}</h2><p>${t('web.looks-text')}</p>${snippet(looks, t('web.looks'))}
<h2>${t('web.events')}</h2><p>${t('web.events-text')}</p>
<h2>${t('web.policy')}</h2><p>${t('web.policy-text')}</p>${snippet(policy, t('web.policy'))}</div>`;
      return sendPage(
        request,
        reply,
        {
          visit,
          title: t('web.title'),
          description: t('web.short'),
          canonical: `${host}/${slug}/webmasters`,
          head: html`<meta name="author" content="${name}"><script type="module" src="/embed/v1.js"></script>`,
          content,
        },
        { policy: 'scripted' },
      );
    },
  });
}

const looks = `pr8werk-signup {
  --pr8werk-button-background: #005eb8;
  --pr8werk-button-color: #ffffff;
  --pr8werk-radius: 4px;
  --pr8werk-max-width: 40em;
}`;

const attributes = ['event', 'source', 'lang', 'prefill', 'redirect'] as const;

function attributeList(t: Translate<AboutMessage>): Html {
  return html`<dl>${attributes.map((it) => html`<div class="kept"><dt><code>${it}</code></dt><dd>${t(`web.attribute.${it}`)}</dd></div>`)}</dl>`;
}

/** Wider than a telephone, so it scrolls by itself, by keyboard too. */
function snippet(code: string, label: string): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${code}</code></pre>`;
}
