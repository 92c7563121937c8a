// The random sequences of races.test.ts, ten thousand of each. A failure prints its seed; SEED plays it again.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fairPlaces } from '#test/fair-places.ts';
import { aProgramme, type Region } from '#test/people.ts';
import { asOnPaper, soundAtOnce } from '#test/places.ts';
import { startTown, type Town } from '#test/town.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let town: Town;
let region: Region;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
});
afterAll(() => town.close());

test(`ten thousand sequences come out as on paper (seed ${seed})`, async () => {
  await fc.assert(asOnPaper(town, region), { numRuns: 10_000, endOnFailure: true, seed });
  expect(seed).toBeGreaterThanOrEqual(0);
});

test(`ten thousand sequences at once leave the sums whole (seed ${seed})`, async () => {
  await fc.assert(soundAtOnce(town, region), { numRuns: 10_000, endOnFailure: true, seed });
  expect(seed).toBeGreaterThanOrEqual(0);
});

test(`ten thousand sequences with limits, offers, approval and company (seed ${seed})`, async () => {
  await fc.assert(fairPlaces(town, region, 1), { numRuns: 5_000, endOnFailure: true, seed });
  await fc.assert(fairPlaces(town, region, 4), { numRuns: 5_000, endOnFailure: true, seed });
  expect(seed).toBeGreaterThanOrEqual(0);
});
