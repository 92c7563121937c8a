// The questions a meeting begins with: those of the meeting it is a copy of (copy_signup_rules brings the limits on their
// options), or those of its preset. After that they belong to the room `forms`.

import type { NewEvent } from '@pr8werk/shared/events.ts';
import { formOfPreset, formPresets } from '@pr8werk/shared/form-presets.ts';
import type { Actor } from '#api/activity/actions.ts';
import type { Context, Db } from '#api/context.ts';

interface Given {
  programmeId: string;
  eventId: string;
  actor: Actor;
  body: NewEvent;
}

export async function writeFirstForm(ctx: Context, tx: Db, given: Given): Promise<void> {
  const { programmeId, eventId, actor } = given;
  const { copyOf, preset } = given.body;
  if (copyOf) await copyForm(ctx, tx, { ...given, copyOf });
  else if (preset) {
    await tx.query(
      'INSERT INTO event_forms (programme_id, event_id, version, questions, made_at, made_by) VALUES ($1, $2, 1, $3, $4, $5)',
      [programmeId, eventId, JSON.stringify(formPresets[formOfPreset[preset]]), ctx.now(), actor.id],
    );
  }
}

async function copyForm(ctx: Context, tx: Db, given: Given & { copyOf: string }): Promise<void> {
  const { programmeId, eventId, actor, copyOf } = given;
  await tx.query(
    `INSERT INTO event_forms (programme_id, event_id, version, questions, made_at, made_by)
       SELECT programme_id, $3, 1, questions, $4, $5 FROM event_forms WHERE programme_id = $1 AND event_id = $2
        ORDER BY version DESC LIMIT 1`,
    [programmeId, copyOf, eventId, ctx.now(), actor.id],
  );
}
