// How a refusal travels: an act throws `fail('event-full')`, the error handler turns it into problem+json (or, for pages,
// into a page). Whatever is thrown otherwise is a bug: logged with the request id and answered 500 without a word more.

import { problemDetails } from '@pr8werk/shared/messages/problem.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import {
  type Fault,
  type ProblemCode,
  type ProblemDocument,
  problemStatus,
  problemTitle,
} from '@pr8werk/shared/problem.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { violation } from '#api/db/violations.ts';
import { faultsOf } from '#api/http/faults.ts';

/** A fault whose words are chosen when it is sent, in the caller's language. */
export interface ToldFault extends Omit<Fault, 'detail'> {
  detail: string | Record<Language, string>;
}

export interface ProblemExtra {
  /** A sentence to use instead of the catalogue's. */
  detail?: Record<Language, string>;
  errors?: ToldFault[];
  changed?: ProblemDocument['changed'];
  headers?: Record<string, string>;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly extra: ProblemExtra;
  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export function fail(code: ProblemCode, extra: ProblemExtra = {}): Problem {
  return new Problem(code, extra);
}

/** One fault at one field of the body, query (`#/query/…`), path (`#/path/…`) or headers (`#/header/…`). */
export function faultAt(pointer: string, code: string, detail: Record<Language, string>): Problem {
  return fail('invalid-request', { errors: [{ pointer, code, detail }] });
}

/** The language a caller asks for; Dutch unless English is preferred. */
export function languageOf(request: { headers: Record<string, string | string[] | undefined> }): Language {
  const wanted = String(request.headers['accept-language'] ?? '');
  let best: { language: Language; q: number } = { language: 'nl', q: 0 };
  for (const part of wanted.split(',').slice(0, 20)) {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';');
    const q = Number(
      options
        .find((it) => it.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    const language = tag.startsWith('en') ? 'en' : tag.startsWith('nl') ? 'nl' : null;
    if (language && q > best.q) best = { language, q };
  }
  return best.language;
}

export function toProblem(error: unknown, request: FastifyRequest): Problem | null {
  if (error instanceof Problem) return error;
  const known = error as FastifyError & { code?: string };
  if (known.validation) return fail('invalid-request', { errors: faultsOf(known, languageOf(request)) });
  return framework[known.code ?? '']?.() ?? violation(known) ?? null;
}

const framework: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => fail('too-large', { headers: { connection: 'close' } }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => fail('unsupported-media-type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => fail('invalid-request', { headers: { connection: 'close' } }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => fail('broken-json'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => fail('broken-json'),
  FST_ERR_BAD_URL: () => fail('not-found'),
  FST_ERR_ASYNC_CONSTRAINT: () => fail('not-found'),
  FST_ERR_MAX_PARAM_LENGTH: () => fail('uri-too-long'),
};

export function problemDocument(problem: Problem, request: FastifyRequest, publicUrl: string): ProblemDocument {
  const language = languageOf(request);
  return {
    type: `${publicUrl}/problems/${problem.code}`,
    title: problemTitle(problem.code, language),
    status: problemStatus(problem.code),
    detail: problem.extra.detail?.[language] ?? problemDetails[language][problem.code],
    // the route and not the address: an address may hold a link's token
    instance: `urn:uuid:${request.id}`,
    code: problem.code,
    requestId: request.id,
    ...(problem.extra.errors ? { errors: problem.extra.errors.map((it) => inWords(it, language)) } : {}),
    ...(problem.extra.changed ? { changed: problem.extra.changed } : {}),
  };
}

function inWords(fault: ToldFault, language: Language): Fault {
  return { ...fault, detail: typeof fault.detail === 'string' ? fault.detail : fault.detail[language] };
}

export function sendProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): FastifyReply {
  const document = problemDocument(problem, request, publicUrl);
  reply.headers(problem.extra.headers ?? {});
  return reply
    .code(document.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', languageOf(request))
    .header('cache-control', 'no-store')
    .serializer((it: string) => it)
    .send(JSON.stringify(document));
}
