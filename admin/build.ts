// Builds the console and holds it to its budget. `first route` is what a browser fetches before somebody sees a screen:
// the entry with everything it imports, and the heaviest screen that a sign-in can lead to.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}
type Manifest = Record<string, Chunk>;

const limits = { js: 220, css: 40, lazy: 120 };
/** What one meets first: signing in, or the shell with the screen behind it. */
const firstRoutes: Record<string, string[]> = {
  'sign-in': ['src/accounts/sign-in-page.tsx'],
  today: ['src/shell/shell.tsx', 'src/today/today-page.tsx'],
  programme: ['src/shell/shell.tsx', 'src/programmes/plan-page.tsx'],
  events: ['src/shell/shell.tsx', 'src/events/events-page.tsx'],
};

const here = import.meta.dirname;

export async function buildAdmin(): Promise<void> {
  await build({ configFile: join(here, 'vite.config.ts'), root: here, logLevel: 'warn' });
  const manifest = JSON.parse(readFileSync(join(here, 'dist/.vite/manifest.json'), 'utf8')) as Manifest;
  const faults = measure(manifest);
  if (faults.length > 0) throw new Error(`admin is over its budget:\n${faults.join('\n')}`);
}

function measure(manifest: Manifest): string[] {
  const faults: string[] = [];
  const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  const entryFiles = filesOf(manifest, entry);
  for (const [name, screens] of Object.entries(firstRoutes)) {
    const all = filesOf(manifest, [...entry, ...screens]);
    const js = kilobytes([...all].filter((it) => it.endsWith('.js')));
    const css = kilobytes([...all].filter((it) => it.endsWith('.css')));
    console.log(`admin entry + ${name}: ${js.toFixed(1)} kB JS, ${css.toFixed(1)} kB CSS (gzip)`);
    if (js > limits.js || css > limits.css) faults.push(`${name}: ${js.toFixed(1)} kB JS, ${css.toFixed(1)} kB CSS`);
  }
  for (const [key, chunk] of Object.entries(manifest)) {
    if (!chunk.file.endsWith('.js') || entryFiles.has(chunk.file)) continue;
    const own = kilobytes([...filesOf(manifest, [key])].filter((it) => it.endsWith('.js') && !entryFiles.has(it)));
    if (own > limits.lazy) faults.push(`${key}: ${own.toFixed(1)} kB JS`);
  }
  return faults;
}

function filesOf(manifest: Manifest, keys: readonly string[]): Set<string> {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`no chunk called ${key}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return files;
}

function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(here, 'dist', file))).length, 0) / 1000;
}

if (import.meta.main) {
  await buildAdmin();
}
