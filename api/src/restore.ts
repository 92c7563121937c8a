// pnpm restore FILE [--replace]: brings back what pnpm backup wrote, all of it or nothing.
import { environment } from '#api/config.ts';
import { pathFrom, runCommand, targetFrom, withDatabaseAlone } from '#api/db/command-target.ts';
import { restore } from '#api/db/restore.ts';

const env = environment();

await runCommand(async () => {
  const words = process.argv.slice(2).filter((word) => word !== '--');
  const replace = words.includes('--replace');
  const [name, ...more] = words.filter((word) => word !== '--replace');
  if (name === undefined || name.startsWith('-') || more.length > 0) {
    throw new Error('Usage: pnpm restore FILE.tar.gz [--replace]');
  }
  const file = pathFrom(env, name);
  const { heading, manifest, applied } = await withDatabaseAlone(targetFrom(env), (opened) =>
    restore({ ...opened, file, replace }),
  );
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Restored the backup of ${heading.madeAt}: ${rows} rows of ${tables.length} tables, checked.`);
  if (applied.length > 0) console.log(`Then applied what is newer: ${applied.join(', ')}.`);
});
