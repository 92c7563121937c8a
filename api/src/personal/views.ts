// Parts that the pages of somebody's own page share.

import { type OwnPageMessage, ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import type { Translate } from '@pr8werk/shared/messages/translate.ts';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Context } from '#api/context.ts';
import { type Html, html } from '#api/http/html.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { type Owner, ownerOf } from '#api/personal/queries.ts';
import { ownPath } from '#api/personal/rules.ts';

export interface Opened {
  request: FastifyRequest;
  reply: FastifyReply;
  owner: Owner;
  programmeId: string;
  visit: Visit;
  t: Translate<OwnPageMessage>;
  path: string;
}

/** For the routes of an open page; who has none is led to where one asks for the link. */
export function forOwner(ctx: Context, work: (it: Opened) => Promise<FastifyReply>): RouteHandlerMethod {
  return async (request, reply) => {
    const visit = visitOf(request);
    const path = ownPath(request.tenant.slug);
    const owner = await ownerOf(ctx, request);
    if (!owner) return leadTo(reply, visit.link(path));
    const t = visit.words(ownPageMessages);
    return work({ request, reply, owner, programmeId: request.tenant.programmeId, visit, t, path });
  };
}

export function leadTo(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303);
}

export function sendOwn(
  request: FastifyRequest,
  reply: FastifyReply,
  page: { visit: Visit; title: string; content: Html; status?: number },
): FastifyReply {
  const { visit, title, content, status = 200 } = page;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { status, keep: 'secret' });
}

export function backLink({ t, visit, path }: Pick<Opened, 't' | 'visit' | 'path'>): Html {
  return html`<p class="back"><a href="${visit.link(path)}">${t('own.back')}</a></p>`;
}

/** A change is a button, so that no program that follows links makes it. */
export function oneButton(action: string, label: string, look: 'plain' | 'quiet' = 'plain'): Html {
  return html`<form method="post" action="${action}"><p class="act"><button${look === 'quiet' ? html` class="button quiet"` : null}>${label}</button></p></form>`;
}
