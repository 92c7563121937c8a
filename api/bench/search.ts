// Finding someone among the 12,000 professionals of a region, as a person types: one request at a time, over HTTP, with
// session, permission and validation. Right and wrong spelling, accents, addresses, first letters.

import { type Figure, figure, median, percentile } from './measure.ts';
import { ask, aTeamOfOne, programmeId, type Stage, setStage } from './stage.ts';

const people = 12_000;
const times = Number(process.env.BENCH_SEARCHES ?? 30);

const first =
  `Anna Bram Carla Daan Els Femke Gerrit Hanneke Ingrid Jörg Karin Lotte Marieke Niels Olga Piet Renée Saskia Teun
  Ursula Victor Willemijn Xander Yvonne Zoë`.split(/\s+/);
const last =
  `Jansen;Janssen;de Vries;van den Berg;Böhmer;Bakker;Smit;Wesselink;Dekker;te Riele;Kok;Hoitink;Garretsen;Rexwinkel;
  Lammers;Nijhof;ten Brinke;Wolters;Meerdink;Klein Hesselink;Oonk;Papenborg;Rougoor;Stemerdink;Tankink;Vreeman;Wentink;
  Zweverink;Aaldering;Bruntink;Diepenbroek;Eelderink;Frazer;Geurink;Heusinkveld;Ikink;Koskamp;Lubbers;Momberg;Navis`
    .split(';')
    .map((it) => it.trim());
const firm = `Adviesbureau Zorg Bouw Techniek Ontwerp Training Communicatie Financiën Recht Duurzaam Water Groen`.split(
  ' ',
);

const right = [
  'jan',
  'wesselink',
  'bohmer',
  'marieke klein',
  'te riele',
  '@zorg7',
  'renee',
  'financien',
  'w',
  'navis piet',
];
const wrong = [
  'weselink',
  'heusinkvelt',
  'jansne',
  'bhomer',
  'papenbrog',
  'mareike stemerdnik',
  'diepenbroke',
  'xyzzyq',
];

async function fill(url: string): Promise<string> {
  const cookie = await aTeamOfOne(url);
  await ask(
    url,
    `INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, created_at)
       SELECT $1, gen_random_uuid(), f || ' ' || l, 'p' || n || '@' || lower(b) || (n % 90) || '.example',
         CASE WHEN n % 3 > 0 THEN b || ' ' || l END, now()
       FROM generate_series(1, $2::integer) AS n,
         LATERAL (SELECT ($3::text[])[1 + n % array_length($3, 1)] AS f, ($4::text[])[1 + (n / 7) % array_length($4, 1)] AS l,
           ($5::text[])[1 + n % array_length($5, 1)] AS b) AS parts`,
    [programmeId, people, first, last, firm],
  );
  await ask(
    url,
    `INSERT INTO organisations (programme_id, organisation_id, name, kind, created_at)
       SELECT $1, gen_random_uuid(), ($2::text[])[1 + n % array_length($2, 1)] || ' ' || n, 'company', now() FROM generate_series(1, 300) AS n`,
    [programmeId, last],
  );
  await ask(
    url,
    `INSERT INTO events (programme_id, event_id, slug, status, title_nl, happens_on, created_at, changed_at)
       SELECT $1, gen_random_uuid(), 'bench-' || n, 'draft', 'Ontbijtsessie ' || n, '2027-01-01', now(), now() FROM generate_series(1, 100) AS n`,
    [programmeId],
  );
  // what autovacuum does within a minute of such an import
  for (const table of ['contacts', 'organisations', 'events']) await ask(url, `VACUUM ANALYZE ${table}`);
  return cookie;
}

async function timesOf(port: number, cookie: string, queries: string[]): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < times; round++) {
    for (const q of queries) {
      const startedAt = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}/v1/programmes/bench/search?q=${encodeURIComponent(q)}`, {
        headers: { cookie },
      });
      const { people: found } = (await answer.json()) as { people: unknown[] };
      taken.push(performance.now() - startedAt);
      if (!answer.ok || (q !== 'xyzzyq' && found.length === 0)) throw new Error(`nothing was found for ${q}`);
    }
  }
  // the first round meets a cold process
  return taken.slice(queries.length).sort((a, b) => a - b);
}

export async function* benchSearch(): AsyncGenerator<Figure> {
  const stage: Stage = await setStage();
  try {
    const database = await stage.database();
    const cookie = await fill(database.url);
    const server = await stage.server('server.ts', { BENCH_DATABASE_URL: database.url, BENCH_JOBS: 'off' });
    const method = `${people} people, 300 organisations, 100 meetings; one request after another with a session, people, organisations and meetings in one answer`;
    for (const [name, queries] of [
      ['as spelt', right],
      ['with slips', wrong],
    ] as const) {
      const taken = await timesOf(server.port, cookie, [...queries]);
      const about = `${method}; ${queries.length} searches, ${times - 1} rounds`;
      yield figure(`search ${name}: median`, median(taken), 'ms', null, about);
      yield figure(`search ${name}: p95`, percentile(taken, 0.95), 'ms', '<= 100', about);
    }
    await server.stop();
    await database.drop();
  } finally {
    await stage.close();
  }
}
