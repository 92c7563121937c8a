// Where the embedded PostgreSQL keeps its data, and how that folder comes to be. Normally it is
// DATA_DIR/postgres. When we are root and the account PostgreSQL runs as cannot get to DATA_DIR, it is a
// folder with a random name under /var/lib/pr8werk, whose name is kept in DATA_DIR. Every step may be
// broken off or be done by two processes at once: a folder or file appears complete or not at all.
import { createHmac, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type Account,
  type Binaries,
  canEnter,
  ensureStateFolder,
  reachableBinaries,
  run,
  stateFolder,
  unprivilegedAccount,
} from '#api/db/postgres-binaries.ts';

export interface Place {
  dataDir: string;
  /** PostgreSQL's own folder. */
  directory: string;
  account: Account | null;
  binaries: Binaries;
  /** Of the superuser `postgres`. */
  password: string;
}

const abandonedAfterMs = 10 * 60_000;

/** PostgreSQL's folder for this DATA_DIR if a database was ever made there, else null. */
export async function findDirectory(dataDir: string): Promise<string | null> {
  const id = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  const directory = id === null ? join(await realpath(dataDir).catch(() => dataDir), 'postgres') : locationOf(id);
  return (await exists(join(directory, 'PG_VERSION'))) ? directory : null;
}

export function readPassword(dataDir: string): Promise<string | null> {
  return readFile(join(dataDir, 'postgres-password'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

/** The role the API itself uses owns its database and nothing more; its password follows from the superuser's. */
export function ownerPassword(superuserPassword: string): string {
  return createHmac('sha256', superuserPassword).update('role pr8werk').digest('base64url');
}

/** Everything PostgreSQL needs before it can start; makes the database folder the first time. */
export async function preparePlace(wanted: string, binariesFolder?: string): Promise<Place> {
  const isRoot = process.getuid?.() === 0;
  await mkdir(wanted, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  const dataDir = await realpath(wanted);
  if (isRoot) await letOthersPass(dataDir);
  const existing = await findDirectory(dataDir);
  const account = (existing === null ? null : await ownerOf(existing)) ?? (await unprivilegedAccount());
  if (existing && (await readPassword(dataDir)) === null) {
    throw new Error(
      `${existing} exists, but ${dataDir}/postgres-password is missing: put it back from where DATA_DIR came.`,
    );
  }
  const password = await keptSecret(dataDir, 'postgres-password', randomBytes(32).toString('base64url'));
  const binaries = await reachableBinaries(account, binariesFolder);
  const directory = await chooseDirectory(dataDir, account, existing);
  const place = { dataDir, directory, account, binaries, password };
  if (!existing) await initialise(place);
  await refuseOtherMajor(place);
  return place;
}

async function chooseDirectory(dataDir: string, account: Account | null, existing: string | null): Promise<string> {
  const plain = join(dataDir, 'postgres');
  if (account === null || (await canEnter(dataDir, account))) return existing ?? plain;
  if (existing === plain) {
    throw new Error(`PostgreSQL runs as "${account.name}", which cannot reach ${plain}: open the folders above it.`);
  }
  if (existing) return existing;
  await ensureStateFolder();
  return locationOf(await keptSecret(dataDir, 'postgres-location', randomBytes(16).toString('hex')));
}

function locationOf(id: string): string {
  if (!/^[0-9a-f]{32}$/.test(id.trim())) throw new Error('DATA_DIR/postgres-location does not hold what was written.');
  return join(stateFolder, id.trim());
}

/** A folder made by somebody other than root keeps its owner: PostgreSQL insists on running as that one. */
async function ownerOf(directory: string): Promise<Account | null> {
  const { uid, gid } = await stat(directory);
  const me = process.getuid?.();
  if (me === 0) return uid === 0 ? null : { name: `uid ${uid}`, uid, gid };
  if (uid === me) return null;
  throw new Error(`${directory} belongs to user ${uid} and we are ${me}: start as that user, or as root.`);
}

async function letOthersPass(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o777) | 0o011);
}

/** The text kept under a name, or the given one from now on: `link` refuses to replace, so all agree on one. */
async function keptSecret(dataDir: string, name: string, fresh: string): Promise<string> {
  const path = join(dataDir, name);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeDurably(draft, `${fresh}\n`);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dataDir);
  return (await readFile(path, 'utf8')).trim();
}

async function initialise(place: Place): Promise<void> {
  const { account, binaries, directory } = place;
  await sweepAbandoned(directory);
  const fresh = `${directory}.new-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${fresh}-password`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeDurably(passwordFile, `${place.password}\n`);
    if (account) {
      await chown(fresh, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const initdb = (locale: string[]) =>
      run(
        join(binaries.folder, 'bin', 'initdb'),
        [
          '-D',
          fresh,
          '--username=postgres',
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          ...locale,
          '--data-checksums',
          '--no-instructions',
        ],
        account,
      );
    let outcome = await initdb(['--locale=C.UTF-8']);
    // Not every C library has a locale of that name; the one inside PostgreSQL is what matters.
    if (outcome.code !== 0) outcome = await initdb(['--locale=C', '--builtin-locale=C.UTF-8']);
    if (outcome.code !== 0) throw new Error(`initdb could not make ${directory}: ${outcome.output.trim()}`);
    await rename(fresh, directory);
    await syncFolder(dirname(directory));
  } catch (error) {
    // Another process that began at the same moment may have finished first: then its folder is the one.
    if (!(await exists(join(directory, 'PG_VERSION')))) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

async function sweepAbandoned(directory: string): Promise<void> {
  const parent = dirname(directory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(directory)}.new-`)) continue;
    const found = await lstat(join(parent, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs)
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

async function refuseOtherMajor({ directory, binaries }: Place): Promise<void> {
  const major = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  const ours = binaries.version.split('.')[0];
  if (major === ours) return;
  throw new Error(
    `${directory} was made by PostgreSQL ${major} and this version brings ${ours}: back up with the version that made it, and restore here into an empty DATA_DIR.`,
  );
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is only there after a power cut when its folder was synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What we may not look at exists too. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}
