import * as invitationContract from '@pr8werk/shared/invitations.ts';
import * as mailingContract from '@pr8werk/shared/mailings.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import { contactOf } from '#api/contacts/queries.ts';
import type { Context } from '#api/context.ts';
import { eventExists } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, linkNext } from '#api/http/cursors.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, faultAt, languageOf } from '#api/http/problems.ts';
import {
  cancelMailing,
  planMailing,
  recordAnswers,
  recordInvitations,
  reportNetwork,
} from '#api/invitations/actions.ts';
import { audienceView } from '#api/invitations/audience.ts';
import { funnelOf } from '#api/invitations/funnel.ts';
import { mailingMail, settingOf } from '#api/invitations/mails.ts';
import { networkView } from '#api/invitations/network-pages.ts';
import { invitationsOf, mailingOf, mailingsOf, networksOf, recipientsOf } from '#api/invitations/queries.ts';
import { firstTexts, unknownPlace } from '#api/invitations/rules.ts';

const contract = { ...invitationContract, ...mailingContract };

export function invitationRoutes(app: App, ctx: Context): void {
  /** An empty list says that nobody was invited; of a meeting that is not here it says nothing. */
  async function ofEvent(request: FastifyRequest, eventId: string) {
    const { programmeId } = request.tenant;
    if (!(await eventExists(ctx.db, programmeId, eventId))) throw fail('not-found');
    return { programmeId, eventId };
  }
  async function shownMailing(of: { programmeId: string; eventId: string }, mailingId: string) {
    const found = await mailingOf(ctx.db, { ...of, mailingId });
    if (!found) throw fail('not-found');
    return found;
  }

  app.route({
    ...contract.previewAudience,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      return audienceView(ctx.db, { ...of, ...request.body, now: ctx.now() });
    },
  });
  app.route({
    ...contract.showMailingTexts,
    handler: async (request) => {
      await ofEvent(request, request.params.event);
      return firstTexts(request.query.kind, request.tenant.addressForm);
    },
  });
  app.route({
    ...contract.previewMailing,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      const { kind, subject, body, contact, language } = request.body;
      const texts = { subject, body };
      const fault = unknownPlace(texts);
      if (fault) throw fault;
      const person = contact ? await contactOf(ctx.db, of.programmeId, contact) : null;
      if (contact && !person) throw fail('not-found');
      const setting = (await settingOf(ctx, { ...of, kind, texts }))!;
      const { headers: _, ...mail } = await mailingMail(ctx, setting, {
        name: person?.name || 'Anneke Wolters',
        language: language ?? languageOf(request),
        links: null,
      });
      return mail;
    },
  });
  app.route({
    ...contract.listMailings,
    handler: async (request) => ({
      items: await mailingsOf(ctx.db, await ofEvent(request, request.params.event)),
      next: null,
    }),
  });
  app.route({
    ...contract.sendMailing,
    handler: async (request, reply) => {
      const of = { programmeId: request.tenant.programmeId, eventId: request.params.event };
      const { kind, audience, subject, body, sendAt } = request.body;
      const actor = byAccount(request);
      const scope = { programmeId: of.programmeId, scope: 'mailing', actor: request.signedIn.accountId };
      const { id } = await once(ctx, request, scope, async (tx) => ({
        id: await planMailing(ctx, tx, {
          ...of,
          kind,
          audience,
          texts: { subject, body },
          sendAt: sendAt === null ? null : new Date(sendAt),
          actor,
        }),
      }));
      reply.code(201);
      return (await shownMailing(of, id)).mailing;
    },
  });
  app.route({
    ...contract.showMailing,
    handler: async (request) => shownMailing(await ofEvent(request, request.params.event), request.params.mailing),
  });
  app.route({
    ...contract.cancelMailing,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      const { mailing: mailingId } = request.params;
      await cancelMailing(ctx, { ...of, mailingId, actor: byAccount(request) });
      return (await shownMailing(of, mailingId)).mailing;
    },
  });
  app.route({
    ...contract.listRecipients,
    handler: async (request, reply) => {
      const of = await ofEvent(request, request.params.event);
      const { mailing: mailingId } = request.params;
      await shownMailing(of, mailingId);
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['text', 'id']);
      const page = await recipientsOf(ctx.db, { ...of, mailingId, ...filter, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.listInvitations,
    handler: async (request, reply) => {
      const of = await ofEvent(request, request.params.event);
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['text', 'id']);
      const page = await invitationsOf(ctx.db, { ...of, ...filter, limit, after });
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.recordInvitations,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      return recordInvitations(ctx, { ...of, ...request.body, tenant: request.tenant, actor: byAccount(request) });
    },
  });
  app.route({
    ...contract.recordAnswers,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      return { changed: await recordAnswers(ctx, { ...of, ...request.body, actor: byAccount(request) }) };
    },
  });
  app.route({
    ...contract.showFunnel,
    handler: async (request) => funnelOf(ctx.db, await ofEvent(request, request.params.event)),
  });
  app.route({
    ...contract.listNetworkInvitations,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      const rows = await networksOf(ctx.db, of);
      return { items: await networkView(ctx, request.tenant, of.eventId, rows), next: null };
    },
  });
  app.route({
    ...contract.reportNetworkInvitation,
    handler: async (request) => {
      const of = await ofEvent(request, request.params.event);
      const { network: networkId } = request.params;
      const { reported, mailedOn } = request.body;
      const isGiven = reported !== null && mailedOn !== null;
      if (!isGiven && reported !== null) throw mailedOnMissing();
      await reportNetwork(ctx, {
        ...of,
        networkId,
        report: isGiven ? { reported, mailedOn } : null,
        reportedBy: 'organiser',
        timeZone: request.tenant.timeZone,
        actor: byAccount(request),
      });
      const [view] = await networkView(ctx, request.tenant, of.eventId, await networksOf(ctx.db, of, networkId));
      return view!;
    },
  });
}

const mailedOnMissing = () =>
  faultAt('/mailedOn', 'required', {
    nl: 'Vul de dag in waarop het netwerk mailde',
    en: 'Fill in the day on which the network mailed',
  });
