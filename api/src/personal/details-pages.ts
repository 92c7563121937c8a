// Changing what is known of oneself, and the address, which two mailboxes must agree to.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import { ownPageMessages } from '@pr8werk/shared/messages/own-page.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { Language, line, personName } from '@pr8werk/shared/primitives.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { makeFormCheck } from '#api/pages/check-form.ts';
import { emptyForm, type FormState, faultSummary, formHtml, sentValues } from '#api/pages/form.ts';
import { contact } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';
import { changeDetails } from '#api/personal/actions.ts';
import { askAddress, confirmAddress, isAddressLinkGood } from '#api/personal/address-changes.ts';
import { checkEmail, emailField } from '#api/personal/pages.ts';
import { ownLanguage } from '#api/personal/queries.ts';
import { ownPath } from '#api/personal/rules.ts';
import { backLink, forOwner, leadTo, type Opened, oneButton, sendOwn } from '#api/personal/views.ts';

type Token = { Params: { programme: string; token: string } };

const look = { access: anyone, limit: 'public' } as const;
const act = { access: anyone, limit: 'signup' } as const;

const checkDetails = makeFormCheck<{
  name: string;
  organisation?: string;
  municipality?: string;
  disciplines?: string;
  language?: 'nl' | 'en';
}>(
  Type.Object(
    {
      name: personName(120),
      organisation: Type.Optional(line(200)),
      municipality: Type.Optional(line(120)),
      disciplines: Type.Optional(line(400)),
      language: Type.Optional(Language),
    },
    { additionalProperties: false },
  ),
);

export function ownDetailsPages(app: App, ctx: Context): void {
  app.route({
    method: 'GET',
    url: '/:programme/mijn/details',
    config: look,
    handler: forOwner(ctx, async (opened) => showDetails(ctx, opened, emptyForm, 200)),
  });
  app.route({
    method: 'POST',
    url: '/:programme/mijn/details',
    config: act,
    handler: forOwner(ctx, async (opened) => {
      const { request, reply, owner, programmeId, visit, path } = opened;
      const values = sentValues(request.body);
      const { content, faults } = checkDetails(detailFields(opened), values, visit);
      if (faults.length > 0) return showDetails(ctx, opened, { values, faults }, 400);
      const disciplines = (content.disciplines ?? '').split(',').map((it) => it.trim().slice(0, 80));
      await changeDetails(
        ctx,
        { programmeId, contactId: owner.contactId },
        {
          name: content.name,
          organisationName: content.organisation ?? null,
          municipality: content.municipality ?? null,
          disciplines: [...new Set(disciplines)].filter(Boolean).slice(0, 20),
          language: content.language,
        },
      );
      return leadTo(reply, visit.link(path, { done: 'details' }));
    }),
  });
  app.route({
    method: 'GET',
    url: '/:programme/mijn/address',
    config: look,
    handler: forOwner(ctx, async (opened) => {
      const { request, t, visit } = opened;
      if ((request.query as { done?: unknown }).done !== 'asked') return showAddress(opened, emptyForm, 200);
      const content = html`<div class="done"><h1>${t('own.address-asked')}</h1><p class="lead">${t('own.address-asked-text')}</p></div>${backLink(opened)}`;
      return sendOwn(request, opened.reply, { visit, title: t('own.address-asked'), content });
    }),
  });
  app.route({
    method: 'POST',
    url: '/:programme/mijn/address',
    config: { access: anyone, limit: 'sign-in' },
    handler: forOwner(ctx, async (opened) => {
      const { request, reply, owner, programmeId, visit, t, path } = opened;
      const values = sentValues(request.body);
      const { content, faults } = checkEmail([{ ...emailField, label: t('own.address-new') }], values, visit);
      if (faults.length > 0) return showAddress(opened, { values, faults }, 400);
      const refused = await askAddress(ctx, { programmeId, owner, email: content.email, language: visit.language });
      if (refused) return showAddress(opened, { values, faults: [{ field: 'email', text: t(refused) }] }, 409);
      return leadTo(reply, visit.link(`${path}/address`, { done: 'asked' }));
    }),
  });
  // without a session: the button in a mailbox is the proof
  app.route<Token>({
    method: 'GET',
    url: '/:programme/mijn/adres/:token',
    config: look,
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const t = visit.words(ownPageMessages);
      const { done } = request.query as { done?: unknown };
      if (done === 'half' || done === 'done') return showTold(request, reply, done);
      if (!(await isAddressLinkGood(ctx, request.tenant.programmeId, request.params.token)))
        return showTold(request, reply, 'wrong');
      const content = html`<h1>${t('own.confirm-title')}</h1><p class="lead">${t('own.confirm-text')}</p>${oneButton(visit.link(visit.path), t('own.confirm-button'))}`;
      return sendOwn(request, reply, { visit, title: t('own.confirm-title'), content });
    },
  });
  app.route<Token>({
    method: 'POST',
    url: '/:programme/mijn/adres/:token',
    config: { access: anyone, limit: 'sign-in' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const outcome = await confirmAddress(ctx, request.tenant.programmeId, request.params.token);
      if (outcome === 'wrong' || outcome === 'taken') return showTold(request, reply, outcome);
      return leadTo(reply, visit.link(visit.path, { done: outcome }));
    },
  });
}

function detailFields({ visit, t }: Opened): FormField[] {
  const words = visit.words(publicMessages);
  const field = (name: string, label: string, more: Partial<FormField>): FormField => ({
    ...emailField,
    name,
    label,
    kind: 'line',
    isRequired: false,
    autocomplete: null,
    ...more,
  });
  const languages = visit.languages.map((value) => ({ value, label: t(`own.language.${value}`) }));
  return [
    field('name', words('field.name'), { isRequired: true, autocomplete: 'name', maxLength: 120 }),
    field('organisation', words('field.organisation'), { autocomplete: 'organization', maxLength: 200 }),
    field('municipality', t('own.field.municipality'), { maxLength: 120 }),
    field('disciplines', t('own.field.disciplines'), { help: t('own.field.disciplines-help'), maxLength: 400 }),
    ...(languages.length > 1
      ? [field('language', t('own.field.language'), { kind: 'choice', options: languages })]
      : []),
  ];
}

async function showDetails(ctx: Context, opened: Opened, sent: FormState, status: number): Promise<FastifyReply> {
  const { request, reply, owner, programmeId, visit, t, path } = opened;
  const state: FormState =
    sent !== emptyForm
      ? sent
      : {
          values: {
            name: owner.name,
            organisation: owner.organisationName ?? '',
            municipality: owner.municipality ?? '',
            disciplines: owner.disciplines.join(', '),
            language: (await ownLanguage(ctx.db, programmeId, owner.contactId)) ?? visit.language,
          },
          faults: [],
        };
  const form = {
    action: visit.link(`${path}/details`),
    fields: detailFields(opened),
    state,
    notice: t('own.details-notice', { controller: request.tenant.controller }),
    submit: t('own.details-save'),
    hidden: {},
  };
  const content = html`${faultSummary(state, visit)}${backLink(opened)}
<h1>${t('own.details')}</h1><p>${t('own.details-text')}</p>
<div class="signup">${formHtml(form, visit)}</div>`;
  return sendOwn(request, reply, { visit, title: t('own.details'), content, status });
}

function showAddress(opened: Opened, state: FormState, status: number): FastifyReply {
  const { request, reply, visit, t, path } = opened;
  const { contactEmail, controller } = request.tenant;
  const form = {
    action: visit.link(`${path}/address`),
    fields: [{ ...emailField, label: t('own.address-new') }],
    state,
    notice: t('own.details-notice', { controller }),
    submit: t('own.address-button'),
    hidden: {},
  };
  const content = html`${faultSummary(state, visit)}${backLink(opened)}
<h1>${t('own.address-change')}</h1><p class="lead">${t('own.address-text')}</p>
<div class="signup">${formHtml(form, visit)}</div>
<p>${t('own.address-lost')} ${contactEmail ? contact(contactEmail, visit) : controller}</p>`;
  return sendOwn(request, reply, { visit, title: t('own.address-change'), content, status });
}

function showTold(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: 'half' | 'done' | 'taken' | 'wrong',
): FastifyReply {
  const visit = visitOf(request);
  const t = visit.words(ownPageMessages);
  const { contactEmail, slug } = request.tenant;
  const isGood = outcome === 'half' || outcome === 'done';
  const content = html`<div${isGood ? html` class="done"` : null}><h1>${t(`own.confirm-${outcome}`)}</h1><p class="lead">${t(`own.confirm-${outcome}-text`)}</p></div>
${outcome === 'taken' && contactEmail ? html`<p>${contact(contactEmail, visit)}</p>` : null}
<p><a href="${visit.link(ownPath(slug))}">${t('own.title')}</a></p>`;
  const status = isGood ? 200 : outcome === 'taken' ? 409 : 404;
  return sendOwn(request, reply, { visit, title: t(`own.confirm-${outcome}`), content, status });
}
