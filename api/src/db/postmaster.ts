// One PostgreSQL server process of one folder: find it, start it, end it. Nothing here trusts the pid file.
// A server is the one of our folder when it says so itself over a connection; a process is signalled only
// when its command line names our folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { as } from '#api/db/postgres-binaries.ts';
import type { Place } from '#api/db/postgres-directory.ts';
import { commandLine } from '#api/db/processes.ts';

export interface Tuning {
  durable: boolean;
  maxConnections: number;
}

export type Probe =
  | { state: 'ours'; client: pg.Client; port: number }
  /** Something of ours lives but does not serve: it starts, recovers or shuts down. */
  | { state: 'busy' }
  | { state: 'absent' };

/** The command line of the server. Settings stand here and not in a file, so a new version brings new ones. */
export function serverCommand(place: Place, port: number, tuning: Tuning): { program: string; args: string[] } {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: tuning.maxConnections,
    shared_buffers: '128MB',
    synchronous_commit: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Statements and details hold what people typed; the API logs its own errors without that.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(tuning.durable
      ? {}
      : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', wal_level: 'minimal', max_wal_senders: 0 }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return { program: join(place.binaries.folder, 'bin', 'postgres'), args: ['-D', place.directory, ...options] };
}

/** Starts the server in a session of its own, so that a Ctrl+C meant for us does not reach it. */
export async function spawnServer(place: Place, port: number, tuning: Tuning): Promise<ChildProcess> {
  const { program, args } = serverCommand(place, port, tuning);
  const noted = await notedServer(place.directory);
  const options = as(place.account);
  // The pid in a stale pid file may belong to somebody else by now, or to a zombie; PostgreSQL would
  // refuse to start. It overlooks the one named here (pg_ctl uses this too), and still makes sure by the
  // shared memory that no process of the old server is left.
  if (noted && !(await isServerOf(noted.pid, place.directory))) options.env.PG_GRANDPARENT_PID = String(noted.pid);
  const log = openSync(logFile(place.dataDir), 'a', 0o600);
  try {
    const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    child.on('error', () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Looks whether a server of this folder lives, by what it wrote down and by asking it. */
export async function probe(place: { directory: string; password: string }): Promise<Probe> {
  const noted = await notedServer(place.directory);
  if (!noted) return { state: 'absent' };
  const lives = await isServerOf(noted.pid, place.directory);
  if (noted.port === null) return { state: lives ? 'busy' : 'absent' };
  try {
    const client = await connect(superuserUrl(noted.port, place.password), 'pr8werk-supervisor');
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const claimed = rows[0]?.data_directory ?? '';
    if ((await realpath(claimed).catch(() => claimed)) === (await realpath(place.directory))) {
      return { state: 'ours', client, port: noted.port };
    }
    await client.end();
  } catch (error) {
    const { code } = error as { code?: string };
    if (lives && code === '28P01') {
      throw new Error(
        `The password in DATA_DIR/postgres-password is not that of the running server of ${place.directory}.`,
      );
    }
  }
  return { state: lives ? 'busy' : 'absent' };
}

/** Ends a server: politely to everybody ("fast"), and without goodbye when that takes too long. */
export async function endServer(place: { directory: string }, pid: number): Promise<'fast' | 'immediate' | 'alive'> {
  const signals = [
    ['SIGINT', 20_000, 'fast'],
    ['SIGQUIT', 10_000, 'immediate'],
  ] as const;
  for (const [signal, patienceMs, outcome] of signals) {
    if (!(await isServerOf(pid, place.directory))) return outcome;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      if (!(await isServerOf(pid, place.directory))) return outcome;
      await delay(20);
    }
  }
  return 'alive';
}

/** Pid and port as the last server of the folder wrote them; the port comes a moment after the pid. */
export async function notedServer(directory: string): Promise<{ pid: number; port: number | null } | null> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, port: port > 0 ? port : null } : null;
}

/** Whether this process is the postmaster of the folder; its own children carry other titles. */
export async function isServerOf(pid: number, directory: string): Promise<boolean> {
  const line = await commandLine(pid);
  return line !== null && ` ${line} `.includes(` -D ${directory} `);
}

/** Whether the running server was started just as we would start it now. */
export async function runsAsWished(place: Place, port: number, tuning: Tuning): Promise<boolean> {
  const { program, args } = serverCommand(place, port, tuning);
  const noted = await readFile(join(place.directory, 'postmaster.opts'), 'utf8').catch(() => '');
  const wished = [await realpath(program), ...args.map((arg) => `"${arg}"`)].join(' ');
  return noted.trim() === wished;
}

export function superuserUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** A connection whose loss does not end our process: whoever must know of it listens to `end`. */
export async function connect(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

export function logFile(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}

/** A port nobody listens on: the one used before if possible. Chosen below the range from which outgoing
 * connections take theirs, or one of those could sit on it during a restart. */
export async function freePort(remembered: number | null): Promise<number> {
  if (remembered !== null && (await isFree(remembered))) return remembered;
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port found on 127.0.0.1 between 20000 and 32000.');
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
