// The rows of a CSV file, whoever saved it: with semicolons, commas, tabs or bars between, in UTF-8, UTF-16 or the
// encoding of old Windows programs. The file is passed through twice: to know its encoding, and to read it.

import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import type { SheetReader, SheetRow, SheetSource } from '#api/sheets/read.ts';
import { Unreadable } from '#api/sheets/unreadable.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
const delimiters = [';', ',', '\t', '|'] as const;

/** A row of ten pages says that it is no row. */
const longestLine = 256 * 1024;
const sampleSize = 64 * 1024;

export async function readCsv(source: SheetSource): Promise<SheetReader> {
  const { encoding, sample } = await encodingOf(source);
  if (sample.trim() === '') throw new Unreadable('empty');
  const stated = /^\ufeff?"?sep=(.)"?\r?\n/i.exec(sample)?.[1];
  const delimiter = stated && delimiters.some((it) => it === stated) ? stated : delimiterOf(sample);
  return { reading: { format: 'csv', encoding, delimiter }, rows: rowsOf(source, encoding, delimiter) };
}

async function encodingOf(source: SheetSource): Promise<{ encoding: Encoding; sample: string }> {
  let first: Buffer | null = null;
  let strict: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  for await (const part of source.parts()) {
    if (!first) {
      first = part.subarray(0, sampleSize);
      const marked = wideEncodingOf(first);
      if (marked) return { encoding: marked, sample: new TextDecoder(marked).decode(first) };
      if (hasMark(first)) {
        // says of itself that it is UTF-8: then it must be
        await requireUtf8(source);
        return { encoding: 'utf-8', sample: new TextDecoder().decode(first) };
      }
    }
    if (strict && !decodes(strict, part)) strict = null;
    if (!strict) break;
  }
  // a letter that the end of the file cuts in two is no UTF-8 either
  if (strict && !decodes(strict, Buffer.alloc(0), false)) strict = null;
  const encoding = strict ? 'utf-8' : 'windows-1252';
  return { encoding, sample: new TextDecoder(encoding).decode(first ?? Buffer.alloc(0)) };
}

function decodes(decoder: TextDecoder, bytes: Buffer, stream = true): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

async function requireUtf8(source: SheetSource): Promise<void> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  for await (const part of source.parts()) if (!decodes(strict, part)) throw new Unreadable('not-utf8');
  if (!decodes(strict, Buffer.alloc(0), false)) throw new Unreadable('not-utf8');
}

const hasMark = (bytes: Buffer) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** UTF-16 by its mark, or by every second byte being nothing. */
function wideEncodingOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, 2000) >> 1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  if (pairs < 4) return null;
  if (odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

/** What stands as often in every line, outside quotes; of two the one that makes more columns. */
function delimiterOf(sample: string): string {
  const lines = unquoted(sample)
    .split(/\r\n|\n|\r/)
    .filter((it) => it.trim() !== '')
    .slice(0, 30);
  // the last line of a sample may be cut off
  const whole = lines.length > 2 ? lines.slice(0, -1) : lines;
  let best = { delimiter: ';', score: 0 };
  for (const delimiter of delimiters) {
    const counts = whole.map((it) => it.split(delimiter).length - 1);
    const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
    if (usual === 0) continue;
    const same = counts.filter((it) => it === usual).length / counts.length;
    const score = same * 100 + usual;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function unquoted(sample: string): string {
  return sample.replace(/"(?:[^"]|"")*"/g, '');
}

async function* rowsOf(source: SheetSource, encoding: Encoding, delimiter: string): AsyncGenerator<SheetRow> {
  const options: Options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestLine,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: false,
  };
  const parser = parse(options);
  // the parser hears of a fault in the source too
  pipeline(Readable.from(textsOf(source, encoding)), parser, () => {});
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++;
      if (number === 1 && /^"?sep=.?"?$/i.test(cells.join(delimiter).trim())) continue;
      yield { number, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, (parser.info.records ?? 0) + 1) : error;
  }
}

/** Text without byte order mark. NUL is in no text: what holds it is another kind of file. */
async function* textsOf(source: SheetSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of source.parts()) {
    const text = decoder.decode(part, { stream: true });
    if (text.includes('\0')) throw new Unreadable('not-text');
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function unreadable(error: CsvError, row: number): Unreadable {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new Unreadable('quote-open', { row });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Unreadable('line-too-long', { row });
  return new Unreadable('broken-csv', { row });
}
