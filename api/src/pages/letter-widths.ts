// How broad a text is in our letters, read from the font file itself (OpenType: cmap format 4, hmtx). Pictures have no
// browser that breaks lines.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const folder = '@expo-google-fonts/atkinson-hyperlegible-next';
const files = {
  400: `${folder}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`,
  700: `${folder}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf`,
} as const;
export type Weight = keyof typeof files;

export function fontFile(weight: Weight): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(files[weight]));
}

const known = new Map<Weight, (letter: number) => number>();

/** In ems: times the size it is the breadth in pixels. */
export function lettersBroad(text: string, weight: Weight): number {
  let broad = known.get(weight);
  if (!broad) {
    broad = broadnessOf(fontFile(weight));
    known.set(weight, broad);
  }
  let sum = 0;
  for (const letter of text) sum += broad(letter.codePointAt(0)!);
  return sum;
}

function broadnessOf(font: Buffer): (letter: number) => number {
  const tables: Record<string, number> = {};
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    tables[font.toString('latin1', at, at + 4)] = font.readUInt32BE(at + 8);
  }
  const perEm = font.readUInt16BE(tables.head! + 18);
  const metrics = font.readUInt16BE(tables.hhea! + 34);
  const glyph = glyphsOf(font, tables.cmap!);
  const advance = (id: number) => font.readUInt16BE(tables.hmtx! + 4 * Math.min(id, metrics - 1)) / perEm;
  // a letter the font has not is drawn as a box about as broad as an em
  return (letter) => {
    const id = glyph(letter);
    return id === 0 ? 1 : advance(id);
  };
}

function glyphsOf(font: Buffer, cmap: number): (letter: number) => number {
  let table = 0;
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + 4 + 8 * i;
    // Windows, Unicode up to U+FFFF
    if (font.readUInt16BE(at) === 3 && font.readUInt16BE(at + 2) === 1) table = cmap + font.readUInt32BE(at + 4);
  }
  const segments = font.readUInt16BE(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  return (letter) => {
    for (let i = 0; i < segments; i++) {
      if (letter > font.readUInt16BE(ends + 2 * i)) continue;
      const start = font.readUInt16BE(starts + 2 * i);
      if (letter < start) return 0;
      const delta = font.readInt16BE(starts + 2 * segments + 2 * i);
      const rangeAt = starts + 4 * segments + 2 * i;
      const range = font.readUInt16BE(rangeAt);
      if (range === 0) return (letter + delta) & 0xffff;
      const id = font.readUInt16BE(rangeAt + range + 2 * (letter - start));
      return id === 0 ? 0 : (id + delta) & 0xffff;
    }
    return 0;
  };
}
