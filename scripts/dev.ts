// `pnpm dev`: the api restarts when its code changes, and Vite serves the admin with hot reload on its own port, passing
// everything else on to the api.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const children: ChildProcess[] = [];

function start(name: string, args: string[]): void {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  children.push(child);
  child.on('exit', (code) => {
    console.log(`${name} ended (${code ?? 'signal'})`);
    stop();
  });
}

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  for (const child of children) child.kill('SIGTERM');
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

const { buildEmbed } = await import('../embed/build.ts');
await buildEmbed();
start('api', ['--watch-path=api/src', '--watch-path=shared/src', '--watch-preserve-output', 'api/src/main.ts']);
start('admin', [join(root, 'admin/node_modules/vite/bin/vite.js'), 'admin', '--config', 'admin/vite.config.ts']);
