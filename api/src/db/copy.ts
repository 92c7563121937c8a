// COPY is how tables leave and enter PostgreSQL in bulk. Its text form is the same in every version, and
// with these settings it says exactly what is stored, wherever the session comes from.
import { createRequire } from 'node:module';
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { connectForSchema } from '#api/db/migrate.ts';

interface CopyStreams {
  to(text: string): Readable & pg.Submittable & { rowCount: number };
  from(text: string): Writable & pg.Submittable & { rowCount: number };
}

// The package has no types of its own.
const streams = createRequire(import.meta.url)('pg-copy-streams') as CopyStreams;

export interface Table {
  name: string;
  /** Those that hold what was written; generated ones follow. */
  columns: string[];
}

export interface Sequence {
  lastValue: string;
  isCalled: boolean;
}

export async function connectForCopy(url: string): Promise<pg.Client> {
  const client = await connectForSchema(url);
  await client.query(
    `SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
     SET extra_float_digits = 3; SET bytea_output = 'hex'; SET synchronize_seqscans = off; SET row_security = off`,
  );
  // A long copy is not a stuck one. Which of these exist differs per version.
  await client.query(
    `SELECT set_config(name, '0', false) FROM pg_settings
      WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout')`,
  );
  return client;
}

/** Ends a connection that may be in the middle of a copy. */
export async function disconnect(client: pg.Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: Readable } }).connection;
  const giveUp = setTimeout(() => stream.destroy(), 1000);
  await client.end().catch(() => {});
  clearTimeout(giveUp);
}

/** The tables of schema public, without those that belong to an extension. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND ${notOfAnExtension}
      GROUP BY c.oid ORDER BY c.relname COLLATE "C"`,
  );
  return rows;
}

/** Where the sequences stand. They do not know of snapshots: read them after the tables. */
export async function readSequences(client: pg.ClientBase): Promise<Record<string, Sequence>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND ${notOfAnExtension}
      ORDER BY c.relname COLLATE "C"`,
  );
  const found: Record<string, Sequence> = {};
  for (const { name } of rows) {
    const state = await client.query<Sequence>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${qualified(name)}`,
    );
    found[name] = state.rows[0] as Sequence;
  }
  return found;
}

export function copyOut(client: pg.ClientBase, table: Table): Readable & { rowCount: number } {
  return client.query(streams.to(`COPY ${qualified(table.name)} (${columnList(table)}) TO STDOUT`));
}

export function copyIn(client: pg.ClientBase, table: Table): Writable & { rowCount: number } {
  return client.query(streams.from(`COPY ${qualified(table.name)} (${columnList(table)}) FROM STDIN`));
}

export function qualified(name: string): string {
  return `public.${pg.escapeIdentifier(name)}`;
}

function columnList(table: Table): string {
  return table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}

export const notOfAnExtension = `NOT EXISTS (
  SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;
