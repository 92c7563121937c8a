// Meetings (bijeenkomsten): planned by staff, published in the public agenda.

import * as Type from 'typebox';
import { anyone, endpoint, staff } from './endpoint.ts';
import {
  Bilingual,
  Emphasis,
  Id,
  Instant,
  Language,
  line,
  named,
  nullable,
  oneOf,
  optional,
  PartialDate,
  Party,
  page,
  paging,
  programmeParams,
  Slug,
  Title,
  text,
} from './primitives.ts';

export const EventStatus = oneOf(['draft', 'published', 'held', 'cancelled', 'unknown'], {
  description: '`unknown`: planned according to a source that does not say whether it was held',
});
export type EventStatus = Type.Static<typeof EventStatus>;

export const eventFormats = [
  'breakfast',
  'bring-a-professional',
  'statements',
  'partnership',
  'members-saturday',
  'introduction',
  'online',
  'other',
] as const;
export const EventFormat = oneOf(eventFormats);
export type EventFormat = Type.Static<typeof EventFormat>;

export const presetKeys = [
  'breakfast-swarm',
  'bring-a-professional',
  'statements',
  'partnership',
  'members-saturday',
] as const;
export const Preset = oneOf(presetKeys, {
  description: 'ontbijtsessie met zwermsessie, mannetjesdag, stellingenbijeenkomst, partnershipmiddag, ledenzaterdag',
});
export type Preset = Type.Static<typeof Preset>;

export const partKinds = ['talk', 'swarm', 'statements', 'meeting'] as const;
export const PartKind = oneOf(partKinds);

export const EventPart = named(
  'EventPart',
  Type.Object(
    {
      kind: PartKind,
      title: Title,
      by: nullable(Type.String({ maxLength: 200 }), { description: 'Who leads it' }),
      startsAt: nullable(Instant),
      minutes: nullable(Type.Integer({ minimum: 1, maximum: 1440 })),
    },
    { additionalProperties: false },
  ),
);
export type EventPart = Type.Static<typeof EventPart>;

export const Venue = named(
  'Venue',
  Type.Object(
    {
      name: nullable(Type.String({ maxLength: 200 })),
      street: nullable(Type.String({ maxLength: 200 })),
      postcode: nullable(Type.String({ maxLength: 12 })),
      place: nullable(Type.String({ maxLength: 120 })),
      directions: nullable(Type.String({ maxLength: 2000 })),
    },
    { additionalProperties: false },
  ),
);
export type Venue = Type.Static<typeof Venue>;

export const EventView = named(
  'Event',
  Type.Object({
    id: Id,
    slug: Slug,
    status: EventStatus,
    title: Bilingual,
    summary: Bilingual,
    party: nullable(Party),
    sector: nullable(Type.String()),
    emphases: nullable(Type.Array(Emphasis), { description: 'null: unknown' }),
    format: nullable(EventFormat),
    organisingOrganisation: nullable(Type.Object({ id: Id, name: Type.String() })),
    venue: Venue,
    when: PartialDate,
    startsAt: nullable(Instant),
    endsAt: nullable(Instant),
    timeZone: Type.String(),
    parts: Type.Array(EventPart),
    briefing: { ...Bilingual, description: 'For hosts, speakers and crew; not public' },
    capacity: nullable(Type.Integer(), { description: 'null: unknown or not yet chosen' }),
    confirmed: Type.Integer(),
    offered: Type.Integer({ description: 'Places that are held for who was offered one' }),
    waiting: Type.Integer(),
    signupOpensAt: nullable(Instant),
    signupClosesAt: nullable(Instant),
    isSignupOpen: Type.Boolean(),
    isExample: Type.Boolean({ description: 'Made up for the demonstration: in no feed, not for search engines' }),
    source: nullable(Type.String(), { description: 'For what comes from history: which source says so' }),
    copiedFrom: nullable(Id),
    publishedAt: nullable(Instant),
    cancelledAt: nullable(Instant),
    cancelReason: nullable(Type.String()),
    missing: Type.Array(Type.String(), { description: 'What a draft still needs before it can be published' }),
    publicUrl: Type.String(),
    createdAt: Instant,
    changedAt: Instant,
    version: Type.Integer(),
  }),
);
export type EventView = Type.Static<typeof EventView>;

const fields = {
  slug: Slug,
  title: Title,
  summary: Bilingual,
  party: nullable(Party),
  sector: nullable(line(120)),
  emphases: nullable(Type.Array(Emphasis, { maxItems: 3, uniqueItems: true })),
  format: nullable(EventFormat),
  organisingOrganisation: nullable(Id),
  venue: Venue,
  startsAt: nullable(Instant),
  endsAt: nullable(Instant),
  parts: Type.Array(EventPart, { maxItems: 30 }),
  briefing: Bilingual,
  capacity: nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
  signupOpensAt: nullable(Instant, { description: 'null: from publication on' }),
  signupClosesAt: nullable(Instant, { description: 'null: until the start' }),
};

export const NewEvent = Type.Object(
  {
    ...optional(fields),
    title: fields.title,
    preset: Type.Optional(Preset),
    copyOf: Type.Optional({ ...Id, description: 'Take over everything but dates, people and publication' }),
  },
  { additionalProperties: false },
);
export type NewEvent = Type.Static<typeof NewEvent>;

export const EventPatch = Type.Object(optional(fields), { additionalProperties: false, minProperties: 1 });
export type EventPatch = Type.Static<typeof EventPatch>;

const eventParams = Type.Object({ programme: Slug, event: Id });

export const listEvents = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'listEvents',
    summary: 'All meetings, drafts too, newest first',
    tags: ['events'],
    params: programmeParams,
    querystring: Type.Object(
      {
        ...paging,
        status: Type.Optional(EventStatus),
        party: Type.Optional(Party),
        search: Type.Optional(Type.String({ maxLength: 100 })),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(EventView) },
  },
});

export const createEvent = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events',
  config: { access: staff('events:write'), idempotencyKey: 'optional', problems: ['slug-taken'] },
  schema: {
    operationId: 'createEvent',
    summary: 'Plan a meeting, from a preset or as a copy of an earlier one',
    tags: ['events'],
    params: programmeParams,
    body: NewEvent,
    response: { 201: EventView },
  },
});

export const showEvent = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event',
  config: { access: staff('events:read'), versioned: true },
  schema: {
    operationId: 'showEvent',
    summary: 'One meeting',
    tags: ['events'],
    params: eventParams,
    response: { 200: EventView },
  },
});

export const changeEvent = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/events/:event',
  config: {
    access: staff('events:write'),
    versioned: true,
    problems: ['slug-taken', 'capacity-below-confirmed', 'event-not-complete', 'event-state'],
  },
  schema: {
    operationId: 'changeEvent',
    summary: 'Change a meeting',
    description: 'More capacity gives the new places to the first in line at once. An old slug keeps leading here.',
    tags: ['events'],
    params: eventParams,
    body: EventPatch,
    response: { 200: EventView },
  },
});

export const publishEvent = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/publication',
  config: { access: staff('events:write'), problems: ['event-not-complete', 'event-state'] },
  schema: {
    operationId: 'publishEvent',
    summary: 'Publish a draft in the public agenda',
    tags: ['events'],
    params: eventParams,
    response: { 200: EventView },
  },
});

export const cancelEvent = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/cancellation',
  config: { access: staff('events:write'), problems: ['event-state'] },
  schema: {
    operationId: 'cancelEvent',
    summary: 'Cancel a meeting; everyone registered gets a mail',
    tags: ['events'],
    params: eventParams,
    body: Type.Object({ reason: text(1000, { minLength: 1 }) }, { additionalProperties: false }),
    response: { 200: EventView },
  },
});

export const holdEvent = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/conclusion',
  config: { access: staff('events:write'), problems: ['event-state'] },
  schema: {
    operationId: 'holdEvent',
    summary: 'Say that a meeting was held',
    tags: ['events'],
    params: eventParams,
    response: { 200: EventView },
  },
});

export const SignupState = oneOf(['open', 'waiting-list', 'not-yet', 'closed'], {
  description: '`waiting-list`: open, but all places are taken',
});

export const AgendaItem = named(
  'AgendaItem',
  Type.Object({
    id: Id,
    slug: Slug,
    status: oneOf(['published', 'held', 'cancelled', 'unknown']),
    title: Bilingual,
    summary: Bilingual,
    party: nullable(Party),
    sector: nullable(Type.String()),
    emphases: nullable(Type.Array(Emphasis)),
    format: nullable(EventFormat),
    organisingOrganisation: nullable(Type.String()),
    venue: Venue,
    when: PartialDate,
    startsAt: nullable(Instant),
    endsAt: nullable(Instant),
    parts: Type.Array(EventPart),
    signup: SignupState,
    signupOpensAt: nullable(Instant),
    signupClosesAt: nullable(Instant),
    url: Type.String(),
  }),
);
export type AgendaItem = Type.Static<typeof AgendaItem>;

export const showAgenda = endpoint({
  method: 'GET',
  url: '/programmes/:programme/agenda',
  config: { access: anyone, anyOrigin: true, limit: 'public' },
  schema: {
    operationId: 'showAgenda',
    summary: 'The public agenda: what is coming first, then what was',
    description: 'At most 500 meetings. Strong ETag; may be kept for a minute.',
    tags: ['agenda'],
    params: programmeParams,
    response: { 200: page(AgendaItem) },
  },
});

export const FormField = named(
  'FormField',
  Type.Object({
    name: Type.String({ description: 'Member of the registration; dots lead inside: `answers.diet`' }),
    label: Type.String(),
    help: nullable(Type.String()),
    isRequired: Type.Boolean(),
    autocomplete: nullable(Type.String({ description: 'Value of the HTML attribute' })),
    kind: oneOf(['line', 'text', 'email', 'choice', 'choices', 'number', 'date', 'consent']),
    maxLength: nullable(Type.Integer()),
    options: Type.Array(Type.Object({ value: Type.String(), label: Type.String() }), {
      description: 'Of `choice` and `choices`',
    }),
    showIf: nullable(Type.Object({ field: Type.String(), equals: Type.Array(Type.String()) }), {
      description: 'Show (and send) only when another field has one of these values',
    }),
  }),
);
export type FormField = Type.Static<typeof FormField>;

export const SignupFormView = named(
  'SignupForm',
  Type.Object({
    event: nullable(
      Type.Object({
        id: Id,
        slug: Slug,
        title: Type.String(),
        startsAt: Instant,
        endsAt: Instant,
        dateText: Type.String({ description: 'Date and time in words' }),
        placeText: nullable(Type.String()),
        url: Type.String(),
        signup: SignupState,
      }),
      { description: 'null: nothing is open for signup; the fields are then those of "keep me informed"' },
    ),
    programme: Type.Object({ slug: Slug, name: Type.String() }),
    accent: nullable(Type.String({ description: 'Colour of the programme, as #b3450f; null: that of Pr8werk' })),
    language: Language,
    fields: Type.Array(FormField),
    formVersion: nullable(Type.Integer(), {
      description: 'Of the questions of this meeting; goes along with the registration',
    }),
    words: Type.Record(Type.String(), Type.String(), {
      description: 'What the embedded form says itself, in the language asked for; of no use to others',
    }),
    noticeVersion: Type.String({ description: 'For a network that signs up by key' }),
    notice: Type.String({ description: 'Who is responsible for the data, for what, until when; in one line' }),
    privacyUrl: Type.String(),
    token: Type.String({ description: 'Signed; goes along with the registration; good for 2 hours' }),
    challenge: Type.Object(
      {
        algorithm: Type.Literal('SHA-256'),
        challenge: Type.String(),
        salt: Type.String(),
        signature: Type.String(),
        maxnumber: Type.Integer(),
      },
      {
        description:
          'Proof of work in the ALTCHA protocol, version 1: find the number for which SHA-256(salt + number) is the challenge',
      },
    ),
  }),
);
export type SignupFormView = Type.Static<typeof SignupFormView>;

export const showSignupForm = endpoint({
  method: 'GET',
  url: '/programmes/:programme/signup-forms/:slug',
  config: { access: anyone, anyOrigin: true, limit: 'form' },
  schema: {
    operationId: 'showSignupForm',
    summary: 'The signup form of a meeting, or of the next one that is open',
    description: '`next` as slug: the next published meeting open for signup. Never cached: it carries a fresh token.',
    tags: ['agenda'],
    params: Type.Object({ programme: Slug, slug: Slug }),
    querystring: Type.Object({ language: Type.Optional(Language) }, { additionalProperties: false }),
    response: { 200: SignupFormView },
  },
});
