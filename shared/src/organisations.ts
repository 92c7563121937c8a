// Organisations of the three parties, municipalities with the time they belonged to the region, and networks of
// professionals.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { EventStatus } from './events.ts';
import {
  Bilingual,
  Id,
  Instant,
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
  Url,
} from './primitives.ts';

export const OrganisationKind = oneOf(['municipality', 'province', 'company', 'care', 'education', 'other']);

export const RegionMembershipView = named(
  'RegionMembership',
  Type.Object({
    from: nullable(PartialDate, { description: 'null: unknown' }),
    until: nullable(PartialDate, { description: 'null: still a member, or unknown' }),
    isCurrent: Type.Boolean(),
    source: nullable(Type.String()),
  }),
);

/** As it is sent: all of a municipality's memberships at once. */
const RegionMembership = Type.Object(
  {
    from: nullable(PartialDate, { description: 'null: unknown' }),
    until: nullable(PartialDate, { description: 'null: still a member, or unknown' }),
    isCurrent: Type.Boolean({ description: 'Who is a member now has no end' }),
    source: nullable(line(200)),
  },
  { additionalProperties: false },
);

export const OrganisationView = named(
  'Organisation',
  Type.Object({
    id: Id,
    name: Type.String(),
    kind: OrganisationKind,
    party: nullable(Party),
    kvkNumber: nullable(Type.String()),
    oin: nullable(Type.String()),
    municipalityCode: nullable(Type.String(), { description: 'CBS code' }),
    website: nullable(Type.String()),
    memberships: Type.Array(RegionMembershipView),
    version: Type.Integer(),
  }),
);
export type OrganisationView = Type.Static<typeof OrganisationView>;

const fields = {
  name: line(200),
  kind: OrganisationKind,
  party: nullable(Party),
  kvkNumber: nullable(Type.String({ pattern: '^\\d{8}$', examples: ['12345678'] })),
  oin: nullable(Type.String({ pattern: '^\\d{20}$' })),
  municipalityCode: nullable(Type.String({ pattern: '^GM\\d{4}$', examples: ['GM1509'] })),
  website: nullable(Url),
  memberships: Type.Array(RegionMembership, {
    maxItems: 20,
    description: 'When a municipality belonged to the region; replaces what was known. Of municipalities only',
  }),
};

export const listOrganisations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/organisations',
  config: { access: staff('organisations:read') },
  schema: {
    operationId: 'listOrganisations',
    summary: 'Organisations, by name',
    tags: ['organisations'],
    params: programmeParams,
    querystring: Type.Object(
      {
        ...paging,
        search: Type.Optional(Type.String({ maxLength: 100 })),
        party: Type.Optional(Party),
        kind: Type.Optional(OrganisationKind),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(OrganisationView) },
  },
});

const organisationParams = Type.Object({ programme: Slug, organisation: Id });

export const showOrganisation = endpoint({
  method: 'GET',
  url: '/programmes/:programme/organisations/:organisation',
  config: { access: staff('organisations:read'), versioned: true },
  schema: {
    operationId: 'showOrganisation',
    summary: 'One organisation',
    tags: ['organisations'],
    params: organisationParams,
    response: { 200: OrganisationView },
  },
});

const organisationRoles = ['organiser', 'participants'] as const;

export const OrganisationEventView = named(
  'OrganisationEvent',
  Type.Object({
    id: Id,
    title: Bilingual,
    status: EventStatus,
    startsAt: nullable(Instant),
    when: PartialDate,
    as: oneOf(organisationRoles, {
      description: '`organiser`: it ran the meeting; `participants`: its people signed up',
    }),
    people: nullable(Type.Integer(), { description: 'Who signed up and named it; null: not for the caller to read' }),
  }),
);
export type OrganisationEventView = Type.Static<typeof OrganisationEventView>;

export const listOrganisationEvents = endpoint({
  method: 'GET',
  url: '/programmes/:programme/organisations/:organisation/events',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'listOrganisationEvents',
    summary: 'Meetings that an organisation ran or that its people signed up for, newest first',
    description: 'People count by the name of the organisation that they filled in. At most 200.',
    tags: ['organisations'],
    params: organisationParams,
    response: { 200: page(OrganisationEventView) },
  },
});

export const createOrganisation = endpoint({
  method: 'POST',
  url: '/programmes/:programme/organisations',
  config: { access: staff('organisations:write'), idempotencyKey: 'optional', problems: ['conflict'] },
  schema: {
    operationId: 'createOrganisation',
    summary: 'Add an organisation',
    tags: ['organisations'],
    params: programmeParams,
    body: Type.Object(
      {
        name: fields.name,
        kind: fields.kind,
        party: Type.Optional(fields.party),
        kvkNumber: Type.Optional(fields.kvkNumber),
        oin: Type.Optional(fields.oin),
        municipalityCode: Type.Optional(fields.municipalityCode),
        website: Type.Optional(fields.website),
        memberships: Type.Optional(fields.memberships),
      },
      { additionalProperties: false },
    ),
    response: { 201: OrganisationView },
  },
});

export const changeOrganisation = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/organisations/:organisation',
  config: { access: staff('organisations:write'), versioned: true, problems: ['conflict'] },
  schema: {
    operationId: 'changeOrganisation',
    summary: 'Change an organisation',
    tags: ['organisations'],
    params: organisationParams,
    body: Type.Object(optional(fields), { additionalProperties: false, minProperties: 1 }),
    response: { 200: OrganisationView },
  },
});

export const NetworkView = named(
  'Network',
  Type.Object({
    id: Id,
    slug: Slug,
    name: Type.String(),
    website: nullable(Type.String()),
    registrations: Type.Integer({ description: 'Signups that came from this network' }),
    version: Type.Integer(),
  }),
);
export type NetworkView = Type.Static<typeof NetworkView>;

const networkFields = { name: line(200), website: nullable(Url) };

export const listNetworks = endpoint({
  method: 'GET',
  url: '/programmes/:programme/networks',
  config: { access: staff('organisations:read') },
  schema: {
    operationId: 'listNetworks',
    summary: 'Networks of professionals',
    tags: ['organisations'],
    params: programmeParams,
    response: { 200: page(NetworkView) },
  },
});

export const createNetwork = endpoint({
  method: 'POST',
  url: '/programmes/:programme/networks',
  config: { access: staff('organisations:write'), idempotencyKey: 'optional', problems: ['slug-taken'] },
  schema: {
    operationId: 'createNetwork',
    summary: 'Add a network; its slug is the source in the embedded form',
    tags: ['organisations'],
    params: programmeParams,
    body: Type.Object(
      { slug: Slug, name: networkFields.name, website: Type.Optional(networkFields.website) },
      { additionalProperties: false },
    ),
    response: { 201: NetworkView },
  },
});

const networkParams = Type.Object({ programme: Slug, network: Id });

export const showNetwork = endpoint({
  method: 'GET',
  url: '/programmes/:programme/networks/:network',
  config: { access: staff('organisations:read'), versioned: true },
  schema: {
    operationId: 'showNetwork',
    summary: 'One network',
    tags: ['organisations'],
    params: networkParams,
    response: { 200: NetworkView },
  },
});

export const changeNetwork = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/networks/:network',
  config: { access: staff('organisations:write'), versioned: true },
  schema: {
    operationId: 'changeNetwork',
    summary: 'Change a network',
    description: 'Its slug stays: it stands in forms on other sites.',
    tags: ['organisations'],
    params: networkParams,
    body: Type.Object(optional(networkFields), { additionalProperties: false, minProperties: 1 }),
    response: { 200: NetworkView },
  },
});
