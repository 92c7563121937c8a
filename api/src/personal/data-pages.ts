// Everything that is kept of oneself, to read and to take along; and erasing all of it.

import { sayField, sayPurpose, sayStore, sayValue } from '@pr8werk/shared/data-words.ts';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import { ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import type { FastifyReply } from 'fastify';
import { participant } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { type FormState, faultSummary } from '#api/pages/form.ts';
import { dayText, momentText } from '#api/pages/moments.ts';
import { visitOf } from '#api/pages/visit.ts';
import { forgetCookie } from '#api/personal/pages.ts';
import { backLink, forOwner, leadTo, type Opened, sendOwn } from '#api/personal/views.ts';
import { erasePerson } from '#api/privacy/actions.ts';
import { holdsInForce, personalDataOf, requirePerson } from '#api/privacy/queries.ts';
import type { Store } from '#api/privacy/rules.ts';

const look = { access: anyone, limit: 'public' } as const;
const act = { access: anyone, limit: 'signup' } as const;

export function ownDataPages(app: App, ctx: Context, stores: readonly Store[]): void {
  const dataOf = async ({ request, owner, programmeId }: Opened) =>
    personalDataOf(ctx, stores, request.tenant, await requirePerson(ctx.db, programmeId, owner.contactId));

  app.route({
    method: 'GET',
    url: '/:programme/mijn/data',
    config: look,
    handler: forOwner(ctx, async (opened) => {
      const { request, reply, visit, t, path } = opened;
      const { timeZone } = request.tenant;
      const view = await dataOf(opened);
      const value = (field: string, it: unknown) => sayValue(field, it, visit.language, timeZone);
      const content = html`${backLink(opened)}
<h1>${t('own.data')}</h1>
<p class="lead">${t('own.data-taken', { moment: momentText(new Date(view.takenAt), timeZone, visit), controller: view.controller })}</p>
<p><a class="button quiet" href="${visit.link(`${path}/data.json`)}" download="mijn-gegevens.json">${t('own.data-download')}</a></p>
${view.stores.map(
  ({
    store,
    purpose,
    rows,
  }) => html`<section class="card"><h2>${sayStore(store, visit.language)}</h2><p class="soft">${sayPurpose(purpose, visit.language)}</p>
${rows.map((row) => html`<dl class="facts row">${Object.entries(row).map(([field, it]) => html`<div><dt>${sayField(field, visit.language)}</dt><dd>${value(field, it)}</dd></div>`)}</dl>`)}</section>`,
)}`;
      return sendOwn(request, reply, { visit, title: t('own.data'), content });
    }),
  });
  app.route({
    method: 'GET',
    url: '/:programme/mijn/data.json',
    config: look,
    handler: forOwner(ctx, async (opened) =>
      opened.reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="mijn-gegevens.json"')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(await dataOf(opened), null, 2)),
    ),
  });
  app.route({
    method: 'GET',
    url: '/:programme/mijn/erase',
    config: look,
    handler: forOwner(ctx, async (opened) => showErase(ctx, opened, { values: {}, faults: [] }, 200)),
  });
  app.route({
    method: 'POST',
    url: '/:programme/mijn/erase',
    config: act,
    handler: forOwner(ctx, async (opened) => {
      const { request, reply, owner, programmeId, visit, t, path } = opened;
      if ((request.body as { sure?: unknown } | null)?.sure !== 'true')
        return showErase(
          ctx,
          opened,
          { values: {}, faults: [{ field: 'sure', text: t('own.erase-agree-needed') }] },
          400,
        );
      const [hold] = await holdsInForce(ctx.db, programmeId, [owner.contactId]);
      await erasePerson(ctx, stores, { programmeId, contactId: owner.contactId, actor: participant, reason: 'asked' });
      forgetCookie(reply, request.tenant.slug);
      return leadTo(reply, visit.link(`${path}/erased`, { until: hold?.until ?? null }));
    }),
  });
  app.route({
    method: 'GET',
    url: '/:programme/mijn/erased',
    config: look,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const t = visit.words(ownPageMessages);
      const { until } = request.query as { until?: unknown };
      const date = typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until) ? sayDay(until, visit.language) : null;
      const title = t(date ? 'own.erased-held' : 'own.erased');
      const content = html`<div class="done"><h1>${title}</h1><p class="lead">${date ? t('own.erased-held-text', { date }) : t('own.erased-text')}</p></div>
<p><a href="${visit.link(`/${request.tenant.slug}`)}">${visit.t('page.home')}</a></p>`;
      return sendOwn(request, reply, { visit, title, content });
    },
  });
}

/** A day has no zone: noon is on it everywhere we are. */
function sayDay(day: string, language: 'nl' | 'en'): string {
  const at = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : dayText(at, 'UTC', language);
}

async function showErase(ctx: Context, opened: Opened, state: FormState, status: number): Promise<FastifyReply> {
  const { request, reply, owner, programmeId, visit, t, path } = opened;
  const holds = await holdsInForce(ctx.db, programmeId, [owner.contactId]);
  const wrong = state.faults.length > 0;
  const content = html`${faultSummary(state, visit)}${backLink(opened)}
<h1>${t('own.erase-title')}</h1>
<p>${t('own.erase-goes')}</p>
<ul>${([1, 2, 3] as const).map((n) => html`<li>${t(`own.erase-goes-${n}`)}</li>`)}</ul>
<p>${t('own.erase-first')}</p><p>${t('own.erase-stays')}</p><p>${t('own.erase-backup')}</p>
${holds.map((it) => html`<div class="note"><p>${t('own.erase-held', { date: sayDay(it.until, visit.language), reason: it.reason })}</p></div>`)}
<form method="post" action="${visit.link(`${path}/erase`)}" novalidate class="form">
<div class="field${wrong ? ' wrong' : ''}">${wrong ? html`<p class="error" id="sure-error">${t('own.erase-agree-needed')}</p>` : null}<div class="pick"><input type="checkbox" id="sure" name="sure" value="true"${wrong ? html` aria-invalid="true" aria-describedby="sure-error"` : null}><label for="sure">${t('own.erase-agree')}</label></div></div>
<p class="act"><button class="bad">${t('own.erase-button')}</button> <a href="${visit.link(path)}">${t('own.erase-not')}</a></p></form>`;
  return sendOwn(request, reply, { visit, title: t('own.erase-title'), content, status });
}
