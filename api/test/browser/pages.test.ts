// The public pages in a real browser: what everybody can see and do, most of it without script.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing, tabTo } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { type SentMail, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let open: EventView;
let full: EventView;
let browsing: Browsing;
/** Addresses that exist only once someone did something, by the word used for them in `pages`. */
const made: Record<string, string> = {};

const hostileTitle = `<img src=x onerror="window.taken=1"></title><script>window.taken=1</script>"'\u200Fomgekeerd`;
const hostileName = `${'Onafbreekbaar'.repeat(8)}<b>"'&`;

beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  region = await aProgramme(town, { slug: 'regio', name: 'Regio van de Zwerm' });
  await aProgramme(town, { slug: 'stil', name: 'Een programma zonder bijeenkomsten' });
  organiser = await asStaff(town, region, 'owner');
  const by = organiser;
  open = await aPublishedEvent(town, region, {
    by,
    title: 'Ontbijtsessie Zorg',
    preset: 'breakfast-swarm',
    summary: { nl: 'Samen ontbijten.\n\nDaarna in gesprek aan thematafels.', en: null },
    party: 'organisations',
    sector: 'Zorgaanbieders',
    venue: { name: 'De Zaal', street: 'Dorpsplein 1', postcode: '7031 AA', place: 'Wehl', directions: 'Achterom.' },
    signupClosesAt: '2027-01-13T12:00:00Z',
  });
  full = await aPublishedEvent(town, region, { by, title: 'Volle zaal', capacity: 1 });
  await aPublishedEvent(town, region, { by, title: 'Later open', signupOpensAt: '2026-12-10T08:00:00Z' });
  await aPublishedEvent(town, region, { by, title: 'Al gesloten', signupClosesAt: '2026-11-20T08:00:00Z' });
  const off = await aPublishedEvent(town, region, { by, title: 'Afgelast' });
  await aPublishedEvent(town, region, { by, title: hostileTitle, slug: 'vijandig' });

  made.confirmed = await linkFor(open, 'anna@post.example', { name: hostileName });
  await pressVerify(made.confirmed);
  made.cancelled = await linkFor(open, 'bram@post.example');
  await fetch(`${made.cancelled}/cancel`, { method: 'POST', redirect: 'manual' });
  made.unverified = await linkFor(open, 'carla@post.example');
  await pressVerify(await linkFor(full, 'daan@post.example'));
  made.waiting = await linkFor(full, 'esra@post.example');
  await pressVerify(made.waiting);
  made['unverified in line'] = await linkFor(full, 'femke@post.example');
  made.off = await linkFor(off, 'gerrit@post.example');
  await by.post(`/v1/programmes/regio/events/${off.id}/cancellation`, { reason: 'Te weinig aanmeldingen.\n\nJammer.' });
  made.subscription = await askNews('hanna@post.example');
  const network = await by
    .post('/v1/programmes/regio/networks', { slug: 'zwerm', name: `ZP-${hostileName}` })
    .expect(201);
  made.figures = (await by.get(`/v1/programmes/regio/networks/${network.body.id}/figures-link`).expect(200)).body.url;
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

async function linkFor(event: EventView, email: string, given: Record<string, unknown> = {}): Promise<string> {
  await signUp(town, region, event, { email, ...given }).expect(201);
  return linkIn((await town.mailsTo(email)).at(-1)!, '/r/');
}

async function pressVerify(link: string): Promise<void> {
  await fetch(`${link}/verify`, { method: 'POST', redirect: 'manual' });
}

async function askNews(email: string): Promise<string> {
  await fetch(`${town.url}/regio/news`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'Hanna', email, consent: 'true' }),
  });
  return linkIn((await town.mailsTo(email)).at(-1)!, '/s/');
}

const pages: Record<string, [name: string, place: string][]> = {
  'the agendas': [
    ['the list of programmes', '/'],
    ['an agenda', '/regio'],
    ['an agenda with a past and an example', '/pr8werk'],
    ['an agenda with years unknown', '/kennisknooppunt'],
    ['an agenda with nothing in it', '/stil'],
  ],
  'meetings of every kind': [
    ['a meeting that is open', '/regio/e/ontbijtsessie-zorg'],
    ['a meeting with a waiting list', '/regio/e/volle-zaal'],
    ['a meeting not open yet', '/regio/e/later-open'],
    ['a meeting that closed', '/regio/e/al-gesloten'],
    ['a meeting called off', '/regio/e/afgelast'],
    ['a meeting that was held', '/pr8werk/e/ontbijtsessie-wehl'],
  ],
  'meetings of every other kind': [
    ['a meeting that may not have been held', '/pr8werk/e/grande-finale'],
    ['a meeting without a date', '/kennisknooppunt/e/kennismaking'],
    ['an example', '/pr8werk/e/voorbeeld-ontbijtsessie-zorg'],
    ['a meeting with a hostile title', '/regio/e/vijandig'],
    ['a meeting in English', '/regio/e/ontbijtsessie-zorg?lang=en'],
    ['the form in a frame', '/regio/e/ontbijtsessie-zorg/embed'],
  ],
  'what one is told after signing up': [
    ['the question to look at the mail', '/regio/e/ontbijtsessie-zorg?done=verify'],
    ['the word that one is in', '/regio/e/ontbijtsessie-zorg?done=confirmed'],
    ['the word that one is in line', '/regio/e/volle-zaal?done=waiting'],
  ],
  'my registration': [
    ['my registration, confirmed', 'confirmed'],
    ['my registration, waiting', 'waiting'],
    ['my registration, to be confirmed', 'unverified'],
    ['my place in line, to be confirmed', 'unverified in line'],
    ['my registration, cancelled', 'cancelled'],
    ['my registration for what was called off', 'off'],
    ['cancelling my registration', 'confirmed/cancel'],
    ['a link that was broken over two lines', '/regio/r/half'],
  ],
  'what came of a network': [
    ['the figures of a network', 'figures'],
    ['a link to figures that has ended', `/regio/n/${'a'.repeat(43)}`],
  ],
  'being kept informed': [
    ['the question to be kept informed', '/regio/news'],
    ['the word that there is a mail about news', '/regio/news?done=verify'],
    ['confirming to be kept informed', 'subscription'],
    ['the word that news will come', 'subscription?done=confirmed'],
  ],
  'what is told about the site': [
    ['what happens with data', '/regio/privacy'],
    ['how accessible it is', '/regio/accessibility'],
    ['what webmasters can do', '/regio/webmasters'],
    ['what can go wrong', '/problems'],
    ['one thing that can go wrong', '/problems/version-stale'],
    ['the reference of the api', '/docs'],
    ['a page that does not exist', '/regio/nergens'],
    ['a place that does not exist', '/nergens/nog-wat'],
  ],
};

function addressOf(place: string): string {
  if (place.startsWith('/')) return town.url + place;
  const [word = '', rest = ''] = place.split(/(?=[/?])/);
  return made[word] + rest;
}

describe('a page for everybody', () => {
  test.each(Object.entries(pages))('%s can be read by everyone, on every screen', async (_, group) => {
    const read = await Promise.allSettled(group.map(([name, place]) => readEverywhere(name, place)));
    expect(read.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))).toEqual([]);
  });

  async function readEverywhere(name: string, place: string): Promise<void> {
    const { page, context, complaints } = await browsing.visit();
    await page.goto(addressOf(place));
    await expectAccessible(page, name, place === '/docs' ? [390] : undefined);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.evaluate(() => 'taken' in window)).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  }

  test('what is missing stands on top and at the field, and what was typed is still there', async () => {
    for (const hasScript of [true, false]) {
      const { page, complaints } = await browsing.visit({ hasScript });
      await page.goto(open.publicUrl);
      await page.getByLabel('Je naam').fill('Zoë');
      await page.getByLabel('E-mailadres').fill('zoe@');
      await page.getByRole('button', { name: 'Aanmelden' }).click();
      await page.getByRole('alert').getByRole('link', { name: 'Vul een volledig e-mailadres in' }).click();
      expect(await page.getByLabel('E-mailadres').getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByLabel('E-mailadres').evaluate((it) => it === document.activeElement)).toBe(true);
      expect(await page.getByLabel('Je naam').inputValue()).toBe('Zoë');
      expect(await page.title()).toMatch(/^Fout: /);
      if (hasScript) await expectAccessible(page, 'form with faults');
      expect(complaints).toEqual([]);
    }
  });

  test('a meeting prints as a sheet with what one needs to know and nothing to press', async () => {
    for (const address of [open.publicUrl, `${town.url}/regio`, `${town.url}/pr8werk`]) {
      const { page } = await browsing.visit({ width: 794 });
      await page.goto(address);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await page.getByText('14 januari 2027').or(page.getByText('31 mei 2012')).first().isVisible()).toBe(true);
      for (const part of await page.locator('form, .top nav, .button').all())
        expect(await part.isVisible()).toBe(false);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });

  test('who reads English gets English, and hears where a text is Dutch only', async () => {
    const { page } = await browsing.visit({ language: 'en-GB' });
    await page.goto(`${town.url}/regio`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('link', { name: /Sign up ?: Ontbijtsessie Zorg/ }).waitFor();
    expect(
      await page.getByRole('link', { name: 'Ontbijtsessie Zorg', exact: true }).locator('bdi').getAttribute('lang'),
    ).toBe('nl');
    await page.getByRole('link', { name: 'Nederlands' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('nl');
    await page.getByRole('link', { name: 'Volle zaal', exact: true }).click();
    expect(await page.locator('html').getAttribute('lang'), 'a chosen language stays').toBe('nl');
  });

  test('an address from an old mail still leads to the meeting', async () => {
    const renamed = await aPublishedEvent(town, region, { by: organiser, title: 'Oude naam' });
    await organiser.patch(`/v1/programmes/regio/events/${renamed.id}`, '*', { slug: 'nieuwe-naam' }).expect(200);
    const { page } = await browsing.visit();
    await page.goto(`${town.url}/regio/e/oude-naam?source=onz`);
    expect(page.url()).toBe(`${town.url}/regio/e/nieuwe-naam?source=onz`);
    await page.goto(`${town.url}/regio/`);
    expect(page.url()).toBe(`${town.url}/regio`);
    await page.goto(`${town.url}/regio/e/next`);
    await page.getByRole('button', { name: 'Aanmelden' }).waitFor();
  });

  test('a hostile title and name are words on every page, in the mail and in what is shared', async () => {
    const { page } = await browsing.visit();
    await page.goto(`${town.url}/regio`);
    await page.getByText('<img src=x onerror=').first().waitFor();
    await page.goto(made.confirmed!);
    await page.getByText(hostileName).waitFor();
    expect(await page.locator('main img, main script, main b').count()).toBe(0);
    const [mail] = await town.mailsTo('anna@post.example');
    expect(mail!.html).toContain('&lt;b&gt;');
    await page.goto(`${town.url}/regio/e/vijandig`);
    const shared = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(shared!).name).toBe(hostileTitle);
  });
});

describe('without script, with the keyboard alone', () => {
  test('someone signs up from the agenda, confirms by the mail, and cancels', async () => {
    const { page, complaints } = await browsing.visit({ hasScript: false });
    await page.goto(`${town.url}/regio`);
    await press(page, 'Aanmelden: Ontbijtsessie Zorg');
    await page.waitForURL(/#aanmelden$/);
    await fillIn(page, { 'Je naam': 'Jörg Ünal-de Vries', 'E-mailadres': 'jorg@post.example' });
    await tabTo(page, 'Zelfstandig professional');
    await page.keyboard.press('Space');
    await tabTo(page, 'Ik ga akkoord');
    await page.keyboard.press('Space');
    await press(page, /^Aanmelden$/);
    await page.getByRole('heading', { name: 'Nog één stap: kijk in je mail' }).waitFor();

    const [ask] = await town.mailsTo('jorg@post.example');
    expect(ask!.subject).toBe('Bevestig je aanmelding: Ontbijtsessie Zorg');
    await page.goto(linkIn(ask!, '/r/'));
    await press(page, 'Ja, ik kom');
    await page.getByRole('heading', { name: 'Je bent aangemeld' }).waitFor();
    await page.getByText('Dank je, je aanmelding is bevestigd.').waitFor();
    expect((await town.mailsTo('jorg@post.example')).map((it) => it.subject)).toHaveLength(2);

    await press(page, 'Ik kan toch niet');
    await page.getByRole('heading', { name: 'Afmelden' }).waitFor();
    await press(page, 'Ja, meld me af');
    await page.getByRole('heading', { name: 'Je bent afgemeld' }).waitFor();
    expect((await town.mailsTo('jorg@post.example')).at(-1)!.subject).toBe('Je bent afgemeld: Ontbijtsessie Zorg');
    await press(page, 'Opnieuw aanmelden');
    await page.waitForURL(/#aanmelden$/);
    expect(complaints).toEqual([]);
  });

  test('someone asks to be kept informed and confirms it', async () => {
    const { page, complaints } = await browsing.visit({ hasScript: false });
    await page.goto(`${town.url}/stil`);
    await press(page, 'Houd mij op de hoogte');
    await page.waitForURL(/\/news$/);
    await fillIn(page, { 'Je naam': 'Karim', 'E-mailadres': 'karim@post.example' });
    await tabTo(page, 'Ja, mail mij');
    await page.keyboard.press('Space');
    await press(page, /^Houd mij op de hoogte$/);
    await page.getByRole('heading', { name: 'Nog één stap' }).waitFor();
    const [mail] = await town.mailsTo('karim@post.example');
    await page.goto(linkIn(mail!, '/s/'));
    await press(page, 'Ja, dat mag');
    await page.getByRole('heading', { name: 'Gelukt, het staat genoteerd' }).waitFor();
    const rows = await town.ctx.db.query(`SELECT FROM contacts WHERE email = 'karim@post.example'`);
    expect(rows).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('who comes when it is full is in line, in the mail and on the page', async () => {
    const { page } = await browsing.visit({ hasScript: false, width: 320 });
    await page.goto(`${town.url}/regio`);
    await press(page, 'Op de wachtlijst: Volle zaal');
    await page.waitForURL(/#aanmelden$/);
    await fillIn(page, { 'Je naam': 'Lotte', 'E-mailadres': 'lotte@post.example' });
    await tabTo(page, 'Zelfstandig professional');
    await page.keyboard.press('Space');
    await tabTo(page, 'Ik ga akkoord');
    await page.keyboard.press('Space');
    await press(page, 'Zet me op de wachtlijst');
    await page.getByRole('heading', { name: 'Nog één stap' }).waitFor();
    const [mail] = await town.mailsTo('lotte@post.example');
    await page.goto(linkIn(mail!, '/r/'));
    await press(page, 'Ja, houd mijn plek in de rij');
    await page.getByText(/Je bent nummer \d in de rij/).waitFor();
  });

  async function press(page: Page, name: string | RegExp): Promise<void> {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  }

  async function fillIn(page: Page, values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      await tabTo(page, label);
      await page.keyboard.type(value);
    }
  }
});

test('a scanner that opens every link of every mail twice changes nothing', async () => {
  await fetch(`${town.url}/v1/sign-in-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: organiser.email, language: 'nl' }),
  });
  await expect.poll(() => town.mails.filter((it) => it.to.some((to) => to.address === organiser.email)).length).toBe(1);
  await town.settled();
  const links = new Set(town.mails.flatMap(linksOf));
  expect(links.size).toBeGreaterThan(12);
  expect([...links].filter((it) => /\/[rs]\/|\/admin\//.test(it)).length).toBeGreaterThan(8);
  const before = await everyRow();
  for (const link of [...links, ...links]) {
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(link, { method });
      expect([method, link, answer.status]).toEqual([method, link, 200]);
    }
  }
  await town.settled();
  expect(await everyRow()).toEqual(before);

  function linksOf(mail: SentMail): string[] {
    const inHtml = [...(mail.html ?? '').matchAll(/href="([^"]+)"/g)].map((it) => it[1]!.replaceAll('&amp;', '&'));
    const inText = [...(mail.text ?? '').matchAll(/https?:\/\/\S+/g)].map((it) => it[0]);
    return [...inHtml, ...inText];
  }
});

/** How many rows each table has, and a fingerprint of what stands in them. */
async function everyRow(): Promise<Record<string, string>> {
  const tables = await town.ctx.db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await town.ctx.db.query<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print FROM ${name} AS t`,
    );
    found[name] = row!.print;
  }
  return found;
}
