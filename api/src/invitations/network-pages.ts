// For a network that invites its own members: a text that is ready, its own link, and where it says how many it mailed. The
// page needs no account; its address is the key, and opening it changes nothing.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { NetworkInvitationView } from '@pr8werk/shared/invitations.ts';
import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { participant } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import { eventFacts, eventPath } from '#api/events/pages.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { dateIn } from '#api/events/rules.ts';
import { eventUrl } from '#api/events/views.ts';
import type { Tenant } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { reportNetwork } from '#api/invitations/actions.ts';
import { type NetworkRow, networksOf } from '#api/invitations/queries.ts';
import { networkToken, readNetworkToken } from '#api/invitations/rules.ts';
import { plainText, said } from '#api/pages/bilingual.ts';
import { sendPage } from '#api/pages/layout.ts';
import { dateText } from '#api/pages/moments.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';

export async function networkView(
  ctx: Context,
  tenant: Tenant,
  eventId: string,
  rows: NetworkRow[],
): Promise<NetworkInvitationView[]> {
  const { programmeId, slug: programmeSlug } = tenant;
  const event = (await eventOf(ctx.db, programmeId, eventId))!;
  const { publicUrl } = ctx.config;
  return rows.map((it) => {
    const link = `${eventUrl({ publicUrl, programmeSlug }, event.slug)}?source=${it.slug}`;
    const token = networkToken(ctx, { programmeId, eventId, networkId: it.network_id });
    return {
      network: it.network_id,
      slug: it.slug,
      name: it.name,
      link,
      page: `${publicUrl}/${programmeSlug}/n/${token}`,
      text: { nl: readyText(event, tenant, link, 'nl'), en: readyText(event, tenant, link, 'en') },
      reported: it.reported,
      mailedOn: it.mailed_on,
      reportedBy: it.reported_by,
      registered: it.registered,
    };
  });
}

/** To paste into a mail or a newsletter as it is. */
function readyText(event: FullEvent, tenant: Tenant, link: string, language: Language): string {
  const t = translator(mailMessages, language, tenant.addressForm);
  const title = (language === 'en' && event.titleEn) || event.titleNl;
  const when = event.startsAt && event.endsAt ? dateText(event.startsAt, event.endsAt, tenant.timeZone, language) : '';
  const where = [event.venueName, event.venuePlace].filter(Boolean).join(', ');
  const summary = (language === 'en' && event.summaryEn) || event.summaryNl;
  const facts = [when && `${t('when')}: ${when}`, where && `${t('where')}: ${where}`].filter(Boolean).join('\n');
  const lines = [
    t('network.lead', { event: title, programme: tenant.name }),
    summary,
    facts,
    t('network.link', { link }),
  ];
  return lines.filter(Boolean).join('\n\n');
}

type Params = { Params: { programme: string; token: string } };

interface Mine {
  event: FullEvent;
  view: NetworkInvitationView;
  visit: Visit;
  path: string;
}

export function networkPages(app: App, ctx: Context): void {
  app.route<Params>({
    method: 'GET',
    url: '/:programme/n/:token',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      return mine ? show(ctx, request, reply, mine, null) : showUnknown(request, reply);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/n/:token',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return showUnknown(request, reply);
      const sent = (request.body ?? {}) as { reported?: unknown; mailedOn?: unknown };
      const typed = { reported: String(sent.reported ?? '').trim(), mailedOn: String(sent.mailedOn ?? '').trim() };
      const reported = /^\d{1,7}$/.test(typed.reported) ? Number(typed.reported) : 0;
      const today = dateIn(request.tenant.timeZone, ctx.now());
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed.mailedOn) && !Number.isNaN(Date.parse(typed.mailedOn));
      if (reported < 1 || reported > 1_000_000 || !isDay || typed.mailedOn > today || typed.mailedOn < '2000-01-01')
        return show(ctx, request, reply, mine, typed);
      await reportNetwork(ctx, {
        programmeId: request.tenant.programmeId,
        eventId: mine.event.eventId,
        networkId: mine.view.network,
        report: { reported, mailedOn: typed.mailedOn },
        reportedBy: 'network',
        timeZone: request.tenant.timeZone,
        actor: participant,
      });
      return reply.header('cache-control', 'no-store').redirect(mine.visit.link(mine.path, { done: 'reported' }), 303);
    },
  });
}

async function mineOf(ctx: Context, request: FastifyRequest<Params>): Promise<Mine | null> {
  const { programmeId, slug } = request.tenant;
  const { token } = request.params;
  const link = readNetworkToken(ctx, programmeId, token);
  const event = link && (await eventOf(ctx.db, programmeId, link.eventId));
  if (!event || event.status === 'draft') return null;
  const rows = await networksOf(ctx.db, link, link.networkId);
  const [view] = await networkView(ctx, request.tenant, event.eventId, rows);
  return view ? { event, view, visit: visitOf(request), path: `/${slug}/n/${token}` } : null;
}

function show(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { event, view, visit, path }: Mine,
  wrong: { reported: string; mailedOn: string } | null,
): FastifyReply {
  const { t, language } = visit;
  const values = wrong ?? {
    reported: view.reported === null ? '' : String(view.reported),
    mailedOn: view.mailedOn ?? dateIn(request.tenant.timeZone, ctx.now()),
  };
  const isDone = !wrong && (request.query as { done?: unknown }).done === 'reported' && view.reported !== null;
  const other: Language = language === 'nl' ? 'en' : 'nl';
  const text = (it: Language) =>
    html`<div class="field"><h3 lang="${it}">${it === 'nl' ? 'Nederlands' : 'English'}</h3><textarea class="ready" rows="9" readonly lang="${it}" aria-label="${t('network.text')}, ${it === 'nl' ? 'Nederlands' : 'English'}">${view.text[it]}</textarea></div>`;
  const title = t('network.title', { network: view.name });
  const content = html`${isDone ? html`<div class="note good" role="status"><p>${t('network.thanks', { count: view.reported! })}</p></div>` : null}
${wrong ? html`<div class="note bad" role="alert"><p>${t('network.wrong')}</p></div>` : null}
<h1>${title}</h1>
<p class="lead">${t('network.intro', { programme: request.tenant.name })}</p>
<section class="card" aria-labelledby="network-event"><h2 id="network-event"><a href="${visit.link(eventPath(visit, event.slug))}">${said(event.titleNl, event.titleEn, visit)}</a></h2>
${eventFacts(event, visit, false)}</section>
<section aria-labelledby="network-text"><h2 id="network-text">${t('network.text')}</h2><p>${t('network.text-intro')}</p>
${text(language)}${visit.languages.length > 1 ? text(other) : null}
<p class="act">${t('network.own-link')} <a href="${view.link}">${view.link}</a></p></section>
<section class="panel" aria-labelledby="network-report"><h2 id="network-report">${t('network.report')}</h2><p>${t('network.report-intro')}</p>
<form method="post" action="${visit.link(path)}" class="form" novalidate>
<div class="field"><label for="reported">${t('network.reported')}</label><input id="reported" name="reported" inputmode="numeric" autocomplete="off" value="${values.reported}"></div>
<div class="field"><label for="mailedOn">${t('network.mailed-on')}</label><input id="mailedOn" name="mailedOn" type="date" value="${values.mailedOn}"></div>
<p class="act"><button>${t('network.send')}</button></p></form></section>`;
  return sendPage(
    request,
    reply,
    { visit, title: plainText(title, null, visit), isHidden: true, content },
    { keep: 'secret', status: wrong ? 400 : 200 },
  );
}

function showUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const { t } = visit;
  const content = html`<h1>${t('invited.unknown')}</h1><p class="lead">${t('invited.unknown-text')}</p>
<p><a class="button" href="${visit.link(`/${request.tenant.slug}`)}">${t('page.home')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t('invited.unknown'), isHidden: true, content },
    { status: 404, keep: 'secret' },
  );
}
