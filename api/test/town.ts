// A whole installation for one test file: a database of its own, the real server on a real port, a real SMTP server that
// takes its mails, and a clock that stands still until a test moves it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { inject } from 'vitest';
import { type Config, defaultLimits } from '#api/config.ts';
import type { Context } from '#api/context.ts';
import { type Running, startPr8werk } from '#api/installation.ts';
import { makeLog } from '#api/log.ts';
import { freePort } from '#test/api-process.ts';
import { chromiumPath } from '#test/chromium.ts';
import { createDatabase } from '#test/cluster.ts';
import { templateName } from '#test/global-setup.ts';

export interface SentMail extends Email {
  to: NonNullable<Email['to']>;
}

export interface Town {
  url: string;
  ctx: Context;
  running: Running;
  databaseUrl: string;
  config: Config;
  /** Everything the server logged as warning or worse; the harness fails on unexpected errors (`a bug`). */
  logged: Record<string, unknown>[];
  mails: SentMail[];
  /** Mails to one address, oldest first, after background work has settled. */
  mailsTo(address: string): Promise<SentMail[]>;
  /** Resolves when no activity waits to be relayed and no job is due. */
  settled(): Promise<void>;
  at(instant: string): void;
  passes(duration: Temporal.DurationLike): void;
  close(): Promise<void>;
}

export interface TownOptions {
  now?: string;
  limits?: Partial<Config['limits']>;
  hasDemo?: boolean;
  config?: Partial<Config>;
  /** Another process on the same database: shares what this town has. */
  beside?: Town;
  /** The SMTP server refuses these addresses: for now, or with the answer that is given. */
  refusesMailTo?: (address: string) => boolean | string;
  /** What `logged` holds; `warn` and worse unless told. */
  logLevel?: string;
}

const standardNow = '2026-11-21T12:00:00Z';

export async function startTown(options: TownOptions = {}): Promise<Town> {
  const database = options.beside
    ? { url: options.beside.databaseUrl, drop: async () => {} }
    : await createDatabase(inject('adminUrl'), templateName);
  const smtp = await startSmtp(options.refusesMailTo ?? (() => false));
  const dataDir = await mkdtemp(join(tmpdir(), 'pr8werk-town-'));
  let now = new Date(options.now ?? standardNow);
  const logged: Record<string, unknown>[] = [];
  const log = makeLog(options.logLevel ?? 'warn', { write: (line: string) => void logged.push(JSON.parse(line)) });
  const port = await freePort();
  const config: Config = {
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    isPublicUrlGiven: true,
    trustProxy: false,
    dataDir,
    databaseUrl: database.url,
    secretKey: 'a secret that is only used by tests, 32+',
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    mailFrom: 'Pr8werk <noreply@pr8werk.example>',
    hasDemo: options.hasDemo ?? false,
    logLevel: 'warn',
    poolSize: 10,
    jobs: 'here',
    chromiumPath: chromiumPath(),
    mailingPerMinute: 100_000,
    limits: {
      ...defaultLimits,
      signInPerAddress: 10_000,
      signupPerAddress: 100_000,
      formPerAddress: 100_000,
      publicPerAddress: 1_000_000,
      ...options.limits,
    },
    ...options.config,
  };
  const running = (await startPr8werk(config, log, () => new Date(now)))!;
  const town: Town = {
    url: config.publicUrl,
    ctx: running.ctx,
    running,
    databaseUrl: database.url,
    config,
    logged,
    mails: smtp.mails,
    async mailsTo(address) {
      await town.settled();
      return smtp.mails.filter((it) => it.to.some((to) => to.address === address));
    },
    settled: () => settled(running.ctx),
    at(instant) {
      now = new Date(instant);
    },
    passes(duration) {
      now = new Date(
        Temporal.Instant.fromEpochMilliseconds(now.getTime()).add(Temporal.Duration.from(duration)).epochMilliseconds,
      );
    },
    async close() {
      await running.stop();
      await smtp.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
      const bugs = logged.filter((it) => it.msg === 'a bug');
      if (bugs.length > 0) throw new Error(`the server logged bugs: ${JSON.stringify(bugs, null, 1)}`);
    },
  };
  return town;
}

async function settled(ctx: Context): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    ctx.nudge();
    const [row] = await ctx.db.query<{ busy: number }>(
      `SELECT (SELECT count(*) FROM activity WHERE relayed_at IS NULL)
         + (SELECT count(*) FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND start_after <= now() AND name <> '__pgboss__send-it'
             AND name IN ('send-mail', 'send-mailings', 'tell-event-cancelled')) AS busy`,
    );
    if (Number(row!.busy) === 0) return;
    if (performance.now() > deadline) throw new Error(`background work does not settle: ${row!.busy} left`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function startSmtp(refuses: (address: string) => boolean | string) {
  const mails: SentMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      const refused = refuses(address.address);
      const [, code, words] =
        /^(\d{3}) (.*)$/.exec(refused === true ? '450 mailbox unavailable' : String(refused)) ?? [];
      done(refused ? Object.assign(new Error(words), { responseCode: Number(code) }) : null);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        mails.push((await PostalMime.parse(Buffer.concat(chunks))) as SentMail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { port, mails, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** Organisers' mails wait a minute so that they can be undone; this lets that minute pass. */
export async function aMinutePasses(town: Town): Promise<void> {
  await town.settled();
  await town.ctx.db.query(
    `UPDATE pgboss.job SET start_after = now() WHERE state = 'created' AND name IN ('send-mail', 'send-mailings', 'tell-event-cancelled')`,
  );
  await town.settled();
  // a job may cause activity that causes jobs
  await town.ctx.db.query(
    `UPDATE pgboss.job SET start_after = now() WHERE state = 'created' AND name IN ('send-mail', 'send-mailings', 'tell-event-cancelled')`,
  );
  await town.settled();
}
