// A page of ours as PDF, by the Chromium that CHROMIUM_PATH names: it reaches no network, and one is made at a time. That no
// script runs is for the page to say, by a policy in its head. Asked over the browser's protocol: `--print-to-pdf` never
// came back. Without a Chromium there is no PDF, and people print the page from their own browser.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Context } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';

const longestMs = 30_000;
const mostWaiting = 8;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

export async function pdfOf(ctx: Pick<Context, 'config' | 'log'>, html: string): Promise<Buffer> {
  const { chromiumPath } = ctx.config;
  if (!chromiumPath) throw fail('unavailable');
  if (waiting >= mostWaiting) throw fail('busy', { headers: { 'retry-after': '10' } });
  waiting++;
  const turn = last.then(() => print(chromiumPath, html));
  last = turn.catch(() => {});
  try {
    return await turn;
  } catch (error) {
    // the command line of the error names no person, the page stands in a file
    ctx.log.warn({ err: (error as Error).message.slice(0, 300) }, 'a PDF could not be made');
    throw fail('unavailable');
  } finally {
    waiting--;
  }
}

async function print(chromium: string, html: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'pr8werk-print-'));
  const browser = spawn(chromium, flags(folder), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: surroundings(chromium, folder),
  });
  const ended = new Promise<never>((_, reject) => {
    browser.once('error', reject);
    browser.once('exit', () => reject(new Error('the browser ended')));
  });
  ended.catch(() => {});
  const late = setTimeout(() => browser.kill('SIGKILL'), longestMs);
  try {
    const page = join(folder, 'page.html');
    await writeFile(page, html, { mode: 0o600 });
    return await Promise.race([printed(talkTo(browser), pathToFileURL(page).href), ended]);
  } finally {
    clearTimeout(late);
    if (browser.exitCode === null && browser.signalCode === null) {
      const gone = once(browser, 'exit');
      browser.kill('SIGKILL');
      await gone;
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function flags(folder: string): string[] {
  return [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-extensions',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--remote-debugging-pipe',
    'about:blank',
  ];
}

/** Answers hold what was asked for; `on` waits for the first event of that name. */
interface Talk {
  ask(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  on(event: string): Promise<void>;
}

/** The browser's own protocol over two pipes: JSON, each message ended by a NUL. */
function talkTo(browser: ChildProcess): Talk {
  const [, , , to, from] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const asked = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  const awaited = new Map<string, () => void>();
  let rest = Buffer.alloc(0);
  let count = 0;
  from.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const said = JSON.parse(rest.subarray(0, end).toString());
      rest = rest.subarray(end + 1);
      if (said.method) awaited.get(said.method)?.();
      else if (said.error) asked.get(said.id)?.reject(new Error(said.error.message));
      else asked.get(said.id)?.resolve(said.result);
    }
  });
  // who writes to a browser that has ended hears so from its end
  to.on('error', () => {});
  return {
    ask: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        asked.set(id, { resolve, reject });
        to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
    on: (event) => new Promise((resolve) => awaited.set(event, resolve)),
  };
}

async function printed({ ask, on }: Talk, url: string): Promise<Buffer> {
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = (await ask('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
  await ask('Page.enable', {}, sessionId);
  const loaded = on('Page.loadEventFired');
  await ask('Page.navigate', { url }, sessionId);
  await loaded;
  const { data } = await ask('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, sessionId);
  return Buffer.from(data as string, 'base64');
}

/** The browser of the tests brings its own libraries and fonts, beside itself. */
function surroundings(chromium: string, folder: string): Record<string, string> {
  const beside = (name: string) => join(dirname(chromium), name);
  return {
    HOME: folder,
    TMPDIR: folder,
    PATH: '/usr/bin:/bin',
    ...(existsSync(beside('al2023/lib')) ? { LD_LIBRARY_PATH: beside('al2023/lib') } : {}),
    ...(existsSync(beside('fonts/fonts.conf')) ? { FONTCONFIG_PATH: beside('fonts') } : {}),
  };
}
