// Builds what host pages load. Run by `node embed/build.ts` and by the workspace's build.

import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = `${here}dist/`;

const scripts = [
  { from: 'v1.ts', to: 'v1.js', format: 'es', limit: 8192 },
  { from: 'frame.ts', to: 'frame-v1.js', format: 'iife', limit: 1024 },
  { from: 'host-frame.ts', to: 'frame-host-v1.js', format: 'iife', limit: 1024 },
] as const;

async function buildOne({ from, to, format }: (typeof scripts)[number]): Promise<void> {
  await build({
    root: here,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: target,
      emptyOutDir: false,
      target: 'es2022',
      cssTarget: ['chrome111', 'firefox113', 'safari16.4'],
      lib: { entry: `${here}src/${from}`, formats: [format], name: 'pr8werk', fileName: () => to },
      minify: 'oxc',
      rollupOptions: { output: { minify: true } },
      reportCompressedSize: false,
    },
  });
}

/** A form on somebody else's page must not slow that page down: too big is a failed build. */
async function weigh({ to, limit }: (typeof scripts)[number]): Promise<void> {
  const bytes = gzipSync(await readFile(target + to), { level: 9 }).length;
  console.log(`embed/dist/${to}: ${bytes} bytes gzip, at most ${limit}`);
  if (bytes > limit) throw new Error(`${to} is ${bytes - limit} bytes over its limit of ${limit} bytes gzip`);
}

export async function buildEmbed(): Promise<void> {
  await rm(target, { recursive: true, force: true });
  for (const script of scripts) await buildOne(script);
  for (const script of scripts) await weigh(script);
}

if (import.meta.main) await buildEmbed();
