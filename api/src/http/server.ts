// The Fastify instance with everything that holds for every request: ids, headers, problems, bodies, methods, limits.

import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import { type ProblemCode, problemStatus, problemTitle } from '@pr8werk/shared/problem.ts';
import Fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { readJsonBodies } from '#api/http/json-body.ts';
import { collectPaths, type KnownPaths } from '#api/http/methods.ts';
import { apiVersion } from '#api/http/openapi.ts';
import { fail, type Problem, problemDocument, sendProblem, toProblem } from '#api/http/problems.ts';
import { trustOf } from '#api/http/proxies.ts';
import { validatorCompiler } from '#api/http/validation.ts';

/** Renders a problem for a person, on paths outside the API. */
export type ProblemPage = (request: FastifyRequest, document: ReturnType<typeof problemDocument>) => string;

export const strictPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export function makeServer(ctx: Context, problemPage: ProblemPage): { app: App; paths: KnownPaths } {
  const app = Fastify({
    loggerInstance: ctx.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => crypto.randomUUID(),
    trustProxy: trustOf(ctx.config.trustProxy),
    bodyLimit: 256 * 1024,
    connectionTimeout: 60_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // what arrives on an open connection while we stop is still answered, and the connection then closed
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false, caseSensitive: true },
    frameworkErrors: (error, request, reply) => {
      // before any hook: a path that cannot be decoded, a parameter that is too long
      defaultHeaders(ctx, reply);
      reply.header('request-id', request.id);
      sendProblem(toProblem(error, request) ?? fail('internal'), request, reply, ctx.config.publicUrl);
    },
    clientErrorHandler: (error, socket) => answerMalformed(error as Error & { code?: string }, socket, ctx),
  }).withTypeProvider() as unknown as App;

  const paths = collectPaths(app);
  app.setValidatorCompiler(validatorCompiler());
  readJsonBodies(app);
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, ctx, problemPage));
  app.setNotFoundHandler((request) => {
    const allowed = paths.allowed(request.url.split('?')[0]!);
    if (allowed.length > 0)
      throw fail('method-not-allowed', { headers: { allow: [...allowed, 'OPTIONS'].join(', ') } });
    throw fail('not-found');
  });
  app.register(cookie);
  app.register(formbody, { bodyLimit: 64 * 1024 });
  for (const method of ['PROPFIND', 'MKCOL', 'LOCK', 'SEARCH']) app.addHttpMethod(method);

  app.addHook('onRequest', async (request, reply) => {
    defaultHeaders(ctx, reply);
    reply.header('request-id', request.id);
    const path = request.url.split('?')[0]!;
    if (request.method === 'OPTIONS') return answerOptions(request, reply, paths, path);
    if (request.routeOptions.config.anyOrigin || paths.isAnyOrigin(path, request.method)) reply.headers(openToAll);
    // text cannot hold it, and the database refuses it
    if (request.url.includes('%00')) throw fail('invalid-request', { errors: [nulFault] });
    if (path.startsWith('/v1/')) {
      // the router would take it for an empty last parameter
      if (path.endsWith('/')) throw fail('not-found');
      refuseUnreadable(request);
    }
  });
  app.addHook('preValidation', async (request) => refuseUnexpectedBody(request));
  app.addHook('onRoute', (route) => {
    // an unknown query key is a fault everywhere in the API, also where no key is known
    if (route.url.startsWith('/v1/') && route.schema && !route.schema.querystring) {
      route.schema.querystring = { type: 'object', properties: {}, additionalProperties: false };
    }
  });
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply));
  return { app, paths };
}

const openToAll = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'api-version, etag, link, ratelimit, ratelimit-policy, request-id, retry-after',
};

function everyAnswer(ctx: Context): Record<string, string> {
  return {
    'api-version': apiVersion,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'content-security-policy': strictPolicy,
    'cross-origin-resource-policy': 'cross-origin',
    ...(ctx.config.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

function defaultHeaders(ctx: Context, reply: FastifyReply): void {
  reply.headers(everyAnswer(ctx));
}

function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');
}

function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  ctx: Context,
  page: ProblemPage,
): FastifyReply {
  let problem: Problem | null = toProblem(error, request);
  if (!problem) {
    request.log.error({ err: error, route: request.routeOptions.url }, 'a bug');
    problem = fail('internal');
  } else if (problemStatus(problem.code) >= 500) {
    request.log.warn(
      { problem: problem.code, err: (error as Error).message, route: request.routeOptions.url },
      'refused for now',
    );
  }
  reply.removeHeader('etag');
  if (request.url.startsWith('/v1/') || !prefersHtml(request))
    return sendProblem(problem, request, reply, ctx.config.publicUrl);
  const document = problemDocument(problem, request, ctx.config.publicUrl);
  return reply
    .code(document.status)
    .headers(problem.extra.headers ?? {})
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
    .type('text/html; charset=utf-8')
    .serializer((it: string) => it)
    .send(page(request, document));
}

function prefersHtml(request: FastifyRequest): boolean {
  const accept = String(request.headers.accept ?? '');
  const html = accept.indexOf('text/html');
  const json = accept.indexOf('json');
  return html >= 0 && (json < 0 || html < json);
}

const acceptable =
  /(?:^|[\s,])(?:\*\/\*|application\/\*|application\/(?:problem\+|[\w.-]+\+)?json|text\/event-stream)\s*(?:;(?!\s*q=0(?:\.0+)?\s*(?:,|$))|,|$)/i;

const nulFault = {
  pointer: '/',
  code: 'pattern',
  detail: 'Het adres bevat een NUL-teken (the address holds a NUL character)',
};

/** The API speaks and reads JSON; forms belong to the pages. */
function refuseUnreadable(request: FastifyRequest): void {
  const { accept } = request.headers;
  if (request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded'))
    throw fail('unsupported-media-type');
  if (accept !== undefined && accept !== '' && !acceptable.test(accept)) throw fail('not-acceptable');
}

/** A body where none is expected is a mistake worth telling. */
function refuseUnexpectedBody(request: FastifyRequest): void {
  const { schema, url } = request.routeOptions;
  if (!url?.startsWith('/v1/') || schema?.body || request.body === undefined || request.body === null) return;
  if (typeof request.body === 'object' && Object.keys(request.body).length === 0) return;
  throw fail('invalid-request', {
    errors: [{ pointer: '/', code: 'unknown', detail: 'Hier hoort geen inhoud bij (no body is expected here)' }],
  });
}

function answerOptions(request: FastifyRequest, reply: FastifyReply, paths: KnownPaths, path: string): FastifyReply {
  const allowed = paths.allowed(path);
  if (allowed.length === 0) throw fail('not-found');
  const wanted = request.headers['access-control-request-method'];
  if (wanted && paths.isAnyOrigin(path, wanted)) {
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': allowed.filter((it) => paths.isAnyOrigin(path, it)).join(', '),
      'access-control-allow-headers': 'content-type, idempotency-key, accept-language',
      'access-control-max-age': '86400',
      vary: 'Access-Control-Request-Method',
    });
  }
  return reply
    .code(204)
    .header('allow', [...allowed, 'OPTIONS'].join(', '))
    .send();
}

/** One line a request. The route's pattern and not the address, which may hold a link's token. */
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const line = {
    method: request.method,
    route: request.routeOptions.url ?? '(none)',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
  request.log.info(line, 'request');
}

const malformed: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'invalid-request',
};

/** What is not HTTP has no request and no reply: the answer is written by hand. */
function answerMalformed(error: Error & { code?: string }, socket: import('node:net').Socket, ctx: Context): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isUnknownMethod = error.code === 'HPE_INVALID_METHOD';
  const code: ProblemCode = isUnknownMethod ? 'not-implemented' : (malformed[error.code ?? ''] ?? 'invalid-request');
  const requestId = crypto.randomUUID();
  const status = problemStatus(code);
  const title = problemTitle(code, 'nl');
  const body = JSON.stringify({
    type: `${ctx.config.publicUrl}/problems/${code}`,
    title,
    status,
    detail: title,
    instance: `urn:uuid:${requestId}`,
    code,
    requestId,
  });
  ctx.log.info({ requestId, status, code: error.code }, 'malformed request');
  socket.end(
    `HTTP/1.1 ${status} ${status === 501 ? 'Not Implemented' : 'Bad Request'}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n${headerLines({ ...everyAnswer(ctx), 'request-id': requestId, connection: 'close' })}\r\n\r\n${body}`,
  );
}
