// DATA_DIR/pr8werk.pid says which process is the API, because a signal sent to pnpm or npx does not always
// arrive. The file is a hint and may be stale: who reads it asks what the process really is.
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine } from '#api/db/processes.ts';

export interface PidInfo {
  pid: number;
  startedAt: string;
  port: number;
}

export async function writePidFile(dataDir: string, info: PidInfo): Promise<void> {
  const draft = `${pathIn(dataDir)}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(info)}\n`, { mode: 0o644 });
  await rename(draft, pathIn(dataDir));
}

/** Removes our own file; that of a process which took over stays. */
export async function removePidFile(dataDir: string, pid: number = process.pid): Promise<void> {
  if ((await readPidFile(dataDir))?.pid === pid) await rm(pathIn(dataDir), { force: true });
}

export async function readPidFile(dataDir: string): Promise<PidInfo | null> {
  try {
    const info = JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as PidInfo;
    return Number.isSafeInteger(info.pid) && info.pid > 0 ? info : null;
  } catch {
    return null;
  }
}

/** Whether the process with this id is an API of this project. */
export async function isApi(pid: number): Promise<boolean> {
  return /(^|[\s/\\])api[/\\]src[/\\]main\.ts(\s|$)/.test((await commandLine(pid)) ?? '');
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'pr8werk.pid');
}
