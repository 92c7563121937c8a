// Places with limits on groups, offers, approval and company: random sequences of what people, organisers and the clock do.
// After each the rows are read back, and counted by code that shares nothing with the functions that wrote them.

import fc from 'fast-check';
import { expect } from 'vitest';
import { type Context, newId, transact } from '#api/context.ts';
import { Problem } from '#api/http/problems.ts';
import {
  cancelRegistration,
  expireUnverified,
  promoteRegistration,
  restoreRegistration,
  verifyRegistration,
} from '#api/registrations/actions.ts';
import { makeBatcher } from '#api/registrations/batcher.ts';
import { acceptOffer, approve, decline, offerPlace, settleLines } from '#api/registrations/offers.ts';
import type { Region } from '#test/people.ts';
import { aMeeting, organiser, signupItem } from '#test/places.ts';
import type { Town } from '#test/town.ts';

type Role = 'professional' | 'commissioner';
type Step =
  | { do: 'signup'; who: number; role: Role; mates: number; isTrusted: boolean; choice: 'a' | 'b' | null }
  | { do: 'cancel'; who: number; company: boolean }
  | { do: 'restore' | 'accept' | 'approve' | 'decline' | 'verify'; who: number }
  | { do: 'promote' | 'offer'; who: number; raise: boolean }
  | { do: 'capacity'; places: number }
  | { do: 'quotas'; professional: number | null; commissioner: number | null; a: number | null }
  | {
      do: 'rules';
      offerHours: number | null;
      admission: 'open' | 'approval';
      endsInHours: number | null;
      lastWord: 'no' | 'come-along';
    }
  | { do: 'wait'; hours: number };

const who = fc.nat({ max: 7 });
const limit = fc.option(fc.nat({ max: 4 }), { nil: null });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('signup' as const),
      who,
      role: fc.constantFrom<Role>('professional', 'commissioner'),
      mates: fc.constantFrom(0, 0, 0, 1, 2),
      isTrusted: fc.boolean(),
      choice: fc.constantFrom('a', 'b', null),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), who, company: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('restore', 'accept', 'approve', 'decline', 'verify'), who }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('promote', 'offer'), who, raise: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('capacity' as const), places: fc.nat({ max: 7 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('quotas' as const), professional: limit, commissioner: limit, a: limit }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rules' as const),
      offerHours: fc.constantFrom(null, 4, 20),
      admission: fc.constantFrom('open', 'open', 'approval'),
      endsInHours: fc.constantFrom(null, null, 30),
      lastWord: fc.constantFrom('no', 'come-along'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(3, 10, 25) }) },
);
export const fairSteps = fc.array(step, { minLength: 1, maxLength: 30 });

function player(town: Town, region: Region, eventId: string) {
  const { ctx } = town;
  const { programmeId } = region;
  const batcher = makeBatcher(ctx);
  const ids = new Map<number, string>();
  const target = (n: number) => ({ programmeId, eventId, registrationId: ids.get(n) ?? newId(), actor: organiser });

  async function act(it: Step): Promise<unknown> {
    switch (it.do) {
      case 'signup': {
        const outcome = await batcher.submit(
          signupItem({
            programmeId,
            eventId,
            email: `p${it.who}@${eventId}.example`,
            role: it.role,
            choices: it.choice ? [`table:${it.choice}`] : [],
            verify_by: it.isTrusted ? null : new Date(ctx.now().getTime() + 24 * 3600_000).toISOString(),
            companions:
              it.mates === 0
                ? null
                : Array.from({ length: it.mates }, (_, n) => ({
                    registration_id: newId(),
                    contact_id: newId(),
                    name: `mate ${n} of ${it.who}`,
                    // sometimes somebody who signs up alone too
                    email: n === 0 ? `p${(it.who + 1) % 8}@${eventId}.example` : null,
                    organisation_name: null,
                    role: 'professional',
                  })),
          }),
        );
        if (outcome.registration_id) ids.set(it.who, outcome.registration_id);
        return outcome;
      }
      case 'cancel':
        return cancelRegistration(ctx, { ...target(it.who), notify: false, company: it.company });
      case 'restore':
        return restoreRegistration(ctx, target(it.who));
      case 'verify':
        return verifyRegistration(ctx, target(it.who));
      case 'accept':
        return acceptOffer(ctx, target(it.who));
      case 'approve':
        return approve(ctx, { ...target(it.who), notify: false });
      case 'decline':
        return decline(ctx, { ...target(it.who), notify: false });
      case 'promote':
        return promoteRegistration(ctx, { ...target(it.who), notify: false, raiseCapacity: it.raise });
      case 'offer':
        return offerPlace(ctx, {
          ...target(it.who),
          notify: true,
          hours: 5,
          raiseCapacity: it.raise,
          because: 'she knows',
        });
      case 'capacity':
        return sql('SELECT set_capacity($1, $2, $3, $4)', it.places, ctx.now());
      case 'quotas': {
        const limits = [
          { kind: 'role', value: 'professional', places: it.professional },
          { kind: 'role', value: 'commissioner', places: it.commissioner },
          { kind: 'option', value: 'table:a', places: it.a },
        ].flatMap((one) => (one.places === null ? [] : [{ ...one, quota_id: newId() }]));
        return sql('SELECT set_quotas($1, $2, $3, $4) AS short', JSON.stringify(limits), ctx.now());
      }
      case 'rules': {
        const offersUntil = it.endsInHours && new Date(ctx.now().getTime() + it.endsInHours * 3600_000).toISOString();
        return sql('SELECT set_signup_rules($1, $2, $3, $4)', JSON.stringify({ ...it, offersUntil }), ctx.now());
      }
      case 'wait':
        town.passes({ hours: it.hours });
        return settle(ctx);
    }
  }
  /** A refusal is rolled back by whoever asked, as the API does. */
  const sql = (text: string, ...rest: unknown[]) =>
    transact(ctx, async (tx) => {
      const [row] = await tx.query<{ short?: unknown; set_capacity?: string }>(text, [programmeId, eventId, ...rest]);
      if (row?.short) throw new Problem('quota-below-taken');
      return row;
    });
  return async (it: Step): Promise<void> => {
    try {
      await act(it);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  };
}

interface Row {
  registration_id: string;
  lead_id: string | null;
  contact_id: string;
  role: string;
  status: string;
  position: number | null;
  choices: string[];
  verify_by: string | null;
}
interface Places {
  capacity: number;
  confirmed: number;
  offered: number;
  waiting: number;
  ends: string;
  line_closed_at: string | null;
}
interface Quota {
  kind: string;
  value: string;
  places: number;
  taken: number;
}

async function expectFair(ctx: Context, region: Region, eventId: string, after: string): Promise<void> {
  const [seen] = await ctx.db.query<{ p: Places; rows: Row[]; quotas: Quota[] }>(
    `SELECT (SELECT to_jsonb(p) || jsonb_build_object('ends', least(p.offers_until, e.starts_at))
          FROM event_places AS p JOIN events AS e USING (programme_id, event_id) WHERE p.programme_id = $1 AND p.event_id = $2) AS p,
        (SELECT coalesce(jsonb_agg(r ORDER BY r.position), '[]') FROM registrations AS r
          WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status <> 'cancelled') AS rows,
        (SELECT coalesce(jsonb_agg(q), '[]') FROM quotas AS q WHERE q.programme_id = $1 AND q.event_id = $2) AS quotas`,
    [region.programmeId, eventId],
  );
  const { p, rows, quotas } = seen!;
  const inState = (status: string) => rows.filter((it) => it.status === status);
  const holders = rows.filter((it) => it.status === 'confirmed' || it.status === 'offered');
  const isIn = (quota: { kind: string; value: string }, it: Row) =>
    quota.kind === 'role' ? it.role === quota.value : it.choices.includes(quota.value);

  expect({ confirmed: p.confirmed, offered: p.offered, waiting: p.waiting }, after).toEqual({
    confirmed: inState('confirmed').length,
    offered: inState('offered').length,
    waiting: inState('waiting').length,
  });
  expect(holders.length, `${after}: more people than places`).toBeLessThanOrEqual(p.capacity);
  for (const quota of quotas) {
    expect(quota.taken, `${after}: ${quota.value}`).toBe(holders.filter((it) => isIn(quota, it)).length);
    expect(quota.taken, `${after}: ${quota.value} over its limit`).toBeLessThanOrEqual(quota.places);
  }
  expect(new Set(rows.map((it) => it.contact_id)).size, `${after}: one person twice`).toBe(rows.length);
  const positions = inState('waiting').map((it) => it.position);
  expect(new Set(positions).size, `${after}: two at one position`).toBe(positions.length);

  const isLineOpen = p.line_closed_at === null && ctx.now() < new Date(p.ends);
  if (!isLineOpen) return;
  for (const unit of Map.groupBy(inState('waiting'), (it) => it.lead_id ?? it.registration_id).values()) {
    if (unit.some((it) => it.verify_by && new Date(it.verify_by) < ctx.now())) continue;
    const hasRoom =
      holders.length + unit.length <= p.capacity &&
      quotas.every(
        (it) =>
          it.taken + unit.filter((one) => isIn(it, one)).length <= it.places || !unit.some((one) => isIn(it, one)),
      );
    expect(hasRoom, `${after}: a place stays empty while ${unit.map((it) => it.registration_id)} fits`).toBe(false);
  }
}

/** One after another, or `together` at once: no limit is passed, and no place stays empty while someone fits. */
export function fairPlaces(town: Town, region: Region, together: number) {
  const { ctx } = town;
  return fc.asyncProperty(fc.nat({ max: 6 }), fairSteps, async (capacity, list) => {
    const start = ctx.now().toISOString();
    const eventId = await aMeeting(town, region, capacity);
    const play = player(town, region, eventId);
    for (let i = 0; i < list.length; i += together) {
      const some = list.slice(i, i + together);
      await Promise.all(some.map(play));
      if (together > 1) await settle(ctx);
      await expectFair(ctx, region, eventId, JSON.stringify(some));
    }
    town.at(start);
  });
}

/** What the clock does every minute. */
async function settle(ctx: Context): Promise<void> {
  await expireUnverified(ctx);
  await settleLines(ctx);
}
