// Lists of people from elsewhere: a file arrives in parts, is read, its columns are named, its rows are checked and mended,
// and then it is carried out, row by row, with a result for each. All of it can be taken back.

import * as Type from 'typebox';
import { mailingBases } from './contacts.ts';
import { endpoint, staff } from './endpoint.ts';
import {
  Id,
  Instant,
  LocalDate,
  line,
  named,
  nullable,
  oneOf,
  page,
  paging,
  programmeParams,
  Slug,
  text,
} from './primitives.ts';

export const importLimits = { fileBytes: 64 * 2 ** 20, partBytes: 512 * 1024, rows: 100_000 } as const;

export const importStates = [
  'uploading',
  'reading',
  'unreadable',
  'columns',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

/** What a column of the file can be. */
export const importFields = [
  'name',
  'firstName',
  'infix',
  'lastName',
  'email',
  'organisation',
  'disciplines',
  'municipality',
  'network',
  'origin',
  'basis',
  'basisOn',
] as const;
export type ImportField = (typeof importFields)[number];
export const ImportFieldName = oneOf(importFields);

export const importVerdicts = ['new', 'known', 'double', 'faulty'] as const;
export type ImportVerdict = (typeof importVerdicts)[number];
export const importResults = ['created', 'updated', 'unchanged', 'double', 'refused', 'skipped'] as const;
export type ImportResult = (typeof importResults)[number];

export const importBases = [...mailingBases, 'none'] as const;
const ImportBasis = oneOf(importBases, {
  description:
    'On which ground these people may be mailed (Telecommunicatiewet 11.7); `none`: they are kept and not mailed',
});
export const knownPolicies = ['fill', 'overwrite', 'skip'] as const;

const Plan = Type.Object(
  {
    hasHeader: Type.Boolean({ description: 'The first row names the columns' }),
    columns: Type.Array(nullable(ImportFieldName), {
      maxItems: 100,
      description: 'Per column of the file; null: not used',
    }),
    origin: line(200, { description: 'Where this list comes from; kept with every person' }),
    basis: ImportBasis,
    evidence: nullable(text(500), { description: 'How we know of that ground; needed unless it is `none`' }),
    givenOn: nullable(LocalDate, { description: 'When it was given; null: at the moment of importing' }),
    network: nullable(Id, { description: 'All of them are members of this network' }),
    known: oneOf(knownPolicies, {
      description: 'Who is known already: `fill` what is empty, `overwrite` with what the file says, or `skip`',
    }),
  },
  { additionalProperties: false },
);
export const ImportPlan = named('ImportPlan', Plan);
export type ImportPlan = Type.Static<typeof ImportPlan>;

const Remark = Type.Object({ code: Type.String(), detail: Type.String() });
const count = Type.Integer({ minimum: 0 });

export const ImportView = named(
  'Import',
  Type.Object({
    id: Id,
    state: oneOf(importStates),
    fileName: nullable(Type.String(), { description: 'null: the term is over' }),
    fileSize: Type.Integer(),
    arrived: Type.Array(Type.Integer(), { description: 'While uploading: the parts that are here' }),
    createdAt: Instant,
    finishedAt: nullable(Instant),
    by: nullable(Type.String()),
    forgottenAt: Instant,
    isForgotten: Type.Boolean({ description: 'The rows are gone; only the numbers are kept' }),
    progress: Type.Object({ done: count, total: count }),
    problem: nullable(Remark, { description: 'Why the file cannot be read' }),
    reading: nullable(
      Type.Object({
        format: oneOf(['csv', 'xlsx']),
        encoding: nullable(Type.String()),
        delimiter: nullable(Type.String()),
        sheet: nullable(Type.String()),
        sheets: nullable(Type.Integer()),
      }),
    ),
    columns: Type.Array(
      Type.Object({
        heading: nullable(Type.String()),
        samples: Type.Array(Type.String(), { description: 'From the first rows' }),
        field: nullable(ImportFieldName),
      }),
    ),
    hasHeader: Type.Boolean(),
    plan: nullable(ImportPlan),
    verdicts: Type.Object({ new: count, known: count, double: count, faulty: count, skipped: count, remarked: count }),
    results: Type.Object({
      created: count,
      updated: count,
      unchanged: count,
      double: count,
      refused: count,
      skipped: count,
      removed: count,
      restored: count,
      kept: count,
    }),
  }),
);
export type ImportView = Type.Static<typeof ImportView>;

export const ImportSummary = named(
  'ImportSummary',
  Type.Object({
    id: Id,
    state: oneOf(importStates),
    fileName: nullable(Type.String()),
    createdAt: Instant,
    by: nullable(Type.String()),
    rows: count,
    created: nullable(count),
    updated: nullable(count),
  }),
);
export type ImportSummary = Type.Static<typeof ImportSummary>;

const Values = Type.Object(
  Object.fromEntries(importFields.map((it) => [it, Type.Optional(nullable(text(2000)))])) as Record<
    ImportField,
    Type.TOptional<Type.TUnsafe<string | null>>
  >,
  { additionalProperties: false },
);

export const ImportRowView = named(
  'ImportRow',
  Type.Object({
    row: Type.Integer({ description: 'As a spreadsheet counts' }),
    values: Values,
    verdict: nullable(oneOf(importVerdicts)),
    remarks: Type.Array(
      Type.Object({
        field: nullable(ImportFieldName),
        code: Type.String(),
        detail: Type.String(),
        isFault: Type.Boolean({ description: 'false: worth knowing, and no reason to refuse' }),
      }),
    ),
    contact: nullable(Type.Object({ id: Id, name: Type.String() }), { description: 'Who it is, or became' }),
    isSkipped: Type.Boolean(),
    result: nullable(oneOf(importResults)),
    undo: nullable(oneOf(['removed', 'restored', 'kept'])),
  }),
);
export type ImportRowView = Type.Static<typeof ImportRowView>;

const importParams = Type.Object({ programme: Slug, import: Id });
const writes = staff('contacts:write');

export const listImports = endpoint({
  method: 'GET',
  url: '/programmes/:programme/imports',
  config: { access: writes },
  schema: {
    operationId: 'listImports',
    summary: 'Imports of people, newest first',
    tags: ['contacts'],
    params: programmeParams,
    querystring: Type.Object(paging, { additionalProperties: false }),
    response: { 200: page(ImportSummary) },
  },
});

export const createImport = endpoint({
  method: 'POST',
  url: '/programmes/:programme/imports',
  config: { access: writes, idempotencyKey: 'optional', problems: ['conflict'] },
  schema: {
    operationId: 'createImport',
    summary: 'Begin an import: say which file comes',
    description: `Send the file in parts of ${importLimits.partBytes / 1024} kB next, the last one smaller, and then ask to read it.`,
    tags: ['contacts'],
    params: programmeParams,
    body: Type.Object(
      {
        fileName: line(200),
        fileSize: Type.Integer({ minimum: 1, maximum: importLimits.fileBytes, description: 'In bytes' }),
      },
      { additionalProperties: false },
    ),
    response: { 201: ImportView },
  },
});

export const showImport = endpoint({
  method: 'GET',
  url: '/programmes/:programme/imports/:import',
  config: { access: writes },
  schema: {
    operationId: 'showImport',
    summary: 'How far an import is',
    tags: ['contacts'],
    params: importParams,
    response: { 200: ImportView },
  },
});

export const putImportPart = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/imports/:import/parts/:part',
  config: { access: writes, problems: ['conflict', 'too-large'] },
  schema: {
    operationId: 'putImportPart',
    summary: 'Send one part of the file',
    description: 'Parts count from 0, may come in any order and more than once.',
    tags: ['contacts'],
    params: Type.Object({
      programme: Slug,
      import: Id,
      // as text: a blank would count as nought
      part: Type.String({ pattern: '^(\\d|[1-9]\\d|1[01]\\d|12[0-8])$', description: 'From 0 to 128' }),
    }),
    body: Type.Object(
      {
        content: Type.String({
          contentEncoding: 'base64',
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
          maxLength: Math.ceil(importLimits.partBytes / 3) * 4,
          description: 'The bytes, base64',
        }),
      },
      { additionalProperties: false },
    ),
    response: { 204: Type.Null() },
  },
});

export const readImport = endpoint({
  method: 'POST',
  url: '/programmes/:programme/imports/:import/reading',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'readImport',
    summary: 'All parts are sent: read the file',
    description:
      'Refused while parts are missing. Read in the background: ask for the import until it is `columns` or `unreadable`.',
    tags: ['contacts'],
    params: importParams,
    response: { 200: ImportView },
  },
});

export const planImport = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/imports/:import/plan',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'planImport',
    summary: 'Say what the columns are, where the list comes from and on which ground',
    description: 'All rows are then checked in the background. Nothing is written to people yet; may be said again.',
    tags: ['contacts'],
    params: importParams,
    body: Plan,
    response: { 200: ImportView },
  },
});

export const listImportRows = endpoint({
  method: 'GET',
  url: '/programmes/:programme/imports/:import/rows',
  config: { access: writes },
  schema: {
    operationId: 'listImportRows',
    summary: 'Rows of the file with what was found and what became of them',
    tags: ['contacts'],
    params: importParams,
    querystring: Type.Object(
      {
        ...paging,
        verdict: Type.Optional(oneOf(importVerdicts)),
        result: Type.Optional(oneOf(importResults)),
        remarked: Type.Optional(oneOf(['yes'], { description: 'Only where something is worth knowing' })),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(ImportRowView) },
  },
});

export const fixImportRow = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/imports/:import/rows/:row',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'fixImportRow',
    summary: 'Mend one row, or leave it out',
    description: 'The row is checked anew at once. The file itself is not changed.',
    tags: ['contacts'],
    params: Type.Object({ programme: Slug, import: Id, row: Type.Integer({ minimum: 1, maximum: 10_000_000 }) }),
    body: Type.Object(
      { values: Type.Optional(Values), isSkipped: Type.Optional(Type.Boolean()) },
      { additionalProperties: false, minProperties: 1 },
    ),
    response: { 200: ImportRowView },
  },
});

export const runImport = endpoint({
  method: 'POST',
  url: '/programmes/:programme/imports/:import/run',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'runImport',
    summary: 'Carry it out: the rows become people',
    tags: ['contacts'],
    params: importParams,
    response: { 200: ImportView },
  },
});

export const undoImport = endpoint({
  method: 'POST',
  url: '/programmes/:programme/imports/:import/undo',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'undoImport',
    summary: 'Take it back, for everyone nothing has hung itself on since',
    tags: ['contacts'],
    params: importParams,
    response: { 200: ImportView },
  },
});

export const discardImport = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/imports/:import',
  config: { access: writes, problems: ['conflict'] },
  schema: {
    operationId: 'discardImport',
    summary: 'Throw a file away that was not carried out',
    tags: ['contacts'],
    params: importParams,
    response: { 204: Type.Null() },
  },
});

export const exportImportResults = endpoint({
  method: 'GET',
  url: '/programmes/:programme/imports/:import/results',
  config: { access: writes },
  schema: {
    operationId: 'exportImportResults',
    summary: 'The result of every row, as pieces of a CSV file',
    description: 'Put the pieces one after another. What a spreadsheet would run has an apostrophe before it.',
    tags: ['contacts'],
    params: importParams,
    querystring: Type.Object(
      {
        cursor: paging.cursor,
        which: Type.Optional(
          oneOf(['all', 'not-taken'], { default: 'all', description: 'Or only what did not become a person' }),
        ),
      },
      { additionalProperties: false },
    ),
    response: { 200: Type.Object({ content: Type.String(), next: nullable(Type.String()) }) },
  },
});
