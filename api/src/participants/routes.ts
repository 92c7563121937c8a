import * as contract from '@pr8werk/shared/participants.ts';
import { exportLimit } from '@pr8werk/shared/participants.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount, record } from '#api/activity/actions.ts';
import { answerColumns } from '#api/answers/queries.ts';
import { type Context, transact } from '#api/context.ts';
import { eventExists, eventOf } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, faultAt, languageOf } from '#api/http/problems.ts';
import { csvOf, xlsxOf } from '#api/http/spreadsheets.ts';
import {
  actOnMany,
  addNote,
  type BulkGiven,
  changeNote,
  deleteNote,
  isPlaceAct,
  previewOfMany,
} from '#api/participants/actions.ts';
import { historyOf, notesOf } from '#api/participants/queries.ts';
import { fileNameOf, tableOf } from '#api/participants/rules.ts';
import { type ListedRegistration, listedRegistrations, registrationOf } from '#api/registrations/queries.ts';
import { registrationView } from '#api/registrations/views.ts';

export function participantsRoutes(app: App, ctx: Context): void {
  async function requireRegistration(
    request: FastifyRequest,
    params: { event: string; registration: string },
  ): Promise<ListedRegistration> {
    const row = await registrationOf(ctx.db, request.tenant.programmeId, params.event, params.registration);
    if (!row) throw fail('not-found');
    return row;
  }
  const noteTarget = (request: FastifyRequest, registrationId: string) => ({
    programmeId: request.tenant.programmeId,
    registrationId,
    writer: request.signedIn.accountId,
  });

  app.route({
    ...contract.actOnRegistrations,
    handler: async (request) => {
      const { programmeId } = request.tenant;
      const { body } = request;
      requirePermission(request, body.action);
      requireTarget(body);
      if (!(await eventExists(ctx.db, programmeId, request.params.event))) throw fail('not-found');
      const actor = byAccount(request);
      const given: BulkGiven = {
        programmeId,
        eventId: request.params.event,
        actor,
        action: body.action,
        registrations: body.registrations && [...new Set(body.registrations.map((it) => it.toLowerCase()))],
        matching: body.matching,
        notify: body.notify,
        text: body.text,
        raiseCapacity: body.capacity === 'raise',
      };
      if (body.dryRun) return previewOfMany(ctx, given);
      return once(ctx, request, { programmeId, scope: 'actOnRegistrations', actor: actor.id! }, (tx) =>
        actOnMany(ctx, tx, given),
      );
    },
  });
  app.route({
    ...contract.showRegistrationHistory,
    handler: async (request) => {
      await requireRegistration(request, request.params);
      return { items: await historyOf(ctx.db, request.tenant.programmeId, request.params.registration), next: null };
    },
  });

  app.route({
    ...contract.listNotes,
    handler: async (request) => {
      await requireRegistration(request, request.params);
      const target = noteTarget(request, request.params.registration);
      return { items: await notesOf(ctx.db, { ...target, reader: target.writer }), next: null };
    },
  });
  app.route({
    ...contract.addNote,
    handler: async (request, reply) => {
      const registration = await requireRegistration(request, request.params);
      // whose name is forgotten nobody is to write about again
      if (registration.name === '') throw fail('registration-state');
      const target = noteTarget(request, request.params.registration);
      const scope = { programmeId: target.programmeId, scope: 'addNote', actor: target.writer };
      const note = await once(ctx, request, scope, (tx) => addNote(ctx, tx, { ...target, text: request.body.text }));
      reply.code(201);
      return note;
    },
  });
  app.route({
    ...contract.changeNote,
    handler: async (request) => {
      await requireRegistration(request, request.params);
      const target = noteTarget(request, request.params.registration);
      return changeNote(ctx, { ...target, noteId: request.params.note, text: request.body.text });
    },
  });
  app.route({
    ...contract.deleteNote,
    handler: async (request, reply) => {
      await requireRegistration(request, request.params);
      await deleteNote(ctx, { ...noteTarget(request, request.params.registration), noteId: request.params.note });
      reply.code(204);
      return null;
    },
  });

  app.route({ ...contract.exportRegistrations, handler: async (request) => exported(ctx, request, request.body) });
}

/** Who stands at the door records who came, and nothing else. */
function requirePermission(request: FastifyRequest, action: contract.BulkAction): void {
  const permissions = request.signedIn.permissionsIn(request.tenant.programmeId) ?? [];
  if (isPlaceAct(action) && !permissions.includes('registrations:write')) throw fail('not-allowed');
}

type BulkBody = import('typebox').Static<typeof contract.actOnRegistrations.schema.body>;

/** Named, or by what they match; who acts on what matches has seen whom. */
function requireTarget({ registrations, matching, dryRun }: BulkBody): void {
  if ((registrations === undefined) === (matching === undefined))
    throw faultAt('/registrations', 'one-of', {
      nl: 'Geef registrations of matching, een van de twee',
      en: 'Give registrations or matching, one of the two',
    });
  if (matching && !dryRun && matching.seen === undefined)
    throw faultAt('/matching/seen', 'required', {
      nl: 'Geef seen mee uit het voorbeeld (dryRun)',
      en: 'Give seen as the preview (dryRun) told it',
    });
}

type ExportBody = import('typebox').Static<typeof contract.exportRegistrations.schema.body>;

async function exported(ctx: Context, request: FastifyRequest, body: ExportBody) {
  const { programmeId, timeZone } = request.tenant;
  const { event: eventId } = request.params as { event: string };
  const event = await eventOf(ctx.db, programmeId, eventId);
  if (!event) throw fail('not-found');
  const { format, columns, tab = 'all', sort = 'name', ...filter } = body;
  const permissions = request.signedIn.permissionsIn(programmeId) ?? [];
  if (columns.includes('specialAnswers') && !permissions.includes('registrations:write')) throw fail('not-allowed');
  const rows = await listedRegistrations(ctx.db, {
    programmeId,
    eventId,
    tab,
    sort,
    ...filter,
    limit: exportLimit + 1,
    after: null,
  });
  if (rows.length > exportLimit) throw tooMany();
  const language = languageOf(request);
  const answers = await answerColumns(ctx.db, {
    programmeId,
    eventId,
    columns,
    people: rows.map((it) => it.registration_id),
  });
  const table = tableOf(rows.map(registrationView), { columns, language, timeZone, answers });
  const content = format === 'csv' ? csvOf(table) : await xlsxOf(table, event.slug.slice(0, 31));
  const { search, ...kept } = filter;
  await transact(ctx, (tx) =>
    record(ctx, tx, {
      programmeId,
      name: 'registration.exported',
      actor: byAccount(request),
      eventId,
      // what was searched for may be somebody's name
      data: { format, people: rows.length, columns: [...columns], tab, ...kept, isSearched: Boolean(search) },
    }),
  );
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now().getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return {
    fileName: fileNameOf(event.slug, today.toString(), format, language),
    mediaType:
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: content.toString('base64'),
    people: rows.length,
  };
}

function tooMany() {
  const limit = { nl: exportLimit.toLocaleString('nl'), en: exportLimit.toLocaleString('en') };
  return fail('conflict', {
    detail: {
      nl: `Een bestand houdt hoogstens ${limit.nl} mensen. Kies met de filters een deel van de lijst.`,
      en: `A file holds at most ${limit.en} people. Choose part of the list with the filters.`,
    },
  });
}
