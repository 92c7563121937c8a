// A programme: a region's multi-year programme, the tenant. Its plan keeps every version with its source, because the
// sources contradict each other; planned, held and unknown are never mixed.

import * as Type from 'typebox';
import { anyone, endpoint, staff } from './endpoint.ts';
import {
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
  programmeParams,
  Slug,
  text,
  Url,
} from './primitives.ts';

/** How Dutch pages and mails of a programme speak to people; the console always says `je`. */
export const AddressForm = oneOf(['je', 'u']);
export type AddressForm = Type.Static<typeof AddressForm>;

const Accent = Type.String({
  pattern: '^#[0-9a-f]{6}$',
  description: 'Colour of links and buttons outside; 4.5 to 1 on every ground. null: that of Pr8werk',
  examples: ['#b3450f'],
});

const Logo = named(
  'Logo',
  Type.Object({
    url: Url,
    width: Type.Integer({ description: 'Pixels' }),
    height: Type.Integer({ description: 'Pixels' }),
    mediaType: oneOf(['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml']),
  }),
);

export const ProgrammeView = named(
  'Programme',
  Type.Object({
    id: Id,
    slug: Slug,
    name: Type.String(),
    region: Type.String(),
    province: nullable(Type.String()),
    mission: nullable(Type.String()),
    start: PartialDate,
    end: PartialDate,
    durationYears: nullable(Type.Integer()),
    controller: Type.String({
      description: 'Who is responsible for the personal data (AVG: verwerkingsverantwoordelijke)',
    }),
    contactEmail: nullable(Type.String()),
    website: nullable(Type.String()),
    languages: Type.Array(Language),
    timeZone: Type.String({ examples: ['Europe/Amsterdam'] }),
    accent: nullable(Accent),
    addressForm: AddressForm,
    logo: nullable(Logo),
    version: Type.Integer(),
  }),
);
export type ProgrammeView = Type.Static<typeof ProgrammeView>;

export const listProgrammes = endpoint({
  method: 'GET',
  url: '/programmes',
  config: { access: anyone, anyOrigin: true, limit: 'public' },
  schema: {
    operationId: 'listProgrammes',
    summary: 'The programmes on this installation',
    tags: ['programmes'],
    response: { 200: page(Type.Object({ slug: Slug, name: Type.String(), region: Type.String() })) },
  },
});

export const showProgramme = endpoint({
  method: 'GET',
  url: '/programmes/:programme',
  config: { access: staff('programme:read'), versioned: true },
  schema: {
    operationId: 'showProgramme',
    summary: 'One programme',
    tags: ['programmes'],
    params: programmeParams,
    response: { 200: ProgrammeView },
  },
});

export const ProgrammePatch = Type.Object(
  {
    name: Type.Optional(line(120)),
    region: Type.Optional(line(120)),
    mission: Type.Optional(nullable(text(2000))),
    controller: Type.Optional(line(200)),
    contactEmail: Type.Optional(nullable(Type.String({ format: 'email', maxLength: 254 }))),
    website: Type.Optional(nullable(Url)),
    accent: Type.Optional(nullable(Accent)),
    addressForm: Type.Optional(AddressForm),
    languages: Type.Optional(
      Type.Array(Language, { minItems: 1, maxItems: 2, uniqueItems: true, description: 'Dutch is always among them' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ProgrammePatch = Type.Static<typeof ProgrammePatch>;

export const changeProgramme = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme',
  config: { access: staff('programme:write'), versioned: true },
  schema: {
    operationId: 'changeProgramme',
    summary: 'Change what is said about a programme',
    tags: ['programmes'],
    params: programmeParams,
    body: ProgrammePatch,
    response: { 200: ProgrammeView },
  },
});

export const setLogo = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/logo',
  config: { access: staff('programme:write') },
  schema: {
    operationId: 'setLogo',
    summary: 'Give a programme its logo',
    description:
      'PNG, JPEG, WebP, or an SVG that only draws (no scripts, nothing from elsewhere); at most 150 kB and 4,000 pixels a side. ' +
      'What the bytes are counts, not what they are called.',
    tags: ['programmes'],
    params: programmeParams,
    body: Type.Object(
      {
        content: Type.String({
          contentEncoding: 'base64',
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
          maxLength: 240_000,
          description: 'The file, base64',
        }),
      },
      { additionalProperties: false },
    ),
    response: { 200: ProgrammeView },
  },
});

export const removeLogo = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/logo',
  config: { access: staff('programme:write') },
  schema: {
    operationId: 'removeLogo',
    summary: 'Take the logo away',
    tags: ['programmes'],
    params: programmeParams,
    response: { 200: ProgrammeView },
  },
});

export const PlanVersionView = named(
  'PlanVersion',
  Type.Object({
    id: Id,
    meetingsTotal: Type.Integer({ minimum: 0 }),
    meetingsPerYear: nullable(Type.Integer({ minimum: 0 })),
    rule: Type.String({ description: 'How the number came about, in words' }),
    since: nullable(PartialDate, { description: 'null: the source does not say from when' }),
    source: Type.String(),
    recordedAt: Instant,
  }),
);
export type PlanVersionView = Type.Static<typeof PlanVersionView>;

/** A figure that a source states; never added to counted rows, shown as "volgens bron". */
export const StatedFigureView = named(
  'StatedFigure',
  Type.Object({
    id: Id,
    what: Type.String({ description: 'visitors, evaluation-mean, invited, responded, attended, pilots-started …' }),
    comparison: oneOf(['exactly', 'more-than', 'at-least', 'unknown']),
    value: nullable(Type.Number()),
    alsoSaid: nullable(Type.String()),
    answers: nullable(Type.Integer(), { description: 'How many people answered; null: unknown' }),
    scale: nullable(Type.String(), { description: 'null: unknown' }),
    asOf: nullable(PartialDate),
    source: Type.String(),
    events: Type.Array(Type.Object({ id: Id, slug: Slug, title: Type.String() }), {
      description: 'What the figure is about; empty: the whole programme',
    }),
  }),
);
export type StatedFigureView = Type.Static<typeof StatedFigureView>;

/** Counted and unknown side by side: `known` rows are counted, `isComplete` says whether that is all. */
const Count = Type.Object({
  known: Type.Integer(),
  isComplete: Type.Boolean({ description: 'false: the sources do not say whether there were more' }),
});

/** What was recorded about a year before: a value that is replaced stays, with its source and its time. */
const EarlierYear = Type.Object({
  party: nullable(Party),
  sector: nullable(Type.String()),
  emphases: nullable(Type.Array(Emphasis)),
  source: nullable(Type.String()),
  recordedAt: nullable(Instant),
  replacedAt: Instant,
});

export const PlanYearView = named(
  'PlanYear',
  Type.Object({
    id: nullable(Id, { description: 'null: nothing is recorded about this year but its meetings' }),
    version: nullable(Type.Integer()),
    programmeYear: nullable(Type.Integer()),
    calendarYear: nullable(Type.Integer()),
    isCalendarYearInferred: Type.Boolean(),
    party: nullable(Party),
    sector: nullable(Type.String()),
    emphases: nullable(Type.Array(Emphasis), { description: 'null: unknown' }),
    recordedAt: nullable(Instant, { description: 'When someone recorded this here; null: it came with the history' }),
    earlier: Type.Array(EarlierYear, { description: 'What stood there before, the last first; at most 20' }),
    planned: nullable(Type.Integer(), { description: 'Meetings the plan promises for this year; null: not said' }),
    source: nullable(Type.String()),
    held: Count,
    upcoming: Type.Integer({ description: 'Drafts and published meetings still to come' }),
    events: Type.Array(
      Type.Object({
        id: Id,
        slug: Slug,
        title: Type.String(),
        party: nullable(Party),
        status: oneOf(['draft', 'published', 'held', 'cancelled', 'unknown']),
        startsAt: nullable(Instant),
        when: PartialDate,
      }),
    ),
  }),
);
export type PlanYearView = Type.Static<typeof PlanYearView>;

export const PlanView = named(
  'Plan',
  Type.Object({
    versions: Type.Array(PlanVersionView),
    years: Type.Array(PlanYearView),
    held: Count,
    figures: Type.Array(StatedFigureView),
    sources: Type.Array(Type.Object({ key: Type.String(), description: Type.String() })),
    partners: Type.Array(
      Type.Object({
        organisation: Type.String(),
        role: oneOf(['funder', 'lead', 'strategic']),
        note: nullable(Type.String()),
      }),
    ),
  }),
);
export type PlanView = Type.Static<typeof PlanView>;

export const showPlan = endpoint({
  method: 'GET',
  url: '/programmes/:programme/plan',
  config: { access: staff('programme:read') },
  schema: {
    operationId: 'showPlan',
    summary: 'Years and parties, planned against held, with every version of the plan and its source',
    tags: ['programmes'],
    params: programmeParams,
    response: { 200: PlanView },
  },
});

export const addPlanVersion = endpoint({
  method: 'POST',
  url: '/programmes/:programme/plan-versions',
  config: { access: staff('programme:write'), idempotencyKey: 'optional' },
  schema: {
    operationId: 'addPlanVersion',
    summary: 'Record a new version of the plan',
    description: 'Earlier versions stay. Versions are never changed.',
    tags: ['programmes'],
    params: programmeParams,
    body: Type.Object(
      {
        meetingsTotal: Type.Integer({ minimum: 0, maximum: 10_000 }),
        meetingsPerYear: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 1_000 }))),
        rule: line(500),
        since: nullable(PartialDate),
        source: line(200),
      },
      { additionalProperties: false },
    ),
    response: { 201: PlanVersionView },
  },
});

const yearFields = {
  party: nullable(Party),
  sector: nullable(line(120)),
  emphases: nullable(Type.Array(Emphasis, { minItems: 1, maxItems: 3, uniqueItems: true }), {
    description: 'null: unknown',
  }),
};
const yearSource = line(200, { description: 'Where this is said: a key of `sources`, or a text' });

export const ProgrammeYearView = named(
  'ProgrammeYear',
  Type.Object({
    id: Id,
    programmeYear: Type.Integer(),
    calendarYear: Type.Integer(),
    party: nullable(Party),
    sector: nullable(Type.String()),
    emphases: nullable(Type.Array(Emphasis)),
    source: nullable(Type.String()),
    version: Type.Integer(),
  }),
);
export type ProgrammeYearView = Type.Static<typeof ProgrammeYearView>;

export const addProgrammeYear = endpoint({
  method: 'POST',
  url: '/programmes/:programme/years',
  config: { access: staff('programme:write'), idempotencyKey: 'optional', problems: ['conflict'] },
  schema: {
    operationId: 'addProgrammeYear',
    summary: 'Record a year: who stands at the centre, which sector, which emphases',
    tags: ['programmes'],
    params: programmeParams,
    body: Type.Object(
      {
        programmeYear: Type.Integer({ minimum: 1, maximum: 99, description: 'The how-manieth year of the programme' }),
        calendarYear: Type.Integer({ minimum: 1900, maximum: 2200 }),
        ...yearFields,
        source: yearSource,
      },
      { additionalProperties: false },
    ),
    response: { 201: ProgrammeYearView },
  },
});

const yearParams = Type.Object({ programme: Slug, year: Id });

export const showProgrammeYear = endpoint({
  method: 'GET',
  url: '/programmes/:programme/years/:year',
  config: { access: staff('programme:read'), versioned: true },
  schema: {
    operationId: 'showProgrammeYear',
    summary: 'What is recorded about one year',
    tags: ['programmes'],
    params: yearParams,
    response: { 200: ProgrammeYearView },
  },
});

export const changeProgrammeYear = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/years/:year',
  config: { access: staff('programme:write'), versioned: true },
  schema: {
    operationId: 'changeProgrammeYear',
    summary: 'Record something else about a year',
    description: 'What stood there is kept with its source and its time. A change names its own source.',
    tags: ['programmes'],
    params: yearParams,
    body: Type.Object({ ...optional(yearFields), source: yearSource }, { additionalProperties: false }),
    response: { 200: ProgrammeYearView },
  },
});
