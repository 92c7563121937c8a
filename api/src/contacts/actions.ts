import type { Undeliverable, Wish } from '@pr8werk/shared/contacts.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { type Actor, participant, publicActor, record, system } from '#api/activity/actions.ts';
import { changesSince } from '#api/activity/queries.ts';
import { giveConsent } from '#api/contacts/consents.ts';
import { contacts, subscriptionRequests } from '#api/contacts/rows.ts';
import { type Context, type Db, newId, sign, transact } from '#api/context.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { staleVersion } from '#api/http/versions.ts';

export interface ContactChange {
  name?: string;
  email?: string;
  organisationName?: string | null;
  disciplines?: string[];
  municipality?: string | null;
  networks?: string[];
}

export async function changeContact(
  ctx: Context,
  given: { programmeId: string; contactId: string; version: number | null; change: ContactChange; actor: Actor },
): Promise<void> {
  const { programmeId, contactId, change } = given;
  await transact(ctx, async (tx) => {
    const row = and(eq(contacts.programmeId, programmeId), eq(contacts.contactId, contactId));
    const [current] = await tx.orm
      .select({ version: contacts.version, mergedInto: contacts.mergedInto })
      .from(contacts)
      .where(row)
      .for('update');
    if (!current) throw fail('not-found');
    if (current.mergedInto) throw fail('conflict');
    if (given.version !== null && given.version !== current.version) {
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: contactId, version: given.version }));
    }
    const { networks, ...fields } = change;
    // a change of address that somebody asked for began from the old one
    if (change.email)
      await tx.query('DELETE FROM address_changes WHERE programme_id = $1 AND contact_id = $2 AND done_at IS NULL', [
        programmeId,
        contactId,
      ]);
    await tx.orm
      .update(contacts)
      .set({
        ...fields,
        ...(change.email ? { email: change.email.toLowerCase() } : {}),
        version: sql`${contacts.version} + 1`,
      })
      .where(row);
    if (networks) await setNetworks(ctx, tx, { programmeId, contactId, networks });
    await record(ctx, tx, {
      programmeId,
      name: 'contact.changed',
      actor: given.actor,
      subjectId: contactId,
      data: { fields: Object.keys(change), version: current.version + 1 },
    });
  });
}

async function setNetworks(
  ctx: Context,
  tx: Db,
  given: { programmeId: string; contactId: string; networks: string[] },
): Promise<void> {
  const { programmeId, contactId, networks } = given;
  const known = await tx.query<{ network_id: string }>(
    'SELECT network_id FROM networks WHERE programme_id = $1 AND network_id = ANY ($2::uuid[])',
    [programmeId, networks],
  );
  const unknown = networks.findIndex((it) => !known.some((row) => row.network_id === it.toLowerCase()));
  if (unknown >= 0)
    throw faultAt(`/networks/${unknown}`, 'unknown', {
      nl: 'Dit netwerk bestaat hier niet',
      en: 'No such network here',
    });
  await tx.query(
    'DELETE FROM contact_networks WHERE programme_id = $1 AND contact_id = $2 AND network_id <> ALL ($3::uuid[])',
    [programmeId, contactId, networks],
  );
  await tx.query(
    `INSERT INTO contact_networks (programme_id, contact_id, network_id, since)
       SELECT $1, $2, n, $4 FROM unnest($3::uuid[]) AS n ON CONFLICT DO NOTHING`,
    [programmeId, contactId, networks, ctx.now()],
  );
}

/** A mail server refused this address for good. Said once, and of everyone who has it. */
export async function markUndeliverable(
  ctx: Context,
  given: { programmeId: string; address: string; because: Undeliverable },
): Promise<void> {
  const { programmeId } = given;
  await transact(ctx, async (tx) => {
    const marked = await tx.orm
      .update(contacts)
      .set({ undeliverableAt: ctx.now(), undeliverableBecause: given.because })
      .where(and(ofAddress(given), isNull(contacts.undeliverableAt)))
      .returning({ contactId: contacts.contactId });
    for (const { contactId } of marked)
      await record(ctx, tx, { programmeId, name: 'contact.undeliverable', actor: system, subjectId: contactId });
  });
}

/** A mail arrived after all. */
export async function markDelivered(ctx: Context, given: { programmeId: string; address: string }): Promise<void> {
  await ctx.db.orm
    .update(contacts)
    .set({ undeliverableAt: null, undeliverableBecause: null })
    .where(and(ofAddress(given), isNotNull(contacts.undeliverableAt)));
}

const ofAddress = ({ programmeId, address }: { programmeId: string; address: string }) =>
  and(eq(contacts.programmeId, programmeId), eq(contacts.email, address.toLowerCase()));

const requestDays = 7;

export interface NewSubscription {
  programmeId: string;
  name: string;
  email: string;
  language: Language;
  source: string;
  textVersion: string;
  purposes?: Wish[];
  /** The signup it came with, when confirming that one confirms this. */
  registrationId?: string | null;
}

/** Asking again and again for the same address would be a way to pester someone. */
const againMinutes = 15;

/** Someone asks to be kept informed. Nothing is sent to them but one mail with a button, known address or not. */
export async function askSubscription(ctx: Context, given: NewSubscription): Promise<void> {
  await transact(ctx, async (tx) => {
    const requestId = newId();
    const now = ctx.now();
    const [recent] = await tx.query(
      `SELECT FROM subscription_requests WHERE programme_id = $1 AND email = $2 AND asked_at > $3 AND registration_id IS NULL
          AND $4::uuid IS NULL LIMIT 1`,
      [
        given.programmeId,
        given.email.toLowerCase(),
        new Date(now.getTime() - againMinutes * 60_000),
        given.registrationId ?? null,
      ],
    );
    if (recent) return;
    await tx.orm.insert(subscriptionRequests).values({
      ...given,
      email: given.email.toLowerCase(),
      requestId,
      askedAt: now,
      expiresAt: new Date(now.getTime() + requestDays * 24 * 3600_000),
    });
    // confirmed with the signup: one mail is enough
    if (given.registrationId) return;
    await record(ctx, tx, {
      programmeId: given.programmeId,
      name: 'subscription.asked',
      actor: publicActor,
      subjectId: requestId,
    });
  });
}

export function subscriptionToken(ctx: Pick<Context, 'secret'>, requestId: string): string {
  return `${requestId}.${sign(ctx, 'subscription', requestId).toString('base64url')}`;
}

/** The button behind the link in the mail was pressed: now there is a contact and a consent. Pressing twice changes nothing. */
export async function confirmSubscription(ctx: Context, programmeId: string, requestId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = and(eq(subscriptionRequests.programmeId, programmeId), eq(subscriptionRequests.requestId, requestId));
    const [request] = await tx.orm.select().from(subscriptionRequests).where(row).for('update');
    if (!request || (request.expiresAt <= ctx.now() && !request.confirmedAt)) throw fail('not-found');
    if (!request.confirmedAt) await fulfil(ctx, tx, request);
  });
}

/** The button that confirmed a signup confirms what was asked with it. */
export async function confirmWishes(
  ctx: Context,
  tx: Db,
  { programmeId, registrationId }: { programmeId: string; registrationId: string },
): Promise<void> {
  const rows = await tx.orm
    .select()
    .from(subscriptionRequests)
    .where(
      and(
        eq(subscriptionRequests.programmeId, programmeId),
        eq(subscriptionRequests.registrationId, registrationId),
        isNull(subscriptionRequests.confirmedAt),
      ),
    )
    .for('update');
  for (const it of rows) await fulfil(ctx, tx, it);
}

async function fulfil(ctx: Context, tx: Db, request: typeof subscriptionRequests.$inferSelect): Promise<void> {
  const { programmeId, requestId, textVersion, source } = request;
  await tx.orm
    .insert(contacts)
    .values({ programmeId, contactId: newId(), name: request.name, email: request.email, createdAt: ctx.now() })
    .onConflictDoNothing();
  const [contact] = await tx.orm
    .select({ contactId: contacts.contactId })
    .from(contacts)
    .where(and(eq(contacts.programmeId, programmeId), eq(contacts.email, request.email)));
  const { contactId } = contact!;
  for (const purpose of request.purposes)
    await giveConsent(ctx, tx, { programmeId, contactId, purpose, actor: participant, textVersion, source });
  await tx.orm
    .update(subscriptionRequests)
    .set({ confirmedAt: ctx.now() })
    .where(and(eq(subscriptionRequests.programmeId, programmeId), eq(subscriptionRequests.requestId, requestId)));
  await record(ctx, tx, { programmeId, name: 'subscription.confirmed', actor: participant, subjectId: contactId });
}
