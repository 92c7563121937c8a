// "No more of these mails": a button, or one click in the mail program (RFC 8058), which sends a POST without cookie or
// page. Opening the link changes nothing: mail scanners open every link.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { participant } from '#api/activity/actions.ts';
import { giveConsent, withdrawConsent } from '#api/contacts/consents.ts';
import { readUnsubscribeToken } from '#api/contacts/rules.ts';
import { type Context, transact } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { contact, sendPage } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';

type Params = { Params: { programme: string; token: string } };

/** `textVersion`: of the notice that saying yes again is said to; it belongs to a later room. */
export function unsubscribePages(app: App, ctx: Context, given: { textVersion: string }): void {
  // mail programs of any maker send it, by their own pages too
  const act = { access: anyone, limit: 'public', anyOrigin: true } as const;
  app.register(async (scope) => {
    // what is in it does not matter: the address says all, and RFC 8058 leaves the mail program two ways to write it
    scope.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
      payload.resume();
      payload.on('end', () => done(null, {}));
      payload.on('error', done);
    });
    scope.route<Params>({
      method: 'GET',
      url: '/:programme/u/:token',
      config: { access: anyone, limit: 'public' },
      handler: async (request, reply) => {
        const contactId = await contactIdOf(ctx, request);
        if (!contactId) return showUnknown(request, reply);
        const isIn = await isSubscribed(ctx, request.tenant.programmeId, contactId);
        return showChoice(request, reply, isIn, (request.query as { done?: unknown }).done);
      },
    });
    scope.route<Params>({
      method: 'POST',
      url: '/:programme/u/:token',
      config: act,
      handler: async (request, reply) => {
        const contactId = await contactIdOf(ctx, request);
        if (!contactId) return showUnknown(request, reply);
        const { programmeId } = request.tenant;
        const whose = { programmeId, contactId, purpose: 'news', actor: participant } as const;
        await transact(ctx, (tx) => withdrawConsent(ctx, tx, whose));
        const { button } = (request.body ?? {}) as { button?: unknown };
        if (button !== 'page') return showChoice(request, reply, false, 'off');
        return backTo(request, reply, 'off');
      },
    });
    scope.route<Params>({
      method: 'POST',
      url: '/:programme/u/:token/again',
      config: { access: anyone, limit: 'public' },
      handler: async (request, reply) => {
        const contactId = await contactIdOf(ctx, request);
        if (!contactId) return showUnknown(request, reply);
        const { programmeId } = request.tenant;
        const whose = { programmeId, contactId, purpose: 'news', actor: participant } as const;
        await transact(ctx, (tx) => giveConsent(ctx, tx, { ...whose, textVersion: given.textVersion, source: 'mail' }));
        return backTo(request, reply, 'on');
      },
    });
  });
}

function backTo(request: FastifyRequest<Params>, reply: FastifyReply, done: 'on' | 'off'): FastifyReply {
  const visit = visitOf(request);
  const path = `/${request.tenant.slug}/u/${request.params.token}`;
  return reply.header('cache-control', 'no-store').redirect(visit.link(path, { done }), 303);
}

/** Who was merged with another is that other. Whom we have forgotten has no link any more. */
async function contactIdOf(ctx: Context, request: FastifyRequest<Params>): Promise<string | null> {
  const { programmeId } = request.tenant;
  const contactId = readUnsubscribeToken(ctx, programmeId, request.params.token);
  if (!contactId) return null;
  const [row] = await ctx.db.query<{ contact_id: string }>(
    `SELECT coalesce(merged_into, contact_id) AS contact_id FROM contacts
      WHERE programme_id = $1 AND contact_id = $2 AND (name <> '' OR merged_into IS NOT NULL)`,
    [programmeId, contactId],
  );
  return row?.contact_id ?? null;
}

async function isSubscribed(ctx: Context, programmeId: string, contactId: string): Promise<boolean> {
  const rows = await ctx.db.query(
    `SELECT FROM consents WHERE programme_id = $1 AND contact_id = $2 AND purpose = 'news' AND withdrawn_at IS NULL`,
    [programmeId, contactId],
  );
  return rows.length > 0;
}

function showChoice(request: FastifyRequest<Params>, reply: FastifyReply, isIn: boolean, done: unknown): FastifyReply {
  const visit = visitOf(request);
  const { t } = visit;
  const path = `/${request.tenant.slug}/u/${request.params.token}`;
  const name = request.tenant.name;
  const form = (action: string, look: Html | null, label: string) =>
    html`<form method="post" action="${visit.link(action)}"><input type="hidden" name="button" value="page"><p class="act"><button${look}>${label}</button></p></form>`;
  const state = isIn ? (done === 'on' ? 'on' : 'ask') : 'off';
  const title = t(`unsubscribe.${state}`);
  const content = html`<div${state === 'ask' ? null : html` class="done"`}><h1>${title}</h1><p class="lead">${t(`unsubscribe.${state}-text`, { programme: name })}</p></div>
${isIn ? form(path, state === 'ask' ? null : html` class="button quiet"`, t('unsubscribe.button')) : html`<p>${t('unsubscribe.again-text')}</p>${form(`${path}/again`, html` class="button quiet"`, t('unsubscribe.again'))}`}
<p class="act"><a href="${visit.link(`/${request.tenant.slug}`)}">${t('page.home')}</a></p>`;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { keep: 'secret' });
}

function showUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const { t } = visit;
  const { slug, contactEmail } = request.tenant;
  const content = html`<h1>${t('unsubscribe.unknown')}</h1><p class="lead">${t('unsubscribe.unknown-text')}</p>
${contactEmail ? html`<p>${contact(contactEmail, visit)}</p>` : null}
<p><a class="button" href="${visit.link(`/${slug}`)}">${t('page.home')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t('unsubscribe.unknown'), isHidden: true, content },
    { status: 404, keep: 'secret' },
  );
}
