// Every screen of the console, at rest and when something is open or wrong: for axe, for small screens, for the policy.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';
import { aDeadJob } from '#test/world.ts';

let town: Town;
let owner: Person;
let full: EventView;
let draft: EventView;
let mail: string;
let person: string;
let organisation: string;
let browsing: Browsing;

const longWord = 'Arbeidsongeschiktheidsverzekeringsmaatschappij';

beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  const [row] = await town.ctx.db.query<{ id: string }>(
    `SELECT programme_id AS id FROM programmes WHERE slug = 'pr8werk'`,
  );
  const region: Region = { programmeId: row!.id, slug: 'pr8werk' };
  owner = await asStaff(town, region, 'owner');
  await asStaff(town, region, 'viewer');
  full = await aPublishedEvent(town, region, {
    by: owner,
    title: `Volle ${longWord}`,
    capacity: 2,
    party: 'government',
    preset: 'breakfast-swarm',
  });
  for (const [name, isConfirmed] of [
    ['Anna Bos', true],
    [`${longWord} Kok`, true],
    ['Carla Vos', true],
    ['Daan Mol', false],
  ] as const) {
    const email = `${name.replaceAll(' ', '.').toLowerCase()}@${longWord.toLowerCase()}.example`;
    await signUp(town, region, full, { name, email, organisation: `Stichting ${longWord}`, source: 'onz' }).expect(201);
    const [sent] = await town.mailsTo(email);
    if (isConfirmed) await fetch(`${linkIn(sent!, '/r/')}/verify`, { method: 'POST', redirect: 'manual' });
  }
  await town.settled();
  const path = `/v1/programmes/pr8werk/events/${full.id}/registrations`;
  const [first] = (await owner.get(`${path}?tab=confirmed`).expect(200)).body.items;
  await owner.post(`${path}/${first.id}/attendance`, { hasAttended: true });
  await owner.post(`/v1/programmes/pr8werk/events/${full.id}/runbook`, { copyOf: null }).expect(201);
  const created = await owner.post('/v1/programmes/pr8werk/events', { title: { nl: 'Nog een concept', en: null } });
  draft = created.body;
  await aDeadJob(town, region);
  mail = (await owner.get('/v1/programmes/pr8werk/mails').expect(200)).body.items[0].id;
  person = first.contact;
  organisation = (await owner.get('/v1/programmes/pr8werk/organisations?search=montferland')).body.items[0].id;
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

/** Everything was fetched, and nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: 10_000 }).toBe(0);
  // what comes in when something else goes out begins to move a moment later
  await page.evaluate(async () => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await Promise.allSettled(document.getAnimations().map((it) => it.finished));
    }
  });
}

const programme = '/pr8werk';
const screens: Record<string, Record<string, () => string>> = {
  'the programme and its lists': {
    today: () => `${programme}/vandaag`,
    programme: () => `${programme}/programma`,
    events: () => `${programme}/bijeenkomsten`,
    'events that are not there': () => `${programme}/bijeenkomsten?search=bestaatniet`,
    'the runbook over all events': () => `${programme}/draaiboek?rol=process`,
    'a new event': () => `${programme}/bijeenkomsten/nieuw`,
    'nothing here': () => `${programme}/nergens`,
  },
  'a meeting': {
    overview: () => `${programme}/bijeenkomsten/${full.id}`,
    'overview of a draft': () => `${programme}/bijeenkomsten/${draft.id}`,
    details: () => `${programme}/bijeenkomsten/${full.id}/gegevens`,
    participants: () => `${programme}/bijeenkomsten/${full.id}/deelnemers`,
    'participants who are not there': () => `${programme}/bijeenkomsten/${full.id}/deelnemers?tab=cancelled`,
    runbook: () => `${programme}/bijeenkomsten/${full.id}/draaiboek`,
    'no runbook yet': () => `${programme}/bijeenkomsten/${draft.id}/draaiboek`,
    'on your site': () => `${programme}/bijeenkomsten/${full.id}/op-je-site`,
    poster: () => `${programme}/bijeenkomsten/${full.id}/affiche`,
  },
  'people and organisations': {
    people: () => `${programme}/personen`,
    'one person': () => `${programme}/personen/${person}`,
    organisations: () => `${programme}/organisaties`,
    'one network': () => `${programme}/netwerken/onz-achterhoek`,
    networks: () => `${programme}/organisaties?view=networks`,
    'one organisation': () => `${programme}/organisaties/${organisation}`,
  },
  'the management': {
    mails: () => `${programme}/post`,
    'one mail': () => `${programme}/post/${mail}`,
    jobs: () => `${programme}/achtergrondwerk`,
    log: () => `${programme}/logboek`,
    team: () => `${programme}/team`,
    settings: () => `${programme}/instellingen`,
    'mail texts': () => `${programme}/instellingen/mailteksten?tekst=signup-waiting&taal=nl`,
    connections: () => `${programme}/koppelingen`,
    sessions: () => '/sessies',
  },
};

describe('at rest', () => {
  test.each(Object.entries(screens))('%s can be used by everyone, on every screen', async (_, group) => {
    const read = await Promise.allSettled(
      Object.entries(group).map(async ([name, path]) => {
        const { page, context, complaints } = await browsing.visit({ as: { town, person: owner } });
        await page.goto(`${town.url}/admin${path()}`);
        await settle(page);
        // 320 px, and every state at every width: accessibility.soak.test.ts
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await settle(page);
          await expectAccessible(page, name, [width]);
        }
        expect(complaints, name).toEqual([]);
        await context.close();
      }),
    );
    expect(read.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))).toEqual([]);
  });

  test('the door can be opened by everyone: signing in, the code, the first start', async () => {
    const { page, complaints } = await browsing.visit();
    await page.goto(`${town.url}/admin/sign-in`);
    await settle(page);
    await expectAccessible(page, 'sign-in');
    await page.getByRole('button', { name: 'Stuur mij een code' }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'sign-in with a fault', [390]);
    await page.getByLabel('E-mailadres').fill('iemand@post.example');
    await page.getByRole('button', { name: 'Stuur mij een code' }).click();
    await page.getByLabel('Code uit de mail').fill('12');
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'code with a fault', [1280, 320]);
    await page.goto(`${town.url}/admin/first-run`);
    await settle(page);
    await expectAccessible(page, 'first run that was done already', [390]);
    expect(complaints).toEqual([]);

    const empty = await startTown();
    await page.goto(`${empty.url}/admin/`);
    await page.getByLabel('Code van de server').waitFor();
    await expectAccessible(page, 'first run');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'first run with faults', [390]);
    expect(complaints).toEqual([]);
    await empty.close();
  });
});

describe('when something is open or wrong', () => {
  /** Opens a screen at one width, does something there, and looks. */
  async function look(name: string, path: string, width: number, act: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, complaints } = await browsing.visit({ as: { town, person: owner }, width });
    await page.goto(`${town.url}/admin${programme}${path}`);
    await settle(page);
    await act(page);
    await settle(page);
    await expectAccessible(page, name, [width]);
    expect(complaints, name).toEqual([]);
    await context.close();
  }
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click();
  const choose = async (page: Page, menu: string | RegExp, item: string) => {
    await press(page, menu);
    await page.getByRole('menuitem', { name: item }).click();
  };

  const palette = async (page: Page, typed: string) => {
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill(typed);
    await page.getByRole('option').or(page.getByText('Niets gevonden')).first().waitFor();
  };

  test('what is done with a meeting', async () => {
    const [ofFull, ofDraft] = [`/bijeenkomsten/${full.id}`, `/bijeenkomsten/${draft.id}`];
    await Promise.all([
      look('menu of a meeting', ofFull, 390, (page) => press(page, 'Meer acties')),
      look('calling off without a reason', ofFull, 390, async (page) => {
        await choose(page, 'Meer acties', 'Annuleer bijeenkomst');
        await press(page, 'Annuleer en mail iedereen');
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
      look('publishing what is not complete', ofDraft, 1280, async (page) => {
        await press(page, 'Publiceer');
        await page.getByText('Dit ontbreekt nog').last().waitFor();
      }),
      look('a new meeting with faults', '/bijeenkomsten/nieuw', 320, async (page) => {
        await page.getByLabel('Datum', { exact: true }).first().fill('31-02-2027');
        await press(page, 'Maak concept');
        await page.getByRole('alert').waitFor();
      }),
      look('details with faults', `${ofFull}/gegevens`, 390, async (page) => {
        await page.getByLabel('Aantal plaatsen').fill('veel');
        await page.getByLabel('Titel in het Nederlands').first().fill('');
        await press(page, 'Opslaan');
        await page.getByRole('alert').waitFor();
        const faults = await page.getByRole('alert').getByRole('link').allTextContents();
        expect(faults).toEqual([
          'Titel in het Nederlands: Vul dit in.',
          'Aantal plaatsen: Vul een heel getal in, zoals 60.',
        ]);
      }),
      look('a list that cannot be fetched', ofFull, 390, async (page) => {
        await page.route('**/v1/**', (route) => route.abort());
        await page
          .getByRole('navigation', { name: 'Waar je bent' })
          .getByRole('link', { name: 'Bijeenkomsten' })
          .click();
        await page.locator('main').getByRole('button', { name: 'Probeer opnieuw' }).waitFor();
      }),
    ]);
  });

  test('what is typed about a meeting, and put on a site', async () => {
    const [ofFull, ofDraft] = [`/bijeenkomsten/${full.id}`, `/bijeenkomsten/${draft.id}`];
    await Promise.all([
      look('leaving with changes', `${ofFull}/gegevens`, 320, async (page) => {
        await page.getByLabel('Branche').fill('Zorg');
        await page.getByRole('link', { name: 'Overzicht' }).click();
        await page.getByRole('dialog', { name: 'Je wijzigingen zijn nog niet opgeslagen' }).waitFor();
      }),
      look('fewer places than people', `${ofFull}/gegevens`, 320, async (page) => {
        await page.getByLabel('Aantal plaatsen').fill('1');
        await page.getByText('Wat wil je doen?').waitFor();
      }),
      look('what two people changed', `${ofDraft}/gegevens`, 320, async (page) => {
        await page.getByLabel('Branche').fill('Zorg');
        await owner.patch(`/v1/programmes/pr8werk/events/${draft.id}`, '*', { sector: `Bouw ${longWord}` }).expect(200);
        await page.getByText('Dit hebben jullie allebei gewijzigd').waitFor();
      }),
      look('publishing what is complete, and calling off', ofFull, 320, async (page) => {
        await choose(page, 'Meer acties', 'Annuleer bijeenkomst');
        await page.getByText('Dit gebeurt er').waitFor();
      }),
      look('a colour that cannot be read', `${ofFull}/op-je-site`, 390, async (page) => {
        await page.getByLabel('Knop', { exact: true }).last().fill('ffdd00');
        await page
          .getByText(/te weinig/)
          .first()
          .waitFor();
      }),
      look('the table beside the chart', ofFull, 320, (page) => page.getByText('Dezelfde cijfers als tabel').click()),
    ]);
  });

  test('what is done with participants', async () => {
    const list = `/bijeenkomsten/${full.id}/deelnemers`;
    await Promise.all([
      look('one participant', list, 390, (page) => page.getByRole('link', { name: 'Anna Bos' }).click()),
      look('menu of a participant', list, 1280, (page) => press(page, 'Acties voor Anna Bos')),
      look('adding someone with faults', list, 320, async (page) => {
        await press(page, 'Deelnemer toevoegen');
        await page.getByRole('dialog').getByRole('button', { name: 'Deelnemer toevoegen' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
      look('no room', `${list}?tab=waiting`, 390, async (page) => {
        await press(page, 'Geef plaats: Carla Vos');
        await page.getByRole('dialog', { name: 'Carla Vos een plaats geven' }).getByText('geen plaats').waitFor();
      }),
      look('filters and columns', `${list}?role=professional&source=onz&search=bos`, 390, (page) =>
        press(page, /^Filters/),
      ),
      look('columns', `${list}?columns=name,place,note`, 320, (page) => press(page, 'Kolommen')),
      look('several chosen, and what will happen to them', list, 1280, async (page) => {
        await page.getByLabel('Kies alle rijen die geladen zijn').check();
        await page.getByRole('region', { name: 'Met de gekozen deelnemers' }).waitFor();
        await expectAccessible(page, 'several chosen', [390, 1280]);
        await press(page, /^Meld af/);
        const dialog = page.getByRole('dialog', { name: /deelnemers afmelden/ });
        await dialog.getByText('Wie precies').click();
        await dialog.getByLabel(/Eigen tekst/).fill('Tot ziens');
      }),
    ]);
    await look('a word that something was done', list, 390, async (page) => {
      await choose(page, 'Acties voor Daan Mol', 'Meld af…');
      await page.getByRole('dialog').getByRole('button', { name: 'Meld af' }).click();
      await page.getByText('Daan Mol is afgemeld.').waitFor();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });
  });

  test('what opens anywhere', async () => {
    await Promise.all([
      look('the command palette', '/vandaag', 1280, (page) => palette(page, 'ontbjitsessie')),
      look('the command palette on a telephone', '/vandaag', 320, (page) => palette(page, 'a')),
      look('nothing found in it', '/programma', 390, (page) => palette(page, 'qqxyzzy')),
      look('the map of keys', '/vandaag', 320, async (page) => {
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Sneltoetsen' }).waitFor();
      }),
      look('correcting a person with faults', `/personen/${person}`, 390, async (page) => {
        await press(page, 'Gegevens verbeteren');
        await page.getByRole('dialog').getByLabel('Naam').fill('');
        await page.getByRole('dialog').getByRole('button', { name: 'Opslaan' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
    ]);
  });

  test('what is done around it', async () => {
    await Promise.all([
      look('the menu on a telephone', '/programma', 320, (page) => press(page, 'Menu')),
      look('the menu of programmes and of oneself', '/programma', 1280, (page) => press(page, /^owner \d+$/)),
      look('a version of the plan with faults', '/programma', 390, async (page) => {
        await press(page, 'Leg een versie vast');
        await page.getByRole('dialog').getByRole('button', { name: 'Leg een versie vast' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
      look('adding to the team with faults', '/team', 390, async (page) => {
        await press(page, 'Voeg iemand toe');
        await page.getByRole('dialog').getByRole('button', { name: 'Voeg iemand toe' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
      look('a key, shown once', '/koppelingen', 390, async (page) => {
        await press(page, 'Maak een sleutel');
        await page.getByRole('dialog').getByRole('button', { name: 'Maak een sleutel' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
        await page.getByLabel('Waar komt de sleutel te staan?').fill('WordPress');
        await page.getByRole('dialog').getByRole('button', { name: 'Maak een sleutel' }).click();
        await page.getByText('enige keer').waitFor();
      }),
      look('a task with faults', `/bijeenkomsten/${full.id}/draaiboek`, 390, async (page) => {
        await press(page, 'Voeg taak toe');
        await page.getByRole('dialog').getByLabel('Aantal dagen').fill('nul');
        await page.getByRole('dialog').getByRole('button', { name: 'Voeg taak toe' }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
      }),
      look('taking someone out of the team', '/team', 1280, (page) =>
        choose(page, /Acties voor viewer/, 'Haal uit het team'),
      ),
    ]);
  });
});
