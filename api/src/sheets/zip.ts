// The parts of a zip file, each read no further than it may be. Only what is asked for by name is ever inflated, and what
// comes out is counted: what a file says of its own size is not believed.

import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { Unreadable } from '#api/sheets/unreadable.ts';

const mostEntries = 5000;
const endMark = 0x06054b50;
const entryMark = 0x02014b50;

interface Entry {
  method: number;
  isLocked: boolean;
  crc: number;
  packed: number;
  start: number;
}

export interface Zip {
  has(name: string): boolean;
  /** The bytes of one part, piece by piece; fails as soon as there are more than `limit`. */
  read(name: string, limit: number): AsyncGenerator<Buffer>;
}

export function openZip(bytes: Buffer): Zip {
  const entries = entriesOf(bytes);
  return {
    has: (name) => entries.has(name),
    async *read(name, limit) {
      const entry = entries.get(name);
      if (!entry || (entry.method !== 0 && entry.method !== 8)) throw new Unreadable('broken-xlsx');
      if (entry.isLocked) throw new Unreadable('password');
      yield* checked(bytes, entry, limit);
    },
  };
}

function entriesOf(bytes: Buffer): Map<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endMark) throw new Unreadable('broken-xlsx');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries = new Map<string, Entry>();
  // a file of 4 GB and more says so by a number that points past the end of ours
  if (count > mostEntries || at > end) throw new Unreadable('broken-xlsx');
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entryMark) throw new Unreadable('broken-xlsx');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      start: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

async function* checked(bytes: Buffer, entry: Entry, limit: number): AsyncGenerator<Buffer> {
  if (entry.start + 30 > bytes.length) throw new Unreadable('broken-xlsx');
  const from = entry.start + 30 + bytes.readUInt16LE(entry.start + 26) + bytes.readUInt16LE(entry.start + 28);
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length < entry.packed) throw new Unreadable('broken-xlsx');
  let size = 0;
  let crc = 0;
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    size += piece.length;
    if (size > limit) throw new Unreadable('too-large-inside', { megabytes: Math.round(limit / 2 ** 20) });
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc) throw new Unreadable('broken-xlsx');
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const pieces = Array.from({ length: Math.ceil(packed.length / 65_536) }, (_, i) =>
    packed.subarray(i * 65_536, (i + 1) * 65_536),
  );
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  const source = Readable.from(pieces);
  source.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('broken-xlsx');
  } finally {
    source.destroy();
    inflate.destroy();
  }
}
