// A list of 100,000 people from the first byte to the last person, as CSV and as XLSX, over HTTP with the job in the
// server's background thread; then all of it taken back. And the memory of the server while it does that.

import { readFile } from 'node:fs/promises';
import { importLimits } from '@pr8werk/shared/imports.ts';
import writeXlsxFile from 'write-excel-file/node';
import { type Figure, figure } from './measure.ts';
import { aTeamOfOne, setStage } from './stage.ts';

const people = Number(process.env.BENCH_IMPORT ?? importLimits.rows);
const heading = ['Naam', 'E-mailadres', 'Organisatie', 'Vakgebieden', 'Gemeente', 'Toestemming', 'Datum toestemming'];
const places = ['Bronckhorst', 'Doetinchem', 'Berkelland', 'Aalten', 'Winterswijk', 'Montferland'];

const person = (n: number) => [
  `Persoon ${n} van der Achterhoek-Liemers`,
  `persoon.nummer${n}@adviesbureau${n % 500}.example`,
  `Adviesbureau ${n % 500}; Zorg & Welzijn`,
  'ICT, training, communicatie',
  places[n % places.length]!,
  n % 3 === 0 ? '' : 'ja',
  '3-11-2026',
];

function csv(): Buffer {
  const cell = (text: string) => (/[;"]/.test(text) ? `"${text}"` : text);
  return Buffer.from(
    [heading, ...Array.from({ length: people }, (_, n) => person(n))]
      .map((row) => row.map(cell).join(';'))
      .join('\r\n'),
  );
}

async function xlsx(): Promise<Buffer> {
  const rows = [heading, ...Array.from({ length: people }, (_, n) => person(n))];
  return writeXlsxFile(
    rows.map((row) => row.map((value) => ({ type: String, value }))),
    { sheet: 'Leden' },
  ).toBuffer();
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;
interface View {
  id: string;
  state: string;
  columns: { field: string | null }[];
  verdicts: Record<string, number>;
  results: Record<string, number>;
}

async function until(call: Call, id: string, state: string): Promise<View> {
  for (const before = Date.now(); Date.now() - before < 900_000; ) {
    const view = await call<View>('GET', `imports/${id}`);
    if (view.state === state) return view;
    if (view.state === 'unreadable') throw new Error('the list could not be read');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the import does not become ${state}`);
}

/** Seconds per step. */
async function wholeWay(call: Call, bytes: Buffer): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  let before = performance.now();
  const step = (name: string) => {
    seconds[name] = (performance.now() - before) / 1000;
    console.error(`  ${name}: ${seconds[name].toFixed(1)} s`);
    before = performance.now();
  };
  const { id } = await call<View>('POST', 'imports', { fileName: 'leden', fileSize: bytes.length });
  const size = importLimits.partBytes;
  for (let part = 0; part * size < bytes.length; part++) {
    const content = bytes.subarray(part * size, (part + 1) * size).toString('base64');
    await call('PUT', `imports/${id}/parts/${part}`, { content });
  }
  step('send');
  await call('POST', `imports/${id}/reading`);
  const found = await until(call, id, 'columns');
  step('read');
  await call('PUT', `imports/${id}/plan`, {
    hasHeader: true,
    columns: found.columns.map((it) => it.field),
    origin: 'Bench',
    basis: 'none',
    evidence: 'Bench',
    givenOn: null,
    network: null,
    known: 'fill',
  });
  const checked = await until(call, id, 'checked');
  if (checked.verdicts.new !== people) throw new Error(`not all are new: ${JSON.stringify(checked.verdicts)}`);
  step('check');
  await call('POST', `imports/${id}/run`);
  const done = await until(call, id, 'done');
  if (done.results.created !== people) throw new Error(`not all were made: ${JSON.stringify(done.results)}`);
  step('run');
  await call('POST', `imports/${id}/undo`);
  const undone = await until(call, id, 'undone');
  if (undone.results.removed !== people) throw new Error(`not all were removed: ${JSON.stringify(undone.results)}`);
  step('undo');
  return seconds;
}

/** Megabytes that the process holds now; Linux only. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

export async function* benchImports(): AsyncIterable<Figure> {
  const stage = await setStage();
  try {
    for (const [kind, bytes] of [
      ['CSV', csv()],
      ['XLSX', await xlsx()],
    ] as const) {
      const { url } = await stage.database();
      const cookie = await aTeamOfOne(url);
      const server = await stage.server('server.ts', { BENCH_DATABASE_URL: url, BENCH_JOBS: 'on' });
      const call: Call = async (method, path, body) => {
        const answer = await fetch(`http://127.0.0.1:${server.port}/v1/programmes/bench/${path}`, {
          method,
          headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
        return (answer.status === 204 ? null : await answer.json()) as never;
      };
      const atRest = await residentOf(server.pid);
      let most = atRest;
      const watch = setInterval(async () => {
        most = Math.max(most, await residentOf(server.pid));
      }, 100);
      const seconds = await wholeWay(call, bytes).finally(() => clearInterval(watch));
      const what = `${people} people as ${kind} of ${(bytes.length / 2 ** 20).toFixed(1)} MB`;
      for (const [name, value] of Object.entries(seconds))
        yield figure(`imports-${kind}-${name}`, value, 's', null, what);
      const { undo: _, ...forth } = seconds;
      const all = Object.values(forth).reduce((a, b) => a + b, 0);
      yield figure(`imports-${kind}-all`, all, 's', '<= 180', `${what}, from the first byte to the last person`);
      yield figure(
        `imports-${kind}-memory`,
        most - atRest,
        'MB',
        '<= 400',
        `${what}: the most above what the server held at rest (${atRest.toFixed(0)} MB)`,
      );
      await server.stop();
    }
  } finally {
    await stage.close();
  }
}
