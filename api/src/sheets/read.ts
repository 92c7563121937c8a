// A list that somebody made elsewhere, as rows of text, one at a time: what kind of file it is follows from its first
// bytes, not from its name. Bounded in rows, columns and text, so that no file costs more than a file may.

import { type Encoding, readCsv } from '#api/sheets/csv.ts';
import { Unreadable } from '#api/sheets/unreadable.ts';
import { readXlsx } from '#api/sheets/xlsx.ts';

/** A file that can be passed through more than once. */
export interface SheetSource {
  size: number;
  parts(): AsyncIterable<Buffer>;
}

export interface SheetRow {
  /** As a spreadsheet counts: the first row is 1, empty rows count too. */
  number: number;
  cells: string[];
}

export type Reading =
  | { format: 'csv'; encoding: Encoding; delimiter: string }
  | { format: 'xlsx'; sheet: string; sheets: number };

export interface SheetReader {
  reading: Reading;
  rows: AsyncIterable<SheetRow>;
}

export const sheetLimits = { rows: 100_000, columns: 100, characters: 96 * 2 ** 20 };

export async function readSheet(source: SheetSource): Promise<SheetReader> {
  const first = await firstBytes(source);
  if (first.length === 0) throw new Unreadable('empty');
  const kind = kindOf(first);
  if (kind === 'old-excel') throw new Unreadable('old-excel');
  if (kind !== 'zip' && kind !== 'text') throw new Unreadable('other-kind', { kind });
  const reader = kind === 'zip' ? await readXlsx(await whole(source)) : await readCsv(source);
  return { ...reader, rows: bounded(reader.rows) };
}

async function firstBytes(source: SheetSource): Promise<Buffer> {
  for await (const part of source.parts()) return part.subarray(0, 4096);
  return Buffer.alloc(0);
}

/** The list of parts of a zip stands at its end. */
async function whole(source: SheetSource): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source.parts()) parts.push(part);
  return Buffer.concat(parts);
}

function kindOf(first: Buffer): string {
  const starts = (...bytes: number[]) => bytes.every((it, i) => first[i] === it);
  if (starts(0x50, 0x4b, 3, 4)) return first.includes('application/vnd.oasis.opendocument') ? 'ODS' : 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old-excel';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'PDF';
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(first.toString('latin1'))) return 'HTML';
  return 'text';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is about
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Rows that say something, with what nobody can see taken out. */
async function* bounded(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  let count = 0;
  let characters = 0;
  for await (const row of rows) {
    const cells = row.cells.map((it) => it.replace(unprintable, '').toWellFormed().normalize('NFC').trim());
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0) continue;
    if (cells.length > sheetLimits.columns)
      throw new Unreadable('too-many-columns', { row: row.number, most: sheetLimits.columns });
    // one more: the names of the columns
    if (++count > sheetLimits.rows + 1) throw new Unreadable('too-many-rows', { most: sheetLimits.rows });
    for (const cell of cells) characters += cell.length;
    if (characters > sheetLimits.characters)
      throw new Unreadable('too-large-inside', { megabytes: sheetLimits.characters / 2 ** 20 });
    yield { number: row.number, cells };
  }
  if (count === 0) throw new Unreadable('empty');
}
