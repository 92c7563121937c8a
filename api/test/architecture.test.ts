// The rules of the house, read from the source and from the catalogue of the database. What is allowed beside a rule is
// listed here with its reason; a list that names something that is gone fails too.

import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { permissions, rolePermissions } from '@pr8werk/shared/accounts.ts';
import { placeholders } from '@pr8werk/shared/messages/translate.ts';
import { problemCodes } from '@pr8werk/shared/problem.ts';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { connect } from '#api/db/postmaster.ts';
import { reactions } from '#api/reactions.ts';
import { databaseUrl } from '#test/cluster.ts';
import { rooms as contracts, endpoints } from '#test/contract.ts';
import { templateName } from '#test/global-setup.ts';
import { above, extraFiles, infrastructure, rooms, words } from '#test/rooms.ts';

const banned = /(^|[-/])(utils?|helpers?|common|manager|service|misc|index|lib|base)\.tsx?$/;

type Source = Record<'path' | 'text', string>;

let sources: Source[] = [];
let api: Source[] = [];

beforeAll(async () => {
  const folders = ['api/src', 'api/test', 'shared/src', 'admin/src', 'embed/src', 'zaal/src', 'migrations'];
  sources = (await Promise.all(folders.map((it) => read(join(repositoryRoot, it))))).flat();
  api = sources
    .filter((it) => it.path.startsWith('api/src/') && !isTest(it.path))
    .map((it) => ({ ...it, path: it.path.slice('api/src/'.length) }));
  expect(api.length).toBeGreaterThan(80);
});

async function read(folder: string): Promise<Source[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((it) => it.isFile() && /\.(tsx?|sql|css)$/.test(it.name))
    .map((it) => join(it.parentPath, it.name));
  return Promise.all(
    files.map(async (path) => ({ path: relative(repositoryRoot, path), text: await readFile(path, 'utf8') })),
  );
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const folderOf = (path: string) => (path.includes('/') ? path.split('/')[0]! : '');
const importsOf = ({ text }: Source) =>
  [...text.matchAll(/from '#api\/([^']+)'|import\('#api\/([^']+)'\)/g)].map((it) => it[1] ?? it[2]!);
/** The code without its comments. */
const codeOf = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

describe('rooms', () => {
  test('are all known here', () => {
    const folders = [...new Set(api.map((it) => folderOf(it.path)).filter(Boolean))].sort();
    expect(folders).toEqual([...rooms, ...infrastructure, ...above].sort());
  });

  test.each(rooms)('%s imports only itself, rooms before it, and what knows no room', (room) => {
    const allowed = new Set([...rooms.slice(0, rooms.indexOf(room) + 1), ...infrastructure, '']);
    const wrong = api
      .filter((it) => folderOf(it.path) === room)
      .flatMap((it) =>
        importsOf(it)
          .filter((target) => !allowed.has(folderOf(target)) || isTableOfContents(target))
          .map((target) => `${it.path} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test.each(infrastructure)('%s knows no room, not even a type of one', (folder) => {
    const wrong = api
      .filter((it) => folderOf(it.path) === folder)
      .flatMap((it) =>
        importsOf(it)
          .filter((target) => [...rooms, ...above].includes(folderOf(target)) || isTableOfContents(target))
          .map((target) => `${it.path} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  function isTableOfContents(target: string): boolean {
    const tables = ['app.ts', 'background.ts', 'reactions.ts', 'public-pages.ts', 'personal-data.ts'];
    return [...tables, 'installation.ts', 'main.ts'].includes(target);
  }

  test('call their files by the closed set of words', () => {
    const word = new RegExp(`^(?:[a-z]+-)?(?:${words.join('|')})\\.ts$`);
    const named = api.filter((it) => rooms.includes(folderOf(it.path))).map((it) => it.path);
    // a second file of pages says which: `card-pages.ts`
    const other = named.filter((path) => !word.test(basename(path)) && !extraFiles[path]);
    expect(other).toEqual([]);
    const doubled = named.filter(
      (path) => /-(?!pages)\w+\.ts$/.test(path) && word.test(basename(path)) && !extraFiles[path],
    );
    expect(doubled, 'only pages come in several files').toEqual([]);
    expect(
      Object.keys(extraFiles).filter((it) => !named.includes(it)),
      'listed and gone',
    ).toEqual([]);
  });

  test('have a contract that the tests walk', async () => {
    const files = sources
      .filter((it) => /^shared\/src\/[a-z-]+\.ts$/.test(it.path) && /= endpoint\(/.test(it.text))
      .map((it) => basename(it.path, '.ts'));
    expect(Object.keys(contracts).sort()).toEqual(files.sort());
  });
});

describe('files', () => {
  test('no name says nothing', () => {
    expect(sources.map((it) => it.path).filter((it) => banned.test(it))).toEqual([]);
    const unkebabbed = sources.filter((it) => !/^[a-z0-9.-]+$/.test(basename(it.path)));
    expect(unkebabbed.map((it) => it.path)).toEqual([]);
  });

  test('none is longer than 400 lines', () => {
    // a list of words is as long as there are words
    const long = sources.filter(
      (it) => !it.path.startsWith('shared/src/messages/') && it.text.split('\n').length > 401,
    );
    expect(long.map((it) => it.path)).toEqual([]);
  });

  test('the environment is read by the configuration alone', () => {
    const readers = api.filter((it) => /process\.env/.test(codeOf(it.text))).map((it) => it.path);
    expect(readers).toEqual(['config.ts']);
  });

  test('rooms ask the context what time it is', () => {
    const clocks = api.filter(
      (it) =>
        rooms.includes(folderOf(it.path)) || ['http', 'feeds', 'pages', 'mail', 'queue'].includes(folderOf(it.path)),
    );
    const wrong = clocks.filter((it) => /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(codeOf(it.text)));
    expect(wrong.map((it) => it.path)).toEqual([]);
    const elsewhere = api
      .filter((it) => !it.path.includes('/') && /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(codeOf(it.text)))
      .map((it) => it.path);
    expect(elsewhere.sort()).toEqual(['background-thread.ts', 'installation.ts', 'main.ts', 'stop.ts']);
  });

  test('the counters of places are written by the functions of the migrations alone', () => {
    const wrong = api.filter(({ text }) =>
      /(UPDATE|DELETE FROM|INSERT INTO)\s+event_places|\.(update|delete)\(eventPlaces\)/i.test(codeOf(text)),
    );
    expect(wrong.map((it) => it.path)).toEqual([]);
    const inserts = api.filter(({ text }) => /insert\(eventPlaces\)/.test(text)).map((it) => it.path);
    expect(inserts, 'one row with a new meeting').toEqual(['events/actions.ts']);
    const insert = /insert\(eventPlaces\)\.values\(\{([^}]*)\}/.exec(
      api.find((it) => it.path === 'events/actions.ts')!.text,
    )![1]!;
    expect(insert).not.toMatch(/confirmed|waiting|osition/);
  });

  test('no function of the database notifies: in the transaction of a signup that costs six times as much', () => {
    const migrations = sources.filter((it) => it.path.startsWith('migrations/'));
    expect(migrations.filter((it) => /\bNOTIFY\b|pg_notify/.test(it.text)).map((it) => it.path)).toEqual([]);
  });

  test('exports have names', () => {
    const wrong = sources
      .filter((it) => it.path.startsWith('api/src') || it.path.startsWith('shared/src'))
      .filter((it) => /^export default/m.test(it.text));
    expect(wrong.map((it) => it.path)).toEqual([]);
  });
});

describe('the contract', () => {
  test('every endpoint says who may call it, by a permission that exists', () => {
    for (const { config, schema } of endpoints) {
      expect(['public', 'account', 'staff', 'helper', 'partner'], schema.operationId).toContain(config.access?.kind);
      if (config.access.kind === 'staff') expect(permissions, schema.operationId).toContain(config.access.permission);
      for (const code of config.problems ?? []) expect(problemCodes).toContain(code);
    }
    expect(new Set(endpoints.map((it) => it.schema.operationId)).size).toBe(endpoints.length);
    expect(new Set(endpoints.map((it) => `${it.method} ${it.url}`)).size).toBe(endpoints.length);
  });

  test('every endpoint of a programme is for its team, but for a few that are for everyone', () => {
    const open = endpoints
      .filter(
        (it) => it.url.startsWith('/programmes/') && !['staff', 'helper', 'partner'].includes(it.config.access.kind),
      )
      .map((it) => it.schema.operationId);
    expect(open.sort()).toEqual([
      'createRegistration',
      'showAgenda',
      'showNetworkFigures',
      'showSignupForm',
      'subscribe',
      'takeIntoUse',
    ]);
  });

  test('every public endpoint that does work has a limit', () => {
    const unlimited = endpoints
      .filter((it) => it.config.access.kind === 'public' && !it.config.limit)
      .map((it) => it.schema.operationId);
    expect(unlimited).toEqual(['showFirstRun']);
  });

  test('only public endpoints may be called from other sites', () => {
    for (const it of endpoints.filter((it) => it.config.anyOrigin))
      expect(it.config.access.kind, it.schema.operationId).toBe('public');
  });

  test('bodies refuse what they do not know, and paths are in kebab-case without a slash at the end', () => {
    for (const { schema, url } of endpoints) {
      const { body, querystring } = schema as unknown as Record<string, { additionalProperties?: boolean } | undefined>;
      if (body) expect(body.additionalProperties, schema.operationId).toBe(false);
      if (querystring) expect(querystring.additionalProperties, schema.operationId).toBe(false);
      expect(url).toMatch(/^(\/(:[a-z]+|[a-z]+(-[a-z]+)*))+$/);
    }
  });

  test('every permission is used, and only an owner has all', () => {
    const used = new Set(
      endpoints.flatMap((it) => (it.config.access.kind === 'staff' ? [it.config.access.permission] : [])),
    );
    expect(permissions.filter((it) => !used.has(it))).toEqual([]);
    expect(
      Object.entries(rolePermissions)
        .filter(([, has]) => has.length === permissions.length)
        .map(([role]) => role),
    ).toEqual(['owner']);
  });

  test('every reaction follows from something that is recorded', () => {
    const recorded = sources
      .filter((it) => it.path.startsWith('api/src') || it.path.startsWith('migrations'))
      .map((it) => it.text)
      .join('\n');
    // made in SQL from a verdict: 'registration.' || verdict
    const made = ['confirmed', 'waiting', 'repeated', 'requested', 'invited'].map((it) => `registration.${it}`);
    const never = Object.keys(reactions).filter(
      (name) => !made.includes(name) && recorded.split(`'${name}'`).length < 3,
    );
    expect(never).toEqual([]);
  });
});

describe('words', () => {
  interface Both {
    nl: Record<string, string>;
    en: Record<string, string>;
  }
  const isBoth = (it: unknown): it is Both => typeof it === 'object' && it !== null && 'nl' in it && 'en' in it;
  let catalogues: [string, Both][] = [];
  beforeAll(async () => {
    const files = sources.filter((it) => it.path.startsWith('shared/src/messages/') && !isTest(it.path));
    const modules = await Promise.all(
      files.map(async (it) => [it.path, await import(join(repositoryRoot, it.path))] as const),
    );
    catalogues = modules.flatMap(([path, module]) =>
      Object.values(module as Record<string, unknown>)
        .filter(isBoth)
        .map((it): [string, Both] => [path, it]),
    );
    expect(catalogues.length).toBeGreaterThan(10);
  });

  test('there are the same in Dutch and English, none is empty, and they leave the same places open', () => {
    for (const [path, { nl, en }] of catalogues) {
      expect(Object.keys(en).sort(), path).toEqual(Object.keys(nl).sort());
      for (const key of Object.keys(nl)) {
        expect(nl[key]!.trim() && en[key]!.trim(), `${path} ${key}`).toBeTruthy();
        expect(placeholders(en[key]!), `${path} ${key}`).toEqual(placeholders(nl[key]!));
      }
    }
  });

  test('nobody is called "u" or a lone "O"', () => {
    for (const [path, { nl }] of catalogues) {
      for (const [key, text] of Object.entries(nl))
        expect(text, `${path} ${key}`).not.toMatch(/\bU\b|\b[uU]w\b|(?<!')\bO\b/);
    }
  });

  test('none is left over', () => {
    const users = sources.filter(
      (it) => !it.path.startsWith('shared/src/messages/') && !isTest(it.path) && !it.path.startsWith('api/test'),
    );
    const text = users.map((it) => it.text).join('\n');
    const literals = new Set([...text.matchAll(/['"`]([a-z0-9][\w.:-]*)['"`]/g)].map((it) => it[1]!));
    // the embed gets its words as an object
    for (const it of users.filter(({ path }) => path.startsWith('embed/')))
      for (const [, key] of it.text.matchAll(/\bt\.(\w+)/g)) literals.add(key!);
    // `done.${status}` stands for done.confirmed, done.waiting …
    const templates = [...text.matchAll(/`(?=([^`\n]{3,100})`)/g)]
      .map((it) => it[1]!.replace(/\$\{[^{}]*\}/g, '*'))
      .filter((it) => /^[a-z0-9.*-]+$/.test(it) && it.includes('*') && /[a-z]/.test(it));
    const patterns = [...new Set(templates)].map(
      (it) => new RegExp(`^${it.replaceAll('.', '\\.').replaceAll('*', '.+')}$`),
    );
    // registrations/mails.ts: the kind of mail and the status it is about
    patterns.push(/^signup-(again|restored)\.(confirmed|waiting)$/);
    const left = catalogues
      .filter(([path]) => !path.endsWith('problem.ts'))
      .flatMap(([path, { nl }]) =>
        Object.keys(nl)
          .filter((key) => !literals.has(key) && !patterns.some((it) => it.test(key)))
          .map((key) => `${basename(path)} ${key}`),
      );
    expect(left).toEqual([]);
  });
});

describe('tables', () => {
  /** Tables that stand outside programmes. */
  const directory = ['accounts', 'migrations', 'sessions', 'sign_in_requests'];
  const exceptions: Record<string, string> = {
    programmes_slug_taken: 'the address of a programme is unique on the installation',
    contacts_email_taken:
      'starts with the address, so that register_batch looks people up by it; holds programme_id too',
  };

  async function catalogue<T extends object>(sql: string): Promise<T[]> {
    const client = await connect(databaseUrl(inject('adminUrl'), templateName), 'pr8werk-test');
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  test('every key and every unique constraint begins with the programme', async () => {
    const rows = await catalogue<{ table: string; name: string; kind: string; first: string; columns: string[] }>(
      `SELECT c.relname AS table, i.relname AS name, CASE WHEN x.indisprimary THEN 'key' ELSE 'unique' END AS kind,
          (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = x.indkey[0]) AS first,
          ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY (x.indkey)) AS columns
         FROM pg_index AS x JOIN pg_class AS c ON c.oid = x.indrelid JOIN pg_class AS i ON i.oid = x.indexrelid
        WHERE x.indisunique AND c.relnamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(20);
    const wrong = rows.filter(
      (it) => !directory.includes(it.table) && it.first !== 'programme_id' && !exceptions[it.name],
    );
    expect(wrong).toEqual([]);
    expect(rows.find((it) => it.name === 'contacts_email_taken')?.columns).toContain('programme_id');
  });

  test('every foreign key carries the programme, on both sides', async () => {
    const rows = await catalogue<{ table: string; name: string; target: string; columns: string[]; wanted: string[] }>(
      `SELECT c.conrelid::regclass::text AS table, c.conname AS name, c.confrelid::regclass::text AS target,
          ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(n, o) JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY o) AS columns,
          ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(n, o) JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY o) AS wanted
         FROM pg_constraint AS c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(15);
    const inProgramme = rows.filter((it) => !directory.includes(it.table) && !directory.includes(it.target));
    expect(inProgramme.filter((it) => it.columns[0] !== 'programme_id' || it.wanted[0] !== 'programme_id')).toEqual([]);
    const outward = rows
      .filter((it) => directory.includes(it.target) && !directory.includes(it.table))
      .map((it) => it.table);
    expect(outward, 'the team is where programmes meet accounts').toEqual(['members']);
  });

  test('every column says what kind of data it holds and when it goes', async () => {
    const rows = await catalogue<{ column: string; said: string | null }>(
      `SELECT c.relname || '.' || a.attname AS column, col_description(c.oid, a.attnum) AS said
         FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'migrations'`,
    );
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.filter((it) => !/^(key|fact|personal|secret); \S/.test(it.said ?? ''))).toEqual([]);
    const people = rows.filter(
      (it) => /\.(email|to_address|name|note|device)$/.test(it.column) && !it.said!.startsWith('personal'),
    );
    const things = [
      'activity.name',
      'keys.name',
      'networks.name',
      'organisations.name',
      'programmes.name',
      'programme_partners.note',
    ];
    expect(people.map((it) => it.column).sort()).toEqual(things.sort());
  });

  test('every constraint that people can run into has a name of its own', async () => {
    const rows = await catalogue<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'c' AND conname ~ '_check\\d*$'`,
    );
    expect(rows).toEqual([]);
  });

  test('migrations are numbered without a gap, each with one story', () => {
    const names = sources
      .filter((it) => it.path.startsWith('migrations/'))
      .map((it) => basename(it.path))
      .sort();
    names.forEach((name, i) => {
      expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(4, '0')}-[a-z0-9-]+\\.sql$`));
    });
  });
});
