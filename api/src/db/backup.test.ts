// What a backup is for: the database is gone, the file is there, and everything comes back.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUp, checkBackup } from '#api/db/backup.ts';
import { migrate } from '#api/db/migrate.ts';
import { connect } from '#api/db/postmaster.ts';
import { restore } from '#api/db/restore.ts';
import { createDatabase, startTestCluster, type TestCluster, type TestDatabase } from '#test/cluster.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const execute = promisify(execFile);

const schema = `
  CREATE TABLE people (
    person_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    mentor_id bigint REFERENCES people,
    favourite_visit bigint,
    shout text GENERATED ALWAYS AS (upper(name)) STORED,
    facts jsonb NOT NULL DEFAULT '{}',
    photo bytea,
    born_at timestamptz,
    tags text[] NOT NULL DEFAULT '{}',
    weight float8,
    price numeric(20, 6)
  );
  CREATE TABLE visits (
    visit_id bigserial PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES people DEFERRABLE INITIALLY IMMEDIATE,
    "odd ""name" text DEFAULT 'x'
  );
  ALTER TABLE people ADD FOREIGN KEY (favourite_visit) REFERENCES visits;
  CREATE TABLE "Journal" (line text);
  CREATE TABLE "nobody here" (n int);
  CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO "Journal" VALUES (TG_TABLE_NAME); RETURN NEW; END $$;
  CREATE TRIGGER noted AFTER INSERT ON visits FOR EACH ROW EXECUTE FUNCTION note();
  CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS people FROM people;
  INSERT INTO "Journal" VALUES ('from the migration');`;

const content = `
  INSERT INTO people (name, mentor_id, facts, photo, born_at, tags, weight, price)
  SELECT 'Person ' || n || repeat('·', n % 700), NULL, jsonb_build_object('n', n, 'text', repeat(md5(n::text), n % 40)),
         decode(md5(n::text), 'hex'), timestamptz '1970-01-01 00:00:00.000001+00' + n * interval '1 hour',
         ARRAY['a,b', '"', NULL, n::text], sqrt(n), n / 7.0
    FROM generate_series(1, 3000) n;
  INSERT INTO people (name, facts, tags, born_at) VALUES
    (E'tab\\t newline\\n return\\r backslash\\\\ dot \\\\. \\x01 😀 e\\u0301', '{"a": [1, null, "\\\\N"]}', '{}', 'infinity'),
    ('', 'null', '{{1,2},{3,4}}', '0044-03-15 12:00:00+00 BC');
  UPDATE people SET mentor_id = 3001 - person_id WHERE person_id <= 3000;
  DELETE FROM people WHERE person_id = 1500 AND false;
  INSERT INTO visits (person_id) SELECT n FROM generate_series(1, 2000) n;
  UPDATE people SET favourite_visit = person_id WHERE person_id <= 2000;
  DELETE FROM visits WHERE visit_id > 2000;
  SELECT setval('visits_visit_id_seq', 5000, false);
  REFRESH MATERIALIZED VIEW totals;`;

let cluster: TestCluster;
let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let migrationsDir: string;
let dataDir: string;
let file: string;

beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster?.stop());

beforeEach(async () => {
  [source, target] = [
    await createDatabase(cluster.adminUrl, 'template1'),
    await createDatabase(cluster.adminUrl, 'template1'),
  ];
  folder = await mkdtemp(join(tmpdir(), 'pr8werk-backup-'));
  migrationsDir = join(folder, 'migrations');
  dataDir = join(folder, 'data');
  file = join(folder, 'backup.tar.gz');
  await mkdir(migrationsDir);
  await mkdir(join(dataDir, 'files', 'deep'), { recursive: true });
  await writeFile(join(migrationsDir, '0001-people.sql'), schema);
  await migrate(source.url, { dir: migrationsDir });
  await query(source, content);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await source.drop();
  await target.drop();
});

describe('bringing everything back', () => {
  test('as the superuser: every row, every kind of value, circles and self references', async () => {
    await backUp({ url: source.url, dataDir, file });
    const { applied } = await restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir });
    expect(applied).toEqual([]);
    await expectSame();
  });

  test('as an owner who is no superuser', async () => {
    const owner = await ownerOfTarget();
    await backUp({ url: source.url, dataDir, file });
    await restore({ url: owner, dataDir: join(folder, 'other'), file, migrationsDir });
    await expectSame();
    await restore({ url: owner, dataDir: join(folder, 'other'), file, migrationsDir, replace: true });
    await expectSame();
  });

  test('ids go on where they were, keys and triggers work as before', async () => {
    await backUp({ url: source.url, dataDir, file });
    await restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir });
    expect(await query(target, `INSERT INTO visits (person_id) VALUES (1) RETURNING visit_id::int`)).toEqual([
      { visit_id: 5000 },
    ]);
    expect(await query(target, `INSERT INTO people (name) VALUES ('New') RETURNING person_id::int`)).toEqual([
      { person_id: 3003 },
    ]);
    await expect(query(target, 'INSERT INTO visits (person_id) VALUES (-1)')).rejects.toThrow(/foreign key/);
    const constraints = `SELECT conname, condeferrable, condeferred FROM pg_constraint WHERE contype = 'f' ORDER BY 1`;
    expect(await query(target, constraints)).toEqual(await query(source, constraints));
    const triggers = `SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal`;
    expect(await query(target, triggers)).toEqual(await query(source, triggers));
  });

  test('rows that a migration brought and somebody deleted stay deleted', async () => {
    await query(source, 'DELETE FROM "Journal"');
    await backUp({ url: source.url, dataDir, file });
    await restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir });
    expect(await query(target, 'SELECT * FROM "Journal"')).toEqual([]);
  });

  test('a newer version restores an older backup and then moves on', async () => {
    await backUp({ url: source.url, dataDir, file });
    await writeFile(
      join(migrationsDir, '0002-nickname.sql'),
      `ALTER TABLE people ADD COLUMN nickname text; UPDATE people SET nickname = left(name, 3);`,
    );
    const { applied } = await restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir });
    expect(applied).toEqual(['0002-nickname.sql']);
    expect(await query(target, 'SELECT nickname FROM people WHERE person_id = 1')).toEqual([{ nickname: 'Per' }]);
  });

  test('files of DATA_DIR, long and odd names included; the present ones are moved aside', async () => {
    const odd = `${'é'.repeat(60)}/${'x'.repeat(150)}.pdf`;
    await mkdir(join(dataDir, 'files', 'é'.repeat(60)));
    await writeFile(join(dataDir, 'files', odd), Buffer.alloc(300_000, 'pdf'));
    await writeFile(join(dataDir, 'files', 'deep', 'empty'), '');
    await backUp({ url: source.url, dataDir, file });
    await writeFile(join(dataDir, 'files', 'deep', 'empty'), 'no longer');
    await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(/files is not empty/);
    await restore({ url: target.url, dataDir, file, migrationsDir, replace: true });
    expect((await readFile(join(dataDir, 'files', odd))).equals(Buffer.alloc(300_000, 'pdf'))).toBe(true);
    expect(await readFile(join(dataDir, 'files', 'deep', 'empty'), 'utf8')).toBe('');
    const aside = (await readdir(dataDir)).find((name) => name.startsWith('before-restore-')) as string;
    expect(await readFile(join(dataDir, aside, 'files', 'deep', 'empty'), 'utf8')).toBe('no longer');
  });
});

describe('the file', () => {
  test('is one snapshot, although people go on writing', async () => {
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; isWriting; n += 1) {
        await query(
          source,
          `WITH p AS (INSERT INTO people (name) VALUES ('Late ${n}') RETURNING person_id)
                             INSERT INTO visits (person_id) SELECT person_id FROM p`,
        ).catch(() => {});
        await query(source, `INSERT INTO visits (person_id) SELECT max(person_id) FROM people`);
      }
    })();
    await backUp({ url: source.url, dataDir, file });
    isWriting = false;
    await writing;
    await restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir });
    await query(target, `INSERT INTO people (name) VALUES ('After')`);
  });

  test('is for our eyes, appears whole, and any tar can read it', async () => {
    const { manifest } = await backUp({ url: source.url, dataDir, file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
    const { stdout } = await execute('tar', ['-tzf', file]);
    expect(stdout.split('\n')).toContain('tables/people/000001.copy');
    expect(manifest.tables.people?.rows).toBe(3002);
    expect(manifest.tables['nobody here']?.rows).toBe(0);
  });

  test('replaces an older one only when it is complete', async () => {
    await writeFile(file, 'the older one');
    await rm(join(dataDir, 'files'), { recursive: true });
    await writeFile(join(dataDir, 'files'), 'not a folder');
    await expect(backUp({ url: source.url, dataDir, file })).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('the older one');
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('refusing, with nothing changed', () => {
  test('a truncated file, wherever it was cut', async () => {
    await backUp({ url: source.url, dataDir, file });
    const { size } = await stat(file);
    for (const length of [size - 1, size - 9, size - 600, Math.floor(size / 2), 20, 0]) {
      await truncate(file, length);
      await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(
        /damaged or not a backup/,
      );
    }
    expect(await tablesOf(target)).toEqual([]);
  });

  test('a file in which one letter changed, even when gzip is none the wiser', async () => {
    await backUp({ url: source.url, dataDir, file });
    const bytes = gunzipSync(await readFile(file));
    const at = bytes.indexOf('Person 1234');
    bytes[at] = 'p'.charCodeAt(0);
    await writeFile(file, gzipSync(bytes));
    await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(
      'table people is not what',
    );
    expect(await tablesOf(target)).toEqual([]);
  });

  test('a file that is something else', async () => {
    await writeFile(file, gzipSync('hello'));
    await expect(checkBackup(file)).rejects.toThrow(/damaged or not a backup/);
    await writeFile(file, 'hello');
    await expect(checkBackup(file)).rejects.toThrow(/damaged or not a backup/);
    await rm(file);
    await expect(checkBackup(file)).rejects.toThrow(/ENOENT/);
  });

  test('a database that holds something, unless it is to be replaced', async () => {
    await backUp({ url: source.url, dataDir, file });
    await query(target, 'CREATE TABLE precious (n int); CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (n int)');
    await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(/not empty/);
    expect(await tablesOf(target)).toEqual(['job', 'precious']);
    await restore({ url: target.url, dataDir, file, migrationsDir, replace: true });
    await expectSame();
    expect(await tablesOf(target)).not.toContain('job');
  });

  test('a database that others use', async () => {
    await backUp({ url: source.url, dataDir, file });
    const other = await connect(target.url, 'pr8werk');
    await expect(restore({ url: target.url, dataDir: join(folder, 'other'), file, migrationsDir })).rejects.toThrow(
      /connected .*\(pr8werk\)/,
    );
    await other.end();
  });

  test('a backup of a newer version, or one whose migrations read otherwise', async () => {
    await writeFile(join(migrationsDir, '0002-future.sql'), 'CREATE TABLE future (n int)');
    await migrate(source.url, { dir: migrationsDir });
    await backUp({ url: source.url, dataDir, file });
    await rm(join(migrationsDir, '0002-future.sql'));
    await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(
      /0002-future.sql, which is unknown/,
    );
    await writeFile(join(migrationsDir, '0002-future.sql'), 'CREATE TABLE other (n int)');
    await expect(restore({ url: target.url, dataDir, file, migrationsDir })).rejects.toThrow(
      /0002-future.sql was changed/,
    );
    expect(await tablesOf(target)).toEqual([]);
  });

  test('a failure late in the work gives back what was there, files included', async () => {
    await writeFile(join(dataDir, 'files', 'letter'), 'from the backup');
    await backUp({ url: source.url, dataDir, file });
    await writeFile(join(dataDir, 'files', 'letter'), 'present');
    await query(target, 'CREATE TABLE precious AS SELECT 42 AS n');
    const bytes = gunzipSync(await readFile(file));
    // A manifest that is consistent with the file, but not with what a database makes of it.
    const manifestAt = bytes.lastIndexOf('"rows": 2000');
    bytes.write('"rows": 2001', manifestAt);
    await writeFile(file, gzipSync(bytes));
    await expect(restore({ url: target.url, dataDir, file, migrationsDir, replace: true })).rejects.toThrow(
      'Table visits: 2000 rows came in instead of 2001',
    );
    expect(await query(target, 'SELECT n FROM precious')).toEqual([{ n: 42 }]);
    expect(await readFile(join(dataDir, 'files', 'letter'), 'utf8')).toBe('present');
    expect(await readdir(dataDir)).toEqual(['files']);
  });
});

async function expectSame(): Promise<void> {
  for (const table of ['people', 'visits', '"Journal"', '"nobody here"', 'totals', 'migrations']) {
    const sums = `SELECT count(*)::int AS n, md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS sum FROM ${table} t`;
    expect([table, await query(target, sums)]).toEqual([table, await query(source, sums)]);
  }
}

async function ownerOfTarget(): Promise<string> {
  const url = new URL(target.url);
  const role = `owner_${url.pathname.slice(-12)}`;
  await query(
    target,
    `CREATE ROLE ${role} LOGIN PASSWORD 'secret'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${role}`,
  );
  url.username = role;
  url.password = 'secret';
  return url.href;
}

async function tablesOf(database: TestDatabase): Promise<unknown[]> {
  const rows = await query(
    database,
    `SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'pgboss') ORDER BY 1`,
  );
  return rows.map(({ tablename }) => tablename);
}

async function query(database: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(database.url, 'pr8werk-test');
  try {
    const result = await client.query(sql);
    return [result].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
