// The screens of one meeting, with what can be opened or go wrong on them.

import type { Page } from 'playwright-core';
import type { Screen } from '#test/screens.ts';

/** `programme` and `event` are addresses in the console. */
export function eventScreens(programme: string, event: string): Screen[] {
  return [
    {
      name: 'overzicht-tabel',
      path: event,
      act: (page) => page.getByText('Dezelfde cijfers als tabel').click(),
    },
    {
      name: 'overzicht-geschiedenis',
      path: `${programme}/bijeenkomsten?status=held`,
      act: (page) => openLast(page),
    },
    {
      name: 'overzicht-onbekend',
      path: `${programme}/bijeenkomsten?status=unknown`,
      act: (page) => openLast(page),
    },
    { name: 'plaatsen', path: `${event}/plaatsen` },
    { name: 'plaatsen-regels', path: `${event}/plaatsen`, act: fillRules },
    { name: 'uitnodigen', path: `${event}/uitnodigen` },
    { name: 'uitnodigen-gedaan', path: `${event}/uitnodigen`, act: inviteSome },
    {
      name: 'uitnodigen-overzicht',
      path: `${event}/uitnodigen`,
      act: async (page) => {
        await inviteSome(page);
        await page.getByRole('link', { name: 'Overzicht' }).click();
        await page.getByText('Vooraf', { exact: true }).waitFor();
      },
    },
    { name: 'uitnodigen-nieuw', path: `${event}/uitnodigen/nieuw?soort=message`, act: writeSome },
    { name: 'uitnodigen-genodigden', path: `${event}/uitnodigen/genodigden`, act: chooseSome },
    {
      name: 'uitnodigen-mailing',
      path: `${event}/uitnodigen/nieuw?soort=message`,
      act: async (page) => {
        await writeSome(page);
        await page.getByRole('button', { name: /^Verstuur aan/ }).click();
        await page.getByRole('button', { name: 'Niet versturen' }).waitFor();
      },
    },
    {
      name: 'uitnodigen-buiten',
      path: `${event}/uitnodigen`,
      isOneScreen: true,
      act: async (page) => {
        await page.getByRole('button', { name: 'Al uitgenodigd buiten Pr8werk' }).click();
        await page.getByRole('dialog').getByText('vastgelegd als uitgenodigd').waitFor();
      },
    },
    {
      name: 'uitnodigen-netwerk',
      path: `${event}/uitnodigen`,
      act: async (page) => {
        await page.locator('details summary').first().click();
        await page.goto((await page.locator('code').nth(1).textContent())!);
        await page.getByRole('button', { name: 'Geef door' }).waitFor();
      },
    },
    { name: 'drukwerk', path: `${event}/drukwerk` },
    { name: 'deur', path: `${event}/deur`, act: makeLink },
    { name: 'zaal-zonder-link', path: '/zaal/' },
    { name: 'zaal-begin', path: `${event}/deur`, act: (page) => openDoor(page, 'begin') },
    { name: 'zaal-lijst', path: `${event}/deur`, act: (page) => openDoor(page, 'list') },
    { name: 'zaal-welkom', path: `${event}/deur`, isOneScreen: true, act: (page) => openDoor(page, 'welcome') },
    { name: 'zaal-wachtlijst', path: `${event}/deur`, isOneScreen: true, act: (page) => openDoor(page, 'other') },
    { name: 'zaal-inschrijven', path: `${event}/deur`, isOneScreen: true, act: (page) => openDoor(page, 'walk-in') },
    { name: 'badges', path: event.replace('/admin/', '/').replace('/bijeenkomsten/', '/print/').concat('/badges') },
    {
      name: 'deurlijst',
      path: event.replace('/admin/', '/').replace('/bijeenkomsten/', '/print/').concat('/door-list'),
    },
    { name: 'gegevens-concept', path: `${programme}/bijeenkomsten/nieuw`, act: makeDraft },
    {
      name: 'publiceren',
      path: `${programme}/bijeenkomsten/nieuw`,
      isOneScreen: true,
      act: async (page) => {
        await makeDraft(page);
        await page.getByLabel('Plaatsnaam').fill('Wehl');
        await page.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByText('Opgeslagen.', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Publiceer' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'annuleren',
      path: event,
      isOneScreen: true,
      act: async (page) => {
        await page.getByRole('button', { name: 'Meer acties voor deze bijeenkomst' }).click();
        await page.getByRole('menuitem', { name: 'Annuleer bijeenkomst' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'gegevens-fouten',
      path: `${event}/gegevens`,
      act: async (page) => {
        await page.getByLabel('Titel in het Nederlands').first().fill('x'.repeat(300));
        await page.getByLabel('Titel in het Engels').first().fill('');
        await page.getByLabel('Datum', { exact: true }).first().fill('31-02');
        await page.getByLabel('Aantal plaatsen').fill('3');
        await page.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'formulier-fouten',
      path: `${event}/formulier`,
      act: async (page) => {
        await page.getByRole('button', { name: 'Vraag toevoegen' }).click();
        await page.getByLabel('Soort antwoord').last().selectOption('choice');
        await page.getByLabel('Aan wie vragen').last().selectOption('role');
        await page.getByRole('button', { name: 'Opslaan' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'gegevens-teruggevonden',
      path: `${event}/gegevens`,
      isOneScreen: true,
      act: async (page) => {
        page.on('dialog', (dialog) => void dialog.accept());
        await page.getByLabel('Branche').fill('Zorg en welzijn');
        await page.waitForTimeout(500);
        await page.reload();
        await page.getByText('Je had hier al iets ingevuld').waitFor();
      },
    },
    {
      name: 'gegevens-samen',
      path: `${event}/gegevens`,
      isOneScreen: true,
      act: async (page) => {
        await page.getByLabel('Branche').fill(`Zorg en welzijn ${Date.now()}`);
        await page.getByLabel('Locatie').fill('Mijn zaal');
        await page.evaluate(async (address) => {
          await fetch(`/v1/programmes/pr8werk/events/${address.split('/').pop()}`, {
            method: 'PATCH',
            headers: { 'content-type': 'application/json', 'if-match': '*' },
            body: JSON.stringify({ sector: `Zorgaanbieders in de regio ${Date.now()}`, party: 'government' }),
          });
        }, event);
        await page.getByText('Dit hebben jullie allebei gewijzigd').waitFor();
      },
    },
    {
      name: 'gegevens-weggaan',
      path: `${event}/gegevens`,
      isOneScreen: true,
      act: async (page) => {
        await page.getByLabel('Branche').fill('Bouw');
        await page.getByRole('link', { name: 'Overzicht' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'op-je-site-kleuren',
      path: `${event}/op-je-site`,
      act: async (page) => {
        await page.getByLabel('Frame', { exact: true }).check({ force: true });
        await page.getByLabel('Knop', { exact: true }).last().fill('ffdd00');
        await page.locator('iframe').last().scrollIntoViewIfNeeded();
        await page.waitForTimeout(800);
      },
    },
    { name: 'affiche', path: `${event}/affiche` },
  ];
}

async function openLast(page: Page): Promise<void> {
  await page.locator('main tbody a, main li a').last().click();
  await page.getByRole('region', { name: 'Fase van de bijeenkomst' }).waitFor();
}

async function makeDraft(page: Page): Promise<void> {
  await page.getByLabel('Mannetjesdag').check();
  await page.getByLabel('Titel in het Nederlands').fill('Mannetjesdag in de Liemers');
  const [start, end] = [page.getByRole('group', { name: 'Begin' }).last(), page.getByRole('group', { name: 'Einde' })];
  await start.getByLabel('Datum', { exact: true }).fill('20-5-2027');
  await start.getByLabel('Tijd').fill('15:00');
  await end.getByLabel('Tijd').fill('17:30');
  await page.getByRole('button', { name: 'Maak concept' }).click();
  await page.getByLabel('Plaatsnaam').waitFor();
}

/** Every kind of rule at once, and what is wrong with some of it. */
async function fillRules(page: Page): Promise<void> {
  await page.getByLabel('Wie een code heeft').check();
  await page.getByRole('button', { name: 'Code toevoegen' }).click();
  await page.getByLabel('Code', { exact: true }).fill('ab');
  await page.getByLabel('Voor wie').fill('Leden van de coöperatie');
  await page.getByLabel('krijgt een aanbod, en zegt ja of nee').check();
  await page.getByRole('button', { name: 'Maximum toevoegen' }).click();
  await page.getByLabel('Groep', { exact: true }).selectOption('guest');
  await page.getByLabel('Hoogstens', { exact: true }).fill('tien');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('alert').waitFor();
}

/** People who were invited by letter, and a network that says how many it mailed. */
async function inviteByLetter(page: Page): Promise<void> {
  const [programme, , event] = new URL(page.url()).pathname.split('/').slice(2);
  await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json' };
    const ask = async (method: string, at: string, body?: object) =>
      (await fetch(`${path}${at}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })).json();
    const all = { audience: {}, invitedOn: '2026-01-10', source: 'Brief', dryRun: false };
    await ask('POST', '/invitations', all);
    const { items } = (await ask('GET', '/network-invitations')) as { items: { network: string }[] };
    if (items[0])
      await ask('PUT', `/network-invitations/${items[0].network}`, { reported: 1200, mailedOn: '2026-01-12' });
  }, `/v1/programmes/${programme}/events/${event}`);
  await page.reload();
}

async function inviteSome(page: Page): Promise<void> {
  await inviteByLetter(page);
  await page.locator('details summary').first().click();
  await page.getByText('Antwoordden').first().waitFor();
}

async function chooseSome(page: Page): Promise<void> {
  await inviteByLetter(page);
  await page
    .getByLabel(/^Kies /)
    .nth(1)
    .check();
  await page.getByRole('button', { name: 'Noteer: kan niet' }).waitFor();
}

async function writeSome(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Onderwerp', exact: true }).fill('De zaal is veranderd');
  await page.locator('iframe').waitFor();
  await page.getByRole('button', { name: /^Verstuur aan/ }).waitFor();
}

async function makeLink(page: Page): Promise<void> {
  await page.getByLabel('Waar of voor wie').fill('Voordeur');
  await page.getByRole('button', { name: 'Maak link' }).click();
  await page
    .getByRole('img', { name: /QR-code/ })
    .first()
    .waitFor();
}

/** As far as somebody at the door gets. */
async function openDoor(page: Page, until: 'begin' | 'list' | 'welcome' | 'other' | 'walk-in'): Promise<void> {
  const [programme, , event] = new URL(page.url()).pathname.split('/').slice(2);
  const url = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(path, { method: 'POST', headers, body: '{}' });
    return ((await answer.json()) as { url: string }).url;
  }, `/v1/programmes/${programme}/events/${event}/helper-links`);
  await page.goto(url);
  await page.getByLabel('Je naam').fill('Henk');
  if (until === 'begin') return;
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.person').first().waitFor();
  if (until === 'welcome') await page.locator('.person:not(.in):not(.other)').first().click();
  if (until === 'other') await page.locator('.person.other').first().click();
  if (until === 'walk-in') await page.getByRole('button', { name: 'Schrijf iemand in' }).click();
}
