// What every act needs: the database, the clock, the configuration, the log. Handed down, never imported as a global,
// so a test can stop the clock and two installations can live in one process.

import { createHmac, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '#api/config.ts';

export type Orm = NodePgDatabase;

/** A connection to speak through: the pool, or the one connection of a transaction. */
export interface Db {
  orm: Orm;
  /** Plain SQL with `$1` parameters; timestamps come as Date, bigints as number. */
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
}

export interface Context {
  db: Db;
  pool: pg.Pool;
  now: () => Date;
  config: Config;
  log: Logger;
  secret: Buffer;
  /** Called after a commit that recorded activity: the relay need not wait for its next look. */
  nudge: () => void;
}

// bigints here are counts and positions, far below 2^53
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

export function openPool(url: string, size: number, log: Pick<Logger, 'warn'>, name = 'pr8werk'): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    query_timeout: 30_000,
    statement_timeout: 25_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on('error', (error) => log.warn({ err: error.message }, 'a database connection broke while idle'));
  return pool;
}

export function dbOf(client: pg.Pool | pg.PoolClient): Db {
  return {
    orm: drizzle(client as pg.Pool),
    async query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
      return (await client.query<T>(text, values)).rows;
    },
  };
}

/**
 * Runs `work` in one transaction. Nothing but the database may be awaited inside. Resolves after COMMIT; when the
 * connection breaks during COMMIT the fate is unknown and the error says so.
 */
export async function transact<T>(ctx: Context, work: (tx: Db) => Promise<T>): Promise<T> {
  const client = await ctx.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(dbOf(client));
    await client.query('COMMIT');
    ctx.nudge();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((it: Error) => {
      broken = it;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A code that only this installation can make: the base of links in mails and form tokens. 128 bits. */
export function sign(ctx: Pick<Context, 'secret'>, ...parts: (string | Buffer)[]): Buffer {
  const mac = createHmac('sha256', ctx.secret);
  for (const part of parts) mac.update(part).update('\0');
  return mac.digest().subarray(0, 16);
}

export function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

let last = '';

/** A UUID version 7; of two made in one process the later one sorts after the earlier, also within a millisecond. */
export function newId(): string {
  const id = randomUUIDv7();
  last = id > last ? id : successor(last);
  return last;
}

function successor(id: string): string {
  const tail = Number.parseInt(id.slice(-12), 16) + 1;
  return tail < 2 ** 48 ? id.slice(0, -12) + tail.toString(16).padStart(12, '0') : randomUUIDv7();
}
