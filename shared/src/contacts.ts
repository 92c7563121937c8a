// People: who they are, how they are reached, what they agreed to.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { EventStatus } from './events.ts';
import {
  Email,
  Id,
  Instant,
  line,
  named,
  nullable,
  oneOf,
  PartialDate,
  page,
  paging,
  programmeParams,
  Slug,
} from './primitives.ts';
import { RegistrationRole, RegistrationStatus } from './registrations.ts';

export const consentPurposes = ['event', 'news'] as const;
export const ConsentPurpose = oneOf(consentPurposes, {
  description: '`event`: taking part in a meeting; `news`: word of new meetings',
});

export const ConsentView = named(
  'Consent',
  Type.Object({
    purpose: ConsentPurpose,
    textVersion: Type.String(),
    givenAt: Instant,
    withdrawnAt: nullable(Instant),
    source: Type.String({ description: 'Where it was given: a form on a site, a mail, by hand' }),
  }),
);

export const ContactView = named(
  'Contact',
  Type.Object({
    id: Id,
    name: Type.String(),
    email: nullable(Type.String()),
    organisationName: nullable(Type.String()),
    disciplines: Type.Array(Type.String()),
    consents: Type.Array(ConsentView),
    registrations: Type.Array(
      Type.Object({
        id: Id,
        event: Id,
        eventTitle: Type.String(),
        eventStatus: EventStatus,
        startsAt: nullable(Instant),
        when: PartialDate,
        role: RegistrationRole,
        status: RegistrationStatus,
        isVerified: Type.Boolean({ description: 'false: waits for confirmation by mail' }),
        hasAttended: nullable(Type.Boolean(), { description: 'null: not recorded' }),
        network: nullable(Type.String(), { description: 'The network it came through' }),
        createdAt: Instant,
      }),
      { description: 'Newest meeting first' },
    ),
    createdAt: Instant,
    version: Type.Integer(),
  }),
);
export type ContactView = Type.Static<typeof ContactView>;

export const ContactSummary = named(
  'ContactSummary',
  Type.Object({
    id: Id,
    name: Type.String(),
    email: nullable(Type.String()),
    organisationName: nullable(Type.String()),
    registrations: Type.Integer({ description: 'Meetings signed up for, without those cancelled' }),
    attended: Type.Integer({ description: 'Of which attendance was recorded' }),
  }),
);
export type ContactSummary = Type.Static<typeof ContactSummary>;

export const listContacts = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contacts',
  config: { access: staff('contacts:read') },
  schema: {
    operationId: 'listContacts',
    summary: 'People, by name',
    tags: ['contacts'],
    params: programmeParams,
    querystring: Type.Object(
      {
        ...paging,
        search: Type.Optional(Type.String({ maxLength: 100, description: 'Name, organisation or mail address' })),
        role: Type.Optional(RegistrationRole),
        network: Type.Optional({ ...Slug, description: 'Signed up through this network at least once' }),
        attended: Type.Optional(
          oneOf(['yes', 'no'], { description: 'Has attendance recorded of at least one meeting' }),
        ),
        organisation: Type.Optional({ ...Id, description: 'Named the organisation by the same name' }),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(ContactSummary) },
  },
});

const contactParams = Type.Object({ programme: Slug, contact: Id });

export const showContact = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contacts/:contact',
  config: { access: staff('contacts:read'), versioned: true },
  schema: {
    operationId: 'showContact',
    summary: 'One person with consents and meetings',
    tags: ['contacts'],
    params: contactParams,
    response: { 200: ContactView },
  },
});

export const changeContact = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/contacts/:contact',
  config: { access: staff('contacts:write'), versioned: true, problems: ['email-taken'] },
  schema: {
    operationId: 'changeContact',
    summary: 'Correct what is known about a person',
    tags: ['contacts'],
    params: contactParams,
    body: Type.Object(
      {
        name: Type.Optional(line(120)),
        email: Type.Optional(Email),
        organisationName: Type.Optional(nullable(line(200))),
        disciplines: Type.Optional(Type.Array(line(80), { maxItems: 20, uniqueItems: true })),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    response: { 200: ContactView },
  },
});
