// Public lists and feeds are made once per version and then sent as they are. The version is re-read at most every 250 ms
// and is bumped in the transaction that changes what the public sees; some things change by time alone (signup opens),
// so a body also says until when it holds. Each encoding has its own strong ETag.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Context } from '#api/context.ts';
import { type Encoding, encodingFor } from '#api/feeds/encodings.ts';
import { isKnown } from '#api/http/versions.ts';

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);
const versionHoldsMs = 250;
/** From this age on a version is read anew while answers still go by it, so that a busy moment does not wait for it. */
const versionAgesMs = 125;

export interface Made {
  text: string;
  /** When time alone makes it different; null when never. */
  holdsUntil: Date | null;
}

export type { Encoding };

interface Body {
  version: number;
  holdsUntil: number;
  contents: Record<Encoding, { bytes: Buffer; etag: string }>;
}

/** A body as the fast lane sends it: every header made already. */
export interface LaneEntry {
  /** Says method and route on every line. */
  log: Logger;
  accepts: RegExp;
  contents: Body['contents'];
  /** Flat lists of names and values, as node:http takes them. The first three are of each request: see fast-lane.ts. */
  headers: Record<Encoding, { full: string[]; known: string[] }>;
}

export interface Lane {
  /** The body behind an address, if it is certain that it is the newest. */
  find(url: string): LaneEntry | undefined;
}

export interface CachedBodies {
  lane: Lane;
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    given: { key: string; contentType: string; make: () => Promise<Made> },
  ): Promise<FastifyReply>;
}

/** A version as it was when somebody looked. */
interface Looked {
  at: number;
  version: Promise<number>;
  /** The same, once it is there. */
  known?: number;
  isAging?: boolean;
}

export function makeCachedBodies(ctx: Context): CachedBodies {
  const bodies = new Map<string, Body>();
  const making = new Map<string, Promise<Body>>();
  const versions = new Map<string, Looked>();
  const lanes = new Map<string, { programmeId: string; body: Body; entry: LaneEntry }>();

  function versionOf(programmeId: string): Promise<number> {
    const known = versions.get(programmeId);
    const now = performance.now();
    if (known && now - known.at < versionHoldsMs) return known.version;
    const looked = look(programmeId, now);
    versions.set(programmeId, looked);
    looked.version.catch(() => versions.delete(programmeId));
    return looked.version;
  }

  function look(programmeId: string, at: number): Looked {
    const looked: Looked = {
      at,
      version: ctx.db
        .query<{ version: number }>('SELECT version FROM agenda_versions WHERE programme_id = $1', [programmeId])
        .then((rows) => {
          looked.known = rows[0]!.version;
          return looked.known;
        }),
    };
    return looked;
  }

  function renew(programmeId: string, old: Looked): void {
    old.isAging = true;
    const looked = look(programmeId, performance.now());
    looked.version.then(
      () => {
        if (versions.get(programmeId) === old) versions.set(programmeId, looked);
      },
      () => {
        old.isAging = false;
      },
    );
  }

  async function current(programmeId: string, key: string, make: () => Promise<Made>): Promise<Body> {
    const id = `${programmeId} ${key}`;
    const version = await versionOf(programmeId);
    const known = bodies.get(id);
    if (known && known.version === version && ctx.now().getTime() < known.holdsUntil) return known;
    // per version: who knows of a newer one does not get what was begun before it
    const flightId = `${id} ${version}`;
    const flight = making.get(flightId);
    if (flight) return flight;
    const made = build(version, make).finally(() => making.delete(flightId));
    making.set(flightId, made);
    const body = await made;
    if (bodies.size >= 500) bodies.delete(bodies.keys().next().value!);
    if ((bodies.get(id)?.version ?? 0) <= version) bodies.set(id, body);
    return body;
  }

  const lane: Lane = {
    find(url) {
      const it = lanes.get(url);
      if (!it) return undefined;
      const looked = versions.get(it.programmeId);
      if (looked?.known !== it.body.version) return undefined;
      const age = performance.now() - looked.at;
      if (age >= versionHoldsMs || ctx.now().getTime() >= it.body.holdsUntil) return undefined;
      if (age >= versionAgesMs && !looked.isAging) renew(it.programmeId, looked);
      return it.entry;
    },
  };

  return {
    lane,
    async send(request, reply, { key, contentType, make }) {
      const { programmeId } = request.tenant;
      const body = await current(programmeId, key, make);
      if (request.method === 'GET' && lanes.get(request.url)?.body !== body && !request.url.includes('?')) {
        if (lanes.size >= 500) lanes.delete(lanes.keys().next().value!);
        lanes.set(request.url, { programmeId, body, entry: laneEntry(ctx.log, request, reply, body, contentType) });
      }
      const encoding = encodingFor(request.headers['accept-encoding']);
      const { bytes, etag } = body.contents[encoding];
      reply.header('etag', etag).header('cache-control', 'public, max-age=60').header('vary', 'Accept-Encoding');
      if (isKnown(request, etag)) {
        for (const name of ofAFullAnswer) reply.removeHeader(name);
        return reply.code(304).send();
      }
      reply.header('content-type', contentType);
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply.send(bytes);
    },
  };
}

async function build(version: number, make: () => Promise<Made>): Promise<Body> {
  const { text, holdsUntil } = await make();
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const [zipped, brotli] = await Promise.all([
    compressGzip(bytes, { level: 9 }),
    compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  ]);
  return {
    version,
    holdsUntil: holdsUntil?.getTime() ?? Number.POSITIVE_INFINITY,
    contents: {
      identity: { bytes, etag: `"${hash}"` },
      gzip: { bytes: zipped, etag: `"${hash}-gzip"` },
      br: { bytes: brotli, etag: `"${hash}-br"` },
    },
  };
}

/**
 * What a 304 leaves out: it has no content to guard, and who has the content has these with it (RFC 9110, 15.4.5). Half of
 * what a 304 costs is the bytes of its head.
 */
const ofAFullAnswer = [
  'x-content-type-options',
  'referrer-policy',
  'content-security-policy',
  'cross-origin-resource-policy',
  'access-control-expose-headers',
];

/** Headers that differ from request to request, or that node:http writes itself. */
const ownPerRequest = new Set(['request-id', 'ratelimit', 'ratelimit-policy', 'connection', 'date', 'content-length']);

/** Takes over the headers that the route's hooks have set, so that both ways send the same. */
function laneEntry(
  log: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Body,
  contentType: string,
): LaneEntry {
  const common = Object.entries(reply.getHeaders()).filter(([name]) => !ownPerRequest.has(name));
  const listOf = (headers: typeof common) => headers.flatMap(([name, value]) => [name, String(value)]);
  const short = listOf(common.filter(([name]) => !ofAFullAnswer.includes(name)));
  const headersFor = (encoding: Encoding) => {
    const { etag, bytes } = body.contents[encoding];
    const counted = ['request-id', '', 'ratelimit-policy', '', 'ratelimit', ''];
    const caching = ['cache-control', 'public, max-age=60', 'vary', 'Accept-Encoding', 'etag', etag];
    const full = [...counted, ...listOf(common), ...caching];
    full.push('content-type', contentType, 'content-length', String(bytes.length));
    if (encoding !== 'identity') full.push('content-encoding', encoding);
    return { full, known: [...counted, ...short, ...caching] };
  };
  return {
    log: log.child({ method: 'GET', route: request.routeOptions.url ?? request.url }),
    accepts: request.url.startsWith('/v1/') ? /^\s*\*\/\*\s*$|application\/json/ : /./,
    contents: body.contents,
    headers: { identity: headersFor('identity'), gzip: headersFor('gzip'), br: headersFor('br') },
  };
}
