// The organisers' console in a real browser: what people do in it, from the sign-in mail to the last check mark.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { RegistrationCounts } from '@pr8werk/shared/registrations.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, openBrowsing, tabTo } from '#test/browsing.ts';
import { aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { type SentMail, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let browsing: Browsing;

const owner = 'organisator@voorbeeld.example';
beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  const [row] = await town.ctx.db.query<Region>(
    `SELECT programme_id AS "programmeId", slug FROM programmes WHERE slug = 'pr8werk'`,
  );
  region = row!;
  organiser = await asStaff(town, region);
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

const admin = (path: string) => `${town.url}/admin${path}`;
const meeting = (event: { id: string }, screen = '') => admin(`/pr8werk/bijeenkomsten/${event.id}${screen}`);
const visitAs = (person: Person, width?: number) =>
  browsing.visit({ as: { town, person }, ...(width ? { width } : {}) });

/** A meeting and its participants, in the order of the names; the last `confirmed.length - capacity` wait. */
async function aMeetingWith(title: string, capacity: number, names: string[]): Promise<EventView> {
  const event = await aPublishedEvent(town, region, { by: organiser, title, capacity });
  for (const name of names) {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${event.slug}@post.example`;
    await signUp(town, region, event, { name, email }).expect(201);
    const [mail] = await town.mailsTo(email);
    await fetch(`${linkIn(mail!, '/r/')}/verify`, { method: 'POST', redirect: 'manual' });
  }
  return event;
}

async function countsOf(event: EventView): Promise<RegistrationCounts> {
  return (await organiser.get(`/v1/programmes/pr8werk/events/${event.id}/registration-counts`).expect(200)).body;
}

describe('signing in', () => {
  async function nextSignInMail(page: Page): Promise<SentMail> {
    const count = town.mails.length;
    await page.getByLabel('E-mailadres').waitFor();
    await tabTo(page, 'E-mailadres');
    await page.keyboard.type(owner);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kijk in je mail' }).waitFor();
    await expect.poll(() => town.mails.length).toBe(count + 1);
    return town.mails.at(-1)!;
  }

  test('an organiser types the code from the mail, and is where they wanted to be', async () => {
    const { page, complaints } = await browsing.visit();
    await page.goto(admin('/pr8werk/bijeenkomsten?status=held'));
    const mail = await nextSignInMail(page);
    const code = /\d{6}/.exec(mail.subject!)![0];
    await page.keyboard.type(code === '123456' ? '654321' : '123456');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await tabTo(page, 'Code uit de mail');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bijeenkomsten' }).waitFor();
    expect(page.url()).toBe(admin('/pr8werk/bijeenkomsten?status=held'));
    expect(complaints).toEqual([]);
  });

  test('an organiser comes in by the link and a button; the link alone does nothing, and works once', async () => {
    const { page, complaints } = await browsing.visit();
    await page.goto(admin('/'));
    const link = linkIn(await nextSignInMail(page), '/admin/sign-in');
    await page.goto(link);
    await page.getByText('Druk op de knop om in te loggen').waitFor();
    expect(page.url(), 'the token is out of the address bar').not.toContain('token');
    expect(await page.context().cookies()).toEqual([]);
    await tabTo(page, 'Inloggen');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vandaag', exact: true }).waitFor();
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, secure: true, sameSite: 'Lax' }]);
    expect(complaints).toEqual([]);

    const late = await browsing.visit();
    await late.page.goto(link);
    await late.page.getByRole('button', { name: 'Inloggen' }).click();
    await late.page.getByRole('alert').waitFor();
    await late.page.getByRole('button', { name: 'Vraag een nieuwe mail' }).click();
    await late.page.getByLabel('E-mailadres').waitFor();
  });

  test('someone unknown is told the same, and gets no mail', async () => {
    const { page } = await browsing.visit();
    await page.goto(admin('/sign-in'));
    await page.getByLabel('E-mailadres').fill('vreemd@post.example');
    await page.getByRole('button', { name: 'Stuur mij een code' }).click();
    await page.getByRole('heading', { name: 'Kijk in je mail' }).waitFor();
    expect(await town.mailsTo('vreemd@post.example')).toEqual([]);
  });
});

describe('planning', () => {
  test('the programme shows what sources say, and says what they do not', async () => {
    const { page, complaints } = await visitAs(organiser);
    await page.goto(admin('/pr8werk/programma'));
    await page.getByRole('heading', { name: 'Cijfers volgens bronnen' }).waitFor();
    const text = (await page.locator('main').textContent())!.replace(/\s+/g, ' ');
    for (const words of [
      /12 of 8/,
      /2 bekend/,
      /totaal onbekend/,
      /meer dan 110 bezoekers/i,
      /gemiddeld een 8/i,
      /aantal antwoorden onbekend/,
    ])
      expect(text).toMatch(words);
    expect(complaints).toEqual([]);
  });

  test('a planner begins from a preset, mends a wrong date, publishes, and sees it in the public agenda', async () => {
    const { page, complaints } = await visitAs(organiser);
    await page.goto(admin('/pr8werk/bijeenkomsten'));
    await page.getByRole('link', { name: 'Nieuwe bijeenkomst' }).click();
    await page.getByLabel('Ontbijtsessie met zwermsessie').check();
    const title = page.getByLabel('Titel in het Nederlands');
    await title.fill('Lang '.repeat(2000));
    await page.getByRole('button', { name: 'Maak concept' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Titel in het Nederlands: Dit is te lang/ })
      .waitFor();
    expect(await page.getByRole('alert').getByRole('listitem').count(), 'said once').toBe(1);
    expect((await title.inputValue()).length, 'nothing lost').toBe(10_000);
    await title.fill('Ontbijtsessie Duurzaam');
    const [start, end] = [
      page.getByRole('group', { name: 'Begin' }).last(),
      page.getByRole('group', { name: 'Einde' }),
    ];
    const day = start.getByLabel('Datum', { exact: true });
    await day.fill('31-02-2027');
    await start.getByLabel('Tijd').fill('7:30');
    await end.getByLabel('Tijd').fill('10:00');
    await page.getByRole('button', { name: 'Maak concept' }).click();
    const fault = page.getByRole('alert').getByRole('link', { name: /Begin.*Deze dag bestaat niet/ });
    await fault.click();
    expect(await day.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await day.getAttribute('aria-invalid')).toBe('true');
    expect([await title.inputValue(), await day.inputValue()]).toEqual(['Ontbijtsessie Duurzaam', '31-02-2027']);
    await day.fill('14 januari 2027');
    await page.getByText('do 14 jan 2027, 07:30').first().waitFor();
    await page.getByRole('button', { name: 'Maak concept' }).click();
    await page.getByRole('heading', { name: 'Ontbijtsessie Duurzaam' }).waitFor();
    await page.getByLabel('Locatie').fill('De Zaal');
    await page.getByLabel('Plaatsnaam').fill('Lievelde');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Opgeslagen.', { exact: true }).waitFor();
    expect(await page.getByLabel('Aantal plaatsen').inputValue()).toMatch(/^\d+$/);
    await page.getByRole('button', { name: 'Publiceer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bijeenkomst publiceren' });
    await dialog.getByText('14 jan 2027').waitFor();
    await dialog.getByRole('button', { name: 'Publiceer' }).click();
    await page.getByText('De bijeenkomst staat in de agenda.').waitFor();
    await page.getByRole('link', { name: /Uitnodigen/ }).click();
    await page.getByRole('link', { name: 'Plaats op je site' }).click();
    await page.getByLabel('Altijd de volgende bijeenkomst').check({ force: true });
    await page.getByText(`href="${town.url}/pr8werk/e/next"`).waitFor();
    expect(complaints).toEqual([]);

    const visitor = await browsing.visit({ hasScript: false });
    await visitor.page.goto(`${town.url}/pr8werk`);
    await visitor.page.getByRole('link', { name: 'Ontbijtsessie Duurzaam', exact: true }).click();
    await visitor.page.getByText('Zwermsessie aan thematafels').waitFor();
    await visitor.page.getByText('07:30–10:00 uur').waitFor();
  });

  test('a planner copies a meeting: everything comes along but the day and the people', async () => {
    const event = await aMeetingWith('Om te kopiëren', 30, ['Anna']);
    const { page } = await visitAs(organiser);
    await page.goto(meeting(event));
    await page.getByRole('button', { name: 'Meer acties voor deze bijeenkomst' }).click();
    await page.getByRole('menuitem', { name: 'Kopieer bijeenkomst' }).click();
    await page.getByLabel('Titel in het Nederlands').fill('Gekopieerd');
    await page.getByRole('button', { name: 'Maak concept' }).click();
    await page.getByRole('heading', { name: 'Gekopieerd' }).waitFor();
    expect(await page.getByLabel('Locatie').inputValue()).toBe('De Zaal');
    expect(await page.getByLabel('Aantal plaatsen').inputValue()).toBe('30');
    expect(await page.getByLabel('Datum', { exact: true }).first().inputValue()).toBe('');
    await page.getByRole('button', { name: 'Publiceer' }).click();
    await page.getByRole('dialog').getByText('Dit ontbreekt nog').waitFor();
  });
});

describe('participants', () => {
  test('the tabs count what the lists hold, and a search finds one person', async () => {
    const event = await aMeetingWith('Tabbladen', 2, ['Anna Bos', 'Bram Kok', 'Carla Vos', 'Daan Mol']);
    await signUp(town, region, event, { name: 'Niet Bevestigd' }).expect(201);
    const { page } = await visitAs(organiser);
    await page.goto(meeting(event, '/deelnemers'));
    await page.getByRole('link', { name: 'Anna Bos' }).waitFor();
    const counts = await countsOf(event);
    expect(counts).toMatchObject({ all: 5, confirmed: 2, waiting: 3, unverified: 1 });
    const shown: [string, number][] = [
      ['Aangemeld', counts.all],
      ['Bevestigd', counts.confirmed],
      ['Wachtlijst', counts.waiting],
      ['E-mail niet bevestigd', counts.unverified],
      ['Niet ingecheckt', counts.notAttended],
      ['Afgemeld', counts.cancelled],
    ];
    const tabs = page.getByRole('navigation', { name: 'Aanmeldingen per status' });
    for (const [name, count] of shown) {
      const tab = tabs.getByRole('link', { name: new RegExp(`^${name}`) });
      expect((await tab.textContent())!.replace(/\s+/g, ' ').trim()).toBe(`${name}${count}`);
      await tab.click();
      await expect.poll(() => page.locator('tbody tr').count(), { message: name }).toBe(count);
    }
    await tabs.getByRole('link', { name: /^Aangemeld/ }).click();
    await page.getByLabel('Zoek op naam').fill('carla');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: 'Carla Vos' }).click();
    await page.getByRole('dialog', { name: 'Carla Vos' }).getByText('carla.vos.tabbladen@post.example').waitFor();
    expect(new URL(page.url()).searchParams.get('search'), 'a filtered list is a link').toBe('carla');
  });

  test('a cancellation is undone from the word that says it was done', async () => {
    const event = await aMeetingWith('Afmelden', 5, ['Anna Bos', 'Bram Kok']);
    const { page, complaints } = await visitAs(organiser);
    await page.goto(meeting(event, '/deelnemers'));
    await page.getByRole('button', { name: 'Acties voor Anna Bos' }).click();
    await page.getByRole('menuitem', { name: 'Meld af' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anna Bos afmelden' });
    await dialog.getByText('Anna Bos wordt afgemeld.').waitFor();
    await dialog.getByRole('button', { name: 'Meld af' }).click();
    await page.getByText('Anna Bos is afgemeld. De mail gaat over een minuut.').waitFor();
    expect(await countsOf(event)).toMatchObject({ confirmed: 1, cancelled: 1 });
    await page.getByRole('button', { name: 'Ongedaan maken' }).click();
    await page.getByText('Anna Bos heeft de plaats terug.').waitFor();
    expect(await countsOf(event)).toMatchObject({ confirmed: 2, cancelled: 0 });
    expect(complaints).toEqual([]);
  });

  test('who waits gets a place when the organiser makes one more, by the keyboard', async () => {
    const event = await aMeetingWith('Vol huis', 1, ['Anna Bos', 'Bram Kok', 'Carla Vos']);
    const { page } = await visitAs(organiser);
    await page.goto(meeting(event, '/deelnemers?tab=waiting'));
    const give = page.getByRole('button', { name: 'Geef plaats: Bram Kok' });
    const [button, list] = [
      await give.boundingBox(),
      await page.getByRole('group', { name: 'Deelnemers' }).boundingBox(),
    ];
    expect(button!.x + button!.width, 'in sight without scrolling').toBeLessThan(list!.x + list!.width);
    await give.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Bram Kok een plaats geven' });
    await dialog.getByText('Er is geen plaats voor Bram Kok').waitFor();
    await tabTo(page, 'Maak één plaats extra');
    await page.keyboard.press('Space');
    await dialog.getByText('Bram Kok krijgt een plaats.').waitFor();
    await tabTo(page, 'Geef een plaats');
    await page.keyboard.press('Enter');
    await page.getByText('Bram Kok heeft een plaats.').waitFor();
    expect(await countsOf(event)).toMatchObject({ capacity: 2, confirmed: 2, waiting: 1 });
    expect((await town.mailsTo('carla.vos.vol-huis@post.example')).at(-1)!.subject).toContain('wachtlijst');
  });

  test('an organiser marks by hand who came', async () => {
    const event = await aMeetingWith('Aan de deur', 5, ['Anna Bos', 'Bram Kok']);
    const { page } = await visitAs(organiser);
    await page.clock.setFixedTime('2027-01-14T06:15:00Z');
    await page.goto(meeting(event, '/deelnemers'));
    await page.getByRole('button', { name: 'Aanwezig: Anna Bos' }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Aanwezig: Anna Bos' }).getAttribute('aria-pressed'))
      .toBe('true');
    await page.getByRole('button', { name: 'Acties voor Bram Kok' }).click();
    await page.getByRole('menuitem', { name: 'Is niet gekomen' }).click();
    await page.getByText('Niet gekomen').waitFor();
    await expect.poll(async () => (await countsOf(event)).attended).toBe(1);
  });

  test('on a telephone, an organiser goes from the menu to a meeting and signs someone up there', async () => {
    const event = await aMeetingWith('Onderweg', 5, ['Anna Bos']);
    const { page, complaints } = await visitAs(organiser, 390);
    await page.goto(admin('/'));
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Bijeenkomsten' }).click();
    await page.getByRole('link', { name: 'Onderweg', exact: true }).click();
    await page
      .getByRole('navigation', { name: 'Onderdelen' })
      .getByRole('link', { name: /^Deelnemers/ })
      .click();
    await page.getByRole('button', { name: 'Deelnemer toevoegen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deelnemer toevoegen' });
    await dialog.getByLabel('Naam').fill('Bram Kok');
    await dialog.getByLabel('E-mailadres').fill('bram.onderweg@post.example');
    await dialog.getByRole('button', { name: 'Deelnemer toevoegen' }).click();
    await page.getByText('Bram Kok heeft een plaats.').waitFor();
    await page.getByRole('button', { name: 'Acties voor Anna Bos' }).click();
    await page.getByRole('menuitem', { name: 'Meld af' }).click();
    const cancelling = page.getByRole('dialog', { name: 'Anna Bos afmelden' });
    await cancelling.getByLabel('Stuur een mail').uncheck();
    await cancelling.getByRole('button', { name: 'Meld af' }).click();
    await page.getByText('Anna Bos is afgemeld.').waitFor();
    expect(await countsOf(event)).toMatchObject({ confirmed: 1, cancelled: 1 });
    await page.goto(meeting(event, '/op-je-site'));
    const tab = page.getByRole('link', { name: 'Plaats op je site' });
    await expect.poll(() => tab.evaluate((it) => it.getBoundingClientRect().right <= window.innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

describe('working together', () => {
  test('a viewer sees the meetings and nothing to press', async () => {
    const event = await aMeetingWith('Alleen kijken', 5, ['Anna Bos']);
    const { page } = await visitAs(await asStaff(town, region, 'viewer'));
    await page.goto(admin('/pr8werk/bijeenkomsten'));
    await page.getByRole('link', { name: 'Alleen kijken', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Nieuwe bijeenkomst' }).count()).toBe(0);
    for (const name of ['Team', 'Logboek', 'Uitgaande post', 'Achtergrondwerk'])
      expect(await page.getByRole('link', { name }).count(), name).toBe(0);
    for (const screen of ['', '/gegevens']) {
      await page.goto(meeting(event, screen));
      await page.getByRole('heading', { name: 'Alleen kijken' }).waitFor();
      await page.getByText('De Zaal').first().waitFor();
      expect(await page.locator('main').getByRole('button').count(), screen).toBe(0);
      expect(await page.locator('main').getByRole('textbox').count(), screen).toBe(0);
    }
    await page.goto(meeting(event, '/deelnemers'));
    await page.waitForLoadState('networkidle').catch(() => {});
    expect(await page.getByText('Anna Bos').count(), 'a viewer does not see who comes').toBe(0);
    expect(await page.getByRole('button', { name: 'Deelnemer toevoegen' }).count()).toBe(0);
  });

  test('someone ends a session elsewhere, then signs out, and the way back is the door', async () => {
    const someone = await asStaff(town, region);
    const { page } = await visitAs(someone);
    const { startSession } = await import('#api/accounts/actions.ts');
    await startSession(town.ctx, town.ctx.db, someone.accountId, 'Firefox op een oude laptop');
    await page.goto(admin('/sessies'));
    await page.getByRole('button', { name: 'Log uit: Firefox op een oude laptop' }).click();
    await page.getByText('Daar ben je uitgelogd.').waitFor();
    await expect.poll(() => page.getByText('Firefox op een oude laptop').count()).toBe(0);
    await page.getByText('Deze sessie').waitFor();
    await page.getByRole('button', { name: /organiser/ }).click();
    await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await someone.get('/v1/account').expect(401);
    await page.goto(admin('/pr8werk/programma'));
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
  });

  test('an address that leads nowhere says so and leads back', async () => {
    const { page } = await visitAs(organiser);
    for (const path of [
      '/pr8werk/niets',
      '/van-een-ander/programma',
      `/pr8werk/bijeenkomsten/${crypto.randomUUID()}`,
    ]) {
      await page.goto(admin(path));
      await page.getByRole('heading', { name: 'Deze pagina is er niet' }).waitFor();
    }
    await page.getByRole('link', { name: 'Naar het begin' }).click();
    await page.getByRole('heading', { name: 'Vandaag', exact: true }).waitFor();
  });

  test('when the connection or the server fails, it is said, and what stands there stays', async () => {
    const { page, context } = await visitAs(organiser);
    await page.goto(admin('/pr8werk/bijeenkomsten'));
    await page.getByRole('link', { name: 'Nieuwe bijeenkomst' }).waitFor();
    await context.setOffline(true);
    await page.getByRole('status').getByText('We krijgen geen verbinding').waitFor();
    expect(await page.getByText('Je ziet wijzigingen meteen').count()).toBe(0);
    await page.getByRole('link', { name: 'Programma' }).click();
    await page.getByRole('heading', { name: 'Bijeenkomsten' }).waitFor({ state: 'detached' });
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Cijfers volgens bronnen' }).waitFor();
    await page.getByText('We krijgen geen verbinding').waitFor({ state: 'detached' });
    await page.goto(admin('/pr8werk/bijeenkomsten'));
    await page.route('**/v1/programmes/pr8werk/plan*', (route) => route.fulfill({ status: 500, body: 'kapot' }));
    await page.getByRole('link', { name: 'Programma' }).click();
    const again = page.locator('main').getByRole('button', { name: 'Probeer opnieuw' });
    await again.waitFor();
    await page.getByText('We krijgen geen verbinding').waitFor();
    expect(await page.getByRole('button', { name: 'Probeer opnieuw' }).count(), 'one such button').toBe(1);
    await page.unroute('**/v1/programmes/pr8werk/plan*');
    await again.click();
    await page.getByRole('heading', { name: 'Cijfers volgens bronnen' }).waitFor();
  });
});
