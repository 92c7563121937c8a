// "Mijn Pr8werk": all that somebody signed up for and all that is known of them, behind one mailed link. The link opens a
// page with a button; the button opens a short session that lives in a cookie of these pages alone.

import { consentText, consentVersion } from '@pr8werk/shared/consent-texts.ts';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import { type OwnPageMessage, ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { Email } from '@pr8werk/shared/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import type { Context } from '#api/context.ts';
import { canKeepCookies } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { isolated, said } from '#api/pages/bilingual.ts';
import { makeFormCheck } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, faultSummary, formHtml, sentValues } from '#api/pages/form.ts';
import { dayText, partialText } from '#api/pages/moments.ts';
import { visitOf } from '#api/pages/visit.ts';
import { askLink, chooseConsent, closePage, isLinkGood, mailLink, openPage } from '#api/personal/actions.ts';
import {
  consentsInForce,
  type OwnConsent,
  type OwnMeeting,
  ownerOf,
  ownMeetings,
  pendingAddress,
} from '#api/personal/queries.ts';
import { cookieName, ownPath } from '#api/personal/rules.ts';
import { forOwner, leadTo, type Opened, oneButton, sendOwn } from '#api/personal/views.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';
import { linkToken } from '#api/registrations/rules.ts';

type Token = { Params: { programme: string; token: string } };

const look = { access: anyone, limit: 'public' } as const;
const act = { access: anyone, limit: 'signup' } as const;

export const emailField: FormField = {
  name: 'email',
  kind: 'email',
  label: '',
  help: null,
  isRequired: true,
  autocomplete: 'email',
  maxLength: 254,
  options: [],
  showIf: null,
};
export const checkEmail = makeFormCheck<{ email: string }>(
  Type.Object({ email: Email }, { additionalProperties: false }),
);

export function ownPages(app: App, ctx: Context): void {
  app.route({
    method: 'GET',
    url: '/:programme/mijn',
    config: look,
    handler: async (request, reply) => {
      const { done } = request.query as { done?: unknown };
      if (done === 'sent') return showAsked(request, reply);
      if (await ownerOf(ctx, request)) return showOwn(request, reply);
      return showAsk(request, reply, emptyForm, 200);
    },
  });
  const showOwn = forOwner(ctx, (opened) => showOverview(ctx, opened)) as (
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<FastifyReply>;
  app.route({
    method: 'POST',
    url: '/:programme/mijn/link',
    config: { access: anyone, limit: 'sign-in' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const values = sentValues(request.body);
      const field = { ...emailField, label: visit.words(publicMessages)('field.email') };
      const { content, faults } = checkEmail([field], values, visit);
      if (faults.length > 0) return showAsk(request, reply, { values, faults }, 400);
      const { programmeId, slug } = request.tenant;
      // a robot gets the same friendly words, and nobody a mail
      if (!values.website) {
        const linkId = await askLink(ctx, { programmeId, email: content.email, language: visit.language });
        if (linkId)
          reply.raw.once('finish', () => {
            mailLink(ctx, programmeId, linkId).catch((error: Error) =>
              ctx.log.error({ err: error.message }, 'a link to an own page was not mailed'),
            );
          });
      }
      return leadTo(reply, visit.link(ownPath(slug), { done: 'sent' }));
    },
  });
  app.route<Token>({
    method: 'GET',
    url: '/:programme/mijn/open/:token',
    config: look,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const t = visit.words(ownPageMessages);
      if (!(await isLinkGood(ctx, request.tenant.programmeId, request.params.token))) return showWrong(request, reply);
      const content = html`<h1>${t('own.open-title')}</h1><p class="lead">${t('own.open-text')}</p>${oneButton(visit.link(visit.path), t('own.open-button'))}`;
      return sendOwn(request, reply, { visit, title: t('own.open-title'), content });
    },
  });
  app.route<Token>({
    method: 'POST',
    url: '/:programme/mijn/open/:token',
    config: { access: anyone, limit: 'sign-in' },
    handler: async (request, reply) => {
      if (!canKeepCookies(ctx.config.publicUrl)) throw fail('sign-in-needs-https');
      const { programmeId, slug } = request.tenant;
      const secret = await openPage(ctx, programmeId, request.params.token);
      if (!secret) return showWrong(request, reply);
      // without an age: it ends with the browser, and the session in half an hour
      reply.setCookie(cookieName, secret, { path: ownPath(slug), httpOnly: true, secure: true, sameSite: 'lax' });
      return leadTo(reply, visitOf(request).link(ownPath(slug)));
    },
  });
  app.route({
    method: 'POST',
    url: '/:programme/mijn/end',
    config: act,
    handler: async (request, reply) => {
      const { programmeId, slug } = request.tenant;
      const owner = await ownerOf(ctx, request);
      if (owner) await closePage(ctx, programmeId, owner);
      forgetCookie(reply, slug);
      return leadTo(reply, visitOf(request).link(ownPath(slug), { done: 'ended' }));
    },
  });
  app.route<{ Params: { programme: string; purpose: string } }>({
    method: 'POST',
    url: '/:programme/mijn/consents/:purpose',
    config: act,
    handler: forOwner(ctx, async ({ request, reply, owner, programmeId, visit, path }) => {
      const purpose = choosable.find((it) => it === (request.params as { purpose: string }).purpose);
      if (!purpose) throw fail('not-found');
      const { want } = (request.body ?? {}) as { want?: unknown };
      await chooseConsent(ctx, { programmeId, contactId: owner.contactId }, purpose, want === 'yes');
      return leadTo(reply, `${visit.link(path, { done: 'consents' })}#consents`);
    }),
  });
}

export function forgetCookie(reply: FastifyReply, slug: string): void {
  reply.clearCookie(cookieName, { path: ownPath(slug), httpOnly: true, secure: true, sameSite: 'lax' });
}

const choosable = ['news', 'follow-up'] as const;

function showAsk(request: FastifyRequest, reply: FastifyReply, state: FormState, status: number): FastifyReply {
  const visit = visitOf(request);
  const t = visit.words(ownPageMessages);
  const { slug, controller } = request.tenant;
  const { done } = request.query as { done?: unknown };
  const form = {
    action: visit.link(`${ownPath(slug)}/link`),
    fields: [{ ...emailField, label: visit.words(publicMessages)('field.email') }],
    state,
    notice: t('own.ask-notice', { controller }),
    submit: t('own.ask-button'),
    hidden: {},
  };
  const content = html`${faultSummary(state, visit)}
${done === 'ended' ? html`<div class="note good" role="status"><p>${t('own.ended')}</p></div>` : null}
<h1>${t('own.ask-title')}</h1><p class="lead">${t('own.ask-text')}</p>
<div class="signup">${formHtml(form, visit)}</div>`;
  const title = state === emptyForm ? t('own.title') : `${visit.t('form.error')}: ${t('own.title')}`;
  return sendOwn(request, reply, { visit, title, content, status });
}

function showAsked(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const t = visit.words(ownPageMessages);
  const content = html`<div class="done"><h1>${t('own.asked')}</h1><p class="lead">${t('own.asked-text')}</p><p>${t('own.asked-none')}</p></div>
<p><a href="${visit.link(ownPath(request.tenant.slug))}">${t('own.again')}</a></p>`;
  return sendOwn(request, reply, { visit, title: t('own.asked'), content });
}

function showWrong(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = visitOf(request);
  const t = visit.words(ownPageMessages);
  const content = html`<h1>${t('own.open-wrong')}</h1><p class="lead">${t('own.open-wrong-text')}</p>
<p><a class="button" href="${visit.link(ownPath(request.tenant.slug))}">${t('own.again')}</a></p>`;
  return sendOwn(request, reply, { visit, title: t('own.open-wrong'), content, status: 404 });
}

const doneWords: Record<string, OwnPageMessage> = { details: 'own.details-saved', consents: 'own.consents-saved' };

async function showOverview(ctx: Context, opened: Opened): Promise<FastifyReply> {
  const { request, reply, owner, programmeId, visit, t, path } = opened;
  const meetings = await ownMeetings(ctx.db, programmeId, owner.contactId);
  const [past, coming] = [true, false].map((isOver) => meetings.filter((it) => isPast(it, ctx.now()) === isOver));
  const consents = await consentsInForce(ctx.db, programmeId, owner.contactId);
  const pending = await pendingAddress(ctx, programmeId, owner.contactId);
  const done = doneWords[String((request.query as { done?: unknown }).done)];
  const shown = (it: OwnMeeting) => meetingHtml(ctx, it, opened);
  const content = html`${done ? html`<div class="note good" role="status"><p>${t(done)}</p></div>` : null}
<h1>${t('own.hello', { name: isolated(owner.name) })}</h1>
<section aria-labelledby="coming"><h2 id="coming">${t('own.coming')}</h2>
${coming!.length === 0 ? html`<p class="soft">${t('own.coming-none')}</p><p><a class="button quiet" href="${visit.link(`/${request.tenant.slug}`)}">${visit.t('page.home')}</a></p>` : html`<ul class="own">${coming!.toReversed().map(shown)}</ul>`}</section>
${past!.length > 0 ? html`<section aria-labelledby="past"><h2 id="past">${t('own.past')}</h2><ul class="own">${past!.map(shown)}</ul></section>` : null}
<section class="card" aria-labelledby="details"><h2 id="details">${t('own.details')}</h2>
<dl class="facts">${facts(opened).map(([term, what]) => html`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>
${pending ? html`<p class="soft">${t('own.address-pending', { email: isolated(pending) })}</p>` : null}
<p class="act"><a class="button quiet" href="${visit.link(`${path}/details`)}">${t('own.details-change')}</a> <a class="button quiet" href="${visit.link(`${path}/address`)}">${t('own.address-change')}</a></p></section>
<section class="card" aria-labelledby="consents"><h2 id="consents">${t('own.consents')}</h2><p>${t('own.consents-text')}</p>
${choosable.map((purpose) =>
  consentHtml(
    purpose,
    consents.find((it) => it.purpose === purpose),
    opened,
  ),
)}</section>
<section class="card" aria-labelledby="data"><h2 id="data">${t('own.data')}</h2><p>${t('own.data-text')}</p>
<p class="act"><a class="button quiet" href="${visit.link(`${path}/data`)}">${t('own.data-read')}</a> <a class="button quiet" href="${visit.link(`${path}/erase`)}">${t('own.erase')}</a></p></section>
${oneButton(visit.link(`${path}/end`), t('own.end'), 'quiet')}`;
  return sendOwn(request, reply, { visit, title: t('own.title'), content });
}

function facts({ owner, visit, t }: Opened): [string, string][] {
  const words = visit.words(publicMessages);
  const rows: [string, string | null][] = [
    [words('field.name'), owner.name],
    [t('own.address'), owner.email],
    [words('field.organisation'), owner.organisationName],
    [t('own.field.municipality'), owner.municipality],
    [t('own.field.disciplines'), owner.disciplines.join(', ')],
  ];
  return rows.filter((it): it is [string, string] => Boolean(it[1]));
}

function isPast({ startsAt, endsAt, eventStatus }: OwnMeeting, now: Date): boolean {
  if (eventStatus === 'held') return true;
  const end = endsAt ?? startsAt;
  return end !== null && end <= now;
}

/** With the way to its own page, where all that can be done about it is done. */
function meetingHtml(ctx: Context, it: OwnMeeting, { request, visit, t }: Opened): Html {
  const { slug, timeZone } = request.tenant;
  const state = stateOf(it, ctx.now());
  const when = it.startsAt
    ? dayText(it.startsAt, timeZone, visit.language)
    : partialText(partialDate(it.happensOn), visit);
  return html`<li><a href="${visit.link(`/${slug}/r/${linkToken(ctx, it)}`)}">${said(it.titleNl, it.titleEn, visit)}</a>
<span class="soft">${when}</span> <span class="tag">${t(`own.status.${state}`)}</span></li>`;
}

function stateOf(it: OwnMeeting, now: Date) {
  if (it.eventStatus === 'cancelled') return 'event-cancelled';
  if (it.hasAttended) return 'attended';
  if (isPast(it, now) && it.status === 'confirmed') return 'past';
  return it.isUnverified ? 'unverified' : it.status;
}

function consentHtml(purpose: (typeof choosable)[number], given: OwnConsent | undefined, opened: Opened): Html {
  const { request, visit, t, path } = opened;
  const action = visit.link(`${path}/consents/${purpose}`);
  const button = (want: 'yes' | 'no', label: string) =>
    html`<form method="post" action="${action}"><input type="hidden" name="want" value="${want}"><p class="act"><button class="button quiet">${label}<span class="unseen">: ${t(`own.purpose.${purpose}`)}</span></button></p></form>`;
  const now = consentText(consentVersion, purpose, visit.language);
  if (!given)
    return html`<h3>${t(`own.purpose.${purpose}`)}</h3><p><strong>${t('own.consent-no')}</strong>. <span class="soft">${t('own.consent-will', { text: now ?? '' })}</span></p>${button('yes', t('own.consent-start'))}`;
  const words = consentText(given.text_version, purpose, visit.language);
  const why =
    given.basis !== 'consent'
      ? t(`own.consent-${given.basis}`)
      : words
        ? t('own.consent-words', { text: words })
        : t('own.consent-list', { source: isolated(given.source) });
  const date = dayText(given.given_at, request.tenant.timeZone, visit.language);
  return html`<h3>${t(`own.purpose.${purpose}`)}</h3><p><strong>${t('own.consent-yes', { date })}</strong>. <span class="soft">${why}</span></p>${button('no', t('own.consent-stop'))}`;
}
