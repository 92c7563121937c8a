// A meeting on somebody else's site: the page with the form that may stand in a frame, and the oEmbed answer that turns a
// pasted link into that frame.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FastifyReply } from 'fastify';
import type { Context } from '#api/context.ts';
import { eventPath, placeText, whenText } from '#api/events/pages.ts';
import { type FullEvent, publicEventBySlug } from '#api/events/queries.ts';
import type { Tenant } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { plainText } from '#api/pages/bilingual.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type ShareCard, sharePng } from '#api/pages/share-card.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { programmeView } from '#api/programmes/queries.ts';

type FindProgramme = (slug: string) => Promise<Tenant | null>;

export function cardPages(app: App, ctx: Context, findProgramme: FindProgramme): void {
  const config = { access: anyone, limit: 'public' } as const;
  app.route<{ Params: { programme: string; slug: string }; Querystring: Record<string, unknown> }>({
    method: 'GET',
    url: '/:programme/e/:slug/embed',
    config,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { programmeId, slug: programme } = request.tenant;
      const { slug } = request.params;
      const event = slug === 'next' ? null : await publicEventBySlug(ctx.db, programmeId, slug);
      if (slug !== 'next' && !event?.startsAt) throw fail('not-found');
      const source = sourceIn(request.query.source);
      const isNamed = source !== null;
      const title = event ? plainText(event.titleNl, event.titleEn, visit) : visit.t('event.sign-up');
      const content = html`<h1 class="unseen">${title}</h1>
<pr8werk-signup event="${programme}/${event?.slug ?? 'next'}" lang="${visit.language}"${isNamed ? html` source="${source}"` : null}${'no-title' in request.query ? html` no-title` : null}>
<a class="button" href="${visit.link(eventPath(visit, event?.slug ?? 'next'), { source: isNamed ? source : null })}" target="_top">${visit.t('event.sign-up')}: ${title}</a>
</pr8werk-signup>`;
      const head = html`<script type="module" src="/embed/v1.js"></script><script src="/embed/frame-v1.js" defer></script>`;
      return sendPage(
        request,
        reply,
        { visit, title, head, content, isHidden: true, isBare: true },
        { policy: 'framed' },
      );
    },
  });

  app.route<{ Params: { slug: string } }>({
    method: 'GET',
    url: '/:programme/e/:slug/share.png',
    config,
    handler: async (request, reply) => {
      const event = await publicEventBySlug(ctx.db, request.tenant.programmeId, request.params.slug);
      if (!event) throw fail('not-found');
      const visit = visitOf(request);
      const isOff = event.status === 'cancelled';
      return sendShareCard(reply, visit, {
        title: plainText(event.titleNl, event.titleEn, visit),
        lines: [isOff ? visit.t('state.cancelled') : whenText(event, visit), placeText(event)].filter(Boolean),
        party: event.party && { kind: event.party, name: visit.t(`party.${event.party}`) },
      });
    },
  });
  app.route({
    method: 'GET',
    url: '/:programme/share.png',
    config,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { region, mission } = await programmeView(ctx, ctx.db, request.tenant.programmeId);
      const title = mission ?? visit.t('agenda.intro', { region });
      return sendShareCard(reply, visit, { title, lines: [], party: null });
    },
  });

  app.route<{ Querystring: Record<string, unknown> }>({
    method: 'GET',
    url: '/oembed',
    config: { ...config, anyOrigin: true },
    handler: async (request, reply) => {
      const { url, format = 'json', maxwidth, maxheight } = request.query;
      if (format !== 'json') throw fail('not-implemented');
      const found = await eventAt(ctx, findProgramme, String(url ?? ''));
      if (!found) throw fail('not-found');
      reply
        .header('cache-control', 'public, max-age=300')
        .header('vary', 'Accept-Language')
        .type('application/json; charset=utf-8');
      request.tenant = found.tenant;
      const visit = visitOf(request);
      const { event } = found;
      const width = Math.max(200, Math.min(600, Number(maxwidth) || 600));
      const { searchParams } = new URL(String(url));
      const source = sourceIn(searchParams.get('source'));
      const path = `${ctx.config.publicUrl}${eventPath(visit, event.slug)}`;
      const from = source ? `?source=${source}` : '';
      const address = `${path}${from}`;
      const title = plainText(event.titleNl, event.titleEn, visit);
      const height = Math.max(300, Math.min(1100, Number(maxheight) || 1100));
      // WordPress keeps of a stranger's card only a quote with links and a frame, sandboxed without forms; the form of the
      // embed page does without them
      const card = html`<blockquote><a href="${address}">${title}, ${whenText(event, visit)}${placeText(event) ? `, ${placeText(event)}` : ''}</a></blockquote><iframe src="${path}/embed${from}" width="${width}" height="${height}" title="${visit.t('event.sign-up')}: ${title}"></iframe>`;
      return {
        version: '1.0',
        type: 'rich',
        title,
        provider_name: found.tenant.name,
        provider_url: `${ctx.config.publicUrl}/${found.tenant.slug}`,
        cache_age: 300,
        html: card.text,
        width,
        height,
      };
    },
  });
}

async function sendShareCard(
  reply: FastifyReply,
  visit: Visit,
  card: Pick<ShareCard, 'title' | 'lines' | 'party'>,
): Promise<FastifyReply> {
  const { name, accent } = visit.tenant!;
  const png = await sharePng({ ...card, programme: name, accent });
  return reply
    .header('content-type', 'image/png')
    .header('cache-control', 'public, max-age=86400')
    .header('vary', 'Accept-Language')
    .header('content-language', visit.language)
    .send(png);
}

/** The name of a site or network; what is no such word is left out. */
function sourceIn(given: unknown): string | null {
  return typeof given === 'string' && given.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(given) ? given : null;
}

/** The public meeting behind an address of this site. */
async function eventAt(
  ctx: Context,
  findProgramme: FindProgramme,
  url: string,
): Promise<{ event: FullEvent; tenant: Tenant } | null> {
  if (!URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  const [, programme, slug] = /^\/([a-z0-9-]{1,80})\/e\/([a-z0-9-]{1,80})$/.exec(pathname) ?? [];
  if (origin !== new URL(ctx.config.publicUrl).origin || !programme || !slug) return null;
  const tenant = await findProgramme(programme);
  const event = tenant ? await publicEventBySlug(ctx.db, tenant.programmeId, slug) : null;
  return tenant && event ? { event, tenant } : null;
}
