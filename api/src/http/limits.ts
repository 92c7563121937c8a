// Rate limits per kind of request, with the headers of the IETF draft (RateLimit-Policy, RateLimit). Kept in memory, so
// per process: behind a balancer the real limit is this times the number of processes.

import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Limits } from '#api/config.ts';
import { fail } from '#api/http/problems.ts';

export type LimitName = 'sign-in' | 'signup' | 'form' | 'public';

interface Bucket {
  name: string;
  max: number;
  seconds: number;
  key: (request: FastifyRequest) => string;
}

const byAddress = (request: FastifyRequest) => request.ip;
const byEvent = (request: FastifyRequest) => {
  const { programme = '', event, slug } = request.params as { programme?: string; event?: string; slug?: string };
  return `${programme}/${event ?? slug ?? request.routeOptions.url}`;
};

function bucketsOf(limits: Limits): Record<LimitName, Bucket[]> {
  // 200 people may sign up through the one address of a venue or a town hall within ten minutes
  return {
    signup: [
      { name: 'signup', max: limits.signupPerAddress, seconds: 600, key: byAddress },
      { name: 'signup-event', max: limits.signupPerEvent, seconds: 600, key: byEvent },
    ],
    form: [{ name: 'form', max: limits.formPerAddress, seconds: 600, key: byAddress }],
    'sign-in': [{ name: 'sign-in', max: limits.signInPerAddress, seconds: 900, key: byAddress }],
    public: [{ name: 'public', max: limits.publicPerAddress, seconds: 60, key: byAddress }],
  };
}

export type CheckLimit = (name: LimitName, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export async function makeLimits(app: FastifyInstance, limits: Limits): Promise<CheckLimit> {
  await app.register(rateLimit, { global: false, cache: 50_000 });
  const buckets = bucketsOf(limits);
  const checks = new Map(
    Object.entries(buckets).map(([name, list]) => [
      name,
      list.map((it) => ({
        ...it,
        check: app.createRateLimit({ max: it.max, timeWindow: it.seconds * 1000, keyGenerator: it.key }),
      })),
    ]),
  );
  return async (name, request, reply) => {
    const list = checks.get(name)!;
    reply.header('ratelimit-policy', list.map((it) => `"${it.name}";q=${it.max};w=${it.seconds}`).join(', '));
    const left: string[] = [];
    for (const bucket of list) {
      const state = await bucket.check(request);
      if (state.isAllowed) continue;
      left.push(`"${bucket.name}";r=${Math.max(0, state.remaining)};t=${state.ttlInSeconds}`);
      if (state.isExceeded) {
        reply.header('ratelimit', left.join(', '));
        throw fail('too-many-requests', { headers: { 'retry-after': String(Math.max(1, state.ttlInSeconds)) } });
      }
    }
    reply.header('ratelimit', left.join(', '));
  };
}
