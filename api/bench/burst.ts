// A newsletter to 12,000 people: in one minute 3,000 open the form and 1,500 sign up for 120 places. Against a tenth of
// that load in the same process, with a mail server that is slow, and with one that is dead for the while.

import { formPresets } from '@pr8werk/shared/form-presets.ts';
import { httpRequest, type LoadResult, pace } from './load.ts';
import { type Figure, figure, median, percentile, rounds } from './measure.ts';
import { check, eventIdOf, plan } from './signup.ts';
import { openSink, type Sink } from './smtp-sink.ts';
import { ask, programmeId, type Stage, setStage } from './stage.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 60);
const opensPerSecond = 3000 / 60;
const signupsPerSecond = 1500 / 60;
const places = 120;
const mailsPerSecond = 20;

interface Minute {
  form: LoadResult;
  post: LoadResult;
}

let series = 0;
const signups = (share: number, forSeconds: number) => Math.ceil(signupsPerSecond * share * forSeconds);

/** People come at a steady pace, whether or not the server keeps up; half meet the page, half the form on a site. */
async function people(port: number, share: number, forSeconds: number): Promise<Minute> {
  const run = ++series;
  const form = pace(port, opensPerSecond * share, Math.ceil(opensPerSecond * share * forSeconds), (index) =>
    index % 2 === 0
      ? httpRequest('GET', '/bench/e/bench-0', { accept: 'text/html' })
      : httpRequest('GET', '/v1/programmes/bench/signup-forms/bench-0', {
          accept: 'application/json',
          origin: 'https://netwerk.example',
        }),
  );
  const post = pace(port, signupsPerSecond * share, signups(share, forSeconds), (index) => {
    const body = JSON.stringify({
      name: `Deelnemer ${index}`,
      email: `p${run}-${index}@bench.example`,
      role: 'professional',
      organisation: 'Bureau Bench',
      answers: { kennis: 'Bouwkunde en duurzaamheid', zoekt: 'Een opdracht in de regio' },
      consent: true,
    });
    const headers = { 'idempotency-key': `b${run}-${index}`, accept: 'application/json' };
    return httpRequest('POST', `/v1/programmes/bench/events/${eventIdOf(0)}/registrations`, headers, body);
  });
  return { form: await form, post: await post };
}

const failures = ({ form, post }: Minute) =>
  [...form.statuses].filter(([it]) => it !== 200).reduce((sum, [, n]) => sum + n, 0) +
  [...post.statuses].filter(([it]) => it !== 201).reduce((sum, [, n]) => sum + n, 0);

const list = (it: number[]) => it.map((v) => v.toFixed(1)).join(' ');
const show = (it: Map<number, number>) => [...it].map(([status, n]) => `${status}: ${n}`).join(', ');

async function aMeeting(url: string): Promise<void> {
  await plan(url, 1, places);
  await ask(
    url,
    'INSERT INTO event_forms (programme_id, event_id, version, questions, made_at) VALUES ($1, $2, 1, $3, now())',
    [programmeId, eventIdOf(0), JSON.stringify(formPresets.swarm)],
  );
}

async function allTaken(sink: Sink, count: number, withinSeconds: number): Promise<void> {
  const until = performance.now() + withinSeconds * 1000;
  while (sink.takenAt.length < count && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

export async function* benchBurst(): AsyncGenerator<Figure> {
  const stage = await setStage();
  const p99 = { form: [] as number[], post: [] as number[] };
  const calmP99 = { form: [] as number[], post: [] as number[] };
  const deadP99 = { form: [] as number[], post: [] as number[] };
  const mailing: number[] = [];
  const recovery: number[] = [];
  const sum = { failed: 0, oversold: 0, drift: 0, unmailed: 0 };
  const times = Math.min(rounds, 3);
  const note = (into: typeof p99, it: Minute) => {
    into.form.push(percentile(it.form.latencies, 0.99));
    into.post.push(percentile(it.post.latencies, 0.99));
    const failed = failures(it);
    sum.failed += failed;
    if (failed > 0) console.error(`  form ${show(it.form.statuses)}; post ${show(it.post.statuses)}`);
  };
  try {
    for (let round = 0; round < times; round++) {
      const sink = await openSink(mailsPerSecond);
      const { server, database } = await open(stage, sink);
      await people(server.port, 1, 2);
      await allTaken(sink, sink.takenAt.length + 2 * signupsPerSecond, 10);
      const calm = await people(server.port, 0.1, seconds);
      note(calmP99, calm);
      await allTaken(sink, signups(1, 2) + signups(0.1, seconds), 30);
      const before = sink.takenAt.length;
      const startedAt = performance.now();
      const storm = await people(server.port, 1, seconds);
      note(p99, storm);
      const mails = signupsPerSecond * seconds;
      const pace = mails / mailsPerSecond;
      await allTaken(sink, before + mails, pace * 3);
      sum.unmailed += before + mails - sink.takenAt.length;
      mailing.push((sink.takenAt.at(-1)! - startedAt) / 1000 / pace);
      const signedUp = signups(1, 2) + signups(0.1, seconds) + signups(1, seconds);
      const found = await check(database.url, signedUp);

      sink.isDead = true;
      const short = Math.min(20, seconds);
      note(deadP99, await people(server.port, 1, short));
      sink.isDead = false;
      const revivedAt = performance.now();
      const all = signedUp + signupsPerSecond * short;
      await allTaken(sink, all, 600);
      recovery.push((sink.takenAt.at(-1)! - revivedAt) / 1000);
      sum.unmailed += Math.max(0, all - sink.takenAt.length);
      const atEnd = await check(database.url, all);
      sum.oversold += found.oversold + atEnd.oversold;
      sum.drift += found.drift + atEnd.drift;
      await server.stop();
      await sink.close();
      await database.drop();
    }
  } finally {
    await stage.close();
  }
  const method = `${opensPerSecond}/s open the form and ${signupsPerSecond}/s sign up for ${places} places during ${seconds} s, after a tenth of it for as long; a mail server that takes ${mailsPerSecond} a second; latency from when a request was due; medians of ${times}`;
  for (const part of ['form', 'post'] as const) {
    console.error(
      `  ${part} p99, ms: calm ${list(calmP99[part])}; burst ${list(p99[part])}; dead mail server ${list(deadP99[part])}`,
    );
    const calm = median(calmP99[part]);
    yield figure(`newsletter: ${part}, p99`, median(p99[part]), 'ms', null, method);
    yield figure(`newsletter: ${part}, p99 against a tenth`, median(p99[part]) / calm, 'ratio', '<= 3', method);
    const dead = `${method}; the same for 20 s with a mail server that takes connections and says nothing`;
    yield figure(
      `newsletter: ${part}, p99 with a dead mail server against a tenth`,
      median(deadP99[part]) / calm,
      'ratio',
      '<= 3',
      dead,
    );
  }
  yield figure('newsletter: not answered as asked', sum.failed, 'requests', '= 0', method);
  yield figure('newsletter: oversold', sum.oversold, 'places', '= 0', method);
  yield figure('newsletter: drift', sum.drift, 'rows', '= 0', method);
  yield figure(
    'newsletter: mails, against what the mail server takes',
    median(mailing),
    'ratio',
    '<= 1.5',
    `${method}; from the first signup to the last mail taken`,
  );
  yield figure(
    'newsletter: mails out after the mail server came back',
    median(recovery),
    's',
    null,
    `${method}; 500 mails that waited`,
  );
  yield figure('newsletter: mails that never came', sum.unmailed, 'mails', '= 0', method);
}

async function open(stage: Stage, sink: Sink) {
  const database = await stage.database();
  await aMeeting(database.url);
  const server = await stage.server('server.ts', {
    BENCH_VARIANT: 'real',
    BENCH_DATABASE_URL: database.url,
    BENCH_JOBS: 'on',
    BENCH_SMTP_URL: sink.url,
  });
  return { server, database };
}
