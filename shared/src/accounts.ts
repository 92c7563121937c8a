// Accounts, sessions and who may do what in a programme.

import * as Type from 'typebox';
import { anyone, endpoint, signedIn, staff } from './endpoint.ts';
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
  programmeParams,
  Slug,
} from './primitives.ts';

export const roles = ['owner', 'organiser', 'host', 'partner', 'viewer'] as const;
export const Role = oneOf(roles, { description: 'What someone may do within one programme' });
export type Role = Type.Static<typeof Role>;

/** What someone looks after at meetings, apart from what they may do: the four roles of the organisers. */
export const duties = ['input', 'throughput', 'output', 'process'] as const;
export type Duty = (typeof duties)[number];
const Duties = Type.Array(oneOf(duties), {
  maxItems: duties.length,
  uniqueItems: true,
  description: 'For which roles in the runbook somebody gets the mail on Monday',
});

export const permissions = [
  'programme:read',
  'programme:write',
  'team:read',
  'team:write',
  'organisations:read',
  'organisations:write',
  'contacts:read',
  'contacts:write',
  'events:read',
  'events:write',
  'registrations:read',
  'registrations:write',
  'registrations:check-in',
  'mails:read',
  'mails:write',
  'keys:read',
  'keys:write',
  'invitations:read',
  'invitations:write',
  'activity:read',
  'privacy:read',
  'privacy:write',
  'jobs:read',
  'jobs:write',
] as const;
export type Permission = (typeof permissions)[number];

const viewer: readonly Permission[] = ['programme:read', 'organisations:read', 'events:read'];
const host: readonly Permission[] = [...viewer, 'registrations:read', 'registrations:check-in'];

/** Partners see the programme and its meetings; what is their own comes with assignments. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  organiser: permissions.filter((it) => it !== 'team:write' && it !== 'programme:write'),
  host,
  partner: viewer,
  viewer,
};

export const AccountView = named(
  'Account',
  Type.Object({
    id: Id,
    email: Email,
    name: Type.String(),
    language: Language,
    memberships: Type.Array(
      Type.Object({
        programme: Slug,
        programmeName: Type.String(),
        role: Role,
        permissions: Type.Array(oneOf(permissions)),
      }),
    ),
  }),
);
export type AccountView = Type.Static<typeof AccountView>;

export const SessionView = named(
  'Session',
  Type.Object({
    id: Id,
    startedAt: Instant,
    lastSeenAt: Instant,
    expiresAt: Instant,
    device: Type.String({ description: 'Browser and system, as far as the browser tells' }),
    isCurrent: Type.Boolean(),
  }),
);
export type SessionView = Type.Static<typeof SessionView>;

export const askSignIn = endpoint({
  method: 'POST',
  url: '/sign-in-requests',
  config: { access: anyone, limit: 'sign-in', problems: ['sign-in-needs-https'] },
  schema: {
    operationId: 'askSignIn',
    summary: 'Ask for a sign-in mail',
    description:
      'Sends a mail with a link and a six-digit code, both good for 15 minutes and one use. The answer is the same whether the address is known or not.',
    tags: ['accounts'],
    body: Type.Object({ email: Email, language: Type.Optional(Language) }, { additionalProperties: false }),
    response: {
      202: Type.Object({
        request: Type.String({ description: 'Goes along with the code' }),
        expiresAt: Instant,
      }),
    },
  },
});

export const signIn = endpoint({
  method: 'POST',
  url: '/sessions',
  config: {
    access: anyone,
    limit: 'sign-in',
    problems: ['sign-in-failed', 'sign-in-needs-https', 'origin-not-allowed'],
  },
  schema: {
    operationId: 'signIn',
    summary: 'Sign in with the link or the code of a sign-in mail',
    description: 'Sets the session cookie. Five wrong codes end the request.',
    tags: ['accounts'],
    body: Type.Object(
      {
        request: Type.String({ maxLength: 200, description: 'From the answer to the sign-in request' }),
        code: Type.Optional(Type.String({ pattern: '^\\d{6}$', examples: ['123456'] })),
        token: Type.Optional(Type.String({ maxLength: 200, description: 'From the link, instead of the code' })),
      },
      { additionalProperties: false },
    ),
    response: { 201: AccountView },
  },
});

export const showAccount = endpoint({
  method: 'GET',
  url: '/account',
  config: { access: signedIn },
  schema: {
    operationId: 'showAccount',
    summary: 'Who is signed in, and what they may do where',
    tags: ['accounts'],
    response: { 200: AccountView },
  },
});

export const listSessions = endpoint({
  method: 'GET',
  url: '/sessions',
  config: { access: signedIn },
  schema: {
    operationId: 'listSessions',
    summary: 'My sessions',
    tags: ['accounts'],
    response: { 200: page(SessionView) },
  },
});

export const endSession = endpoint({
  method: 'DELETE',
  url: '/sessions/:session',
  config: { access: signedIn },
  schema: {
    operationId: 'endSession',
    summary: 'Sign out one of my sessions',
    tags: ['accounts'],
    params: Type.Object({ session: Id }),
    response: { 204: Type.Null() },
  },
});

export const endSessions = endpoint({
  method: 'DELETE',
  url: '/sessions',
  config: { access: signedIn },
  schema: {
    operationId: 'endSessions',
    summary: 'Sign out, here or everywhere',
    tags: ['accounts'],
    querystring: Type.Object(
      { which: Type.Optional(oneOf(['current', 'all'], { default: 'all' })) },
      { additionalProperties: false },
    ),
    response: { 204: Type.Null() },
  },
});

export const firstRun = endpoint({
  method: 'POST',
  url: '/first-run',
  config: {
    access: anyone,
    limit: 'sign-in',
    problems: ['first-run-code-wrong', 'already-set-up', 'origin-not-allowed'],
  },
  schema: {
    operationId: 'firstRun',
    summary: 'Make the owner account and the first programme',
    description:
      'Only on an installation without accounts, with the one-time code that stands on the console. Signs in.',
    tags: ['accounts'],
    body: Type.Object(
      {
        code: Type.String({ maxLength: 40 }),
        email: Email,
        name: line(120),
        programme: Type.Object({ slug: Slug, name: line(120), region: line(120) }, { additionalProperties: false }),
      },
      { additionalProperties: false },
    ),
    response: { 201: AccountView },
  },
});

export const showFirstRun = endpoint({
  method: 'GET',
  url: '/first-run',
  config: { access: anyone },
  schema: {
    operationId: 'showFirstRun',
    summary: 'Whether this installation still waits for its owner',
    tags: ['accounts'],
    response: { 200: Type.Object({ isOpen: Type.Boolean() }) },
  },
});

export const MemberView = named(
  'Member',
  Type.Object({
    id: Id,
    email: Email,
    name: Type.String(),
    role: Role,
    duties: Duties,
    since: Instant,
    lastSeenAt: nullable(Instant, {
      description: 'null: not since joining, or not told because the person is in another team too',
    }),
  }),
);
export type MemberView = Type.Static<typeof MemberView>;

const memberParams = Type.Object({ programme: Slug, member: Id });

export const listMembers = endpoint({
  method: 'GET',
  url: '/programmes/:programme/members',
  config: { access: staff('team:read') },
  schema: {
    operationId: 'listMembers',
    summary: 'The team of a programme',
    tags: ['accounts'],
    params: programmeParams,
    response: { 200: page(MemberView) },
  },
});

export const addMember = endpoint({
  method: 'POST',
  url: '/programmes/:programme/members',
  config: { access: staff('team:write'), idempotencyKey: 'optional', problems: ['email-taken'] },
  schema: {
    operationId: 'addMember',
    summary: 'Add someone to the team',
    tags: ['accounts'],
    params: programmeParams,
    body: Type.Object({ email: Email, name: line(120), role: Role }, { additionalProperties: false }),
    response: { 201: MemberView },
  },
});

export const changeMember = endpoint({
  method: 'PATCH',
  url: '/programmes/:programme/members/:member',
  config: { access: staff('team:write'), problems: ['last-owner'] },
  schema: {
    operationId: 'changeMember',
    summary: 'Give someone another role, or other duties',
    tags: ['accounts'],
    params: memberParams,
    body: Type.Object(
      { role: Type.Optional(Role), duties: Type.Optional(Duties) },
      { additionalProperties: false, minProperties: 1 },
    ),
    response: { 200: MemberView },
  },
});

export const removeMember = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/members/:member',
  config: { access: staff('team:write'), problems: ['last-owner'] },
  schema: {
    operationId: 'removeMember',
    summary: 'Take someone out of the team',
    tags: ['accounts'],
    params: memberParams,
    response: { 204: Type.Null() },
  },
});
