// Talking to the api: fetching a form, and sending what was filled in so that it arrives exactly once.

import type { SignupFormView } from '@pr8werk/shared/events.ts';
import type { ProblemDocument } from '@pr8werk/shared/problem.ts';
import type { SignupReceipt } from '@pr8werk/shared/registrations.ts';
import { type Refusal, readRefusal } from './refusal.ts';
import type { Place } from './settings.ts';
import { prove } from './solver.ts';
import type { Texts } from './texts.ts';

/** What came back when it went well; of a subscription only the message. */
export type Receipt = Partial<SignupReceipt> & { message: string };
export type Reply = { receipt: Receipt } | { refusal: Refusal };

/** The token is good for two hours; older than this we fetch another while the person is still typing. */
const freshFor = 90 * 60_000;
const fetchTimeout = 20_000;
const sendTimeout = 40_000;

/** `crypto.randomUUID` does not exist on plain-http pages. */
function uuid(): string {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0]!;
    return (+digit ^ (random & (15 >> (+digit / 4)))).toString(16);
  });
}

function request(url: string, timeout: number, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(timeout);
  return fetch(url, {
    cache: 'no-store',
    credentials: 'omit',
    // The page's full address can hold personal things; the site's name is enough.
    referrerPolicy: 'strict-origin',
    signal,
    ...init,
  });
}

function programmeUrl(place: Place): string {
  return `${place.api}/v1/programmes/${place.programme}`;
}

/** Fetches the form. Throws the answer's status (0 without answer). */
export async function fetchForm(place: Place): Promise<SignupFormView> {
  let status = 0;
  try {
    const answer = await request(
      `${programmeUrl(place)}/signup-forms/${place.slug}?language=${place.language}`,
      fetchTimeout,
    );
    status = answer.status;
    if (answer.ok) return await answer.json();
  } catch {}
  throw status;
}

/** One form on the screen: its token, its proof of work, and the key under which its content is sent. */
export class Submission {
  readonly #place: Place;
  readonly #view: SignupFormView;
  #fresh: SignupFormView;
  #fetchedAt = performance.now();
  #proof: Promise<string | undefined> | undefined;
  #content = '';
  #key = '';

  constructor(place: Place, view: SignupFormView) {
    // `next` may mean another meeting later on; what is on the screen is what is signed up for.
    this.#place = { ...place, slug: view.event?.slug ?? place.slug };
    this.#view = view;
    this.#fresh = view;
  }

  /** To be called when the person types, so that the work is done before the button is pressed. */
  prepare(): void {
    if (performance.now() - this.#fetchedAt > freshFor) void this.#renew();
    else this.#proof ??= prove(this.#fresh.challenge);
  }

  async send(content: Record<string, unknown>): Promise<Reply> {
    const fingerprint = JSON.stringify(content);
    if (fingerprint !== this.#content) this.#key = uuid();
    this.#content = fingerprint;
    const reply = await this.#post(content);
    const kind = 'refusal' in reply && reply.refusal.kind;
    if (kind === 'reused') this.#key = uuid();
    else if (kind === 'stale') await this.#renew();
    else return reply;
    return this.#post(content);
  }

  /** A new token and challenge for the same form; without answer the old ones stay, and the api will tell. */
  async #renew(): Promise<void> {
    this.#fetchedAt = performance.now();
    try {
      this.#fresh = await fetchForm(this.#place);
      this.#proof = undefined;
    } catch {}
  }

  async #post(content: Record<string, unknown>): Promise<Reply> {
    const { event, fields, words } = this.#view;
    const { language } = this.#place;
    const url = `${programmeUrl(this.#place)}/${event ? `events/${event.id}/registrations` : 'subscriptions'}`;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': this.#key, 'Accept-Language': language };
    const { token, challenge } = this.#fresh;
    this.#proof ??= prove(challenge);
    const body = JSON.stringify({ ...content, token, proof: await this.#proof });
    let status = 0;
    let problem: Partial<ProblemDocument> = {};
    let after: string | null = null;
    try {
      const answer = await request(url, sendTimeout, { method: 'POST', headers, body });
      const { ok } = answer;
      status = ok ? 0 : answer.status;
      after = answer.headers.get('Retry-After');
      problem = await answer.json();
      if (ok) return { receipt: problem as unknown as Receipt };
    } catch {}
    const names = fields.map((field) => field.name);
    return { refusal: readRefusal(status, problem, after, names, language, words as Texts) };
  }
}
