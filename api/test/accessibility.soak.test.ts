// The whole matrix: every screen there is, with what can be opened on it, at three widths, in forced colours and with less
// motion. Text at 200 % is the narrow width of a wide screen.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { asStaff, type Person } from '#test/people.ts';
import { consoleScreens, publicScreens, type Screen } from '#test/screens.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let owner: Person;
let example: string;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  const [row] = await town.ctx.db.query<{ programme_id: string; event_id: string }>(
    `SELECT p.programme_id, e.event_id FROM programmes AS p JOIN events AS e ON e.programme_id = p.programme_id
      WHERE p.slug = 'pr8werk' AND e.slug LIKE 'voorbeeld%'`,
  );
  owner = await asStaff(town, { programmeId: row!.programme_id, slug: 'pr8werk' }, 'owner');
  example = row!.event_id;
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .mantine-Skeleton-root'));
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
}

async function check(screen: Screen, isInside: boolean): Promise<void> {
  const { page, context, complaints } = await browsing.visit(isInside ? { as: { town, person: owner } } : {});
  await page.goto(town.url + screen.path);
  await settle(page);
  await screen.act?.(page);
  await settle(page);
  // twice as large letters on a screen of 1280 leave 640
  for (const width of [1280, 640, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await settle(page);
    await expectAccessible(page, screen.name, [width]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await settle(page);
  expect(await axeViolations(page), `${screen.name} in forced colours`).toEqual([]);
  expect(complaints, screen.name).toEqual([]);
  await context.close();
}

// the demo's own id is only known later, and names do not need it
const inside = consoleScreens('example').map((it) => it.name);
const outside = publicScreens('example').map((it) => it.name);

describe('every screen of the console', () => {
  test.each(inside)('%s', async (name) => {
    await check(consoleScreens(example).find((it) => it.name === name)!, true);
  });
});

describe('every public page', () => {
  test.each(outside)('%s', async (name) => {
    await check(publicScreens(example).find((it) => it.name === name)!, false);
  });
});
