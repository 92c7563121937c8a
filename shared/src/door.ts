// The door (deur): a link for who helps there, the list of who may come in, and what was done. A helper has no account: the
// link opens one phone, for one meeting, until the morning after.

import * as Type from 'typebox';
import { anyone, endpoint, helper, staff } from './endpoint.ts';
import { AnswerValue, answerMembers, Question } from './forms.ts';
import {
  Email,
  Id,
  Instant,
  Language,
  line,
  named,
  nullable,
  oneOf,
  personName,
  programmeParams,
  Slug,
  Title,
} from './primitives.ts';
import { PublicRole, RegistrationRole, RegistrationStatus } from './registrations.ts';

export const HelperLinkView = named(
  'HelperLink',
  Type.Object({
    id: Id,
    label: nullable(Type.String()),
    state: oneOf(['fresh', 'bound', 'revoked', 'ended'], {
      description: '`fresh`: not opened yet; `bound`: belongs to one phone; `ended`: the day is over',
    }),
    url: nullable(Type.String(), { description: 'To open on the phone; null once it belongs to one' }),
    helper: nullable(Type.String({ description: 'Who uses it, as they said' })),
    device: nullable(Type.String()),
    createdAt: Instant,
    boundAt: nullable(Instant),
    lastUsedAt: nullable(Instant),
    expiresAt: Instant,
    entries: Type.Integer({ description: 'How often something was done with it' }),
  }),
);
export type HelperLinkView = Type.Static<typeof HelperLinkView>;

const eventParams = Type.Object({ programme: Slug, event: Id });

export const listHelperLinks = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/helper-links',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'listHelperLinks',
    summary: 'The links for who helps at the door of a meeting',
    tags: ['door'],
    params: eventParams,
    response: { 200: Type.Object({ items: Type.Array(HelperLinkView) }) },
  },
});

export const makeHelperLink = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/helper-links',
  config: { access: staff('registrations:write'), idempotencyKey: 'optional', problems: ['event-state'] },
  schema: {
    operationId: 'makeHelperLink',
    summary: 'Make a link for a helper',
    description:
      'Opens the door list on the first phone that takes it into use, until six in the morning after the meeting. ' +
      'Needs a meeting with a date that is not cancelled and not over.',
    tags: ['door'],
    params: eventParams,
    body: Type.Object({ label: Type.Optional(nullable(line(80))) }, { additionalProperties: false }),
    response: { 201: HelperLinkView },
  },
});

export const revokeHelperLink = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/events/:event/helper-links/:link',
  config: { access: staff('registrations:write') },
  schema: {
    operationId: 'revokeHelperLink',
    summary: 'End a link at once',
    tags: ['door'],
    params: Type.Object({ programme: Slug, event: Id, link: Id }),
    response: { 204: Type.Null() },
  },
});

export const takeIntoUse = endpoint({
  method: 'POST',
  url: '/programmes/:programme/door-phones',
  config: { access: anyone, limit: 'form', problems: ['helper-link-wrong', 'helper-link-ended', 'helper-link-taken'] },
  schema: {
    operationId: 'takeIntoUse',
    summary: 'Take a helper link into use on this phone',
    description:
      'The phone makes up a secret and sends it along; from then on the link works with that secret only. Sending the same twice is fine.',
    tags: ['door'],
    params: programmeParams,
    body: Type.Object(
      {
        link: Type.String({ maxLength: 60, description: 'From the address of the link' }),
        name: personName(80, { description: 'Of the helper' }),
        secret: Type.String({ pattern: '^[\\w-]{43}$', description: '256 random bits, base64url' }),
      },
      { additionalProperties: false },
    ),
    response: { 201: Type.Object({ phone: Id, expiresAt: Instant }) },
  },
});

const Said = Type.Object({ nl: Type.String(), en: nullable(Type.String()) });

export const DoorPerson = named(
  'DoorPerson',
  Type.Object({
    id: Id,
    name: Type.String(),
    organisation: nullable(Type.String()),
    role: RegistrationRole,
    status: RegistrationStatus,
    isIn: Type.Boolean(),
    inAt: nullable(Instant),
    lead: nullable(Type.String(), { description: 'With whom this person comes' }),
    answers: Type.Array(Type.Object({ question: Type.String(), label: Said, answer: Said, value: AnswerValue }), {
      description: 'To the questions of the door; nothing about diet or access',
    }),
    asks: Type.Array(Type.String(), { description: 'Which questions of the door go with what this person answered' }),
  }),
);
export type DoorPerson = Type.Static<typeof DoorPerson>;

export const DoorView = named(
  'Door',
  Type.Object({
    now: Instant,
    event: Type.Object({
      id: Id,
      title: Title,
      startsAt: nullable(Instant),
      isCancelled: Type.Boolean(),
    }),
    timeZone: Type.String(),
    controller: Type.String({ description: 'Who is responsible for the data' }),
    helper: Type.String(),
    questions: Type.Array(Question, { description: 'To be asked at the door' }),
    expiresAt: Instant,
    wipeAt: Instant,
    digest: Type.String({ description: 'Of `people`' }),
    people: nullable(Type.Array(DoorPerson), { description: 'null: as the caller knows them' }),
  }),
);
export type DoorView = Type.Static<typeof DoorView>;

export const showDoor = endpoint({
  method: 'GET',
  url: '/programmes/:programme/door',
  config: { access: helper('door'), limit: 'door' },
  schema: {
    operationId: 'showDoor',
    summary: 'Who may come in',
    description: 'Names, and how they are registered; no addresses, notes or anything about diet and access.',
    tags: ['door'],
    params: programmeParams,
    querystring: Type.Object(
      { known: Type.Optional(Type.String({ maxLength: 64, description: 'The digest the phone has' })) },
      { additionalProperties: false },
    ),
    response: { 200: DoorView },
  },
});

export const DoorEntry = Type.Object(
  {
    id: Id,
    kind: oneOf(['in', 'out', 'walk-in', 'answers']),
    registration: Type.String({ format: 'uuid', description: 'Of `walk-in`: the id the phone gives it' }),
    ageMs: Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'How long ago it was done: the time of day of a phone may be wrong',
    }),
    person: Type.Optional(
      Type.Object(
        {
          name: personName(120),
          email: Type.Optional(nullable(Email)),
          role: PublicRole,
          language: Type.Optional(Language),
        },
        { additionalProperties: false },
      ),
    ),
    answers: Type.Optional({
      ...answerMembers.answers,
      description: 'Of `answers`: by the id of the question of the door; an empty text takes an answer away',
    }),
  },
  { additionalProperties: false },
);
export type DoorEntry = Type.Static<typeof DoorEntry>;

export const DoorOutcome = oneOf(['done', 'admitted', 'superseded', 'refused', 'unknown'], {
  description:
    '`admitted`: had no place and has one now; `superseded`: something later was done already; `refused`: an organiser decides, or the ' +
    'answer does not fit the question as it is now; ' +
    '`unknown`: nobody here',
});
export type DoorOutcome = Type.Static<typeof DoorOutcome>;

export const recordEntries = endpoint({
  method: 'POST',
  url: '/programmes/:programme/door-entries',
  config: { access: helper('door', 'late'), limit: 'door' },
  schema: {
    operationId: 'recordEntries',
    summary: 'What was done at the door, in order',
    description:
      "Each entry's id is its idempotency key: the same entry again gets the outcome of then. What was done last holds, whichever phone did it " +
      'and whenever it arrives. Until a day after the link has ended a phone may bring what was done before.',
    tags: ['door'],
    params: programmeParams,
    body: Type.Object(
      { entries: Type.Array(DoorEntry, { minItems: 1, maxItems: 50 }) },
      { additionalProperties: false },
    ),
    response: {
      200: Type.Object({
        results: Type.Array(
          Type.Object({
            id: Id,
            outcome: DoorOutcome,
            registration: nullable(Id, { description: 'Whom it was about, who may have been known already' }),
          }),
        ),
      }),
    },
  },
});
