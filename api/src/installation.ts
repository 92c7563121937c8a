// One running installation: everything main starts, in order, and how it is put to rest. Tests start one too.

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { buildApp } from '#api/app.ts';
import { jobKinds } from '#api/background.ts';
import { type BackgroundWork, workHere, workInThread } from '#api/background-work.ts';
import { type Config, localUrl } from '#api/config.ts';
import { type Context, dbOf, openPool } from '#api/context.ts';
import { type Embedded, holdInstance, startEmbedded } from '#api/db/embedded.ts';
import { migrate } from '#api/db/migrate.ts';
import { loadDemo } from '#api/demo/load.ts';
import { canKeepCookies } from '#api/http/access.ts';
import type { App } from '#api/http/app-type.ts';
import { openLive } from '#api/http/live.ts';
import { openPost } from '#api/mail/transport.ts';
import { openQueue } from '#api/queue/queue.ts';
import { type Batcher, makeBatcher } from '#api/registrations/batcher.ts';

export interface Running {
  ctx: Context;
  app: App;
  port: number;
  isEmbedded: boolean;
  /** Resolves when this process may no longer work on the data directory. */
  lost: Promise<void>;
  stop(): Promise<void>;
}

/** Null when another process works on the same data directory. */
export async function startPr8werk(
  config: Config,
  log: Logger,
  now: () => Date = () => new Date(),
  batcherOf: (ctx: Context) => Batcher = makeBatcher,
): Promise<Running | null> {
  const undo: (() => Promise<unknown>)[] = [];
  async function unwind(): Promise<void> {
    for (const step of undo.reverse()) {
      await step().catch((error: Error) => log.error({ err: error.message }, 'a step of stopping failed'));
    }
  }
  try {
    await mkdir(config.dataDir, { recursive: true });
    const database = await openDatabase(config, log, undo);
    if (!database) {
      await unwind();
      return null;
    }
    await migrate(database.url);
    const pool = openPool(database.url, config.poolSize, log);
    undo.push(() => pool.end());
    let nudge = () => {};
    const ctx: Context = {
      db: dbOf(pool),
      pool,
      now,
      config,
      log,
      secret: await secretOf(config),
      nudge: () => nudge(),
    };
    const post = openPost(config);
    undo.push(async () => post.close());
    // for asking only: the work itself runs apart
    const queue = await openQueue(ctx, database.url, jobKinds(post), { isWorking: false });
    undo.push(() => queue.stop());
    if (config.hasDemo) await loadDemo(ctx);
    const live = await openLive(ctx, database.url);
    const batcher = batcherOf(ctx);
    const app = await buildApp(ctx, { batcher, queue, live, post });
    const address = await app.listen({ host: config.host, port: config.port });
    const port = Number(new URL(address).port || 80);
    if (!config.isPublicUrlGiven) config.publicUrl = localUrl(config.host, port);
    warnAboutCookies(config, log);
    // put to rest in reverse: first nobody is let in any more, then what was accepted is finished, then the work behind it
    let work: BackgroundWork | undefined;
    undo.push(async () => work?.stop());
    undo.push(async () => {
      await live.stop();
      await app.close();
      await batcher.drain();
    });
    if (config.jobs !== 'off') {
      work = await (config.jobs === 'here' ? workHere : workInThread)(ctx, database.url);
      nudge = work.nudge;
    }
    return { ctx, app, port, isEmbedded: config.databaseUrl === null, lost: database.lost, stop: unwind };
  } catch (error) {
    await unwind();
    throw error;
  }
}

interface Database {
  url: string;
  lost: Promise<void>;
}

const never = new Promise<void>(() => {});

async function openDatabase(config: Config, log: Logger, undo: (() => Promise<unknown>)[]): Promise<Database | null> {
  if (config.databaseUrl) return { url: config.databaseUrl, lost: never };
  const embedded: Embedded = await startEmbedded({ dataDir: config.dataDir, log });
  undo.push(() => embedded.stop());
  let held = await holdInstance(embedded.url);
  if (!held) return null;
  undo.push(async () => held?.release());
  const lost = (async () => {
    // the server went away and came back: take the lock again, or leave the data to who has it now
    while (held) {
      await held.lost;
      held = await holdInstance(embedded.url).catch(() => holdInstance(embedded.url));
    }
  })();
  return { url: embedded.url, lost };
}

/** The base of every signed link: given, or made once and kept beside the data. */
async function secretOf(config: Config): Promise<Buffer> {
  if (config.secretKey) return Buffer.from(config.secretKey);
  const path = join(config.dataDir, 'secret');
  try {
    await writeFile(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(await readFile(path, 'utf8'));
}

function warnAboutCookies(config: Config, log: Logger): void {
  if (canKeepCookies(config.publicUrl)) return;
  log.warn(
    { publicUrl: config.publicUrl },
    'browsers accept the session cookie over https only: staff cannot sign in at this address',
  );
}
