// `pnpm stop` as the operator calls it, against something that behaves like the API.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopOrphan } from '#api/db/embedded.ts';
import { readPidFile, writePidFile } from '#api/db/pid-file.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let folder: string;
let dataDir: string;
let started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pr8werk-stop-'));
  dataDir = join(folder, 'data');
  await chmod(folder, 0o755);
  await mkdir(dataDir);
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  await stopOrphan(dataDir);
  await rm(folder, { recursive: true });
});

test('a running API is asked to end, and waited for', async () => {
  const api = await startApi();
  const { output } = await stop();
  expect(output).toMatch(new RegExp(`^Stopped the API \\(process ${api.pid}\\) in [\\d.]+ s\\.\n$`));
  expect(api.exitCode ?? (await once(api, 'exit'))[0]).toBe(0);
  expect(await readPidFile(dataDir)).toBeNull();
});

test('what a killed API left behind is ended too', async () => {
  const api = await startApi();
  api.kill('SIGKILL');
  await once(api, 'exit');
  expect(await stop()).toEqual({ code: 0, output: 'Stopped the PostgreSQL that was left behind.\n' });
  expect(await readPidFile(dataDir)).toBeNull();
});

test('a process that only has the number of the API is left alone', async () => {
  const bystander = spawn('sleep', ['60']);
  started.push(bystander);
  await writePidFile(dataDir, { pid: bystander.pid as number, startedAt: new Date().toISOString(), port: 8080 });
  expect(await stop()).toEqual({ code: 0, output: `Nothing is running on ${dataDir}.\n` });
  expect(bystander.signalCode).toBeNull();
});

test('an API that lost its pid file is named, and not robbed of its database', async () => {
  const api = await startApi();
  await rm(join(dataDir, 'pr8werk.pid'));
  const { code, output } = await stop();
  expect(code).toBe(1);
  expect(output).toContain(`in use by process ${api.pid}: stop that one first`);
});

async function startApi(): Promise<ChildProcess> {
  const main = join(folder, 'api/src/main.ts');
  const module = (name: string) => JSON.stringify(join(import.meta.dirname, 'db', name));
  await mkdir(join(folder, 'api/src'), { recursive: true });
  await writeFile(
    main,
    `const { startEmbedded, holdInstance } = await import(${module('embedded.ts')});
     const { writePidFile, removePidFile } = await import(${module('pid-file.ts')});
     const dataDir = ${JSON.stringify(dataDir)};
     const server = await startEmbedded({ dataDir, log: { info() {}, warn() {}, error() {} } });
     const instance = await holdInstance(server.url);
     await writePidFile(dataDir, { pid: process.pid, startedAt: new Date().toISOString(), port: 8080 });
     process.on('SIGTERM', async () => {
       await instance.release();
       await server.stop();
       await removePidFile(dataDir);
       process.exit(0);
     });
     setInterval(() => {}, 1000);
     process.stdout.write('ready');`,
  );
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function stop(): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'stop.ts')], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part));
  child.stderr.on('data', (part: Buffer) => (output += part));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
