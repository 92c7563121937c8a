// Inviting from end to end: written, looked at, sent, stopped in its minute, sent again, and somebody who wants no more.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, openBrowsing } from '#test/browsing.ts';
import { aRegionOf } from '#test/guests.ts';
import { linkIn } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let browsing: Browsing;
beforeAll(async () => {
  town = await startTown();
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

/** What slides in and fades is there; axe measures what it sees. */
const calm = (page: Page) => page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));

test('an invitation is sent, stopped, sent again; who wants no more presses a button', async () => {
  const { staff, home, event, mailTo } = await aRegionOf(town, [
    { name: 'Anna' },
    { name: 'Bert' },
    { name: 'Carla', ground: null },
  ]);
  const { page, complaints } = await browsing.visit({ as: { town, person: staff } });
  // the browser counts down by the clock of the town
  await page.clock.setFixedTime(new Date(town.ctx.now().getTime() + 5_000));
  await page.goto(`${town.url}/admin/${home.slug}/bijeenkomsten/${event.id}/uitnodigen`);
  await page.getByRole('link', { name: 'Nieuwe uitnodiging' }).click();
  await page.getByText('2 mensen krijgen deze mail').waitFor();
  await page.getByRole('button', { name: /zonder toestemming/ }).press('Enter');
  await page.getByRole('dialog').getByRole('link', { name: 'Carla' }).waitFor();
  await page.keyboard.press('Escape');
  const mail = page.frameLocator('iframe');
  await mail.getByText('Hallo Anna').waitFor();
  await page.getByLabel('Als', { exact: true }).selectOption({ label: 'Bert' });
  await mail.getByText('Hallo Bert').waitFor();
  await page.getByRole('textbox', { name: 'Onderwerp', exact: true }).fill('Kom je {voornaam}?');
  await page.getByRole('button', { name: 'Verstuur aan 2 mensen' }).press('Enter');
  await page.getByRole('alert').getByText('{voornaam} kan deze mail niet invullen', { exact: false }).waitFor();
  await calm(page);
  await expectAccessible(page, 'a mailing with a fault', [390, 1280]);
  await page.getByRole('textbox', { name: 'Onderwerp', exact: true }).fill('Kom je, {name}?');
  await page.getByRole('button', { name: 'Verstuur aan 2 mensen' }).press('Enter');
  await page.getByText(/Vertrekt over \d+ seconden/).waitFor();
  await expectAccessible(page, 'a mailing in its minute', [390]);
  await page.getByRole('button', { name: 'Niet versturen' }).press('Enter');
  await page.getByText('Niet verstuurd').first().waitFor();
  await aMinutePasses(town);
  expect(await mailTo('Anna')).toEqual([]);

  // what was written is not lost
  await page.getByRole('link', { name: 'Begin een nieuwe met deze tekst' }).click();
  expect(await page.getByRole('textbox', { name: 'Onderwerp', exact: true }).inputValue()).toBe('Kom je, {name}?');
  await page.getByRole('button', { name: 'Verstuur aan 2 mensen' }).press('Enter');
  await page.getByRole('button', { name: 'Niet versturen' }).waitFor();
  await aMinutePasses(town);
  await page.getByText('2 van 2', { exact: false }).or(page.getByText('Verstuurd').first()).first().waitFor();
  const [sent] = await mailTo('Anna');
  expect(sent!.subject).toBe('Kom je, Anna?');
  // the clock of the test is a script, which the frame of the mail rightly refuses
  expect(complaints.filter((it) => !it.includes('about:srcdoc'))).toEqual([]);

  const visitor = await browsing.visit({});
  await visitor.page.goto(linkIn(sent!, '/u/'));
  await visitor.page.getByRole('button', { name: 'Stuur mij geen uitnodigingen meer' }).press('Enter');
  await visitor.page.getByRole('heading', { name: 'Je krijgt geen uitnodigingen meer' }).waitFor();
  await expectAccessible(visitor.page, 'unsubscribed', [390, 1280]);
  await visitor.page.goto(linkIn(sent!, '/i/'));
  await visitor.page.getByRole('button', { name: 'Ik kan niet' }).press('Enter');
  await visitor.page.getByRole('heading', { name: 'Je kunt niet komen' }).waitFor();
  await expectAccessible(visitor.page, 'cannot come', [390]);
  await staff.post(`/v1/programmes/${home.slug}/networks`, { slug: 'onz', name: 'ONZ' }).expect(201);
  const networks = await staff.get(`/v1/programmes/${home.slug}/events/${event.id}/network-invitations`).expect(200);
  await visitor.page.goto(networks.body.items[0].page);
  await expectAccessible(visitor.page, 'for a network', [390, 1280]);
  expect(visitor.complaints).toEqual([]);

  await page.getByRole('link', { name: 'Terug naar uitnodigen' }).click();
  await page.getByRole('link', { name: /^Kunnen niet: 1/ }).click();
  await page.getByRole('link', { name: 'Anna' }).waitFor();
  await expectAccessible(page, 'invited people', [390, 1280]);
  await page.getByRole('link', { name: 'Terug naar uitnodigen' }).click();
  await page.getByRole('heading', { name: 'Van uitnodiging tot aanwezig' }).waitFor();
  await expectAccessible(page, 'inviting', [390, 1280]);
});
