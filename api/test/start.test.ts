// What a newcomer's machine does: the embedded PostgreSQL, started, started twice, killed, stopped, backed up.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { freePort } from '#test/api-process.ts';

let dataDir: string;
let port: number;
let child: ChildProcess | null = null;

const script = (name: string) => join(repositoryRoot, 'api/src', name);
const environment = () => ({ PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pr8werk-newcomer-'));
  port = await freePort();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  command('stop.ts');
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the API; answers what it printed once it is up. */
async function start(): Promise<string> {
  const started = spawn(process.execPath, [script('main.ts')], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let output = '';
  const isUp = new Promise<string>((resolve, reject) => {
    for (const stream of [started.stdout!, started.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('pnpm stop')) resolve(output);
      });
    }
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return isUp;
}

function command(name: string, ...args: string[]) {
  return spawnSync(process.execPath, [script(name), ...args], { env: environment(), encoding: 'utf8' });
}

const agenda = () => fetch(`http://127.0.0.1:${port}/v1/programmes/pr8werk/agenda`);

function postgresPid(): number | null {
  const folder = existsSync(join(dataDir, 'postgres/postmaster.pid')) ? join(dataDir, 'postgres') : null;
  return folder ? Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]) : null;
}

describe('on a fresh folder', () => {
  test('it says where to go, with a link that signs in, and shows the real history', async () => {
    const output = await start();
    expect(output).toContain(`http://127.0.0.1:${port}/docs`);
    const link = /sign-in#request=(\S+)&token=(\S+)/.exec(output)!;
    const signedIn = await fetch(`http://127.0.0.1:${port}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request: link[1], token: link[2] }),
    });
    expect(signedIn.status).toBe(201);
    expect(await (await agenda()).text()).toContain('ontbijtsessie-wehl');
  });

  test('a second start on the same folder says so and ends with 1, and the first goes on', async () => {
    const second = spawnSync(process.execPath, [script('main.ts')], {
      env: { ...environment(), PORT: String(await freePort()) },
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('draait al');
    expect((await agenda()).status).toBe(200);
  });

  test('a backup can be made while it runs, and a restore is refused', () => {
    const file = join(dataDir, 'kopie.tar.gz');
    expect(command('backup.ts', file)).toMatchObject({ status: 0 });
    const refused = command('restore.ts', '--replace', file);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('pnpm stop');
  });

  test('after a kill the next start recovers by itself', async () => {
    const killed = once(child!, 'exit');
    child!.kill('SIGKILL');
    await killed;
    await start();
    expect(await (await agenda()).text()).toContain('ontbijtsessie-wehl');
  });

  test('asked to stop, it ends with 0 and leaves no PostgreSQL behind', async () => {
    const ended = once(child!, 'exit');
    child!.kill('SIGTERM');
    child!.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(postgresPid()).toBeNull();
    expect(existsSync(join(dataDir, 'pr8werk.pid'))).toBe(false);
    expect(command('stop.ts')).toMatchObject({ status: 0 });
  });

  test('the backup is put back while it rests, and is there at the next start', async () => {
    const restored = command('restore.ts', '--replace', join(dataDir, 'kopie.tar.gz'));
    expect(restored.status, restored.stderr).toBe(0);
    await start();
    expect(await (await agenda()).text()).toContain('grande-finale');
    expect(command('stop.ts').stdout).toContain('Stopped');
  });
});

test('what is wrong with the settings is said all at once', () => {
  const { status, stderr } = spawnSync(process.execPath, [script('main.ts')], {
    env: {
      PATH: process.env.PATH,
      PORT: '99999',
      DATABASE_URL: 'mysql://x',
      SMTP_URL: 'post',
      DEMO: 'maybe',
      SECRET_KEY: 'kort',
    },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  for (const name of ['PORT', 'DATABASE_URL', 'SMTP_URL', 'DEMO', 'SECRET_KEY']) expect(stderr).toContain(name);
});
