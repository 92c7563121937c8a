// pnpm backup FILE: the database and the files of DATA_DIR in one file, while the API runs or not.
import { environment } from '#api/config.ts';
import { backUp } from '#api/db/backup.ts';
import { pathFrom, runCommand, targetFrom, withDatabase } from '#api/db/command-target.ts';

const env = environment();

await runCommand(async () => {
  const [name, ...more] = process.argv.slice(2).filter((word) => word !== '--');
  if (name === undefined || name.startsWith('-') || more.length > 0) throw new Error('Usage: pnpm backup FILE.tar.gz');
  const file = pathFrom(env, name);
  const { manifest } = await withDatabase(targetFrom(env), ({ url, dataDir }) => backUp({ url, dataDir, file }));
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${file}: ${rows} rows of ${tables.length} tables and ${Object.keys(manifest.files).length} files, checked.`,
  );
});
