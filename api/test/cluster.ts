// The PostgreSQL the tests run on: a real server of their own in a temporary folder, in memory where that
// is roomy (Docker gives 64 MB), without waiting for disks. A template database is migrated once per run
// and copied per test file. A run that was killed leaves its server behind: the next run finds it, makes
// sure that whoever started it is gone, and removes it. With TEST_DATABASE_URL that server is used instead.
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Log, startEmbedded, stopOrphan } from '#api/db/embedded.ts';
import { migrate } from '#api/db/migrate.ts';
import { findDirectory } from '#api/db/postgres-directory.ts';
import { connect } from '#api/db/postmaster.ts';
import { birthOf } from '#api/db/processes.ts';

export interface TestCluster {
  /** A superuser, in the database `postgres`. */
  adminUrl: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const prefix = 'pr8werk-test-';
const memory = '/dev/shm';
const roomyBytes = 2 * 1024 ** 3;
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export async function startTestCluster(options: { durable?: boolean } = {}): Promise<TestCluster> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, stop: async () => {} };
  const durable = options.durable ?? false;
  const parent = !durable && (await isRoomy(memory)) ? memory : tmpdir();
  for (const folder of new Set([memory, tmpdir()])) await sweepDead(folder);
  const dataDir = await mkdtemp(join(parent, prefix));
  await writeFile(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, birth: await birthOf(process.pid) }));
  const remove = () => removeCluster(dataDir);
  try {
    const server = await startEmbedded({ dataDir, durable, maxConnections: 200, log: silent });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { adminUrl: server.adminUrl, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Makes a database with the whole schema, to be copied by createDatabase. */
export async function createTemplate(adminUrl: string, name: string, options: { dir?: string } = {}): Promise<void> {
  const quoted = pg.escapeIdentifier(name);
  await onServer(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
    // Text sorts here as it does in the embedded database, whatever the server's default is.
    await client.query(`CREATE DATABASE ${quoted} TEMPLATE template0 ENCODING 'UTF8' ${await locale(client)}`);
  });
  await migrate(databaseUrl(adminUrl, name), options);
}

/** A fresh copy of a template. Nobody may be connected to the template meanwhile. */
export async function createDatabase(adminUrl: string, template: string): Promise<TestDatabase> {
  const name = `pr8werk_test_${randomBytes(6).toString('hex')}`;
  const quoted = pg.escapeIdentifier(name);
  await onServer(adminUrl, async (client) => {
    // Copying files is twice as fast, unless the checkpoints it needs wait for a disk.
    const { rows } = await client.query<{ fsync: string }>('SHOW fsync');
    const strategy = rows[0]?.fsync === 'off' ? 'file_copy' : 'wal_log';
    await client.query(`CREATE DATABASE ${quoted} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY ${strategy}`);
  });
  const drop = () => onServer(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`));
  return { url: databaseUrl(adminUrl, name), drop };
}

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function onServer(adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = await connect(adminUrl, 'pr8werk-test');
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The builtin locale is there since PostgreSQL 17. */
async function locale(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ number: string }>(`SELECT current_setting('server_version_num') AS number`);
  return Number(rows[0]?.number) >= 170_000
    ? `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`
    : `LOCALE 'C.UTF-8'`;
}

async function isRoomy(folder: string): Promise<boolean> {
  const space = await statfs(folder).catch(() => null);
  return space !== null && space.bavail * space.bsize > roomyBytes;
}

/** Removes clusters that are surely ours (our user, our file in it) and whose test run is gone. */
async function sweepDead(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(prefix))) {
    const folder = join(parent, name);
    const found = await lstat(folder).catch(() => null);
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue;
    const owner = await readFile(join(folder, 'owner.json'), 'utf8').catch(() => null);
    if (owner === null || (await isAlive(owner))) continue;
    // Two runs that begin together may both be sweeping.
    await removeCluster(folder).catch(() => {});
  }
}

async function isAlive(owner: string): Promise<boolean> {
  try {
    const { pid, birth } = JSON.parse(owner) as { pid: number; birth: string };
    return (await birthOf(pid)) === birth;
  } catch {
    return true;
  }
}

async function removeCluster(dataDir: string): Promise<void> {
  await chmod(dataDir, 0o711);
  const directory = await findDirectory(dataDir);
  if ((await stopOrphan(dataDir)) instanceof Object) return;
  if (directory) await rm(directory, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
