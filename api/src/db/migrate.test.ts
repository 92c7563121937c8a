import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { migrate } from '#api/db/migrate.ts';
import { connect } from '#api/db/postmaster.ts';
import { createDatabase, startTestCluster, type TestCluster, type TestDatabase } from '#test/cluster.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let cluster: TestCluster;
let database: TestDatabase;
let dir: string;

beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster?.stop());

beforeEach(async () => {
  database = await createDatabase(cluster.adminUrl, 'template1');
  dir = await mkdtemp(join(tmpdir(), 'pr8werk-migrations-'));
  await write('0001-guests.sql', 'CREATE TABLE guests (name text PRIMARY KEY);');
  await write('0002-first-guest.sql', `INSERT INTO guests VALUES ('Zoë');`);
});
afterEach(async () => {
  await rm(dir, { recursive: true });
  await database.drop();
});

describe('moving on', () => {
  test('an empty database gets every file in order, and nothing the second time', async () => {
    expect(await migrate(database.url, { dir })).toEqual({ applied: ['0001-guests.sql', '0002-first-guest.sql'] });
    expect(await migrate(database.url, { dir })).toEqual({ applied: [] });
    expect(await query('SELECT name FROM guests')).toEqual([{ name: 'Zoë' }]);
    expect(await query('SELECT name, length(checksum) AS n FROM migrations ORDER BY name')).toEqual([
      { name: '0001-guests.sql', n: 64 },
      { name: '0002-first-guest.sql', n: 64 },
    ]);
  });

  test('a new file is applied alone', async () => {
    await migrate(database.url, { dir });
    await write('0003-more.sql', 'ALTER TABLE guests ADD COLUMN table_number int;');
    expect(await migrate(database.url, { dir })).toEqual({ applied: ['0003-more.sql'] });
  });

  test('five processes that start at once apply each file once', async () => {
    await write('0003-slow.sql', `SELECT pg_sleep(0.2); INSERT INTO guests VALUES ('Anouk');`);
    const all = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, { dir })));
    expect(all.flatMap(({ applied }) => applied).sort()).toEqual([
      '0001-guests.sql',
      '0002-first-guest.sql',
      '0003-slow.sql',
    ]);
    expect(await query('SELECT count(*)::int AS n FROM guests')).toEqual([{ n: 2 }]);
  });
});

describe('refusing', () => {
  test('a file that was changed after it was applied', async () => {
    await migrate(database.url, { dir });
    await write('0001-guests.sql', 'CREATE TABLE guests (name citext PRIMARY KEY);');
    await expect(migrate(database.url, { dir })).rejects.toThrow('0001-guests.sql was changed after it was applied');
  });

  test('a database that is newer than this version', async () => {
    await write('0003-future.sql', 'CREATE TABLE future ();');
    await migrate(database.url, { dir });
    await rm(join(dir, '0003-future.sql'));
    await expect(migrate(database.url, { dir })).rejects.toThrow('newer than this version: it has had 0003-future.sql');
  });

  test('a database in which an earlier file was skipped', async () => {
    await write('0003-more.sql', 'SELECT 1;');
    await migrate(database.url, { dir });
    await query(`DELETE FROM migrations WHERE name = '0002-first-guest.sql'`);
    await expect(migrate(database.url, { dir })).rejects.toThrow('a gap: 0002-first-guest.sql was never applied');
  });

  test('files that are not numbered one after the other, or oddly named', async () => {
    await write('0004-jump.sql', 'SELECT 1;');
    await expect(migrate(database.url, { dir })).rejects.toThrow('0004-jump.sql stands where 0003 belongs');
    await rm(join(dir, '0004-jump.sql'));
    await write('0002-twice.sql', 'SELECT 1;');
    await expect(migrate(database.url, { dir })).rejects.toThrow('0002-twice.sql stands where 0003 belongs');
    await rm(join(dir, '0002-twice.sql'));
    await write('new.sql', 'SELECT 1;');
    await expect(migrate(database.url, { dir })).rejects.toThrow('new.sql is not named like');
    expect(await query(`SELECT to_regclass('migrations') AS t`)).toEqual([{ t: null }]);
  });
});

describe('failing', () => {
  test('leaves nothing of the failing file, keeps those before it, and says where it stands', async () => {
    await write('0003-wrong.sql', 'CREATE TABLE half ();\n\nINSERT INTO nowhere VALUES (1);\n');
    await expect(migrate(database.url, { dir })).rejects.toThrow(
      '0003-wrong.sql, line 3: relation "nowhere" does not exist',
    );
    expect(await query(`SELECT to_regclass('half') AS half, count(*)::int AS n FROM migrations`)).toEqual([
      { half: null, n: 2 },
    ]);
  });

  test('a constraint deferred to the commit fails under the name of its file', async () => {
    await write(
      '0003-orphans.sql',
      `CREATE TABLE seats (guest text REFERENCES guests DEFERRABLE INITIALLY DEFERRED);
       INSERT INTO seats VALUES ('nobody');`,
    );
    await expect(migrate(database.url, { dir })).rejects.toThrow(/^0003-orphans\.sql: .*violates foreign key/);
    expect(await query(`SELECT to_regclass('seats') AS seats`)).toEqual([{ seats: null }]);
  });

  test('a file that ends the transaction itself is caught', async () => {
    await write('0003-commits.sql', 'SELECT 1; COMMIT; BEGIN;');
    await expect(migrate(database.url, { dir })).rejects.toThrow('must not begin or end a transaction');
  });
});

function write(name: string, sql: string): Promise<void> {
  return writeFile(join(dir, name), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(database.url, 'pr8werk-test');
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
