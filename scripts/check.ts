// Lint, format and types of every package. Ends with 1 when one of them finds something; runs them all first.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

const checks: [what: string, command: string, args: string[]][] = [
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ...['shared', 'api', 'embed', 'admin', 'zaal', 'zaal/tsconfig.node.json'].map((it): [string, string, string[]] => [
    `types of ${it}`,
    bin('tsc'),
    ['-p', it],
  ]),
];

let faults = 0;
for (const [what, command, args] of checks) {
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${what} (${seconds} s)`);
  if (status !== 0) faults++;
}
process.exit(faults > 0 ? 1 : 0);
