// Who gets a place, by which rule: limits on groups beside the capacity, offers to who waits, approval, codes, company. And
// what an organiser decides about one person's place.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, line, named, nullable, oneOf, Slug } from './primitives.ts';
import { ownText, RegistrationView } from './registrations.ts';

const eventParams = Type.Object({ programme: Slug, event: Id });
const registrationParams = Type.Object({ programme: Slug, event: Id, registration: Id });

export const QuotaKind = oneOf(['role', 'party', 'network', 'municipality', 'code', 'option'], {
  description:
    'Of which group: a role, a party, who came through a network, from a municipality, with an access code, or chose an option',
});
export type QuotaKind = Type.Static<typeof QuotaKind>;

const quota = {
  kind: QuotaKind,
  value: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The role, the party, the slug of a network, a CBS code (GM1509), the code, or `question:option`',
  }),
  places: Type.Integer({ minimum: 0, maximum: 100_000 }),
};
const code = {
  code: Type.String({ pattern: '^[A-Za-z0-9-]{4,40}$', description: 'Letters count the same, large or small' }),
  label: line(120, { description: 'Whom it was given to' }),
  expiresAt: nullable(Instant),
};

const rules = {
  admission: oneOf(['open', 'code', 'approval'], {
    description: 'Who may sign up: everyone, who has a code, or who an organiser says yes to',
  }),
  offerHours: nullable(Type.Integer({ minimum: 1, maximum: 336 }), {
    description: 'How long a place that came free is held for who is offered it; null: it is theirs at once',
  }),
  offersUntil: nullable(Instant, { description: 'From then on nobody moves up; null: until the start' }),
  lastWord: oneOf(['no', 'come-along'], { description: 'What who then still waits is told' }),
  companyLimit: Type.Integer({ minimum: 0, maximum: 5, description: 'How many others one person may sign up too' }),
  crewCounts: Type.Boolean({ description: 'Whether hosts, speakers and crew take a place' }),
};

export const SignupRulesView = named(
  'SignupRules',
  Type.Object({
    ...rules,
    quotas: Type.Array(Type.Object({ ...quota, taken: Type.Integer(), name: Type.String() })),
    codes: Type.Array(Type.Object({ id: Id, ...code, registrations: Type.Integer() })),
    lineClosedAt: nullable(Instant),
    capacity: nullable(Type.Integer()),
    confirmed: Type.Integer(),
    offered: Type.Integer(),
    waiting: Type.Integer(),
    version: Type.Integer({ description: 'Of the meeting' }),
  }),
);
export type SignupRulesView = Type.Static<typeof SignupRulesView>;

export const NewSignupRules = Type.Object(
  {
    ...rules,
    quotas: Type.Array(Type.Object(quota, { additionalProperties: false }), { maxItems: 100 }),
    codes: Type.Array(Type.Object(code, { additionalProperties: false }), { maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type NewSignupRules = Type.Static<typeof NewSignupRules>;

export const showSignupRules = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/signup-rules',
  config: { access: staff('events:read'), versioned: true },
  schema: {
    operationId: 'showSignupRules',
    summary: 'Who gets a place at a meeting',
    tags: ['registrations'],
    params: eventParams,
    response: { 200: SignupRulesView },
  },
});

export const changeSignupRules = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/events/:event/signup-rules',
  config: {
    access: staff('events:write'),
    versioned: true,
    problems: ['event-state', 'quota-below-taken', 'code-in-use'],
  },
  schema: {
    operationId: 'changeSignupRules',
    summary: 'Say who gets a place',
    description:
      'The whole list of limits and codes. A limit cannot be lower than the places that are taken in that group. ' +
      'Room that comes free goes to the first in line who fits every limit, at once.',
    tags: ['registrations'],
    params: eventParams,
    body: NewSignupRules,
    response: { 200: SignupRulesView },
  },
});

const telling = { notify: Type.Boolean(), text: ownText };

export const promoteRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/promotion',
  config: { access: staff('registrations:write'), problems: ['registration-state', 'event-full', 'quota-full'] },
  schema: {
    operationId: 'promoteRegistration',
    summary: 'Give someone who waits a place',
    description:
      '`raise` adds what lacks to the capacity and to every limit; `keep` is refused when there is no room. ' +
      'Who came along gets a place too.',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(
      { capacity: oneOf(['keep', 'raise']), notify: Type.Optional(Type.Boolean({ default: true })), text: ownText },
      { additionalProperties: false },
    ),
    response: { 200: RegistrationView },
  },
});

export const approveRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/approval',
  config: { access: staff('registrations:write'), problems: ['registration-state'] },
  schema: {
    operationId: 'approveRegistration',
    summary: 'Say yes to who asked to come',
    description: 'A place when there is room in every limit, else last in line; the status in the answer says which.',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(telling, { additionalProperties: false }),
    response: { 200: RegistrationView },
  },
});

export const declineRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/refusal',
  config: { access: staff('registrations:write'), problems: ['registration-state'] },
  schema: {
    operationId: 'declineRegistration',
    summary: 'Say no to who asked to come',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(telling, { additionalProperties: false }),
    response: { 200: RegistrationView },
  },
});

export const offerPlace = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/registrations/:registration/offer',
  config: { access: staff('registrations:write'), problems: ['registration-state', 'event-full', 'quota-full'] },
  schema: {
    operationId: 'offerPlace',
    summary: 'Offer someone who waits a place, out of order',
    description:
      'By a mail with a link to a button; the place is held until `hours` have passed. `raise` adds what lacks to every limit.',
    tags: ['registrations'],
    params: registrationParams,
    body: Type.Object(
      {
        hours: Type.Integer({ minimum: 1, maximum: 336 }),
        capacity: oneOf(['keep', 'raise']),
        because: line(300, { minLength: 1, description: 'Why this person before others; for the team' }),
        text: ownText,
      },
      { additionalProperties: false },
    ),
    response: { 200: RegistrationView },
  },
});
