// Rate limits per kind of request, with the headers of the IETF draft (RateLimit-Policy, RateLimit). Kept in memory, so
// per process: behind a balancer the real limit is this times the number of processes.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Limits } from '#api/config.ts';
import { fail } from '#api/http/problems.ts';
import { callerOf, WindowCounter } from '#api/http/window-counter.ts';

export type LimitName = 'sign-in' | 'signup' | 'form' | 'public' | 'door' | 'key';

interface Bucket {
  name: string;
  max: number;
  seconds: number;
  counter: WindowCounter;
  key: (request: FastifyRequest) => string;
}

const byCaller = (request: FastifyRequest) => callerOf(request.ip);
const byEvent = (request: FastifyRequest) => {
  const { programme = '', event, slug } = request.params as { programme?: string; event?: string; slug?: string };
  return `${programme}/${event ?? slug ?? request.routeOptions.url}`;
};

export interface LimitChecks {
  /** Counts the request and writes the headers; refuses with 429 when there were too many. */
  check(name: LimitName, request: FastifyRequest, reply: FastifyReply): void;
  /** The same for public reads that are answered before the router; null when it must be refused. */
  countPublic(address: string): { policy: string; left: string } | null;
}

export function makeLimits(limits: Limits): LimitChecks {
  const bucket = (name: string, max: number, seconds: number, key: Bucket['key']): Bucket => ({
    name,
    max,
    seconds,
    counter: new WindowCounter(seconds),
    key,
  });
  // 200 people may sign up through the one address of a venue or a town hall within ten minutes
  const buckets: Record<LimitName, Bucket[]> = {
    signup: [
      bucket('signup', limits.signupPerAddress, 600, byCaller),
      bucket('signup-event', limits.signupPerEvent, 600, byEvent),
    ],
    form: [bucket('form', limits.formPerAddress, 600, byCaller)],
    'sign-in': [bucket('sign-in', limits.signInPerAddress, 900, byCaller)],
    public: [bucket('public', limits.publicPerAddress, 60, byCaller)],
    // many phones stand behind the one address of a venue
    door: [bucket('door', limits.doorPerLink, 60, (request) => request.helper.linkId)],
    key: [bucket('key', limits.perKey, 60, (request) => request.partner.keyId)],
  };
  const policies = Object.fromEntries(Object.entries(buckets).map(([name, list]) => [name, policyOf(list)])) as Record<
    LimitName,
    string
  >;
  const [open] = buckets.public as [Bucket];
  return {
    check(name, request, reply) {
      const left: string[] = [];
      let wait = 0;
      for (const it of buckets[name]) {
        const { count, secondsLeft } = it.counter.hit(it.key(request));
        left.push(leftOf(it, count, secondsLeft));
        if (count > it.max) wait = Math.max(wait, secondsLeft);
      }
      reply.header('ratelimit-policy', policies[name]).header('ratelimit', left.join(', '));
      if (wait > 0) throw fail('too-many-requests', { headers: { 'retry-after': String(wait) } });
    },
    countPublic(address) {
      const { count, secondsLeft } = open.counter.hit(callerOf(address));
      return count > open.max ? null : { policy: policies.public, left: leftOf(open, count, secondsLeft) };
    },
  };
}

function policyOf(list: Bucket[]): string {
  return list.map((it) => `"${it.name}";q=${it.max};w=${it.seconds}`).join(', ');
}

function leftOf(bucket: Bucket, count: number, secondsLeft: number): string {
  return `"${bucket.name}";r=${Math.max(0, bucket.max - count)};t=${secondsLeft}`;
}
