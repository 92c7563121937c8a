// What is printed: as many pages as there are people for, and names as long as people have them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { fittingPoints } from '#api/door/print-pages.ts';
import { registerBatch } from '#api/registrations/batcher.ts';
import { prepareChromium } from '#test/chromium.ts';
import { aProgramme, asStaff, type Person, type Region } from '#test/people.ts';
import { aMeeting, signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let anna: Person;
let eventId: string;
const longName = 'Wilhelmina-Đorđe van Yıldız-Kovács de Hooghe-Ørsted en Żółkiewska';

beforeAll(async () => {
  await prepareChromium();
  town = await startTown();
  region = await aProgramme(town, { slug: 'papier' });
  anna = await asStaff(town, region);
  eventId = await aMeeting(town, region, 12);
  const item = (name: string, i: number) =>
    signupItem({
      programmeId: region.programmeId,
      eventId,
      name,
      email: `p${i}@post.example`,
      organisation_name: '<b>Coöperatie</b> De Langste Naam van de Achterhoek',
    });
  const names = [longName, ...Array.from({ length: 13 }, (_, i) => `Persoon ${i}`)];
  await registerBatch(town.ctx, names.map(item));
});
afterAll(() => town.close());

const path = (kind: string) => `/papier/print/${eventId}/${kind}`;

test('ten badges on a page, with letters of our own, and who waits has none', async () => {
  const { body, headers } = await anna
    .get(`${path('badges')}?format=pdf`)
    .buffer(true)
    .expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  const text = (body as Buffer).toString('latin1');
  expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  expect(text).toContain('AtkinsonHyperlegibleNext');
  const page = (await anna.get(path('badges')).expect(200)).text;
  expect(page.match(/class="badge"/g)).toHaveLength(12);
  expect(page).toContain(longName);
  expect(page).toContain('&lt;b&gt;Coöperatie');
  const sheet = await anna
    .get(`${path('sign-in')}?format=pdf`)
    .buffer(true)
    .expect(200);
  expect((sheet.body as Buffer).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});

test('a name is as large as it fits, and none is broken in two', () => {
  const card = { widthMm: 78, lines: 2, most: 26, least: 11 };
  expect(fittingPoints('Jan', card)).toBe(26);
  expect(fittingPoints(longName, card)).toBeGreaterThan(11);
  expect(fittingPoints('Überüberüberüberlangername-Zonderspatie', card)).toBeLessThan(20);
});

test('a stranger gets no list, and without a browser there is still the page', async () => {
  await anna.get(path('anders')).expect(404);
  const bare = await startTown({ beside: town, config: { chromiumPath: null, jobs: 'off' } });
  const headers = { cookie: anna.cookie };
  const [pdf, page, stranger] = await Promise.all([
    fetch(`${bare.url}${path('door-list')}?format=pdf`, { headers }),
    fetch(`${bare.url}${path('door-list')}`, { headers }),
    fetch(`${bare.url}${path('door-list')}`),
  ]);
  expect([pdf.status, page.status, stranger.status]).toEqual([503, 200, 401]);
  await bare.close();
});
