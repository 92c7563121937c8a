// How fast and how steadily people can sign up: the full HTTP stack against the database alone, against the same route
// without work, and against the usual transaction; and a newsletter's burst.

import { openPool } from '#api/context.ts';
import { registerBatch, type SignupItem } from '#api/registrations/batcher.ts';
import { flood, httpRequest, type LoadResult, pace } from './load.ts';
import { type Figure, figure, inTurn, median, percentile } from './measure.ts';
import { ask, programmeId, type Stage, setStage } from './stage.ts';

const connections = 256;
const defaultCapacity = 45;

export const eventIdOf = (n: number) => `01990000-0000-7000-8000-${String(1000 + n).padStart(12, '0')}`;

/** A programme `bench` with open meetings `bench-0` and on. */
export async function plan(url: string, events: number, capacity = defaultCapacity): Promise<void> {
  const at = new Date();
  await ask(
    url,
    `INSERT INTO programmes (programme_id, slug, name, region, controller, created_at) VALUES ($1, 'bench', 'Bench', 'Bench', 'Bench', $2)`,
    [programmeId, at],
  );
  await ask(url, 'INSERT INTO agenda_versions (programme_id) VALUES ($1)', [programmeId]);
  for (let n = 0; n < events; n++) {
    const id = eventIdOf(n);
    await ask(
      url,
      `INSERT INTO events (programme_id, event_id, slug, status, title_nl, starts_at, ends_at, published_at, created_at, changed_at)
       VALUES ($1, $2, $3, 'published', 'Bench', now() + interval '30 days', now() + interval '31 days', now(), now(), now())`,
      [programmeId, id, `bench-${n}`],
    );
    await ask(url, 'INSERT INTO event_slugs (programme_id, slug, event_id) VALUES ($1, $2, $3)', [
      programmeId,
      `bench-${n}`,
      id,
    ]);
    await ask(url, 'INSERT INTO event_places (programme_id, event_id, capacity) VALUES ($1, $2, $3)', [
      programmeId,
      id,
      capacity,
    ]);
  }
}

/** Nobody too many, nobody lost, and counters that say what the rows say. */
export async function check(url: string, acknowledged: number): Promise<{ oversold: number; drift: number }> {
  const rows = await ask<{ oversold: number; drift: number }>(
    url,
    `SELECT coalesce(sum(greatest(c.confirmed - p.capacity, 0)), 0)::integer AS oversold,
        coalesce(sum(abs(c.confirmed - p.confirmed) + abs(c.waiting - p.waiting)), 0)::integer + abs($1 - sum(c.confirmed + c.waiting))::integer AS drift
       FROM event_places AS p, LATERAL (SELECT count(*) FILTER (WHERE status = 'confirmed') AS confirmed,
          count(*) FILTER (WHERE status = 'waiting') AS waiting FROM registrations AS r WHERE r.event_id = p.event_id) AS c`,
    [acknowledged],
  );
  return rows[0]!;
}

let run = 0;

function signupRequest(events: number): (index: number) => Buffer {
  const series = ++run;
  return (index) => {
    const path = `/v1/programmes/bench/events/${eventIdOf(index % events)}/registrations`;
    const body = JSON.stringify({
      name: `Deelnemer ${index}`,
      email: `p${series}-${index}@bench.example`,
      role: 'professional',
      organisation: 'Bureau Bench',
      consent: true,
    });
    return httpRequest('POST', path, { 'idempotency-key': `k${series}-${index}`, accept: 'application/json' }, body);
  };
}

const faults = { oversold: 0, drift: 0 };

async function overHttp(stage: Stage, variant: string, events: number, total: number): Promise<number> {
  const database = await stage.database();
  await plan(database.url, events);
  const server = await stage.server('server.ts', {
    BENCH_VARIANT: variant,
    BENCH_DATABASE_URL: database.url,
    BENCH_JOBS: 'off',
  });
  const warm = Math.min(2000, total);
  await flood(server.port, connections, warm, signupRequest(events));
  const result = await flood(server.port, connections, total, signupRequest(events));
  await server.stop();
  if (result.statuses.get(201) !== total) throw new Error(`${variant}: ${JSON.stringify([...result.statuses])}`);
  if (variant === 'real') {
    const found = await check(database.url, total + warm);
    faults.oversold += found.oversold;
    faults.drift += found.drift;
  }
  await database.drop();
  return total / result.seconds;
}

async function inDatabase(stage: Stage, events: number, total: number): Promise<number> {
  const database = await stage.database();
  await plan(database.url, events);
  const pool = openPool(database.url, 2, { warn: () => {} }, 'bench');
  const items: SignupItem[] = Array.from({ length: total + 2048 }, (_, index) => itemOf(index, events));
  const call = async (from: number, to: number) => {
    for (let i = from; i < to; i += 256)
      await registerBatch({ pool, now: () => new Date() }, items.slice(i, Math.min(to, i + 256)));
  };
  await call(0, 2048);
  const startedAt = performance.now();
  await call(2048, total + 2048);
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.end();
  await database.drop();
  return total / seconds;
}

function itemOf(index: number, events: number): SignupItem {
  const id = () => crypto.randomUUID();
  return {
    programme_id: programmeId,
    event_id: eventIdOf(index % events),
    registration_id: id(),
    contact_id: id(),
    activity_id: id(),
    receipt: id(),
    idempotency_key: `db-${index}`,
    request_hash: 'ab'.repeat(32),
    name: `Deelnemer ${index}`,
    email: `db-${index}@bench.example`,
    organisation_name: 'Bureau Bench',
    role: 'professional',
    note: null,
    language: 'nl',
    source: null,
    site: null,
    notice_version: 'bench',
    verify_by: new Date(Date.now() + 86_400_000).toISOString(),
    actor_kind: 'public',
    actor_id: null,
    notify: true,
  };
}

export async function* benchSignup(): AsyncGenerator<Figure> {
  const stage = await setStage();
  try {
    const total = Number(process.env.BENCH_SIGNUPS ?? 12_000);
    for (const events of [1, 50]) {
      const kind = events === 1 ? 'hot event' : '50 events';
      const method = `${total} signups over ${connections} connections, ${kind}, durable commits; medians of rounds run in turn`;
      const values = await inTurn({
        http: () => overHttp(stage, 'real', events, total),
        database: () => inDatabase(stage, events, total),
        nowork: () => overHttp(stage, 'nowork', events, total),
        usual: () => overHttp(stage, 'usual', events, Math.min(total, 1500)),
      });
      const http = median(values.http);
      yield figure(`signup ${kind}: per second`, http, '1/s', null, method);
      yield figure(
        `signup ${kind}: of the database alone`,
        http / median(values.database),
        'ratio',
        '>= 0.5',
        `${method}; against register_batch called in batches of 256 on one connection`,
      );
      yield figure(
        `signup ${kind}: of the route without work`,
        http / median(values.nowork),
        'ratio',
        '>= 0.15',
        `${method}; against the same route with validation, limits and logging whose batcher answers at once`,
      );
      yield figure(
        `signup ${kind}: against the usual transaction`,
        http / median(values.usual),
        'ratio',
        events === 1 ? '>= 5' : null,
        `${method}; against bench/usual.ts behind the same route with 64 database connections and at most 1,500 signups`,
      );
    }
    yield* burst(stage);
    yield figure(
      'signup: oversold',
      faults.oversold,
      'places',
      '= 0',
      'confirmed beyond the capacity, after every run',
    );
    yield figure(
      'signup: drift',
      faults.drift,
      'rows',
      '= 0',
      'counters against counted rows, and acknowledged against stored, after every run',
    );
  } finally {
    await stage.close();
  }
}

/** A newsletter goes out: 12,000 people in ten seconds, on one event, while jobs and mails run as always. */
async function* burst(stage: Stage): AsyncGenerator<Figure> {
  const calm: number[] = [];
  const stormy: number[] = [];
  const worst: number[] = [];
  let unanswered = 0;
  for (let round = 0; round < 5; round++) {
    const database = await stage.database();
    await plan(database.url, 1);
    const server = await stage.server('server.ts', {
      BENCH_VARIANT: 'real',
      BENCH_DATABASE_URL: database.url,
      BENCH_JOBS: 'on',
    });
    await flood(server.port, 64, 1000, signupRequest(1));
    const quiet = await pace(server.port, 200, 2000, signupRequest(1));
    const storm = await pace(server.port, 1200, 12_000, signupRequest(1));
    await server.stop();
    const found = await check(database.url, 15_000);
    faults.oversold += found.oversold;
    faults.drift += found.drift;
    calm.push(percentile(quiet.latencies, 0.99));
    stormy.push(percentile(storm.latencies, 0.99));
    worst.push(storm.latencies.at(-1)!);
    unanswered += failures(storm);
    await database.drop();
  }
  const method =
    '12,000 signups at 1,200/s on one event after 2,000 at 200/s, jobs and mail files on in the same process; latency from when a request was due; medians of 5';
  console.error(
    `  p99 at 200/s: ${calm.map((it) => it.toFixed(1)).join(' ')}\n  p99 in the burst: ${stormy.map((it) => it.toFixed(1)).join(' ')}\n  worst: ${worst.map((it) => it.toFixed(0)).join(' ')}`,
  );
  yield figure('burst: not answered with 201', unanswered, 'requests', '= 0', method);
  yield figure('burst: p99', median(stormy), 'ms', null, method);
  yield figure('burst: p99 against the p99 at 200/s', median(stormy) / median(calm), 'ratio', '<= 10', method);
  yield figure('burst: slowest', median(worst), 'ms', '<= 1000', method);
}

function failures(result: LoadResult): number {
  return [...result.statuses].filter(([status]) => status !== 201).reduce((sum, [, count]) => sum + count, 0);
}
