import * as contract from '@pr8werk/shared/imports.ts';
import { importFields, importLimits } from '@pr8werk/shared/imports.ts';
import type { FastifyRequest } from 'fastify';
import { byAccount } from '#api/activity/actions.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { decodeCursor, encodeCursor, linkNext, pageOf } from '#api/http/cursors.ts';
import { once } from '#api/http/idempotency.ts';
import { fail, languageOf } from '#api/http/problems.ts';
import { csvOf, csvRowsOf } from '#api/http/spreadsheets.ts';
import {
  askReading,
  askRun,
  askUndo,
  createImport,
  discardImport,
  fixRow,
  keepPart,
  partCount,
  planImport,
} from '#api/imports/actions.ts';
import { importOf, type Key, listedImports, stagedRows } from '#api/imports/queries.ts';
import type { ImportRecord } from '#api/imports/rows.ts';
import type { Values } from '#api/imports/rules.ts';
import { importSummary, importView, rowView } from '#api/imports/views.ts';
import { resultHeadings, resultWord } from '#api/imports/words.ts';

/** Rows of results in one piece. */
const pieceRows = 5000;

export function importRoutes(app: App, ctx: Context): void {
  const keyOf = (request: FastifyRequest): Key => ({
    programmeId: request.tenant.programmeId,
    importId: (request.params as { import: string }).import,
  });
  async function shown(request: FastifyRequest) {
    const view = await importView(ctx.db, keyOf(request), languageOf(request));
    if (!view) throw fail('not-found');
    return view;
  }
  async function required(request: FastifyRequest): Promise<ImportRecord> {
    const found = await importOf(ctx.db, keyOf(request));
    if (!found) throw fail('not-found');
    return found;
  }

  app.route({
    ...contract.listImports,
    handler: async (request, reply) => {
      const { limit = 50, cursor } = request.query;
      const rows = await listedImports(ctx.db, {
        programmeId: request.tenant.programmeId,
        limit,
        after: decodeCursor(cursor, ['id']),
      });
      return linkNext(
        pageOf(rows, limit, importSummary, (it) => [it.importId]),
        request,
        reply,
        ctx.config.publicUrl,
      );
    },
  });
  app.route({
    ...contract.createImport,
    handler: async (request, reply) => {
      const { programmeId } = request.tenant;
      const { accountId } = request.signedIn;
      const view = await once(ctx, request, { programmeId, scope: 'createImport', actor: accountId }, async (tx) => {
        const importId = await createImport(ctx, tx, { programmeId, accountId, ...request.body });
        return (await importView(tx, { programmeId, importId }, languageOf(request)))!;
      });
      reply.code(201);
      return view;
    },
  });
  app.route({ ...contract.showImport, handler: shown });
  app.route({
    ...contract.putImportPart,
    bodyLimit: Math.ceil(importLimits.partBytes / 3) * 4 + 1024,
    handler: async (request, reply) => {
      const found = await required(request);
      const part = Number(request.params.part);
      if (part >= partCount(found.fileSize)) throw fail('not-found');
      await keepPart(ctx, keyOf(request), part, Buffer.from(request.body.content, 'base64'));
      reply.code(204);
      return null;
    },
  });
  app.route({
    ...contract.readImport,
    handler: async (request) => {
      await askReading(ctx, keyOf(request), byAccount(request));
      return shown(request);
    },
  });
  app.route({
    ...contract.planImport,
    handler: async (request) => {
      await planImport(ctx, keyOf(request), request.body, byAccount(request));
      return shown(request);
    },
  });
  app.route({
    ...contract.runImport,
    handler: async (request) => {
      await askRun(ctx, keyOf(request), byAccount(request));
      return shown(request);
    },
  });
  app.route({
    ...contract.undoImport,
    handler: async (request) => {
      await askUndo(ctx, keyOf(request), byAccount(request));
      return shown(request);
    },
  });
  app.route({
    ...contract.discardImport,
    handler: async (request, reply) => {
      await discardImport(ctx, keyOf(request));
      reply.code(204);
      return null;
    },
  });

  app.route({
    ...contract.listImportRows,
    handler: async (request, reply) => {
      const found = await required(request);
      const { limit = 50, cursor, ...filter } = request.query;
      const after = decodeCursor(cursor, ['number']);
      const rows = await stagedRows(ctx.db, { ...keyOf(request), ...filter, limit: limit + 1, after });
      const columns = found.plan?.columns ?? [];
      const page = pageOf(
        rows,
        limit,
        (it) => rowView(it, columns, languageOf(request)),
        (it) => [it.row_number],
      );
      return linkNext(page, request, reply, ctx.config.publicUrl);
    },
  });
  app.route({
    ...contract.fixImportRow,
    handler: async (request) => {
      const { values, isSkipped } = request.body;
      const key = keyOf(request);
      await fixRow(ctx, key, request.params.row, {
        isSkipped,
        values:
          values && (Object.fromEntries(Object.entries(values).map(([field, it]) => [field, it ?? ''])) as Values),
      });
      const { plan } = await required(request);
      const [row] = await stagedRows(ctx.db, { ...key, row: request.params.row, limit: 1, after: null });
      return rowView(row!, plan!.columns, languageOf(request));
    },
  });
  app.route({
    ...contract.exportImportResults,
    handler: async (request) => {
      const found = await required(request);
      const language = languageOf(request);
      const after = decodeCursor(request.query.cursor, ['number']);
      const rows = await stagedRows(ctx.db, {
        ...keyOf(request),
        isLeft: request.query.which === 'not-taken',
        limit: pieceRows,
        after,
      });
      const plan = found.plan?.columns ?? [];
      const fields = importFields.filter((it) => plan.includes(it));
      const table = rows.map((it) => {
        const view = rowView(it, plan, language);
        return [
          view.row,
          ...fields.map((field) => view.values[field] ?? ''),
          resultWord(view, language),
          view.remarks.map((remark) => remark.detail).join('; '),
        ];
      });
      const last = rows.at(-1);
      return {
        content: after ? csvRowsOf(table) : csvOf([resultHeadings(fields, language), ...table]).toString('utf8'),
        next: rows.length === pieceRows && last ? encodeCursor([last.row_number]) : null,
      };
    },
  });
}
