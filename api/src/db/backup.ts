// A backup without pg_dump, which the packaged PostgreSQL does not have: every table of schema public by
// COPY in one snapshot, so it is consistent however busy the database is, together with the files of
// DATA_DIR. The schema is not in it but the list of migrations that made it; restore runs those. Left out
// is schema pgboss: its jobs follow from activity, and a restored backup must not send once more the mails
// that were under way when it was made. The file is read back and checked before it gets its name.
import { createHash, type Hash } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type pg from 'pg';
import { type ArchiveEntry, DamagedArchive, entryOf, readArchive, writeArchive } from '#api/db/archive.ts';
import {
  connectForCopy,
  copyOut,
  disconnect,
  listTables,
  qualified,
  readSequences,
  type Sequence,
  type Table,
} from '#api/db/copy.ts';
import { type Applied, appliedMigrations, migrationsLock } from '#api/db/migrate.ts';
import { syncFolder } from '#api/db/postgres-directory.ts';

/** The folders of DATA_DIR that belong to the data. */
export const backedUpFiles = ['files', 'outbox'] as const;

/** The first entry: enough to know whether the rest can be restored here. */
export interface Heading {
  product: 'pr8werk';
  format: 1;
  madeAt: string;
  serverVersion: string;
  migrations: Applied[];
  tables: Table[];
}

/** The last entry: what the others must amount to. */
export interface Manifest {
  headingSha256: string;
  tables: Record<string, { rows: number; bytes: number; sha256: string }>;
  sequences: Record<string, Sequence>;
  files: Record<string, { bytes: number; sha256: string }>;
}

export interface Backup {
  heading: Heading;
  manifest: Manifest;
}

const headingPath = 'backup.json';
const manifestPath = 'manifest.json';
const pieceBytes = 4 * 1024 * 1024;

/** Writes the backup; the file appears complete or not at all. */
export async function backUp(options: { url: string; dataDir: string; file: string }): Promise<Backup> {
  const partial = `${options.file}.partial`;
  const client = await connectForCopy(options.url);
  try {
    await rm(partial, { force: true });
    // Nobody may migrate meanwhile. A lock of the session, because one taken inside would come after the snapshot.
    await client.query('SELECT pg_advisory_lock_shared($1)', [migrationsLock]);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await writeArchive(partial, entriesOf(client, options.dataDir));
    await client.query('COMMIT');
    const backup = await checkBackup(partial);
    await rename(partial, options.file);
    await syncFolder(dirname(options.file));
    return backup;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await disconnect(client);
  }
}

/** Reads the whole file and compares it with its manifest, without any database. */
export async function checkBackup(file: string): Promise<Backup> {
  const tables = new Map<string, Tally>();
  const files = new Map<string, Tally>();
  let heading: Heading | null = null;
  let headingSha256 = '';
  let manifest: Manifest | null = null;
  for await (const entry of readArchive(file)) {
    if (manifest !== null) throw new DamagedArchive('it goes on after its manifest');
    if (heading === null) {
      const text = entry.path === headingPath ? await textOf(entry) : '';
      heading = parseHeading(text);
      headingSha256 = createHash('sha256').update(text).digest('hex');
    } else if (entry.path === manifestPath) {
      manifest = JSON.parse(await textOf(entry)) as Manifest;
    } else {
      const place = placeOf(entry.path);
      const tallies = place.kind === 'table' ? tables : files;
      const tally = tallies.get(place.name) ?? new Tally();
      tallies.set(place.name, tally);
      for await (const chunk of entry.body) tally.add(chunk);
    }
  }
  if (heading === null || manifest === null) throw new DamagedArchive('its manifest is missing');
  if (manifest.headingSha256 !== headingSha256) throw new DamagedArchive('its heading does not fit');
  compare('table', manifest.tables, tables);
  compare('file', manifest.files, files);
  return { heading, manifest };
}

export interface Place {
  kind: 'table' | 'file';
  name: string;
}

/** What an entry between heading and manifest holds. */
export function placeOf(path: string): Place {
  const [first, second, ...rest] = path.split('/');
  if (first === 'tables' && second !== undefined && rest.length === 1) {
    return { kind: 'table', name: decodeURIComponent(second) };
  }
  const isSafe = rest.length > 0 && rest.every((part) => part !== '' && part !== '.' && part !== '..');
  if (first === 'data' && isSafe && backedUpFiles.some((folder) => folder === second)) {
    return { kind: 'file', name: [second, ...rest].join('/') };
  }
  throw new DamagedArchive(`${path} does not belong in it`);
}

/** Length and hash of what goes by. */
export class Tally {
  bytes = 0;
  readonly hash: Hash = createHash('sha256');

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
  }

  result(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

async function* entriesOf(client: pg.Client, dataDir: string): AsyncGenerator<ArchiveEntry> {
  const tables = await listTables(client);
  if (tables.length === 0) throw new Error('There is nothing to back up: the database has no tables.');
  await client.query(`LOCK TABLE ${tables.map(({ name }) => qualified(name)).join(', ')} IN ACCESS SHARE MODE`);
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const heading: Heading = {
    product: 'pr8werk',
    format: 1,
    madeAt: new Date().toISOString(),
    serverVersion: rows[0]?.server_version ?? '',
    migrations: await appliedMigrations(client),
    tables,
  };
  const text = Buffer.from(JSON.stringify(heading, null, 2));
  yield entryOf(headingPath, text);
  const headingSha256 = createHash('sha256').update(text).digest('hex');
  const manifest: Manifest = { headingSha256, tables: {}, sequences: {}, files: {} };
  for (const table of tables) yield* entriesOfTable(client, table, manifest);
  manifest.sequences = await readSequences(client);
  for (const folder of backedUpFiles) yield* entriesOfFolder(dataDir, folder, manifest);
  yield entryOf(manifestPath, Buffer.from(JSON.stringify(manifest, null, 2)));
}

/** A tar entry begins with its size, which a copy knows only at its end: so a table comes in pieces. */
async function* entriesOfTable(client: pg.Client, table: Table, manifest: Manifest): AsyncGenerator<ArchiveEntry> {
  const tally = new Tally();
  const stream = copyOut(client, table);
  let piece: Buffer[] = [];
  let size = 0;
  let number = 0;
  const next = () => {
    number += 1;
    const path = `tables/${encodeURIComponent(table.name)}/${String(number).padStart(6, '0')}.copy`;
    const entry = entryOf(path, Buffer.concat(piece));
    piece = [];
    size = 0;
    return entry;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    tally.add(chunk);
    piece.push(chunk);
    size += chunk.length;
    if (size >= pieceBytes) yield next();
  }
  // Even an empty table has a piece: what is not mentioned was forgotten.
  if (size > 0 || number === 0) yield next();
  manifest.tables[table.name] = { rows: stream.rowCount, ...tally.result() };
}

async function* entriesOfFolder(dataDir: string, folder: string, manifest: Manifest): AsyncGenerator<ArchiveEntry> {
  const found = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(noneIfAbsent);
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
    .sort();
  for (const name of names) {
    // It may have been removed since the folder was read.
    const [handle] = await open(join(dataDir, name), 'r').then((opened) => [opened], noneIfAbsent);
    if (!handle) continue;
    const { size } = await handle.stat();
    const tally = new Tally();
    const source = size === 0 ? [] : handle.createReadStream({ end: size - 1, autoClose: false });
    async function* body(): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        tally.add(chunk);
        yield chunk;
      }
    }
    try {
      yield { path: `data/${name}`, size, body: body() };
    } finally {
      await handle.close();
    }
    manifest.files[name] = tally.result();
  }
}

function noneIfAbsent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function parseHeading(text: string): Heading {
  let heading: Partial<Heading>;
  try {
    heading = JSON.parse(text) as Partial<Heading>;
  } catch {
    throw new DamagedArchive('it does not begin as one');
  }
  if (heading.product !== 'pr8werk') throw new DamagedArchive('it was made by something else');
  if (heading.format !== 1) throw new Error(`This version does not know backups of format ${heading.format}.`);
  return heading as Heading;
}

function compare(
  kind: string,
  wanted: Record<string, { bytes: number; sha256: string }>,
  found: Map<string, Tally>,
): void {
  for (const name of found.keys()) {
    if (!(name in wanted)) throw new DamagedArchive(`${kind} ${name} is not in its manifest`);
  }
  for (const [name, { bytes, sha256 }] of Object.entries(wanted)) {
    const result = found.get(name)?.result();
    if (!result) throw new DamagedArchive(`${kind} ${name} is missing`);
    if (result.bytes !== bytes || result.sha256 !== sha256)
      throw new DamagedArchive(`${kind} ${name} is not what it was`);
  }
}

async function textOf(entry: ArchiveEntry): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of entry.body) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}
