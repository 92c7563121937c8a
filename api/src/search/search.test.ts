import { searchWords } from '@pr8werk/shared/search.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  for (const [name, email, organisation] of [
    ['Piet Jansen', 'piet@water.example', 'Waterschap Rijn en IJssel'],
    ['Els Janssen', 'els@bronckhorst.example', null],
    ['Jörg Böhmer', 'info@bohmer-advies.example', 'Böhmer Advies'],
    ['Willemijn te Riele', 'w.teriele@zorg.example', 'Zorgcoöperatie'],
    ['Anna van ’t Hoff', 'anna@hoff.example', null],
  ] as const)
    await aContact(region, name, email, organisation);
  await organiser
    .post(`/v1/programmes/${region.slug}/organisations`, { name: 'Gemeente Bronckhorst', kind: 'municipality' })
    .expect(201);
  await aPublishedEvent(town, region, { by: organiser, title: 'Ontbijtsessie Duurzaam ondernemen' });
});
afterAll(() => town.close());

async function aContact(where: Region, name: string, email: string | null, organisation: string | null): Promise<void> {
  await town.ctx.db.query(
    `INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [where.programmeId, newId(), name, email, organisation, town.ctx.now()],
  );
}

async function search(q: string, by: Person = organiser, more = '') {
  const { body } = await by.get(`/v1/programmes/${region.slug}/search?q=${encodeURIComponent(q)}${more}`).expect(200);
  return body;
}
const people = async (q: string) => (await search(q)).people.map((it: { name: string }) => it.name);

describe('someone who searches', () => {
  test('finds a person by the first letters of any name, in any order, with or without accents', async () => {
    expect(await people('böh')).toEqual(['Jörg Böhmer']);
    expect(await people('bohmer jorg')).toEqual(['Jörg Böhmer']);
    expect(await people('riele')).toEqual(['Willemijn te Riele']);
    expect(await people("'t hoff")).toEqual(['Anna van ’t Hoff']);
  });

  test('finds a person by address, by domain and by organisation', async () => {
    expect(await people('w.teriele@zorg.example')).toEqual(['Willemijn te Riele']);
    expect(await people('@bronckhorst.example')).toEqual(['Els Janssen']);
    expect(await people('zorgcooperatie')).toEqual(['Willemijn te Riele']);
  });

  test('finds what was spelt a little wrong, after what was spelt right', async () => {
    expect(await people('jansen')).toEqual(['Piet Jansen', 'Els Janssen']);
    expect(await people('janssen')).toEqual(['Els Janssen', 'Piet Jansen']);
    expect(await people('wilemijn')).toEqual(['Willemijn te Riele']);
    const { events, organisations } = await search('ontbjitsessie');
    expect(events.map((it: { title: { nl: string } }) => it.title.nl)).toEqual(['Ontbijtsessie Duurzaam ondernemen']);
    expect(organisations).toEqual([]);
    expect((await search('bronkhorst')).organisations).toMatchObject([{ name: 'Gemeente Bronckhorst' }]);
  });

  test('finds names before addresses', async () => {
    await aContact(region, 'Kees Post', 'kees@kok.example', null);
    await aContact(region, 'Zoë Kok', 'z@post.example', null);
    expect(await people('kok')).toEqual(['Zoë Kok', 'Kees Post']);
  });

  test('finds nothing for nothing, for signs alone, and nobody who was forgotten', async () => {
    expect(await people('!?%_')).toEqual([]);
    await town.ctx.db.query(
      `UPDATE contacts SET name = '', email = NULL, organisation_name = NULL WHERE email = 'anna@hoff.example'`,
    );
    expect(await people('hoff')).toEqual([]);
    expect(await town.ctx.db.query(`SELECT search_text FROM contacts WHERE name = ''`)).toEqual([{ search_text: ' ' }]);
    await organiser.get(`/v1/programmes/${region.slug}/search?q=`).expect(400);
    await organiser.get(`/v1/programmes/${region.slug}/search?q=a&kinds=mails`).expect(400);
  });

  test('gets what was asked for, and no more than that many', async () => {
    const answer = await search('e', organiser, '&kinds=people,events&limit=1');
    expect(answer).toMatchObject({ people: { length: 1 }, organisations: null });
  });

  test('sees only what the role may read, and nothing of another programme', async () => {
    const viewer = await asStaff(town, region, 'viewer');
    expect(await search('bronckhorst', viewer)).toMatchObject({
      people: null,
      organisations: [{ name: 'Gemeente Bronckhorst' }],
      events: [],
    });
    const elsewhere = await aProgramme(town);
    await aContact(elsewhere, 'Xander Jansen', 'x@jansen.example', null);
    expect(await people('xander')).toEqual([]);
  });
});

test('a screen and the database split words the same way', async () => {
  const texts = [
    'Böhmer-Ĳssel, O’Brien',
    'STRAẞE Straße',
    '<jan@bronckhorst.nl>',
    'Ærø Łódź Đorđe',
    '’s-Heerenberg 7031 AB',
    '  spaties\t\n ',
    'Ελλάδα Привет',
    'ﬁets ½',
    '',
  ];
  for (const text of texts) {
    const [row] = await town.ctx.db.query<{ words: string }>('SELECT search_words($1) AS words', [text]);
    expect(row!.words.split(' ').filter(Boolean), text).toEqual(searchWords(text));
  }
});
