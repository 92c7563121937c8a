// Places as a person with paper would keep them: a line of names. Random sequences of what people and organisers do are
// played against the real functions, one after another (the outcome must be the same) and at once (the sums must hold).

import fc from 'fast-check';
import { expect } from 'vitest';
import { system } from '#api/activity/actions.ts';
import { newId, transact } from '#api/context.ts';
import { createEvent } from '#api/events/actions.ts';
import { fail, Problem } from '#api/http/problems.ts';
import {
  cancelRegistration,
  expireUnverified,
  promoteRegistration,
  restoreRegistration,
  verifyRegistration,
} from '#api/registrations/actions.ts';
import { makeBatcher, type SignupItem } from '#api/registrations/batcher.ts';
import type { Region } from '#test/people.ts';
import type { Town } from '#test/town.ts';

export const organiser = { kind: 'account', id: null } as const;

export function signupItem(
  given: { programmeId: string; eventId: string; email: string } & Partial<SignupItem>,
): SignupItem {
  const { programmeId, eventId, email, ...rest } = given;
  return {
    programme_id: programmeId,
    event_id: eventId,
    registration_id: newId(),
    contact_id: newId(),
    activity_id: newId(),
    receipt: newId(),
    idempotency_key: newId(),
    request_hash: 'aa',
    name: email,
    email,
    organisation_name: null,
    role: 'professional',
    note: null,
    language: 'nl',
    source: null,
    site: null,
    notice_version: '2026-11',
    verify_by: null,
    actor_kind: 'public',
    actor_id: null,
    notify: false,
    ...rest,
  };
}

/** A published meeting without the ceremony, for tests that need a new one every time. */
export async function aMeeting(town: Town, region: Region, capacity: number | null): Promise<string> {
  return transact(town.ctx, async (tx) => {
    const eventId = await createEvent(town.ctx, tx, {
      programmeId: region.programmeId,
      timeZone: 'Europe/Amsterdam',
      actor: system,
      body: {
        title: { nl: 'Ontbijtsessie', en: null },
        slug: `m-${newId()}`,
        venue: { name: 'De Zaal', street: null, postcode: null, place: 'Wehl', directions: null },
        startsAt: '2027-06-01T06:00:00Z',
        endsAt: '2027-06-01T09:00:00Z',
        capacity,
      },
    });
    await tx.query(`UPDATE events SET status = 'published' WHERE programme_id = $1 AND event_id = $2`, [
      region.programmeId,
      eventId,
    ]);
    return eventId;
  });
}

export interface Sums {
  capacity: number | null;
  confirmed: number;
  waiting: number;
  counted_confirmed: number;
  counted_waiting: number;
  positions: number[];
  people: number;
  rows: number;
}

export async function sumsOf(town: Town, region: Region, eventId: string): Promise<Sums> {
  const [row] = await town.ctx.db.query<Sums>(
    `SELECT p.capacity, p.confirmed, p.waiting,
        (count(r.*) FILTER (WHERE r.status = 'confirmed'))::int AS counted_confirmed,
        (count(r.*) FILTER (WHERE r.status = 'waiting'))::int AS counted_waiting,
        coalesce(array_agg(r.position::int ORDER BY r.position) FILTER (WHERE r.status = 'waiting'), '{}') AS positions,
        (count(DISTINCT r.contact_id) FILTER (WHERE r.status <> 'cancelled'))::int AS people,
        (count(r.*) FILTER (WHERE r.status <> 'cancelled'))::int AS rows
       FROM event_places AS p LEFT JOIN registrations AS r USING (programme_id, event_id)
      WHERE p.programme_id = $1 AND p.event_id = $2 GROUP BY p.programme_id, p.event_id`,
    [region.programmeId, eventId],
  );
  return row!;
}

/** What must hold of places whatever happened, in whatever order. */
export function expectSound(sums: Sums): void {
  expect(sums.confirmed, 'the counter of the confirmed').toBe(sums.counted_confirmed);
  expect(sums.waiting, 'the counter of those who wait').toBe(sums.counted_waiting);
  if (sums.capacity !== null) expect(sums.confirmed, 'more people than places').toBeLessThanOrEqual(sums.capacity);
  if (sums.waiting > 0) expect(sums.confirmed, 'a free place while people wait').toBe(sums.capacity);
  expect(new Set(sums.positions).size, 'two people at one position').toBe(sums.positions.length);
  expect(sums.people, 'one person twice').toBe(sums.rows);
}

export type Step =
  | { do: 'signup'; who: number; isTrusted: boolean }
  | { do: 'cancel' | 'restore' | 'verify'; who: number }
  | { do: 'promote'; who: number; raise: boolean }
  | { do: 'capacity'; places: number }
  | { do: 'expire' };

const who = fc.nat({ max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('signup' as const), who, isTrusted: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('promote' as const), who, raise: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('capacity' as const), places: fc.nat({ max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('verify' as const), who }) },
  { weight: 1, arbitrary: fc.constant({ do: 'expire' as const }) },
);
export const steps = fc.array(step, { minLength: 1, maxLength: 24 });

/** Does what a step says; a refusal is an outcome like any other, anything else that is thrown is a fault. */
export function player(town: Town, region: Region, eventId: string) {
  const { ctx } = town;
  const { programmeId } = region;
  const batcher = makeBatcher(ctx);
  /** The last registration of each person. */
  const ids = new Map<number, string>();
  const email = (n: number) => `p${n}@${eventId}.example`;
  const target = (n: number) => ({ programmeId, registrationId: ids.get(n) ?? newId(), actor: organiser });

  async function act(it: Step): Promise<string> {
    switch (it.do) {
      case 'signup': {
        const verifyBy = it.isTrusted ? null : new Date(ctx.now().getTime() + 24 * 3600_000).toISOString();
        const outcome = await batcher.submit(
          signupItem({ programmeId, eventId, email: email(it.who), verify_by: verifyBy }),
        );
        ids.set(it.who, outcome.registration_id!);
        return `${outcome.outcome} ${outcome.status}`;
      }
      case 'cancel':
        return cancelRegistration(ctx, { ...target(it.who), notify: false });
      case 'restore':
        await restoreRegistration(ctx, target(it.who));
        return 'restored';
      case 'promote':
        await promoteRegistration(ctx, { ...target(it.who), eventId, notify: true, raiseCapacity: it.raise });
        return 'promoted';
      case 'verify':
        await verifyRegistration(ctx, { programmeId, registrationId: ids.get(it.who) ?? newId() });
        return 'verified';
      case 'expire':
        town.passes({ hours: 25 });
        await expireUnverified(ctx);
        return 'expired';
      case 'capacity':
        return transact(ctx, async (tx) => {
          const [row] = await tx.query<{ answer: string }>('SELECT set_capacity($1, $2, $3, $4) AS answer', [
            programmeId,
            eventId,
            it.places,
            ctx.now(),
          ]);
          if (row!.answer === 'below') throw fail('capacity-below-confirmed');
          return row!.answer;
        });
    }
  }
  return async (it: Step): Promise<string> => {
    try {
      return await act(it);
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
  };
}

/** The paper. Nobody passes those who wait, except who had a place and is restored: first in line. Who waited stands where they stood. */
export class Paper {
  capacity: number;
  readonly confirmed: number[] = [];
  readonly line: number[] = [];
  readonly cancelled = new Set<number>();
  readonly unverified = new Set<number>();
  /** Where each stands or stood in line, as a number that only has an order. */
  private readonly spot = new Map<number, number>();
  private tail = 0;
  private head = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  write(it: Step): string {
    switch (it.do) {
      case 'signup':
        return this.signUp(it.who, it.isTrusted);
      case 'cancel':
        return this.cancel(it.who);
      case 'restore':
        return this.restore(it.who);
      case 'promote':
        return this.promote(it.who, it.raise);
      case 'capacity':
        if (it.places < this.confirmed.length) return 'capacity-below-confirmed';
        this.capacity = it.places;
        this.fill();
        return 'set';
      case 'verify':
        this.unverified.delete(it.who);
        return 'verified';
      case 'expire':
        // in the order in which they signed up, each giving the place on before the next goes
        for (const n of [...this.unverified]) this.cancel(n);
        return 'expired';
    }
  }

  private verdict(): 'confirmed' | 'waiting' {
    return this.line.length === 0 && this.confirmed.length < this.capacity ? 'confirmed' : 'waiting';
  }

  private signUp(n: number, isTrusted: boolean): string {
    const verdict = this.verdict();
    if (this.confirmed.includes(n) || this.line.includes(n)) return `known ${verdict}`;
    this.cancelled.delete(n);
    if (!isTrusted) this.unverified.add(n);
    (verdict === 'confirmed' ? this.confirmed : this.line).push(n);
    if (verdict === 'waiting') this.spot.set(n, ++this.tail);
    else this.spot.delete(n);
    return `created ${verdict}`;
  }

  private cancel(n: number): string {
    if (this.cancelled.has(n)) return 'already';
    if (!remove(this.confirmed, n) && !remove(this.line, n)) return 'not-found';
    this.unverified.delete(n);
    this.cancelled.add(n);
    this.fill();
    return 'cancelled';
  }

  private restore(n: number): string {
    if (!this.cancelled.delete(n)) return this.isIn(n) ? 'registration-state' : 'not-found';
    if (this.confirmed.length < this.capacity) this.confirmed.push(n);
    else {
      if (!this.spot.has(n)) this.spot.set(n, --this.head);
      this.line.push(n);
      this.line.sort((a, b) => this.spot.get(a)! - this.spot.get(b)!);
    }
    return 'restored';
  }

  private promote(n: number, raise: boolean): string {
    if (!this.line.includes(n)) return this.isIn(n) || this.cancelled.has(n) ? 'registration-state' : 'not-found';
    if (this.confirmed.length >= this.capacity) {
      if (!raise) return 'event-full';
      this.capacity++;
    }
    remove(this.line, n);
    this.spot.delete(n);
    this.confirmed.push(n);
    return 'promoted';
  }

  private isIn(n: number): boolean {
    return this.confirmed.includes(n) || this.line.includes(n);
  }

  private fill(): void {
    while (this.confirmed.length < this.capacity && this.line.length > 0) {
      const n = this.line.shift()!;
      this.spot.delete(n);
      this.confirmed.push(n);
    }
  }
}

function remove(list: number[], n: number): boolean {
  const at = list.indexOf(n);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** One after another: every answer and the line at the end are those on paper. */
export function asOnPaper(town: Town, region: Region) {
  return fc.asyncProperty(fc.nat({ max: 5 }), steps, async (capacity, list) => {
    const start = town.ctx.now().toISOString();
    const eventId = await aMeeting(town, region, capacity);
    const play = player(town, region, eventId);
    const paper = new Paper(capacity);
    for (const it of list) expect(await play(it), JSON.stringify(it)).toBe(paper.write(it));
    const rows = await town.ctx.db.query<{ name: string; status: string }>(
      `SELECT name, status FROM registrations WHERE programme_id = $1 AND event_id = $2 AND status <> 'cancelled' ORDER BY position NULLS FIRST, name`,
      [region.programmeId, eventId],
    );
    const named = (status: string) =>
      rows.filter((row) => row.status === status).map((row) => Number(/^p(\d+)@/.exec(row.name)![1]));
    expect(named('confirmed')).toEqual([...paper.confirmed].sort());
    expect(named('waiting')).toEqual(paper.line);
    expectSound(await sumsOf(town, region, eventId));
    town.at(start);
  });
}

/** Five at a time: nothing is oversold, no place stays empty while someone waits, and the counters are what can be counted. */
export function soundAtOnce(town: Town, region: Region) {
  return fc.asyncProperty(fc.nat({ max: 5 }), steps, async (capacity, list) => {
    const start = town.ctx.now().toISOString();
    const eventId = await aMeeting(town, region, capacity);
    const play = player(town, region, eventId);
    for (let i = 0; i < list.length; i += 5) {
      await Promise.all(list.slice(i, i + 5).map(play));
      // who is too late with confirming is passed over, and ends at the next look
      await expireUnverified(town.ctx);
      expectSound(await sumsOf(town, region, eventId));
    }
    town.at(start);
  });
}
