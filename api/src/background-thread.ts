// The thread in which relay and jobs run, with connections of its own. It gives way to the thread that answers people.

import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { workHere } from '#api/background-work.ts';
import type { Config } from '#api/config.ts';
import { type Context, dbOf, openPool } from '#api/context.ts';
import { makeLog } from '#api/log.ts';

const { config, secret, databaseUrl } = workerData as { config: Config; secret: Uint8Array; databaseUrl: string };
const log = makeLog(config.logLevel);
try {
  // on Linux this concerns the calling thread only
  if (process.platform === 'linux') setPriority(0, 10);
} catch {
  // a nicety; without it the threads are equals
}
// Nobody waits for what is committed here, and all of it is done again when a crash loses it: a commit need not wait for
// the disk. (The relay's marks and the jobs they led to are lost or kept together.)
const unhurried = unwaited(databaseUrl);
const pool = openPool(unhurried, 6, log, 'pr8werk-background');
let nudge = () => {};
const ctx: Context = {
  db: dbOf(pool),
  pool,
  now: () => new Date(),
  config,
  log,
  secret: Buffer.from(secret),
  nudge: () => nudge(),
};
const work = await workHere(ctx, unhurried);
nudge = work.nudge;

parentPort!.on('message', (message: 'nudge' | 'stop') => {
  if (message === 'nudge') work.nudge();
  else void rest();
});
parentPort!.postMessage('ready');

function unwaited(url: string): string {
  const changed = new URL(url);
  const given = changed.searchParams.get('options');
  changed.searchParams.set('options', `${given ? `${given} ` : ''}-c synchronous_commit=off`);
  return changed.href;
}

async function rest(): Promise<void> {
  await work.stop();
  await pool.end();
  parentPort!.close();
}
