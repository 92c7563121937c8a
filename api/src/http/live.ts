// Server-sent events for staff. A message names what changed and nothing else; the screen fetches again what it shows.
// Heard through LISTEN, so a change made by another process arrives too.

import pg from 'pg';
import type { Context } from '#api/context.ts';
import { liveChannel } from '#api/queue/relay.ts';

const pauseMs = 1000;

type Listener = (data: string) => void;

export interface Live {
  /** Calls `listener` for what happens in a programme until the returned function is called. */
  follow(programmeId: string, listener: Listener): () => void;
  /** Ends every stream: the server is going down. */
  stop(): Promise<void>;
  onStop(callback: () => void): () => void;
}

export async function openLive(ctx: Context, url: string): Promise<Live> {
  const listeners = new Map<string, Set<Listener>>();
  const closers = new Set<() => void>();
  let client: pg.Client | null = null;
  let isStopping = false;
  let retry: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;

  function hear(payload: string | undefined): void {
    if (!payload) return;
    const { programme, event, changed } = JSON.parse(payload) as {
      programme: string;
      event: string | null;
      changed: string[];
    };
    const data = JSON.stringify({ changed, event });
    for (const listener of listeners.get(programme) ?? []) listener(data);
  }
  function tellAllToLookAgain(): void {
    for (const set of listeners.values()) for (const listener of set) listener('{"changed":["all"],"event":null}');
  }
  /** Listens until the connection ends; ends it itself when it could not begin. */
  async function listen(isReady: () => void): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'pr8werk-live', keepAlive: true });
    const ended = new Promise<void>((resolve) => next.once('end', () => resolve()));
    next.on('notification', (it) => hear(it.payload));
    next.on('error', () => next.end().catch(() => {}));
    try {
      await next.connect();
      await next.query(`LISTEN ${liveChannel}`);
      client = next;
      isReady();
      await ended;
    } finally {
      client = null;
      await next.end().catch(() => {});
    }
  }
  /** One connection at a time, for as long as the server runs: a database that is away must not be stormed. */
  async function keepListening(): Promise<void> {
    while (!isStopping) {
      await new Promise<void>((resolve) => {
        retry = setTimeout(resolve, pauseMs);
        wake = resolve;
      });
      if (isStopping) return;
      // what was said while nobody listened is not repeated: screens look again at everything
      await listen(tellAllToLookAgain).catch((error: Error) => {
        ctx.log.warn({ err: error.message }, 'live updates wait for the database');
      });
    }
  }
  await new Promise<void>((resolve, reject) => {
    void listen(resolve)
      .catch(reject)
      .then(() => keepListening());
  });
  return {
    follow(programmeId, listener) {
      const set = listeners.get(programmeId) ?? new Set();
      listeners.set(programmeId, set.add(listener));
      return () => set.delete(listener);
    },
    onStop(callback) {
      closers.add(callback);
      return () => closers.delete(callback);
    },
    async stop() {
      isStopping = true;
      clearTimeout(retry);
      wake?.();
      for (const close of closers) close();
      await client?.end().catch(() => {});
    },
  };
}
