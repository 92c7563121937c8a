// Builds the admin and the embed when their sources changed since the last build; a warm start skips what is built.

import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');

interface Target {
  name: string;
  /** Everything the outcome depends on. */
  sources: string[];
  output: string;
  build: () => Promise<void>;
}

const targets: Target[] = [
  {
    name: 'embed',
    sources: ['embed/src/**/*', 'embed/build.ts', 'embed/package.json', 'pnpm-lock.yaml'],
    output: 'embed/dist',
    build: async () => (await import('../embed/build.ts')).buildEmbed(),
  },
  {
    name: 'admin',
    sources: ['admin/src/**/*', 'admin/public/**/*', 'admin/*.{ts,html,json}', 'shared/src/**/*', 'pnpm-lock.yaml'],
    output: 'admin/dist',
    build: async () => (await import('../admin/build.ts')).buildAdmin(),
  },
  {
    name: 'zaal',
    sources: ['zaal/src/**/*', 'zaal/public/**/*', 'zaal/*.{ts,html,json}', 'shared/src/**/*', 'pnpm-lock.yaml'],
    output: 'zaal/dist',
    build: async () => (await import('../zaal/build.ts')).buildZaal(),
  },
];

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
    .sort();
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Beside each file the same in brotli and gzip, made once with all the time it takes; the server sends what fits. */
async function compress(folder: string): Promise<void> {
  const files = globSync('**/*.{js,css,svg}', { cwd: folder });
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const bytes = readFileSync(path);
      const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes), promisify(gzip)(bytes, { level: 9 })]);
      writeFileSync(`${path}.br`, br);
      writeFileSync(`${path}.gz`, gz);
    }),
  );
}

for (const target of targets) {
  const stamp = join(root, target.output, '.built-from');
  const now = fingerprint(target.sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue;
  const startedAt = performance.now();
  await target.build();
  await compress(join(root, target.output));
  writeFileSync(stamp, now);
  console.log(`${target.name} built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
