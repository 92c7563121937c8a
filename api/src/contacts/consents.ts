// What people agreed to, per purpose: given once, withdrawn at once. Every way to say yes or no comes by here, so that one
// row says since when, by which text and from where.

import type { ConsentPurpose } from '@pr8werk/shared/contacts.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { consents } from '#api/contacts/rows.ts';
import { type Context, type Db, newId } from '#api/context.ts';

interface Whose {
  programmeId: string;
  contactId: string;
  purpose: ConsentPurpose;
  actor: Actor;
}

const inForce = (given: Whose) =>
  and(
    eq(consents.programmeId, given.programmeId),
    eq(consents.contactId, given.contactId),
    eq(consents.purpose, given.purpose),
    isNull(consents.withdrawnAt),
  );

/** Yes. Saying it twice changes nothing; false where it was in force already. */
export async function giveConsent(
  ctx: Context,
  tx: Db,
  given: Whose & { textVersion: string; source: string },
): Promise<boolean> {
  const { programmeId, contactId, purpose, textVersion, source } = given;
  const written = await tx.orm
    .insert(consents)
    .values({ programmeId, consentId: newId(), contactId, purpose, textVersion, givenAt: ctx.now(), source })
    .onConflictDoNothing()
    .returning({ id: consents.consentId });
  if (written.length === 0) return false;
  await record(ctx, tx, {
    programmeId,
    name: 'consent.given',
    actor: given.actor,
    subjectId: contactId,
    data: { purpose },
  });
  return true;
}

/** No more, on whatever ground we had it. Saying it twice changes nothing; false where there was nothing to withdraw. */
export async function withdrawConsent(ctx: Context, tx: Db, given: Whose): Promise<boolean> {
  const ended = await tx.orm
    .update(consents)
    .set({ withdrawnAt: ctx.now() })
    .where(inForce(given))
    .returning({ id: consents.consentId });
  if (ended.length === 0) return false;
  await record(ctx, tx, {
    programmeId: given.programmeId,
    name: 'consent.withdrawn',
    actor: given.actor,
    subjectId: given.contactId,
    data: { purpose: given.purpose },
  });
  return true;
}
