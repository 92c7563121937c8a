// Brings a backup back. The file is read twice: first only to see that all of it is there and sound, then
// into the database, in one transaction: emptying it if that was asked for, the migrations the backup was
// made with, the rows, and a look at what arrived. Whatever goes wrong, nothing has changed. It needs no
// superuser: what a superuser would switch off, foreign keys and triggers, the owner of the tables can
// defer and disable, and put back before the transaction ends.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { type ArchiveEntry, readArchive } from '#api/db/archive.ts';
import { type Backup, backedUpFiles, checkBackup, type Manifest, type Place, placeOf, Tally } from '#api/db/backup.ts';
import {
  connectForCopy,
  copyIn,
  copyOut,
  disconnect,
  listTables,
  notOfAnExtension,
  qualified,
  readSequences,
  type Table,
} from '#api/db/copy.ts';
import {
  apply,
  connectForSchema,
  inTransaction,
  type Migration,
  migrate,
  migrationsLock,
  pending,
  readMigrations,
} from '#api/db/migrate.ts';

export interface RestoreOptions {
  url: string;
  dataDir: string;
  file: string;
  /** Drops what is in the database, and moves the files of DATA_DIR aside. */
  replace?: boolean;
  migrationsDir?: string;
  /** Connections with this name may stay while we restore. */
  except?: string;
}

/** Restores, then applies the migrations that are newer than the backup. */
export async function restore(options: RestoreOptions): Promise<Backup & { applied: string[] }> {
  const backup = await checkBackup(options.file);
  const known = await readMigrations(options.migrationsDir);
  const newer = pending(known, backup.heading.migrations);
  const files = new RestoredFiles(options.dataDir);
  const client = await connectForCopy(options.url);
  try {
    if (!options.replace) await files.refuseExisting();
    await inTransaction(client, async () => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [migrationsLock]);
      await makeRoom(client, options);
      await refill(client, known.slice(0, known.length - newer.length), backup, options.file, files);
      await files.putInPlace();
    });
  } catch (error) {
    await files.takeBack();
    throw error;
  } finally {
    await disconnect(client);
  }
  const { applied } = await migrate(options.url, { dir: options.migrationsDir }).catch((error: Error) => {
    throw new Error(`The backup is restored, but a migration that is newer failed: ${error.message}`, { cause: error });
  });
  await analyze(options.url);
  return { ...backup, applied };
}

async function makeRoom(client: pg.ClientBase, { replace, except }: RestoreOptions): Promise<void> {
  const { rows: others } = await client.query<{ name: string }>(
    `SELECT DISTINCT coalesce(nullif(application_name, ''), usename) AS name FROM pg_stat_activity
      WHERE datname = current_database() AND usename IS NOT NULL AND pid <> pg_backend_pid()
        AND application_name IS DISTINCT FROM $1`,
    [except ?? null],
  );
  if (others.length > 0) {
    throw new Error(
      `Others are connected to this database (${others.map(({ name }) => name).join(', ')}): stop them first.`,
    );
  }
  const { rows: found } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pgboss'))
        AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${notOfAnExtension} LIMIT 1`,
  );
  if (found.length === 0) return;
  if (!replace) {
    throw new Error(
      `The database is not empty (it has "${found[0]?.name}"). With --replace it is emptied and replaced.`,
    );
  }
  await client.query(
    `DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE;
     CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC`,
  );
}

async function refill(
  client: pg.Client,
  migrations: Migration[],
  backup: Backup,
  file: string,
  files: RestoredFiles,
): Promise<void> {
  for (const migration of migrations) await apply(client, migration);
  const tables = await expectTables(client, backup.heading.tables);
  const reinstate = await relax(client);
  // Migrations may have brought rows of their own; the backup has them as they were.
  await client.query(`TRUNCATE ${[...tables.keys()].map(qualified).join(', ')}`);
  await loadEntries(client, tables, backup.manifest, file, files);
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const statement of reinstate) await client.query(statement);
  for (const table of tables.values()) await compareTable(client, table, backup.manifest);
  await setSequences(client, backup.manifest);
  await refreshViews(client);
}

/** The tables after the migrations, which must be those of the backup. */
async function expectTables(client: pg.ClientBase, wanted: Table[]): Promise<Map<string, Table>> {
  const shape = (table: Table | undefined) => (table ? [...table.columns].sort().join(', ') : 'absent');
  const here = new Map((await listTables(client)).map((table) => [table.name, table]));
  const there = new Map(wanted.map((table) => [table.name, table]));
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const [ours, theirs] = [shape(here.get(name)), shape(there.get(name))];
    if (ours !== theirs)
      throw new Error(`Table ${name} differs: in the backup ${theirs}; after its migrations ${ours}.`);
  }
  return there;
}

/**
 * Lets rows arrive in any order: foreign keys are checked at the end of all, so that circles and
 * references of a table to itself hold too, and triggers rest, for their work is in the rows already.
 * Returns what puts everything back.
 */
async function relax(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ relax: string; reinstate: string }>(
    `SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', conrelid::regclass, conname) AS relax,
            format('ALTER TABLE %s ALTER CONSTRAINT %I %s', conrelid::regclass, conname,
              CASE WHEN NOT condeferrable THEN 'NOT DEFERRABLE'
                   WHEN condeferred THEN 'DEFERRABLE INITIALLY DEFERRED' ELSE 'DEFERRABLE INITIALLY IMMEDIATE' END) AS reinstate
       FROM pg_constraint
      WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace
      UNION ALL
     SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
            format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
              CASE tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END, tgname)
       FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE NOT tgisinternal AND tgenabled <> 'D' AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
  );
  for (const { relax } of rows) await client.query(relax);
  // Said before for a migration, IMMEDIATE would otherwise hold until the end of the transaction.
  await client.query('SET CONSTRAINTS ALL DEFERRED');
  return rows.map(({ reinstate }) => reinstate);
}

async function loadEntries(
  client: pg.Client,
  tables: Map<string, Table>,
  manifest: Manifest,
  file: string,
  files: RestoredFiles,
): Promise<void> {
  const entries = readArchive(file);
  let current = await nextPlaced(entries);
  /** All pieces of a table, as they follow one another. */
  async function* piecesOf(name: string): AsyncGenerator<Buffer> {
    while (current?.kind === 'table' && current.name === name) {
      yield* current.entry.body;
      current = await nextPlaced(entries);
    }
  }
  while (current) {
    const { kind, name, entry } = current;
    if (kind === 'file') {
      await files.add(name, entry);
      current = await nextPlaced(entries);
      continue;
    }
    const table = tables.get(name);
    const wanted = manifest.tables[name]?.rows;
    if (!table) throw new Error(`Table ${name} is not in the heading of the backup.`);
    const stream = copyIn(client, table);
    await pipeline(piecesOf(name), stream);
    if (stream.rowCount !== wanted)
      throw new Error(`Table ${name}: ${stream.rowCount} rows came in instead of ${wanted}.`);
  }
}

/** The next entry that holds a table or a file: heading and manifest were read before. */
async function nextPlaced(entries: AsyncGenerator<ArchiveEntry>): Promise<(Place & { entry: ArchiveEntry }) | null> {
  for (;;) {
    const { value: entry, done } = await entries.next();
    if (done) return null;
    if (entry.path.includes('/')) return { ...placeOf(entry.path), entry };
  }
}

/** Reads the rows back: what the database holds now must be, letter by letter, what it held then. */
async function compareTable(client: pg.Client, table: Table, manifest: Manifest): Promise<void> {
  const tally = new Tally();
  const stream = copyOut(client, table);
  for await (const chunk of stream as AsyncIterable<Buffer>) tally.add(chunk);
  const wanted = manifest.tables[table.name];
  if (stream.rowCount !== wanted?.rows || tally.result().sha256 !== wanted.sha256) {
    throw new Error(`Table ${table.name} does not hold what the backup holds.`);
  }
}

async function setSequences(client: pg.ClientBase, { sequences }: Manifest): Promise<void> {
  const here = await readSequences(client);
  for (const [name, { lastValue, isCalled }] of Object.entries(sequences)) {
    if (!(name in here)) throw new Error(`Sequence ${name} of the backup does not exist after its migrations.`);
    await client.query('SELECT setval($1::regclass, $2, $3)', [qualified(name), lastValue, isCalled]);
  }
}

async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace ORDER BY oid`,
  );
  for (const { name } of rows) await client.query(`REFRESH MATERIALIZED VIEW ${qualified(name)}`);
}

/** Without statistics the first queries after a restore are planned blindly. */
async function analyze(url: string): Promise<void> {
  const client = await connectForSchema(url);
  try {
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** The files of a backup: unpacked beside the present ones, exchanged at the end, exchanged back on failure. */
class RestoredFiles {
  readonly dataDir: string;
  readonly fresh: string;
  readonly aside: string;
  moved: [from: string, to: string][] = [];

  constructor(dataDir: string) {
    this.dataDir = dataDir;
    const mark = `${new Date().toISOString().replaceAll(':', '')}-${randomBytes(3).toString('hex')}`;
    this.fresh = join(dataDir, `restoring-${mark}`);
    this.aside = join(dataDir, `before-restore-${mark}`);
  }

  async refuseExisting(): Promise<void> {
    for (const folder of backedUpFiles) {
      if ((await this.namesIn(folder)).length === 0) continue;
      throw new Error(`${join(this.dataDir, folder)} is not empty. With --replace it is moved aside.`);
    }
  }

  async add(name: string, entry: ArchiveEntry): Promise<void> {
    const path = join(this.fresh, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(entry.body, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  }

  async putInPlace(): Promise<void> {
    for (const folder of backedUpFiles) {
      await this.move(join(this.dataDir, folder), join(this.aside, folder));
      await this.move(join(this.fresh, folder), join(this.dataDir, folder));
    }
    await rm(this.fresh, { recursive: true, force: true });
  }

  async takeBack(): Promise<void> {
    for (const [from, to] of this.moved.reverse()) await rename(to, from);
    await rm(this.fresh, { recursive: true, force: true });
    await rm(this.aside, { recursive: true, force: true });
  }

  async move(from: string, to: string): Promise<void> {
    const exists = (await readdir(from).catch(() => null)) !== null;
    if (!exists) return;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
    this.moved.push([from, to]);
  }

  async namesIn(folder: string): Promise<string[]> {
    return readdir(join(this.dataDir, folder)).catch(() => []);
  }
}
