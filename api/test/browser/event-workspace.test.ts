// A meeting from draft to follow-up, as organisers work on it: what is next, what the signups add up to, filling it in
// together without losing what was typed, and putting it on a site.

import type { EventView } from '@pr8werk/shared/events.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, openBrowsing, someonesSite } from '#test/browsing.ts';
import { aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
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

const path = '/v1/programmes/pr8werk/events';
const meeting = (event: { id: string }, screen = '') => `${town.url}/admin/pr8werk/bijeenkomsten/${event.id}${screen}`;
async function visit(width?: number) {
  const visited = await browsing.visit({ as: { town, person: organiser }, ...(width ? { width } : {}) });
  // the browser's clock and the town's are the same
  await visited.page.clock.setFixedTime(town.ctx.now());
  // that clock is a script, which the sandbox of the preview rightly keeps out
  const complaints = () => visited.complaints.filter((it) => !/^Blocked script execution in .*\/preview\//.test(it));
  return { ...visited, complaints };
}
const saved = async (event: EventView): Promise<EventView> => (await organiser.get(`${path}/${event.id}`)).body;

async function addPeople(event: EventView, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const body = { name: `Gast ${i}`, email: `gast${i}.${event.slug}@post.example`, role: 'guest', notify: false };
    await organiser.post(`${path}/${event.id}/participants`, body).expect(201);
  }
}

describe('what is next', () => {
  test('follows a meeting from draft to held', async () => {
    const draft: EventView = (await organiser.post(path, { title: { nl: 'Op weg', en: null } }).expect(201)).body;
    const { page, complaints } = await visit();
    const bar = page.getByRole('region', { name: 'Fase van de bijeenkomst' });
    const current = bar.locator('[aria-current=step]');
    await page.goto(meeting(draft));
    await bar.getByText('Nog 4 dingen invullen om te publiceren.').waitFor();
    expect(await current.textContent()).toContain('Voorbereiden');
    await bar.getByRole('link', { name: 'Vul aan' }).click();
    await page.getByLabel('Titel in het Nederlands').first().waitFor();

    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Onderweg', capacity: 3 });
    await page.goto(meeting(event));
    await bar.getByText('Er is nog niemand aangemeld.').waitFor();
    expect(await current.textContent()).toContain('Uitnodigen');
    await addPeople(event, 1);
    await bar.getByText('Volg de aanmeldingen.').waitFor();
    await page.clock.setFixedTime('2027-01-14T06:00:00Z');
    await page.reload();
    await bar.getByText('Check deelnemers in.').waitFor();
    expect(await current.textContent()).toContain('Dag zelf');
    await page.clock.setFixedTime('2027-01-14T09:00:00Z');
    await page.reload();
    await bar.getByText('Leg vast wie er waren.').waitFor();
    await bar.getByText('Zet de bijeenkomst op gehouden.').waitFor();
    expect(await current.textContent()).toContain('Opbrengst');
    await bar.getByRole('link', { name: 'Open de lijst' }).click();
    await page.getByText('Gast 0').first().waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('confirmed');
    expect(complaints()).toEqual([]);
  });

  test('of history it says what is known, and asks what is not', async () => {
    const { items } = (await organiser.get(`${path}?status=held&limit=200`).expect(200)).body;
    const held = items.find((it: EventView) => it.startsAt === null && it.when.year === 2012);
    const { page } = await visit();
    const bar = page.getByRole('region', { name: 'Fase van de bijeenkomst' });
    await page.goto(meeting(held));
    expect(await bar.locator('[aria-current=step]').textContent()).toContain('Vervolg');
    expect(await page.getByRole('link', { name: 'Deelnemers' }).textContent(), 'unknown is not 0').toBe('Deelnemers');
    await page.getByText('Bron: Pagina').waitFor();
    const unknown = (await organiser.get(`${path}?status=unknown`).expect(200)).body.items[0];
    await page.goto(meeting(unknown));
    await bar.getByRole('button', { name: 'Zet op gehouden' }).waitFor();
    expect(await bar.locator('[aria-current=step]').count()).toBe(0);
  });
});

describe('the overview', () => {
  test('counts, draws and lists the same, and changes by itself', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'In cijfers', capacity: 2 });
    await addPeople(event, 3);
    const { page, complaints } = await visit();
    await page.goto(meeting(event));
    const funnel = page.getByRole('region', { name: 'Van aanmelden tot erbij zijn' });
    await funnel.getByRole('link', { name: /^Aangemeld\s*3/ }).waitFor();
    await page
      .getByText(/3 aanmeldingen sinds .* Nu zijn 2 van de 2 plaatsen bezet\. .* vol sinds/)
      .first()
      .waitFor();
    await page.getByText('Dezelfde cijfers als tabel').click();
    const day = page.getByRole('row', { name: /21 nov 2026/ });
    expect(await day.getByRole('cell').allTextContents()).toEqual(['3', '0', '2', '1']);
    await signUp(town, region, event, { source: 'onz-achterhoek' }).expect(201);
    await funnel.getByRole('link', { name: /^Aangemeld\s*4/ }).waitFor();
    await page.getByRole('link', { name: 'onz-achterhoek, Aangemeld: 1' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('source')).toBe('onz-achterhoek');
    expect(complaints()).toEqual([]);
  });
});

describe('filling in', () => {
  test('what was typed survives a reload, and is put back when asked', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Bewaard' });
    const { page } = await visit();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(meeting(event, '/gegevens'));
    const sector = page.getByLabel('Branche');
    await sector.fill('Zorg');
    await page.getByLabel('Locatie').fill('Andere zaal');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('Andere zaal');
    await page.reload();
    const found = page.getByText('Je had hier al iets ingevuld');
    await found.waitFor();
    expect(await sector.inputValue(), 'nothing is put back unasked').toBe('');
    await page.getByRole('button', { name: 'Terugzetten' }).click();
    expect(await sector.inputValue()).toBe('Zorg');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Opgeslagen.', { exact: true }).waitFor();
    expect(await saved(event)).toMatchObject({ sector: 'Zorg', venue: { name: 'Andere zaal' } });
    await page.reload();
    await page.getByLabel('Branche').waitFor();
    expect(await found.count(), 'what is saved is not kept').toBe(0);

    await sector.fill('Bouw');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('Bouw');
    await page.reload();
    await page.getByRole('button', { name: 'Weggooien' }).click();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Bouw');
  });

  test('signing out asks too, and leaves nothing of what was typed', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Uitgelogd' });
    const someone = await asStaff(town, region);
    const { page } = await browsing.visit({ as: { town, person: someone } });
    let answer = false;
    page.on('dialog', (dialog) => void (answer ? dialog.accept() : dialog.dismiss()));
    await page.goto(meeting(event, '/gegevens'));
    await page.getByLabel('Branche').fill('Zorg');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('Zorg');
    const signOut = async () => {
      await page.getByRole('button', { name: /^organiser \d+/ }).click();
      await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
    };
    await signOut();
    await someone.get('/v1/account').expect(200);
    expect(await page.getByLabel('Branche').inputValue()).toBe('Zorg');
    answer = true;
    await signOut();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await someone.get('/v1/account').expect(401);
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Zorg');
  });

  test('who leaves with changes is asked, and may stay', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Weg' });
    const { page } = await visit();
    await page.goto(meeting(event, '/gegevens'));
    await page.getByLabel('Branche').fill('Zorg');
    await page.getByRole('link', { name: 'Overzicht' }).click();
    const asked = page.getByRole('dialog', { name: 'Je wijzigingen zijn nog niet opgeslagen' });
    await asked.getByRole('button', { name: 'Blijf hier' }).click();
    expect(page.url()).toBe(meeting(event, '/gegevens'));
    expect(await page.getByLabel('Branche').inputValue()).toBe('Zorg');
    await page.getByRole('link', { name: 'Overzicht' }).click();
    await asked.getByRole('button', { name: 'Ga weg' }).click();
    await page.waitForURL(meeting(event));
  });

  test('fewer places than people is explained, with what can be done', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Te klein', capacity: 5 });
    await addPeople(event, 3);
    const { page } = await visit();
    await page.goto(meeting(event, '/gegevens'));
    const capacity = page.getByLabel('Aantal plaatsen');
    await capacity.fill('2');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Aantal plaatsen: Er zijn al 3 mensen bevestigd/ })
      .waitFor();
    await page.getByRole('button', { name: 'Houd 5 plaatsen' }).waitFor();
    await page.getByRole('button', { name: /Verlaag naar 3/ }).click();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Opgeslagen.', { exact: true }).waitFor();
    expect(await saved(event)).toMatchObject({ capacity: 3, confirmed: 3 });
  });

  test('two who change the same choose field by field', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Samen', sector: 'Zorg' });
    const { page, complaints } = await visit();
    await page.goto(meeting(event, '/gegevens'));
    await page.getByLabel('Branche').fill('Zorg en welzijn');
    await page.getByLabel('Locatie').fill('Mijn zaal');
    const colleague = await asStaff(town, region);
    const venue = { ...event.venue, name: 'Hun zaal', place: 'Lievelde' };
    await colleague.patch(`${path}/${event.id}`, '*', { sector: 'Bouw', venue }).expect(200);
    await page.getByText('Iemand anders heeft deze bijeenkomst intussen gewijzigd').waitFor();
    await page.getByText('Plaatsnaam: Wehl wordt Lievelde').waitFor();
    const [sector, hall] = [page.getByRole('group', { name: 'Branche' }), page.getByRole('group', { name: 'Locatie' })];
    expect(await sector.textContent()).toMatch(/Was:\s*Zorg.*Van jou:\s*Zorg en welzijn.*Van organiser \d+:\s*Bouw/s);
    await hall.getByLabel(/^Van organiser/).check();
    await page.getByRole('button', { name: 'Voeg samen' }).click();
    await page.getByText('Samengevoegd. Kijk het na en sla op.').waitFor();
    expect(await page.getByLabel('Locatie').inputValue()).toBe('Hun zaal');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Opgeslagen.', { exact: true }).waitFor();
    expect(await saved(event)).toMatchObject({
      sector: 'Zorg en welzijn',
      venue: { name: 'Hun zaal', place: 'Lievelde' },
    });
    expect(complaints()).toEqual([]);
  });

  test('what cannot be is told at its field, and stays as it was typed', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Fout' });
    const { page } = await visit();
    await page.goto(meeting(event, '/gegevens'));
    const [start, end] = [
      page.getByRole('group', { name: 'Begin', exact: true }),
      page.getByRole('group', { name: 'Einde' }),
    ];
    const title = page.getByLabel('Titel in het Nederlands').first();
    const long = 'x'.repeat(10_000);
    const tries: [() => Promise<void>, RegExp][] = [
      [() => title.fill(long), /hoogstens 200 tekens\. Haal er 9\.?800 weg/],
      [() => title.fill('Zorg \u202egroz'), /op één regel, zonder onzichtbare tekens/],
      [() => start.getByLabel('Datum').fill('31-02'), /Begin: Deze dag bestaat niet/],
      [() => start.getByLabel('Tijd').fill('25:00'), /Begin: Deze tijd begrijpen we niet/],
      [() => end.getByLabel('Tijd').fill('07:00'), /Einde: Het einde ligt voor het begin/],
    ];
    for (const [type, said] of tries) {
      await page
        .getByRole('button', { name: 'Maak ongedaan' })
        .click({ force: true, timeout: 1000 })
        .catch(() => {});
      await type();
      await page.getByRole('button', { name: 'Opslaan' }).click();
      await page.getByRole('alert').getByRole('link', { name: said }).waitFor();
    }
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    await title.fill(long);
    expect((await title.inputValue()).length, 'nothing is cut off').toBe(10_000);
    await title.fill('Over <zorg> & "wonen"');
    for (const [date, time, said] of [
      ['28-3-2027', '02:30', 'Deze tijd bestaat niet: die nacht gaat de klok een uur vooruit.'],
      ['31-10-2027', '02:30', 'Deze tijd komt die nacht twee keer voor; we nemen de eerste (zomertijd).'],
    ] as const) {
      await start.getByLabel('Datum').fill(date);
      await start.getByLabel('Tijd').fill(time);
      await end.getByLabel('Datum').fill(date);
      await end.getByLabel('Tijd').fill('10:00');
      await page.getByRole('button', { name: 'Opslaan' }).click();
      await page.getByText(said).first().waitFor();
    }
    await page.getByText('Opgeslagen.', { exact: true }).waitFor();
    expect(await saved(event)).toMatchObject({
      title: { nl: 'Over <zorg> & "wonen"' },
      startsAt: '2027-10-31T00:30:00.000Z',
      endsAt: '2027-10-31T09:00:00.000Z',
    });
  });

  test('the preview shows what is typed by the page’s own code', async () => {
    const draft: EventView = (await organiser.post(path, { title: { nl: 'Nog geheim', en: null } }).expect(201)).body;
    const { page, complaints } = await visit();
    await page.goto(meeting(draft, '/gegevens'));
    await page.getByText('Eén Engelse tekst ontbreekt').waitFor();
    const frame = page.frameLocator('iframe[name=pr8werk-preview]');
    await page.locator('iframe[name=pr8werk-preview]').scrollIntoViewIfNeeded();
    await frame.getByRole('heading', { name: 'Nog geheim' }).waitFor();
    await page.getByLabel('Titel in het Nederlands').first().fill('Bijna bekend');
    await page.getByRole('button', { name: 'Toon wat ik heb ingevuld' }).click();
    await frame.getByRole('heading', { name: 'Bijna bekend' }).waitFor();
    expect((await saved(draft)).title.nl).toBe('Nog geheim');
    expect(complaints()).toEqual([]);
  });
});

test('a publication is undone from the word that says it was done', async () => {
  const body = {
    title: { nl: 'Te vroeg', en: null },
    startsAt: '2027-05-01T06:30:00Z',
    endsAt: '2027-05-01T09:00:00Z',
    venue: { name: 'Zaal', street: null, postcode: null, place: 'Wehl', directions: null },
    capacity: 10,
  };
  const draft: EventView = (await organiser.post(path, body).expect(201)).body;
  const { page, complaints } = await visit();
  await page.goto(meeting(draft));
  await page.getByRole('button', { name: 'Publiceer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bijeenkomst publiceren' });
  await dialog.getByText('Niemand krijgt een mail.').waitFor();
  await dialog.getByRole('button', { name: 'Publiceer' }).click();
  await page.getByText('De bijeenkomst staat in de agenda.').waitFor();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await page.getByText('De bijeenkomst is weer een concept.').waitFor();
  expect((await saved(draft)).status).toBe('draft');
  await page.getByRole('button', { name: 'Meer acties voor deze bijeenkomst' }).click();
  await page.getByRole('menuitem', { name: 'Annuleer bijeenkomst' }).click();
  await page.getByRole('dialog').getByText('Er gaat geen mail uit.').waitFor();
  expect(complaints()).toEqual([]);
});

describe('on a site', () => {
  test('each kind has its snippet, in colours whose contrast is told, beside the real form', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Op je <site>' });
    const { page } = await visit();
    await page.goto(meeting(event, '/op-je-site'));
    const code = page.locator('pre').first();
    await expect.poll(() => code.textContent()).toContain('Aanmelden voor Op je &#60;site&#62;');
    await page.getByLabel('Naam van het netwerk of de site').fill('ONZ Achterhoek');
    await expect.poll(() => code.textContent()).toContain('source="onz-achterhoek"');
    await page.getByLabel('Knop', { exact: true }).last().fill('ffdd00');
    await page.getByText(/te weinig, ten minste 4,5 op 1/).waitFor();
    await expect.poll(() => code.textContent()).toContain('--pr8werk-button-background: #ffdd00;');
    const frame = page.frameLocator('iframe[title="Zo ziet het eruit"]');
    await page.locator('iframe[title="Zo ziet het eruit"]').scrollIntoViewIfNeeded();
    const send = frame.getByRole('button', { name: /Aanmelden|Meld/ });
    await send.waitFor();
    expect(await send.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(255, 221, 0)');
    for (const [kind, holds] of [
      ['WordPress met plugin', '[pr8werk_signup event="pr8werk/'],
      ['WordPress zonder plugin', event.publicUrl],
      ['Wix of Squarespace', '<div class="pr8werk-signup" data-event='],
      ['Frame', '/embed?source=onz-achterhoek&#38;button-background=ffdd00'],
      ['Gewone link', `${event.publicUrl}?source=onz-achterhoek`],
    ] as const) {
      await page.getByLabel(kind, { exact: true }).check({ force: true });
      await expect.poll(() => code.textContent(), { message: kind }).toContain(holds);
    }
  });

  test('what is pasted works there, and where it was seen stands here', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Gezien' });
    const { page } = await visit();
    await page.goto(meeting(event, '/op-je-site'));
    await page.getByText('Het formulier is nog op geen enkele site gezien.').waitFor();
    const snippet = await page.locator('pre').first().textContent();
    const site = await someonesSite({ '/': { html: `<!doctype html><html lang="nl"><body>${snippet}` } });
    const visitor = await browsing.visit();
    await visitor.page.goto(site.url);
    await visitor.page.getByRole('button', { name: /Aanmelden|Meld/ }).waitFor();
    await page.reload();
    await page.getByRole('rowheader', { name: site.url.replace('http://', '') }).waitFor();
    await site.close();
  });

  test('the poster holds the facts and a code, on one sheet', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Aan de muur' });
    const { page, complaints } = await visit();
    await page.goto(meeting(event, '/affiche'));
    await page.getByRole('heading', { name: 'Aan de muur' }).waitFor();
    await page.getByRole('img', { name: `QR-code van ${event.publicUrl}?source=poster` }).waitFor();
    for (const paper of ['A4', 'A5']) {
      await page.getByLabel(paper).check({ force: true });
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, paper).toBe(1);
    }
    expect(complaints()).toEqual([]);
  });
});
