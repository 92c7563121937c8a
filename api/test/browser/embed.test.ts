// The signup form on somebody else's site, in a real browser.

import type { EventView } from '@pr8werk/shared/events.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing, someonesSite, tabTo } from '#test/browsing.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let event: EventView;
let browsing: Browsing;
let site: Awaited<ReturnType<typeof someonesSite>>;

const hostile =
  '* { all: unset; font-size: 3px !important; color: #eee } form { display: none } button { position: fixed; left: -999px } label { visibility: hidden }';

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town, { slug: 'achterhoek' });
  organiser = await asStaff(town, region);
  await organiser.post('/v1/programmes/achterhoek/networks', { slug: 'onz', name: 'ONZ' }).expect(201);
  event = await aPublishedEvent(town, region, { by: organiser, title: 'Ontbijtsessie Zorg' });
  browsing = await openBrowsing();
  const element = (attributes: string) =>
    `<pr8werk-signup ${attributes}><a href="${event.publicUrl}">Aanmelden voor Ontbijtsessie Zorg</a></pr8werk-signup>`;
  const script = `<script type="module" src="${town.url}/embed/v1.js"></script>`;
  const page = (body: string, head = '') =>
    `<!doctype html><html lang="nl"><head><title>Netwerk</title>${head}</head><body><main><h1>Ons netwerk</h1>${body}</main></body></html>`;
  const strict = `default-src 'none'; script-src ${town.url}; connect-src ${town.url}`;
  site = await someonesSite({
    '/strict': { html: page(script + element('event="achterhoek/ontbijtsessie-zorg" source="onz"')), policy: strict },
    '/next': { html: page(script + element('event="achterhoek/next" source="onz"')), policy: strict },
    '/hostile': { html: page(script + element('event="achterhoek/next"'), `<style>${hostile}</style>`) },
    '/sandboxed': {
      html: page(
        `<iframe title="aanmelden" sandbox="allow-scripts allow-forms" style="width:100%;height:1200px" src="/next"></iframe>`,
      ),
    },
    '/blocked': { html: page(script + element('event="achterhoek/next"')), policy: "default-src 'none'" },
  });
});
afterAll(async () => {
  await browsing.close();
  await site.close();
  await town.close();
});

describe('the embedded form', () => {
  test('who signs up with the keyboard alone on another site shows up in the organiser’s open list within a second', async () => {
    const office = await browsing.visit({ as: { town, person: organiser } });
    await office.page.goto(`${town.url}/admin/achterhoek/bijeenkomsten/${event.id}/deelnemers`);
    await office.page.getByText('Deelnemer toevoegen').first().waitFor();
    await office.page.waitForTimeout(500);

    const { page, complaints } = await browsing.visit();
    await page.goto(`${site.url}/strict`);
    await page.getByLabel('Je naam').waitFor();
    await tabTo(page, 'Je naam');
    await page.keyboard.type('Jörg Ünal-de Vries');
    await tabTo(page, 'E-mailadres');
    await page.keyboard.type('jorg@netwerk.example');
    await tabTo(page, /professional/);
    await page.keyboard.press('Space');
    await tabTo(page, 'akkoord');
    await page.keyboard.press('Space');
    // people take longer than robots
    town.passes({ seconds: 20 });
    await tabTo(page, /^Aanmelden|Meld/);
    await page.keyboard.press('Enter');
    await page.getByText('Je krijgt een mail').waitFor();

    await office.page.getByText('Jörg Ünal-de Vries').first().waitFor({ timeout: 1000 });
    expect(complaints).toEqual([]);
    expect(office.complaints).toEqual([]);

    const list = await organiser
      .get(`/v1/programmes/achterhoek/events/${event.id}/registrations?search=jorg@`)
      .expect(200);
    expect(list.body.items).toMatchObject([
      { isVerified: true, source: 'onz', network: 'ONZ', site: site.url, status: 'confirmed' },
    ]);
    const [mail] = await town.mailsTo('jorg@netwerk.example');
    expect(mail!.subject).toBe('Je bent aangemeld: Ontbijtsessie Zorg');
  });

  test('`next` finds the next meeting, works in a sandboxed frame without an origin, and survives hostile styles', async () => {
    for (const path of ['/sandboxed', '/hostile']) {
      const { page } = await browsing.visit();
      await page.goto(site.url + path);
      const form = path === '/sandboxed' ? page.frameLocator('iframe') : page;
      await form.getByLabel('Je naam').fill('Iemand');
      await form.getByLabel('E-mailadres').fill(`iemand${path.slice(1)}@netwerk.example`);
      await form.getByLabel('Opdrachtgever').check();
      await form.getByLabel(/akkoord/).check();
      town.passes({ seconds: 20 });
      await form.getByRole('button', { name: /aanmelden|meld/i }).click();
      await form.getByText('Je krijgt een mail').waitFor();
    }
  });

  test('without script, or when the site blocks it, there is a link to the page', async () => {
    for (const options of [
      { hasScript: false, path: '/next' },
      { hasScript: true, path: '/blocked' },
    ]) {
      const { page } = await browsing.visit({ hasScript: options.hasScript });
      await page.goto(site.url + options.path);
      const link = page.getByRole('link', { name: 'Aanmelden voor Ontbijtsessie Zorg' });
      expect(await link.getAttribute('href')).toBe(event.publicUrl);
    }
  });

  test('what is missing is said at the field and on top, and nothing typed is lost', async () => {
    const { page } = await browsing.visit();
    await page.goto(`${site.url}/strict`);
    await page.getByLabel('Je naam').fill('Anna');
    await page.getByLabel('E-mailadres').fill('geen adres');
    await page.getByRole('button', { name: /aanmelden|meld/i }).click();
    await page.getByRole('alert').or(page.locator('[tabindex="-1"]')).first().waitFor();
    expect(await page.getByLabel('Je naam').inputValue()).toBe('Anna');
    expect(await page.getByLabel('E-mailadres').getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page, 'form with faults');
  });

  test('the form has no accessibility violations at rest', async () => {
    const { page } = await browsing.visit();
    await page.goto(`${site.url}/next`);
    await page.getByLabel('Je naam').waitFor();
    await expectAccessible(page, 'form');
  });
});
