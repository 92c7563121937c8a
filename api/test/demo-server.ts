// Pr8werk as a newcomer has it after `pnpm start`: a process of its own with the demo data, and the way in.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { repositoryRoot } from '#api/config.ts';
import { freePort } from '#test/api-process.ts';

export interface DemoServer {
  url: string;
  /** Signs this browser in as the organiser of the demo. Works once. */
  signIn(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemo(env: Record<string, string> = {}): Promise<DemoServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pr8werk-demo-'));
  const port = await freePort();
  const server = spawn(process.execPath, [join(repositoryRoot, 'api/src/main.ts')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      SMTP_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const link = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http\S+\/admin\/sign-in#\S+/.exec(output);
      if (found && output.includes('Proces')) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async signIn(context) {
      const page = await context.newPage();
      await page.goto(link);
      await page.getByRole('button', { name: 'Inloggen' }).click();
      await page.getByRole('navigation').first().waitFor();
      await page.close();
    },
    async stop() {
      server.kill('SIGTERM');
      await gone;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
