// The signed token a signup form carries, and the proof of work that goes with it (ALTCHA protocol 1). Neither is stored.
// Together with a field people do not see they tell robots from people without a puzzle. Who does not look like a person
// is not refused but asked to confirm by mail.

import { randomBytes } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib/v1';
import { type Context, isSame, sign } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';

export const tokenHours = 2;
/** 14 bits: 13–140 ms of work in a browser. */
export const largestNumber = 2 ** 14;
const fastestFillMs = 3000;

export interface IssuedForm {
  token: string;
  challenge: { algorithm: 'SHA-256'; challenge: string; salt: string; signature: string; maxnumber: number };
}

/** `subject` is what the form is for: a meeting's id, or `news` and the programme's id. */
export async function issueForm(ctx: Context, subject: string): Promise<IssuedForm> {
  const nonce = randomBytes(9).toString('base64url');
  const issuedAt = String(ctx.now().getTime());
  const mac = sign(ctx, 'form', subject, issuedAt, nonce).toString('base64url');
  const challenge = await createChallenge({
    hmacKey: proofKey(ctx),
    maxNumber: largestNumber,
    params: { form: nonce },
  });
  return {
    token: `${issuedAt}.${nonce}.${mac}`,
    challenge: { ...challenge, algorithm: 'SHA-256', maxnumber: largestNumber },
  };
}

export interface Evidence {
  /** The pace does not count: there is no second chance by mail, and the form may have fetched a new token a moment ago. */
  isAnyPace?: boolean;
  /** The same person trying again may use the work once more. */
  idempotencyKey?: string | null;
  token?: string;
  proof?: string;
  website?: string;
}

/** Whether a person seems to have filled this in. A forged or expired token is refused, so that the form can be fetched anew. */
export async function looksHuman(ctx: Context, subject: string, evidence: Evidence): Promise<boolean> {
  if (!evidence.token) return false;
  const { issuedAt, nonce } = readToken(ctx, subject, evidence.token);
  if (evidence.website) return false;
  if (!evidence.isAnyPace && ctx.now().getTime() - issuedAt < fastestFillMs) return false;
  if (!evidence.proof || !(await isProven(ctx, evidence.proof, nonce))) return false;
  const work = { nonce, by: evidence.idempotencyKey ?? '', issuedAt };
  return usedWorkOf(ctx).isFirst(work, ctx.now().getTime());
}

function readToken(ctx: Context, subject: string, token: string): { issuedAt: number; nonce: string } {
  const [issuedAt = '', nonce = '', mac = ''] = token.split('.');
  if (!isSame(Buffer.from(mac, 'base64url'), sign(ctx, 'form', subject, issuedAt, nonce)))
    throw fail('form-token-invalid');
  if (ctx.now().getTime() - Number(issuedAt) > tokenHours * 3600_000) throw fail('form-token-expired');
  return { issuedAt: Number(issuedAt), nonce };
}

async function isProven(ctx: Context, proof: string, nonce: string): Promise<boolean> {
  try {
    const payload = JSON.parse(Buffer.from(proof, 'base64').toString()) as {
      salt?: unknown;
      number?: unknown;
      algorithm?: unknown;
    };
    if (typeof payload.salt !== 'string' || payload.algorithm !== 'SHA-256' || !Number.isSafeInteger(payload.number))
      return false;
    if (new URLSearchParams(payload.salt.split('?')[1] ?? '').get('form') !== nonce) return false;
    return await verifySolution(payload as never, proofKey(ctx), false);
  } catch {
    return false;
  }
}

function proofKey(ctx: Context): string {
  return sign(ctx, 'proof-of-work').toString('hex');
}

/** Work done once counts for one person: what was used, for as long as a token lives. */
export class UsedWork {
  readonly #used = new Map<string, { by: string; issuedAt: number }>();
  readonly #most: number;
  #prunedAt = 0;

  constructor(most = 50_000) {
    this.#most = most;
  }

  get size(): number {
    return this.#used.size;
  }

  /** The same person trying again (`by`, unless empty) may use it once more. */
  isFirst({ nonce, by, issuedAt }: { nonce: string; by: string; issuedAt: number }, now: number): boolean {
    const earlier = this.#used.get(nonce);
    if (earlier) return earlier.by === by && by !== '';
    if (now - this.#prunedAt >= 60_000) this.#prune(now);
    // a flood must not fill the memory: the oldest may then be used twice
    if (this.#used.size >= this.#most) this.#used.delete(this.#used.keys().next().value!);
    this.#used.set(nonce, { by, issuedAt });
    return true;
  }

  #prune(now: number): void {
    this.#prunedAt = now;
    for (const [nonce, it] of this.#used) if (now - it.issuedAt > tokenHours * 3600_000) this.#used.delete(nonce);
  }
}

const usedIn = new WeakMap<Context, UsedWork>();

/** Each installation has its own, in memory and so per process. */
function usedWorkOf(ctx: Context): UsedWork {
  const used = usedIn.get(ctx) ?? new UsedWork();
  usedIn.set(ctx, used);
  return used;
}
