// Invitations to a meeting and what came of them, also of those that others sent, and networks that invite their own
// members.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Audience } from './mailings.ts';
import { Id, Instant, LocalDate, line, named, nullable, oneOf, page, paging, Slug } from './primitives.ts';
import { RegistrationStatus } from './registrations.ts';

const eventParams = Type.Object({ programme: Slug, event: Id });

export const invitationAnswers = ['coming', 'not-coming', 'unstated'] as const;
export const InvitationAnswer = oneOf(invitationAnswers, {
  description: '`unstated`: answered, and what was said is not known',
});
export type InvitationAnswer = Type.Static<typeof InvitationAnswer>;

export const invitationSteps = ['invited', 'responded', 'registered', 'attended', 'unanswered', 'not-coming'] as const;
export const InvitationStep = oneOf(invitationSteps, {
  description:
    '`responded`: said yes or no, or signed up; `registered`: signed up and did not cancel; `unanswered`: neither',
});
export type InvitationStep = Type.Static<typeof InvitationStep>;

/** Which invitations: the same words in the list and behind every figure. */
export const invitationFilter = {
  step: Type.Optional(InvitationStep),
  source: Type.Optional(
    Type.String({ maxLength: 120, description: '`pr8werk`, or how people were invited elsewhere' }),
  ),
  network: Type.Optional(
    Type.String({
      maxLength: 80,
      pattern: '^(-|[a-z0-9]+(-[a-z0-9]+)*)$',
      description: 'Member of this network when invited; `-`: of none',
    }),
  ),
  municipality: Type.Optional(Type.String({ maxLength: 120, description: 'Then lived there; `-`: not known' })),
  search: Type.Optional(Type.String({ maxLength: 100 })),
};

export const InvitationView = named(
  'Invitation',
  Type.Object({
    contact: Id,
    name: Type.String({ description: 'Empty: forgotten' }),
    email: nullable(Type.String()),
    invitedAt: Instant,
    source: Type.String({ description: '`pr8werk`, or how elsewhere' }),
    mailing: nullable(Id),
    reminded: Type.Integer(),
    remindedAt: nullable(Instant),
    answer: nullable(InvitationAnswer),
    answeredAt: nullable(Instant),
    registration: nullable(Type.Object({ id: Id, status: RegistrationStatus, hasAttended: nullable(Type.Boolean()) }), {
      description: 'Of this person, or made by the link of this invitation',
    }),
    municipality: nullable(Type.String()),
  }),
);
export type InvitationView = Type.Static<typeof InvitationView>;

export const listInvitations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/invitations',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'listInvitations',
    summary: 'Who was invited to a meeting and what came of it, by name',
    tags: ['invitations'],
    params: eventParams,
    querystring: Type.Object({ ...paging, ...invitationFilter }, { additionalProperties: false }),
    response: { 200: page(InvitationView) },
  },
});

export const recordInvitations = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/invitations',
  config: { access: staff('invitations:write') },
  schema: {
    operationId: 'recordInvitations',
    summary: 'Record that people were invited outside Pr8werk',
    description: 'Sends nothing. Who was invited already stays as it is.',
    tags: ['invitations'],
    params: eventParams,
    body: Type.Object(
      {
        audience: Audience,
        invitedOn: { ...LocalDate, description: 'Not in the future' },
        source: line(120, { description: 'How: a letter, a newsletter, an older list' }),
        dryRun: Type.Boolean({ description: 'Only say how many' }),
      },
      { additionalProperties: false },
    ),
    response: { 200: Type.Object({ recorded: Type.Integer(), already: Type.Integer() }) },
  },
});

export const recordAnswers = endpoint({
  method: 'POST',
  url: '/programmes/:programme/events/:event/invitation-answers',
  config: { access: staff('invitations:write') },
  schema: {
    operationId: 'recordAnswers',
    summary: 'Record what invited people answered',
    description: 'For who phoned or wrote. `null` takes it back.',
    tags: ['invitations'],
    params: eventParams,
    body: Type.Object(
      {
        contacts: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
        answer: nullable(InvitationAnswer),
      },
      { additionalProperties: false },
    ),
    response: { 200: Type.Object({ changed: Type.Integer() }) },
  },
});

const counts = {
  invited: Type.Integer(),
  responded: Type.Integer(),
  registered: Type.Integer(),
  attended: Type.Integer(),
  unrecorded: Type.Integer({ description: 'Of who registered: not recorded whether they came' }),
};

export const FunnelView = named(
  'InvitationFunnel',
  Type.Object({
    ...counts,
    notComing: Type.Integer(),
    unanswered: Type.Integer(),
    bySource: Type.Array(Type.Object({ source: Type.String(), ...counts })),
    byNetwork: Type.Array(Type.Object({ network: nullable(Slug), name: nullable(Type.String()), ...counts }), {
      description: 'Who is in several networks counts in each; null: in none',
    }),
    byMunicipality: Type.Array(Type.Object({ municipality: nullable(Type.String()), ...counts })),
    reported: Type.Array(
      Type.Object({
        network: Slug,
        name: Type.String(),
        reported: Type.Integer(),
        mailedOn: LocalDate,
        registered: Type.Integer(),
      }),
      { description: 'What networks say they mailed themselves: a stated figure, in none of the counts' },
    ),
  }),
);
export type FunnelView = Type.Static<typeof FunnelView>;

export const showFunnel = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/invitation-funnel',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'showInvitationFunnel',
    summary: 'From invited to attended, by source, network and municipality',
    description: 'Counted at one moment; each number is the length of the list that listInvitations gives.',
    tags: ['invitations'],
    params: eventParams,
    response: { 200: FunnelView },
  },
});

export const NetworkInvitationView = named(
  'NetworkInvitation',
  Type.Object({
    network: Id,
    slug: Slug,
    name: Type.String(),
    link: Type.String({ description: 'To the meeting; signups through it count for this network' }),
    page: Type.String({ description: 'For the network: the text, the link, and where it says how many it mailed' }),
    text: Type.Object({ nl: Type.String(), en: Type.String() }),
    reported: nullable(Type.Integer(), { description: 'How many it says it mailed; null: it did not say' }),
    mailedOn: nullable(LocalDate),
    reportedBy: nullable(oneOf(['network', 'organiser'])),
    registered: Type.Integer({ description: 'Signed up through its link' }),
  }),
);
export type NetworkInvitationView = Type.Static<typeof NetworkInvitationView>;

export const listNetworkInvitations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/network-invitations',
  config: { access: staff('invitations:read') },
  schema: {
    operationId: 'listNetworkInvitations',
    summary: 'What each network can mail its members, and what it says it did',
    tags: ['invitations'],
    params: eventParams,
    response: { 200: page(NetworkInvitationView) },
  },
});

export const reportNetworkInvitation = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/events/:event/network-invitations/:network',
  config: { access: staff('invitations:write') },
  schema: {
    operationId: 'reportNetworkInvitation',
    summary: 'Record how many members a network says it mailed',
    tags: ['invitations'],
    params: Type.Object({ programme: Slug, event: Id, network: Id }),
    body: Type.Object(
      {
        reported: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 }), { description: 'null takes it back' }),
        mailedOn: nullable(LocalDate),
      },
      { additionalProperties: false },
    ),
    response: { 200: NetworkInvitationView },
  },
});
