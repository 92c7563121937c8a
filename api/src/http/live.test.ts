import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLive } from '#api/http/live.ts';
import { liveChannel } from '#api/queue/relay.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
});
afterAll(() => town.close());

/** A way to the database that can be closed; counts who tries it. */
async function aWay(to: URL) {
  let isOpen = true;
  let tries = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    tries++;
    if (!isOpen) {
      socket.destroy();
      return;
    }
    const onward = connect({ host: to.hostname, port: Number(to.port) });
    for (const it of [socket, onward]) {
      sockets.add(it);
      it.on('error', () => {});
      it.on('close', () => {
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward);
    onward.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    tries: () => tries,
    close() {
      isOpen = false;
      for (const it of sockets) it.destroy();
    },
    reopen() {
      isOpen = true;
    },
    end: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('while the database is away one connection at a time is tried, and afterwards every message comes once', async () => {
  const way = await aWay(new URL(town.databaseUrl));
  const live = await openLive(town.ctx, way.url);
  const heard: string[] = [];
  live.follow('a programme', (data) => heard.push(data));
  way.close();
  await pause(4500);
  // once a second; the storm this guards against doubled every second
  expect(way.tries()).toBeLessThanOrEqual(6);
  way.reopen();
  await expect.poll(() => heard, { timeout: 5000 }).toEqual(['{"changed":["all"],"event":null}']);
  await pause(1500);
  const [sessions] = await town.ctx.db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE application_name = 'pr8werk-live' AND datname = current_database()`,
  );
  // this one's, and the town's own
  expect(sessions!.count).toBe(2);
  const payload = JSON.stringify({ programme: 'a programme', event: null, changed: ['events'] });
  await town.ctx.db.query(`SELECT pg_notify('${liveChannel}', $1)`, [payload]);
  await expect.poll(() => heard.length, { timeout: 3000 }).toBe(2);
  await live.stop();
  await way.end();
});
