// The door without network: two phones, one of them offline for two hundred people, with its page closed in between.

import type { HelperLinkView } from '@pr8werk/shared/door.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerBatch } from '#api/registrations/batcher.ts';
import { axeViolations, type Browsing, openBrowsing } from '#test/browsing.ts';
import { aProgramme, asStaff } from '#test/people.ts';
import { aMeeting, signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let browsing: Browsing;

beforeAll(async () => {
  town = await startTown({ now: '2027-06-01T05:30:00Z' });
  browsing = await openBrowsing();
});
afterAll(async () => {
  await browsing.close();
  await town.close();
});

const words = (nl: string) => ({ nl, en: null });
const coat = {
  ...{ id: 'jas', kind: 'choice', label: words('Wat doe je met je jas?'), help: null, isRequired: false, ask: 'door' },
  ...{ showIf: null, isSpecial: false, mayShow: false, meaning: null },
  options: ['Garderobe', 'Stoel'].map((it) => ({ value: it.toLowerCase(), label: words(it), limit: null })),
};

async function takesIntoUse(url: string, name: string) {
  const visit = await browsing.visit({ width: 390 });
  await visit.page.goto(url);
  await visit.page.getByLabel('Je naam').fill(name);
  await visit.page.getByRole('button', { name: 'Begin' }).click();
  await visit.page.getByText('0 van 210 binnen').waitFor();
  await visit.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return visit;
}

/** Touches the first who is not in yet, and goes on; as fast as a hand never could. */
function letIn(page: Page, people: number): Promise<void> {
  return page.evaluate(async (times) => {
    const until = async <T>(look: () => T | null | undefined): Promise<T> => {
      for (let i = 0; i < 2000; i++) {
        const found = look();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      throw new Error('waited in vain');
    };
    for (let i = 0; i < times; i++) {
      (await until(() => document.querySelector<HTMLElement>('.desk:not([hidden]) .person:not(.in)'))).click();
      (await until(() => document.querySelector<HTMLElement>('.over:not([hidden]) .result.good .main'))).click();
      await until(() => document.querySelector('.over[hidden]'));
    }
  }, people);
}

test('200 people come in at a phone without network, its page is closed in between, and nothing is lost or double', async () => {
  const region = await aProgramme(town, { slug: 'wehl' });
  const anna = await asStaff(town, region);
  const eventId = await aMeeting(town, region, 250);
  await registerBatch(
    town.ctx,
    Array.from({ length: 210 }, (_, i) => {
      const name = i === 0 ? 'Aagje Özdemir' : `Persoon ${String(i).padStart(3, '0')}`;
      return signupItem({ programmeId: region.programmeId, eventId, name, email: `p${i}@post.example` });
    }),
  );
  await anna
    .put(`/v1/programmes/wehl/events/${eventId}/form`, { questions: [coat] })
    .set('if-match', '*')
    .expect(200);
  const links: HelperLinkView[] = [];
  for (const label of ['links', 'rechts']) {
    const answer = await anna.post(`/v1/programmes/wehl/events/${eventId}/helper-links`, { label }).expect(201);
    links.push(answer.body);
  }
  // a scanner of links opens the page and presses nothing
  const scanner = await browsing.visit({ width: 390 });
  await scanner.page.goto(links[0]!.url!);
  await scanner.page.getByRole('button', { name: 'Begin' }).waitFor();
  expect(await axeViolations(scanner.page)).toEqual([]);

  const left = await takesIntoUse(links[0]!.url!, 'Links');
  const right = await takesIntoUse(links[1]!.url!, 'Rechts');
  expect(await axeViolations(left.page)).toEqual([]);

  await left.context.setOffline(true);
  await letIn(left.page, 100);
  await left.page.getByText('100 nog niet verstuurd').waitFor();
  await left.page.reload();
  await left.page.getByText('100 van 210 binnen').waitFor();
  await letIn(left.page, 100);
  await left.page.getByText('200 nog niet verstuurd').waitFor();

  // meanwhile at the other door: two of the same people, found by three letters, and one of them taken back
  for (const typed of ['ozd', '001']) {
    await right.page.getByLabel('Zoek op naam').fill(typed);
    await right.page.locator('.person').first().click();
    await right.page.getByText('Welkom!').waitFor();
    if (typed === 'ozd') {
      await right.page.getByLabel('Wat doe je met je jas?').selectOption('Garderobe');
      await right.page.getByText('Bewaard').waitFor();
      expect(await axeViolations(right.page)).toEqual([]);
    }
    await right.page.getByRole('button', { name: 'Volgende' }).click();
  }
  await right.page.getByRole('button', { name: 'Schrijf iemand in' }).click();
  expect(await axeViolations(right.page)).toEqual([]);
  await right.page.getByLabel('Naam', { exact: true }).fill('Wim van de straat');
  await right.page.getByRole('button', { name: 'Schrijf in en laat binnen' }).click();
  await right.page.getByText('Alles verstuurd').waitFor();

  await left.context.setOffline(false);
  await left.page.getByText('Alles verstuurd').waitFor({ timeout: 20_000 });
  await left.page.getByText('201 van 211 binnen').waitFor();
  const { body } = await anna.get(`/v1/programmes/wehl/events/${eventId}/registration-counts`).expect(200);
  expect(body).toMatchObject({ confirmed: 211, attended: 201 });
  const listed = await anna.get(`/v1/programmes/wehl/events/${eventId}/helper-links`).expect(200);
  expect(listed.body.items.map((it: HelperLinkView) => [it.helper, it.entries]).sort()).toEqual([
    ['Links', 200],
    ['Rechts', 4],
  ]);
  const said = await town.ctx.db.query('SELECT question, value FROM answers');
  expect(said).toEqual([{ question: 'jas', value: 'garderobe' }]);
  const [told] = await town.ctx.db.query<{ n: number; people: number }>(
    `SELECT count(*) AS n, count(DISTINCT subject_id) AS people FROM activity WHERE name = 'registration.attendance'`,
  );
  expect(told).toEqual({ n: 201, people: 201 });
  expect([...left.complaints, ...right.complaints]).toEqual([]);
}, 60_000);
