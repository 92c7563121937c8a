// An endpoint turned into a typed fetch. A refusal becomes a ProblemError that carries the problem document, so a
// screen can put each fault at its field.

import type { EndpointSpec, Input, Output } from './endpoint.ts';
import type { ProblemDocument } from './problem.ts';

export class ProblemError extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** The request did not arrive or no answer came: what happened to it is unknown. */
export class NoAnswerError extends Error {}

export interface ClientOptions {
  baseUrl: string;
  language: () => string;
  fetch?: typeof fetch;
}

export interface Answer<T> {
  body: T;
  etag: string | null;
}

export function makeClient(options: ClientOptions) {
  async function send<E extends EndpointSpec>(endpoint: E, input: Input<E>): Promise<Answer<Output<E>>> {
    const given = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': options.language() };
    const init: RequestInit = { method: endpoint.method, credentials: 'same-origin' };
    if (given.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(given.body);
    }
    init.headers = { ...headers, ...input.headers };
    if (input.signal) init.signal = input.signal;
    let response: Response;
    try {
      response = await (options.fetch ?? fetch)(
        options.baseUrl + address(endpoint.url, given.params, given.query),
        init,
      );
    } catch (error) {
      if ((error as Error).name === 'AbortError') throw error;
      throw new NoAnswerError((error as Error).message);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      if (type.includes('json')) throw new ProblemError((await response.json()) as ProblemDocument);
      throw new NoAnswerError(`${response.status}`);
    }
    const body = (response.status === 204 ? undefined : await response.json()) as Output<E>;
    return { body, etag: response.headers.get('etag') };
  }

  /** The body alone; use `send` when the ETag is needed for a later change. */
  async function call<E extends EndpointSpec>(endpoint: E, input: Input<E>): Promise<Output<E>> {
    return (await send(endpoint, input)).body;
  }
  return { send, call };
}

export function address(
  url: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const path = url.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const tail = search.toString();
  return tail ? `${path}?${tail}` : path;
}
