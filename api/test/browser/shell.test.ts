// The frame of the console: finding anything from one field, the keys, the way back, and what waits today.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, openBrowsing, tabTo } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let event: EventView;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town, { slug: 'regio' });
  organiser = await asStaff(town, region);
  event = await aPublishedEvent(town, region, { by: organiser, title: 'Ontbijtsessie Duurzaam', capacity: 5 });
  await aPublishedEvent(town, region, { by: organiser, title: 'Stellingen over zorg' });
  for (const [name, organisation] of [
    ['Jörg Böhmer', 'Böhmer Advies'],
    ['Els Janssen', null],
    ['Piet Jansen', 'Waterschap'],
  ] as const) {
    const email = `${name.split(' ')[0]!.toLowerCase().replace('ö', 'o')}@post.example`;
    await signUp(town, region, event, { name, email, organisation }).expect(201);
    const [mail] = await town.mailsTo(email);
    await fetch(`${linkIn(mail!, '/r/')}/verify`, { method: 'POST', redirect: 'manual' });
  }
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

async function arrive(path = '/vandaag', width?: number): Promise<{ page: Page; complaints: string[] }> {
  const visit = await browsing.visit({ as: { town, person: organiser }, ...(width ? { width } : {}) });
  await visit.page.goto(`${town.url}/admin/regio${path}`);
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  return visit;
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('finding anything', () => {
  test('somebody types a name wrong, sees who is meant, and is there with one key; next time it stands on top', async () => {
    const { page, complaints } = await arrive();
    await page.keyboard.press('Control+K');
    const field = page.getByRole('combobox', { name: 'Zoek of doe iets' });
    await field.waitFor();
    await page.keyboard.type('bohmre');
    const option = page.getByRole('option', { name: /Jörg Böhmer/ });
    await option.waitFor();
    expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await page.keyboard.press('Enter');
    await heading(page, 'Jörg Böhmer');
    await page.getByText('Böhmer Advies').first().waitFor();
    await page.getByRole('link', { name: 'Ontbijtsessie Duurzaam', exact: true }).first().waitFor();
    await page.keyboard.press('Control+K');
    const recent = page.getByRole('group', { name: 'Laatst gekozen' }).getByRole('option');
    await expect.poll(() => recent.allTextContents()).toEqual([expect.stringContaining('Jörg Böhmer')]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('combobox').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('the arrows go round, what was typed stands out, and a screen or something to do is found as well', async () => {
    const { page } = await arrive();
    await page.getByRole('button', { name: /Zoek of ga naar/ }).click();
    await page.getByRole('combobox').fill('jans');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['Jans', 'Jans']);
    const chosen = () => page.locator('[role=option][aria-selected=true]').textContent();
    expect(await chosen()).toContain('Els Janssen');
    await page.keyboard.press('ArrowUp');
    expect(await chosen()).toContain('Piet Jansen');
    await page.keyboard.press('ArrowDown');
    expect(await chosen()).toContain('Els Janssen');
    await page.getByRole('combobox').fill('qqxyzzy');
    await page.getByText('Niets gevonden voor “qqxyzzy”').waitFor();
    await page.getByRole('combobox').fill('logb');
    await page.getByRole('option', { name: /Logboek/ }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Logboek');
  });

  test('when the search fails it says so, and trying again helps', async () => {
    const { page } = await arrive();
    await page.route('**/search?*', (route) => route.abort());
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('jansen');
    await page.getByText('Zoeken lukt nu niet.').waitFor();
    await page.unroute('**/search?*');
    await page.getByRole('dialog').getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.getByRole('option', { name: /Piet Jansen/ }).waitFor();
  });

  test('someone at the door is checked in from anywhere, and out again with one key', async () => {
    const { page } = await arrive('/programma');
    const attended = async () =>
      (await organiser.get(`/v1/programmes/regio/events/${event.id}/registration-counts`)).body.attended;
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('incheck');
    await page.getByRole('option', { name: /Check iemand in/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Check iemand in' }).fill('els');
    await page.getByRole('option', { name: /Els Janssen/ }).waitFor();
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByText('Els Janssen is ingecheckt.').waitFor();
    expect(await attended()).toBe(1);
    await page.keyboard.press('u');
    await page.getByText('Els Janssen is niet meer ingecheckt.').waitFor();
    expect(await attended()).toBe(0);
  });

  test('on a telephone it is one button in the bar', async () => {
    const { page } = await arrive('/vandaag', 390);
    await page.getByRole('banner').getByRole('button', { name: 'Zoek of ga naar…' }).click();
    await page.getByRole('combobox').fill('zorg');
    await page.getByRole('option', { name: /Stellingen over zorg/ }).click();
    await heading(page, 'Stellingen over zorg');
  });
});

describe('keys', () => {
  test('lead to screens, to a new meeting and into the search of a list; the map says which there are', async () => {
    const { page } = await arrive();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await heading(page, 'Bijeenkomsten');
    await page.keyboard.press('/');
    await page.keyboard.type('gn?u');
    expect(await page.getByRole('searchbox').inputValue(), 'whoever types is left alone').toBe('gn?u');
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('n');
    await heading(page, /Nieuwe bijeenkomst/);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Sneltoetsen' }).getByText('Maak het laatste ongedaan').waitFor();
  });

  test('that work alone can be switched off for good, but not the others', async () => {
    const { page } = await arrive();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Toetsen die alleen werken' }).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await heading(page, 'Vandaag');
    for (const key of ['g', 'b', 'n', '?']) await page.keyboard.press(key);
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').waitFor();
    expect(page.url()).toMatch(/\/vandaag$/);
    expect(await page.getByRole('dialog', { name: 'Sneltoetsen' }).count()).toBe(0);
  });
});

test('the way back leads to the list as it was left', async () => {
  const { page } = await arrive('/bijeenkomsten?status=published&search=duurzaam');
  await page.getByRole('link', { name: 'Ontbijtsessie Duurzaam', exact: true }).click();
  await heading(page, 'Ontbijtsessie Duurzaam');
  await page.getByRole('navigation', { name: 'Waar je bent' }).getByRole('link', { name: 'Bijeenkomsten' }).click();
  await heading(page, 'Bijeenkomsten');
  expect(page.url()).toMatch(/\?status=published&search=duurzaam$/);
});

describe('today', () => {
  test('a figure leads to the list it counts, and comes and goes by itself', async () => {
    const { page, complaints } = await arrive();
    await page.getByText('Niets dat op je wacht').waitFor();
    await page.getByText('Je ziet wijzigingen meteen').waitFor();
    await signUp(town, region, event, { name: 'Onbevestigd', email: 'onbevestigd@post.example' }).expect(201);
    const line = page.getByRole('link', { name: /Eén aanmelding wacht op bevestiging/ });
    await line.waitFor();
    await line.click();
    await heading(page, 'Ontbijtsessie Duurzaam');
    await page.locator('main').getByText('Onbevestigd', { exact: true }).first().waitFor();
    expect(page.url()).toContain('tab=unverified');
    expect(complaints).toEqual([]);
  });

  test('says how to begin, until one has seen it', async () => {
    const fresh = await aProgramme(town, { slug: 'nieuw' });
    const owner = await asStaff(town, fresh, 'owner');
    const { page } = await browsing.visit({ as: { town, person: owner } });
    await page.goto(`${town.url}/admin/`);
    await heading(page, 'Vandaag');
    await page.getByText('0 van 6 gedaan').waitFor();
    await page.getByRole('link', { name: 'Maak een eerste bijeenkomst' }).click();
    await heading(page, /Nieuwe bijeenkomst/);
    await page.goBack();
    await page.getByRole('button', { name: 'Verberg' }).click();
    await page.reload();
    await page.getByText('Niets dat op je wacht').waitFor();
    expect(await page.getByText('0 van 6 gedaan').count()).toBe(0);
  });
});

test('people are found by what they did, and corrected where they stand', async () => {
  const { page, complaints } = await arrive('/personen?attended=no');
  await page.getByLabel('Zoek op naam, organisatie of e-mail').fill('waterschap');
  await expect.poll(() => page.locator('main a[href*="/personen/0"]').allTextContents()).toEqual(['Piet Jansen']);
  await page.getByRole('link', { name: 'Piet Jansen' }).click();
  await page.getByRole('button', { name: 'Gegevens verbeteren' }).click();
  const dialog = page.getByRole('dialog', { name: 'Gegevens verbeteren' });
  await dialog.getByLabel('Naam').fill('');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Naam').fill('Pieter Jansen');
  await dialog.getByLabel(/Vakgebieden/).fill('water, bestuur');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await heading(page, 'Pieter Jansen');
  await page.getByText('water, bestuur').waitFor();
  await page.getByRole('navigation', { name: 'Waar je bent' }).getByRole('link', { name: 'Personen' }).click();
  await expect.poll(() => page.url()).toContain('attended=no');
  expect(complaints).toEqual([]);
});

test('a fault of ours gives a number to pass on, and another try', async () => {
  const { page } = await arrive();
  const problem = {
    type: 'about:blank',
    title: 'Fout',
    status: 500,
    detail: 'Er ging iets mis.',
    code: 'internal',
    requestId: 'verzoek-4711',
  };
  await page.route('**/regio/contacts*', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.getByRole('link', { name: 'Personen' }).click();
  await page.getByText('verzoek-4711').waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tabTo(page, 'Kopieer');
  await page.keyboard.press('Enter');
  await page.getByText('Gekopieerd.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('verzoek-4711');
  await page.unroute('**/regio/contacts*');
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await page.getByRole('link', { name: 'Els Janssen' }).waitFor();
});
