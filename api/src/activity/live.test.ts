// Screens hear within a second what changed, from whichever process it came, and nothing about anyone.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let beside: Town;
let region: Region;
let viewer: Person;
beforeAll(async () => {
  town = await startTown();
  beside = await startTown({ beside: town, config: { jobs: 'off' } });
  region = await aProgramme(town);
  viewer = await asStaff(town, region, 'viewer');
});
afterAll(async () => {
  await beside.close();
  await town.close();
});

/** Opens a screen; `hears` waits for a message of which `isIt` holds. */
async function opensScreen(at: Town, who: Person, where: Region) {
  const stop = new AbortController();
  const response = await fetch(`${at.url}/v1/programmes/${where.slug}/live`, {
    headers: { cookie: who.cookie },
    signal: stop.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const heard: { changed: string[]; event: string | null }[] = [];
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop()!;
      for (const part of parts) if (part.startsWith('data: ')) heard.push(JSON.parse(part.slice(6)));
    }
  })().catch(() => {});
  return {
    heard,
    async hears(isIt: (it: { changed: string[]; event: string | null }) => boolean, ms = 1000) {
      const until = performance.now() + ms;
      while (performance.now() < until) {
        const found = heard.find(isIt);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return null;
    },
    async close() {
      stop.abort();
      await reading;
    },
  };
}

test('a signup is heard within a second, by its kind and its meeting only', async () => {
  const event = await aPublishedEvent(town, region);
  await town.settled();
  const screen = await opensScreen(town, viewer, region);
  await signUp(town, region, event, { name: 'Anna', email: 'anna@live.example' }).expect(201);
  expect(await screen.hears((it) => it.event === event.id && it.changed.includes('registrations'))).not.toBeNull();
  expect(JSON.stringify(screen.heard)).not.toMatch(/anna/i);
  await screen.close();
});

test('a change by another process is heard, and what happens in another programme is not', async () => {
  const away = await aProgramme(town);
  const elsewhere = await asStaff(town, away, 'viewer');
  const event = await aPublishedEvent(town, region);
  await town.settled();
  const [mine, besides, theirs] = [
    await opensScreen(town, viewer, region),
    await opensScreen(beside, viewer, region),
    await opensScreen(town, elsewhere, away),
  ];
  await signUp(beside, region, event).expect(201);
  for (const screen of [mine, besides]) expect(await screen.hears((it) => it.event === event.id, 1500)).not.toBeNull();
  expect(theirs.heard).toEqual([]);
  await Promise.all([mine, besides, theirs].map((it) => it.close()));
});

test('a server that stops lets its screens go', async () => {
  const leaving = await startTown({ beside: town, config: { jobs: 'off' } });
  const response = await fetch(`${leaving.url}/v1/programmes/${region.slug}/live`, {
    headers: { cookie: viewer.cookie },
  });
  const ended = (async () => {
    for await (const _ of response.body!) {
      // only its end counts
    }
    return 'ended';
  })().catch(() => 'ended');
  const started = performance.now();
  await leaving.close();
  expect(await ended).toBe('ended');
  expect(performance.now() - started).toBeLessThan(5000);
});
