// Recording what happened, in the transaction of the act itself.

import { type ActivityData, type ActorKind, activity } from '#api/activity/rows.ts';
import { type Context, type Db, newId } from '#api/context.ts';

export interface Actor {
  kind: ActorKind;
  id: string | null;
}

export const system: Actor = { kind: 'system', id: null };
export const publicActor: Actor = { kind: 'public', id: null };
export const participant: Actor = { kind: 'participant', id: null };

export function byAccount(request: { signedIn: { accountId: string } }): Actor {
  return { kind: 'account', id: request.signedIn.accountId };
}

export interface Happening {
  programmeId: string;
  /** `room.verb`, past tense: `event.published`. */
  name: string;
  actor: Actor;
  eventId?: string;
  subjectId?: string;
  data?: ActivityData;
}

export async function record(ctx: Context, tx: Db, happening: Happening): Promise<void> {
  await tx.orm.insert(activity).values({
    programmeId: happening.programmeId,
    activityId: newId(),
    at: ctx.now(),
    name: happening.name,
    actorKind: happening.actor.kind,
    actorId: happening.actor.id,
    eventId: happening.eventId,
    subjectId: happening.subjectId,
    data: happening.data ?? {},
  });
}
