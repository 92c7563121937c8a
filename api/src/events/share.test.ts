// The picture that goes along with a shared link.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardSvg } from '#api/pages/share-card.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region, 'organiser');
});
afterAll(() => town.close());

const sizeOf = (png: Buffer) => [png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)];
const picture = async (address: string) => {
  const answer = await fetch(address);
  expect(answer.headers.get('content-type')).toBe('image/png');
  return Buffer.from(await answer.arrayBuffer());
};

test('who shares a meeting shows a picture of it, and another after it changed', async () => {
  const event = await aPublishedEvent(town, region, { by: organiser, title: 'Zorg & <b>zelfstandigen</b> "samen"' });
  const page = async () => (await fetch(`${town.url}/${region.slug}/e/${event.slug}`)).text();
  const imageIn = (html: string) => /property="og:image" content="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
  const address = imageIn(await page());
  const first = await picture(address);
  expect(sizeOf(first)).toEqual(['PNG', 1200, 630]);
  expect(first.equals(await picture(address))).toBe(true);
  const { body: now } = await organiser.get(`/v1/programmes/${region.slug}/events/${event.id}`).expect(200);
  await organiser
    .patch(`/v1/programmes/${region.slug}/events/${event.id}`, now.version, { title: { nl: 'Iets anders', en: null } })
    .expect(200);
  const next = imageIn(await page());
  expect(next).not.toBe(address);
  expect(first.equals(await picture(next))).toBe(false);
});

test('a programme has its picture; a draft and a meeting of nobody have none', async () => {
  expect(sizeOf(await picture(`${town.url}/${region.slug}/share.png`))).toEqual(['PNG', 1200, 630]);
  const draft = await organiser.post(`/v1/programmes/${region.slug}/events`, { title: { nl: 'Geheim', en: null } });
  for (const slug of [draft.body.slug, 'bestaat-niet'])
    expect((await fetch(`${town.url}/${region.slug}/e/${slug}/share.png`)).status).toBe(404);
});

test('long words end in an ellipsis, and nothing that is typed can break the drawing', () => {
  const svg = cardSvg({
    programme: 'Regio & Co',
    title: `${'Arbeidsongeschiktheidsverzekering'.repeat(3)} ${'woord '.repeat(60)}\ufffe`,
    lines: ['</text><script/>'],
    party: null,
    accent: null,
  });
  expect(svg).toContain('Regio &amp; Co');
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('\ufffe');
  expect(svg.match(/…/g)).toHaveLength(2);
  expect(svg.match(/font-size="58"/g)).toHaveLength(3);
});
