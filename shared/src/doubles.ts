// One person who stands there twice: who that may be, and making one of two with everything that hangs on them.

import * as Type from 'typebox';
import { ContactView } from './contacts.ts';
import { endpoint, staff } from './endpoint.ts';
import { Bilingual, Id, named, nullable, oneOf, optional, programmeParams } from './primitives.ts';

const Double = Type.Object({
  id: Id,
  name: Type.String(),
  email: nullable(Type.String()),
  organisationName: nullable(Type.String()),
  registrations: Type.Integer(),
});

export const DoublesView = named(
  'Doubles',
  Type.Object({
    items: Type.Array(
      Type.Object({
        one: Double,
        other: Double,
        because: oneOf(['same-name', 'near-name', 'near-address']),
      }),
    ),
    next: nullable(Type.String(), { description: 'Where to look further; a page may be empty and still have a next' }),
    looked: Type.Integer({ description: 'How many people were compared for this page' }),
  }),
);
export type DoublesView = Type.Static<typeof DoublesView>;

/** What one of the two says counts; disciplines, networks and all that hangs on them come together. */
export const mergedFields = ['name', 'email', 'organisationName', 'municipality', 'origin'] as const;
export type MergedField = (typeof mergedFields)[number];

export const MergeView = named(
  'Merge',
  Type.Object({
    isPreview: Type.Boolean(),
    contact: ContactView,
    moved: Type.Object({
      registrations: Type.Integer(),
      notes: Type.Integer(),
      mails: Type.Integer(),
      consents: Type.Integer(),
      networks: Type.Integer(),
    }),
    twice: Type.Array(Type.Object({ event: Id, title: Bilingual }), {
      description: 'Meetings both were registered for: one registration stays, the other is cancelled without a mail',
    }),
  }),
);
export type MergeView = Type.Static<typeof MergeView>;

export const listDoubles = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contact-doubles',
  config: { access: staff('contacts:read') },
  schema: {
    operationId: 'listDoubles',
    summary: 'People who may be one: the same name, a name that is nearly so, or an address that is',
    tags: ['contacts'],
    params: programmeParams,
    querystring: Type.Object(
      { cursor: Type.Optional(Type.String({ maxLength: 500, description: 'From `next` of the previous page' })) },
      { additionalProperties: false },
    ),
    response: { 200: DoublesView },
  },
});

export const keepApart = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contact-separations',
  config: { access: staff('contacts:write') },
  schema: {
    operationId: 'keepApart',
    summary: 'These are two people: do not suggest them again',
    tags: ['contacts'],
    params: programmeParams,
    body: Type.Object({ one: Id, other: Id }, { additionalProperties: false }),
    response: { 204: Type.Null() },
  },
});

export const mergeContacts = endpoint({
  method: 'POST',
  url: '/programmes/:programme/contact-merges',
  config: { access: staff('contacts:write'), idempotencyKey: 'optional' },
  schema: {
    operationId: 'mergeContacts',
    summary: 'Make one person of two',
    description:
      'Registrations, notes, mails, consents, networks move. Of a purpose both spoke about, what was said last holds. `dryRun` answers what would happen.',
    tags: ['contacts'],
    params: programmeParams,
    body: Type.Object(
      {
        keep: Id,
        drop: Id,
        from: Type.Object(optional(Object.fromEntries(mergedFields.map((it) => [it, oneOf(['keep', 'drop'])]))), {
          additionalProperties: false,
          description: 'Whose word counts, per field; `keep` where nothing is said',
        }),
        dryRun: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    response: { 200: MergeView },
  },
});
