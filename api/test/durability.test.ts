// Nothing acknowledged is lost: the API is killed, stopped and started twice, on a database that really waits for its disk.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ApiProcess, freePort, ready, startApi } from '#test/api-process.ts';
import { createDatabase, createTemplate, databaseUrl, startTestCluster, type TestCluster } from '#test/cluster.ts';
import {
  aPlace,
  expectKept,
  expectOneMailEach,
  expectReplayed,
  fiveMinutesPass,
  groundOf,
  keepSigningUp,
} from '#test/crash.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cluster: TestCluster;
const started: ApiProcess[] = [];

beforeAll(async () => {
  cluster = await startTestCluster({ durable: true });
  await createTemplate(cluster.adminUrl, 'durable');
});
afterAll(async () => {
  for (const api of started) if (api.child.exitCode === null && api.child.signalCode === null) await api.kill();
  await cluster.stop();
});

async function start(options: Parameters<typeof startApi>[0]): Promise<ApiProcess> {
  const api = await startApi(options);
  started.push(api);
  return api;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('in the middle of many signups', () => {
  test('the API is killed: what people heard is true, and after a restart everyone gets one mail', async () => {
    const database = await createDatabase(cluster.adminUrl, 'durable');
    const port = await freePort();
    const first = await start({ databaseUrl: database.url, port });
    const { town, pool } = groundOf(database.url);
    const place = await aPlace(town, 100);
    const crowd = keepSigningUp(first, place);
    while (crowd.acknowledged().length < 150) await pause(5);
    await first.kill();
    await crowd.stop();
    await expectKept(pool, place, crowd.sent);
    await fiveMinutesPass(pool);
    const second = await start({ databaseUrl: database.url, port });
    const unheard = crowd.sent.filter((it) => it.status === 'no answer').slice(0, 50);
    await expectReplayed(second, place, [...crowd.acknowledged().slice(-100), ...unheard]);
    await expectKept(pool, place, crowd.sent);
    await expectOneMailEach(pool, place);
    expect(await second.terminate()).toBe(0);
    await pool.end();
  });

  test('the API is asked to stop: what it answered is committed, nobody hears of a fault, and it ends well', async () => {
    const database = await createDatabase(cluster.adminUrl, 'durable');
    const api = await start({ databaseUrl: database.url, port: await freePort(), jobs: 'off' });
    const { town, pool } = groundOf(database.url);
    const place = await aPlace(town, 100);
    const crowd = keepSigningUp(api, place);
    while (crowd.acknowledged().length < 200) await pause(5);
    const ended = api.terminate();
    api.child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await crowd.stop();
    expect([...new Set(crowd.sent.map((it) => it.status))].sort()).toEqual([201, 'no answer']);
    await expectKept(pool, place, crowd.sent);
    await pool.end();
  });
});

test('two start at once on an empty database: it is migrated once, and both work', async () => {
  const admin = new pg.Client({ connectionString: cluster.adminUrl });
  await admin.connect();
  await admin.query('CREATE DATABASE leeg TEMPLATE template0');
  await admin.end();
  const url = databaseUrl(cluster.adminUrl, 'leeg');
  const both = await Promise.all(
    [1, 2, 3].map(async () => start({ databaseUrl: url, port: await freePort(), isReady: false })),
  );
  await Promise.all(both.map(ready));
  const { town, pool } = groundOf(url);
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM public.migrations ORDER BY name');
  expect(new Set(rows.map((it) => it.name)).size).toBe(rows.length);
  const place = await aPlace(town, 5);
  for (const api of both) {
    const crowd = keepSigningUp(api, place);
    while (crowd.acknowledged().length < 5) await pause(5);
    await crowd.stop();
    expect(new Set(crowd.sent.map((it) => it.status))).toEqual(new Set([201]));
  }
  await expectOneMailEach(pool, place);
  expect(await Promise.all(both.map((it) => it.terminate()))).toEqual([0, 0, 0]);
  await pool.end();
});
