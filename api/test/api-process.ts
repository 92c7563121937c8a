// The API as a process of its own, as an operator runs it: started, killed, asked to stop.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '#api/config.ts';

export interface ApiProcess {
  url: string;
  child: ChildProcess;
  output: () => string;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  terminate(): Promise<number | null>;
}

export interface ApiOptions {
  databaseUrl: string;
  port: number;
  jobs?: 'on' | 'off';
  smtpUrl?: string;
  isReady?: boolean;
}

export async function startApi(options: ApiOptions): Promise<ApiProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pr8werk-api-'));
  let output = '';
  const child = spawn(process.execPath, [join(repositoryRoot, 'api/src/main.ts')], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: 'a secret that is only used by tests, 32+',
      PORT: String(options.port),
      JOBS: options.jobs ?? 'on',
      DEMO: 'off',
      LOG_LEVEL: 'warn',
      LIMIT_SIGNUP_PER_ADDRESS: '1000000',
      ...(options.smtpUrl ? { SMTP_URL: options.smtpUrl } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = once(child, 'exit').then(async ([code]) => {
    await rm(dataDir, { recursive: true, force: true });
    return code as number | null;
  });
  const url = `http://127.0.0.1:${options.port}`;
  const api: ApiProcess = {
    url,
    child,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async terminate() {
      child.kill('SIGTERM');
      return gone;
    },
  };
  if (options.isReady !== false) await ready(api);
  return api;
}

export async function ready(api: ApiProcess): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = await fetch(`${api.url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (api.child.exitCode !== null || performance.now() > deadline)
      throw new Error(`the API does not start:\n${api.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
