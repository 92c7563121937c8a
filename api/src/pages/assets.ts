// What pages are dressed in: one style sheet, served from memory under a name that changes with its contents, the letters,
// the accent of a programme, the icon, and what search engines may read.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Hex, isHex } from '@pr8werk/shared/colour.ts';
import { colours, cssDeclarations, fontFamily, markShapes, paletteOf, parties } from '@pr8werk/shared/design.ts';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

const year = 'public, max-age=31536000, immutable';
const hashOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

const fonts = (['latin', 'latin-ext'] as const).map((subset) => {
  const name = `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${subset}-wght-normal.woff2`;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(name));
  return { subset, bytes, path: `/assets/letters-${subset}.${hashOf(bytes)}.woff2` };
});
/** Asked for at once, or every first visit shows the page in other letters first. */
export const fontPath = fonts[0]!.path;

// the second is fetched only where a name asks for it (Yıldız, Kovács)
const ranges = {
  latin:
    'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
};
const letters = fonts
  .map(
    ({ subset, path }) =>
      `@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:swap;src:url(${path}) format("woff2");unicode-range:${ranges[subset]}}`,
  )
  .join('\n');
// as wide and as high as the real one: nothing moves when it arrives
const fallback =
  '@font-face{font-family:"Pr8werk fallback";src:local("Arial"),local("Liberation Sans"),local("Helvetica");ascent-override:98.4%;descent-override:31.6%;line-gap-override:0%}';
const partyColours = Object.fromEntries(Object.entries(parties).map(([party, { colour }]) => [party, colour]));
const variables = `:root{${cssDeclarations(colours)}${cssDeclarations(partyColours)}--pr-font:${fontFamily}}`;

// in this order: later rules win
const sheets = ['frame', 'meetings', 'forms', 'reading', 'media'];
const rules = sheets
  .map((it) => readFileSync(join(import.meta.dirname, 'style', `${it}.css`), 'utf8'))
  .join('')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s*\n\s*/g, '\n')
  .trim();
const style = [letters, fallback, variables, rules].join('\n');

export const stylePath = `/assets/pages.${hashOf(style)}.css`;
export const faviconPath = '/assets/favicon.svg';
export const accentPath = (accent: Hex) => `/assets/accent/${accent.slice(1)}.css`;

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${colours.accent}"/><path d="${markShapes.join('')}" fill="#fff"/></svg>`;

export const robotsTxt = `User-agent: *
Disallow: /admin/
Disallow: /v1/
Disallow: /*/r/
Disallow: /*/s/
`;

interface Asset {
  path: string;
  type: string;
  text: string;
  keep: string;
}

const assets: Asset[] = [
  { path: stylePath, type: 'text/css; charset=utf-8', text: style, keep: year },
  { path: faviconPath, type: 'image/svg+xml; charset=utf-8', text: favicon, keep: 'public, max-age=86400' },
  { path: '/robots.txt', type: 'text/plain; charset=utf-8', text: robotsTxt, keep: 'public, max-age=3600' },
];

export function assetRoutes(app: App): void {
  const config = { access: anyone };
  for (const { path, type, text, keep } of assets) {
    const bytes = { br: brotliCompressSync(text), gzip: gzipSync(text, { level: 9 }), identity: Buffer.from(text) };
    app.get(path, { config }, async (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply
        .header('content-type', type)
        .header('cache-control', keep)
        .header('vary', 'Accept-Encoding')
        .send(bytes[encoding]);
    });
  }
  // the form in a frame without an origin of its own, as WordPress makes them, wears our letters too
  for (const { path, bytes } of fonts)
    app.get(path, { config: { ...config, anyOrigin: true } }, async (_request, reply) =>
      reply.header('content-type', 'font/woff2').header('cache-control', year).send(bytes),
    );
  // a colour's own palette: the same for whoever asks, so it needs no programme
  app.get<{ Params: { file: string } }>('/assets/accent/:file', { config }, async (request, reply) => {
    const accent = `#${/^([0-9a-f]{6})\.css$/.exec(request.params.file)?.[1]}`;
    if (!isHex(accent)) throw fail('not-found');
    return reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', year)
      .send(`:root{${cssDeclarations({ ...paletteOf(accent) })}}`);
  });
  // browsers ask for it on pages that name no icon, such as JSON
  app.get('/favicon.ico', { config }, async (_request, reply) => reply.redirect(faviconPath, 301));
}
