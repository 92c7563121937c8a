// A table as a file that spreadsheets open. CSV as Dutch ones expect it: semicolons, and a byte order mark that says
// UTF-8. What a spreadsheet would run as a formula gets an apostrophe before it; in XLSX a text is a text by its type.

import writeXlsxFile from 'write-excel-file/node';

export type Cell = string | number | null | Temporal.PlainDateTime;

/** XML cannot hold these, and nobody typed them on purpose. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it is about
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

export function csvOf(table: readonly Cell[][]): Buffer {
  return Buffer.from(`\ufeff${csvRowsOf(table)}`);
}

/** Rows to follow others. */
export function csvRowsOf(table: readonly Cell[][]): string {
  return table.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell !== 'string') return minuteOf(cell).replace('T', ' ');
  const text = cell.replace(unprintable, '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const minuteOf = (it: Temporal.PlainDateTime) => it.toString({ smallestUnit: 'minute' });

/** The first row holds the headings and stays in sight. */
export async function xlsxOf(table: readonly Cell[][], sheet: string): Promise<Buffer> {
  const rows = table.map((row, i) => row.map((cell) => xlsxCell(cell, i === 0)));
  const widths = (table[0] ?? []).map((_, column) => ({ width: widthOf(table, column) }));
  return writeXlsxFile(rows, { sheet, columns: widths, stickyRowsCount: 1 }).toBuffer();
}

function xlsxCell(cell: Cell, isHeading: boolean) {
  if (cell === null) return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'string')
    return {
      type: String,
      value: cell.replace(unprintable, ''),
      ...(isHeading ? { fontWeight: 'bold' as const } : {}),
    };
  return { type: Date, value: new Date(`${minuteOf(cell)}:00Z`), format: 'yyyy-mm-dd hh:mm' };
}

function widthOf(table: readonly Cell[][], column: number): number {
  const lengths = table.slice(0, 200).map((row) => (typeof row[column] === 'string' ? row[column].length : 16));
  return Math.min(Math.max(...lengths, 8) + 2, 48);
}
