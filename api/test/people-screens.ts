// The screens about people: lists that come in, and one person who stands there twice.

import type { Page } from 'playwright-core';
import type { Screen } from '#test/screens.ts';

const list = [
  'Voornaam;Achternaam;E-mailadres;Organisatie;Vakgebieden;Gemeente;Netwerk;Telefoon',
  'Sanne;Wesselink-van Arbeidsongeschiktheidsverzekering;sanne.wesselink@adviesbureau-oost.example;Adviesbureau Oost;ICT, training;Gemeente Bronckhorst;;06 1234',
  'Jörg;Böhmer;jorg@bouw.example;Böhmer Bouwadvies;bouw;Montferland;;',
  'Jörg;Böhmer;jorg@bouw.example;Böhmer Bouwadvies;bouw;Montferland;;',
  'Hanneke;te Riele;hanneke@@zorg.example;Zorg & Co;zorg;Aalten;;',
  'Piet;Kok;piet@kok.example;;advies;Utrecht;Onbekend Netwerk;',
  ';;info@stichting.example;Stichting Samen;;;;',
  'Zonder;Adres;;Zonder BV;;;;',
].join('\r\n');

/** Sends a list and says nothing about it yet. */
async function send(page: Page): Promise<void> {
  const file = { name: 'ledenlijst-november.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'Wat staat er in elke kolom?' }).waitFor();
}

async function check(page: Page): Promise<void> {
  await send(page);
  await page.getByLabel('Waar komt deze lijst vandaan?').fill('Ledenlijst, 3 november 2026');
  await page.getByLabel('Ja: ze gaven toestemming').check();
  await page.getByLabel('Waaruit blijkt dat?').fill('Aanmeldformulier met een leeg vakje');
  await page.getByRole('button', { name: 'Kijk de rijen na' }).click();
  await page.getByRole('heading', { name: /^Nagekeken/ }).waitFor();
}

/** `programme` is an address in the console. */
export function peopleScreens(programme: string): Screen[] {
  const start = `${programme}/personen/importeren`;
  return [
    { name: 'importeren', path: start },
    { name: 'importeren-kolommen', path: start, act: send },
    {
      name: 'importeren-fouten',
      path: start,
      act: async (page) => {
        await send(page);
        await page.getByRole('button', { name: 'Kijk de rijen na' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    { name: 'importeren-nagekeken', path: start, act: check },
    {
      name: 'importeren-verbeteren',
      path: start,
      isOneScreen: true,
      act: async (page) => {
        await check(page);
        await page.getByRole('button', { name: 'Verbeter rij 5' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'importeren-klaar',
      path: start,
      act: async (page) => {
        await check(page);
        await page.getByRole('button', { name: /^Zet .* over$/ }).click();
        await page.getByRole('button', { name: 'Draai deze import terug' }).waitFor();
      },
    },
    {
      name: 'importeren-onleesbaar',
      path: start,
      act: async (page) => {
        const file = {
          name: 'kapot.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('naam;mail\n"Jan;jan@x.example\nAn;an@x.example'),
        };
        await page.locator('input[type=file]').setInputFiles(file);
        await page.getByText('Dit bestand kunnen we niet lezen').waitFor();
      },
    },
    { name: 'een-netwerk', path: `${programme}/netwerken/onz-achterhoek` },
    {
      name: 'dubbele-personen',
      path: `${programme}/personen/dubbel`,
      act: (page) =>
        page
          .getByText(/bijna|dezelfde|Geen dubbele/)
          .first()
          .waitFor(),
    },
    {
      name: 'samenvoegen',
      path: `${programme}/personen`,
      act: async (page) => {
        await page.locator('main a[href*="/personen/0"]').first().click();
        await page.getByRole('button', { name: 'Voeg samen met…' }).click();
        await page.getByRole('searchbox').last().fill('a');
        await page.locator('dialog a[href*="/dubbel/"]').first().click();
        await page.getByRole('heading', { name: 'Wat bij elkaar komt' }).waitFor();
        await page
          .getByText(/aanmelding|Er hangt niets/)
          .first()
          .waitFor();
      },
    },
    {
      name: 'persoon-alles',
      path: `${programme}/personen`,
      act: async (page) => {
        await openPerson(page);
        await page.getByRole('link', { name: 'Bekijk alles over deze persoon' }).click();
        await page.getByRole('heading', { name: 'Aanmeldingen' }).waitFor();
      },
    },
    {
      name: 'persoon-wissen',
      path: `${programme}/personen`,
      isOneScreen: true,
      act: async (page) => {
        await openPerson(page);
        await page.getByRole('button', { name: 'Wis deze persoon' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'persoon-bewaren',
      path: `${programme}/personen`,
      isOneScreen: true,
      act: async (page) => {
        await openPerson(page);
        await page.getByRole('button', { name: 'Moet bewaard blijven' }).click();
        await page.getByRole('button', { name: 'Leg vast' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    { name: 'privacy-en-bewaren', path: `${programme}/instellingen/privacy` },
  ];
}

async function openPerson(page: Page): Promise<void> {
  await page.locator('main a[href*="/personen/0"]').first().click();
  await page.getByRole('heading', { name: 'Privacy' }).waitFor();
}
