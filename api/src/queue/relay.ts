// From what happened to what follows. Takes activity that was not relayed yet, looks its consequences up in the table
// that reactions.ts hands in, and enqueues them in the same transaction that marks the rows: a consequence is neither
// lost nor forgotten after a crash. Several processes may relay at once (SKIP LOCKED). After the commit it tells the
// live streams, which would cost too much in the transaction of a signup.

import { type Context, transact } from '#api/context.ts';
import type { JobData, Queue } from '#api/queue/queue.ts';

export interface Happened {
  programme_id: string;
  activity_id: string;
  name: string;
  actor_kind: string;
  event_id: string | null;
  subject_id: string | null;
  /** Ids, states and names of fields. */
  data: Record<string, unknown>;
}

export interface Consequences {
  jobs(happened: Happened): { name: string; data: JobData; startAfterSeconds?: number }[];
  /** The rooms whose rows a live screen should fetch again. */
  changed(happened: Happened): string[];
}

export const liveChannel = 'pr8werk_live';
const batchSize = 500;
const pauseMs = 500;

export interface Relay {
  nudge(): void;
  stop(): Promise<void>;
}

export function startRelay(ctx: Context, queue: Queue, consequences: Consequences): Relay {
  let wake: (() => void) | null = null;
  let isWanted = false;
  let isStopping = false;

  async function run(): Promise<void> {
    while (!isStopping) {
      isWanted = false;
      let moved = 0;
      try {
        moved = await relayOnce(ctx, queue, consequences);
      } catch (error) {
        ctx.log.warn({ err: (error as Error).message }, 'the relay stumbled and goes on');
        await pause(pauseMs);
      }
      if (moved < batchSize && !isWanted && !isStopping) await pause(pauseMs);
    }
  }
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wake = null;
        resolve();
      }
      wake = done;
    });
  }
  const running = run();
  return {
    nudge() {
      isWanted = true;
      wake?.();
    },
    async stop() {
      isStopping = true;
      wake?.();
      await running;
    },
  };
}

/** Relays one batch; answers how many rows there were. */
export async function relayOnce(ctx: Context, queue: Queue, consequences: Consequences): Promise<number> {
  const rows = await transact({ ...ctx, nudge: () => {} }, async (tx) => {
    const taken = await tx.query<Happened>(
      `SELECT programme_id, activity_id, name, actor_kind, event_id, subject_id, data FROM activity
        WHERE relayed_at IS NULL ORDER BY activity_id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
    );
    if (taken.length === 0) return taken;
    await queue.put(
      tx,
      taken.flatMap((it) => consequences.jobs(it)),
    );
    await tx.query(
      `UPDATE activity SET relayed_at = $3 FROM unnest($1::uuid[], $2::uuid[]) AS done(programme, id)
        WHERE programme_id = done.programme AND activity_id = done.id`,
      [taken.map((it) => it.programme_id), taken.map((it) => it.activity_id), ctx.now()],
    );
    return taken;
  });
  if (rows.length > 0) await tellLive(ctx, rows, consequences);
  return rows.length;
}

async function tellLive(ctx: Context, rows: Happened[], consequences: Consequences): Promise<void> {
  const messages = new Map<string, { programme: string; event: string | null; changed: Set<string> }>();
  for (const row of rows) {
    const key = `${row.programme_id}/${row.event_id ?? ''}`;
    const message = messages.get(key) ?? {
      programme: row.programme_id,
      event: row.event_id,
      changed: new Set<string>(),
    };
    for (const room of consequences.changed(row)) message.changed.add(room);
    messages.set(key, message);
  }
  const payloads = [...messages.values()].map((it) => JSON.stringify({ ...it, changed: [...it.changed] }));
  await ctx.db.query(`SELECT pg_notify('${liveChannel}', payload) FROM unnest($1::text[]) AS payload`, [payloads]);
}
