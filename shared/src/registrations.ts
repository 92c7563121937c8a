// Signing up (aanmelden) and what organisers do with registrations.

import * as Type from 'typebox';
import { anyone, endpoint, staff } from './endpoint.ts';
import { answerMembers } from './forms.ts';
import {
  Email,
  Id,
  Instant,
  Language,
  line,
  named,
  nullable,
  oneOf,
  page,
  paging,
  personName,
  programmeParams,
  Slug,
  text,
} from './primitives.ts';

export const RegistrationRole = oneOf(['professional', 'commissioner', 'guest', 'host', 'speaker', 'crew']);
/** Who helps: asked by the team, and told more. */
export const isCrew = (role: string) => ['host', 'speaker', 'crew'].includes(role);
export type RegistrationRole = Type.Static<typeof RegistrationRole>;
/** What people may choose themselves; the others are given by an organiser. */
export const PublicRole = oneOf(['professional', 'commissioner', 'guest']);

export const RegistrationStatus = oneOf(['requested', 'confirmed', 'waiting', 'offered', 'declined', 'cancelled'], {
  description:
    '`requested`: an organiser has to say yes; `offered`: a place is held until the link in the mail is used or the time is over',
});
export type RegistrationStatus = Type.Static<typeof RegistrationStatus>;

const eventParams = Type.Object({ programme: Slug, event: Id });

const Companion = Type.Object(
  {
    name: personName(120),
    email: Type.Optional(nullable(Email, { description: 'Without one the person is reached through who signs up' })),
    organisation: Type.Optional(nullable(line(200))),
    role: Type.Optional(PublicRole),
  },
  { additionalProperties: false },
);

export const NewRegistration = Type.Object(
  {
    name: personName(120),
    email: Email,
    role: PublicRole,
    organisation: Type.Optional(nullable(line(200))),
    note: Type.Optional(nullable(text(1000))),
    language: Type.Optional(Language),
    source: Type.Optional(nullable(Slug, { description: 'Network or site the signup came through' })),
    code: Type.Optional(nullable(line(40), { description: 'Access code, where the meeting asks for one' })),
    company: Type.Optional(
      Type.String({ maxLength: 1, description: 'How many come along, as a form asks it; `companions` says who' }),
    ),
    companions: Type.Optional(
      Type.Array(Companion, {
        maxItems: 5,
        description: 'Who comes along, as many as the meeting allows: all get a place together, or all wait',
      }),
    ),
    ...answerMembers,
    consent: Type.Literal(true, { description: 'Agreed to the notice of the form' }),
    news: Type.Optional(Type.Boolean({ description: 'Wants word of new meetings, once the address is confirmed' })),
    followUp: Type.Optional(Type.Boolean({ description: 'May be asked later what came of it, once confirmed' })),

    token: Type.Optional(Type.String({ maxLength: 500, description: 'From the signup form' })),
    proof: Type.Optional(Type.String({ maxLength: 2000, description: 'ALTCHA payload, base64' })),
    website: Type.Optional(
      Type.String({ maxLength: 2000, description: 'A trap for robots: people do not see this field' }),
    ),
  },
  { additionalProperties: false },
);
export type NewRegistration = Type.Static<typeof NewRegistration>;

export const SignupReceipt = named(
  'SignupReceipt',
  Type.Object({
    receipt: Id,
    status: oneOf(['confirmed', 'waiting', 'requested']),
    needsConfirmation: Type.Boolean({ description: 'The place is held until the link in the mail is used' }),
    message: Type.String({ description: 'What to tell the person, in their language' }),
  }),
);
export type SignupReceipt = Type.Static<typeof SignupReceipt>;

export const createRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations',
  config: {
    access: anyone,
    anyOrigin: true,
    idempotencyKey: 'required',
    limit: 'signup',
    problems: ['signup-closed', 'code-needed', 'choice-full', 'form-token-invalid', 'form-token-expired', 'busy'],
  },
  schema: {
    operationId: 'createRegistration',
    summary: 'Sign someone up for a meeting',
    description:
      'Answers after the registration is committed. An address that is registered already gets the same answer as a new one; the mail tells. ' +
      'Without a form token and proof of work the registration waits for confirmation by mail.',
    tags: ['registrations'],
    params: eventParams,
    body: NewRegistration,
    response: { 201: SignupReceipt },
  },
});

export const subscribe = endpoint({
  method: 'POST',
  url: '/programmes/:programme/subscriptions',
  config: { access: anyone, anyOrigin: true, limit: 'signup', problems: ['form-token-invalid', 'form-token-expired'] },
  schema: {
    operationId: 'subscribe',
    summary: 'Ask for word of new meetings',
    description:
      'Takes effect when the button behind the link in the mail is pressed. The answer is the same for known and new addresses.',
    tags: ['registrations'],
    params: programmeParams,
    body: Type.Object(
      {
        name: personName(120),
        email: Email,
        language: Type.Optional(Language),
        source: Type.Optional(nullable(Slug)),
        consent: Type.Literal(true),
        token: Type.Optional(Type.String({ maxLength: 500 })),
        proof: Type.Optional(Type.String({ maxLength: 2000 })),
        website: Type.Optional(Type.String({ maxLength: 2000 })),
      },
      { additionalProperties: false },
    ),
    response: { 202: Type.Object({ message: Type.String() }) },
  },
});

export const RegistrationView = named(
  'Registration',
  Type.Object({
    id: Id,
    event: Id,
    contact: Id,
    name: Type.String(),
    email: nullable(Type.String()),
    organisation: nullable(Type.String()),
    role: RegistrationRole,
    status: RegistrationStatus,
    place: nullable(Type.Integer(), { description: 'Place in the waiting line, from 1' }),
    hasAttended: nullable(Type.Boolean(), { description: 'null: not recorded' }),
    isVerified: Type.Boolean({ description: 'false: waits for confirmation by mail until `verifyBy`' }),
    verifyBy: nullable(Instant),
    offerExpiresAt: nullable(Instant, {
      description: 'Until when the place is held; null while offered: until the start',
    }),
    lead: nullable(Type.Object({ id: Id, name: Type.String() }), {
      description: 'Who signed this person up in company',
    }),
    companions: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
      description: 'Who came along and still does',
    }),
    takesPlace: Type.Boolean({ description: 'false: helps at the meeting, outside the capacity' }),
    group: nullable(Type.String(), { description: 'Whom the access code was given to' }),
    endedBecause: nullable(oneOf(['asked', 'unverified', 'offer-expired', 'line-closed', 'merged'])),
    admittedBecause: nullable(Type.String(), { description: 'Why an organiser let this person pass others' }),
    source: nullable(Type.String()),
    network: nullable(Type.String()),
    site: nullable(Type.String({ description: 'Origin of the page the form stood on' })),
    language: Language,
    note: nullable(Type.String()),
    noticeVersion: Type.String({ description: 'Which wording of the notice the person agreed to' }),
    createdAt: Instant,
    cancelledAt: nullable(Instant),
    version: Type.Integer(),
  }),
);
export type RegistrationView = Type.Static<typeof RegistrationView>;

export const RegistrationTab = oneOf([
  'all',
  'confirmed',
  'waiting',
  'offered',
  'requested',
  'declined',
  'cancelled',
  'attended',
  'not-attended',
  'unverified',
]);
export type RegistrationTab = Type.Static<typeof RegistrationTab>;

const slugOrNone = '^(-|[a-z0-9]+(-[a-z0-9]+)*)$';

/** Which participants: the same words in the list, its counts, and what is made of it. */
export const registrationFilter = {
  role: Type.Optional(RegistrationRole),
  source: Type.Optional(
    Type.String({
      maxLength: 80,
      pattern: slugOrNone,
      description: 'Came through this site or network; `-`: through none',
    }),
  ),
  network: Type.Optional(
    Type.String({ maxLength: 80, pattern: slugOrNone, description: 'Came through this network; `-`: through none' }),
  ),
  language: Type.Optional(Language),
  attended: Type.Optional(oneOf(['yes', 'no', 'unknown'], { description: 'unknown: not recorded' })),
  search: Type.Optional(
    Type.String({
      maxLength: 100,
      description:
        'Each word in name, organisation or address. `@example.org` or `example.org`: everybody with an address there',
    }),
  ),
};
export const RegistrationSort = oneOf([
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'organisation',
  '-organisation',
  'place',
  '-place',
]);
export type RegistrationSort = Type.Static<typeof RegistrationSort>;

export const listRegistrations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registrations',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'listRegistrations',
    summary: 'Participants of a meeting',
    tags: ['registrations'],
    params: eventParams,
    querystring: Type.Object(
      {
        ...paging,
        tab: Type.Optional(RegistrationTab),
        ...registrationFilter,
        sort: Type.Optional(RegistrationSort),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(RegistrationView) },
  },
});

export const RegistrationCounts = named(
  'RegistrationCounts',
  Type.Object({
    all: Type.Integer(),
    confirmed: Type.Integer(),
    waiting: Type.Integer(),
    offered: Type.Integer(),
    requested: Type.Integer(),
    declined: Type.Integer(),
    cancelled: Type.Integer(),
    attended: Type.Integer(),
    notAttended: Type.Integer({ description: 'Confirmed, not checked in' }),
    unverified: Type.Integer(),
    capacity: nullable(Type.Integer()),
    bySource: Type.Array(Type.Object({ source: nullable(Type.String()), registrations: Type.Integer() })),
    byRole: Type.Array(Type.Object({ role: RegistrationRole, registrations: Type.Integer() })),
  }),
);
export type RegistrationCounts = Type.Static<typeof RegistrationCounts>;

export const countRegistrations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registration-counts',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'countRegistrations',
    summary: 'How many per status, source and role',
    description: 'Each number is the length of the list that listRegistrations gives with the same filter.',
    tags: ['registrations'],
    params: eventParams,
    querystring: Type.Object({ ...registrationFilter }, { additionalProperties: false }),
    response: { 200: RegistrationCounts },
  },
});

const registrationParams = Type.Object({ programme: Slug, event: Id, registration: Id });

export const showRegistration = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/registrations/:registration',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'showRegistration',
    summary: 'One registration',
    tags: ['registrations'],
    params: registrationParams,
    response: { 200: RegistrationView },
  },
});

export const addRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/participants',
  config: {
    access: staff('registrations:write'),
    idempotencyKey: 'optional',
    problems: ['event-state', 'conflict', 'choice-full', 'busy'],
  },
  schema: {
    operationId: 'addRegistration',
    summary: 'Add a participant by hand, in any role',
    description: 'Within the capacity: when it is full, the person joins the waiting list.',
    tags: ['registrations'],
    params: eventParams,
    body: Type.Object(
      {
        name: line(120),
        email: Email,
        role: RegistrationRole,
        organisation: Type.Optional(nullable(line(200))),
        note: Type.Optional(nullable(text(1000))),
        language: Type.Optional(Language),
        answers: answerMembers.answers,
        shown: answerMembers.shown,
        agreed: answerMembers.agreed,
        notify: Type.Boolean({ description: 'Send the confirmation mail' }),
        invite: Type.Optional(
          Type.Boolean({
            description: 'Ask first: the place is held, and the person confirms by the link in the mail',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    response: { 201: RegistrationView },
  },
});

export const ownText = Type.Optional(
  nullable(text(1000), { description: "The organiser's own words, taken up in the mail; kept 90 days" }),
);

export const cancelRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/cancellation',
  config: { access: staff('registrations:write'), problems: ['registration-state'] },
  schema: {
    operationId: 'cancelRegistration',
    summary: 'Cancel for someone; the first in line gets the place',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(
      {
        notify: Type.Boolean(),
        text: ownText,
        company: Type.Optional(Type.Boolean({ description: 'Also for who came along' })),
      },
      { additionalProperties: false },
    ),
    response: { 200: RegistrationView },
  },
});

export const restoreRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/restoration',
  config: { access: staff('registrations:write'), problems: ['registration-state', 'conflict'] },
  schema: {
    operationId: 'restoreRegistration',
    summary: 'Undo a cancellation',
    description:
      'Gives the place back when one is free, else the first place in line; the status in the answer says which.',
    tags: ['registrations'],
    params: registrationParams,
    response: { 200: RegistrationView },
  },
});

export const checkIn = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/attendance',
  config: { access: staff('registrations:check-in'), problems: ['registration-state'] },
  schema: {
    operationId: 'checkIn',
    summary: 'Record whether someone came',
    description: '`null` takes it back. Sending the same twice changes nothing.',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object({ hasAttended: nullable(Type.Boolean()) }, { additionalProperties: false }),
    response: { 200: RegistrationView },
  },
});
