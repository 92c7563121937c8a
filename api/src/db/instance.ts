// On an embedded database exactly one API works. Who it is, is known by a lock that lives and dies with a
// connection: unlike a file it cannot outlast a killed process. The name of the connection tells others
// whose it is.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { connect } from '#api/db/postmaster.ts';

/** Two numbers that nothing else in this system uses as an advisory lock. */
const lock = { space: 0x70723877, key: 1 };
/** The name of our connection. */
export const instanceName = `pr8werk-instance ${process.pid} ${randomBytes(6).toString('hex')}`;

export interface Instance {
  release(): Promise<void>;
  /** Resolves when the lock is gone against our will (the server ended); never after release(). Ask anew then. */
  lost: Promise<void>;
}

/** Becomes the one API of this database; null when another one is. */
export async function holdInstance(url: string): Promise<Instance | null> {
  const client = await connectPatiently(url);
  // A killed API is noticed by the server within moments; only who still holds after that is alive.
  const until = Date.now() + 3000;
  while (!(await tryLock(client))) {
    if (Date.now() > until) {
      await client.end();
      return null;
    }
    await delay(100);
  }
  let released = false;
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      if (!released) resolve();
    });
  });
  const release = async () => {
    if (released) return;
    released = true;
    await client.end().catch(() => {});
  };
  return { release, lost };
}

export interface Holder {
  pid: number;
  isOurselves: boolean;
}

/** Who holds the lock, seen from a superuser's connection to any database of the server. */
export async function instanceHolder(client: pg.Client): Promise<Holder | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name
       FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2`,
    [lock.space, lock.key],
  );
  const name = rows[0]?.name;
  return name === undefined ? null : { pid: Number(name.split(' ')[1] ?? 0), isOurselves: name === instanceName };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [
    lock.space,
    lock.key,
  ]);
  return rows[0]?.held === true;
}

async function connectPatiently(url: string): Promise<pg.Client> {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      const client = await connect(url, instanceName);
      await client.query('SET idle_session_timeout = 0');
      return client;
    } catch (error) {
      const { code } = error as { code?: string };
      const passes = code === '57P03' || code === '57P01' || code === 'ECONNREFUSED' || code === 'ECONNRESET';
      if (!passes || Date.now() > until) throw error;
      await delay(100);
    }
  }
}
