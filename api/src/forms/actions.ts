// An organiser's questions. Each change is a new version: what was answered stays with the words it was given to.

import { formFaults } from '@pr8werk/shared/form-rules.ts';
import type { Question } from '@pr8werk/shared/forms.ts';
import type { Actor } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { lockedEvent, recordChange } from '#api/events/actions.ts';
import { currentForm } from '#api/forms/queries.ts';
import { eventForms } from '#api/forms/rows.ts';
import { fail } from '#api/http/problems.ts';

interface Given {
  programmeId: string;
  eventId: string;
  actor: Actor;
  version: number | null;
  questions: Question[];
}

export async function changeForm(ctx: Context, given: Given): Promise<void> {
  const { programmeId, eventId, actor } = given;
  await transact(ctx, async (tx) => {
    const event = await lockedEvent(tx, given);
    if (event.status !== 'draft' && event.status !== 'published') throw fail('event-state');
    const errors = formFaults(given.questions);
    if (errors.length > 0) throw fail('invalid-request', { errors });
    const questions = given.questions.map((it) => ({
      ...it,
      options: it.options.map((option) => ({ ...option, limit: null })),
    }));
    const current = await currentForm(tx, given);
    await tx.orm.insert(eventForms).values({
      programmeId,
      eventId,
      version: (current?.version ?? 0) + 1,
      questions,
      madeAt: ctx.now(),
      madeBy: actor.id,
    });
    await setLimits(ctx, tx, given);
    await recordChange(ctx, tx, { ...given, version: event.version, fields: ['form'] });
  });
}

interface Limit {
  quota_id: string;
  kind: string;
  value: string;
  places: number;
}

/** The limits on options are replaced, the others stay as they are. */
async function setLimits(ctx: Context, tx: Db, { programmeId, eventId, questions }: Given): Promise<void> {
  const others = await tx.query<Limit>(
    `SELECT quota_id, kind, value, places FROM quotas WHERE programme_id = $1 AND event_id = $2 AND kind <> 'option' ORDER BY created_at, quota_id`,
    [programmeId, eventId],
  );
  const limits = questions.flatMap((it, i) =>
    it.options.flatMap(({ value, limit }, j) =>
      limit === null
        ? []
        : [{ pointer: `/questions/${i}/options/${j}/limit`, value: `${it.id}:${value}`, places: limit }],
    ),
  );
  await tx.query('SELECT note_choices($1, $2)', [programmeId, eventId]);
  const wanted = [
    ...others,
    ...limits.map(({ value, places }): Limit => ({ quota_id: newId(), kind: 'option', value, places })),
  ];
  const [row] = await tx.query<{ short: { value: string; taken: number } | null }>(
    'SELECT set_quotas($1, $2, $3, $4) AS short',
    [programmeId, eventId, JSON.stringify(wanted), ctx.now()],
  );
  const { short } = row!;
  if (!short) return;
  const pointer = limits.find((it) => it.value === short.value)?.pointer ?? '/questions';
  const detail = {
    nl: `Hiervan zijn al ${short.taken} plaatsen bezet`,
    en: `In this option ${short.taken} places are taken already`,
  };
  throw fail('quota-below-taken', { errors: [{ pointer, code: 'below-taken', detail }] });
}
