// Lists as people really have them, and files that are none.

import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readSheet, type SheetRow } from '#api/sheets/read.ts';
import { sourceOf, workbook, zipOf } from '#test/files.ts';

async function rowsIn(bytes: Buffer | string): Promise<SheetRow[]> {
  const reader = await readSheet(sourceOf(bytes));
  const rows: SheetRow[] = [];
  for await (const row of reader.rows) rows.push(row);
  return rows;
}
const cellsIn = async (bytes: Buffer | string) => (await rowsIn(bytes)).map((it) => it.cells);
const readingOf = async (bytes: Buffer | string) => (await readSheet(sourceOf(bytes))).reading;

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const windows = (text: string) => Buffer.from(text.replace('€', '\x80'), 'latin1');

describe('a CSV file', () => {
  const text = 'Naam;E-mail\r\nZoë Ångström;zoe@post.example\r\n';
  const marked = Buffer.from([0xef, 0xbb, 0xbf]);
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.concat([marked, Buffer.from(text)]), 'utf-8'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way around', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(text)]), 'utf-16be'],
    ['Windows-1252', windows(text), 'windows-1252'],
  ])('in %s is read as it was meant', async (_, bytes, encoding) => {
    expect(await cellsIn(bytes)).toEqual([
      ['Naam', 'E-mail'],
      ['Zoë Ångström', 'zoe@post.example'],
    ]);
    expect(await readingOf(bytes)).toMatchObject({ format: 'csv', encoding, delimiter: ';' });
  });

  test.each([';', ',', '\t', '|'])('with %j between is cut there, also where others stand in the text', async (d) => {
    const bytes = ['a', 'b', 'c'].map((it) => `"${it};,\t|x"${d}${it}@post.example${d}Wehl`).join('\n');
    expect((await cellsIn(bytes))[2]).toEqual(['c;,\t|x', 'c@post.example', 'Wehl']);
  });

  test('keeps quotes, lines within a cell, formulas and odd line ends as data, and counts rows as a spreadsheet does', async () => {
    const bytes =
      'sep=;\nNaam;Opmerking\rJan "de Boer" Smit;"zegt ""ja""\nen komt"\r\n\r\n=HYPERLINK("http://x.example");+31 6;;\n;;\nAn;\u0007b';
    expect(await rowsIn(bytes)).toEqual([
      { number: 2, cells: ['Naam', 'Opmerking'] },
      { number: 3, cells: ['Jan "de Boer" Smit', 'zegt "ja"\nen komt'] },
      { number: 5, cells: ['=HYPERLINK("http://x.example")', '+31 6'] },
      { number: 7, cells: ['An', 'b'] },
    ]);
  });

  test('that is broken says where', async () => {
    const good = 'Naam;E-mail\n'.repeat(3);
    for (const [bytes, code, row] of [
      [`${good}"Jan;jan@post.example\nAn;an@post.example`, 'quote-open', 4],
      [`${good}${'x'.repeat(50 * 2 ** 20)}`, 'line-too-long', 4],
      [`${good}${';'.repeat(200)}x`, 'too-many-columns', 4],
    ] as const)
      await expect(cellsIn(bytes)).rejects.toMatchObject({ code, about: { row } });
    await expect(cellsIn(Buffer.concat([marked, windows('Zoë')]))).rejects.toMatchObject({ code: 'not-utf8' });
    await expect(cellsIn('Naam\nx\0y')).rejects.toMatchObject({ code: 'not-text' });
    await expect(cellsIn('\n ;\n\n')).rejects.toMatchObject({ code: 'empty' });
    await expect(cellsIn('')).rejects.toMatchObject({ code: 'empty' });
    await expect(cellsIn('a\n'.repeat(100_002))).rejects.toMatchObject({ code: 'too-many-rows' });
  });
});

describe('an XLSX file', () => {
  test('as a spreadsheet program writes it: texts, numbers, days, and nothing of a formula but what it came to', async () => {
    const date = { type: Date, value: new Date('2026-11-03T00:00:00Z'), format: 'dd-mm-yyyy' } as const;
    const real = await writeXlsxFile(
      [
        ['Naam', 'Sinds'],
        ['Zoë & Co', date],
      ] as never,
      { sheet: 'Leden' },
    ).toBuffer();
    expect(await cellsIn(real)).toEqual([
      ['Naam', 'Sinds'],
      ['Zoë & Co', '2026-11-03'],
    ]);
    const made = zipOf(
      workbook(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Plaats</t></is></c></row><row r="2"/>' +
          '<x:row r="4"><x:c r="A4" t="str"><x:f>HYPERLINK("http://x.example")</x:f><x:v>klik</x:v></x:c><c r="B4" t="b"><v>1</v></c><c r="C4" t="e"><v>#N/A</v></c></x:row>',
        {
          'xl/sharedStrings.xml': '<sst><si><r><t>Na</t></r><r><t>am</t></r><rPh><t>naamu</t></rPh></si></sst>',
        },
      ),
    );
    expect(await rowsIn(made)).toEqual([
      { number: 1, cells: ['Naam', '', 'Plaats'] },
      { number: 4, cells: ['klik', 'ja'] },
    ]);
  });

  test('that swells when it is unpacked is left where it is, whatever it says of itself', async () => {
    const bomb = Buffer.alloc(20 * 2 ** 20, '<row><c><v>1</v></c></row>');
    const sheet = { 'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from('<worksheet>'), bomb]) };
    const file = zipOf(workbook('', sheet), 1000);
    expect(file.length).toBeLessThan(100_000);
    // rows run out first: nothing of what is behind them is unpacked
    await expect(cellsIn(file)).rejects.toMatchObject({ code: 'too-many-rows' });
    const texts = zipOf(workbook('', { 'xl/sharedStrings.xml': Buffer.alloc(70 * 2 ** 20, ' ') }), 10);
    await expect(cellsIn(texts)).rejects.toMatchObject({ code: 'too-large-inside' });
    // one long text, used in every cell
    const long = `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`;
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(90)}</row>`;
    const repeated = zipOf(workbook(row.repeat(200), { 'xl/sharedStrings.xml': long }));
    await expect(cellsIn(repeated)).rejects.toMatchObject({ code: 'too-large-inside' });
  });

  test('that is half, broken, or something else is refused in words that fit', async () => {
    const whole = zipOf(workbook('<row r="1"><c><v>1</v></c></row>'.repeat(50)));
    const dtd =
      '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>';
    for (const [bytes, code] of [
      [whole.subarray(0, whole.length - 30), 'broken-xlsx'],
      [Buffer.concat([whole.subarray(0, 400), Buffer.alloc(60), whole.subarray(460)]), 'broken-xlsx'],
      [zipOf(workbook('', { 'xl/worksheets/sheet1.xml': dtd })), 'broken-xlsx'],
      [zipOf(workbook('<row><c></row>')), 'broken-xlsx'],
      [zipOf({ ...workbook(''), 'xl/_rels/workbook.xml.rels': '<r/>' }), 'no-sheet'],
      [zipOf({ 'word/document.xml': '<w/>' }), 'other-kind'],
      [Buffer.from('%PDF-1.7'), 'other-kind'],
      [Buffer.from('<html><table><tr><td>x'), 'other-kind'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-excel'],
      [zipOf(workbook('<row><c/></row>')), 'empty'],
    ] as const)
      await expect(cellsIn(Buffer.from(bytes)), code).rejects.toMatchObject({ code });
  });
});
