// The page of a meeting with its signup form, as native HTML. Without script there is no proof of work, so a signup
// through this page is confirmed by the link in the mail.

import { createHash } from 'node:crypto';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import type { Question } from '@pr8werk/shared/forms.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { problemStatus } from '@pr8werk/shared/problem.ts';
import { NewRegistration } from '@pr8werk/shared/registrations.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Context, newId } from '#api/context.ts';
import {
  calendarLink,
  eventFacts,
  eventHead,
  eventPath,
  eventStory,
  isComing,
  placeText,
  whenText,
} from '#api/events/pages.ts';
import { type FullEvent, nextOpenEvent, publicEventBySlug } from '#api/events/queries.ts';
import { type SignupState, signupState } from '#api/events/rules.ts';
import { formOfCrowd, questionsSince } from '#api/forms/queries.ts';
import { withoutUnasked } from '#api/forms/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { type Html, html, paragraphs } from '#api/http/html.ts';
import { fail, Problem } from '#api/http/problems.ts';
import { plainText, said } from '#api/pages/bilingual.ts';
import { fieldOf, makeFormCheck } from '#api/pages/check-form.ts';
import {
  emptyForm,
  type FieldFault,
  type FormState,
  faultSummary,
  formHtml,
  sentValues,
  type Values,
} from '#api/pages/form.ts';
import { type Page, sendPage } from '#api/pages/layout.ts';
import { momentText } from '#api/pages/moments.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';
import { sourceText } from '#api/programmes/pages.ts';
import type { Batcher } from '#api/registrations/batcher.ts';
import { issueForm, looksHuman } from '#api/registrations/form-tokens.ts';
import { signupFields } from '#api/registrations/rules.ts';
import { signUp } from '#api/registrations/signing-up.ts';

type Params = { Params: { programme: string; slug: string } };
type Done = 'confirmed' | 'waiting' | 'requested' | 'verify';

export const checkSignup = makeFormCheck<NewRegistration>(NewRegistration);

/** Who comes by an invitation, which a later room knows. The token is what its link holds. */
export interface Guests {
  invited(programmeId: string, eventId: string, token: string): Promise<Values | null>;
  signedUp(programmeId: string, token: string, registrationId: string): Promise<void>;
}

export function eventPages(app: App, ctx: Context, batcher: Batcher, guests: Guests): void {
  app.route({
    method: 'GET',
    url: '/:programme/e/next',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { programmeId, slug } = request.tenant;
      const event = await nextOpenEvent(ctx, programmeId);
      const path = event ? eventPath(visit, event.slug) : `/${slug}/news`;
      return reply.header('cache-control', 'no-cache').redirect(visit.link(path, { source: sourceOf(request) }), 302);
    },
  });
  app.route<Params>({
    method: 'GET',
    url: '/:programme/e/:slug',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const event = await publicEvent(ctx, request);
      if (event.slug !== request.params.slug) {
        const came = { source: sourceOf(request), invitation: invitationIn(request) };
        const address = visit.link(eventPath(visit, event.slug), came);
        return reply.header('cache-control', 'no-cache').redirect(address, 301);
      }
      const done = doneOf(request);
      if (done) return showDone(ctx, request, reply, { event, visit, done });
      const token = invitationIn(request);
      const guest = token ? await guests.invited(event.programmeId, event.eventId, token) : null;
      return showEvent(ctx, request, reply, { event, visit, guest, state: emptyForm, status: 200 });
    },
  });
  app.route<Params>({
    method: 'POST',
    url: '/:programme/e/:slug',
    config: { access: anyone, limit: 'signup' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const event = await publicEvent(ctx, request);
      const values = sentValues(request.body);
      // a question that is gone since the page was opened keeps its answer
      const questions = await questionsSince(ctx.db, event, Number(values.formVersion));
      const fields = signupFields(visit, event, false, questions);
      const { content, faults } = checkSignup(fields, values, visit);
      const refuse = (state: FormState, status: number) =>
        showEvent(ctx, request, reply, { event, visit, state, status });
      if (faults.length > 0) return refuse({ values, faults }, 400);
      try {
        const isTrusted = await looksHuman(ctx, event.eventId, { token: values.token, website: values.website });
        const asked = { role: content.role, moments: ['signup'] as const };
        const invitation = invitationIn(request);
        const receipt = await signUp(ctx, batcher, {
          ...content,
          ...(invitation ? { whenDone: (id) => guests.signedUp(event.programmeId, invitation, id) } : {}),
          ...withoutUnasked(questions, content, asked),
          formVersion: Number(values.formVersion) || undefined,
          ...onceOf(event.eventId, values, content),
          programmeId: request.tenant.programmeId,
          eventId: event.eventId,
          language: visit.language,
          source: sourceOf(request),
          site: null,
          isTrusted,
        });
        const done: Done = receipt.needsConfirmation ? 'verify' : receipt.status;
        return reply
          .header('cache-control', 'no-store')
          .redirect(visit.link(eventPath(visit, event.slug), { done }), 303);
      } catch (error) {
        const refusal = error instanceof Problem ? refusals[error.code] : undefined;
        const faults = error instanceof Problem ? faultsAtFields(error, fields, visit) : [];
        if (faults.length > 0) return refuse({ values, faults }, problemStatus((error as Problem).code));
        if (!refusal) throw error;
        reply.headers((error as Problem).extra.headers ?? {});
        return refuse({ values, faults: [], alert: visit.t(refusal.message) }, refusal.status);
      }
    },
  });
}

/** What can go wrong through nobody's fault: the form is shown again with what was typed. */
const refusals: Partial<
  Record<
    string,
    {
      status: number;
      message: 'form.expired' | 'form.closed' | 'form.busy' | 'form.unsure' | 'form.choice-full' | 'form.code-needed';
    }
  >
> = {
  'form-token-invalid': { status: 400, message: 'form.expired' },
  'form-token-expired': { status: 400, message: 'form.expired' },
  'signup-closed': { status: 409, message: 'form.closed' },
  'code-needed': { status: 409, message: 'form.code-needed' },
  'choice-full': { status: 409, message: 'form.choice-full' },
  busy: { status: 503, message: 'form.busy' },
  unavailable: { status: 503, message: 'form.unsure' },
};

/** What the database knows better than the form: at the field it is about. */
function faultsAtFields(problem: Problem, fields: FormField[], visit: Visit): FieldFault[] {
  const names = new Set(fields.map((it) => it.name));
  return (problem.extra.errors ?? []).flatMap(({ pointer, detail }) => {
    const field = fieldOf(pointer);
    return names.has(field) ? [{ field, text: typeof detail === 'string' ? detail : detail[visit.language] }] : [];
  });
}

/**
 * The same form sent twice is one signup. Its key counts together with what was typed, so that going back and signing up a
 * colleague is another signup and no misuse of the key.
 */
function onceOf(
  eventId: string,
  values: Values,
  content: object,
): { idempotencyKey: string | null; requestHash: Buffer | null } {
  if (!values.key) return { idempotencyKey: null, requestHash: null };
  const hash = createHash('sha256')
    .update(`${eventId}\0${values.key}\0${JSON.stringify(content)}`)
    .digest();
  return { idempotencyKey: `page-${hash.toString('hex')}`, requestHash: hash };
}

async function publicEvent(ctx: Context, request: FastifyRequest<Params>): Promise<FullEvent> {
  const event = await publicEventBySlug(ctx.db, request.tenant.programmeId, request.params.slug);
  if (!event) throw fail('not-found');
  return event;
}

/** Through which network or site someone came; what is no such word is left out. */
function sourceOf(request: FastifyRequest): string | null {
  const { source } = request.query as { source?: unknown };
  return typeof source === 'string' && source.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(source) ? source : null;
}

/** What the link of an invitation says; whether it is right is seen later. */
function invitationIn(request: FastifyRequest): string | null {
  const { invitation } = request.query as { invitation?: unknown };
  return typeof invitation === 'string' && /^[\w-]{43}$/.test(invitation) ? invitation : null;
}

function doneOf(request: FastifyRequest): Done | null {
  const { done } = request.query as { done?: unknown };
  return (['confirmed', 'waiting', 'requested', 'verify'] as const).find((it) => it === done) ?? null;
}

interface Shown {
  event: FullEvent;
  visit: Visit;
  /** As somebody types them; absent: those that are kept. */
  questions?: Question[] | undefined;
  /** The team fills it in to see what it does: it is sent elsewhere, and this is said above it. */
  trial?: { action: string; hidden: Record<string, string>; said: Html | null };
  /** Came by an invitation: what we know stands in the form. */
  guest?: Values | null;
}

async function showEvent(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...given }: Shown & { state: FormState; status: number },
): Promise<FastifyReply> {
  const phase = phaseOf(given.event, ctx.now());
  const keep = given.guest ? 'secret' : phase === 'open' || phase === 'waiting-list' ? 'own' : 'public';
  return sendPage(request, reply, await eventPage(ctx, request, { ...given, phase }), { status, keep });
}

/** The page of a meeting as everyone sees it. */
export async function eventPage(
  ctx: Context,
  request: FastifyRequest,
  given: Shown & { state: FormState; phase: Phase },
): Promise<Page> {
  const { event, visit, state, phase } = given;
  const { t } = visit;
  const title = plainText(event.titleNl, event.titleEn, visit);
  const hasForm = phase === 'open' || phase === 'waiting-list';
  // after a refusal the form comes first; what the meeting is about was read already
  const isRefused = state !== emptyForm;
  const signup = await signupHtml(ctx, request, phase, given);
  const source = event.source
    ? html`<p class="soft">${t('event.source', { source: await sourceText(ctx.db, event.programmeId, event.source) })}</p>`
    : null;
  const content = html`${faultSummary(state, visit)}${given.trial?.said}
<p class="back"><a href="${visit.link(`/${request.tenant.slug}`)}">${t('event.back')}</a></p>
<article class="event">
<header>
${event.isExample ? html`<p class="tag">${t('page.example')}</p>` : null}
<h1>${said(event.titleNl, event.titleEn, visit)}</h1>
${event.isExample ? html`<p class="soft">${t('event.example')}</p>` : null}
${event.status === 'cancelled' ? html`<div class="note bad"><p><strong>${t('event.cancelled')}</strong></p>${event.cancelReason ? paragraphs(event.cancelReason) : null}</div>` : null}
${event.status === 'unknown' ? html`<div class="note"><p>${t('event.unknown')}</p></div>` : null}
</header>
<div class="aside">${eventFacts(event, visit, !isRefused)}
${hasForm && !isRefused ? html`<p><a class="button" href="#aanmelden" target="_self">${t(phase === 'open' ? 'event.sign-up' : 'event.join-line')}</a></p>` : null}
${isComing(event, ctx.now()) ? html`<p>${calendarLink(event, visit)}</p>` : null}</div>
<div class="story">${isRefused ? null : eventStory(event, visit)}${source}${signup}</div>
</article>`;
  return {
    visit,
    title: !isRefused ? title : `${t('form.error')}: ${title}`,
    description: [whenText(event, visit), placeText(event)].filter(Boolean).join(' – '),
    canonical: `${ctx.config.publicUrl}${eventPath(visit, event.slug)}`,
    isHidden: event.isExample,
    head: eventHead(event, visit, ctx.config.publicUrl),
    content,
  };
}

export type Phase = SignupState | 'cancelled' | 'past' | 'unknown';

export function phaseOf(event: FullEvent, now: Date): Phase {
  if (event.status === 'cancelled' || event.status === 'unknown') return event.status;
  return isComing(event, now) ? signupState(event, event, now) : 'past';
}

/** The form, or why there is none and what to do instead. */
async function signupHtml(
  ctx: Context,
  request: FastifyRequest,
  phase: Phase,
  { event, visit, state, questions: typed, guest, trial }: Shown & { state: FormState },
): Promise<Html | null> {
  const { t } = visit;
  const zone = request.tenant.timeZone;
  const keepMe = html`<p><a class="button quiet" href="${visit.link(`/${request.tenant.slug}/news`)}">${t('agenda.keep-me')}</a></p>`;
  const note = (title: string, text: string) =>
    html`<section class="panel" aria-labelledby="aanmelden"><h2 id="aanmelden">${title}</h2><p>${text}</p>${keepMe}</section>`;
  if (phase === 'cancelled' || phase === 'unknown') return null;
  if (phase === 'past') return note(t('event.past'), t('event.past-text'));
  if (phase === 'closed') return note(t('event.closed'), t('event.closed-text'));
  if (phase === 'not-yet')
    return note(t('event.not-yet'), t('event.not-yet-text', { moment: momentText(event.signupOpensAt!, zone, visit) }));
  const questions = await formOfCrowd(ctx.db, event);
  const form = {
    action:
      trial?.action ??
      visit.link(eventPath(visit, event.slug), { source: sourceOf(request), invitation: invitationIn(request) }),
    isInFrame: trial !== undefined,
    fields: signupFields(visit, event, false, typed ?? questions?.questions),
    state: guest && state === emptyForm ? { ...emptyForm, values: guest } : state,
    notice: visit.words(publicMessages)('notice.event', { controller: request.tenant.controller }),
    submit: t(phase === 'open' ? 'form.submit' : 'form.submit-waiting'),
    hidden: trial?.hidden ?? {
      key: state.values.key || newId(),
      token: (await issueForm(ctx, event.eventId)).token,
      formVersion: String(questions?.version ?? ''),
    },
  };
  const until = event.signupClosesAt
    ? html`<p>${t('event.until', { moment: momentText(event.signupClosesAt, zone, visit) })}</p>`
    : null;
  return html`<section class="signup" aria-labelledby="aanmelden"><h2 id="aanmelden">${t('event.sign-up')}</h2>
${phase === 'waiting-list' ? html`<div class="note"><p>${t('event.full')}</p></div>` : null}
${until}<p>${t('form.mail-first')}</p>
${formHtml(form, visit)}</section>`;
}

function showDone(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { event, visit, done }: Shown & { done: Done },
): FastifyReply {
  const { t } = visit;
  const path = eventPath(visit, event.slug);
  const content = html`<div class="done"><h1>${t(`done.title.${done}`)}</h1><p class="lead">${t(`done.text.${done}`)}</p><p>${t('done.no-mail')}</p></div>
<section class="card" aria-labelledby="done-for"><h2 id="done-for">${t('done.for')}</h2>
<p class="big"><a href="${visit.link(path)}">${said(event.titleNl, event.titleEn, visit)}</a></p>
${eventFacts(event, visit, false)}
${done === 'confirmed' ? html`<p>${calendarLink(event, visit)}</p>` : null}</section>
<p><a href="${visit.link(path)}#aanmelden">${t('done.another')}</a></p>`;
  return sendPage(
    request,
    reply,
    { visit, title: t(`done.title.${done}`), canonical: `${ctx.config.publicUrl}${path}`, isHidden: true, content },
    { keep: 'own' },
  );
}
