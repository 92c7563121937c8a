// Who comes along, changed after the signup by who brought them. What is decided is decided by the functions of
// migrations/0027, under the meeting's lock.

import { participant } from '#api/activity/actions.ts';
import { type Context, newId, transact } from '#api/context.ts';
import { cancelIn } from '#api/registrations/actions.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';

export interface Guest {
  name: string;
  email: string | null;
  organisation: string | null;
}

type Lead = Pick<RegistrationRow, 'programmeId' | 'registrationId'>;

export interface Companion {
  id: string;
  name: string;
  hasAddress: boolean;
}

export async function companionsOf(ctx: Context, lead: Lead): Promise<Companion[]> {
  return ctx.db.query<Companion>(
    `SELECT r.registration_id AS id, r.name, c.email IS NOT NULL AS "hasAddress"
       FROM registrations AS r JOIN contacts AS c USING (programme_id, contact_id)
      WHERE r.programme_id = $1 AND r.lead_id = $2 AND r.status NOT IN ('cancelled', 'declined') ORDER BY r.name, r.registration_id`,
    [lead.programmeId, lead.registrationId],
  );
}

function personOf({ name, email, organisation }: Guest): string {
  return JSON.stringify({
    registration_id: newId(),
    contact_id: newId(),
    name,
    email: email?.toLowerCase() ?? null,
    organisation_name: organisation,
  });
}

export type Brought = 'added' | 'known' | 'full' | 'limit' | 'state' | 'unknown';

export async function bringGuest(ctx: Context, lead: Lead, guest: Guest): Promise<Brought> {
  return transact(ctx, async (tx) => {
    const [row] = await tx.query<{ answer: Brought }>('SELECT bring_companion($1, $2, $3, $4) AS answer', [
      lead.programmeId,
      lead.registrationId,
      personOf(guest),
      ctx.now(),
    ]);
    return row!.answer;
  });
}

export type Replaced = 'replaced' | 'known' | 'state' | 'unknown';

export async function replaceGuest(
  ctx: Context,
  lead: Lead,
  given: { companion: string; guest: Guest },
): Promise<Replaced> {
  return transact(ctx, async (tx) => {
    const [row] = await tx.query<{ answer: Replaced }>('SELECT replace_companion($1, $2, $3, $4) AS answer', [
      lead.programmeId,
      given.companion,
      personOf(given.guest),
      ctx.now(),
    ]);
    return row!.answer;
  });
}

/** Who has an address is told; of who has none, it is told by who took them off. */
export async function takeGuestOff(ctx: Context, lead: Lead, { id, hasAddress }: Companion): Promise<void> {
  const target = { programmeId: lead.programmeId, registrationId: id, actor: participant };
  await transact(ctx, async (tx) => {
    await cancelIn(ctx, tx, target, { notify: hasAddress });
  });
}
