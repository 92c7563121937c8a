// `pnpm bench [name…]`: every figure on one JSON line; ends with 1 when a goal does not hold. Figures are ratios of things
// measured side by side in this run, so a noisy machine disturbs both sides; medians of five rounds.

import { benchBurst } from './burst.ts';
import { benchConsole } from './console.ts';
import { benchFeeds } from './feeds.ts';
import { benchImports } from './imports.ts';
import { type Figure, report } from './measure.ts';
import { benchSearch } from './search.ts';
import { benchSignup } from './signup.ts';
import { benchStart } from './start.ts';

const benches: Record<string, () => AsyncIterable<Figure>> = {
  signup: benchSignup,
  burst: benchBurst,
  feeds: benchFeeds,
  search: benchSearch,
  imports: benchImports,
  start: benchStart,
  console: benchConsole,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((it) => !benches[it]);
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
let broken = 0;
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const figure of run()) {
    report(figure);
    if (!figure.holds) broken++;
  }
}
process.exit(broken > 0 ? 1 : 0);
