// A tar.gz written and read as a stream, one entry after the other, so that its size does not matter. What
// is read is pulled: nothing is decompressed before somebody asks for it. Any tar program can open it.
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Header, Pax } from 'tar';

export interface ArchiveEntry {
  path: string;
  size: number;
  /** Read it to its end before asking for the next entry; what is left is skipped. */
  body: AsyncIterable<Buffer>;
}

const block = 512;

/** Writes a new file that only we can read, and returns when it is on the disk. */
export async function writeArchive(path: string, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  await pipeline(
    Readable.from(blocksOf(entries)),
    createGzip({ level: 6 }),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The entries in the order they were written. Throws DamagedArchive when the file is not whole. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const bytes = new Bytes(path);
  try {
    let extended: Pax | undefined;
    for (;;) {
      const raw = await bytes.take(block);
      const header = new Header(raw, 0, extended);
      if (header.nullBlock) break;
      if (!header.cksumValid || header.path === undefined) throw new DamagedArchive('an entry has no valid header');
      const size = header.size ?? 0;
      const padding = (block - (size % block)) % block;
      if (header.type === 'ExtendedHeader') {
        extended = Pax.parse((await bytes.take(size)).toString('utf8'));
        await bytes.take(padding);
        continue;
      }
      extended = undefined;
      if (header.type !== 'File') throw new DamagedArchive(`${header.path} is not a file`);
      const body = bytes.part(size);
      yield { path: header.path, size, body };
      for await (const _ of body);
      await bytes.take(padding);
    }
    // Only at its very end does gzip check the whole.
    await bytes.drain();
  } finally {
    bytes.close();
  }
}

export class DamagedArchive extends Error {
  constructor(reason: string) {
    super(`The file is damaged or not a backup: ${reason}.`);
  }
}

/** An entry whose content is at hand. */
export function entryOf(path: string, content: Buffer): ArchiveEntry {
  return { path, size: content.length, body: Readable.from([content]) };
}

async function* blocksOf(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<Buffer> {
  for await (const { path, size, body } of entries) {
    const about = { path, size, mode: 0o600, mtime: new Date(), type: 'File' as const };
    const header = new Header(about);
    if (header.encode()) {
      // The full name goes before. Beside it the reader would take a split name for a second half.
      yield new Pax({ path, size }).encode();
      header.path = 'long-name';
      header.encode();
    }
    yield header.block as Buffer;
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size)
      throw new Error(`${path} changed while it was written (${size} bytes announced, ${written} found).`);
    const padding = (block - (size % block)) % block;
    if (padding > 0) yield Buffer.alloc(padding);
  }
  yield Buffer.alloc(2 * block);
}

/** The decompressed bytes of a file, taken in the pieces the reader wants. */
class Bytes {
  readonly stream: Readable;
  readonly chunks: AsyncIterator<Buffer>;
  rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    const file = createReadStream(path);
    const gunzip = createGunzip();
    file.on('error', (error) => gunzip.destroy(error));
    gunzip.on('close', () => file.destroy());
    this.stream = file.pipe(gunzip);
    this.chunks = this.stream[Symbol.asyncIterator]();
  }

  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.part(size)) parts.push(part);
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  async *part(size: number): AsyncGenerator<Buffer> {
    let left = size;
    while (left > 0) {
      if (this.rest.length === 0) this.rest = (await this.next()) ?? fail('it ends too early');
      const piece = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async drain(): Promise<void> {
    while ((await this.next()) !== null);
  }

  close(): void {
    this.stream.destroy();
  }

  async next(): Promise<Buffer | null> {
    try {
      const { value, done } = await this.chunks.next();
      return done ? null : value;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw code?.startsWith('Z_') ? new DamagedArchive(message) : error;
    }
  }
}

function fail(reason: string): never {
  throw new DamagedArchive(reason);
}
