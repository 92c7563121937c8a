// Public lists that are made already are answered before the router: the same bytes, headers, limits and log line, without
// looking for a route, a programme and a validator that cannot say anything new. Only what the route itself sent a moment
// ago is here; whatever is out of the ordinary (another method, a query, a stale version, too many requests) goes the usual
// way. Measured in docs/performance.md.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { Config } from '#api/config.ts';
import type { Context } from '#api/context.ts';
import type { Encoding, Lane } from '#api/feeds/cached-bodies.ts';
import { encodingFor } from '#api/feeds/encodings.ts';
import type { LimitChecks } from '#api/http/limits.ts';
import { trustOf } from '#api/http/proxies.ts';

export function putInFront(server: Server, ctx: Context, lane: Lane, limits: LimitChecks): void {
  const addressOf = addressReader(ctx.config.trustProxy);
  const [usual] = server.listeners('request') as [RequestListener];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'GET' || !answer(request, response)) usual.call(server, request, response);
  });

  function answer(request: IncomingMessage, response: ServerResponse): boolean {
    const entry = lane.find(request.url!);
    const { headers } = request;
    if (!entry || (headers.accept !== undefined && !entry.accepts.test(headers.accept))) return false;
    const counted = limits.countPublic(addressOf(request));
    if (!counted) return false;
    const startedAt = performance.now();
    const encoding: Encoding = encodingFor(headers['accept-encoding']);
    const { bytes, etag } = entry.contents[encoding];
    const known = headers['if-none-match'];
    const isKnown = known !== undefined && (known === etag || namesTag(known, etag));
    const head = entry.headers[encoding][isKnown ? 'known' : 'full'];
    const requestId = randomUUID();
    // the list is written out at once by writeHead, so it is filled in and not copied
    head[1] = requestId;
    head[3] = counted.policy;
    head[5] = counted.left;
    response.writeHead(isKnown ? 304 : 200, head);
    response.end(isKnown ? undefined : bytes);
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    entry.log.info({ requestId, status: isKnown ? 304 : 200, ms }, 'request');
    return true;
  }
}

function namesTag(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((it) => it.trim().replace(/^W\//, '') === etag);
}

/** As Fastify's `request.ip`, with the library it uses for it. */
function addressReader(trustProxy: Config['trustProxy']): (request: IncomingMessage) => string {
  const trust = trustOf(trustProxy);
  if (!trust) return (request) => request.socket.remoteAddress ?? '';
  return (request) => proxyAddress(request, trust);
}
