// The main tasks by keys alone, from begin to end: no pointer is touched, and after each dialog the focus is where one was.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, openBrowsing, tabTo } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region, 'organiser');
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

test('a meeting is made, published and found in the agenda', async () => {
  const { page, complaints } = await browsing.visit({ as: { town, person: organiser } });
  await page.goto(`${town.url}/admin/${region.slug}/vandaag`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: 'Nieuwe bijeenkomst' }).waitFor();
  await tabTo(page, /Ontbijtsessie met zwermsessie/);
  await page.keyboard.press('Space');
  await tabTo(page, 'Titel in het Nederlands');
  await page.keyboard.type('Met de toetsen');
  // the date stands before the title
  await page.keyboard.press('Shift+Tab');
  await page.getByLabel('Datum', { exact: true }).first().focus();
  await page.keyboard.type('14-1-2027');
  await tabTo(page, 'Tijd');
  await page.keyboard.type('7:30');
  await tabTo(page, 'Tijd');
  await page.keyboard.type('10:00');
  await tabTo(page, 'Maak concept', 120);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Met de toetsen' }).waitFor();
  await tabTo(page, 'Locatie', 150);
  await page.keyboard.type('De Zaal');
  await tabTo(page, 'Plaatsnaam', 150);
  await page.keyboard.type('Wehl');
  await page.keyboard.press('Enter');
  await page.getByText('Opgeslagen.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Publiceer' }).first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Bijeenkomst publiceren' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await focused(page), 'back where the dialog was opened').toContain('Publiceer');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await tabTo(page, 'Publiceer');
  await page.keyboard.press('Enter');
  await page.getByText('De bijeenkomst staat in de agenda.').waitFor();
  expect(await (await fetch(`${town.url}/${region.slug}`)).text()).toContain('Met de toetsen');
  expect(complaints).toEqual([]);
});

test('someone is signed up, looked at, cancelled, and back again', async () => {
  const event = await aPublishedEvent(town, region, { by: organiser });
  const { page, complaints } = await browsing.visit({ as: { town, person: organiser } });
  await page.goto(`${town.url}/admin/${region.slug}/bijeenkomsten/${event.id}/deelnemers`);
  await page.getByRole('button', { name: 'Deelnemer toevoegen' }).first().waitFor();
  await tabTo(page, 'Deelnemer toevoegen', 120);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Naam');
  await page.keyboard.type('Anna Bos');
  await tabTo(page, 'E-mailadres');
  await page.keyboard.type('anna@post.example');
  await page.keyboard.press('Enter');
  const row = page.getByRole('link', { name: 'Anna Bos' });
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Anna Bos' });
  await panel.getByText('anna@post.example').first().waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await focused(page), 'back at the row').toContain('Anna Bos');
  await tabTo(page, 'Acties voor Anna Bos');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Meld af' }).focus();
  await page.keyboard.press('Enter');
  const asking = page.getByRole('dialog', { name: 'Anna Bos afmelden' });
  await asking.waitFor();
  await tabTo(page, /^Meld af/);
  await page.keyboard.press('Enter');
  await page.getByText(/Anna Bos is afgemeld/).waitFor();
  await asking.waitFor({ state: 'hidden' });
  await page.keyboard.press('u');
  await page.getByText('Anna Bos heeft de plaats terug.').waitFor();
  expect(complaints).toEqual([]);
});
