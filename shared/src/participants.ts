// The list of a meeting as a place to work: acts on many at once, the history of one, notes of organisers, and the list as
// a file.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, named, nullable, oneOf, page, Slug, text } from './primitives.ts';
import { ownText, RegistrationSort, RegistrationStatus, RegistrationTab, registrationFilter } from './registrations.ts';

const eventParams = Type.Object({ programme: Slug, event: Id });
const registrationParams = Type.Object({ programme: Slug, event: Id, registration: Id });

/** So many people in one call. */
export const bulkLimit = 5_000;
/** So many of them taken out by hand. */
const exceptLimit = 500;

/** Everybody whom listRegistrations gives with this filter, at the moment of the act. */
const Matching = Type.Object(
  {
    tab: Type.Optional(RegistrationTab),
    ...registrationFilter,
    except: Type.Optional(Type.Array(Id, { maxItems: exceptLimit, description: 'But not these' })),
    seen: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'From the preview. Needed to act: it is refused when other people match by then',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Matching = Type.Static<typeof Matching>;

export const BulkAction = oneOf(
  [
    'cancel',
    'promote',
    'approve',
    'decline',
    'attended',
    'not-attended',
    'attendance-unknown',
    'restore',
    'return-to-line',
  ],
  {
    description:
      '`restore` undoes `cancel`; `return-to-line` undoes `promote` as long as its mail has not gone (a minute); ' +
      'attendance is undone by recording what it was',
  },
);
export type BulkAction = Type.Static<typeof BulkAction>;

const BulkPerson = Type.Object({
  registration: Id,
  name: Type.String(),
  outcome: oneOf(['done', 'already', 'no-place', 'not-possible'], {
    description: '`already`: was so before; `no-place`: the meeting is full',
  }),
  was: RegistrationStatus,
  now: RegistrationStatus,
  hadAttended: nullable(Type.Boolean()),
  getsMail: Type.Boolean(),
});

export const BulkResult = named(
  'BulkResult',
  Type.Object({
    isPreview: Type.Boolean(),
    seen: Type.String({ description: 'Stands for exactly these people' }),
    people: Type.Array(BulkPerson),
    movedUp: Type.Array(Type.Object({ registration: Id, name: Type.String() }), {
      description: 'Who gets a place that came free; they are always told',
    }),
    places: Type.Object(
      { capacity: nullable(Type.Integer()), confirmed: Type.Integer(), waiting: Type.Integer() },
      { description: 'After the act' },
    ),
  }),
);
export type BulkResult = Type.Static<typeof BulkResult>;

export const actOnRegistrations = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/bulk',
  config: {
    access: staff('registrations:check-in'),
    idempotencyKey: 'optional',
    problems: ['not-allowed', 'conflict'],
  },
  schema: {
    operationId: 'actOnRegistrations',
    summary: 'Do one thing with many participants, or see what would happen',
    description:
      'Everything in one transaction; what cannot be done with one person is said and stops nobody else. ' +
      '`dryRun` does the same and takes it all back: its answer is exact at that moment. ' +
      `Name them (\`registrations\`) or say which (\`matching\`): one of the two, at most ${bulkLimit} people. ` +
      'All but attendance also needs `registrations:write`. Mails leave after a minute.',
    tags: ['registrations'],
    params: eventParams,
    body: Type.Object(
      {
        action: BulkAction,
        registrations: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: bulkLimit })),
        matching: Type.Optional(Matching),
        dryRun: Type.Boolean({ description: 'Only tell what would happen' }),
        notify: Type.Boolean({ description: 'Send a mail, for `cancel` and `promote`' }),
        text: ownText,
        capacity: Type.Optional(
          oneOf(['keep', 'raise'], { default: 'keep', description: 'For `promote`: `raise` makes places as needed' }),
        ),
      },
      { additionalProperties: false },
    ),
    response: { 200: BulkResult },
  },
});

export const HistoryItem = named(
  'RegistrationHistoryItem',
  Type.Object({
    id: Id,
    at: Instant,
    name: Type.String({ examples: ['registration.promoted'] }),
    actor: Type.Object({
      kind: oneOf(['public', 'participant', 'account', 'helper', 'partner', 'system']),
      name: nullable(Type.String(), { description: 'Of an account; others are not named' }),
    }),
    isQuiet: Type.Boolean({ description: 'The one who acted chose to send no mail' }),
    hasAttended: nullable(Type.Boolean()),
    became: nullable(RegistrationStatus, { description: 'After a cancellation was undone' }),
    isUnconfirmed: Type.Boolean({ description: 'Ended because the address was not confirmed in time' }),
  }),
);
export type HistoryItem = Type.Static<typeof HistoryItem>;

export const showRegistrationHistory = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registrations/:registration/history',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'showRegistrationHistory',
    summary: 'What happened with one registration, newest first',
    description: 'The newest 200; mails are in listMails.',
    tags: ['registrations'],
    params: registrationParams,
    response: { 200: page(HistoryItem) },
  },
});

const noteText = text(2000, { minLength: 1, pattern: '\\S' });
const noteBody = Type.Object({ text: noteText }, { additionalProperties: false });

export const NoteView = named(
  'RegistrationNote',
  Type.Object({
    id: Id,
    text: Type.String(),
    by: nullable(Type.String(), { description: 'null: the account is gone' }),
    isMine: Type.Boolean({ description: 'Only who wrote it may change or delete it' }),
    createdAt: Instant,
    changedAt: nullable(Instant),
  }),
);
export type NoteView = Type.Static<typeof NoteView>;

export const listNotes = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registrations/:registration/notes',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'listNotes',
    summary: 'Notes of organisers about a participant, newest first',
    description: 'They go when the person is forgotten, and stand in no log.',
    tags: ['registrations'],
    params: registrationParams,
    response: { 200: page(NoteView) },
  },
});

export const addNote = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/notes',
  config: { access: staff('registrations:write'), idempotencyKey: 'optional', problems: ['registration-state'] },
  schema: {
    operationId: 'addNote',
    summary: 'Write a note about a participant',
    tags: ['registrations'],
    params: registrationParams,
    body: noteBody,
    response: { 201: NoteView },
  },
});

const noteParams = Type.Object({ programme: Slug, event: Id, registration: Id, note: Id });

export const changeNote = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/events/:event/registrations/:registration/notes/:note',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'changeNote',
    summary: 'Change a note of your own',
    tags: ['registrations'],
    params: noteParams,
    body: noteBody,
    response: { 200: NoteView },
  },
});

export const deleteNote = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/events/:event/registrations/:registration/notes/:note',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'deleteNote',
    summary: 'Delete a note of your own',
    tags: ['registrations'],
    params: noteParams,
    response: { 204: Type.Null() },
  },
});

export const exportColumns = [
  'name',
  'email',
  'organisation',
  'role',
  'status',
  'place',
  'attended',
  'source',
  'network',
  'site',
  'language',
  'note',
  'createdAt',
  'cancelledAt',
] as const;
export const ExportColumn = oneOf(exportColumns);
export type ExportColumn = Type.Static<typeof ExportColumn>;
/** What a file can hold beside the columns of the list. */
export const answerColumns = ['answers', 'specialAnswers'] as const;
export type FileColumn = ExportColumn | (typeof answerColumns)[number];
/** More is refused: choose a part of the list. */
export const exportLimit = 10_000;

export const exportRegistrations = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registration-exports',
  config: { access: staff('registrations:read'), problems: ['conflict'] },
  schema: {
    operationId: 'exportRegistrations',
    summary: 'The list as a file',
    description:
      'Exactly the people that listRegistrations gives with the same filter, in that order, with the columns asked for. ' +
      `CSV is UTF-8 with a byte order mark and semicolons; what a spreadsheet would take for a formula gets an apostrophe. At most ${exportLimit} people. ` +
      '`answers` is a column for each question, `specialAnswers` one for each about diet and access: it needs `registrations:write`. ' +
      'Headings and words are in the language asked for. Who made it, of how many and with which filter goes into the log.',
    tags: ['registrations'],
    params: eventParams,
    body: Type.Object(
      {
        format: oneOf(['csv', 'xlsx']),
        columns: Type.Array(oneOf([...exportColumns, ...answerColumns]), {
          minItems: 1,
          maxItems: exportColumns.length + answerColumns.length,
        }),
        tab: Type.Optional(RegistrationTab),
        sort: Type.Optional(RegistrationSort),
        ...registrationFilter,
      },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        fileName: Type.String(),
        mediaType: Type.String(),
        content: Type.String({ description: 'The file, base64' }),
        people: Type.Integer(),
      }),
    },
  },
});
