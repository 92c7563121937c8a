// Never more people than places, whatever runs at once: over real HTTP, from many addresses, through several processes;
// and proof that the test would see it if the lock or the check were not there.

import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newId } from '#api/context.ts';
import { largestBatch, longestQueue, makeBatcher, type SignupItem } from '#api/registrations/batcher.ts';
import { createDatabase } from '#test/cluster.ts';
import { type Answer, addressOf, openSockets, post } from '#test/crowd.ts';
import { fairPlaces } from '#test/fair-places.ts';
import { templateName } from '#test/global-setup.ts';
import { aProgramme, asStaff, type Region } from '#test/people.ts';
import { aMeeting, asOnPaper, expectSound, signupItem, soundAtOnce, sumsOf } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let beside: Town;
let region: Region;
// nobody waits for confirmation here but those in the sequences
let quiet: Town;
let quietRegion: Region;
const sockets = openSockets();

beforeAll(async () => {
  // what follows from signups is another test's matter
  town = await startTown({ config: { jobs: 'off' } });
  beside = await startTown({ beside: town, config: { jobs: 'off' } });
  region = await aProgramme(town);
  quiet = await startTown({ config: { jobs: 'off' } });
  quietRegion = await aProgramme(quiet);
});
afterAll(async () => {
  sockets.destroy();
  await beside.close();
  await quiet.close();
  await town.close();
});

const statuses = (answers: Answer[]) => [...new Set(answers.map((it) => it.status))].sort();

describe('500 people for 45 places', () => {
  test.each(Array.from({ length: 10 }, (_, i) => i + 1))(
    'run %i: 45 have a place, 455 stand in line from 1 to 455',
    async () => {
      const event = await aMeeting(town, region, 45);
      const answers = await Promise.all(
        Array.from({ length: 500 }, (_, n) =>
          post(
            town,
            { programme: region.slug, event },
            { name: `Nummer ${n}`, email: `n${n}@${event}.example`, from: addressOf(n), agent: sockets },
          ),
        ),
      );
      expect(statuses(answers)).toEqual([201]);
      expect(answers.filter((it) => it.body.status === 'confirmed')).toHaveLength(45);
      const sums = await sumsOf(town, region, event);
      expectSound(sums);
      expect(sums).toMatchObject({ confirmed: 45, waiting: 455 });
      expect(sums.positions).toEqual(Array.from({ length: 455 }, (_, i) => i + 1));
    },
  );
});

describe('the same at once', () => {
  test('one person who presses twenty times is registered once, and every answer is the one a new address gets', async () => {
    const event = await aMeeting(town, region, 45);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(
          n % 2 ? town : beside,
          { programme: region.slug, event },
          { name: 'Anna', email: n % 3 ? 'anna@post.example' : 'Anna@Post.Example' },
        ),
      ),
    );
    expect(statuses(answers)).toEqual([201]);
    expect(new Set(answers.map((it) => it.body.receipt)).size, 'receipts tell nothing').toBe(20);
    expect(new Set(answers.map((it) => JSON.stringify({ ...it.body, receipt: '' }))).size).toBe(1);
    expect(await sumsOf(town, region, event)).toMatchObject({ confirmed: 1, rows: 1 });
  });

  test('one request sent twenty times, to both processes, is one registration with one receipt', async () => {
    const event = await aMeeting(town, region, 45);
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        post(
          n % 2 ? town : beside,
          { programme: region.slug, event },
          { name: 'Bram', email: 'bram@post.example', key },
        ),
      ),
    );
    expect(statuses(answers)).toEqual([201]);
    expect(new Set(answers.map((it) => it.text)).size).toBe(1);
    expect(await sumsOf(town, region, event)).toMatchObject({ confirmed: 1, rows: 1 });
  });

  test('one key for two meetings at once: one is registered, the other is told, never a 500', async () => {
    for (let i = 0; i < 10; i++) {
      const [one, two] = [await aMeeting(town, region, 5), await aMeeting(town, region, 5)];
      const key = newId();
      const answers = await Promise.all([
        post(town, { programme: region.slug, event: one }, { name: 'Chris', email: 'chris@post.example', key }),
        post(beside, { programme: region.slug, event: two }, { name: 'Chris', email: 'chris@post.example', key }),
      ]);
      expect(answers.map((it) => it.status).sort()).toEqual([201, 422]);
    }
  });

  test('two processes on one database share 45 places among 400', async () => {
    const event = await aMeeting(town, region, 45);
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        post(
          n % 2 ? town : beside,
          { programme: region.slug, event },
          { name: `N ${n}`, email: `n${n}@${event}.example`, from: addressOf(n), agent: sockets },
        ),
      ),
    );
    expect(statuses(answers)).toEqual([201]);
    expect(answers.filter((it) => it.body.status === 'confirmed')).toHaveLength(45);
    expectSound(await sumsOf(town, region, event));
  });

  test('people of two meetings in opposite order through two processes do not lock each other out', async () => {
    const [one, two] = [await aMeeting(town, region, 20), await aMeeting(town, region, 20)];
    const both = Array.from({ length: 100 }, (_, n) => n).flatMap((n) => {
      const who = { name: `N ${n}`, email: `n${n}@${one}.example`, agent: sockets };
      return [
        post(n % 2 ? town : beside, { programme: region.slug, event: n % 2 ? one : two }, who),
        post(n % 2 ? beside : town, { programme: region.slug, event: n % 2 ? two : one }, who),
      ];
    });
    expect(statuses(await Promise.all(both))).toEqual([201]);
    for (const event of [one, two])
      expect(await sumsOf(town, region, event)).toMatchObject({ confirmed: 20, waiting: 80 });
  });

  test('while people sign up, organisers cancel, promote, raise and lower: nothing is oversold', async () => {
    const event = await aMeeting(town, region, 10);
    const staff = await asStaff(town, region);
    const base = `/v1/programmes/${region.slug}/events/${event}`;
    const signups = Array.from({ length: 60 }, (_, n) =>
      post(
        n % 2 ? town : beside,
        { programme: region.slug, event },
        { name: `N ${n}`, email: `n${n}@${event}.example` },
      ),
    );
    const codes: number[] = [];
    async function organise() {
      for (let i = 0; i < 12; i++) {
        const { body } = await staff.get(`${base}/registrations?limit=200&sort=-createdAt`).expect(200);
        const some = body.items[i % Math.max(1, body.items.length)];
        const answers = await Promise.all([
          staff.patch(base, '*', { capacity: 8 + ((i * 7) % 9) }),
          ...(some
            ? [
                staff.post(`${base}/registrations/${some.id}/cancellation`, { notify: false }),
                staff.post(`${base}/registrations/${some.id}/promotion`, { capacity: i % 2 ? 'raise' : 'keep' }),
              ]
            : []),
        ]);
        codes.push(...answers.map((it) => it.status));
      }
    }
    await Promise.all([organise(), ...signups]);
    expect(codes.filter((it) => it !== 200 && it !== 409)).toEqual([]);
    expectSound(await sumsOf(town, region, event));
  });
});

describe('random sequences', () => {
  test('one after another they come out as on paper', async () => {
    await fc.assert(asOnPaper(quiet, quietRegion), { numRuns: 100, endOnFailure: true });
  });

  test('at once the sums hold', async () => {
    await fc.assert(soundAtOnce(quiet, quietRegion), { numRuns: 100, endOnFailure: true });
  });
});

describe('with limits on groups, offers, approval and company', () => {
  test('no limit is passed and no place stays empty while someone fits, in 500 sequences in four towns side by side', async () => {
    await Promise.all(
      [1, 1, 4, 4].map(async (together) => {
        const other = await startTown({ config: { jobs: 'off' } });
        try {
          await fc.assert(fairPlaces(other, await aProgramme(other), together), { numRuns: 125, endOnFailure: true });
        } finally {
          await other.close();
        }
      }),
    );
    expect.hasAssertions();
  });
});

describe('the batch', () => {
  test('one impossible item does not spoil the others', async () => {
    const eventId = await aMeeting(town, region, 45);
    const batcher = makeBatcher(town.ctx);
    const { programmeId } = region;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        batcher.submit(
          signupItem({
            programmeId,
            eventId,
            email: `n${n}@${eventId}.example`,
            ...(n === 7 ? { role: 'gatecrasher' } : {}),
          }),
        ),
      ),
    );
    expect(results.flatMap((it, n) => (it.status === 'rejected' ? [n] : []))).toEqual([7]);
    expect((results[7] as PromiseRejectedResult).reason).toMatchObject({ constraint: 'registrations_role' });
    expect(await sumsOf(town, region, eventId)).toMatchObject({ confirmed: 19, counted_confirmed: 19 });
  });

  test('when the line before the database is full, people hear when to come back, and who was in line is registered', async () => {
    const event = await aMeeting(town, region, 45);
    const holder = await town.ctx.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM event_places WHERE programme_id = $1 AND event_id = $2 FOR UPDATE', [
      region.programmeId,
      event,
    ]);
    const count = longestQueue + largestBatch + 100;
    let refused = 0;
    const sent = Array.from({ length: count }, (_, n) =>
      post(
        town,
        { programme: region.slug, event },
        { name: `N ${n}`, email: `n${n}@${event}.example`, from: addressOf(n), agent: sockets },
      ).then((it) => {
        if (it.status === 503) refused++;
        return it;
      }),
    );
    // until the first refusals come in: the line is full
    while (refused < 50) await new Promise((resolve) => setTimeout(resolve, 20));
    await holder.query('ROLLBACK');
    holder.release();
    const answers = await Promise.all(sent);
    expect(statuses(answers)).toEqual([201, 503]);
    const busy = answers.filter((it) => it.status === 503);
    expect(busy.every((it) => it.body.code === 'busy' && Number(it.headers['retry-after']) >= 1)).toBe(true);
    const sums = await sumsOf(town, region, event);
    expectSound(sums);
    expect(sums.rows).toBe(count - busy.length);
  });
});

// Would these tests see it if the protection were gone? The function is defined again without its lock, in a database of its own.
describe('without the lock', () => {
  test.each([
    { check: 'without the check', drops: true },
    { check: 'with the check', drops: false },
  ])('$check', async ({ drops }) => {
    const database = await createDatabase(inject('adminUrl'), templateName);
    const unsafe = await startTown({ config: { jobs: 'off', databaseUrl: database.url } });
    try {
      await takeLockAway(unsafe, drops);
      const home = await aProgramme(unsafe);
      const eventId = await aMeeting(unsafe, home, 5);
      const outcomes = await decideTogether(database.url, home.programmeId, eventId, 12);
      const sums = await sumsOf(unsafe, home, eventId);
      if (drops) {
        expect(outcomes).toEqual(Array(12).fill('confirmed'));
        expect(sums.counted_confirmed, 'oversold').toBeGreaterThan(5);
      } else {
        expect(outcomes.filter((it) => it === 'confirmed')).toHaveLength(5);
        expect(outcomes.filter((it) => it === '23514 event_places_within_capacity')).toHaveLength(7);
        expect(sums.counted_confirmed).toBe(5);
      }
    } finally {
      await unsafe.close();
      await database.drop();
    }
  });

  test('and with the lock the same twelve get five places and stand in line', async () => {
    const eventId = await aMeeting(town, region, 5);
    const outcomes = await decideTogether(town.databaseUrl, region.programmeId, eventId, 12);
    expect(outcomes.filter((it) => it === 'confirmed')).toHaveLength(5);
    expect(outcomes.filter((it) => it === 'waiting')).toHaveLength(7);
  });
});

async function takeLockAway(unsafe: Town, dropsCheck: boolean): Promise<void> {
  const [row] = await unsafe.ctx.db.query<{ def: string }>(
    `SELECT pg_get_functiondef('register_batch'::regproc) AS def`,
  );
  const without = row!.def.replace(/\s+FOR UPDATE;/, ';');
  expect(without).not.toBe(row!.def);
  expect(without).not.toMatch(/FOR UPDATE/);
  await unsafe.ctx.db.query(without);
  if (dropsCheck) await unsafe.ctx.db.query('ALTER TABLE event_places DROP CONSTRAINT event_places_within_capacity');
}

/** Many connections sign one person up each, while someone holds the meeting's row: they go on at the same moment. */
async function decideTogether(url: string, programmeId: string, eventId: string, count: number): Promise<string[]> {
  const holder = new pg.Client({ connectionString: url });
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  await Promise.all([holder, ...clients].map((it) => it.connect()));
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM event_places WHERE programme_id = $1 AND event_id = $2 FOR UPDATE', [
      programmeId,
      eventId,
    ]);
    const calls = clients.map(async (client, n) => {
      const item: SignupItem & { ordinal: number } = {
        ordinal: 0,
        ...signupItem({ programmeId, eventId, email: `c${n}@${eventId}.example` }),
      };
      try {
        const { rows } = await client.query('SELECT status FROM register_batch($1, $2)', [
          JSON.stringify([item]),
          '2026-11-21T12:00:00Z',
        ]);
        return rows[0].status as string;
      } catch (error) {
        const { code, constraint } = error as { code: string; constraint: string };
        return `${code} ${constraint}`;
      }
    });
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await holder.query(waiting)).rows[0].n < count) await new Promise((resolve) => setTimeout(resolve, 10));
    await holder.query('COMMIT');
    return await Promise.all(calls);
  } finally {
    await Promise.all([holder, ...clients].map((it) => it.end()));
  }
}
