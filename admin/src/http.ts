// The one door to the api. Everything that goes wrong on the way is one of three: a refusal (ProblemError), no answer
// (NoAnswerError, outcome unknown), or a bug.

import { makeClient, NoAnswerError, ProblemError } from '@pr8werk/shared/client.ts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { connection } from './connection.ts';
import { currentLanguage } from './language.ts';

export const { call, send } = makeClient({
  baseUrl: '/v1',
  language: currentLanguage,
  // The query client keeps what was read. The browser's own cache would ask by version alone, and a meeting's numbers
  // change without its version.
  fetch: (address, init) => fetch(address, { ...init, cache: 'no-store' }),
});

/**
 * For a POST that creates: a second try with the same body carries the same key, so that no answer and a second press
 * make one thing; another body is another request. One of these lives as long as its form: `useState(idempotency)[0]`.
 */
export function idempotency(): (body: unknown) => Record<string, string> {
  let last = '';
  let key = '';
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last) key = crypto.randomUUID();
    last = text;
    return { 'idempotency-key': key };
  };
}

export function isRefusal(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.problem.code === code);
}

export function isSignedOut(error: unknown): boolean {
  return isRefusal(error, 'not-signed-in');
}

/** `onSignedOut` keeps where one was; the router knows how, and it is made after the client. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof NoAnswerError) connection.lost();
        else if (isSignedOut(error) && query.meta?.maySignedOut !== true) onSignedOut();
      },
      onSuccess: () => connection.found(),
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Without this a browser that believes it is offline waits in silence; we want to say so.
        networkMode: 'always',
        retry: (count, error) => error instanceof NoAnswerError && count < 1,
        retryDelay: 800,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** A change says which version it was made from. */
export function ifMatch(it: { version: number }): Record<string, string> {
  return { 'if-match': `"v${it.version}"` };
}
