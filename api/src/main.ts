// Starts Pr8werk: configuration, database, migrations, background work, listening. Closes in reverse.

import { type Config, ConfigError, environment, readConfig } from '#api/config.ts';
import { removePidFile, writePidFile } from '#api/db/pid-file.ts';
import { startPr8werk } from '#api/installation.ts';
import { inBlocks, makeLog } from '#api/log.ts';
import { printWelcome } from '#api/welcome.ts';

async function main(): Promise<void> {
  const config = configuration();
  const log = makeLog(config.logLevel, inBlocks(1));
  const running = await startPr8werk(config, log);
  if (!running) {
    console.error(
      `Pr8werk draait al met de gegevens in ${config.dataDir} (is running already on this data directory). Stop het met: pnpm stop`,
    );
    process.exit(1);
  }
  await writePidFile(config.dataDir, { pid: process.pid, startedAt: new Date().toISOString(), port: running.port });
  await printWelcome(running);

  let isStopping = false;
  async function stop(reason: string, code = 0): Promise<void> {
    // a signal to the whole process group arrives twice; the second changes nothing
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'stopping: finishing what runs');
    await running!.stop();
    await removePidFile(config.dataDir);
    process.exit(code);
  }
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  running.lost.then(() => stop('another process took over the data directory', 1));
}

function configuration(): Config {
  try {
    return readConfig(environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(error.code ?? '');
  console.error(
    isTaken ? `Kan niet luisteren (cannot listen): ${error.message}. Kies een andere HOST of PORT.` : error,
  );
  process.exit(1);
});
