// pnpm stop: asks the API of DATA_DIR to end and waits for it. Signals sent to pnpm or npx do not always
// reach the API. When the API was killed, its PostgreSQL may still run: that is ended too.

import { setTimeout as delay } from 'node:timers/promises';
import { environment } from '#api/config.ts';
import { runCommand, targetFrom } from '#api/db/command-target.ts';
import { stopOrphan } from '#api/db/embedded.ts';
import { isApi, readPidFile, removePidFile } from '#api/db/pid-file.ts';

const env = environment();
const patienceMs = 30_000;

await runCommand(async () => {
  const { dataDir } = targetFrom(env);
  const noted = await readPidFile(dataDir);
  const wasRunning = noted !== null && (await isApi(noted.pid));
  if (wasRunning) await stopApi(noted.pid);
  if (noted) await removePidFile(dataDir, noted.pid);
  const orphan = await stopOrphan(dataDir);
  if (orphan === 'stopped') console.log('Stopped the PostgreSQL that was left behind.');
  else if (orphan !== 'none') {
    throw new Error(`The PostgreSQL of ${dataDir} is in use by process ${orphan.heldBy}: stop that one first.`);
  } else if (!wasRunning) console.log(`Nothing is running on ${dataDir}.`);
});

async function stopApi(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  const begun = Date.now();
  while (await isApi(pid)) {
    if (Date.now() - begun > patienceMs) throw new Error(`The API (process ${pid}) has not ended within 30 seconds.`);
    await delay(50);
  }
  console.log(`Stopped the API (process ${pid}) in ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}
