// How the built console and the page of a meeting fare with Lighthouse, in the packaged Chromium, on a desktop and on what
// Lighthouse takes for a telephone. Lighthouse is fetched when it is asked for: 170 MB that nobody else needs.

import { spawn } from 'node:child_process';
import { freePort } from '#test/api-process.ts';
import { openChromium } from '#test/chromium.ts';
import { type DemoServer, startDemo } from '#test/demo-server.ts';
import { type Figure, figure, median, rounds } from './measure.ts';

const lighthouse = 'lighthouse@13.5.0';

interface Report {
  categories: Record<string, { score: number }>;
  audits: Record<string, { numericValue?: number; score: number | null; title: string }>;
}

const pages: { name: string; path: string; isInside: boolean; performance: Record<Device, string | null> }[] = [
  {
    name: 'event page',
    path: '/pr8werk/e/voorbeeld-ontbijtsessie-zorg',
    isInside: false,
    performance: { desktop: '>= 0.95', mobile: '>= 0.9' },
  },
  {
    name: 'console today',
    path: '/admin/pr8werk/vandaag',
    isInside: true,
    performance: { desktop: '>= 0.95', mobile: null },
  },
  {
    name: 'console programme',
    path: '/admin/pr8werk/programma',
    isInside: true,
    performance: { desktop: '>= 0.95', mobile: null },
  },
];
type Device = 'desktop' | 'mobile';

export async function* benchConsole(): AsyncGenerator<Figure> {
  const demo = await startDemo();
  const port = await freePort();
  const browser = await openChromium([`--remote-debugging-port=${port}`]);
  try {
    const cookie = await cookieOf(demo, browser);
    for (const page of pages)
      for (const device of ['desktop', 'mobile'] as const) {
        const reports: Report[] = [];
        for (let i = 0; i < rounds; i++) {
          const headers: Record<string, string> = page.isInside ? { Cookie: cookie } : {};
          reports.push(await audit(demo.url + page.path, port, device, headers));
        }
        yield* figuresOf(`${page.name}, ${device}`, reports, page.performance[device]);
      }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

function* figuresOf(name: string, reports: Report[], performance: string | null): Generator<Figure> {
  const method = `${lighthouse}, built files, packaged Chromium, median of ${reports.length}`;
  const score = (category: string) => median(reports.map((it) => it.categories[category]!.score));
  const audit = (id: string) => median(reports.map((it) => it.audits[id]?.numericValue ?? 0));
  yield figure(`${name}: performance`, score('performance'), 'score', performance, method);
  yield figure(`${name}: accessibility`, score('accessibility'), 'score', '>= 1', method);
  yield figure(`${name}: best practices`, score('best-practices'), 'score', '>= 1', method);
  yield figure(`${name}: largest contentful paint`, audit('largest-contentful-paint'), 'ms', null, method);
  yield figure(`${name}: total blocking time`, audit('total-blocking-time'), 'ms', null, method);
  yield figure(`${name}: layout shift`, audit('cumulative-layout-shift'), 'share', '<= 0.1', method);
  for (const category of ['accessibility', 'best-practices'])
    if (score(category) < 1) console.error(`  ${name}: ${failedIn(reports[0]!, category).join('; ')}`);
}

function failedIn(report: Report, category: string): string[] {
  const { auditRefs } = report.categories[category] as unknown as { auditRefs: { id: string; weight: number }[] };
  return auditRefs
    .filter((it) => it.weight > 0 && (report.audits[it.id]?.score ?? 1) < 1)
    .map((it) => `${it.id}: ${report.audits[it.id]!.title}`);
}

async function cookieOf(demo: DemoServer, browser: Awaited<ReturnType<typeof openChromium>>): Promise<string> {
  const context = await browser.newContext({ locale: 'nl-NL' });
  await demo.signIn(context);
  const cookies = (await context.cookies()).map((it) => `${it.name}=${it.value}`);
  await context.close();
  return cookies.join('; ');
}

async function audit(url: string, port: number, device: Device, headers: Record<string, string>): Promise<Report> {
  const options = [
    url,
    `--port=${port}`,
    '--output=json',
    '--quiet',
    '--only-categories=performance,accessibility,best-practices',
    `--extra-headers=${JSON.stringify(headers)}`,
    ...(device === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const child = spawn('npx', ['--yes', 'pnpm@10', '--silent', 'dlx', lighthouse, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`);
  const text = Buffer.concat(chunks).toString();
  return JSON.parse(text.slice(text.indexOf('{'))) as Report;
}
