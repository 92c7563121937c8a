// Builds the pages for phones at the meeting and holds them to their budget. The service worker gets the list of what was
// built, under a name that changes with it: a new build is fetched as a whole, or not at all.

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transformWithOxc } from 'vite';

const here = import.meta.dirname;
const dist = join(here, 'dist');
/** Allowed are 170; a phone in a barn should have it within a second. */
const limitKb = 30;

export async function buildZaal(): Promise<void> {
  await build({
    root: here,
    configFile: false,
    base: '/zaal/',
    logLevel: 'warn',
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: ['chrome116', 'firefox125', 'safari17'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
  // what a name needs beyond Western Europe is fetched when it is met
  const files = globSync('**/*', { cwd: dist, withFileTypes: true })
    .filter((it) => it.isFile() && !/latin-ext|\.(br|gz)$/.test(it.name))
    .map((it) => join(it.parentPath, it.name).slice(dist.length + 1))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(dist, file)));
  const list = files.map((it) => `/zaal/${it === 'index.html' ? '' : it}`);
  const { code } = await transformWithOxc(readFileSync(join(here, 'src/worker.ts'), 'utf8'), 'worker.ts');
  const worker = code
    .replace('__VERSION__', hash.digest('hex').slice(0, 12))
    .replace(/\[['"]__FILES__['"]\]/, JSON.stringify(list));
  writeFileSync(join(dist, 'worker.js'), worker);
  const scripts = globSync('**/*.js', { cwd: dist }).map((it) => gzipSync(readFileSync(join(dist, it))).length);
  const kb = scripts.reduce((sum, it) => sum + it, 0) / 1000;
  console.log(`zaal: ${kb.toFixed(1)} kB JS (gzip), at most ${limitKb}`);
  if (kb > limitKb) throw new Error(`zaal is over its budget: ${kb.toFixed(1)} kB`);
}

if (import.meta.main) await buildZaal();
