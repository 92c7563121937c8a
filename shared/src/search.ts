// Finding people, organisations and meetings from one field: any first letters of any word, without accents, and with a
// slip of the finger.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { EventStatus } from './events.ts';
import { OrganisationKind } from './organisations.ts';
import { Bilingual, Id, Instant, named, nullable, PartialDate, Party, programmeParams } from './primitives.ts';

export const searchKinds = ['people', 'organisations', 'events'] as const;
export type SearchKind = (typeof searchKinds)[number];

const FoundPerson = Type.Object({
  id: Id,
  name: Type.String(),
  email: nullable(Type.String()),
  organisationName: nullable(Type.String()),
});
const FoundOrganisation = Type.Object({
  id: Id,
  name: Type.String(),
  kind: OrganisationKind,
  party: nullable(Party),
});
const FoundEvent = Type.Object({
  id: Id,
  title: Bilingual,
  status: EventStatus,
  startsAt: nullable(Instant),
  when: PartialDate,
  place: nullable(Type.String()),
});

export const SearchView = named(
  'Search',
  Type.Object({
    people: nullable(Type.Array(FoundPerson), { description: 'null: not asked for, or not for the caller to read' }),
    organisations: nullable(Type.Array(FoundOrganisation)),
    events: nullable(Type.Array(FoundEvent)),
  }),
);
export type SearchView = Type.Static<typeof SearchView>;

export const searchProgramme = endpoint({
  method: 'GET',
  url: '/programmes/:programme/search',
  config: { access: staff('programme:read') },
  schema: {
    operationId: 'searchProgramme',
    summary: 'People, organisations and meetings by what is typed',
    description:
      'Every word must begin a word of the name, the organisation or the mail address (of a meeting: title or place). Where that finds little, names that look like it follow. Best first, per kind. What is typed is not kept or logged.',
    tags: ['search'],
    params: programmeParams,
    querystring: Type.Object(
      {
        q: Type.String({ minLength: 1, maxLength: 100, description: 'What was typed', examples: ['jansen'] }),
        kinds: Type.Optional(
          Type.String({
            pattern: '^(people|organisations|events)(,(people|organisations|events)){0,2}$',
            description: 'Only these, with commas between them',
            examples: ['people,events'],
          }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 6, description: 'At most, per kind' })),
      },
      { additionalProperties: false },
    ),
    response: { 200: SearchView },
  },
});

const alike: Record<string, string> = { ø: 'o', đ: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };

/**
 * The words of a text as they are compared: plain lower case letters and digits. The same as search_words in
 * migrations/0009, so that a screen can mark what was found.
 */
export function searchWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[øđłıßæœ]/g, (letter) => alike[letter]!)
    .split(/[^0-9a-z\u00c0-\u1fff\u2070-\u2fff\u3001-\uffff]+/)
    .filter(Boolean);
}
