// Mijn Pr8werk in a real browser: from the mailed link to erasing oneself, seen by axe on the way.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let browsing: Browsing;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town, { slug: 'regio', name: 'Regio van de Zwerm' });
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

const mailed = async (email: string, part: string) =>
  linkIn((await town.mailsTo(email)).findLast((it) => it.text?.includes(part))!, part);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('one asks for the link, replaces a guest, gives another address and erases oneself', async () => {
  const organiser = await asStaff(town, region, 'owner');
  const event = await aPublishedEvent(town, region, { by: organiser, title: 'Ontbijtsessie Zorg' });
  await organiser
    .put(`/v1/programmes/regio/events/${event.id}/signup-rules`, {
      admission: 'open',
      offerHours: null,
      offersUntil: null,
      lastWord: 'no',
      companyLimit: 2,
      crewCounts: true,
      quotas: [],
      codes: [],
    })
    .set('if-match', '*')
    .expect(200);
  const old = 'anneke.wolters@wijkverpleging.example';
  const companions = [{ name: 'Bram Bouwman' }];
  await signUp(town, region, event, { name: 'Anneke Wolters', email: old, organisation: 'Wolters', companions }).expect(
    201,
  );

  const { page, complaints } = await browsing.visit();
  await page.goto(await mailed(old, '/r/'));
  await press(page, 'Ja, ik kom');
  await page.getByRole('link', { name: /Mijn Pr8werk/ }).click();
  await expectAccessible(page, 'asking for the link', [390, 1280]);
  await page.getByLabel('E-mailadres').fill(old);
  await press(page, 'Stuur mijn link');
  await page.getByRole('heading', { name: 'Kijk in je mail' }).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await page.goto(await mailed(old, '/mijn/open/'));
  await expectAccessible(page, 'the button that opens', [390]);
  await press(page, 'Open mijn pagina');
  await page.getByRole('heading', { name: /^Hallo/ }).waitFor();
  await expectAccessible(page, 'the own page', [390, 1280]);

  await page.getByRole('link', { name: 'Ontbijtsessie Zorg' }).click();
  await page.getByRole('link', { name: 'Wijzig wie er meekomt' }).click();
  await expectAccessible(page, 'company', [390, 1280]);
  await page.getByRole('link', { name: /Vervang.*Bram Bouwman/ }).click();
  await press(page, 'Vervang');
  await expectAccessible(page, 'replacing a guest, with a fault', [390]);
  await page.getByLabel('Naam van wie meekomt').fill('Els Kok');
  await press(page, 'Vervang');
  await page.getByText('de plaats is overgedragen').waitFor();
  await page.getByText('Els Kok').first().waitFor();

  await page.goto(`${town.url}/regio/mijn`);
  await press(page, /Ja, doe dat.*nieuwe bijeenkomsten/);
  await page.getByText('Je keuze is bewaard.').waitFor();
  await page.getByRole('link', { name: 'Wijzig mijn gegevens' }).click();
  await expectAccessible(page, 'details', [390, 1280]);
  await page.getByRole('link', { name: 'Terug naar mijn pagina' }).click();
  await page.getByRole('link', { name: 'Lees alles over mij' }).click();
  await expectAccessible(page, 'everything about me', [390, 1280]);
  await page.getByRole('link', { name: 'Terug naar mijn pagina' }).click();
  await page.getByRole('link', { name: 'Ander e-mailadres' }).click();
  await expectAccessible(page, 'another address', [390]);
  await page.getByLabel('Nieuw e-mailadres').fill('anneke@nieuw.example');
  await press(page, 'Mail beide adressen');
  await page.getByRole('heading', { name: 'Kijk in de mail op beide adressen' }).waitFor();
  for (const address of [old, 'anneke@nieuw.example']) {
    await page.goto(await mailed(address, '/mijn/adres/'));
    await press(page, 'Ja, dat was ik');
  }
  await page.getByRole('heading', { name: 'Je nieuwe e-mailadres geldt' }).waitFor();

  town.passes({ minutes: 16 });
  await page.goto(`${town.url}/regio/mijn`);
  await page.getByLabel('E-mailadres').fill('anneke@nieuw.example');
  await press(page, 'Stuur mijn link');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await page.goto(await mailed('anneke@nieuw.example', '/mijn/open/'));
  await press(page, 'Open mijn pagina');
  await page.getByRole('link', { name: 'Wis mij' }).click();
  await press(page, 'Ja, wis alles over mij');
  await expectAccessible(page, 'erasing, not sure yet', [390, 1280]);
  await page.getByLabel('Ik begrijp dat niemand dit kan terugdraaien').check();
  await press(page, 'Ja, wis alles over mij');
  await page.getByRole('heading', { name: 'Alles over jou is gewist' }).waitFor();
  expect(await town.ctx.db.query(`SELECT 1 FROM registrations WHERE name LIKE 'Anneke%'`)).toEqual([]);
  expect(complaints).toEqual([]);
});
