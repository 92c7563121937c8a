// What an organiser says about who gets a place. The rules belong to the meeting: changing them changes its version.

import type { NewSignupRules } from '@pr8werk/shared/admissions.ts';
import type { Actor } from '#api/activity/actions.ts';
import { codesOf, networkIds, optionsOf } from '#api/admissions/queries.ts';
import { faultsOf, sameText } from '#api/admissions/rules.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { lockedEvent, recordChange } from '#api/events/actions.ts';
import { fail, type ToldFault } from '#api/http/problems.ts';

interface Given {
  programmeId: string;
  eventId: string;
  actor: Actor;
  version: number | null;
  rules: NewSignupRules;
}

export async function changeSignupRules(ctx: Context, given: Given): Promise<void> {
  const { programmeId, eventId, rules } = given;
  await transact(ctx, async (tx) => {
    const event = await lockedEvent(tx, given);
    if (event.status !== 'draft' && event.status !== 'published') throw fail('event-state');
    const errors = faultsOf(rules, event.startsAt);
    if (errors.length > 0) throw fail('invalid-request', { errors });
    const codes = await writeCodes(ctx, tx, given);
    const quotas = await valuesOf(tx, given, codes);
    await tx.query('SELECT note_choices($1, $2)', [programmeId, eventId]);
    const [row] = await tx.query<{ short: { kind: string; value: string; taken: number } | null }>(
      'SELECT set_quotas($1, $2, $3, $4) AS short',
      [programmeId, eventId, JSON.stringify(quotas), ctx.now()],
    );
    const { short } = row!;
    if (short)
      throw below(
        quotas.findIndex((it) => it.kind === short.kind && it.value === short.value),
        short.taken,
      );
    await dropCodes(tx, given);
    await tx.query('SELECT set_signup_rules($1, $2, $3, $4)', [programmeId, eventId, JSON.stringify(rules), ctx.now()]);
    await recordChange(ctx, tx, { ...given, version: event.version, fields: ['signupRules'] });
  });
}

function below(index: number, taken: number) {
  return fail('quota-below-taken', {
    errors: [
      {
        pointer: `/quotas/${index}/places`,
        code: 'below-taken',
        detail: {
          nl: `In deze groep zijn al ${taken} plaatsen bezet`,
          en: `In this group ${taken} places are taken already`,
        },
      },
    ],
  });
}

/** Adds and renames; answers code -> id. What left the list goes after the limits on it are gone. */
async function writeCodes(ctx: Context, tx: Db, given: Given): Promise<Map<string, string>> {
  const { programmeId, eventId, rules } = given;
  const known = new Map((await codesOf(tx, programmeId, eventId)).map((it) => [it.code, it.id]));
  for (const it of rules.codes) {
    const code = sameText(it.code);
    const id = known.get(code) ?? newId();
    known.set(code, id);
    await tx.query(
      `INSERT INTO event_codes (programme_id, code_id, event_id, code, label, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (programme_id, code_id) DO UPDATE SET label = excluded.label, expires_at = excluded.expires_at`,
      [programmeId, id, eventId, code, it.label.trim(), it.expiresAt, ctx.now()],
    );
  }
  return known;
}

async function dropCodes(tx: Db, { programmeId, eventId, rules }: Given): Promise<void> {
  const kept = new Set(rules.codes.map((it) => sameText(it.code)));
  const gone = (await codesOf(tx, programmeId, eventId)).filter((it) => !kept.has(it.code));
  if (gone.some((it) => it.isUsed)) throw fail('code-in-use');
  await tx.query('DELETE FROM event_codes WHERE programme_id = $1 AND code_id = ANY ($2::uuid[])', [
    programmeId,
    gone.map((it) => it.id),
  ]);
}

type Quota = { quota_id: string; kind: string; value: string; places: number };

/** As people name a group -> as it is kept. What does not exist is said at its line. */
async function valuesOf(tx: Db, given: Given, codes: Map<string, string>): Promise<Quota[]> {
  const { programmeId, eventId, rules } = given;
  const networks = await networkIds(
    tx,
    programmeId,
    rules.quotas.filter((it) => it.kind === 'network').map((it) => it.value),
  );
  const options = await optionsOf(tx, programmeId, eventId);
  const errors: ToldFault[] = [];
  const quotas = rules.quotas.map(({ kind, value, places }, i): Quota => {
    const kept =
      kind === 'network'
        ? networks.get(value)
        : kind === 'code'
          ? codes.get(sameText(value))
          : kind === 'option' && !options.has(value)
            ? undefined
            : value;
    if (kept === undefined) {
      const detail = { nl: 'Deze groep bestaat hier niet', en: 'There is no such group here' };
      errors.push({ pointer: `/quotas/${i}/value`, code: 'unknown', detail });
    }
    return { quota_id: newId(), kind, value: kept ?? '', places };
  });
  if (errors.length > 0) throw fail('invalid-request', { errors });
  return quotas;
}
