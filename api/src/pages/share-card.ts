// The picture that goes along when somebody shares a link: 1200 by 630, in the identity of the programme. Drawn as SVG and
// turned into PNG by a thread of its own, because most places that show such pictures take no SVG.

import { Worker } from 'node:worker_threads';
import type { Hex } from '@pr8werk/shared/colour.ts';
import { colours, markShapes, paletteOf, parties } from '@pr8werk/shared/design.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { html } from '#api/http/html.ts';
import { lettersBroad } from '#api/pages/letter-widths.ts';

export const cardSize = { width: 1200, height: 630 };

export interface ShareCard {
  programme: string;
  title: string;
  /** Below the title: when, where. */
  lines: string[];
  party: { kind: Party; name: string } | null;
  accent: Hex | null;
}

const left = 80;
const breadth = 1040;
const most = 150;

/** Drawn pictures by what stands on them: the same card is drawn once. */
const drawn = new Map<string, Promise<Buffer>>();
let thread: Worker | undefined;

export function sharePng(card: ShareCard): Promise<Buffer> {
  const svg = cardSvg(card);
  const known = drawn.get(svg);
  if (known) return known;
  if (drawn.size >= most) drawn.delete(drawn.keys().next().value!);
  const picture = draw(svg);
  drawn.set(svg, picture);
  picture.catch(() => drawn.delete(svg));
  return picture;
}

let last = 0;
const waiting = new Map<number, { resolve: (png: Buffer) => void; reject: (error: Error) => void }>();

function draw(svg: string): Promise<Buffer> {
  thread ??= openThread();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread!.postMessage({ id, svg });
  });
}

function openThread(): Worker {
  const worker = new Worker(new URL('./share-card-thread.ts', import.meta.url));
  // a picture that is half drawn keeps no process alive
  worker.unref();
  worker.on('message', ({ id, png, error }: { id: number; png?: Uint8Array; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (png) asked?.resolve(Buffer.from(png));
    else asked?.reject(new Error(error));
  });
  worker.on('error', (error) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
  });
  return worker;
}

export function cardSvg({ programme, title, lines, party, accent }: ShareCard): string {
  const palette = paletteOf(accent);
  const size = wrapped(title, 72, 700, 3).length > 2 ? 58 : 72;
  const rows = wrapped(title, size, 700, 3);
  const top = 226;
  const below = top + rows.length * size * 1.15 + 14;
  const text = (at: number, size: number, weight: number, colour: string, words: string) =>
    html`<text x="${left}" y="${Math.round(at)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${words}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}" viewBox="0 0 1200 630" font-family="Atkinson Hyperlegible Next">
<rect width="1200" height="630" fill="${colours.ground}"/>
<rect width="1200" height="16" fill="${palette.accent}"/>
<g transform="translate(80 80) scale(1.75)"><rect width="32" height="32" rx="8" fill="${palette.accent}"/><path d="${markShapes.join('')}" fill="#fff"/></g>
<text x="156" y="119" font-size="34" font-weight="700" fill="${colours.ink}">${wrapped(programme, 34, 700, 1, breadth - 76)[0] ?? ''}</text>
${rows.map((row, i) => text(top + i * size * 1.15, size, 700, colours.ink, row))}
${lines.flatMap((it) => wrapped(it, 36, 400, 1)).map((it, i) => text(below + i * 50, 36, 400, colours.inkSoft, it))}
${party ? html`<g transform="translate(${left} 546) scale(2.5)"><path d="${parties[party.kind].shape}" fill="${parties[party.kind].colour}"/></g><text x="124" y="572" font-size="32" font-weight="700" fill="${colours.ink}">${party.name}</text>` : ''}
</svg>`.text;
}

/** As lines no broader than the card; what does not fit ends in an ellipsis. */
function wrapped(text: string, size: number, weight: 400 | 700, mostLines: number, broad = breadth): string[] {
  const fits = (it: string) => lettersBroad(it, weight) * size <= broad;
  const rows: string[] = [];
  let row = '';
  // what XML cannot hold would be no picture at all
  const drawable = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  for (const word of drawable.split(/\s+/).filter(Boolean)) {
    const longer = row ? `${row} ${word}` : word;
    if (fits(longer) || !row) row = longer;
    else {
      rows.push(row);
      row = word;
    }
  }
  if (row) rows.push(row);
  const shown = rows.slice(0, mostLines);
  return shown.map((it, i) => {
    const isCut = i === mostLines - 1 && rows.length > mostLines;
    if (fits(it) && !isCut) return it;
    let cut = it;
    while (cut && !fits(`${cut}…`)) cut = [...cut].slice(0, -1).join('');
    return `${cut.trimEnd()}…`;
  });
}
