// Photographs every screen, wide and on a phone, with the demo data, into screenshots/ (not committed): a screen nobody
// looked at is not done. `pnpm screenshots [word…]` takes only the screens whose name holds one of the words.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { repositoryRoot } from '#api/config.ts';
import { openChromium } from '#test/chromium.ts';
import { startDemo } from '#test/demo-server.ts';
import { consoleScreens, publicScreens, type Screen } from '#test/screens.ts';

const widths = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const words = process.argv.slice(2);
const folder = join(repositoryRoot, 'screenshots');
await mkdir(folder, { recursive: true });

const demo = await startDemo();
const { url } = demo;
try {
  const browser = await openChromium();
  const signedIn = await browser.newContext({ locale: 'nl-NL' });
  await demo.signIn(signedIn);
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
  await demo.stop();
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
