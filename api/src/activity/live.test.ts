// Screens hear within a second what changed, from whichever process it came, and nothing about anyone.

import { connect } from 'node:net';
import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isStillAllowed } from '#api/accounts/queries.ts';
import { liveRoute } from '#api/activity/routes.ts';
import type { App } from '#api/http/app-type.ts';
import type { Live } from '#api/http/live.ts';
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

/** The route by itself, with a beat that a test can wait for. */
async function aQuickRoute() {
  const app = fastify({ forceCloseConnections: true });
  await app.register(cookie);
  app.decorateRequest('tenant', null as never);
  app.addHook('onRequest', async (request) => {
    request.tenant = { programmeId: region.programmeId } as never;
  });
  const listeners = new Set<(data: string) => void>();
  const live: Live = {
    follow(_programmeId, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onStop: () => () => {},
    stop: async () => {},
  };
  const isAllowed = isStillAllowed.bind(null, town.ctx);
  liveRoute(app as unknown as App, town.ctx, live, { isAllowed, beatMs: 30 });
  const url = await app.listen({ port: 0 });
  return { app, listeners, url: `${url}/programmes/${region.slug}/live` };
}

test.each([
  ['signs out', (who: Person) => who.delete('/v1/sessions').expect(204)],
  [
    'is taken out of the team',
    async (who: Person) => {
      const owner = await asStaff(town, region, 'owner');
      await owner.delete(`/v1/programmes/${region.slug}/members/${who.accountId}`).expect(204);
    },
  ],
])('who %s hears nothing more', async (_what, leaves) => {
  const { app, listeners, url } = await aQuickRoute();
  const who = await asStaff(town, region, 'viewer');
  const response = await fetch(url, { headers: { cookie: who.cookie } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(listeners.size, 'beats do not end it by themselves').toBe(1);
  await leaves(who);
  expect(await response.text()).toMatch(/^retry: 2000/);
  expect(listeners.size).toBe(0);
  await app.close();
});

test('who does not read is let go before it costs memory', async () => {
  const { app, listeners, url } = await aQuickRoute();
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
  socket.pause();
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\nCookie: ${viewer.cookie}\r\n\r\n`);
  const until = performance.now() + 10_000;
  while (listeners.size === 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  let said = 0;
  while (listeners.size > 0 && performance.now() < until) {
    for (const listener of listeners) listener('x'.repeat(100_000));
    said += 100_000;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(listeners.size).toBe(0);
  // what the machine's own buffers take, and a megabyte
  expect(said).toBeLessThan(20_000_000);
  socket.destroy();
  await app.close();
});
