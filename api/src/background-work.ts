// Relay and jobs, running: here in this thread (tests, whose clock they share) or in a thread of their own, so that a
// thousand mails do not keep the next signup waiting. Measured in docs/performance.md: in one thread the p99 of a burst
// was a hundred times worse.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { jobKinds } from '#api/background.ts';
import type { Context } from '#api/context.ts';
import { openPost } from '#api/mail/transport.ts';
import { openQueue } from '#api/queue/queue.ts';
import { startRelay } from '#api/queue/relay.ts';
import { consequences } from '#api/reactions.ts';

export interface BackgroundWork {
  /** Activity was committed: look now and not only at the next turn. */
  nudge(): void;
  /** Finishes what runs. */
  stop(): Promise<void>;
}

export async function workHere(ctx: Context, databaseUrl: string): Promise<BackgroundWork> {
  const post = openPost(ctx.config);
  const queue = await openQueue(ctx, databaseUrl, jobKinds(post), { isWorking: true });
  const relay = startRelay(ctx, queue, consequences);
  await queue.work();
  return {
    nudge: relay.nudge,
    async stop() {
      await relay.stop();
      await queue.stop();
      post.close();
    },
  };
}

/** A thread that dies is started again; what it was doing is still in the database. */
export async function workInThread(ctx: Context, databaseUrl: string): Promise<BackgroundWork> {
  let thread: Worker;
  let gone: Promise<void>;
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;

  function start(): Promise<void> {
    thread = new Worker(join(import.meta.dirname, 'background-thread.ts'), {
      workerData: { config: ctx.config, secret: ctx.secret, databaseUrl },
    });
    thread.on('error', (error: Error) => ctx.log.error({ err: error.message }, 'background work broke'));
    gone = new Promise((resolve) => thread.once('exit', () => resolve()));
    thread.on('exit', () => {
      if (!isStopping) restart = setTimeout(() => void start().catch(() => {}), 1000);
    });
    return new Promise((resolve, reject) => {
      thread.once('message', () => resolve());
      thread.once('exit', () => reject(new Error('background work did not start')));
    });
  }
  await start();
  return {
    nudge: () => thread.postMessage('nudge'),
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      thread.postMessage('stop');
      await gone;
    },
  };
}
