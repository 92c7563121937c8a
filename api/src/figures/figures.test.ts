// A network sees by link what came of its own signups: counts, no names, and nothing by which one person is known.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let olga: Person;
let network: string;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town, { slug: 'achterhoek' });
  olga = await asStaff(town, region);
  const body = { slug: 'onz', name: 'ONZ <Achterhoek>' };
  network = (await olga.post('/v1/programmes/achterhoek/networks', body).expect(201)).body.id;
});
afterAll(() => town.close());

const linkPath = () => `/v1/programmes/achterhoek/networks/${network}/figures-link`;
const at = (url: string) => new URL(url).pathname;

test('Counts per meeting and day by a link that can be renewed', async () => {
  const event = await aPublishedEvent(town, region, { capacity: 8, title: 'Ontbijt', by: olga });
  const comes = async (source: string, name: string) => {
    await signUp(town, region, event, { name, email: `${name}@post.example`, source }).expect(201);
    const [row] = (await olga.get(`/v1/programmes/achterhoek/events/${event.id}/registrations?search=${name}`)).body
      .items;
    return row.id as string;
  };
  const members = [];
  for (let i = 0; i < 7; i++) members.push(await comes('onz', `lid${i}`));
  await comes('elders', 'ander');
  await comes('onz', 'wacht');
  const { url, data } = (await olga.get(linkPath()).expect(200)).body;

  const figures = (await send(town, at(data), { headers: { origin: 'https://onz.example' } })).body;
  expect(figures).toMatchObject({
    network: 'ONZ <Achterhoek>',
    meetings: [
      {
        title: { nl: 'Ontbijt' },
        signedUp: 8,
        withPlace: 7,
        waiting: 1,
        attended: null,
        days: [{ on: '2026-11-21', signups: 8 }],
      },
    ],
  });
  const page = await send(town, at(url), { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
  });
  expect(page.text).toContain('ONZ &lt;Achterhoek&gt;');
  expect(page.text).toMatch(/Met een plaats<\/th><td>7/);
  expect(page.text).not.toContain('<script');
  expect(page.text + JSON.stringify(figures)).not.toMatch(/lid\d|post\.example/);

  // who came is told from five on, and not when it says who stayed away
  const attend = (id: string, hasAttended: boolean) =>
    olga
      .post(`/v1/programmes/achterhoek/events/${event.id}/registrations/${id}/attendance`, { hasAttended })
      .expect(200);
  const attended = async () => (await send(town, at(data))).body.meetings[0].attended;
  for (const id of members.slice(0, 4)) await attend(id, true);
  expect(await attended()).toBeNull();
  for (const id of members.slice(4, 6)) await attend(id, true);
  expect(await attended()).toBeNull();
  await attend(members[6]!, true);
  expect(await attended()).toBe(7);

  const fresh = (await olga.post(linkPath()).expect(201)).body;
  expect(fresh.url).not.toBe(url);
  expect((await send(town, at(data))).status).toBe(404);
  expect(await send(town, at(url), { headers: { accept: 'text/html' } })).toMatchObject({ status: 404 });
  expect((await send(town, at(fresh.url), { headers: { accept: 'text/html' } })).status).toBe(200);
  expect(JSON.stringify(town.logged)).not.toContain(url.split('/').at(-1));
  await (await asStaff(town, region, 'viewer')).get(linkPath()).expect(403);
});
