// From typing the command to the first answer: on a fresh data directory (which makes the database cluster) and on one
// that was used before. Recorded, not judged: an absolute figure depends on the machine.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figure, median, rounds } from './measure.ts';
import { freePort } from './stage.ts';

const main = join(import.meta.dirname, '../src/main.ts');

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/health/ready`;
  for (;;) {
    const isReady = await fetch(url).then(
      (it) => it.ok,
      () => false,
    );
    if (isReady) break;
    if (performance.now() - startedAt > 60_000) throw new Error('not ready after a minute');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
  return seconds;
}

export async function* benchStart(): AsyncGenerator<Figure> {
  const fresh: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'pr8werk-start-'));
    fresh.push(await startOnce(folder));
    warm.push(await startOnce(folder));
    await rm(folder, { recursive: true, force: true });
  }
  const method = 'from spawning api/src/main.ts until /health/ready answers 200, with demo data; median of rounds';
  yield figure('start: fresh directory', median(fresh), 's', null, method);
  yield figure('start: warm', median(warm), 's', null, method);
  yield figure('start: warm against fresh', median(warm) / median(fresh), 'ratio', '<= 1', method);
}
