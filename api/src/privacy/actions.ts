// Erasing somebody everywhere, and what keeps a name for a while. Figures count rows: those stay, without the person.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErasureReason, longestHoldYears } from '@pr8werk/shared/privacy.ts';
import { type Actor, record, system } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { requirePerson } from '#api/privacy/queries.ts';
import { aboutPerson, type Person, type Store } from '#api/privacy/rules.ts';
import { cancelIn } from '#api/registrations/actions.ts';

interface Whom {
  programmeId: string;
  contactId: string;
}

/** Places at meetings to come go on first; then everything goes in one transaction. A hold keeps the name until it ends. */
export async function erasePerson(
  ctx: Context,
  stores: readonly Store[],
  given: Whom & { actor: Actor; reason: ErasureReason | null },
): Promise<void> {
  const { programmeId, actor, reason } = given;
  const files = await transact(ctx, async (tx) => {
    const person = await locked(tx, given);
    const [contactId] = person.contacts as [string];
    await cancelWhatComes(ctx, tx, person, actor);
    const gone = await eraseIn(tx, stores, person);
    const askedBy = actor.kind === 'account' ? 'account' : 'participant';
    await tx.query(
      `INSERT INTO erasures (programme_id, erasure_id, contact_id, asked_by, reason, asked_at, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [programmeId, newId(), contactId, askedBy, reason, ctx.now(), person.isHeld ? null : ctx.now()],
    );
    const name = person.isHeld ? 'contact.erasure-held' : 'contact.erased';
    await record(ctx, tx, { programmeId, name, actor, subjectId: contactId, data: { reason } });
    return gone;
  });
  await removeFiles(ctx, files);
  // outside the database too: who puts back an older backup does again what was asked since
  ctx.log.info({ programmeId, contactId: given.contactId }, 'a person was erased');
}

/** As every act on places: the meetings first, then the people (docs/locking.md). Answers the person as locked. */
async function locked(tx: Db, { programmeId, contactId }: Whom): Promise<Person> {
  const { contacts } = await requirePerson(tx, programmeId, contactId);
  await tx.query(
    `SELECT FROM event_places AS p WHERE p.programme_id = $1 AND p.event_id IN (SELECT r.event_id FROM registrations AS r
        WHERE r.programme_id = $1 AND r.contact_id = ANY ($2)) ORDER BY p.event_id FOR UPDATE`,
    [programmeId, contacts],
  );
  await tx.query(
    'SELECT FROM contacts WHERE programme_id = $1 AND contact_id = ANY ($2) ORDER BY contact_id FOR UPDATE',
    [programmeId, contacts],
  );
  return requirePerson(tx, programmeId, contactId);
}

/** With who came along and is reached through nobody else. */
async function cancelWhatComes(ctx: Context, tx: Db, person: Person, actor: Actor): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `SELECT r.registration_id AS id FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
       JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
      WHERE r.programme_id = $1 AND r.status NOT IN ('cancelled', 'declined') AND e.status IN ('draft', 'published')
        AND coalesce(e.ends_at, e.starts_at, 'infinity') > $3
        AND (r.contact_id = ANY ($2) OR (c.email IS NULL AND c.reached_through = ANY ($2) AND r.lead_id = ANY ($4)))
      ORDER BY r.event_id, r.lead_id NULLS LAST, r.registration_id`,
    [person.programmeId, person.contacts, ctx.now(), person.registrations],
  );
  for (const { id } of rows)
    await cancelIn(ctx, tx, { programmeId: person.programmeId, registrationId: id, actor }, { notify: false });
}

/** Answers the mails of which there may be a file. */
async function eraseIn(tx: Db, stores: readonly Store[], person: Person): Promise<string[]> {
  const files: string[] = [];
  for (const { erased, hasFiles } of stores) {
    if (typeof erased === 'function') await erased(tx, person);
    else if (erased) {
      const rows = await aboutPerson<{ mail_id: string }>(tx, person, erased);
      if (hasFiles) files.push(...rows.map((it) => it.mail_id));
    }
  }
  return files;
}

/** Mails on a machine without a mail server are files too. One that stays behind is found by the nightly job. */
async function removeFiles(ctx: Context, mails: readonly string[]): Promise<void> {
  for (const id of mails) await rm(join(ctx.config.dataDir, 'outbox', `${id}.eml`), { force: true });
}

/** The day of now where the programme is. */
const today = `($1::timestamptz AT TIME ZONE p.time_zone)::date`;
/** What was under way while somebody was erased has come to an end by then. */
const sweepDays = 3;

/**
 * Every night: holds whose last day is over end, and the erasures that waited for them are finished. Whoever was erased in
 * the last days is looked for once more: a mail or a signup that was on its way may have come after.
 */
export async function finishErasures(ctx: Context, stores: readonly Store[]): Promise<Map<string, number>> {
  await ctx.db.query(
    `UPDATE holds AS h SET ended_at = $1, reason = '' FROM programmes AS p
      WHERE p.programme_id = h.programme_id AND h.ended_at IS NULL AND h.until < ${today}`,
    [ctx.now()],
  );
  const due = await ctx.db.query<{ programmeId: string; contactId: string }>(
    `SELECT DISTINCT programme_id AS "programmeId", contact_id AS "contactId" FROM erasures AS e
      WHERE done_at > $1 OR (done_at IS NULL AND (asked_at > $1 OR NOT EXISTS (SELECT FROM holds AS h
        WHERE h.programme_id = e.programme_id AND h.contact_id = e.contact_id AND h.ended_at IS NULL)))`,
    [new Date(ctx.now().getTime() - sweepDays * 24 * 3600_000)],
  );
  const finished = new Map<string, number>();
  for (const it of due) {
    const isGone = await finishErasure(ctx, stores, it).catch((error: Error) => {
      // one that fails must not hold up the others; it is tried again tomorrow
      ctx.log.error({ err: error.message, contactId: it.contactId }, 'an erasure could not be finished');
      return false;
    });
    if (!isGone) continue;
    finished.set(it.programmeId, (finished.get(it.programmeId) ?? 0) + 1);
  }
  return finished;
}

/** Answers whether somebody is gone now who was not before. */
async function finishErasure(ctx: Context, stores: readonly Store[], whom: Whom): Promise<boolean> {
  const { programmeId } = whom;
  const { files, isNew } = await transact(ctx, async (tx) => {
    const person = await locked(tx, whom);
    const gone = await eraseIn(tx, stores, person);
    if (person.isHeld) return { files: gone, isNew: false };
    const ended = await tx.query(
      'UPDATE erasures SET done_at = $3 WHERE programme_id = $1 AND contact_id = ANY ($2) AND done_at IS NULL RETURNING 1',
      [programmeId, person.contacts, ctx.now()],
    );
    if (ended.length > 0)
      await record(ctx, tx, { programmeId, name: 'contact.erased', actor: system, subjectId: person.contacts[0]! });
    return { files: gone, isNew: ended.length > 0 };
  });
  await removeFiles(ctx, files);
  return isNew;
}

export async function addHold(
  ctx: Context,
  tx: Db,
  given: Whom & { reason: string; until: string; timeZone: string; actor: Actor },
): Promise<string> {
  const { programmeId, actor, until } = given;
  const person = await requirePerson(tx, programmeId, given.contactId);
  // there is nothing left to keep
  if (person.names.length === 0) throw fail('conflict');
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now().getTime())
    .toZonedDateTimeISO(given.timeZone)
    .toPlainDate();
  const isAhead = Temporal.PlainDate.compare(until, now) >= 0;
  const isNear = Temporal.PlainDate.compare(until, now.add({ years: longestHoldYears })) <= 0;
  if (!isAhead || !isNear)
    throw faultAt('/until', 'range', {
      nl: isAhead ? `Kies een dag binnen ${longestHoldYears} jaar` : 'Kies een dag in de toekomst',
      en: isAhead ? `Choose a day within ${longestHoldYears} years` : 'Choose a day to come',
    });
  const holdId = newId();
  const [contactId] = person.contacts as [string];
  await tx.query(
    'INSERT INTO holds (programme_id, hold_id, contact_id, reason, until, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [programmeId, holdId, contactId, given.reason.trim(), until, actor.id, ctx.now()],
  );
  await record(ctx, tx, { programmeId, name: 'contact.held', actor, subjectId: contactId, data: { until } });
  return holdId;
}

/** An erasure that waited for it is finished at once. */
export async function endHold(
  ctx: Context,
  stores: readonly Store[],
  given: { programmeId: string; holdId: string; actor: Actor },
): Promise<void> {
  const { programmeId, holdId, actor } = given;
  const contactId = await transact(ctx, async (tx) => {
    const [hold] = await tx.query<{ contact_id: string }>(
      `UPDATE holds SET ended_at = $3, reason = '' WHERE programme_id = $1 AND hold_id = $2 AND ended_at IS NULL RETURNING contact_id`,
      [programmeId, holdId, ctx.now()],
    );
    if (!hold) throw fail('not-found');
    await record(ctx, tx, { programmeId, name: 'contact.hold-ended', actor, subjectId: hold.contact_id });
    return hold.contact_id;
  });
  const waits = await ctx.db.query(
    'SELECT FROM erasures WHERE programme_id = $1 AND contact_id = $2 AND done_at IS NULL',
    [programmeId, contactId],
  );
  if (waits.length > 0) await finishErasure(ctx, stores, { programmeId, contactId });
}
