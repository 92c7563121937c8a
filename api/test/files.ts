// Files as people send them, and as nobody should: sources for the readers of lists, and zip files with anything in them.

import { crc32, deflateRawSync } from 'node:zlib';
import type { SheetSource } from '#api/sheets/read.ts';

export function sourceOf(bytes: Buffer | string, partSize = 7000): SheetSource {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return {
    size: all.length,
    async *parts() {
      for (let at = 0; at < all.length; at += partSize) yield all.subarray(at, at + partSize);
    },
  };
}

/** A zip file of parts, deflated; `declares` lies about how large they are when unpacked. */
export function zipOf(parts: Record<string, Buffer | string>, declares?: number): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(declares ?? bytes.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    head.copy(entry, 10, 8, 28);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** The parts of an XLSX file around the rows of its sheet. */
export function workbook(
  sheetData: string,
  more: Record<string, Buffer | string> = {},
): Record<string, Buffer | string> {
  return {
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="Leden" sheetId="1" r:id="rId1" xmlns:r="r"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
}
