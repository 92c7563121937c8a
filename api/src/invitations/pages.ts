// What the links in an invitation open: "I am coming" is the signup form, filled in; "I cannot come" a page with a button.
// Mail scanners follow both, so neither changes anything by itself.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import { eventFacts, eventPath, isComing } from '#api/events/pages.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { isSignupOpen } from '#api/events/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { answerByLink, answerBySignup } from '#api/invitations/actions.ts';
import { invitedSource } from '#api/invitations/mails.ts';
import { invitationRow } from '#api/invitations/queries.ts';
import { readInvitationToken } from '#api/invitations/rules.ts';
import { said } from '#api/pages/bilingual.ts';
import { contact, sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import type { Guests } from '#api/registrations/pages.ts';

type Params = { Params: { programme: string; token: string } };

interface Mine {
  invitationId: string;
  row: NonNullable<Awaited<ReturnType<typeof invitationRow>>>;
  event: FullEvent;
  visit: Visit;
  path: string;
}

/** For the signup form, which belongs to an earlier room: who comes by an invitation, and that they came. */
export function guestsOf(ctx: Context): Guests {
  return {
    async invited(programmeId, eventId, token) {
      const invitationId = readInvitationToken(ctx, programmeId, token);
      const row = invitationId && (await invitationRow(ctx.db, programmeId, invitationId));
      if (!row || row.event_id !== eventId) return null;
      return { name: row.name, email: row.email ?? '', organisation: row.organisation_name ?? '' };
    },
    async signedUp(programmeId, token, registrationId) {
      const invitationId = readInvitationToken(ctx, programmeId, token);
      if (invitationId) await answerBySignup(ctx, { programmeId, invitationId, registrationId });
    },
  };
}

export function invitationPages(app: App, ctx: Context): void {
  const look = { access: anyone, limit: 'public' } as const;
  const act = { access: anyone, limit: 'signup' } as const;
  app.route<Params>({
    method: 'GET',
    url: '/:programme/i/:token',
    config: look,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      return mine ? show(ctx, request, reply, mine) : showUnknown(request, reply);
    },
  });
  for (const [path, answer] of [
    ['decline', 'not-coming'],
    ['reconsider', null],
  ] as const) {
    app.route<Params>({
      method: 'POST',
      url: `/:programme/i/:token/${path}`,
      config: act,
      handler: async (request, reply) => {
        const mine = await mineOf(ctx, request);
        if (!mine) return showUnknown(request, reply);
        const { programmeId } = request.tenant;
        if (isComing(mine.event, ctx.now()) && !mine.row.is_registered)
          await answerByLink(ctx, { programmeId, invitationId: mine.invitationId, answer });
        return reply.header('cache-control', 'no-store').redirect(mine.visit.link(mine.path), 303);
      },
    });
  }
}

async function mineOf(ctx: Context, request: FastifyRequest<Params>): Promise<Mine | null> {
  const { programmeId, slug } = request.tenant;
  const { token } = request.params;
  const invitationId = readInvitationToken(ctx, programmeId, token);
  const row = invitationId && (await invitationRow(ctx.db, programmeId, invitationId));
  const event = row && (await eventOf(ctx.db, programmeId, row.event_id));
  return event
    ? { invitationId: invitationId!, row, event, visit: visitOf(request), path: `/${slug}/i/${token}` }
    : null;
}

function show(ctx: Context, request: FastifyRequest<Params>, reply: FastifyReply, mine: Mine): FastifyReply {
  const { event, visit } = mine;
  const { title, body } = stateOf(ctx, request, mine);
  const content = html`<h1>${title}</h1>${body}
<section class="card" aria-labelledby="invited-event"><h2 id="invited-event"><a href="${visit.link(eventPath(visit, event.slug))}">${said(event.titleNl, event.titleEn, visit)}</a></h2>
${eventFacts(event, visit, false)}</section>`;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { keep: 'secret' });
}

function stateOf(ctx: Context, request: FastifyRequest<Params>, mine: Mine): { title: string; body: Html } {
  const { row, event, visit, path } = mine;
  const { t } = visit;
  const lead = (text: string) => html`<p class="lead">${text}</p>`;
  if (event.status === 'cancelled') return { title: t('mine.event-cancelled'), body: html`` };
  if (!isComing(event, ctx.now())) return { title: t('mine.event-past'), body: lead(t('mine.event-past-text')) };
  if (row.is_registered) return { title: t('invited.registered'), body: lead(t('invited.registered-text')) };
  const source = { source: invitedSource, invitation: request.params.token };
  const come = isSignupOpen(event, ctx.now())
    ? html`<a class="button quiet" href="${visit.link(eventPath(visit, event.slug), source)}#aanmelden">${t('invited.come')}</a>`
    : null;
  if (row.answer === 'not-coming')
    return {
      title: t('invited.declined'),
      body: html`<div class="done">${lead(t('invited.declined-text'))}</div><form method="post" action="${visit.link(`${path}/reconsider`)}"><p>${t('invited.mistake')}</p><p class="act"><button class="button quiet">${t('invited.take-back')}</button> ${come}</p></form>`,
    };
  return {
    title: t('invited.title'),
    body: html`${lead(t('invited.text'))}<form method="post" action="${visit.link(`${path}/decline`)}"><p class="act"><button>${t('invited.decline')}</button> ${come}</p></form>`,
  };
}

function showUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const { t } = visit;
  const { slug, contactEmail } = request.tenant;
  const content = html`<h1>${t('invited.unknown')}</h1><p class="lead">${t('invited.unknown-text')}</p>
${contactEmail ? html`<p>${contact(contactEmail, visit)}</p>` : null}
<p><a class="button" href="${visit.link(`/${slug}`)}">${t('page.home')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t('invited.unknown'), isHidden: true, content },
    { status: 404, keep: 'secret' },
  );
}
