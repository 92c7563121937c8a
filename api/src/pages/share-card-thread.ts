// Turns SVG into PNG. A thread of its own: it takes tens of milliseconds, in which nobody could sign up.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { fontFile } from '#api/pages/letter-widths.ts';

const ready = initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const fontBuffers = [fontFile(400), fontFile(700)];
const font = { fontBuffers, defaultFontFamily: 'Atkinson Hyperlegible Next' };

parentPort!.on('message', async ({ id, svg }: { id: number; svg: string }) => {
  try {
    await ready;
    const drawing = new Resvg(svg, { font });
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    drawing.free();
    parentPort!.postMessage({ id, png }, [png.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort!.postMessage({ id, error: String(error) });
  }
});
