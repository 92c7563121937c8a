// The server under measurement, as a process of its own: the real installation with real logging (into nothing), and
// for comparison the same with another way of signing up behind the same route.

import { defaultLimits } from '#api/config.ts';
import { startPr8werk } from '#api/installation.ts';
import { inBlocks, makeLog } from '#api/log.ts';
import { usualTransaction } from './usual.ts';

const many = 1_000_000_000;
const variant = process.env.BENCH_VARIANT ?? 'real';
const port = Number(process.env.BENCH_PORT);
const log = makeLog('info', inBlocks('/dev/null'));

const running = await startPr8werk(
  {
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    isPublicUrlGiven: true,
    trustProxy: false,
    dataDir: process.env.BENCH_DATA_DIR!,
    databaseUrl: process.env.BENCH_DATABASE_URL!,
    secretKey: 'a secret that is only used by benchmarks, 32+',
    smtpUrl: process.env.BENCH_SMTP_URL ?? null,
    mailFrom: 'Pr8werk <noreply@pr8werk.example>',
    hasDemo: false,
    logLevel: 'info',
    poolSize: variant === 'usual' ? 64 : 12,
    jobs: process.env.BENCH_JOBS === 'on' ? 'thread' : 'off',
    // counted and compared for every request, only never reached
    chromiumPath: null,
    mailingPerMinute: 300,
    limits: {
      ...defaultLimits,
      signupPerAddress: many,
      signupPerEvent: many,
      formPerAddress: many,
      publicPerAddress: many,
    },
  },
  log,
  () => new Date(),
  variant === 'real' ? undefined : (ctx) => (variant === 'usual' ? usualTransaction(ctx) : noWork()),
);
process.send?.({ port: running!.port });
process.on('SIGTERM', () => void running!.stop().then(() => process.exit(0)));

function noWork() {
  return {
    submit: async (it: { receipt: string; registration_id: string }) => ({
      outcome: 'created' as const,
      status: 'waiting' as const,
      registration_id: it.registration_id,
      receipt: it.receipt,
      needs_confirmation: true,
    }),
    drain: async () => {},
  };
}
