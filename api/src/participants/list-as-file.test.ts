// The list of participants as a file, read back by other programs than the one that wrote it.

import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerBatch } from '#api/registrations/batcher.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const base = (event: { id: string }) => `/v1/programmes/${region.slug}/events/${event.id}`;
const list = async (event: { id: string }, query = '') =>
  (await organiser.get(`${base(event)}/registrations?${query}`).expect(200)).body.items as RegistrationView[];
async function aMeetingOf(capacity: number, ...who: { name: string; [field: string]: unknown }[]) {
  const event = await aPublishedEvent(town, region, { capacity, by: organiser });
  for (const it of who) {
    town.passes({ seconds: 1 });
    const email = `${it.name.toLowerCase()}@${event.id}.example`;
    await registerBatch(town.ctx, [signupItem({ programmeId: region.programmeId, eventId: event.id, email, ...it })]);
  }
  return event;
}

describe('the list as a file', () => {
  const odd = [
    { name: '=HYPERLINK("x")', organisation_name: 'Zorg; "Noord"', note: 'regel 1\nregel 2' },
    { name: '+31 6', organisation_name: '-1', note: '\tkom' },
    { name: 'Zoë 👩🏽‍🌾', organisation_name: '@home', language: 'en' },
    { name: "O'Brien", organisation_name: 'A\u0007B', role: 'guest' },
  ];
  const columns = ['name', 'organisation', 'note', 'email', 'status', 'place', 'createdAt', 'language'];
  async function file(event: { id: string }, format: string, query: object = {}, by = organiser) {
    const answer = await by.post(`${base(event)}/registration-exports`, { format, columns, ...query }).expect(200);
    return { ...answer.body, bytes: Buffer.from(answer.body.content, 'base64') };
  }

  test('as CSV, read by a strict parser: exactly the list, and no formula', async () => {
    const event = await aMeetingOf(3, ...odd);
    const { bytes, fileName, mediaType } = await file(event, 'csv');
    expect(fileName).toMatch(/^deelnemers-.*-\d{4}-\d\d-\d\d\.csv$/);
    expect(mediaType).toContain('text/csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { bom: true, delimiter: ';', record_delimiter: '\r\n' }) as string[][];
    expect(rows[0]).toEqual([
      'Naam',
      'Organisatie',
      'Opmerking',
      'E-mailadres',
      'Status',
      'Plaats in de rij',
      'Aangemeld op',
      'Taal',
    ]);
    const safe = (it: string | null) =>
      (it === null ? '' : /^[=+\-@\t\r]/.test(it) ? `'${it}` : it).replace('\u0007', '');
    const status: Record<string, string> = { confirmed: 'Bevestigd', waiting: 'Wachtlijst' };
    expect(rows.slice(1)).toEqual(
      (await list(event)).map((it) => [
        safe(it.name),
        safe(it.organisation),
        safe(it.note),
        safe(it.email),
        status[it.status],
        String(it.place ?? ''),
        Temporal.Instant.from(it.createdAt)
          .toZonedDateTimeISO('Europe/Amsterdam')
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .replace('T', ' '),
        it.language,
      ]),
    );
    expect(rows.flat().filter((it) => /^[=+\-@\t\r]/.test(it))).toEqual([]);
    expect(rows[1]![0]).toBe(`'+31 6`);
  });

  test('as XLSX, read by another reader: the same people, in the order and with the filter asked for', async () => {
    const event = await aMeetingOf(3, ...odd);
    const { bytes, people } = await file(event, 'xlsx', { sort: '-createdAt' });
    const [{ data }] = (await readXlsxFile(bytes, { trim: false })) as unknown as [{ data: unknown[][] }];
    const listed = await list(event, 'sort=-createdAt');
    expect(people).toBe(4);
    expect(data.slice(1).map((it) => [it[0], it[1], it[2], it[5]])).toEqual(
      listed.map((it) => [it.name, it.organisation?.replace('\u0007', '') ?? null, it.note, it.place]),
    );
    expect(data[1]![6]).toBeInstanceOf(Date);
    const english = await organiser
      .post(`${base(event)}/registration-exports`, { format: 'xlsx', columns: ['name', 'status'], language: 'en' })
      .set('accept-language', 'en')
      .expect(200);
    const [sheet] = (await readXlsxFile(Buffer.from(english.body.content, 'base64'))) as unknown as [
      { data: unknown[][] },
    ];
    expect(sheet.data).toEqual([
      ['Name', 'Status'],
      ['Zoë 👩🏽‍🌾', 'Confirmed'],
    ]);
  });

  test('the log says who fetched what, and of nobody anything', async () => {
    const event = await aMeetingOf(3, { name: 'Anna' }, { name: 'Bram' });
    await file(event, 'csv', { search: 'anna', tab: 'confirmed', role: 'professional' });
    const [row] = await town.ctx.db.query<{ actor_id: string; data: object }>(
      `SELECT actor_id, data FROM activity WHERE event_id = $1 AND name = 'registration.exported'`,
      [event.id],
    );
    expect(row).toEqual({
      actor_id: organiser.accountId,
      data: { format: 'csv', people: 1, columns, tab: 'confirmed', role: 'professional', isSearched: true },
    });
    const viewer = await asStaff(town, region, 'viewer');
    expect((await viewer.post(`${base(event)}/registration-exports`, { format: 'csv', columns })).status).toBe(403);
  });
});
