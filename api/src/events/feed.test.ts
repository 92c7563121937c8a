// The public agenda as JSON and as a calendar: made once per version, the same in every encoding, without examples.

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

/** The version is looked at again after a quarter of a second. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));
const agenda = () => `${town.url}/v1/programmes/${region.slug}/agenda`;
const calendarOf = async (): Promise<ICAL.Component[]> => {
  const text = await (await fetch(`${town.url}/feeds/${region.slug}/events.ics`)).text();
  for (const line of text.split('\r\n'))
    expect(Buffer.byteLength(line), 'RFC 5545: lines of 75 bytes').toBeLessThanOrEqual(75);
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
};
const change = (id: string, body: object) =>
  organiser.patch(`/v1/programmes/${region.slug}/events/${id}`, '*', body).expect(200);

test('a meeting keeps its UID, its SEQUENCE grows, its times are in UTC, and a cancelled one says so', async () => {
  const event = await aPublishedEvent(town, region, {
    by: organiser,
    title: 'Ontbijt; met, "komma’s" \\ en een heel lange titel die over de rand van de regel gaat',
  });
  await aMoment();
  const before = (await calendarOf()).find((it) => String(it.getFirstPropertyValue('uid')).startsWith(event.id))!;
  expect(before.getFirstPropertyValue('uid'), 'the same after a move to another address').toBe(`${event.id}@pr8werk`);
  expect(before.getFirstProperty('dtstart')!.toICALString()).toBe('DTSTART:20270114T063000Z');
  expect(before.getFirstPropertyValue('summary')).toBe(event.title.nl);
  expect(before.getFirstPropertyValue('status')).toBe('CONFIRMED');
  await change(event.id, { venue: { ...event.venue, place: 'Lievelde' } });
  await organiser
    .post(`/v1/programmes/${region.slug}/events/${event.id}/cancellation`, { reason: 'ziekte' })
    .expect(200);
  await aMoment();
  const after = (await calendarOf()).find(
    (it) => it.getFirstPropertyValue('uid') === before.getFirstPropertyValue('uid'),
  )!;
  expect(Number(after.getFirstPropertyValue('sequence'))).toBeGreaterThan(
    Number(before.getFirstPropertyValue('sequence')),
  );
  expect(after.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('drafts, examples, and what was cancelled before anyone knew of it are in neither', async () => {
  const made = async (title: string) =>
    (await organiser.post(`/v1/programmes/${region.slug}/events`, { title: { nl: title, en: null } }).expect(201)).body
      .id as string;
  await made('Nog geheim');
  const gone = await made('Nooit bekend geworden');
  await organiser.post(`/v1/programmes/${region.slug}/events/${gone}/cancellation`, { reason: 'x' }).expect(200);
  const example = await aPublishedEvent(town, region, { by: organiser, title: 'Voorbeeld' });
  await town.ctx.db.query('UPDATE events SET is_example = true WHERE event_id = $1', [example.id]);
  await change((await aPublishedEvent(town, region, { by: organiser, title: 'Wel bekend' })).id, { sector: 'Zorg' });
  await aMoment();
  const both = [
    await (await fetch(agenda())).text(),
    (await calendarOf()).map((it) => it.getFirstPropertyValue('summary')).join(),
  ];
  for (const text of both) {
    expect(text).toContain('Wel bekend');
    expect(text).not.toMatch(/Nog geheim|Nooit bekend|Voorbeeld/);
  }
});

test.each([
  ['a draft', false],
  ['a draft that was cancelled before anyone knew of it', true],
])('%s is nowhere by its address', async (_what, isCancelled) => {
  const made = await organiser
    .post(`/v1/programmes/${region.slug}/events`, {
      title: { nl: `Geheim ${isCancelled}`, en: null },
      startsAt: '2027-01-14T06:30:00Z',
      endsAt: '2027-01-14T09:00:00Z',
    })
    .expect(201);
  const { id, slug } = made.body as { id: string; slug: string };
  if (isCancelled)
    await organiser.post(`/v1/programmes/${region.slug}/events/${id}/cancellation`, { reason: 'x' }).expect(200);
  const page = `/${region.slug}/e/${slug}`;
  const addresses = [
    page,
    `${page}/embed`,
    `/oembed?url=${encodeURIComponent(town.url + page)}`,
    `/feeds/${region.slug}/events/${slug}.ics`,
    `/v1/programmes/${region.slug}/signup-forms/${slug}`,
  ];
  for (const it of addresses) expect((await fetch(town.url + it)).status, it).toBe(404);
});

test('each encoding has an ETag of its own and the same content; who has it gets 304', async () => {
  const raw = async (encoding: string, known?: string) => {
    const { get } = await import('node:http');
    return new Promise<{ status: number; etag: string; bytes: Buffer; encoding?: string }>((resolve, reject) => {
      get(
        agenda(),
        { headers: { 'accept-encoding': encoding, ...(known ? { 'if-none-match': known } : {}) } },
        (it) => {
          const chunks: Buffer[] = [];
          it.on('data', (chunk: Buffer) => chunks.push(chunk));
          it.on('end', () =>
            resolve({
              status: it.statusCode!,
              etag: String(it.headers.etag),
              bytes: Buffer.concat(chunks),
              encoding: it.headers['content-encoding'],
            }),
          );
        },
      ).on('error', reject);
    });
  };
  const [plain, gzip, br] = [await raw('identity'), await raw('gzip'), await raw('gzip, deflate, br')];
  expect([plain.encoding, gzip.encoding, br.encoding]).toEqual([undefined, 'gzip', 'br']);
  expect(new Set([plain.etag, gzip.etag, br.etag]).size).toBe(3);
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
  expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
  expect((await raw('br;q=0, gzip')).encoding).toBe('gzip');
  for (const [encoding, etag] of [
    ['identity', plain.etag],
    ['gzip', gzip.etag],
    ['br', br.etag],
  ] as const) {
    expect(etag).not.toMatch(/^W\//);
    expect(await raw(encoding, etag)).toMatchObject({ status: 304, etag });
    expect((await raw(encoding, `"x", ${etag}`)).status).toBe(304);
    expect((await raw(encoding, '"x"')).status).toBe(200);
  }
});

test('a list sent before the router has the same head as one sent by its route; a 304 has what a cache needs', async () => {
  const headOf = async (url: string, known?: string) => {
    const { get } = await import('node:http');
    return new Promise<{ status: number; head: Record<string, unknown> }>((resolve, reject) => {
      get(url, { headers: known ? { 'if-none-match': known } : {} }, (it) => {
        it.resume().on('end', () => {
          // of each request: its number, how many are left, the second it was sent
          const { 'request-id': id, ratelimit, date, ...head } = it.headers;
          expect([id, ratelimit, date].every(Boolean)).toBe(true);
          resolve({ status: it.statusCode!, head });
        });
      }).on('error', reject);
    });
  };
  for (const url of [agenda(), `${town.url}/feeds/${region.slug}/events.ics`]) {
    await aMoment();
    const byRoute = await headOf(url);
    const before = await headOf(url);
    expect(before).toEqual(byRoute);
    expect(before.head).toMatchObject({ 'content-security-policy': expect.any(String), 'api-version': '1.0.0' });
    const etag = String(byRoute.head.etag);
    await aMoment();
    const known = await headOf(url, etag);
    expect(await headOf(url, etag)).toEqual(known);
    expect(known).toMatchObject({
      status: 304,
      head: {
        etag,
        'cache-control': byRoute.head['cache-control'],
        vary: byRoute.head.vary,
        'api-version': '1.0.0',
        'access-control-allow-origin': '*',
        'ratelimit-policy': expect.any(String),
      },
    });
    expect(known.head).not.toHaveProperty('content-security-policy');
  }
});

test('what changes is there a moment later: the text, the last place, and the opening that comes with time', async () => {
  const event = await aPublishedEvent(town, region, {
    by: organiser,
    capacity: 1,
    signupOpensAt: '2026-12-01T08:00:00Z',
  });
  const shown = async () => {
    await aMoment();
    const { items } = (await (await fetch(agenda())).json()) as {
      items: { id: string; signup: string; sector: string | null }[];
    };
    return items.find((it) => it.id === event.id)!;
  };
  expect(await shown()).toMatchObject({ signup: 'not-yet', sector: null });
  await change(event.id, { sector: 'Bouw' });
  expect((await shown()).sector).toBe('Bouw');
  town.at('2026-12-01T08:00:00Z');
  expect((await shown()).signup).toBe('open');
  await signUp(town, region, event).expect(201);
  expect((await shown()).signup).toBe('waiting-list');
  town.at('2027-01-14T06:30:00Z');
  expect((await shown()).signup).toBe('closed');
  expect(JSON.stringify(await shown())).not.toMatch(/confirmed|waiting":|@/);
});
