// What rows.ts says of the tables against what the database says, both ways: every table and column, its type, whether it
// may be empty, and its default.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { is, SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { connect } from '#api/db/postmaster.ts';
import { databaseUrl } from '#test/cluster.ts';
import { templateName } from '#test/global-setup.ts';

interface Column {
  type: string;
  isNotNull: boolean;
  default: string | null;
}
type Tables = Record<string, Record<string, Column>>;

/** Read and written in plain SQL only. */
const withoutRows = ['idempotency_keys', 'migrations'];

let said: Tables;
let real: Tables;

beforeAll(async () => {
  said = await tablesOfRows();
  real = await tablesOfDatabase();
});

async function tablesOfRows(): Promise<Tables> {
  const root = join(repositoryRoot, 'api/src');
  const files = (await readdir(root, { recursive: true })).filter((it) => it.endsWith('/rows.ts'));
  const modules = await Promise.all(files.map((it) => import(join(root, it)) as Promise<Record<string, unknown>>));
  const tables: Tables = {};
  for (const table of modules.flatMap((it) => Object.values(it)).filter((it) => is(it, PgTable))) {
    const { name, columns } = getTableConfig(table);
    expect(tables[name], `${name} stands in two rooms`).toBeUndefined();
    tables[name] = Object.fromEntries(
      columns.map((it) => [it.name, { type: it.getSQLType(), isNotNull: it.notNull, default: defaultOf(it) }]),
    );
  }
  return tables;
}

function defaultOf(column: PgColumn): string | null {
  const value = column.default;
  if (value === undefined || is(value, SQL)) return null;
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function tablesOfDatabase(): Promise<Tables> {
  const client = await connect(databaseUrl(inject('adminUrl'), templateName), 'pr8werk-test');
  try {
    const { rows } = await client.query<{
      table: string;
      column: string;
      type: string;
      is_not_null: boolean;
      default: string | null;
    }>(
      `SELECT c.relname AS table, a.attname AS column, a.attnotnull AS is_not_null,
          -- a domain is its base type with a check
          format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE a.atttypid END, a.atttypmod) AS type,
          -- how a column is generated stands in its migration alone
          CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default
         FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid JOIN pg_type AS t ON t.oid = a.atttypid
         LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    const tables: Tables = {};
    for (const row of rows) {
      tables[row.table] ??= {};
      tables[row.table]![row.column] = { type: row.type, isNotNull: row.is_not_null, default: plain(row.default) };
    }
    return tables;
  } finally {
    await client.end();
  }
}

/** `'nl'::text` -> nl */
function plain(expression: string | null): string | null {
  return expression === null ? null : expression.replace(/::[\w\s[\]".]+\)?/g, '').replace(/^\(?'(.*)'$/s, '$1');
}

describe('rows.ts and the database', () => {
  test('know the same tables', () => {
    expect([...Object.keys(said), ...withoutRows].sort()).toEqual(Object.keys(real).sort());
  });

  test('agree on every column', () => {
    const normal: Record<string, string> = { 'timestamp with time zone': 'timestamptz' };
    const normalised = (tables: Tables) =>
      Object.fromEntries(
        Object.entries(tables)
          .filter(([name]) => !withoutRows.includes(name))
          .map(([name, columns]) => [
            name,
            Object.fromEntries(
              Object.entries(columns).map(([key, it]) => [key, { ...it, type: normal[it.type] ?? it.type }]),
            ),
          ]),
      );
    expect(normalised(said)).toEqual(normalised(real));
  });
});
