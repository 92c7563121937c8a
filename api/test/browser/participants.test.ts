// An organiser works in the list of participants, as they do it: by mouse, by keyboard, and in a list of more than a
// thousand.

import { readFile } from 'node:fs/promises';
import type { EventView } from '@pr8werk/shared/events.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerBatch } from '#api/registrations/batcher.ts';
import { type Browsing, openBrowsing, tabTo } from '#test/browsing.ts';
import { aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let browsing: Browsing;
beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  const [row] = await town.ctx.db.query<{ id: string }>(
    `SELECT programme_id AS id FROM programmes WHERE slug = 'pr8werk'`,
  );
  region = { programmeId: row!.id, slug: 'pr8werk' };
  organiser = await asStaff(town, region);
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

async function aMeetingOf(capacity: number, people: ({ name: string } & Record<string, unknown>)[]) {
  const event = await aPublishedEvent(town, region, { capacity, by: organiser });
  for (let from = 0; from < people.length; from += 400)
    await registerBatch(
      town.ctx,
      people.slice(from, from + 400).map((it, i) =>
        signupItem({
          programmeId: region.programmeId,
          eventId: event.id,
          email: `mens${from + i}@${event.id}.example`,
          ...it,
        }),
      ),
    );
  return event;
}
async function opens(event: EventView, search = '', width = 1280) {
  const { page, complaints } = await browsing.visit({ as: { town, person: organiser }, width });
  await page.goto(`${town.url}/admin/pr8werk/bijeenkomsten/${event.id}/deelnemers${search}`);
  return { page, complaints };
}
const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const rows = (page: Page) => page.locator('tbody tr');
const countsOf = async (event: EventView) =>
  (await organiser.get(`/v1/programmes/pr8werk/events/${event.id}/registration-counts`).expect(200)).body;

test('filters are chips one takes away, columns and order stand in the address, and the file holds what one sees', async () => {
  const event = await aMeetingOf(9, [
    { name: 'Anna Bos', source: 'onz', organisation_name: 'Zorg' },
    { name: 'Bram Kok', role: 'guest', organisation_name: 'Aap' },
    { name: 'Carla Vos', source: 'onz', role: 'guest' },
  ]);
  const { page, complaints } = await opens(event, '?source=onz&role=guest');
  await expect.poll(() => rows(page).count()).toBe(1);
  const chips = page.getByRole('list', { name: 'Filters die aan staan' });
  await chips.getByRole('button', { name: /^Haal weg: Rol/ }).click();
  await expect.poll(() => rows(page).count()).toBe(2);
  await chips.getByRole('button', { name: /^Haal weg: Via/ }).click();
  await expect.poll(() => rows(page).count()).toBe(3);
  expect(searchOf(page)).toEqual({});

  const heading = page.getByRole('columnheader', { name: 'Organisatie' });
  expect(await heading.getAttribute('aria-sort')).toBe('none');
  await heading.getByRole('button').click();
  await expect.poll(() => rows(page).first().textContent()).toContain('Bram Kok');
  await heading.getByRole('button').click();
  expect(await heading.getAttribute('aria-sort')).toBe('descending');
  await page.getByRole('button', { name: 'Kolommen' }).click();
  await page.getByLabel('E-mailadres').uncheck();
  await page.getByLabel('Taal').check();
  await page.getByRole('columnheader', { name: 'Taal' }).waitFor();
  expect(searchOf(page)).toEqual({
    sort: '-organisation',
    columns: 'name,organisation,role,language,createdAt,status',
  });

  await page.getByRole('button', { name: 'Als bestand' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^deelnemers-.*\.csv$/);
  const lines = (await readFile((await file.path())!, 'utf8')).split('\r\n');
  expect(lines[0]).toBe('\ufeffNaam;Organisatie;Rol;Taal;Aangemeld op;Status');
  expect(lines.slice(1, 4).map((it) => it.split(';')[0])).toEqual(['Carla Vos', 'Anna Bos', 'Bram Kok']);
  expect(complaints).toEqual([]);
});

test('several are chosen, one sees who will be told what, and all of it is undone', async () => {
  const event = await aMeetingOf(
    2,
    ['Anna Bos', 'Bram Kok', 'Carla Vos', 'Daan Mol'].map((name) => ({ name })),
  );
  const { page, complaints } = await opens(event);
  await page.getByLabel('Kies Anna Bos').check();
  await page.getByLabel('Kies Daan Mol').check();
  const bar = page.getByRole('region', { name: 'Met de gekozen deelnemers' });
  await bar.getByText('2 gekozen').waitFor();
  await bar.getByRole('button', { name: 'Meld af' }).click();
  const dialog = page.getByRole('dialog', { name: '2 deelnemers afmelden' });
  await dialog.getByText('2 van de 2 worden afgemeld.').waitFor();
  await dialog.getByText('Carla Vos krijgt').or(dialog.getByText('Bram Kok krijgt')).waitFor();
  await dialog.getByText('Naar 2 adressen, over een minuut.').waitFor();
  expect(await countsOf(event), 'looking ahead does nothing').toMatchObject({ all: 4, cancelled: 0 });
  await dialog.getByLabel(/Eigen tekst/).fill('Tot in juni');
  await dialog.getByRole('button', { name: 'Meld af' }).click();
  await page.getByText('2 deelnemers zijn afgemeld. De mail gaat over een minuut.').waitFor();
  expect(await countsOf(event)).toMatchObject({ cancelled: 2 });
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await page.getByText(/vooraan op de wachtlijst|teruggedraaid/).waitFor();
  expect(await countsOf(event)).toMatchObject({ all: 4, confirmed: 2, waiting: 2, cancelled: 0 });
  expect(complaints).toEqual([]);
});

test('one person is a link: answers, notes, mails and history; the keys go on, and closing leads back to the row', async () => {
  const event = await aMeetingOf(
    9,
    ['Anna Bos', 'Bram Kok', 'Carla Vos'].map((name) => ({ name, note: 'met de fiets' })),
  );
  const first = await opens(event);
  await first.page.getByRole('link', { name: 'Anna Bos' }).click();
  const { person } = searchOf(first.page);
  const { page, complaints } = await opens(event, `?person=${person}`);
  const panel = (name: string) => page.getByRole('dialog', { name });
  await panel('Anna Bos').getByText('met de fiets').waitFor();
  await panel('Anna Bos').getByText('Aanmelding met plaats').waitFor();
  await tabTo(page, 'Nieuwe notitie');
  await page.keyboard.type('Belt nog');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Bewaar notitie');
  await page.keyboard.press('Enter');
  await panel('Anna Bos').getByRole('listitem').getByText('Belt nog').waitFor();
  await tabTo(page, 'Volgende');
  await page.keyboard.press('ArrowRight');
  await panel('Bram Kok').getByText('2 van 3').waitFor();
  await page.keyboard.press('ArrowRight');
  await panel('Carla Vos').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await panel('Bram Kok').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Bram Kok');
  expect(searchOf(page)).toEqual({});
  expect(complaints).toEqual([]);
});

test('a list of 1,200 draws only what is in sight, fetches on by itself, and tells how many there are', async () => {
  const people = Array.from({ length: 1200 }, (_, i) => ({ name: `Mens ${String(i).padStart(4, '0')}` }));
  const event = await aMeetingOf(2000, people);
  const { page, complaints } = await opens(event);
  await page.getByRole('link', { name: 'Mens 0000' }).waitFor();
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('1201');
  const drawn = () => page.locator('tr[data-index]').count();
  expect(await drawn()).toBeLessThan(80);
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return page.getByRole('link', { name: 'Mens 1199' }).count();
      },
      { timeout: 15_000 },
    )
    .toBe(1);
  expect(await drawn()).toBeLessThan(80);
  const last = page.locator('tr[data-index]').last();
  expect(await last.getAttribute('aria-rowindex')).toBe('1201');
  await page.getByRole('link', { name: 'Mens 1199' }).click();
  await page.getByRole('dialog', { name: 'Mens 1199' }).getByText('1.200 van 1.200').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('dialog', { name: 'Mens 1198' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Mens 1198');
  await page.keyboard.press('Home');
  await page.getByLabel('Kies alle rijen die geladen zijn').check();
  const bar = page.getByRole('region', { name: 'Met de gekozen deelnemers' });
  await bar.getByText('1.200 gekozen').waitFor();
  expect(complaints).toEqual([]);
});

test('all that match are chosen at once, also those that are not fetched, but who is taken out again', async () => {
  const people = Array.from({ length: 820 }, (_, i) => ({ name: `Mens ${i}`, role: i < 721 ? 'guest' : 'crew' }));
  const event = await aMeetingOf(2000, people);
  const { page } = await opens(event, '?role=guest');
  await page.getByLabel('Kies Mens 0', { exact: true }).check();
  const bar = page.getByRole('region', { name: 'Met de gekozen deelnemers' });
  await bar.getByRole('button', { name: 'Kies alle 721' }).click();
  await bar.getByText('721 gekozen').waitFor();
  await page.getByLabel('Kies Mens 0', { exact: true }).uncheck();
  await bar.getByText('720 gekozen').waitFor();
  await bar.getByRole('button', { name: 'Is aanwezig' }).click();
  const dialog = page.getByRole('dialog', { name: '720 deelnemers zijn aanwezig' });
  await dialog.getByText('720 van de 720 worden genoteerd als aanwezig.').waitFor();
  await dialog.getByRole('button', { name: 'Noteer' }).click();
  await page.getByText('720 deelnemers zijn aanwezig.').waitFor();
  expect(await countsOf(event)).toMatchObject({ attended: 720 });
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await page.getByText('Bij 720 deelnemers is het teruggedraaid.').waitFor();
  expect(await countsOf(event)).toMatchObject({ attended: 0 });
});
