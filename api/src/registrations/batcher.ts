// Signing up is a batch: whatever arrives while the previous batch is in flight goes along in the next. No timer; one
// person alone waits for nobody, and a thousand at once cost four transactions. Measured in docs/performance.md.

import type { Context } from '#api/context.ts';
import { isUnreachable } from '#api/db/violations.ts';
import { fail } from '#api/http/problems.ts';

/** The type `signup` of migrations/0007, without its ordinal. */
export interface SignupItem {
  programme_id: string;
  event_id: string;
  registration_id: string;
  contact_id: string;
  activity_id: string;
  receipt: string;
  idempotency_key: string | null;
  request_hash: string | null;
  name: string;
  email: string;
  organisation_name: string | null;
  role: string;
  note: string | null;
  language: string;
  source: string | null;
  site: string | null;
  notice_version: string;
  verify_by: string | null;
  actor_kind: 'public' | 'partner' | 'account';
  actor_id: string | null;
  notify: boolean;
  party?: string | null;
  municipality?: string | null;
  code_id?: string | null;
  /** Choices that have a limit, as `question:option`. */
  choices?: string[];
  companions?: CompanionItem[] | null;
  answers?: AnswerItem[] | null;
  invites?: boolean;
}

export interface CompanionItem {
  registration_id: string;
  contact_id: string;
  name: string;
  email: string | null;
  organisation_name: string | null;
  role: string;
}

export interface AnswerItem {
  question: string;
  form_version: number;
  value: unknown;
  is_special: boolean;
  may_show: boolean;
}

export interface SignupOutcome {
  outcome: 'created' | 'known' | 'closed' | 'replayed' | 'reused' | 'code-needed' | 'choice-full';
  status: 'confirmed' | 'waiting' | 'requested' | 'offered' | null;
  registration_id: string | null;
  receipt: string | null;
  needs_confirmation: boolean | null;
}

export interface Batcher {
  /** Resolves after COMMIT. Rejects with `busy` when the queue is full, `unavailable` when the fate is unknown. */
  submit(item: SignupItem): Promise<SignupOutcome>;
  /** Resolves when everything submitted has its answer. */
  drain(): Promise<void>;
}

interface Waiting {
  item: SignupItem;
  resolve: (outcome: SignupOutcome) => void;
  reject: (error: unknown) => void;
}

export const largestBatch = 256;
export const longestQueue = 2000;

export function makeBatcher(ctx: Context): Batcher {
  let queue: Waiting[] = [];
  let inFlight: Promise<void> | null = null;

  function pump(): void {
    if (inFlight || queue.length === 0) return;
    const batch = take();
    inFlight = run(batch).finally(() => {
      inFlight = null;
      pump();
    });
  }

  /** The oldest that may go together: one key and one address of a meeting at most once in a batch. */
  function take(): Waiting[] {
    const keys = new Set<string>();
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    for (const waiting of queue) {
      const { item } = waiting;
      const people = [item, ...(item.companions ?? [])]
        .filter((it) => it.email !== null)
        .map((it) => `${item.programme_id} ${item.event_id} ${it.email}`);
      const key = item.idempotency_key === null ? null : `${item.programme_id} key ${item.idempotency_key}`;
      if (batch.length === largestBatch || people.some((it) => keys.has(it)) || (key !== null && keys.has(key))) {
        left.push(waiting);
        continue;
      }
      for (const person of people) keys.add(person);
      if (key !== null) keys.add(key);
      batch.push(waiting);
    }
    queue = left;
    return batch;
  }

  async function run(batch: Waiting[], isAgain = false): Promise<void> {
    try {
      const outcomes = await registerBatch(
        ctx,
        batch.map((it) => it.item),
      );
      ctx.nudge();
      batch.forEach((waiting, index) => {
        waiting.resolve(outcomes[index]!);
      });
    } catch (error) {
      await recover(batch, error, isAgain);
    }
  }

  /** One bad item must not spoil the others. A lost connection is another matter: what happened is not known. */
  async function recover(batch: Waiting[], error: unknown, isAgain: boolean): Promise<void> {
    if (isUnreachable(error as { code?: string; message?: string })) {
      for (const waiting of batch) waiting.reject(fail('unavailable', { headers: { 'retry-after': '5' } }));
      return;
    }
    if (batch.length === 1) {
      if (isAgain || !lostRace(error as { code?: string; constraint?: string })) batch[0]!.reject(error);
      else await run(batch, true);
      return;
    }
    ctx.log.warn(
      { err: (error as Error).message, size: batch.length },
      'a batch of signups failed; trying them one by one',
    );
    for (const waiting of batch) await run([waiting]);
  }

  return {
    submit(item) {
      if (queue.length >= longestQueue) return Promise.reject(fail('busy', { headers: { 'retry-after': '2' } }));
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        // let what arrives in the same turn of the event loop go along
        setImmediate(pump);
      });
    },
    async drain() {
      while (inFlight || queue.length > 0) {
        pump();
        await inFlight;
      }
    },
  };
}

/** Another process was first with the same key, or the database chose us to end a deadlock: the second try sees what it did. */
function lostRace(error: { code?: string; constraint?: string }): boolean {
  return error.code === '40P01' || (error.code === '23505' && error.constraint === 'idempotency_keys_pkey');
}

export async function registerBatch(ctx: Pick<Context, 'pool' | 'now'>, items: SignupItem[]): Promise<SignupOutcome[]> {
  const numbered = items.map((item, ordinal) => ({ ordinal, ...item }));
  const { rows } = await ctx.pool.query<SignupOutcome & { ordinal: number }>(
    'SELECT ordinal, outcome, status, registration_id, receipt, needs_confirmation FROM register_batch($1, $2)',
    [JSON.stringify(numbered), ctx.now()],
  );
  const byOrdinal: SignupOutcome[] = new Array(items.length);
  for (const { ordinal, ...outcome } of rows) byOrdinal[ordinal] = outcome;
  return byOrdinal;
}
