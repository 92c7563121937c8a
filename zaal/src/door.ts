// What the phone does behind the screen: it keeps what was done, sends it in order whenever it can, and fetches the list.

import type { DoorEntry, DoorOutcome, DoorPerson, DoorView } from '@pr8werk/shared/door.ts';
import { apply } from './list.ts';
import { type Kept, keep, outbox, type Phone, putOut, read, type Sent, takeUp, type Waiting } from './store.ts';

export type Fault = 'ended' | 'wrong' | 'taken' | 'offline' | 'unknown';
/** What came of something else than was meant, to be said to who did it. */
export interface Remark {
  name: string;
  outcome: Exclude<DoorOutcome, 'done'>;
}

export interface State {
  phone: Phone | null;
  door: Kept | null;
  waiting: readonly Sent[];
  /** The list with what was done here. */
  people: readonly DoorPerson[];
  isReached: boolean;
  hasEnded: boolean;
  remarks: readonly Remark[];
}

const life = crypto.randomUUID();
const batchSize = 50;
const largestBatch = 100_000;
const everyMs = 8000;
const slowestMs = 15_000;

let state: State = {
  phone: null,
  door: null,
  waiting: [],
  people: [],
  isReached: navigator.onLine,
  hasEnded: false,
  remarks: [],
};
let tell: (state: State) => void = () => {};

function become(change: Partial<State>): void {
  state = { ...state, ...change };
  if ('door' in change || 'waiting' in change)
    state = {
      ...state,
      people: apply(
        state.door?.people ?? [],
        state.waiting.map((it) => it.waiting),
        state.door?.view.questions ?? [],
      ),
    };
  tell(state);
}

export async function start(listener: (state: State) => void): Promise<State> {
  tell = listener;
  const [phone, door, waiting] = await Promise.all([read<Phone>('phone'), read<Kept>('door'), outbox()]);
  become({ phone, door, waiting });
  await wipeWhenOver();
  setInterval(() => void wipeWhenOver(), 60_000);
  addEventListener('online', () => soon(0));
  addEventListener('offline', () => become({ isReached: false }));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon(0));
  if (state.phone?.id) soon(0);
  return state;
}

/** By the clock of the server, as far as this phone heard it. What was not sent stays. */
async function wipeWhenOver(): Promise<void> {
  const { door } = state;
  if (!door || Date.now() + door.offsetMs < Date.parse(door.view.wipeAt)) return;
  await keep('door', null);
  const isDone = state.waiting.length === 0;
  if (isDone) await keep('phone', null);
  become({ door: null, ...(isDone ? { phone: null } : {}) });
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const { phone } = state;
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (phone?.id) headers.authorization = `Bearer ${phone.id}.${phone.secret}`;
  let response: Response;
  try {
    response = await fetch(`/v1/programmes/${phone!.programme}/${path}`, {
      ...init,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw new Refused('offline');
  }
  if (response.ok) return (await response.json()) as T;
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  const faults: Record<string, Fault> = {
    'helper-link-ended': 'ended',
    'helper-link-wrong': 'wrong',
    'helper-link-taken': 'taken',
    'not-signed-in': 'ended',
    'not-found': 'wrong',
  };
  throw new Refused(faults[code ?? ''] ?? (response.status >= 500 || response.status === 429 ? 'offline' : 'unknown'));
}

class Refused extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}

/** The button of the first page. The secret is kept before it is sent, or a lost answer would lock this phone out. */
export async function takeIntoUse(programme: string, link: string, name: string): Promise<Fault | null> {
  if (state.waiting.length > 0) return 'unknown';
  const same = state.phone?.link === link && state.phone.programme === programme ? state.phone.secret : null;
  const bytes = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  const secret = same ?? bytes.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const phone: Phone = { programme, link, secret, name, id: null };
  await keep('phone', phone);
  become({ phone, hasEnded: false });
  try {
    const body = JSON.stringify({ link, name, secret });
    const taken = await ask<{ phone: string }>('door-phones', { method: 'POST', body });
    const known: Phone = { ...phone, id: taken.phone };
    await keep('door', null);
    await keep('phone', known);
    become({ phone: known, door: null });
    await navigator.storage?.persist?.().catch(() => false);
    await sync();
    return null;
  } catch (error) {
    return error instanceof Refused ? error.fault : 'unknown';
  }
}

/** First on the disk, then on the screen, then on its way. */
export async function act(entry: Omit<DoorEntry, 'ageMs' | 'id'>, name: string): Promise<void> {
  const id = entry.kind === 'walk-in' ? entry.registration : newId();
  const waiting: Waiting = { entry: { ...entry, id }, name, at: Date.now(), life, ticks: performance.now() };
  await putOut(waiting);
  become({ waiting: await outbox() });
  soon(0);
}

/** A UUID version 7; the time in it is only there to keep them in order. */
export function newId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(10))].map((it) => it.toString(16).padStart(2, '0')).join('');
  const time = Date.now().toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(hex[3]!, 16) % 4];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

export function dismissRemarks(): void {
  become({ remarks: [] });
}

let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

function soon(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sync(), ms);
}

let isSyncing = false;
let isWanted = false;

/** One at a time on this phone, also when the page is open twice: the order must hold. */
async function sync(): Promise<void> {
  if (isSyncing) {
    isWanted = true;
    return;
  }
  if (!state.phone?.id) return;
  isSyncing = true;
  isWanted = false;
  try {
    await navigator.locks.request('pr8werk-zaal', async () => {
      while (await sendSome());
      await fetchList();
    });
    failures = 0;
    become({ isReached: true, hasEnded: false });
  } catch (error) {
    failures++;
    if (error instanceof Refused && error.fault === 'ended') become({ isReached: true, hasEnded: true });
    else become({ isReached: false });
  } finally {
    isSyncing = false;
    const isVisible = document.visibilityState === 'visible';
    if (isWanted && failures === 0) soon(0);
    else if (isVisible || state.waiting.length > 0)
      soon(failures > 0 ? Math.min(1000 * 2 ** (failures - 1), slowestMs) : everyMs);
  }
}

/** The api takes no larger number; a clock that is years off sends this. */
const longestAge = 2_147_483_647;

function ageOf(it: Waiting): number {
  const byClock = Date.now() - it.at;
  const byTicks = it.life === life ? performance.now() - it.ticks : 0;
  return Math.min(longestAge, Math.max(0, Math.round(byClock), Math.round(byTicks)));
}

/** So many as the server takes at once, in number and in size. */
function firstOf(all: readonly Sent[]): Sent[] {
  let bytes = 0;
  const end = all.findIndex(({ waiting }, i) => {
    bytes += new TextEncoder().encode(JSON.stringify(waiting.entry)).length;
    return i >= batchSize || (i > 0 && bytes > largestBatch);
  });
  return end < 0 ? [...all] : all.slice(0, end);
}

async function sendSome(): Promise<boolean> {
  const some = firstOf(await outbox());
  if (some.length === 0) {
    if (state.waiting.length > 0) become({ waiting: [] });
    return false;
  }
  const entries = some.map(({ waiting }) => ({ ...waiting.entry, ageMs: ageOf(waiting) }));
  const { results } = await ask<{ results: { id: string; outcome: DoorOutcome; registration: string | null }[] }>(
    'door-entries',
    { method: 'POST', body: JSON.stringify({ entries }) },
  );
  const outcomes = new Map(results.map((it) => [it.id, it.outcome]));
  const took = some.filter((it) => ['done', 'admitted'].includes(outcomes.get(it.waiting.entry.id)!));
  const door = state.door && {
    ...state.door,
    people: apply(
      state.door.people,
      took.map((it) => it.waiting),
      state.door.view.questions,
    ),
    view: { ...state.door.view, digest: '' },
  };
  await takeUp(
    some.map((it) => it.key),
    door,
  );
  const remarks = some.flatMap(({ waiting }): Remark[] => {
    const outcome = outcomes.get(waiting.entry.id) ?? 'unknown';
    return outcome === 'done' || outcome === 'admitted' ? [] : [{ name: waiting.name, outcome }];
  });
  become({ door, waiting: await outbox(), remarks: [...state.remarks, ...remarks] });
  return true;
}

async function fetchList(): Promise<void> {
  const known = state.door?.view.digest;
  const { people, ...view } = await ask<DoorView>(`door${known ? `?known=${known}` : ''}`);
  const door: Kept = {
    view,
    people: people ?? state.door?.people ?? [],
    offsetMs: Date.parse(view.now) - Date.now(),
  };
  await keep('door', door);
  become({ door });
}
