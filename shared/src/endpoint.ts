// One HTTP operation as a value. The api spreads it into a route (`app.route({ ...listEvents, handler })`), the admin
// calls it (`call(listEvents, { params })`), OpenAPI is made from it and a test walks all of them as every kind of
// caller. So a path, a body or an answer is written down once.

import type { Static, TSchema } from 'typebox';
import type { Permission } from './accounts.ts';
import type { ProblemCode } from './problem.ts';

/** What a helper link opens. */
export type HelperScope = 'door';

/** What a key for machines may do. One that no endpoint asks for would promise something and is not here. */
export const keyScopes = ['registrations:write', 'registrations:read'] as const;
export type KeyScope = (typeof keyScopes)[number];

/**
 * Who may call: anyone, anyone signed in, a member of the programme in the path whose role holds the permission, the
 * phone of who helps at a meeting, or a machine with a key. `isLate`: also when its day is just over, to bring what was
 * done before. A scope of null: any key that works.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'account' }
  | { kind: 'staff'; permission: Permission }
  | { kind: 'helper'; scope: HelperScope; isLate: boolean }
  | { kind: 'partner'; scope: KeyScope | null };

export const anyone: Access = { kind: 'public' };
export const signedIn: Access = { kind: 'account' };
export function staff(permission: Permission): Access {
  return { kind: 'staff', permission };
}

export function helper(scope: HelperScope, late?: 'late'): Access {
  return { kind: 'helper', scope, isLate: late === 'late' };
}

export function partner(scope: KeyScope | null = null): Access {
  return { kind: 'partner', scope };
}

export interface EndpointConfig {
  access: Access;
  /** Refusals that can happen here besides those every route of its kind knows; documented in OpenAPI. */
  problems?: readonly ProblemCode[];
  /** `required`: a POST that creates and may be sent twice. The answer is stored with the work. */
  idempotencyKey?: 'required' | 'optional';
  /** The resource carries a version: GET answers with an ETag, changes need If-Match. */
  versioned?: boolean;
  /** A public post that other sites may send: any origin, without credentials. */
  anyOrigin?: boolean;
  /** Named bucket of the rate limiter (api/src/http/limits.ts). */
  limit?: 'sign-in' | 'signup' | 'form' | 'public' | 'door' | 'key';
}

export interface EndpointSchema {
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  params?: TSchema;
  querystring?: TSchema;
  body?: TSchema;
  headers?: TSchema;
  /** Exactly one 2xx; refusals are thrown and documented from `config.problems`. */
  response: Record<number, TSchema>;
}

export interface EndpointSpec {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1`, in Fastify's notation: `/programmes/:programme/events`. */
  url: string;
  config: EndpointConfig;
  schema: EndpointSchema;
}

export function endpoint<const E extends EndpointSpec>(spec: E): E {
  return spec;
}

type StaticOr<S, Fallback> = S extends TSchema ? Static<S> : Fallback;

/** What a caller hands over. A part the endpoint does not have cannot be given. */
export type Input<E extends EndpointSpec> = Part<E, 'params'> &
  OptionalPart<E, 'querystring', 'query'> &
  Part<E, 'body'> & { headers?: Record<string, string>; signal?: AbortSignal };

type Part<E extends EndpointSpec, K extends 'params' | 'body'> = E['schema'][K] extends TSchema
  ? { [P in K]: StaticOr<E['schema'][K], never> }
  : { [P in K]?: undefined };
type OptionalPart<E extends EndpointSpec, K extends 'querystring', N extends string> = E['schema'][K] extends TSchema
  ? { [P in N]?: StaticOr<E['schema'][K], never> }
  : { [P in N]?: undefined };

/** What comes back when it went well. */
export type Output<E extends EndpointSpec> = {
  [K in keyof E['schema']['response']]: StaticOr<E['schema']['response'][K], never>;
}[keyof E['schema']['response']];
