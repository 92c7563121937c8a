// Behind the link in the mail of who brought others: who comes along, one more, one less, or another in somebody's place.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { Email, line, personName } from '@pr8werk/shared/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import type { Context } from '#api/context.ts';
import { eventPath, isComing } from '#api/events/pages.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { isSignupOpen } from '#api/events/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { isolated, said } from '#api/pages/bilingual.ts';
import { makeFormCheck } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, faultSummary, formHtml, sentValues } from '#api/pages/form.ts';
import { sendPage } from '#api/pages/layout.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { bringGuest, type Companion, companionsOf, replaceGuest, takeGuestOff } from '#api/registrations/company.ts';
import { companyLimit, registrationRow } from '#api/registrations/queries.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';
import { isLinkRight, readLink } from '#api/registrations/rules.ts';

type Params = { Params: { programme: string; token: string; guest?: string } };

const look = { access: anyone, limit: 'public' } as const;
const act = { access: anyone, limit: 'signup' } as const;

interface Mine {
  registration: RegistrationRow;
  event: FullEvent;
  companions: Companion[];
  limit: number;
  visit: Visit;
  path: string;
  home: string;
}

const checkGuest = makeFormCheck<{ name: string; email?: string; organisation?: string }>(
  Type.Object(
    { name: personName(120), email: Type.Optional(Email), organisation: Type.Optional(line(200)) },
    { additionalProperties: false },
  ),
);

/** Of who brought others, or may: until the meeting begins. */
export function canBring(
  registration: Pick<RegistrationRow, 'status' | 'leadId'>,
  event: FullEvent,
  now: Date,
): boolean {
  const isGoing = registration.status !== 'cancelled' && registration.status !== 'declined';
  return isGoing && registration.leadId === null && event.status === 'published' && isComing(event, now);
}

export function companyPages(app: App, ctx: Context): void {
  const base = '/:programme/r/:token/company';
  app.route<Params>({
    method: 'GET',
    url: base,
    config: look,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      return mine ? showCompany(ctx, request, reply, mine, emptyForm, 200) : back(request, reply);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: base,
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return back(request, reply);
      const { visit, registration, event } = mine;
      const sent = read(request, visit);
      if ('state' in sent) return showCompany(ctx, request, reply, mine, sent.state, 400);
      const answer = isSignupOpen(event, ctx.now()) ? await bringGuest(ctx, registration, sent.guest) : 'state';
      if (answer === 'added' || answer === 'known') return done(reply, mine, 'added');
      const alert = visit.t(answer === 'full' || answer === 'limit' ? `company.${answer}` : 'company.late');
      return showCompany(ctx, request, reply, mine, { values: sent.values, faults: [], alert }, 409);
    },
  });
  app.route<Params>({
    method: 'GET',
    url: `${base}/:guest`,
    config: look,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      const guest = mine?.companions.find((it) => it.id === request.params.guest);
      return mine && guest ? showGuest(request, reply, mine, guest, emptyForm, 200) : back(request, reply);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: `${base}/:guest`,
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      const guest = mine?.companions.find((it) => it.id === request.params.guest);
      if (!mine || !guest) return back(request, reply);
      const { visit, registration } = mine;
      const sent = read(request, visit);
      if ('state' in sent) return showGuest(request, reply, mine, guest, sent.state, 400);
      const answer = await replaceGuest(ctx, registration, { companion: guest.id, guest: sent.guest });
      if (answer === 'replaced') return done(reply, mine, 'replaced');
      const alert = visit.t(answer === 'known' ? 'company.known' : 'company.late');
      return showGuest(request, reply, mine, guest, { values: sent.values, faults: [], alert }, 409);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: `${base}/:guest/off`,
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      const guest = mine?.companions.find((it) => it.id === request.params.guest);
      if (!mine || !guest) return back(request, reply);
      await takeGuestOff(ctx, mine.registration, guest);
      return done(reply, mine, 'off');
    },
  });
}

/** Null: the link is wrong, or there is nothing to change (any more). The page of the link says which. */
async function mineOf(ctx: Context, request: FastifyRequest<Params>): Promise<Mine | null> {
  const { programmeId, slug } = request.tenant;
  const link = readLink(request.params.token);
  const registration = link ? await registrationRow(ctx.db, programmeId, link.registrationId) : null;
  if (!link || !registration || !isLinkRight(ctx, registration, link.mac)) return null;
  const event = await eventOf(ctx.db, programmeId, registration.eventId);
  if (!event || !canBring(registration, event, ctx.now())) return null;
  const companions = await companionsOf(ctx, registration);
  const limit = await companyLimit(ctx.db, registration);
  if (companions.length === 0 && limit === 0) return null;
  const home = `/${slug}/r/${request.params.token}`;
  return { registration, event, companions, limit, visit: visitOf(request), path: `${home}/company`, home };
}

function read(
  request: FastifyRequest,
  visit: Visit,
):
  | { state: FormState }
  | { guest: { name: string; email: string | null; organisation: string | null }; values: FormState['values'] } {
  const values = sentValues(request.body);
  const { content, faults } = checkGuest(guestFields(visit), values, visit);
  if (faults.length > 0) return { state: { values, faults } };
  const { name, email = null, organisation = null } = content;
  return { guest: { name, email, organisation }, values };
}

function guestFields(visit: Visit): FormField[] {
  const { t } = visit;
  const words = visit.words(publicMessages);
  const base = { kind: 'line' as const, help: null, isRequired: false, autocomplete: null, options: [], showIf: null };
  return [
    { ...base, name: 'name', label: t('company.name'), isRequired: true, maxLength: 120 },
    {
      ...base,
      name: 'email',
      kind: 'email',
      label: words('field.email'),
      help: words('field.companion.email.help'),
      maxLength: 254,
    },
    { ...base, name: 'organisation', label: words('field.organisation'), maxLength: 200 },
  ];
}

function formOf(mine: Mine, request: FastifyRequest, state: FormState, action: string, submit: string): Html {
  const { visit } = mine;
  const notice = visit.words(publicMessages)('notice.event', { controller: request.tenant.controller });
  const fields = guestFields(visit);
  return formHtml({ action: visit.link(action), fields, state, notice, submit, hidden: {} }, visit);
}

function head({ visit, event, home }: Mine, title: string): Html {
  return html`<p class="back"><a href="${visit.link(home)}">${visit.t('mine.answers-back')}</a></p>
<h1>${title}</h1><p class="lead"><a href="${visit.link(eventPath(visit, event.slug))}">${said(event.titleNl, event.titleEn, visit)}</a></p>`;
}

function showCompany(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  mine: Mine,
  state: FormState,
  status: number,
): FastifyReply {
  const { visit, companions, path, limit, event } = mine;
  const { t } = visit;
  const said = (['added', 'replaced', 'off'] as const).find((it) => it === (request.query as { done?: unknown }).done);
  const canAdd = companions.length < limit && isSignupOpen(event, ctx.now()) && mine.registration.status !== 'offered';
  const row = ({
    id,
    name,
  }: Companion) => html`<li><bdi>${name}</bdi> <span class="acts"><a class="button quiet" href="${visit.link(`${path}/${id}`)}">${t('company.replace')}<span class="unseen">: ${name}</span></a>
<form method="post" action="${visit.link(`${path}/${id}/off`)}"><button class="button quiet">${t('company.off')}<span class="unseen">: ${name}</span></button></form></span></li>`;
  const content = html`${faultSummary(state, visit)}
${said ? html`<div class="note good" role="status"><p>${t(`company.done-${said}`)}</p></div>` : null}
${head(mine, t('company.title'))}
${companions.length === 0 ? html`<p class="soft">${t('company.none')}</p>` : html`<ul class="own">${companions.map(row)}</ul>`}
${canAdd ? html`<section class="signup" aria-labelledby="one-more"><h2 id="one-more">${t('company.add')}</h2>${formOf(mine, request, state, path, t('company.add-button'))}</section>` : null}`;
  return sendPage(
    request,
    reply,
    { visit, title: t('company.title'), isHidden: true, content },
    { status, keep: 'secret' },
  );
}

function showGuest(
  request: FastifyRequest,
  reply: FastifyReply,
  mine: Mine,
  guest: Companion,
  state: FormState,
  status: number,
): FastifyReply {
  const { visit, path } = mine;
  const { t } = visit;
  const title = t('company.replace-title', { name: isolated(guest.name) });
  const content = html`${faultSummary(state, visit)}${head(mine, title)}<p>${t('company.replace-text')}</p>
<div class="signup">${formOf(mine, request, state, `${path}/${guest.id}`, t('company.replace-button'))}</div>`;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { status, keep: 'secret' });
}

function done(reply: FastifyReply, { visit, path }: Mine, what: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(visit.link(path, { done: what }), 303);
}

function back(request: FastifyRequest<Params>, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const path = `/${request.tenant.slug}/r/${encodeURIComponent(request.params.token)}`;
  return reply.header('cache-control', 'no-store').redirect(visit.link(path), 303);
}
