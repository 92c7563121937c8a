// Background work. pg-boss keeps the jobs in the same PostgreSQL: retries with backoff, schedules, dead letters. Jobs are
// at-least-once: a handler that runs twice must do its work once. Each kind of job is a lane of its own, so a mail
// server that hangs delays mail only.

import { PgBoss } from 'pg-boss';
import type { Context, Db } from '#api/context.ts';
import { reasonOf } from '#api/log.ts';

export interface JobData {
  programmeId?: string;
  activityId?: string;
  [key: string]: unknown;
}

export interface JobKind {
  /** Throws to be tried again. */
  handle: (ctx: Context, data: JobData) => Promise<void>;
  retryLimit: number;
  /** First delay in seconds; doubles with every try, at most an hour. */
  retryDelay: number;
  /** At the same time, per process. */
  concurrency: number;
  cron?: string;
}

export type JobKinds = Record<string, JobKind>;

export interface Queue {
  /** Puts jobs in line as part of the transaction `tx`. */
  put(tx: Db, jobs: { name: string; data: JobData; startAfterSeconds?: number }[]): Promise<void>;
  /** Starts to work; until then jobs are only kept. */
  work(): Promise<void>;
  /** Tries a failed job again, with all its tries. */
  retry(name: string, id: string): Promise<void>;
  stop(): Promise<void>;
}

/** Without `isWorking` it only asks (to try a failed job again): no upkeep, no schedule. */
export async function openQueue(
  ctx: Context,
  url: string,
  kinds: JobKinds,
  { isWorking }: { isWorking: boolean },
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'pr8werk-jobs',
    max: isWorking ? 4 : 1,
    schema: 'pgboss',
    useListenNotify: isWorking,
    supervise: isWorking,
    schedule: isWorking,
    maintenanceIntervalSeconds: 300,
    monitorIntervalSeconds: 20,
  });
  boss.on('error', (error) => ctx.log.error({ err: error.message }, 'background work stumbled'));
  await boss.start();
  for (const [name, kind] of Object.entries(isWorking ? kinds : {})) {
    await boss.createQueue(name, {
      notify: true,
      retryLimit: kind.retryLimit,
      retryDelay: kind.retryDelay,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: 900,
      // a worker that died is noticed within a minute, a slow one is left alone
      heartbeatSeconds: 30,
      retentionSeconds: 14 * 24 * 3600,
      deleteAfterSeconds: 14 * 24 * 3600,
    });
  }
  return {
    async put(tx, jobs) {
      const byName = Map.groupBy(jobs, (it) => it.name);
      for (const [name, list] of byName) {
        const inserts = list.map((it) => ({
          data: it.data,
          ...(it.startAfterSeconds ? { startAfter: it.startAfterSeconds } : {}),
        }));
        await boss.insert(name, inserts, {
          db: { executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.query(text, values) }) },
        });
      }
    },
    async work() {
      for (const [name, kind] of Object.entries(kinds)) {
        await boss.work(
          name,
          {
            pollingIntervalSeconds: 0.5,
            notifyPollingIntervalSeconds: 0.5,
            batchSize: 50,
            burstWhenBatchFull: true,
            perJobResults: true,
          },
          async (jobs) =>
            inLanes(jobs, kind.concurrency, (job) => attempt(ctx, name, kind, job as { id: string; data: JobData })),
        );
        if (kind.cron) await boss.schedule(name, kind.cron, {}, { tz: 'Europe/Amsterdam' });
      }
    },
    async retry(name, id) {
      await boss.retry(name, id);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000, close: true });
    },
  };
}

type Result = { id: string; status: 'completed' | 'failed'; output?: object };

async function attempt(ctx: Context, name: string, kind: JobKind, job: { id: string; data: JobData }): Promise<Result> {
  const startedAt = performance.now();
  try {
    await kind.handle(ctx, job.data ?? {});
    ctx.log.debug({ job: name, jobId: job.id, ms: Math.round(performance.now() - startedAt) }, 'job done');
    return { id: job.id, status: 'completed' };
  } catch (error) {
    const { message } = reasonOf(error);
    ctx.log.warn({ job: name, jobId: job.id, err: message }, 'job failed, to be tried again');
    return { id: job.id, status: 'failed', output: { message } };
  }
}

async function inLanes<T, R>(items: T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  async function lane(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
