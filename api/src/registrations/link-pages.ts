// What the link in a participant's mail opens. Mail scanners follow every link, so opening changes nothing: what acts is a
// button. The address is a key: no other site is told and no cache keeps it.

import type { Wish } from '@pr8werk/shared/contacts.ts';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import { ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { isCrew } from '@pr8werk/shared/registrations.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encode } from 'uqr';
import { participant } from '#api/activity/actions.ts';
import { wishesWith } from '#api/contacts/queries.ts';
import type { Context } from '#api/context.ts';
import { calendarLink, eventFacts, eventPath, isComing } from '#api/events/pages.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import { isSignupOpen } from '#api/events/rules.ts';
import { currentForm } from '#api/forms/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html, paragraphs } from '#api/http/html.ts';
import { Problem } from '#api/http/problems.ts';
import { isolated, plainText, said, saidAtLength } from '#api/pages/bilingual.ts';
import { contact, sendPage } from '#api/pages/layout.ts';
import { momentText } from '#api/pages/moments.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { cancelRegistration, verifyRegistration } from '#api/registrations/actions.ts';
import { canBring } from '#api/registrations/company-pages.ts';
import { acceptOffer } from '#api/registrations/offers.ts';
import { type Company, companyNames, isToldToCome, placeInLine, registrationRow } from '#api/registrations/queries.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';
import { isLinkRight, readLink } from '#api/registrations/rules.ts';

type Params = { Params: { programme: string; token: string } };

interface Mine {
  registration: RegistrationRow;
  company: Company;
  event: FullEvent;
  place: number | null;
  /** There are questions that may be answered until the meeting begins. */
  hasQuestions: boolean;
  /** Asked with the signup, and confirmed with it. */
  wishes: Wish[];
  /** Others may come along, or do. */
  brings: boolean;
  /** Nobody moves up any more, but who still waits may come along. */
  isWelcome: boolean;
  visit: Visit;
  path: string;
}

export function linkPages(app: App, ctx: Context): void {
  const look = { access: anyone, limit: 'public' } as const;
  const act = { access: anyone, limit: 'signup' } as const;
  const address = (mine: Mine, query: Record<string, string> = {}) => mine.visit.link(mine.path, query);

  app.route<Params>({
    method: 'GET',
    url: '/:programme/r/:token',
    config: look,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      return mine ? showMine(ctx, request, reply, mine) : showUnknown(request, reply);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/r/:token/verify',
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return showUnknown(request, reply);
      const { programmeId, registrationId, status } = mine.registration;
      await verifyRegistration(ctx, { programmeId, registrationId });
      return reply
        .header('cache-control', 'no-store')
        .redirect(address(mine, status === 'cancelled' ? {} : { done: 'verified' }), 303);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/r/:token/accept',
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return showUnknown(request, reply);
      const { programmeId, registrationId } = mine.registration;
      const refused = await acceptOffer(ctx, { programmeId, registrationId }).then(
        () => false,
        (error) => {
          // the page says by itself what there is instead
          if (error instanceof Problem) return true;
          throw error;
        },
      );
      return reply
        .header('cache-control', 'no-store')
        .redirect(address(mine, refused ? {} : { done: 'verified' }), 303);
    },
  });
  app.route<Params>({
    method: 'GET',
    url: '/:programme/r/:token/cancel',
    config: look,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return showUnknown(request, reply);
      if (!canCancel(mine, ctx.now())) return reply.header('cache-control', 'no-store').redirect(address(mine), 303);
      return showCancel(request, reply, mine);
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/r/:token/cancel',
    config: act,
    handler: async (request, reply) => {
      const mine = await mineOf(ctx, request);
      if (!mine) return showUnknown(request, reply);
      if (canCancel(mine, ctx.now())) {
        const { programmeId, registrationId } = mine.registration;
        const { company } = (request.body ?? {}) as { company?: unknown };
        const given = { programmeId, registrationId, actor: participant, notify: true };
        await cancelRegistration(ctx, { ...given, company: company === 'on' });
      }
      return reply.header('cache-control', 'no-store').redirect(address(mine), 303);
    },
  });
}

async function mineOf(ctx: Context, request: FastifyRequest<Params>): Promise<Mine | null> {
  const { programmeId, slug } = request.tenant;
  const { token } = request.params;
  const link = readLink(token);
  const registration = link ? await registrationRow(ctx.db, programmeId, link.registrationId) : null;
  if (!link || !registration || !isLinkRight(ctx, registration, link.mac)) return null;
  const event = await eventOf(ctx.db, programmeId, registration.eventId);
  if (!event) return null;
  const place = await placeInLine(ctx.db, programmeId, registration.registrationId);
  const company = await companyNames(ctx.db, registration);
  const brings = canBring(registration, event, ctx.now()) && (company.companions.length > 0 || event.companyLimit > 0);
  const isWelcome = registration.status === 'waiting' && (await isToldToCome(ctx.db, registration));
  const hasQuestions =
    isGoing(registration) &&
    event.startsAt !== null &&
    event.startsAt > ctx.now() &&
    (await asksSomething(ctx, registration));
  return {
    registration,
    event,
    place,
    company,
    hasQuestions,
    isWelcome,
    brings,
    wishes: registration.verifyBy ? await wishesWith(ctx.db, registration) : [],
    visit: visitOf(request),
    path: `/${slug}/r/${token}`,
  };
}

function isGoing({ status }: RegistrationRow): boolean {
  return status !== 'cancelled' && status !== 'declined';
}

async function asksSomething(ctx: Context, registration: RegistrationRow): Promise<boolean> {
  const form = await currentForm(ctx.db, registration);
  return form?.questions.some((it) => it.ask !== 'door') ?? false;
}

/** The id and not the address of this page: who scans it at the door gets no key to the registration. */
function doorCode(registrationId: string, words: string): Html {
  const { data, size } = encode(registrationId, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<figure class="door-code"><svg viewBox="0 0 ${size} ${size}" width="168" height="168" shape-rendering="crispEdges" aria-hidden="true"><path d="M0 0h${size}v${size}h-${size}z" fill="#fff"/><path d="${squares.join('')}"/></svg><figcaption>${words}</figcaption></figure>`;
}

/** Until the meeting is over: someone who is on the way may still say so. */
function canCancel({ registration, event }: Mine, now: Date): boolean {
  return isGoing(registration) && event.status === 'published' && isComing(event, now);
}

function showMine(ctx: Context, request: FastifyRequest, reply: FastifyReply, mine: Mine): FastifyReply {
  const { registration, event, visit, path } = mine;
  const { t } = visit;
  const now = ctx.now();
  const { title, body } = statusOf(mine, now);
  const { done } = request.query as { done?: unknown };
  const isVerified = done === 'verified' && registration.verifyBy === null;
  const content = html`${isVerified ? html`<div class="note good" role="status"><p>${t('mine.verified')}</p></div>` : null}
${done === 'answered' && mine.hasQuestions ? html`<div class="note good" role="status"><p>${t('mine.answered')}</p></div>` : null}
<h1>${title}</h1>
${body}
${isCrew(registration.role) && isGoing(registration) && event.briefingNl ? html`<section class="panel" aria-labelledby="briefing"><h2 id="briefing">${t('mine.briefing')}</h2>${saidAtLength(event.briefingNl, event.briefingEn, visit)}</section>` : null}
<section class="card" aria-labelledby="mine-event">
<h2 id="mine-event"><a href="${visit.link(eventPath(visit, event.slug))}">${said(event.titleNl, event.titleEn, visit)}</a></h2>
${eventFacts(event, visit, false)}
${isComing(event, now) && registration.status === 'confirmed' ? html`<p>${calendarLink(event, visit)}</p>` : null}
${isComing(event, now) && registration.status === 'confirmed' ? doorCode(registration.registrationId, t('mine.door-code')) : null}
<p class="soft">${t('mine.hello', { name: isolated(registration.name) })}</p>
${mine.company.lead ? html`<p class="soft">${t('mine.brought', { name: isolated(mine.company.lead) })}</p>` : null}
${mine.company.companions.length > 0 ? html`<p class="soft">${t('mine.with', { names: namesOf(mine.company) })}</p>` : null}
${mine.brings ? html`<p><a href="${visit.link(`${path}/company`)}">${t('company.link')}</a></p>` : null}
</section>
${
  mine.hasQuestions && event.status === 'published'
    ? html`<section class="panel" aria-labelledby="answers"><h2 id="answers">${t('mine.answers')}</h2><p>${t('mine.answers-intro')}</p><p><a class="button quiet" href="${visit.link(`${path}/answers`)}">${t('mine.answers-link')}</a></p></section>`
    : null
}
${
  canCancel(mine, now) && registration.status !== 'offered'
    ? html`<section class="panel" aria-labelledby="cannot"><h2 id="cannot">${t('mine.cannot')}</h2><p>${t('mine.cannot-text')}</p><p><a class="button quiet" href="${visit.link(`${path}/cancel`)}">${t('mine.cannot-link')}</a></p></section>`
    : null
}
<p><a href="${visit.link(`/${request.tenant.slug}/mijn`)}">${visit.words(ownPageMessages)('own.link')}</a></p>`;
  return sendPage(request, reply, { visit, title, isHidden: true, content }, { keep: 'secret' });
}

function namesOf({ companions }: Company): string {
  return companions.map(isolated).join(', ');
}

/** A place is held: yes and no are both one button. */
function offerOf({ registration, event, company, visit, path }: Mine, now: Date): { title: string; body: Html } {
  const { t } = visit;
  const until = registration.offerExpiresAt;
  // who was asked to help has until the start
  if (until && until <= now)
    return { title: t('mine.waiting'), body: html`<p class="lead">${t('mine.offer-late')}</p>` };
  const role = visit.words(publicMessages)(`role.${registration.role}`).toLowerCase();
  const text = until
    ? t('mine.offered-text', { moment: momentText(until, visit.tenant!.timeZone, visit) })
    : t('mine.invited-text', { role });
  return {
    title: t(until ? 'mine.offered' : 'mine.invited'),
    body: html`<p class="lead">${text}</p>
${company.companions.length > 0 ? html`<p>${t('mine.offered-company', { names: namesOf(company) })}</p>` : null}
${eventFacts(event, visit, false)}
<form method="post" action="${visit.link(`${path}/accept`)}"><p class="act"><button>${t('mine.accept')}</button> <a class="button quiet" href="${visit.link(`${path}/cancel`)}">${t('mine.let-go')}</a></p></form>`,
  };
}

/** What there is to say, and the one thing that can be done about it. */
function statusOf(mine: Mine, now: Date): { title: string; body: Html | null } {
  const { registration, event, place, visit, path } = mine;
  const { t } = visit;
  const { status, verifyBy } = registration;
  const lead = (text: string) => html`<p class="lead">${text}</p>`;
  if (event.status === 'cancelled')
    return {
      title: t('mine.event-cancelled'),
      body: event.cancelReason ? html`<div class="note bad">${paragraphs(event.cancelReason)}</div>` : null,
    };
  if (status === 'cancelled') {
    const { endedBecause } = registration;
    const text = t(
      endedBecause === 'offer-expired' || endedBecause === 'line-closed'
        ? `mine.${endedBecause}-text`
        : verifyBy
          ? 'mine.expired-text'
          : 'mine.cancelled-text',
    );
    const again = html`<p>${t('mine.again')}</p><p><a class="button" href="${visit.link(eventPath(visit, event.slug))}#aanmelden">${t('mine.sign-up-again')}</a></p>`;
    return { title: t('mine.cancelled'), body: html`${lead(text)}${isSignupOpen(event, now) ? again : null}` };
  }
  if (status === 'declined') return { title: t('mine.declined'), body: lead(t('mine.declined-text')) };
  if (!isComing(event, now)) return { title: t('mine.event-past'), body: lead(t('mine.event-past-text')) };
  if (status === 'offered') return offerOf(mine, now);
  if (verifyBy) {
    const moment = momentText(verifyBy, visit.tenant!.timeZone, visit);
    const [text, button] =
      status === 'waiting'
        ? (['mine.verify-waiting-text', 'mine.verify-waiting-button'] as const)
        : (['mine.verify-text', 'mine.verify-button'] as const);
    return {
      title: t('mine.verify'),
      body: html`${lead(t(text, { moment, place: place ?? 0 }))}${mine.wishes.length > 0 ? html`<p>${t('mine.verify-also')}</p><ul>${mine.wishes.map((it) => html`<li>${visit.words(ownPageMessages)(`own.purpose.${it}`)}</li>`)}</ul>` : null}<form method="post" action="${visit.link(`${path}/verify`)}"><p><button>${t(button)}</button></p></form>`,
    };
  }
  if (status === 'requested') return { title: t('mine.requested'), body: lead(t('mine.requested-text')) };
  if (status === 'waiting' && mine.isWelcome) return { title: t('mine.welcome'), body: lead(t('mine.welcome-text')) };
  if (status === 'waiting')
    return { title: t('mine.waiting'), body: lead(t('mine.waiting-text', { place: place ?? 0 })) };
  return { title: t('mine.confirmed'), body: lead(t('mine.confirmed-text')) };
}

function showCancel(
  request: FastifyRequest,
  reply: FastifyReply,
  { registration, event, company, visit, path }: Mine,
): FastifyReply {
  const { t } = visit;
  const text = registration.status === 'waiting' ? 'mine.cancel-waiting-text' : 'mine.cancel-text';
  const content = html`<h1>${t('mine.cancel-title')}</h1>
<p class="lead">${t(text, { title: isolated(plainText(event.titleNl, event.titleEn, visit)) })}</p>
${eventFacts(event, visit, false)}
<form method="post" action="${visit.link(`${path}/cancel`)}">${
    company.companions.length > 0
      ? html`<p><label class="check"><input type="checkbox" name="company" checked> ${t('mine.cancel-company', { names: namesOf(company) })}</label></p>`
      : null
  }<p class="act"><button>${t('mine.cancel-button')}</button> <a href="${visit.link(path)}">${t('mine.keep')}</a></p></form>`;
  return sendPage(
    request,
    reply,
    { visit, title: t('mine.cancel-title'), isHidden: true, content },
    { keep: 'secret' },
  );
}

function showUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const { t } = visit;
  const { slug, contactEmail } = request.tenant;
  const content = html`<h1>${t('mine.unknown')}</h1><p class="lead">${t('mine.unknown-text')}</p>
${contactEmail ? html`<p>${contact(contactEmail, visit)}</p>` : null}
<p><a class="button" href="${visit.link(`/${slug}`)}">${t('page.home')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t('mine.unknown'), isHidden: true, content },
    { status: 404, keep: 'secret' },
  );
}
