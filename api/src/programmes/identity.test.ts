// How a programme looks outside: its colour, its logo, and what is refused.

import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let owner: Person;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  owner = await asStaff(town, region, 'owner');
});
afterAll(() => town.close());

const path = () => `/v1/programmes/${region.slug}`;
const upload = (bytes: Buffer | string) =>
  owner.put(`${path()}/logo`, { content: Buffer.from(bytes).toString('base64') });
const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">${inside}</svg>`;

/** A real picture of one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    let crc = -1;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    sum.writeInt32BE(~crc);
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('a colour nobody could read is refused with one that will do, and that one is taken', async () => {
  const refused = await owner.patch(path(), '*', { accent: '#ffcc00' }).expect(400);
  expect(refused.body.errors[0].pointer).toBe('/accent');
  const offered = /#[0-9a-f]{6}/.exec(refused.body.errors[0].detail)![0];
  const { body } = await owner.patch(path(), '*', { accent: offered }).expect(200);
  expect(body.accent).toBe(offered);
  await owner.patch(path(), '*', { accent: 'red' }).expect(400);
  await owner.patch(path(), '*', { accent: '#FFF' }).expect(400);
});

test('its pages wear the colour and the logo; without them those of Pr8werk', async () => {
  const other = await aProgramme(town);
  await owner.patch(path(), '*', { accent: '#005eb8' }).expect(200);
  const { body } = await upload(png(320, 80)).expect(200);
  expect(body.logo).toMatchObject({ width: 320, height: 80, mediaType: 'image/png' });
  const shown = async () => (await fetch(`${town.url}/${region.slug}`)).text();
  await expect.poll(shown, { timeout: 3000 }).toContain('/assets/accent/005eb8.css');
  const page = await shown();
  expect(page).toContain(new URL(body.logo.url).pathname);
  expect(page).toContain('width="160" height="40"');
  const sheet = await (await fetch(`${town.url}/assets/accent/005eb8.css`)).text();
  expect(sheet).toMatch(/^:root\{--pr-accent:#005eb8;--pr-accent-deep:#[0-9a-f]{6};--pr-accent-soft:#[0-9a-f]{6};\}$/);
  expect((await fetch(`${town.url}/assets/accent/005EB8.css`)).status).toBe(404);
  expect((await fetch(`${town.url}/assets/accent/x%7D.css`)).status).toBe(404);
  const plain = await (await fetch(`${town.url}/${other.slug}`)).text();
  expect(plain).not.toContain('/assets/accent/');
  expect(plain).toContain('/assets/favicon.svg');
});

test('a new logo takes the place of the old one, and taking it away leaves nothing', async () => {
  const first = (await upload(png(40, 40)).expect(200)).body.logo.url;
  const second = (await upload(svg('<path fill="#005eb8" d="M0 0h120v40H0z"/>')).expect(200)).body.logo;
  expect(second).toMatchObject({ width: 120, height: 40, mediaType: 'image/svg+xml' });
  expect((await fetch(first)).status).toBe(404);
  const sent = await fetch(second.url);
  expect(sent.headers.get('content-security-policy')).toContain('sandbox');
  expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await owner.delete(`${path()}/logo`).expect(200)).body.logo).toBeNull();
  expect((await fetch(second.url)).status).toBe(404);
  expect(await town.ctx.db.query('SELECT 1 FROM files WHERE programme_id = $1', [region.programmeId])).toEqual([]);
});

test.each([
  ['a script', svg('<script>alert(1)</script>')],
  ['a script behind a prefix', svg('<svg:script>alert(1)</svg:script>')],
  ['a handler', svg('<path d="M0 0" onload="alert(1)"/>')],
  ['a handler without a space before it', svg('<path d="M0 0"onload="alert(1)"/>')],
  ['a page in it', svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>')],
  ['a page behind a prefix', svg('<xhtml:iframe src="x"/>')],
  ['a link that runs', svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>')],
  ['a picture from elsewhere', svg('<image href="https://elders.example/pixel.png"/>')],
  ['a shape from elsewhere', svg('<use href="https://elders.example/x.svg#a"/>')],
  ['a style from elsewhere', svg('<style>@import url(https://elders.example/x.css)</style>')],
  ['a fill from elsewhere', svg('<path fill="url(https://elders.example/x.svg#a)"/>')],
  ['an entity', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('&x;')}`],
])('an SVG with %s is refused, and the logo stays', async (_what, text) => {
  const { body } = await upload(svg('<path d="M0 0h1v1z"/>')).expect(200);
  const refused = await upload(text).expect(400);
  expect(refused.body.errors[0].detail).toMatch(/SVG/);
  expect((await owner.get(path()).expect(200)).body.logo.url).toBe(body.logo.url);
});

test('what is no picture, too large or too long is refused in words', async () => {
  for (const [bytes, word] of [
    ['geen plaatje', /PNG-, JPEG-, WebP- of SVG/],
    [Buffer.alloc(160_000, 1), /te groot: 157 kB/],
    [png(4001, 1), /4001 bij 1/],
    ['GIF89a\u0001\u0000\u0001\u0000', /PNG-, JPEG-/],
  ] as const)
    expect((await upload(bytes).expect(400)).body.errors[0].detail).toMatch(word);
  await owner.put(`${path()}/logo`, { content: '<svg>' }).expect(400);
});

test('only who may change the programme changes its face, and not that of another', async () => {
  const viewer = await asStaff(town, region, 'viewer');
  await viewer.put(`${path()}/logo`, { content: png(4, 4).toString('base64') }).expect(403);
  const other = await aProgramme(town);
  const neighbour = await asStaff(town, other, 'owner');
  await neighbour.put(`${path()}/logo`, { content: png(4, 4).toString('base64') }).expect(403);
  const logo = new URL((await upload(png(4, 4)).expect(200)).body.logo.url).pathname.split('/').pop();
  expect((await fetch(`${town.url}/${other.slug}/logo/${logo}`)).status).toBe(404);
});

test('a programme that says u says it on pages, in the form and in mails', async () => {
  const polite = await aProgramme(town);
  const its = await asStaff(town, polite, 'owner');
  await its.patch(`/v1/programmes/${polite.slug}`, '*', { addressForm: 'u' }).expect(200);
  const event = await aPublishedEvent(town, polite, { by: its });
  const page = async () => (await fetch(`${town.url}/${polite.slug}/e/${event.slug}`)).text();
  await expect.poll(page, { timeout: 3000 }).toContain('Uw naam');
  const texts = [await page(), await (await fetch(`${town.url}/${polite.slug}/privacy`)).text()];
  const form = await fetch(`${town.url}/v1/programmes/${polite.slug}/signup-forms/${event.slug}`);
  texts.push(await form.text());
  const { body } = await signUp(town, polite, event, { email: 'beleefd@post.example' }).expect(201);
  texts.push(body.message);
  const [mail] = await town.mailsTo('beleefd@post.example');
  texts.push(mail!.text ?? '');
  for (const it of texts) {
    expect(it.replace(/<[^>]*>/g, ' ')).not.toMatch(/\b(je|jij|jouw)\b/i);
    expect(it).toMatch(/\b(u|uw|U|Uw)\b/);
  }
});

test('mails and the form on other sites wear the colour', async () => {
  await owner.patch(path(), '*', { accent: '#005eb8' }).expect(200);
  const event = await aPublishedEvent(town, region, { by: owner });
  const form = () =>
    fetch(`${town.url}/v1/programmes/${region.slug}/signup-forms/${event.slug}`).then((it) => it.json());
  await expect.poll(async () => ((await form()) as { accent: string }).accent, { timeout: 3000 }).toBe('#005eb8');
  await signUp(town, region, event, { email: 'kleur@post.example' }).expect(201);
  const [mail] = await town.mailsTo('kleur@post.example');
  expect(mail!.html).toContain('background:#005eb8');
  expect(mail!.html).not.toMatch(/<img|url\(/);
});
