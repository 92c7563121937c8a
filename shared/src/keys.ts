// Keys for machines: a network signs people up from its own form, server to server.

import * as Type from 'typebox';
import { endpoint, keyScopes, partner, staff } from './endpoint.ts';
import {
  Id,
  Instant,
  LocalDate,
  line,
  named,
  nullable,
  oneOf,
  page,
  paging,
  programmeParams,
  Slug,
} from './primitives.ts';
import { NewRegistration, SignupReceipt } from './registrations.ts';

const Scopes = Type.Array(oneOf(keyScopes), { minItems: 1, maxItems: keyScopes.length, uniqueItems: true });

export const KeyView = named(
  'Key',
  Type.Object({
    id: Id,
    name: Type.String(),
    network: Type.Object({ id: Id, slug: Slug, name: Type.String() }),
    scopes: Type.Array(oneOf(keyScopes)),
    state: oneOf(['live', 'expired', 'revoked']),
    createdAt: Instant,
    expiresAt: nullable(Instant),
    revokedAt: nullable(Instant),
    lastUsedAt: nullable(Instant, { description: 'Known to the minute' }),
    secrets: Type.Array(
      Type.Object({
        id: Id,
        prefix: Type.String({ description: 'How the key begins', examples: ['pr8_live_a1B2'] }),
        createdAt: Instant,
        lastUsedAt: nullable(Instant),
      }),
      { description: 'That work now: one, or two while the old one is being replaced' },
    ),
    days: Type.Array(Type.Object({ on: LocalDate, requests: Type.Integer() }), {
      description: 'The last fourteen days on which it was used',
    }),
  }),
);
export type KeyView = Type.Static<typeof KeyView>;

const Secret = Type.String({ description: 'Shown this once; only a hash of it is kept' });
const Shown = Type.Object({ key: KeyView, secret: Secret });

export const listKeys = endpoint({
  method: 'GET',
  url: '/programmes/:programme/keys',
  config: { access: staff('keys:read') },
  schema: {
    operationId: 'listKeys',
    summary: 'Keys for machines, newest first',
    tags: ['keys'],
    params: programmeParams,
    response: { 200: page(KeyView) },
  },
});

export const makeKey = endpoint({
  method: 'POST',
  url: '/programmes/:programme/keys',
  config: { access: staff('keys:write') },
  schema: {
    operationId: 'makeKey',
    summary: 'Make a key',
    description:
      'The secret is in this answer and nowhere else, so the answer is not kept for a repeat: when it got lost, revoke the key and make another.',
    tags: ['keys'],
    params: programmeParams,
    body: Type.Object(
      {
        name: line(80, { description: 'To tell it from other keys: where it is used' }),
        network: Id,
        scopes: Scopes,
        expiresAt: nullable(Instant, { description: 'null: works until it is revoked' }),
      },
      { additionalProperties: false },
    ),
    response: { 201: Shown },
  },
});

const keyParams = Type.Object({ programme: Slug, key: Id });

export const rotateKey = endpoint({
  method: 'POST',
  url: '/programmes/:programme/keys/:key/secrets',
  config: { access: staff('keys:write'), problems: ['key-state'] },
  schema: {
    operationId: 'rotateKey',
    summary: 'Add a second secret; the old one keeps working until it is ended',
    tags: ['keys'],
    params: keyParams,
    response: { 201: Shown },
  },
});

export const endSecret = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/keys/:key/secrets/:secret',
  config: { access: staff('keys:write'), problems: ['key-state'] },
  schema: {
    operationId: 'endSecret',
    summary: 'End one of two secrets',
    description: 'The last one ends with the key: revoke that.',
    tags: ['keys'],
    params: Type.Object({ programme: Slug, key: Id, secret: Id }),
    response: { 204: Type.Null() },
  },
});

export const revokeKey = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/keys/:key',
  config: { access: staff('keys:write') },
  schema: {
    operationId: 'revokeKey',
    summary: 'End a key at once and for good',
    tags: ['keys'],
    params: keyParams,
    response: { 204: Type.Null() },
  },
});

// ---- for the holder of a key ----

export const showOwnKey = endpoint({
  method: 'GET',
  url: '/programmes/:programme/network',
  config: { access: partner(), limit: 'key' },
  schema: {
    operationId: 'showOwnKey',
    summary: 'Of which network this key is, and what it may do',
    description: 'Changes nothing: the request to try a key with.',
    tags: ['network'],
    params: programmeParams,
    response: {
      200: Type.Object({
        network: Type.Object({ slug: Slug, name: Type.String() }),
        key: Type.Object({
          name: Type.String(),
          scopes: Type.Array(oneOf(keyScopes)),
          expiresAt: nullable(Instant),
        }),
      }),
    },
  },
});

const {
  source: _source,
  token: _token,
  proof: _proof,
  website: _website,
  ...signup
} = (NewRegistration as unknown as { properties: Record<string, Type.TSchema> }).properties;
type SignupFields = Omit<Type.Static<typeof NewRegistration>, 'source' | 'token' | 'proof' | 'website'>;

export const noticeVersionShape = Type.String({
  maxLength: 20,
  description: 'Of the notice as the person read it: `noticeVersion` of the signup form',
  examples: ['2026-11'],
});

const NetworkSignup = Type.Unsafe<SignupFields & { noticeVersion: string; isAddressConfirmed?: boolean }>(
  Type.Object(
    {
      ...signup,
      noticeVersion: noticeVersionShape,
      isAddressConfirmed: Type.Optional(
        Type.Boolean({
          description:
            'The network knows that the address is this person’s: a member who is signed in, or who pressed a link that was mailed there. ' +
            'Otherwise we mail a link, and hold the place for 24 hours until it is used',
        }),
      ),
    },
    { additionalProperties: false },
  ),
);
export type NetworkSignup = Type.Static<typeof NetworkSignup>;

const eventParams = Type.Object({ programme: Slug, event: Id });

export const createNetworkRegistration = endpoint({
  method: 'POST',
  url: '/programmes/:programme/network/events/:event/registrations',
  config: {
    access: partner('registrations:write'),
    idempotencyKey: 'required',
    limit: 'key',
    problems: ['signup-closed', 'code-needed', 'choice-full', 'busy'],
  },
  schema: {
    operationId: 'createNetworkRegistration',
    summary: 'Sign someone up for a meeting through the network of the key',
    description:
      'As createRegistration, server to server: no token and no proof of work; the source is the network of the key. ' +
      'Answers after the registration is committed, the same for an address that is registered already; the mail tells.',
    tags: ['network'],
    params: eventParams,
    body: NetworkSignup,
    response: { 201: SignupReceipt },
  },
});

export const NetworkRegistration = named(
  'NetworkRegistration',
  Type.Object({
    receipt: Id,
    event: Id,
    status: oneOf(['confirmed', 'waiting', 'requested', 'offered', 'declined', 'cancelled']),
    needsConfirmation: Type.Boolean({ description: 'The person did not use the link in the mail yet' }),
    receivedAt: Instant,
  }),
);
export type NetworkRegistration = Type.Static<typeof NetworkRegistration>;

export const listNetworkRegistrations = endpoint({
  method: 'GET',
  url: '/programmes/:programme/network/events/:event/registrations',
  config: { access: partner('registrations:read'), limit: 'key' },
  schema: {
    operationId: 'listNetworkRegistrations',
    summary: 'How it stands with whom the network signed up by key',
    description:
      'By receipt, in the order in which they came; no names, since the network has them. Of a person who was registered ' +
      'before, the status is what the network was told.',
    tags: ['network'],
    params: eventParams,
    querystring: Type.Object({ ...paging }, { additionalProperties: false }),
    response: { 200: page(NetworkRegistration) },
  },
});

export const showNetworkRegistration = endpoint({
  method: 'GET',
  url: '/programmes/:programme/network/events/:event/registrations/:receipt',
  config: { access: partner('registrations:read'), limit: 'key' },
  schema: {
    operationId: 'showNetworkRegistration',
    summary: 'How it stands with one of them',
    tags: ['network'],
    params: Type.Object({ programme: Slug, event: Id, receipt: Id }),
    response: { 200: NetworkRegistration },
  },
});
