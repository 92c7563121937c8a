// OpenAPI 3.1 made from the same values as the routes. Refusals are added here, so a contract only names those that are
// its own; every answer documents the API-Version header (NLGov API design rules).

import swagger from '@fastify/swagger';
import type { EndpointConfig } from '@pr8werk/shared/endpoint.ts';
import { namedSchemas } from '@pr8werk/shared/primitives.ts';
import { type ProblemCode, ProblemDocument, problemStatus, problemTitle } from '@pr8werk/shared/problem.ts';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { Context } from '#api/context.ts';

export const apiVersion = '1.0.0';

const tags = {
  agenda: 'The public agenda and its signup forms',
  registrations: 'Signing up, and what organisers do with registrations',
  events: 'Meetings: plan, publish, cancel',
  runbook: 'Who does what for a meeting, and when',
  door: 'Who helps at the door of a meeting, and who comes in',
  network: 'For the website of a network, with a key',
  keys: 'Keys for machines',
  programmes: 'Programmes and their plans',
  organisations: 'Organisations, municipalities and networks',
  contacts: 'People',
  mails: 'Outgoing mail',
  privacy: 'What is kept of people, and how it goes',
  activity: 'What happened',
  jobs: 'Background work',
  accounts: 'Accounts, sessions and teams',
};

export async function describeApi(app: FastifyInstance, ctx: Context): Promise<void> {
  for (const schema of [...namedSchemas().values(), ProblemDocument]) app.addSchema(schema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pr8werk API',
        version: apiVersion,
        description:
          'Meetings between commissioning parties and self-employed professionals, and what came of them. ' +
          'Conventions: instants are RFC 3339 in UTC, lists page by cursor, refusals are problem+json (RFC 9457) with all faults at once.',
        contact: { name: 'Pr8werk', url: ctx.config.publicUrl, email: 'beheer@pr8werk.example' },
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: `${ctx.config.publicUrl}/v1`, description: 'This installation' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          helper: { type: 'http', scheme: 'bearer', description: 'Phone and secret of a helper: `<phone>.<secret>`' },
          key: { type: 'http', scheme: 'bearer', description: 'A key for machines: `pr8_live_…`' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-pr8werk', description: 'Set by POST /sessions' },
        },
      },
      // swagger's types know only 3.0 in places
    } as never,
    stripBasePath: true,
    refResolver: { buildLocalReference: (json) => String(json.$id) },
    transform: ({ schema, url, route }) => ({
      schema: documented(schema as FastifySchema, route.config as Partial<EndpointConfig>, route),
      url,
    }),
  });
}

interface RouteLike {
  method: string | string[];
  url: string;
}

function documented(
  schema: FastifySchema | undefined,
  config: Partial<EndpointConfig>,
  route: RouteLike,
): FastifySchema {
  if (!schema || !(config as EndpointConfig | undefined)?.access) return { hide: true } as FastifySchema;
  const response: Record<string, object> = {};
  for (const [status, body] of Object.entries((schema.response ?? {}) as Record<string, object>)) {
    response[status] = { ...described(body, status), headers: successHeaders(config, status) };
  }
  if (config.versioned && route.method === 'GET') {
    response['304'] = {
      description: 'Not changed since the version in If-None-Match',
      type: 'null',
      headers: { ...apiVersionHeader, ETag: etagHeader },
    };
  }
  for (const [status, codes] of byStatus(refusals(config, route, schema))) {
    response[status] = {
      description: codes.map((code) => `\`${code}\`: ${problemTitle(code, 'en')}`).join('; '),
      headers: apiVersionHeader,
      content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
    };
  }
  return {
    ...schema,
    response,
    ...(config.access?.kind === 'public'
      ? { security: [] }
      : { security: [{ [schemes[config.access!.kind as keyof typeof schemes]]: [] }] }),
    headers: requestHeaders(config, route),
  } as FastifySchema;
}

const schemes = { account: 'session', staff: 'session', helper: 'helper', partner: 'key' };

const apiVersionHeader = {
  'API-Version': { type: 'string', description: 'The version of the API', examples: [apiVersion] },
};
const etagHeader = { type: 'string', description: 'For If-None-Match and If-Match', examples: ['"v3"'] };

function successHeaders(config: Partial<EndpointConfig>, status: string) {
  return {
    ...apiVersionHeader,
    ...(config.versioned ? { ETag: etagHeader } : {}),
    ...(config.limit
      ? {
          'RateLimit-Policy': {
            type: 'string',
            description: 'The limits that hold here',
            examples: ['"signup";q=200;w=600'],
          },
          RateLimit: { type: 'string', description: 'What is left of them', examples: ['"signup";r=199;t=600'] },
        }
      : {}),
    ...(status === '429' ? { 'Retry-After': { type: 'integer' } } : {}),
  };
}

function described(body: object, status: string): object {
  const words: Record<string, string> = {
    '200': 'Done',
    '201': 'Made',
    '202': 'Accepted',
    '204': 'Done, nothing to tell',
  };
  return { description: words[status] ?? 'Done', ...body };
}

function requestHeaders(config: Partial<EndpointConfig>, route: RouteLike): object | undefined {
  const properties: Record<string, object> = {};
  const required: string[] = [];
  if (config.idempotencyKey) {
    properties['idempotency-key'] = {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      description: 'A value of its own for every new request; repeats get the same answer for 24 hours',
    };
    if (config.idempotencyKey === 'required') required.push('idempotency-key');
  }
  if (config.versioned && route.method === 'GET')
    properties['if-none-match'] = { type: 'string', description: 'An ETag known already' };
  if (config.versioned && route.method !== 'GET') {
    properties['if-match'] = { type: 'string', description: 'The ETag of the version that is changed' };
    required.push('if-match');
  }
  return Object.keys(properties).length > 0 ? { type: 'object', properties, required } : undefined;
}

function refusals(config: Partial<EndpointConfig>, route: RouteLike, schema: FastifySchema): ProblemCode[] {
  const codes: ProblemCode[] = ['invalid-request', ...(config.problems ?? [])];
  if (config.access?.kind === 'partner') {
    codes.push('key-needed', 'key-incomplete', 'key-unknown', 'key-ended');
    if (config.access.scope) codes.push('key-scope');
  } else if (config.access?.kind !== 'public') codes.push('not-signed-in');
  if (config.access?.kind === 'staff') codes.push('not-allowed');
  if (config.access?.kind === 'helper') codes.push('not-allowed', 'helper-link-ended');
  if (route.url.includes(':')) codes.push('not-found');
  if (config.limit) codes.push('too-many-requests');
  if (config.idempotencyKey) codes.push('idempotency-key-reused', 'still-running');
  if (config.idempotencyKey === 'required') codes.push('idempotency-key-missing');
  if (config.versioned && route.method !== 'GET') codes.push('version-required', 'version-stale');
  if (schema.body) codes.push('broken-json', 'too-large', 'unsupported-media-type');
  codes.push('not-acceptable', 'unavailable', 'internal');
  return [...new Set(codes)];
}

function byStatus(codes: ProblemCode[]): [string, ProblemCode[]][] {
  const groups = new Map<string, ProblemCode[]>();
  for (const code of codes) {
    const status = String(problemStatus(code));
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return [...groups.entries()].sort();
}
