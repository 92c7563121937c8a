// Organisations, networks, years and the plan by people at the keyboard: a double is warned of, what is typed survives, and
// who comes second sees who changed what.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { aProgramme, asStaff, type Person, type Region } from '#test/people.ts';
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

const console = (path: string) => `${town.url}/admin/${region.slug}/${path}`;
const api = (path: string) => `/v1/programmes/${region.slug}${path}`;

test('an organisation is added and changed; a double is warned of, and a colleague was first', async () => {
  await owner.post(api('/organisations'), { name: 'Zorggroep Oost', kind: 'care', kvkNumber: '12345678' }).expect(201);
  const { page, complaints } = await browsing.visit({ as: { town, person: owner } });
  await page.goto(console('organisaties'));
  await page.getByRole('button', { name: 'Voeg organisatie toe' }).press('Enter');
  await page.keyboard.type('Zorgroep Oost');
  await page.getByText('Deze staat er al en lijkt erop').waitFor();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^KvK-nummer/).fill('1234 567');
  await dialog.getByRole('button', { name: 'Voeg organisatie toe' }).press('Enter');
  await page.getByRole('link', { name: /KvK-nummer: Dit nummer heeft 8 cijfers; hier staan er 7/ }).click();
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /Er is al een organisatie met dit KvK-nummer/ }).waitFor();
  await expectAccessible(page, 'adding an organisation', [390, 1280]);
  await dialog.getByLabel('Naam').fill('Gemeente Montferland');
  await dialog.getByLabel('Soort', { exact: true }).selectOption('municipality');
  await dialog.getByLabel(/^KvK-nummer/).fill('');
  await dialog.getByLabel(/^Gemeentecode/).fill('1955');
  await dialog.getByRole('button', { name: 'Voeg een periode toe' }).click();
  await dialog.getByLabel(/^Vanaf/).fill('31-2-2024');
  await dialog.getByRole('button', { name: 'Voeg organisatie toe' }).click();
  await page.getByRole('link', { name: /Periode 1, Vanaf: Schrijf een datum/ }).click();
  await dialog.getByLabel(/^Vanaf/).fill('1-2024');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gemeente Montferland', level: 1 }).waitFor();
  await page.getByText('sinds januari 2024').waitFor();

  await page.getByRole('button', { name: 'Wijzig gegevens' }).press('Enter');
  await dialog.getByLabel(/^Website/).fill('www.montferland.example');
  await dialog.getByLabel('Naam').fill('Montferland');
  const colleague = await asStaff(town, region, 'organiser');
  const id = page.url().split('/').at(-1)!;
  await colleague
    .patch(api(`/organisations/${id}`), '*', { name: 'Gem. Montferland', oin: '0'.repeat(20) })
    .expect(200);
  await page.getByText('Iemand anders heeft dit intussen gewijzigd').waitFor();
  await page.getByText('Dit hebben jullie allebei gewijzigd').waitFor();
  await page.getByRole('button', { name: 'Voeg samen' }).click();
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('heading', { name: 'Montferland', level: 1, exact: true }).waitFor();
  const { body } = await owner.get(api(`/organisations/${id}`)).expect(200);
  expect(body).toMatchObject({
    name: 'Montferland',
    website: 'https://www.montferland.example',
    oin: '0'.repeat(20),
    municipalityCode: 'GM1955',
    party: 'government',
  });
  expect(complaints).toEqual([]);
});

test('a network and a year are recorded, and what is typed of the plan survives a reload', async () => {
  const { page, complaints } = await browsing.visit({ as: { town, person: owner } });
  page.on('dialog', (dialog) => dialog.accept());
  const dialog = page.getByRole('dialog');
  await page.goto(console('organisaties?view=networks'));
  await page.getByRole('button', { name: 'Voeg netwerk toe' }).first().click();
  await page.keyboard.type('ZP Oost');
  await page.getByText('formulieren op sites: zp-oost').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Wijzig ZP Oost' }).click();
  await dialog.getByLabel(/^Website/).fill('oost.example');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'oost.example' }).waitFor();

  await page.goto(console('programma'));
  await page.getByRole('button', { name: 'Leg een versie vast' }).click();
  await dialog.getByLabel('Hoe het aantal tot stand komt').fill('Twee per jaar');
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole('button', { name: 'Leg een versie vast' }).click();
  await dialog.getByRole('button', { name: 'Terugzetten' }).click();
  await dialog.getByRole('button', { name: 'Leg een versie vast' }).click();
  await page.getByRole('link', { name: /Bron: / }).waitFor();
  expect(await dialog.getByLabel('Hoe het aantal tot stand komt').inputValue()).toBe('Twee per jaar');
  await dialog.getByRole('button', { name: 'Annuleren' }).click();

  await page.getByRole('button', { name: 'Leg een jaar vast' }).click();
  await dialog.getByLabel(/^Branche/).fill('Zorg');
  await dialog.getByLabel('Bron').fill('plan 2026');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Wijzig programmajaar 1' }).click();
  await dialog.getByLabel('ontmoeten').check();
  await dialog.getByLabel('Bron').fill('besluit stuurgroep');
  await expectAccessible(page, 'changing a year', [390, 1280]);
  await page.keyboard.press('Enter');
  await page.getByText('bron: besluit stuurgroep').waitFor();
  await page.getByText('Eerder vastgelegd (1)').click();
  await page.getByText(/Zorg · accenten onbekend · bron: plan 2026/).waitFor();
  await page.goto(console('logboek'));
  await page.getByText('Programmajaar gewijzigd: wie centraal staat').waitFor();
  expect(complaints).toEqual([]);
});
