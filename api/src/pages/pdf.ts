// A page of ours as PDF, by the Chromium that CHROMIUM_PATH names: it reaches no network, and one is made at a time. That no
// script runs is for the page to say, by a policy in its head: switched off, the browser's own printing would not run either. Without one there is no PDF, and people print the page from their own browser.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
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
  try {
    const page = join(folder, 'page.html');
    const pdf = join(folder, 'page.pdf');
    await writeFile(page, html, { mode: 0o600 });
    await promisify(execFile)(
      chromium,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-extensions',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--proxy-server=127.0.0.1:9',
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href,
      ],
      { timeout: longestMs, killSignal: 'SIGKILL', env: surroundings(chromium, folder) },
    );
    return await readFile(pdf);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
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
