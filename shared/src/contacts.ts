// People: who they are, how they are reached, what they agreed to.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { EventStatus } from './events.ts';
import {
  Bilingual,
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

export const consentPurposes = ['event', 'news', 'follow-up'] as const;
export const ConsentPurpose = oneOf(consentPurposes, {
  description:
    '`event`: taking part in a meeting; `news`: word of new meetings; `follow-up`: being asked later what came of it',
});
/** What is asked for beside taking part. */
export type Wish = 'news' | 'follow-up';
export type ConsentPurpose = Type.Static<typeof ConsentPurpose>;

/** Why we may mail someone (Telecommunicatiewet 11.7); that there is none is said by there being no row. */
export const mailingBases = ['consent', 'customer', 'published'] as const;
export const MailingBasis = oneOf(mailingBases, {
  description:
    '`consent`: the person said yes; `customer`: took part before and could say no; `published`: an organisation that made the address known for this',
});
export type MailingBasis = Type.Static<typeof MailingBasis>;

export const Undeliverable = oneOf(['no-such-address', 'mailbox-full', 'refused'], {
  description: 'Why the mail server of this address refused a mail for good',
});
export type Undeliverable = Type.Static<typeof Undeliverable>;

export const ConsentView = named(
  'Consent',
  Type.Object({
    purpose: ConsentPurpose,
    basis: MailingBasis,
    evidence: nullable(Type.String(), { description: 'How we know, where it was not given to us' }),
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
    municipality: nullable(Type.String()),
    networks: Type.Array(Type.Object({ id: Id, slug: Slug, name: Type.String() }), { description: 'Member of these' }),
    origin: nullable(Type.String(), { description: 'From which list, of who did not come by themselves' }),
    undeliverable: nullable(Type.Object({ at: Instant, because: Undeliverable }), {
      description: 'Mail to this address was refused for good; until the address changes or a mail arrives',
    }),
    mergedInto: nullable(Id, { description: 'The same person as this contact, which has everything since' }),
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
        network: Type.Optional({
          ...Slug,
          description: 'Member of this network, or signed up through it at least once',
        }),
        municipality: Type.Optional(Type.String({ maxLength: 120 })),
        discipline: Type.Optional(Type.String({ maxLength: 80 })),
        mayBeMailed: Type.Optional(
          oneOf(['yes', 'no'], {
            description: 'Has a ground on which word of new meetings may be sent, and an address',
          }),
        ),
        attended: Type.Optional(
          oneOf(['yes', 'no'], { description: 'Has attendance recorded of at least one meeting' }),
        ),
        undeliverable: Type.Optional(oneOf(['yes'], { description: 'Mail to the address was refused for good' })),
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
        municipality: Type.Optional(nullable(line(120))),
        networks: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    response: { 200: ContactView },
  },
});

export const ContactEventView = named(
  'ContactEvent',
  Type.Object({
    at: Instant,
    name: Type.String({ examples: ['registration.confirmed', 'contact.changed', 'consent.given', 'contact.imported'] }),
    by: nullable(Type.String(), { description: 'Of the team; others are not named' }),
    about: nullable(Bilingual, { description: 'The meeting' }),
    event: nullable(Id),
    detail: nullable(Type.String(), { description: 'Which fields, which purpose, from where' }),
  }),
);
export type ContactEventView = Type.Static<typeof ContactEventView>;

export const showContactHistory = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contacts/:contact/history',
  config: { access: staff('contacts:read') },
  schema: {
    operationId: 'showContactHistory',
    summary: 'What happened with one person, newest first',
    tags: ['contacts'],
    params: contactParams,
    response: { 200: page(ContactEventView) },
  },
});

const Facet = Type.Object({ name: Type.String(), people: Type.Integer() });

export const listContactFacets = endpoint({
  method: 'GET',
  url: '/programmes/:programme/contact-facets',
  config: { access: staff('contacts:read') },
  schema: {
    operationId: 'listContactFacets',
    summary: 'By which municipalities and disciplines people can be chosen, with how many there are',
    tags: ['contacts'],
    params: programmeParams,
    response: {
      200: Type.Object({
        municipalities: Type.Array(Facet),
        disciplines: Type.Array(Facet, { description: 'The two hundred that most people have' }),
      }),
    },
  },
});
