// The supervisor of the embedded PostgreSQL. The server runs in a session of its own and outlives an API
// that is killed, with everything that was acknowledged; the next API finds it, checks that it really is
// the server of this DATA_DIR, and goes on with it (it restarts it only when it was started by another
// version and nobody uses it). One connection is kept open all the time: when that ends, the server is
// started again if it is gone, whether it was our child or adopted.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { instanceHolder } from '#api/db/instance.ts';
import { findDirectory, ownerPassword, type Place, preparePlace, readPassword } from '#api/db/postgres-directory.ts';
import {
  endServer,
  freePort,
  isFree,
  isServerOf,
  logFile,
  notedServer,
  probe,
  runsAsWished,
  spawnServer,
  superuserUrl,
  type Tuning,
} from '#api/db/postmaster.ts';

export { holdInstance, type Instance } from '#api/db/instance.ts';

export interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: Log;
  /** false: what is written may be lost in a power cut; for tests. */
  durable?: boolean;
  maxConnections?: number;
  /** The server had gone and is back: every connection was lost. */
  onRestart?(): void;
  /** false: start or adopt it, but do not bring it back when it ends; for commands that are soon over. */
  supervise?: boolean;
  /** Other binaries than the packaged ones: a folder with bin, lib and share. */
  binariesFolder?: string;
}

export interface Embedded {
  /** The API's database, as the role that owns it and nothing more. */
  url: string;
  /** The superuser, in the database `postgres`. */
  adminUrl: string;
  /** The server was running already. */
  adopted: boolean;
  /** Ends the server, unless another API holds the instance on it. */
  stop(): Promise<void>;
}

const logLimitBytes = 10_000_000;
const startPatienceMs = 10_000;
const recoveryPatienceMs = 10 * 60_000;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await preparePlace(options.dataDir, options.binariesFolder);
  const tuning = { durable: options.durable ?? true, maxConnections: options.maxConnections ?? 100 };
  const supervisor = new Supervisor(place, tuning, options);
  await limitLog(place.dataDir);
  const { port, adopted } = await supervisor.begin();
  return {
    url: `postgres://pr8werk:${ownerPassword(place.password)}@127.0.0.1:${port}/pr8werk`,
    adminUrl: superuserUrl(port, place.password),
    adopted,
    stop: () => supervisor.stop(),
  };
}

/** Ends the server an API left behind when it was killed. */
export async function stopOrphan(dataDir: string): Promise<'none' | 'stopped' | { heldBy: number }> {
  const directory = await findDirectory(dataDir);
  const password = await readPassword(dataDir);
  const noted = directory === null ? null : await notedServer(directory);
  if (!directory || password === null || !noted || !(await isServerOf(noted.pid, directory))) return 'none';
  const found = await probe({ directory, password });
  if (found.state === 'ours') {
    const holder = await instanceHolder(found.client);
    await found.client.end();
    if (holder) return { heldBy: holder.pid };
  }
  await endOrThrow({ directory }, noted.pid);
  return 'stopped';
}

async function endOrThrow(place: { directory: string }, pid: number): Promise<'fast' | 'immediate'> {
  const outcome = await endServer(place, pid);
  if (outcome === 'alive') throw new Error(`PostgreSQL (process ${pid}) of ${place.directory} does not end.`);
  return outcome;
}

class Supervisor {
  readonly place: Place;
  readonly tuning: Tuning;
  readonly options: EmbeddedOptions;
  child: ChildProcess | null = null;
  watch: pg.Client | null = null;
  port: number | null = null;
  recovering: Promise<void> | null = null;
  stopping: Promise<void> | null = null;
  housekeeping: NodeJS.Timeout | null = null;

  constructor(place: Place, tuning: Tuning, options: EmbeddedOptions) {
    this.place = place;
    this.tuning = tuning;
    this.options = options;
  }

  async begin(): Promise<{ port: number; adopted: boolean }> {
    let client = await this.reach();
    if (this.child === null && !(await runsAsWished(this.place, this.port as number, this.tuning))) {
      client = await this.renew(client);
    }
    const adopted = !isRunning(this.child) || (await notedServer(this.place.directory))?.pid !== this.child?.pid;
    await ensureDatabase(client, ownerPassword(this.place.password));
    this.keepWatch(client);
    await rememberPort(this.place.dataDir, this.port as number);
    this.housekeeping = setInterval(() => void limitLog(this.place.dataDir).catch(() => {}), 60_000).unref();
    this.options.log.info(
      { port: this.port, adopted },
      adopted ? 'PostgreSQL was running and is adopted' : 'PostgreSQL started',
    );
    return { port: this.port as number, adopted };
  }

  /** A connection to our server, after starting it when nothing of it lives. */
  async reach(): Promise<pg.Client> {
    const begun = Date.now();
    let lastSpawn = 0;
    while (!this.stopping) {
      const found = await probe(this.place);
      if (found.state === 'ours') {
        this.port = found.port;
        return found.client;
      }
      const waited = Date.now() - begun;
      if (found.state === 'absent' && !isRunning(this.child)) {
        if (waited > startPatienceMs)
          throw new Error(`PostgreSQL does not start. ${await lastLines(this.place.dataDir)}`);
        if (Date.now() - lastSpawn > 250) {
          lastSpawn = Date.now();
          await this.spawn();
        }
      }
      if (waited > recoveryPatienceMs)
        throw new Error(`PostgreSQL does not answer. ${await lastLines(this.place.dataDir)}`);
      await delay(waited < 2000 ? 20 : 200);
    }
    throw new Error('PostgreSQL is being stopped.');
  }

  async spawn(): Promise<void> {
    // Everybody was told the port already: when it is taken after a restart, only waiting for it helps.
    const isFixed = this.watch !== null;
    const wanted = this.port ?? (await rememberedPort(this.place.dataDir));
    const port = isFixed ? (wanted as number) : await freePort(wanted);
    if (isFixed && !(await isFree(port)))
      this.options.log.error({ port }, 'The port of PostgreSQL is taken by somebody else');
    this.port = port;
    const child = await spawnServer(this.place, port, this.tuning);
    this.child = child;
    child.once('exit', (code, signal) => {
      if (!this.stopping) this.options.log.warn({ code, signal, pid: child.pid }, 'PostgreSQL ended');
    });
  }

  /** Replaces a server that was started in another way by one of ours, if nobody is using it. */
  async renew(client: pg.Client): Promise<pg.Client> {
    const { rows } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
    );
    const noted = await notedServer(this.place.directory);
    if (rows.length > 0 || !noted) return client;
    this.options.log.info({ pid: noted.pid }, 'The running PostgreSQL was started by another version: it is restarted');
    await client.end();
    await endOrThrow(this.place, noted.pid);
    return this.reach();
  }

  keepWatch(client: pg.Client): void {
    this.watch = client;
    client.once('end', () => {
      if (!this.stopping && this.options.supervise !== false) this.recovering ??= this.recover();
    });
  }

  async recover(): Promise<void> {
    this.options.log.warn({ port: this.port }, 'The connection to PostgreSQL broke');
    let pauseMs = 100;
    while (!this.stopping) {
      try {
        const client = await this.reach();
        this.recovering = null;
        this.keepWatch(client);
        this.options.log.info({ port: this.port }, 'PostgreSQL is back');
        this.options.onRestart?.();
        return;
      } catch (error) {
        if (this.stopping) return;
        this.options.log.error({ err: error }, 'PostgreSQL could not be started again; trying on');
        await delay(pauseMs);
        pauseMs = Math.min(pauseMs * 2, 5000);
      }
    }
  }

  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  async end(): Promise<void> {
    if (this.housekeeping) clearInterval(this.housekeeping);
    // From the next turn on `stopping` is set, which a recovery under way looks at.
    await Promise.resolve();
    await this.recovering;
    const found = await probe(this.place).catch(() => ({ state: 'busy' as const }));
    const holder = found.state === 'ours' ? await instanceHolder(found.client) : null;
    if (found.state === 'ours') await found.client.end();
    await this.watch?.end().catch(() => {});
    if (holder && !holder.isOurselves) {
      this.options.log.info({ pid: holder.pid }, 'Another API works on this PostgreSQL: it stays');
      return;
    }
    const pid = (await notedServer(this.place.directory))?.pid ?? (isRunning(this.child) ? this.child?.pid : undefined);
    if (pid === undefined) return;
    const outcome = await endOrThrow(this.place, pid);
    this.options.log.info({ pid, outcome }, 'PostgreSQL stopped');
  }
}

function isRunning(child: ChildProcess | null): boolean {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** The role and the database of the API. Somebody may do the same at the same moment. */
async function ensureDatabase(client: pg.Client, password: string): Promise<void> {
  const literal = pg.escapeLiteral(password);
  const has = async (query: string) => ((await client.query(query)).rowCount ?? 0) > 0;
  if (!(await has(`SELECT 1 FROM pg_roles WHERE rolname = 'pr8werk'`))) {
    await ignoringDuplicates(client.query(`CREATE ROLE pr8werk LOGIN PASSWORD ${literal}`));
  }
  if (!(await has(`SELECT 1 FROM pg_database WHERE datname = 'pr8werk'`))) {
    await ignoringDuplicates(client.query('CREATE DATABASE pr8werk OWNER pr8werk'));
  }
}

async function ignoringDuplicates(query: Promise<unknown>): Promise<void> {
  try {
    await query;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== '42710' && code !== '42P04' && code !== '23505') throw error;
  }
}

async function rememberedPort(dataDir: string): Promise<number | null> {
  const port = Number(await readFile(join(dataDir, 'postgres-port'), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
}

async function rememberPort(dataDir: string, port: number): Promise<void> {
  const path = join(dataDir, 'postgres-port');
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${port}\n`);
  await rename(draft, path);
}

/** The server keeps its log open, so what is old is copied away and the file emptied in place. */
async function limitLog(dataDir: string): Promise<void> {
  const path = logFile(dataDir);
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (size <= logLimitBytes) return;
  await copyFile(path, `${path}.1`);
  await truncate(path, 0);
}

async function lastLines(dataDir: string): Promise<string> {
  const path = logFile(dataDir);
  const file = await open(path, 'r').catch(() => null);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2000), 0, 2000, Math.max(0, size - 2000));
    return `${path} ends with:\n${buffer.toString('utf8', 0, bytesRead).split('\n').slice(-8).join('\n')}`;
  } finally {
    await file.close();
  }
}
