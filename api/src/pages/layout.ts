// The frame around every public page, and how a page is sent: its own strict content policy, the language it is in, and
// how long it may be kept.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { colours } from '@pr8werk/shared/design.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Html, html } from '#api/http/html.ts';
import { accentPath, faviconPath, fontPath, stylePath } from '#api/pages/assets.ts';
import { type Visit, withQuery } from '#api/pages/visit.ts';

export interface Page {
  visit: Visit;
  title: string;
  content: Html;
  /** For `<head>`, beyond what every page has. */
  head?: Html;
  description?: string;
  /** Not for search engines: examples, and what belongs to one person. */
  isHidden?: boolean;
  /** Without menu and footer: a page in a frame on another site. */
  isBare?: boolean;
  /** The page has an address per language; pages of one person and of failures have not. */
  canonical?: string;
}

const basePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
];

export const policies = {
  plain: [...basePolicy, "frame-ancestors 'none'"].join('; '),
  scripted: [...basePolicy, "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"].join('; '),
  framed: [...basePolicy, "script-src 'self'", "connect-src 'self'", 'frame-ancestors *'].join('; '),
  // a page shown in the console
  preview: [...basePolicy, "frame-ancestors 'self'"].join('; '),
} as const;

export interface Sending {
  status?: number;
  policy?: keyof typeof policies;
  /**
   * `public`: the same for everyone, checked again each time. `own`: holds a fresh form, kept only so that Back shows what
   * was typed. `secret`: belongs to one person, its address is a key.
   */
  keep?: 'public' | 'own' | 'secret';
}

export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  sending: Sending = {},
): FastifyReply {
  const { status = 200, policy = 'plain', keep = 'public' } = sending;
  const body = layout(page).text;
  // not `no-referrer`: browsers then send `Origin: null` with a form, which is refused as coming from elsewhere
  const referrer = keep === 'secret' ? 'same-origin' : 'strict-origin-when-cross-origin';
  reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-language', page.visit.language)
    .header('vary', 'Accept-Language')
    .header('content-security-policy', policies[policy])
    .header('cache-control', { public: 'public, no-cache', own: 'private, no-cache', secret: 'no-store' }[keep])
    .header('referrer-policy', referrer);
  if (page.isHidden) reply.header('x-robots-tag', 'noindex');
  if (keep !== 'public' || status !== 200) return reply.send(body);
  // only what is the same for everyone is compressed: the length of a form with what was typed tells nothing then
  const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}${isZipped ? '-gzip' : ''}"`;
  reply.header('etag', etag).header('vary', 'Accept-Language, Accept-Encoding');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return isZipped ? reply.header('content-encoding', 'gzip').send(gzipSync(body, { level: 5 })) : reply.send(body);
}

export function layout(page: Page): Html {
  const { visit, title, canonical } = page;
  const name = visit.tenant?.name ?? 'Pr8werk';
  return html`<!doctype html>
<html lang="${visit.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === name ? name : `${title} – ${name}`}</title>
${page.description ? html`<meta name="description" content="${page.description}">` : null}
${page.isHidden ? html`<meta name="robots" content="noindex">` : null}
${canonical ? languageLinks(canonical, visit) : null}
<meta name="theme-color" content="${visit.tenant?.accent ?? colours.accent}">
<link rel="preload" href="${fontPath}" as="font" type="font/woff2" crossorigin>
<link rel="icon" href="${faviconPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
${visit.tenant?.accent ? html`<link rel="stylesheet" href="${accentPath(visit.tenant.accent)}">` : null}
${page.head ?? null}
</head>
<body${page.isBare ? html` class="bare"` : null}>
${page.isBare ? html`<main>${page.content}</main>` : framed(page, name)}
</body>
</html>
`;
}

function framed(page: Page, name: string): Html {
  const { visit } = page;
  return html`<a class="skip" href="#inhoud">${visit.t('page.skip')}</a>
${top(page, name)}
<main id="inhoud" class="wrap" tabindex="-1">
${page.content}
</main>
${foot(visit)}`;
}

function top({ visit, canonical }: Page, name: string): Html {
  const { t, tenant } = visit;
  const home = tenant ? `/${tenant.slug}` : '/';
  const other = visit.languages.find((it) => it !== visit.language);
  // a page that answers a POST, or that belongs to one person, is still reached by its path alone
  const address = canonical ? new URL(canonical).pathname : visit.path;
  const item = (path: string, word: string) =>
    html`<li><a href="${visit.link(path)}"${visit.path === path ? html` aria-current="page"` : null}>${word}</a></li>`;
  return html`<header class="top">
<div class="wrap">
<a class="brand" href="${visit.link(home)}">${mark(visit)}<span><bdi>${name}</bdi></span></a>
${tenant ? html`<nav aria-label="${t('page.menu')}"><ul>${item(home, t('page.agenda'))}${item(`${home}/news`, t('page.news'))}</ul></nav>` : null}
${other ? html`<a class="tongue" href="${withQuery(address, { lang: other })}" lang="${other}" hreflang="${other}">${t('page.other-language')}</a>` : null}
</div>
</header>`;
}

/** The name stands beside it, so the picture says nothing more. */
function mark({ tenant }: Visit): Html {
  if (!tenant?.logo) return html`<img src="${faviconPath}" alt="" width="32" height="32">`;
  const { path, width, height } = tenant.logo;
  const shown = Math.min(40, Math.round((160 * height) / width));
  return html`<img class="logo" src="${path}" alt="" width="${Math.round((shown * width) / height)}" height="${shown}">`;
}

function foot(visit: Visit): Html {
  const { t, tenant } = visit;
  const item = (path: string, word: string) => html`<li><a href="${visit.link(path)}">${word}</a></li>`;
  const programme = tenant ? `/${tenant.slug}` : null;
  return html`<footer class="foot">
<div class="wrap">
${tenant ? html`<p>${tenant.controller}${tenant.contactEmail ? html`<br>${contact(tenant.contactEmail, visit)}` : null}</p>` : null}
<nav aria-label="${t('page.about')}"><ul>
${programme ? [item(`${programme}/privacy`, t('page.privacy')), item(`${programme}/accessibility`, t('page.accessibility')), item(`${programme}/webmasters`, t('page.webmasters'))] : null}
${item('/docs', t('page.api'))}
</ul></nav>
</div>
</footer>`;
}

export function contact(email: string, visit: Visit): Html {
  const [before = '', after = ''] = visit.t('page.contact', { email: '\0' }).split('\0');
  return html`${before}<a href="mailto:${email}">${email}</a>${after}`;
}

function languageLinks(canonical: string, visit: Visit): Html {
  const address = (language: Language) => withQuery(canonical, { lang: language });
  return html`<link rel="canonical" href="${visit.isChosen ? address(visit.language) : canonical}">
${visit.languages.length > 1 ? visit.languages.map((it) => html`<link rel="alternate" hreflang="${it}" href="${address(it)}">`) : null}`;
}
