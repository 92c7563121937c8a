// Every screen there is, by address, with what can be opened on it.

import type { Page } from 'playwright-core';
import { eventScreens } from '#test/event-screens.ts';
import { peopleScreens } from '#test/people-screens.ts';

export interface Screen {
  name: string;
  path: string;
  act?(page: Page): Promise<void>;
  /** Photographed as one sees it, not in its whole length: for what floats above the page. */
  isOneScreen?: boolean;
}

/** `example` is the meeting of the demo data. */
export function consoleScreens(example: string): Screen[] {
  const programme = '/admin/pr8werk';
  const event = `${programme}/bijeenkomsten/${example}`;
  return [
    { name: 'vandaag', path: `${programme}/vandaag` },
    { name: 'personen', path: `${programme}/personen` },
    { name: 'personen-leeg', path: `${programme}/personen?search=bestaatniet` },
    {
      name: 'een-persoon',
      path: `${programme}/personen`,
      act: (page) =>
        page
          .locator('main a[href*="/personen/0"]')
          .first()
          .click()
          .then(() => page.getByText('Waarvoor, sinds').waitFor()),
    },
    ...peopleScreens(programme),
    { name: 'organisaties', path: `${programme}/organisaties` },
    {
      name: 'netwerk-cijfers',
      path: `${programme}/netwerken/onz-achterhoek`,
      act: async (page) => {
        const link = page.getByRole('link', { name: 'Bekijk de pagina' });
        await link.waitFor();
        await page.goto((await link.getAttribute('href'))!);
        await page.getByText('Alleen aantallen').waitFor();
      },
    },
    { name: 'netwerken', path: `${programme}/organisaties?view=networks` },
    {
      name: 'netwerk-wijzigen',
      path: `${programme}/organisaties?view=networks`,
      isOneScreen: true,
      act: (page) =>
        page
          .getByRole('button', { name: /^Wijzig / })
          .first()
          .click()
          .then(() => page.getByRole('dialog').waitFor()),
    },
    {
      name: 'organisatie-toevoegen',
      path: `${programme}/organisaties`,
      isOneScreen: true,
      act: async (page) => {
        await page.getByRole('button', { name: 'Voeg organisatie toe' }).click();
        await page.getByRole('dialog').getByLabel('Naam').fill('Gemeente Montferlant');
        await page.getByLabel(/^KvK-nummer/).fill('1234567');
        await page.getByText('lijkt erop').waitFor();
        await page.getByRole('dialog').getByRole('button', { name: 'Voeg organisatie toe' }).click();
        await page.getByText('hier staan er 7').first().waitFor();
      },
    },
    {
      name: 'organisatie-wijzigen',
      path: `${programme}/organisaties?search=montferland`,
      act: async (page) => {
        await page.locator('main').getByRole('link', { name: 'Montferland' }).click();
        await page.getByRole('button', { name: 'Wijzig gegevens' }).click();
        await page.getByLabel('Vanaf').first().waitFor();
      },
    },
    {
      name: 'jaar-wijzigen',
      path: `${programme}/programma`,
      isOneScreen: true,
      act: (page) =>
        page
          .getByRole('button', { name: 'Wijzig programmajaar 2' })
          .click()
          .then(() => page.getByRole('dialog').waitFor()),
    },
    {
      name: 'jaarplan-versie',
      path: `${programme}/programma`,
      isOneScreen: true,
      act: (page) =>
        page
          .getByRole('button', { name: 'Leg een versie vast' })
          .click()
          .then(() => page.getByRole('dialog').waitFor()),
    },
    {
      name: 'een-organisatie',
      path: `${programme}/organisaties?search=montferland`,
      act: (page) =>
        page
          .locator('main')
          .getByRole('link', { name: 'Montferland' })
          .click()
          .then(() => page.getByText('Van wanneer').waitFor()),
    },
    {
      name: 'palet',
      path: `${programme}/vandaag`,
      isOneScreen: true,
      act: (page) => page.keyboard.press('Control+K').then(() => page.getByRole('combobox').waitFor()),
    },
    {
      name: 'palet-gevonden',
      path: `${programme}/vandaag`,
      isOneScreen: true,
      act: async (page) => {
        await page.keyboard.press('Control+K');
        await page.getByRole('combobox').fill('ontbjitsessie');
        await page.getByRole('option').nth(1).waitFor();
      },
    },
    {
      name: 'palet-inchecken',
      path: `${programme}/vandaag`,
      isOneScreen: true,
      act: async (page) => {
        await page.keyboard.press('Control+K');
        await page.getByRole('combobox').fill('inchecken');
        await page.getByRole('option').first().click();
        await page.getByRole('option').nth(1).waitFor();
      },
    },
    {
      name: 'palet-niets',
      path: `${programme}/vandaag`,
      isOneScreen: true,
      act: async (page) => {
        await page.keyboard.press('Control+K');
        await page.getByRole('combobox').fill('qqxyzzy');
        await page.getByText('Niets gevonden').waitFor();
      },
    },
    {
      name: 'sneltoetsen',
      path: `${programme}/vandaag`,
      isOneScreen: true,
      act: (page) => page.keyboard.press('?').then(() => page.getByRole('dialog').waitFor()),
    },
    { name: 'programma', path: `${programme}/programma` },
    { name: 'bijeenkomsten', path: `${programme}/bijeenkomsten` },
    { name: 'bijeenkomsten-leeg', path: `${programme}/bijeenkomsten?search=bestaatniet` },
    { name: 'nieuwe-bijeenkomst', path: `${programme}/bijeenkomsten/nieuw` },
    { name: 'overzicht', path: event },
    ...eventScreens(programme, event),
    { name: 'gegevens', path: `${event}/gegevens` },
    { name: 'formulier', path: `${event}/formulier` },
    { name: 'deelnemers', path: `${event}/deelnemers` },
    { name: 'deelnemers-leeg', path: `${event}/deelnemers?search=bestaatniet&role=guest` },
    {
      name: 'deelnemers-filters',
      path: `${event}/deelnemers?source=-&language=nl`,
      act: (page) => page.getByRole('button', { name: /^Filters/ }).click(),
    },
    {
      name: 'deelnemers-kolommen',
      path: `${event}/deelnemers?columns=name,organisation,email,role,network,language,note,place,status`,
      act: (page) => page.getByRole('button', { name: 'Kolommen' }).click(),
    },
    {
      name: 'deelnemer-open',
      path: `${event}/deelnemers`,
      isOneScreen: true,
      act: async (page) => {
        await page.locator('[data-index="1"] a').click();
        await page.getByLabel('Nieuwe notitie').fill('Belt nog over het parkeren');
        await page.getByRole('button', { name: 'Bewaar notitie' }).click();
        await page.getByRole('listitem').getByText('Belt nog').first().waitFor();
      },
    },
    {
      name: 'deelnemers-gekozen',
      path: `${event}/deelnemers`,
      isOneScreen: true,
      act: async (page) => {
        for (const index of [0, 1, 2]) await page.locator(`[data-index="${index}"] input`).check();
      },
    },
    {
      name: 'deelnemers-afmelden',
      path: `${event}/deelnemers`,
      isOneScreen: true,
      act: async (page) => {
        for (const index of [0, 1, 2, 3]) await page.locator(`[data-index="${index}"] input`).check();
        // on a telephone they stand in a menu
        const menu = page.getByRole('button', { name: 'Acties', exact: true });
        if (await menu.count()) await menu.click();
        await page
          .getByRole('button', { name: 'Meld af' })
          .or(page.getByRole('menuitem', { name: 'Meld af' }))
          .last()
          .click();
        await page.getByText('Wie precies').click();
      },
    },
    { name: 'op-je-site', path: `${event}/op-je-site` },
    { name: 'post', path: `${programme}/post` },
    { name: 'achtergrondwerk', path: `${programme}/achtergrondwerk` },
    { name: 'logboek', path: `${programme}/logboek` },
    { name: 'instellingen', path: `${programme}/instellingen` },
    { name: 'koppelingen', path: `${programme}/koppelingen` },
    {
      name: 'sleutel-maken',
      path: `${programme}/koppelingen`,
      isOneScreen: true,
      act: (page) =>
        page
          .getByRole('button', { name: 'Maak een sleutel' })
          .first()
          .click()
          .then(() => page.getByRole('dialog').waitFor()),
    },
    {
      name: 'sleutel-een-keer',
      path: `${programme}/koppelingen`,
      isOneScreen: true,
      act: async (page) => {
        await page.getByRole('button', { name: 'Maak een sleutel' }).first().click();
        await page.getByLabel('Waar komt de sleutel te staan?').fill('WordPress van het netwerk');
        await page.getByRole('dialog').getByRole('button', { name: 'Maak een sleutel' }).click();
        await page.getByText('enige keer').waitFor();
      },
    },
    {
      name: 'sleutels',
      path: `${programme}/koppelingen`,
      act: async (page) => {
        const renew = page.getByRole('button', { name: /^Vernieuw/ });
        const both = page.getByText('Er werken nu twee sleutels');
        const make = page.getByRole('button', { name: 'Maak een sleutel' });
        await make.first().waitFor();
        if ((await renew.or(both).count()) === 0) {
          await make.first().click();
          await page.getByLabel('Waar komt de sleutel te staan?').fill('WordPress van het netwerk');
          await page.getByRole('dialog').getByRole('button', { name: 'Maak een sleutel' }).click();
          await page.getByRole('button', { name: 'Ik heb de sleutel bewaard' }).click();
        }
        if ((await both.count()) === 0) {
          await renew.first().click();
          await page.getByRole('button', { name: 'Ik heb de sleutel bewaard' }).click();
        }
        await both.first().waitFor();
      },
    },
    { name: 'mailtekst-morgen', path: `${programme}/instellingen/mailteksten?tekst=event-tomorrow&taal=nl` },
    { name: 'mailteksten', path: `${programme}/instellingen/mailteksten?tekst=signup-waiting&taal=nl` },
    { name: 'team', path: `${programme}/team` },
    { name: 'sessies', path: '/admin/sessies' },
    { name: 'niet-gevonden', path: `${programme}/nergens` },
    // leaves meetings behind: after the others
    { name: 'vandaag-vol', path: `${programme}/vandaag`, act: (page) => fillToday(page) },
  ];
}

export function publicScreens(_example: string): Screen[] {
  const meeting = '/pr8werk/e/voorbeeld-ontbijtsessie-zorg';
  return [
    { name: 'agenda', path: '/pr8werk' },
    { name: 'bijeenkomst', path: meeting },
    { name: 'privacy', path: '/pr8werk/privacy' },
    { name: 'toegankelijkheid', path: '/pr8werk/accessibility' },
    { name: 'webmasters', path: '/pr8werk/webmasters' },
    { name: 'nieuws', path: '/pr8werk/news' },
    { name: 'mijn-link-vragen', path: '/pr8werk/mijn' },
    { name: 'mijn-link-gevraagd', path: '/pr8werk/mijn?done=sent' },
    { name: 'mijn-gewist', path: '/pr8werk/mijn/erased' },
    { name: 'inloggen', path: '/admin/sign-in' },
    { name: 'naslag', path: '/docs', isOneScreen: true },
    { name: 'nergens', path: '/pr8werk/nergens' },
  ];
}

/** Something of everything that can wait for somebody. */
async function fillToday(page: Page): Promise<void> {
  const filled = page.getByText('mist nog').first();
  if (await filled.isVisible()) return;
  await page.evaluate(async () => {
    const base = '/v1/programmes/pr8werk';
    const post = async (path: string, body: object, key = crypto.randomUUID()) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as { id: string };
    };
    const at = (days: number, hours: number) =>
      new Date(Date.now() + days * 86_400_000 + hours * 3_600_000).toISOString();
    const venue = { name: 'De Zaal', street: null, postcode: null, place: 'Winterswijk', directions: null };
    const meeting = (nl: string, days: number, more: object = {}) =>
      post('/events', { title: { nl, en: null }, startsAt: at(days, 0), endsAt: at(days, 2), ...more });
    await meeting('Stellingenbijeenkomst over arbeidsongeschiktheidsverzekeringen', 20);
    await meeting('Mannetjesdag in de Liemers', 30, { capacity: 60, venue });
    for (const [name, days, capacity] of [
      ['Ontbijtsessie Duurzaam ondernemen', 4, 30],
      ['Partnershipmiddag', 11, 2],
    ] as const) {
      const { id } = await meeting(name, days, { capacity, venue });
      await post(`/events/${id}/publication`, {});
      for (const n of [1, 2, 3])
        await post(`/events/${id}/registrations`, {
          name: `Aanmelder ${n}`,
          email: `aanmelder${n}@voorbeeld.example`,
          role: 'professional',
          consent: true,
        });
    }
  });
  await page.reload();
  await filled.waitFor();
}
