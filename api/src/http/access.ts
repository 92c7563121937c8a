// Who is calling, for which programme, and may they: decided before anything of the request is read. Knows no room: how a
// session is looked up and a programme found is handed in by app.ts.

import type { Permission } from '@pr8werk/shared/accounts.ts';
import type { Hex } from '@pr8werk/shared/colour.ts';
import type { Access, EndpointConfig, KeyScope } from '@pr8werk/shared/endpoint.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '#api/context.ts';
import type { LimitChecks } from '#api/http/limits.ts';
import { fail } from '#api/http/problems.ts';

export interface SignedIn {
  accountId: string;
  sessionId: string;
  name: string;
  permissionsIn(programmeId: string): readonly Permission[] | null;
}

/** The phone of somebody who helps at one meeting. */
export interface Helper {
  programmeId: string;
  linkId: string;
  eventId: string;
  name: string;
  boundAt: Date;
  expiresAt: Date;
}

/** A machine with a key, which belongs to one network. */
export interface Partner {
  programmeId: string;
  keyId: string;
  secretId: string;
  networkId: string;
  networkSlug: string;
  scopes: readonly KeyScope[];
}

export interface Tenant {
  programmeId: string;
  slug: string;
  name: string;
  timeZone: string;
  languages: string[];
  controller: string;
  contactEmail: string | null;
  accent: Hex | null;
  addressForm: 'je' | 'u';
  logo: { path: string; width: number; height: number } | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every path with `:programme`. */
    tenant: Tenant;
    /** Set where the endpoint asks for a session. */
    signedIn: SignedIn;
    /** Set where the endpoint is for who helps at a meeting. */
    helper: Helper;
    /** Set where the endpoint is for machines with a key. */
    partner: Partner;
  }
  interface FastifyContextConfig extends Partial<EndpointConfig> {}
}

export interface Doors {
  authenticate(request: FastifyRequest): Promise<SignedIn | null>;
  /** Throws where the link was a right one and has ended. */
  authenticateHelper(request: FastifyRequest, access: Access & { kind: 'helper' }): Promise<Helper | null>;
  /** Throws where there is no key that works. */
  authenticatePartner(request: FastifyRequest): Promise<Partner>;
  /** Counts what was let in; written later, apart from what the request does. */
  notePartner(partner: Partner): void;
  findProgramme(slug: string): Promise<Tenant | null>;
  limits: LimitChecks;
}

export function guard(app: FastifyInstance, ctx: Context, doors: Doors): void {
  app.decorateRequest('tenant', null as never);
  app.decorateRequest('signedIn', null as never);
  app.decorateRequest('helper', null as never);
  app.decorateRequest('partner', null as never);

  app.addHook('onRequest', async (request, reply) => {
    const { access, limit } = request.routeOptions.config;
    if (request.is404) return;
    if (!access) throw new Error(`no access is set for ${request.routeOptions.url}`);
    if (access.kind === 'helper') {
      const caller = await doors.authenticateHelper(request, access);
      if (!caller) throw fail('not-signed-in');
      request.helper = caller;
      reply.header('cache-control', 'private, no-store');
    } else if (access.kind === 'partner') {
      request.partner = await doors.authenticatePartner(request);
      reply.header('cache-control', 'private, no-store');
    } else if (access.kind !== 'public') {
      const caller = await doors.authenticate(request);
      if (!caller) throw fail('not-signed-in');
      request.signedIn = caller;
      reply.header('cache-control', 'private, no-store');
    }
    if (changes(request)) checkOrigin(request, ctx.config.publicUrl);
    const { programme } = request.params as { programme?: string };
    if (programme !== undefined) {
      const tenant = await doors.findProgramme(programme);
      if (!tenant) throw fail('not-found');
      request.tenant = tenant;
      if (access.kind === 'helper' && request.helper.programmeId !== tenant.programmeId) throw fail('not-allowed');
      // what is elsewhere is not there for who has a key of here
      if (access.kind === 'partner' && request.partner.programmeId !== tenant.programmeId) throw fail('not-found');
      if (access.kind === 'staff') {
        const permissions = request.signedIn.permissionsIn(tenant.programmeId);
        if (!permissions?.includes(access.permission)) throw fail('not-allowed');
      }
    }
    if (access.kind === 'partner') requireScope(request.partner, access.scope);
    if (limit) doors.limits.check(limit, request, reply);
    if (access.kind === 'partner') doors.notePartner(request.partner);
  });
}

function requireScope(caller: Partner, scope: KeyScope | null): void {
  if (scope === null || caller.scopes.includes(scope)) return;
  throw fail('key-scope', {
    headers: { 'www-authenticate': `Bearer realm="pr8werk", error="insufficient_scope", scope="${scope}"` },
  });
}

function changes(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
}

/**
 * Besides SameSite=Lax: a browser names the origin of what it sends, and a change may come from our own pages only.
 * Programs send no Origin. Public posts of the embed are made for any origin and carry no cookie.
 */
function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  if (request.routeOptions.config.anyOrigin) return;
  const origin = request.headers.origin;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw fail('origin-not-allowed');
    return;
  }
  if (origin !== publicUrl && !isSameLoopback(origin, publicUrl, request)) throw fail('origin-not-allowed');
}

/** On one's own machine `localhost` and `127.0.0.1` are the same place; the page must still be the one we served. */
function isSameLoopback(origin: string, publicUrl: string, request: FastifyRequest): boolean {
  if (!isLoopback(new URL(publicUrl).hostname) || !URL.canParse(origin)) return false;
  return isLoopback(new URL(origin).hostname) && new URL(origin).host === request.headers.host;
}

/** Browsers keep a `__Host-` cookie over https and on one's own machine only. */
export function canKeepCookies(publicUrl: string): boolean {
  const url = new URL(publicUrl);
  return url.protocol === 'https:' || isLoopback(url.hostname);
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
