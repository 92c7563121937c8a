// The log: JSON lines without personal data. What libraries put into their messages is cleaned here, in one place: query
// parameters, mail addresses, and what PostgreSQL quotes of a row.

import { type DestinationStream, type Logger, pino } from 'pino';

interface Thrown {
  name?: string;
  message?: string;
  code?: string;
  constraint?: string;
  stack?: string;
  cause?: unknown;
}

export interface Reason {
  name?: string;
  message: string;
  code?: string;
  constraint?: string;
  stack?: string;
}

/** A message as it may stand in a log or beside a job. */
export function scrub(message: string): string {
  return message
    .split(/\nparams:|\bparams: /)[0]!
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…')
    .replace(/=\([^)]*\)/g, '=(…)')
    .slice(0, 500);
}

/** Why something failed: the innermost cause, without what people filled in. */
export function reasonOf(error: unknown): Reason {
  if (typeof error === 'string') return { message: scrub(error) };
  let inner = (error ?? {}) as Thrown;
  while (inner.cause && typeof inner.cause === 'object') inner = inner.cause as Thrown;
  const frames = ((error as Thrown)?.stack ?? '').split('\n').filter((it) => it.trimStart().startsWith('at '));
  return {
    name: inner.name,
    message: scrub(inner.message ?? String(error)),
    ...(inner.code ? { code: inner.code } : {}),
    ...(inner.constraint ? { constraint: inner.constraint } : {}),
    ...(frames.length > 0 ? { stack: frames.slice(0, 12).join('\n') } : {}),
  };
}

/** Without a destination: the process's own output, line by line. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: reasonOf } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * Where a process that answers requests writes its log: in blocks, at the latest after half a second and when it ends, so
 * that no request waits for who reads the log. Only `kill -9` can lose that half second.
 */
export function inBlocks(dest: string | number): DestinationStream {
  return pino.destination({ dest, sync: false, minLength: 4096, periodicFlush: 500 });
}
