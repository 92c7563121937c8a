// pnpm restore FILE [--replace]: brings back what pnpm backup wrote, all of it or nothing.
import { environment } from '#api/config.ts';
import { pathFrom, runCommand, targetFrom, withDatabaseAlone } from '#api/db/command-target.ts';
import { connect } from '#api/db/postmaster.ts';
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
  const { heading, manifest, applied, stopped } = await withDatabaseAlone(targetFrom(env), async (opened) => ({
    ...(await restore({ ...opened, file, replace })),
    stopped: await stopMailings(opened.url),
  }));
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Restored the backup of ${heading.madeAt}: ${rows} rows of ${tables.length} tables, checked.`);
  if (stopped > 0)
    console.log(
      `${stopped} mailings that waited or were on their way were stopped: they may have gone since the backup.`,
    );
  if (applied.length > 0) console.log(`Then applied what is newer: ${applied.join(', ')}.`);
});

/** What waited when the backup was made may have gone since: a restore must not invite everyone once more. */
async function stopMailings(url: string): Promise<number> {
  const client = await connect(url, 'pr8werk-restore');
  try {
    const { rowCount } = await client.query(
      `UPDATE mailings SET state = CASE state WHEN 'planned' THEN 'cancelled' ELSE 'stopped' END, ended_at = now()
        WHERE state IN ('planned', 'going')`,
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}
