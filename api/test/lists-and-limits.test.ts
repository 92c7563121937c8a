// What holds for every list: page after page everyone once. And limits, and the language of an answer.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { registerBatch } from '#api/registrations/batcher.ts';
import { type Answer, post, send } from '#test/crowd.ts';
import { aProgramme, asStaff, type Person, type Region } from '#test/people.ts';
import { aMeeting, signupItem } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let base: string;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  base = `/v1/programmes/${region.slug}`;
});
afterAll(() => town.close());

describe('long lists', () => {
  test.each(['name', '-name', 'createdAt', '-createdAt', 'organisation', '-organisation', 'place'])(
    'by %s: page after page everyone once, while others come in and move',
    async (sort) => {
      const event = await aMeeting(town, region, 7);
      for (let n = 0; n < 25; n++) {
        await registerBatch(town.ctx, [
          signupItem({
            programmeId: region.programmeId,
            eventId: event,
            email: `n${n}@${event}.example`,
            name: `Naam ${n % 5}`,
            organisation_name: n % 3 ? `Org ${n % 4}` : null,
          }),
        ]);
        if (n % 3 === 0) town.passes({ seconds: 1 });
      }
      const before = await town.ctx.db.query<{ registration_id: string }>(
        'SELECT registration_id FROM registrations WHERE event_id = $1',
        [event],
      );
      const seen: string[] = [];
      let path: string | undefined = `${base}/events/${event}/registrations?limit=4&sort=${sort}`;
      while (path) {
        const answer: Answer = await send(town, path, { headers: { cookie: organiser.cookie } });
        expect(answer.status).toBe(200);
        seen.push(...answer.body.items.map((it: { id: string }) => it.id));
        const link = /<([^>]+)>; rel="next"/.exec(String(answer.headers.link ?? ''))?.[1];
        expect(link === undefined).toBe(answer.body.next === null);
        path = link && new URL(link).pathname + new URL(link).search;
        await post(town, { programme: region.slug, event }, { name: 'Naam 2', email: `${newId()}@later.example` });
        const last = answer.body.items.at(-1);
        // the last one shown gets a place: who comes after must not be lost with it
        if (sort === 'place' && last.status === 'waiting')
          await organiser
            .post(`${base}/events/${event}/registrations/${last.id}/promotion`, { capacity: 'raise' })
            .expect(200);
      }
      expect(before.filter((it) => !seen.includes(it.registration_id))).toEqual([]);
      // who is promoted while the line is read may be met again among those with a place
      if (sort !== 'place') expect(new Set(seen).size).toBe(seen.length);
    },
  );
});

describe('limits', () => {
  test('are told before they are reached, and then when to come back', async () => {
    const strict = await startTown({
      config: { jobs: 'off' },
      limits: { signupPerAddress: 3, publicPerAddress: 1000, signInPerAddress: 2 },
    });
    try {
      const home = await aProgramme(strict);
      const event = await aMeeting(strict, home, 10);
      const answers: Answer[] = [];
      for (let n = 0; n < 4; n++)
        answers.push(await post(strict, { programme: home.slug, event }, { name: 'N', email: `n${n}@x.example` }));
      expect(answers.map((it) => it.status)).toEqual([201, 201, 201, 429]);
      expect(answers[0]!.headers['ratelimit-policy']).toMatch(/^"signup";q=3;w=600, "signup-event";q=\d+;w=600$/);
      expect(answers[0]!.headers.ratelimit).toMatch(/^"signup";r=2;t=\d+, /);
      expect(answers[3]).toMatchObject({ body: { code: 'too-many-requests' } });
      expect(Number(answers[3]!.headers['retry-after'])).toBeGreaterThan(0);
      expect(answers[3]!.headers['access-control-allow-origin']).toBe('*');
      expect(answers[3]!.headers['api-version']).toBeDefined();
      const elsewhere = await post(
        strict,
        { programme: home.slug, event },
        { name: 'N', email: 'n9@x.example', from: '127.8.8.8' },
      );
      expect(elsewhere.status, 'another address has its own').toBe(201);
      const asks = [];
      for (let n = 0; n < 3; n++)
        asks.push(await send(strict, '/v1/sign-in-requests', { method: 'POST', body: { email: 'a@b.example' } }));
      expect(asks.map((it) => it.status)).toEqual([202, 202, 429]);
      expect((await send(strict, '/v1/programmes')).status, 'another kind of request too').toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('languages', () => {
  test.each([
    [undefined, 'nl'],
    ['en', 'en'],
    ['en-GB,nl;q=0.9', 'en'],
    ['nl,en;q=0.9', 'nl'],
    ['de, fr;q=0.9, en;q=0.1', 'en'],
    ['de', 'nl'],
    ['*', 'nl'],
  ])('%s -> %s', async (wanted, language) => {
    const answer = await send(town, '/v1/nothing', { headers: wanted ? { 'accept-language': wanted } : {} });
    expect(answer.headers['content-language']).toBe(language);
    expect(answer.body.title).toBe(language === 'nl' ? 'Niet gevonden' : 'Not found');
  });
});
