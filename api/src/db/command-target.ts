// Which database a command of the operator is about: the one of DATABASE_URL, or the embedded one of
// DATA_DIR, which runs already or is started for as long as the command needs it.
import { resolve } from 'node:path';
import { repositoryRoot } from '#api/config.ts';
import { type Embedded, holdInstance, type Log, startEmbedded } from '#api/db/embedded.ts';
import { instanceName } from '#api/db/instance.ts';
import { findDirectory } from '#api/db/postgres-directory.ts';

export interface Target {
  dataDir: string;
  databaseUrl: string | undefined;
}

export interface Opened {
  url: string;
  dataDir: string;
  /** The connection by which the command itself holds the database. */
  except?: string;
}

export function targetFrom(env: NodeJS.ProcessEnv): Target {
  const dataDir = resolve(repositoryRoot, env.DATA_DIR || '.data');
  return { dataDir, databaseUrl: env.DATABASE_URL || undefined };
}

/** A path as the operator wrote it: pnpm changes the folder and says where it was called from. */
export function pathFrom(env: NodeJS.ProcessEnv, path: string): string {
  return resolve(env.INIT_CWD || process.cwd(), path);
}

/** For reading: an API may be working on the database. */
export async function withDatabase<T>(target: Target, work: (opened: Opened) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = target;
  if (databaseUrl) return work({ url: databaseUrl, dataDir });
  if ((await findDirectory(dataDir)) === null) throw new Error(`There is no database in ${dataDir}.`);
  return withEmbedded(dataDir, ({ url }) => work({ url, dataDir }));
}

/** For replacing: nobody else may be working on the database. It is made if there is none. */
export async function withDatabaseAlone<T>(target: Target, work: (opened: Opened) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = target;
  if (databaseUrl) return work({ url: databaseUrl, dataDir });
  return withEmbedded(dataDir, async ({ url }) => {
    const instance = await holdInstance(url);
    if (!instance) throw new Error('The API is running on this database: stop it first, with pnpm stop.');
    try {
      return await work({ url, dataDir, except: instanceName });
    } finally {
      await instance.release();
    }
  });
}

/** Runs a command to its end: what went wrong is one line, not a stack. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function withEmbedded<T>(dataDir: string, work: (embedded: Embedded) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ dataDir, log: quiet, supervise: false });
  try {
    return await work(embedded);
  } finally {
    await embedded.stop();
  }
}

const quiet: Log = {
  info: () => {},
  warn: (_, message) => console.warn(message),
  error: (_, message) => console.error(message),
};
