// The public agenda as JSON and as a calendar, fresh (200) and known already (304), against bare node:http that sends the
// same body with the headers that caching needs: our other headers, request id, limits and log line are what it measures.

import { get, type IncomingMessage } from 'node:http';
import { flood, httpRequest } from './load.ts';
import { type Figure, figure, inTurn, median, rounds } from './measure.ts';
import { ask, setStage } from './stage.ts';

const programmeId = '01990000-0000-7000-8000-000000000001';

export async function* benchFeeds(): AsyncGenerator<Figure> {
  const stage = await setStage();
  try {
    const database = await stage.database();
    await ask(
      database.url,
      `INSERT INTO programmes (programme_id, slug, name, region, controller, created_at) VALUES ($1, 'bench', 'Bench', 'Bench', 'Bench', now())`,
      [programmeId],
    );
    await ask(database.url, 'INSERT INTO agenda_versions (programme_id) VALUES ($1)', [programmeId]);
    await ask(
      database.url,
      `WITH e AS (INSERT INTO events (programme_id, event_id, slug, status, title_nl, summary_nl, starts_at, ends_at, happens_on, published_at, created_at, changed_at)
         SELECT $1, gen_random_uuid(), 'bench-' || n, 'published', 'Ontbijtsessie ' || n, 'Ontbijten en in gesprek aan thematafels.',
           now() + n * interval '1 day', now() + n * interval '1 day' + interval '2 hours', '2027-01-01', now(), now(), now()
         FROM generate_series(1, 40) AS n RETURNING programme_id, event_id)
       INSERT INTO event_places (programme_id, event_id, capacity) SELECT programme_id, event_id, 45 FROM e`,
      [programmeId],
    );
    const real = await stage.server('server.ts', { BENCH_DATABASE_URL: database.url, BENCH_JOBS: 'off' });
    for (const [name, path] of [
      ['agenda.json', '/v1/programmes/bench/agenda'],
      ['events.ics', '/feeds/bench/events.ics'],
    ] as const) {
      const { bytes, etag, headers } = await answerOf(real.port, path);
      const bare = await stage.server('bare.ts', {
        BENCH_BODY: bytes.toString('base64'),
        BENCH_ETAG: etag,
        BENCH_HEADERS: JSON.stringify(headers),
        BENCH_HEADERS_304: JSON.stringify((await answerOf(real.port, path, etag)).headers),
      });
      for (const status of [200, 304]) {
        const request = httpRequest('GET', path, {
          accept: '*/*',
          ...(status === 304 ? { 'if-none-match': etag } : {}),
        });
        const total = Number(process.env.BENCH_READS ?? 20_000);
        const perSecond = async (port: number) => {
          const result = await flood(port, 64, total, () => request, { staysAwake: true });
          if (result.statuses.get(status) !== total)
            throw new Error(`${name}: ${JSON.stringify([...result.statuses])}`);
          return total / result.seconds;
        };
        await flood(real.port, 64, 5000, () => request);
        await flood(bare.port, 64, 5000, () => request);
        // many short rounds: whatever else the machine does then meets both halves of a round
        const values = await inTurn({ real: () => perSecond(real.port), bare: () => perSecond(bare.port) }, 3 * rounds);
        const shares = values.real.map((it, i) => it / values.bare[i]!);
        const method = `${total} requests over 64 connections, ${bytes.length} bytes of body; with all our headers, log line and limits, against bare node:http that sends the same body with caching headers only; medians of ${3 * rounds} rounds run in turn, the share taken in each round`;
        yield figure(`feeds ${name} ${status}: per second`, median(values.real), '1/s', null, method);
        yield figure(`feeds ${name} ${status}: of bare node:http`, median(shares), 'ratio', '>= 0.6', method);
      }
      await bare.stop();
    }
    await real.stop();
    await database.drop();
  } finally {
    await stage.close();
  }
}

/** The body, and the few headers without which it could not be kept. */
async function answerOf(port: number, path: string, etag?: string) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, path, headers: { accept: '*/*', ...(etag ? { 'if-none-match': etag } : {}) } }, resolve).on(
      'error',
      reject,
    );
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  // what a bare server would send to be of use; every further header of ours is our cost
  const needed = ['etag', 'cache-control', 'content-type', 'content-length'];
  const headers = needed.flatMap((name) => (answer.headers[name] ? [name, String(answer.headers[name])] : []));
  return { bytes: Buffer.concat(chunks), etag: String(answer.headers.etag), headers };
}
