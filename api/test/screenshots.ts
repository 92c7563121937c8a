// Photographs every screen, wide and on a phone, with the demo data, into screenshots/ (not committed): a screen nobody
// looked at is not done. `pnpm screenshots [word…]` takes only the screens whose name holds one of the words.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { repositoryRoot } from '#api/config.ts';
import { freePort } from '#test/api-process.ts';
import { openChromium } from '#test/chromium.ts';
import { consoleScreens, publicScreens, type Screen } from '#test/screens.ts';

const widths = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const words = process.argv.slice(2);
const folder = join(repositoryRoot, 'screenshots');
await mkdir(folder, { recursive: true });

const dataDir = await mkdtemp(join(tmpdir(), 'pr8werk-photos-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, [join(repositoryRoot, 'api/src/main.ts')], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', DATABASE_URL: '', SMTP_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const link = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http\S+\/admin\/sign-in#\S+/.exec(output);
      if (found && output.includes('Proces')) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const browser = await openChromium();
  const signedIn = await signIn(await browser.newContext({ locale: 'nl-NL' }), link);
  const example = await exampleOf(signedIn);
  for (const [name, viewport] of Object.entries(widths)) {
    const inside = await browser.newContext({
      viewport,
      locale: 'nl-NL',
      storageState: await signedIn.storageState(),
    });
    const outside = await browser.newContext({ viewport, locale: 'nl-NL' });
    for (const [context, screens] of [
      [inside, consoleScreens(example)],
      [outside, publicScreens(example)],
    ] as const) {
      for (const screen of screens) {
        if (words.length === 0 || words.some((it) => screen.name.includes(it)))
          await photograph(context, screen, join(folder, `${screen.name}-${name}.png`));
      }
    }
  }
  await browser.close();
} finally {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  await rm(dataDir, { recursive: true, force: true });
}

async function signIn(context: BrowserContext, link: string): Promise<BrowserContext> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.getByRole('navigation').first().waitFor();
  await page.close();
  return context;
}

async function exampleOf(context: BrowserContext): Promise<string> {
  const answer = await context.request.get(`${url}/v1/programmes/pr8werk/events?search=voorbeeld`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]!.id;
}

async function photograph(context: BrowserContext, screen: Screen, path: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url + screen.path);
  await settle(page);
  await screen.act?.(page);
  await settle(page);
  await page.screenshot({ path, fullPage: !screen.isOneScreen });
  console.log(path);
  await page.close();
}

async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .mantine-Skeleton-root'));
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
  await page.evaluate(() => document.fonts.ready);
}
