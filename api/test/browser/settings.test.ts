// A programme's own face and words, by people at the keyboard: what is typed survives, what cannot be is said, and the public
// page shows it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, openBrowsing, tabTo } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let owner: Person;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  owner = await asStaff(town, region, 'owner');
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

test('a colour that is too light is refused at its field, the one offered is taken, and pages wear it', async () => {
  const { page, complaints } = await browsing.visit({ as: { town, person: owner } });
  await page.goto(`${town.url}/admin/${region.slug}/instellingen`);
  await page.getByLabel('Accentkleur').waitFor();
  await tabTo(page, 'Accentkleur');
  await page.keyboard.type('#ffcc00');
  await page.getByText(/Te licht om te lezen: contrast 1,/).waitFor();
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert').getByRole('link', { name: /Accentkleur: Deze kleur is te licht/ });
  await summary.click();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('#ffcc00');
  await tabTo(page, /^Neem #/);
  await page.keyboard.press('Enter');
  await page.getByText(/Goed te lezen/).waitFor();
  await page.getByRole('button', { name: 'Opslaan' }).press('Enter');
  await page.getByText('Opgeslagen').first().waitFor();
  const chosen = await page.getByLabel('Accentkleur').inputValue();
  await expect
    .poll(async () => (await fetch(`${town.url}/${region.slug}`)).text(), { timeout: 3000 })
    .toContain(`/assets/accent/${chosen.slice(1)}.css`);
  const visitor = await browsing.visit();
  await aPublishedEvent(town, region, { by: owner });
  await visitor.page.goto(`${town.url}/${region.slug}`);
  const worn = await visitor.page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--pr-accent'),
  );
  expect(worn).toBe(chosen);
  expect([...complaints, ...visitor.complaints]).toEqual([]);
});

test('what is typed survives a reload, and going away asks first', async () => {
  const { page } = await browsing.visit({ as: { town, person: owner } });
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`${town.url}/admin/${region.slug}/instellingen`);
  await page.getByLabel('Waar het programma voor staat').fill('Meer werk in de streek');
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole('button', { name: 'Terugzetten' }).click();
  expect(await page.getByLabel('Waar het programma voor staat').inputValue()).toBe('Meer werk in de streek');
  await page.getByRole('link', { name: 'Logboek' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  expect(page.url()).toContain('/instellingen');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('Opgeslagen').first().waitFor();
});

test('a mail text is changed with its preview beside it, and put back', async () => {
  const { page } = await browsing.visit({ as: { town, person: owner } });
  await page.goto(`${town.url}/admin/${region.slug}/instellingen/mailteksten?tekst=signup-waiting`);
  await page.getByLabel('Onderwerp').fill('Even geduld voor {event}');
  await page.frameLocator('iframe').getByRole('heading', { name: 'Even geduld voor Ontbijtsessie Zorg' }).waitFor();
  await page.getByLabel('Tekst', { exact: true }).fill('Je bent nummer {plek}.');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('alert').getByText('{plek} kan deze mail niet invullen').first().waitFor();
  await page.getByText('Zo kan de mail nog niet weg').waitFor();
  await page.getByLabel('Tekst', { exact: true }).fill('Je bent nummer ');
  await page.getByRole('button', { name: 'Zet {place} in de tekst' }).click();
  expect(await page.getByLabel('Tekst', { exact: true }).inputValue()).toBe('Je bent nummer {place}');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('Eigen tekst', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Terug naar de tekst van Pr8werk' }).click();
  await page.getByText('Tekst van Pr8werk', { exact: true }).waitFor();
  expect(await page.getByLabel('Onderwerp').inputValue()).toBe('Je staat op de wachtlijst: {event}');
});
