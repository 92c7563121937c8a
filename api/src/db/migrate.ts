// The schema grows by plain SQL files, forward only: 0001-….sql, 0002-….sql. The database remembers which
// it has had and how they read. Any number of processes may start at once; one does the work, the others
// wait and find it done. Whatever does not fit is refused before anything is changed.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { connect } from '#api/db/postmaster.ts';

export const migrationsFolder = join(import.meta.dirname, '../../../migrations');
/** Advisory lock: exclusive while migrating, shared while the schema must stay as it is. */
export const migrationsLock = 0x70723878_0001n;
export const oldestServer = 15;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

export interface Applied {
  name: string;
  checksum: string;
}

export interface MigrateOptions {
  dir?: string;
  log?: { info(about: object, message: string): void };
}

/** Brings the database to this version; says which files it applied. */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const known = await readMigrations(options.dir);
  const client = await connectForSchema(url);
  try {
    if (pending(known, await appliedMigrations(client)).length === 0) return { applied: [] };
    await client.query('SELECT pg_advisory_lock($1)', [migrationsLock]);
    const todo = pending(known, await appliedMigrations(client));
    for (const migration of todo) {
      await inTransaction(client, () => apply(client, migration));
      options.log?.info({ migration: migration.name }, 'migration applied');
    }
    return { applied: todo.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

/** The files of this version in order. */
export async function readMigrations(dir: string = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  for (const [at, name] of names.entries()) {
    const number = String(at + 1).padStart(4, '0');
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) throw new Error(`${name} is not named like 0001-what-it-does.sql.`);
    if (!name.startsWith(`${number}-`))
      throw new Error(`The migrations are not numbered without a gap: ${name} stands where ${number} belongs.`);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What the database has had, oldest first; nothing when it has never been migrated. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Applied[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS there`,
  );
  if (!found[0]?.there) return [];
  return (await client.query<Applied>('SELECT name, checksum FROM public.migrations ORDER BY name COLLATE "C"')).rows;
}

/** What is still to do, or why it cannot be done. */
export function pending(known: Migration[], applied: Applied[]): Migration[] {
  for (const { name, checksum } of applied) {
    const ours = known.find((migration) => migration.name === name);
    if (!ours) throw new Error(`The database is newer than this version: it has had ${name}, which is unknown here.`);
    if (ours.checksum !== checksum)
      throw new Error(`${name} was changed after it was applied. Undo that and write a new migration.`);
  }
  const skipped = known.slice(0, applied.length).find(({ name }) => !applied.some((had) => had.name === name));
  if (skipped) throw new Error(`The database has a gap: ${skipped.name} was never applied, though later ones were.`);
  return known.slice(applied.length);
}

/** Runs one file and notes it, inside the transaction that is open. */
export async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  const before = await transactionId(client);
  await client.query(
    `CREATE TABLE IF NOT EXISTS public.migrations (
       name text PRIMARY KEY,
       checksum text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  try {
    await client.query(sql);
    // What is deferred to the commit must fail under the name of the file that caused it.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  } catch (error) {
    const { message, position } = error as { message: string; position?: string };
    const line = position ? `, line ${sql.slice(0, Number(position)).split('\n').length}` : '';
    throw new Error(`${name}${line}: ${message}`, { cause: error });
  }
  if ((await transactionId(client)) !== before) throw new Error(`${name} must not begin or end a transaction itself.`);
  await client.query('INSERT INTO public.migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
}

export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** A connection set up the same way wherever the schema is read or written. */
export async function connectForSchema(url: string): Promise<pg.Client> {
  const client = await connect(url, 'pr8werk-schema');
  try {
    await requireServer(client);
    await client.query(`SET search_path = public; SET timezone = 'UTC'; SET client_min_messages = warning`);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function requireServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const version = rows[0]?.server_version ?? '';
  if (Number.parseInt(version, 10) >= oldestServer) return;
  throw new Error(`PostgreSQL ${oldestServer} or newer is needed; this server is ${version}.`);
}

async function transactionId(client: pg.ClientBase): Promise<string> {
  return (await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')).rows[0]?.id ?? '';
}
