// A real server in a real folder for every story here: what matters is what happens to processes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Embedded, type EmbeddedOptions, holdInstance, startEmbedded, stopOrphan } from '#api/db/embedded.ts';
import { as, canEnter, stateFolder, unprivilegedAccount } from '#api/db/postgres-binaries.ts';
import { findDirectory } from '#api/db/postgres-directory.ts';
import { connect, isServerOf, notedServer } from '#api/db/postmaster.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const isRoot = process.getuid?.() === 0;
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe('starting', () => {
  test('the first start makes the database, and a later one finds what was written', async () => {
    const dataDir = await folder();
    const first = await start(dataDir);
    expect(first.adopted).toBe(false);
    await query(first.url, 'CREATE TABLE guests (name text); INSERT INTO guests VALUES ($$Zoë$$)');
    await first.stop();
    expect(await stopOrphan(dataDir)).toBe('none');
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT name FROM guests')).toEqual([{ name: 'Zoë' }]);
  });

  test('the API is the owner of its database and nothing more', async () => {
    const { url } = await start(await folder());
    expect(
      await query(url, 'SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([{ rolname: 'pr8werk', rolsuper: false, rolcreatedb: false }]);
    const [database] = await query(
      url,
      `SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) AS encoding, current_setting('data_checksums') AS sums
         FROM pg_database WHERE datname = 'pr8werk'`,
    );
    expect(database).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', sums: 'on' });
  });

  test('secrets are readable for us alone', async () => {
    const dataDir = await folder();
    await start(dataDir);
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat((await findDirectory(dataDir)) as string)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, 'postgres.log'))).mode & 0o077).toBe(0);
  });

  test('two that start at once on an empty folder share one server', async () => {
    const dataDir = await folder();
    const both = await Promise.all([start(dataDir), start(dataDir)]);
    expect(both[0].url).toBe(both[1].url);
    expect(both.filter(({ adopted }) => adopted)).toHaveLength(1);
    await query(both[1].url, 'SELECT 1');
  });

  test('when a stranger sits on the remembered port, another one is taken', async () => {
    const dataDir = await folder();
    const first = await start(dataDir);
    await first.stop();
    const port = Number(new URL(first.url).port);
    const stranger = createServer((socket) => socket.end('220 not a database\r\n')).listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    undo.push(async () => stranger.close());
    const second = await start(dataDir);
    expect(new URL(second.url).port).not.toBe(String(port));
    await query(second.url, 'SELECT 1');
  });

  test('a database made by another major version is refused in plain words', async () => {
    const dataDir = await folder();
    await (await start(dataDir)).stop();
    await writeFile(join((await findDirectory(dataDir)) as string, 'PG_VERSION'), '16\n');
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 16 and this version brings 18/);
  });

  test('a lost password file is reported and not replaced', async () => {
    const dataDir = await folder();
    await (await start(dataDir)).stop();
    await rm(join(dataDir, 'postgres-password'));
    await expect(start(dataDir)).rejects.toThrow(/postgres-password is missing/);
  });
});

describe('as root', () => {
  test.runIf(isRoot)('binaries in a closed folder are copied to where the account can run them', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'pr8werk-closed-'));
    undo.push(() => rm(closed, { recursive: true }));
    const packaged = join(dirname(await runningProgram()), '..');
    await cp(packaged, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    const { url } = await start(await folder(), { binariesFolder: join(closed, 'native') });
    const [row] = await query(url, 'SELECT version()');
    expect(row?.version).toMatch(/^PostgreSQL 18/);
    expect((await stat(stateFolder)).mode & 0o777).toBe(0o755);
  });

  test.runIf(isRoot)('a DATA_DIR that the account cannot reach keeps its database under /var/lib', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'pr8werk-closed-'));
    undo.push(() => rm(closed, { recursive: true }));
    const dataDir = join(closed, 'data');
    const first = await start(dataDir);
    const directory = (await findDirectory(dataDir)) as string;
    undo.push(() => rm(directory, { recursive: true }));
    expect(dirname(directory)).toBe(stateFolder);
    expect(await canEnter(closed, await unprivilegedAccount())).toBe(false);
    await query(first.url, 'CREATE TABLE kept (n int)');
    await first.stop();
    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
  });
});

describe('one API per database', () => {
  test('the second one gets nothing, until the first lets go', async () => {
    const { url } = await start(await folder());
    const first = await holdInstance(url);
    expect(first).not.toBeNull();
    expect(await holdInstance(url)).toBeNull();
    await first?.release();
    const second = await holdInstance(url);
    expect(second).not.toBeNull();
    await second?.release();
  });

  test('who starts while another API works adopts its server and leaves it running', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir);
    const guest = await startEmbedded({ dataDir, log: silent });
    expect(guest.adopted).toBe(true);
    await guest.stop();
    expect(await query(api.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    expect(await stopOrphan(dataDir)).toEqual({ heldBy: api.process.pid });
  });
});

describe('when things die', () => {
  test('a killed server comes back on the same port, and the lock can be taken anew', async () => {
    const dataDir = await folder();
    let restarts = 0;
    const server = await start(dataDir, {
      onRestart: () => {
        restarts += 1;
      },
    });
    const instance = await holdInstance(server.url);
    await query(server.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await instance?.lost;
    const again = await holdInstance(server.url);
    expect(again).not.toBeNull();
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await expect.poll(() => restarts).toBe(1);
    await again?.release();
  });

  test('a killed API leaves a server that the next one adopts, supervises and ends', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir);
    await query(api.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    api.process.kill('SIGKILL');
    await once(api.process, 'exit');
    const next = await start(dataDir);
    expect(next.adopted).toBe(true);
    expect(next.url).toBe(api.url);
    const instance = await holdInstance(next.url);
    expect(instance).not.toBeNull();
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    await instance?.lost;
    await expect
      .poll(() => query(next.url, 'SELECT n FROM kept').catch(() => null), { timeout: 10_000 })
      .toEqual([{ n: 7 }]);
    await next.stop();
    expect(await stopOrphan(dataDir)).toBe('none');
  });

  test('a server that another version started is restarted when nobody uses it', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir);
    api.process.kill('SIGKILL');
    await once(api.process, 'exit');
    const next = await start(dataDir, { maxConnections: 42 });
    expect(next.adopted).toBe(false);
    expect(await query(next.url, 'SHOW max_connections')).toEqual([{ max_connections: '42' }]);
  });

  test('a killed server whose parent never noticed (a zombie) does not stand in the way', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir);
    const postmaster = await postmasterOf(dataDir);
    api.process.kill('SIGSTOP');
    process.kill(postmaster, 'SIGKILL');
    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    process.kill(postmaster, 0);
  });

  test('a stale pid file that names a living process of somebody else is overcome, and the process unharmed', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir);
    const postmaster = await postmasterOf(dataDir);
    api.process.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    const directory = (await findDirectory(dataDir)) as string;
    await expect.poll(() => isServerOf(postmaster, directory)).toBe(false);
    const bystander = spawn('sleep', ['60'], { ...as(await unprivilegedAccount()), stdio: 'ignore' });
    undo.push(async () => bystander.kill());
    const pidFile = join(directory, 'postmaster.pid');
    await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(bystander.pid)));
    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await next.stop();
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
  });

  test('a Ctrl+C in the terminal of the API does not reach the server', async () => {
    const dataDir = await folder();
    const api = await startElsewhere(dataDir, { detached: true });
    process.kill(-(api.process.pid as number), 'SIGINT');
    await once(api.process, 'exit');
    expect(await query(api.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    expect(await stopOrphan(dataDir)).toBe('stopped');
  });
});

const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function folder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'pr8werk-embedded-'));
  await chmod(parent, 0o755);
  const dataDir = join(parent, 'data');
  await mkdir(dataDir);
  undo.push(async () => {
    await stopOrphan(dataDir);
    await rm(parent, { recursive: true });
  });
  return dataDir;
}

async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: silent, ...options });
  undo.push(() => embedded.stop());
  return embedded;
}

/** An API in a process of its own: it starts the server, holds the instance and waits. */
async function startElsewhere(
  dataDir: string,
  how: { detached?: boolean } = {},
): Promise<{ process: ChildProcess; url: string }> {
  const program = `
    const { startEmbedded, holdInstance } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    const log = { info() {}, warn() {}, error() {} };
    const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log });
    await holdInstance(url);
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...how,
  });
  undo.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await delay(50);
  });
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: url.toString() };
}

async function postmasterOf(dataDir: string): Promise<number> {
  return (await notedServer((await findDirectory(dataDir)) as string))?.pid as number;
}

async function runningProgram(): Promise<string> {
  const dataDir = await folder();
  await start(dataDir);
  const opts = await readFile(join((await findDirectory(dataDir)) as string, 'postmaster.opts'), 'utf8');
  return opts.split(' ')[0] as string;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(url, 'pr8werk-test');
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
