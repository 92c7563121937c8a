// What pages are dressed in: one style sheet, served from memory under a name that changes with its contents, the
// icon, and what search engines may read.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { App } from '#api/http/app-type.ts';

// in this order: later rules win
const sheets = ['frame', 'meetings', 'forms', 'reading', 'media'];
const style = sheets
  .map((it) => readFileSync(join(import.meta.dirname, 'style', `${it}.css`), 'utf8'))
  .join('')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s*\n\s*/g, '\n')
  .trim();
const hash = createHash('sha256').update(style).digest('hex').slice(0, 10);

export const stylePath = `/assets/pages.${hash}.css`;
export const faviconPath = '/assets/favicon.svg';

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#b3450f"/><g fill="#fff"><path d="M16 5.5l4 4-4 4-4-4z"/><rect x="6.5" y="17.5" width="7" height="7" rx="1"/><path d="M22 17l4.5 7.6h-9z"/></g></svg>`;

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

const year = 'public, max-age=31536000, immutable';

const assets: Asset[] = [
  { path: stylePath, type: 'text/css; charset=utf-8', text: style, keep: year },
  { path: faviconPath, type: 'image/svg+xml; charset=utf-8', text: favicon, keep: 'public, max-age=86400' },
  { path: '/robots.txt', type: 'text/plain; charset=utf-8', text: robotsTxt, keep: 'public, max-age=3600' },
];

export function assetRoutes(app: App): void {
  for (const { path, type, text, keep } of assets) {
    const bytes = { br: brotliCompressSync(text), gzip: gzipSync(text, { level: 9 }), identity: Buffer.from(text) };
    app.route({
      method: 'GET',
      url: path,
      config: { access: anyone },
      handler: async (request, reply) => {
        const accepted = String(request.headers['accept-encoding'] ?? '');
        const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
        if (encoding !== 'identity') reply.header('content-encoding', encoding);
        return reply
          .header('content-type', type)
          .header('cache-control', keep)
          .header('vary', 'Accept-Encoding')
          .send(bytes[encoding]);
      },
    });
  }
  // browsers ask for it on pages that name no icon, such as JSON
  app.route({
    method: 'GET',
    url: '/favicon.ico',
    config: { access: anyone },
    handler: async (_request, reply) => reply.redirect(faviconPath, 301),
  });
}
