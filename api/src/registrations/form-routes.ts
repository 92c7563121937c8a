// The signup form as data, for the embed: fields, words, a fresh token and proof of work.

import { type SignupFormView, showSignupForm } from '@pr8werk/shared/events.ts';
import { embedMessages } from '@pr8werk/shared/messages/embed.ts';
import { publicMessages } from '@pr8werk/shared/messages/public.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import { type FullEvent, nextOpenEvent, publicEventBySlug } from '#api/events/queries.ts';
import { signupState } from '#api/events/rules.ts';
import { eventUrl } from '#api/events/views.ts';
import { formOfCrowd } from '#api/forms/queries.ts';
import type { Speech } from '#api/forms/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { fail, languageOf } from '#api/http/problems.ts';
import { dateText } from '#api/pages/moments.ts';
import { issueForm } from '#api/registrations/form-tokens.ts';
import { noticeVersion, signupFields, subscriptionFields } from '#api/registrations/rules.ts';
import { noteSighting } from '#api/registrations/sightings.ts';

export function formRoutes(app: App, ctx: Context): void {
  app.route({
    ...showSignupForm,
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { programmeId } = request.tenant;
      const { slug } = request.params;
      const language = request.query.language ?? languageOf(request);
      const found =
        slug === 'next' ? await nextOpenEvent(ctx, programmeId) : await publicEventBySlug(ctx.db, programmeId, slug);
      if (slug !== 'next' && !found?.startsAt) throw fail('not-found');
      await noteSighting(ctx, request);
      const event = found ? shownEvent(ctx, request, found, language) : null;
      const isOpen = event !== null && (event.signup === 'open' || event.signup === 'waiting-list');
      const speech: Speech = { language, words: (it) => translator(it, language, request.tenant.addressForm) };
      const t = speech.words(publicMessages);
      const form = isOpen ? await formOfCrowd(ctx.db, found!) : null;
      return {
        // a named meeting that is over or full stays named; its fields are then those of "keep me informed"
        event: isOpen ? event : slug === 'next' ? null : event,
        programme: { slug: request.tenant.slug, name: request.tenant.name },
        accent: request.tenant.accent,
        language,
        fields: isOpen ? signupFields(speech, found!, true, form?.questions) : subscriptionFields(speech),
        formVersion: form?.version ?? null,
        words: embedMessages[language],
        noticeVersion,
        notice: t(isOpen ? 'notice.event' : 'notice.news', { controller: request.tenant.controller }),
        privacyUrl: `${ctx.config.publicUrl}/${request.tenant.slug}/privacy`,
        ...(await issueForm(ctx, isOpen ? event.id : `news ${programmeId}`)),
      };
    },
  });
}

function shownEvent(
  ctx: Context,
  request: FastifyRequest,
  event: FullEvent,
  language: Language,
): NonNullable<SignupFormView['event']> {
  return {
    id: event.eventId,
    slug: event.slug,
    title: (language === 'en' && event.titleEn) || event.titleNl,
    startsAt: event.startsAt!.toISOString(),
    endsAt: event.endsAt!.toISOString(),
    dateText: dateText(event.startsAt!, event.endsAt!, request.tenant.timeZone, language),
    placeText: [event.venueName, event.venuePlace].filter(Boolean).join(', ') || null,
    url: eventUrl({ publicUrl: ctx.config.publicUrl, programmeSlug: request.tenant.slug }, event.slug),
    signup: signupState(event, event, ctx.now()),
  };
}
