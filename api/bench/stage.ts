// A stage for benchmarks: a durable cluster (a commit is on the disk before it is answered), databases made from the
// migrated template, and server processes on ports of their own.

import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { cookieName } from '#api/accounts/rules.ts';
import { createDatabase, createTemplate, startTestCluster } from '#test/cluster.ts';

export interface Stage {
  database(): Promise<{ url: string; drop(): Promise<void> }>;
  server(file: string, env: Record<string, string>): Promise<{ port: number; pid: number; stop(): Promise<void> }>;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const cluster = await startTestCluster({ durable: true });
  await createTemplate(cluster.adminUrl, 'bench_template');
  const folder = await mkdtemp(join(tmpdir(), 'pr8werk-bench-'));
  const children = new Set<ChildProcess>();
  return {
    database: () => createDatabase(cluster.adminUrl, 'bench_template'),
    async server(file, env) {
      const port = await freePort();
      const child = fork(join(import.meta.dirname, file), [], {
        env: { ...process.env, NODE_ENV: 'production', BENCH_PORT: String(port), BENCH_DATA_DIR: folder, ...env },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      children.add(child);
      await new Promise<void>((resolve, reject) => {
        child.once('message', () => resolve());
        child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
      });
      return {
        port,
        pid: child.pid!,
        stop: () =>
          new Promise((resolve) => {
            children.delete(child);
            child.once('exit', () => resolve());
            child.kill('SIGTERM');
          }),
      };
    },
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a database and answers its rows. */
export async function ask<T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const programmeId = '01990000-0000-7000-8000-000000000001';
const accountId = '01990000-0000-7000-8000-0000000000a1';

/** A programme `bench` with an owner who is signed in; answers the owner's cookie. */
export async function aTeamOfOne(url: string): Promise<string> {
  const secret = randomBytes(32);
  await ask(
    url,
    `INSERT INTO programmes (programme_id, slug, name, region, controller, created_at) VALUES ($1, 'bench', 'Bench', 'Bench', 'Bench', now())`,
    [programmeId],
  );
  await ask(
    url,
    `INSERT INTO accounts (account_id, email, name, created_at) VALUES ($1, 'bench@team.example', 'B', now())`,
    [accountId],
  );
  await ask(
    url,
    `INSERT INTO members (programme_id, account_id, name, role, since) VALUES ($1, $2, 'B', 'owner', now())`,
    [programmeId, accountId],
  );
  await ask(
    url,
    `INSERT INTO sessions (session_hash, session_id, account_id, started_at, last_seen_at, expires_at, device)
       VALUES ($1, $2, $2, now(), now(), now() + interval '1 day', 'bench')`,
    [createHash('sha256').update(secret).digest(), accountId],
  );
  return `${cookieName}=${secret.toString('base64url')}`;
}
