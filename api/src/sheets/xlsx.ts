// The rows of the first sheet that one sees in an XLSX file, one after another. A formula is not reckoned and not kept:
// what it last came to is the text, as in the sheet. What could name files elsewhere (a document type) is refused.

import sax from 'sax';
import type { SheetReader, SheetRow } from '#api/sheets/read.ts';
import { Unreadable } from '#api/sheets/unreadable.ts';
import { openZip, type Zip } from '#api/sheets/zip.ts';

const megabyte = 2 ** 20;
/** What the parts may be when unpacked. Only the texts are held in memory; the sheet itself passes by. */
export const xlsxLimits = { sheet: 512 * megabyte, texts: 64 * megabyte, rest: 4 * megabyte };

interface Element {
  name: string;
  attributes: Record<string, string>;
}

interface Listener {
  opens?: (element: Element) => void;
  closes?: (name: string) => void;
  says?: (text: string) => void;
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

/** Reads a part and tells the listener; yields after every piece, so that who listens can hand on what is there. */
async function* walk(zip: Zip, name: string, limit: number, listener: Listener): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false });
  let fault: Unreadable | null = null;
  const broken = () => {
    fault ??= new Unreadable('broken-xlsx');
  };
  parser.onerror = broken;
  parser.ondoctype = broken;
  parser.onopentag = (tag) => {
    const attributes = Object.entries(tag.attributes as Record<string, string>);
    listener.opens?.({
      name: withoutPrefix(tag.name),
      attributes: Object.fromEntries(attributes.map(([key, value]) => [withoutPrefix(key), value])),
    });
  };
  parser.onclosetag = (tag) => listener.closes?.(withoutPrefix(tag));
  parser.ontext = (text) => listener.says?.(text);
  parser.oncdata = (text) => listener.says?.(text);
  const decoder = new TextDecoder();
  for await (const piece of zip.read(name, limit)) {
    parser.write(decoder.decode(piece, { stream: true }));
    if (fault) throw fault;
    yield;
  }
  parser.close();
  if (fault) throw fault;
}

async function walked(zip: Zip, name: string, limit: number, listener: Listener): Promise<void> {
  for await (const _ of walk(zip, name, limit, listener));
}

export async function readXlsx(bytes: Buffer): Promise<SheetReader> {
  const zip = openZip(bytes);
  if (!zip.has('xl/workbook.xml')) throw new Unreadable('other-kind', { kind: 'zip' });
  const book = await bookOf(zip);
  const [texts, dateStyles] = [await textsOf(zip), await dateStylesOf(zip)];
  return {
    reading: { format: 'xlsx', sheet: book.sheet, sheets: book.sheets },
    rows: rowsOf(zip, { path: book.path, texts, dateStyles, isFrom1904: book.isFrom1904 }),
  };
}

async function bookOf(zip: Zip) {
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let isFrom1904 = false;
  await walked(zip, 'xl/workbook.xml', xlsxLimits.rest, {
    opens({ name, attributes }) {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name === 'sheet')
        sheets.push({
          name: attributes.name ?? '',
          id: attributes.id ?? '',
          isHidden: (attributes.state ?? 'visible') !== 'visible',
        });
    },
  });
  const targets = new Map<string, string>();
  await walked(zip, 'xl/_rels/workbook.xml.rels', xlsxLimits.rest, {
    opens({ name, attributes }) {
      if (name === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '');
    },
  });
  const visible = sheets.filter((it) => !it.isHidden);
  const chosen = visible[0] ?? sheets[0];
  const target = chosen && targets.get(chosen.id);
  if (!chosen || !target) throw new Unreadable('no-sheet');
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (!zip.has(path)) throw new Unreadable('broken-xlsx');
  return { path, sheet: chosen.name.slice(0, 80), sheets: visible.length, isFrom1904 };
}

async function textsOf(zip: Zip): Promise<string[]> {
  const path = 'xl/sharedStrings.xml';
  if (!zip.has(path)) return [];
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isSpoken = false;
  await walked(zip, path, xlsxLimits.texts, {
    opens({ name }) {
      if (name === 'si') text = '';
      else if (name === 't') isText = true;
      else if (name === 'rPh') isSpoken = true;
    },
    closes(name) {
      if (name === 'si') texts.push(text);
      else if (name === 't') isText = false;
      else if (name === 'rPh') isSpoken = false;
    },
    says(said) {
      if (isText && !isSpoken) text += said;
    },
  });
  return texts;
}

/** Which styles show a number as a day: the built-in ones, and those whose own format names day, month or year. */
async function dateStylesOf(zip: Zip): Promise<Set<number>> {
  const path = 'xl/styles.xml';
  const days = new Set<number>();
  if (!zip.has(path)) return days;
  const formats = new Set([14, 15, 16, 17, 22]);
  let isCell = false;
  let count = 0;
  await walked(zip, path, xlsxLimits.rest, {
    opens({ name, attributes }) {
      if (name === 'numFmt' && /[dy]/i.test((attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
        formats.add(Number(attributes.numFmtId));
      if (name === 'cellXfs') isCell = true;
      if (name === 'xf' && isCell) {
        if (formats.has(Number(attributes.numFmtId))) days.add(count);
        count++;
      }
    },
    closes(name) {
      if (name === 'cellXfs') isCell = false;
    },
  });
  return days;
}

interface Given {
  path: string;
  texts: string[];
  dateStyles: Set<number>;
  isFrom1904: boolean;
}

async function* rowsOf(zip: Zip, given: Given): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = [];
  let row: SheetRow = { number: 0, cells: [] };
  let cell: { column: number; type: string; style: number; text: string } | null = null;
  let isText = false;
  const listener: Listener = {
    opens({ name, attributes }) {
      if (name === 'row') row = { number: Number(attributes.r) || row.number + 1, cells: [] };
      else if (name === 'c') {
        const column = columnOf(attributes.r) ?? row.cells.length;
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? -1), text: '' };
      } else if (cell && (name === 'v' || name === 't')) isText = true;
      else if (cell && name === 'rPh') isText = false;
    },
    closes(name) {
      if (name === 'v' || name === 't') isText = false;
      else if (name === 'c' && cell) {
        const text = textOf(cell, given);
        // cells that hold nothing are not written down, however far to the right they stand
        if (text !== '') {
          if (cell.column > 16_384) throw new Unreadable('broken-xlsx');
          while (row.cells.length < cell.column) row.cells.push('');
          row.cells[cell.column] = text;
        }
        cell = null;
      } else if (name === 'row' && row.cells.length > 0) ready.push(row);
    },
    says(said) {
      if (isText && cell) cell.text += said;
    },
  };
  for await (const _ of walk(zip, given.path, xlsxLimits.sheet, listener)) {
    yield* ready;
    ready = [];
  }
  yield* ready;
}

function textOf(cell: { type: string; style: number; text: string }, given: Given): string {
  switch (cell.type) {
    case 's':
      return given.texts[Number(cell.text)] ?? '';
    case 'b':
      return cell.text === '1' ? 'ja' : 'nee';
    case 'e':
      return '';
    case 'n':
      return given.dateStyles.has(cell.style) ? dayOf(Number(cell.text), given.isFrom1904) : cell.text;
    case 'd':
      return cell.text.slice(0, 10);
    default:
      return cell.text;
  }
}

/** Days since the end of 1899, as spreadsheets count them. */
function dayOf(serial: number, isFrom1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 1 || serial > 100_000) return String(serial);
  return Temporal.PlainDate.from(isFrom1904 ? '1904-01-01' : '1899-12-30')
    .add({ days: Math.floor(serial) })
    .toString();
}

/** `AB12` -> 27 */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
