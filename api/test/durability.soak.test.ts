// A hundred kills in the middle of signups, on a database that waits for its disk.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiProcess, freePort, startApi } from '#test/api-process.ts';
import { createDatabase, createTemplate, startTestCluster, type TestCluster } from '#test/cluster.ts';
import {
  aPlace,
  expectKept,
  expectOneMailEach,
  expectReplayed,
  fiveMinutesPass,
  groundOf,
  keepSigningUp,
} from '#test/crash.ts';

const kills = Number(process.env.KILLS ?? 100);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let cluster: TestCluster;
let api: ApiProcess | undefined;

beforeAll(async () => {
  cluster = await startTestCluster({ durable: true });
  await createTemplate(cluster.adminUrl, 'durable');
});
afterAll(async () => {
  await api?.kill();
  await cluster.stop();
});

test(`${kills} kills lose nothing (seed ${seed})`, async () => {
  const database = await createDatabase(cluster.adminUrl, 'durable');
  const port = await freePort();
  const { town, pool } = groundOf(database.url);
  let random = seed;
  api = await startApi({ databaseUrl: database.url, port });
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill++) {
    const place = await aPlace(town, 50);
    const crowd = keepSigningUp(api, place);
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
    const enough = 20 + (random % 200);
    while (crowd.acknowledged().length < enough) await new Promise((resolve) => setTimeout(resolve, 2));
    await api.kill();
    await crowd.stop();
    await expectKept(pool, place, crowd.sent);
    await fiveMinutesPass(pool);
    api = await startApi({ databaseUrl: database.url, port });
    const unheard = crowd.sent.filter((it) => it.status === 'no answer').slice(0, 20);
    await expectReplayed(api, place, [...crowd.acknowledged().slice(-20), ...unheard]);
    await expectOneMailEach(pool, place);
    acknowledged += crowd.acknowledged().length;
  }
  expect(acknowledged).toBeGreaterThan(kills * 20);
  await pool.end();
});
