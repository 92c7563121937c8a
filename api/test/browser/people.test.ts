// A list becomes people in the console, and a double becomes one person, by hand and by axe.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

/** What slides in and fades is there; axe measures what it sees. */
const calm = (page: Page) => page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
const console = (path: string) => `${town.url}/admin/${region.slug}/${path}`;

test('a list is sent, its columns are named, a row is mended, people come in and go again', async () => {
  const { page, complaints } = await browsing.visit({ as: { town, person: organiser } });
  await page.goto(console('personen'));
  await page.getByRole('link', { name: 'Importeren' }).click();
  const list =
    'Naam;Mail;Woonplaats\nAnna Bos;anna@lijst.example;Wehl\nBram Fout;bram@@lijst.example;\nAnna Bos;anna@lijst.example;\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'leden.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('heading', { name: 'Wat staat er in elke kolom?' }).waitFor();
  expect(await page.getByLabel('Naam', { exact: true }).inputValue()).toBe('name');
  expect(await page.getByLabel('Woonplaats').inputValue()).toBe('');
  await page.getByRole('button', { name: 'Kijk de rijen na' }).press('Enter');
  await page.getByRole('link', { name: /Mag je deze mensen mailen/ }).waitFor();
  await expectAccessible(page, 'columns with faults', [390, 1280]);
  expect(await page.locator('input[name=basis]:checked').count(), 'no ground is chosen beforehand').toBe(0);
  await page.getByLabel('Waar komt deze lijst vandaan?').fill('Ledenlijst');
  await page.getByLabel('Nee, of we weten het niet').check();
  await page.getByRole('button', { name: 'Kijk de rijen na' }).press('Enter');
  await page.getByRole('button', { name: 'Verbeter rij 3' }).press('Enter');
  await calm(page);
  await expectAccessible(page, 'mending a row', [390]);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mailadres').fill('bram@lijst.example');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Zet 2 personen over' }).waitFor();
  await calm(page);
  await expectAccessible(page, 'checked rows', [390, 1280]);
  await page.getByRole('button', { name: 'Zet 2 personen over' }).press('Enter');
  await page.getByRole('link', { name: 'Bram Fout' }).waitFor();
  await expectAccessible(page, 'results', [390]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download wat niet meeging' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('resultaat-import.csv');
  await page.getByRole('button', { name: 'Draai deze import terug' }).press('Enter');
  await page.getByText('Weer verwijderd: 2').waitFor();
  expect(complaints).toEqual([]);
});

test('two that are one are found, compared and merged; the old address leads on', async () => {
  const event = await aPublishedEvent(town, region, { title: 'Ontbijt in Wehl' });
  for (const email of ['els@werk.example', 'els@thuis.example'])
    await signUp(town, region, event, { name: 'Els Kok', email, organisation: email.slice(4, 9) }).expect(201);
  const { page, complaints } = await browsing.visit({ as: { town, person: organiser } });
  await page.goto(console('personen/dubbel'));
  await page.getByText('dezelfde naam').waitFor();
  await expectAccessible(page, 'doubles', [390, 1280]);
  await page.getByRole('link', { name: 'Vergelijk Els Kok en Els Kok' }).press('Enter');
  await page.getByText('Allebei aangemeld voor Ontbijt in Wehl').waitFor();
  const gone = page.url().split('/').at(-1)!;
  await page.getByRole('group', { name: 'E-mailadres' }).getByLabel('els@werk').check();
  await expectAccessible(page, 'merging', [390, 1280]);
  await page.getByRole('button', { name: 'Voeg samen', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Els Kok', level: 1 }).waitFor();
  await page.getByText('Twee contacten samengevoegd').waitFor();
  await page.getByText('@werk.example').first().waitFor();
  await page.goto(console(`personen/${gone}`));
  await page.getByRole('link', { name: 'Ga naar die persoon' }).waitFor();
  expect(complaints).toEqual([]);
});
