import type { DoorEntry, DoorOutcome } from '@pr8werk/shared/door.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { saveAnswersIn } from '#api/answers/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { doneAt, readHelperToken, secretHash } from '#api/door/rules.ts';
import { eventOf } from '#api/events/queries.ts';
import type { Helper } from '#api/http/access.ts';
import { fail, Problem } from '#api/http/problems.ts';
import { attendIn } from '#api/registrations/actions.ts';

interface Event {
  programmeId: string;
  eventId: string;
}

export async function makeHelperLink(
  ctx: Context,
  tx: Db,
  given: Event & { label: string | null; actor: Actor },
): Promise<string> {
  const { programmeId, eventId } = given;
  const event = await eventOf(tx, programmeId, eventId);
  if (!event) throw fail('not-found');
  const [day] = await tx.query<{ closes: Date | null }>('SELECT door_closes($1, $2) AS closes', [programmeId, eventId]);
  if (!day?.closes || day.closes <= ctx.now() || event.status === 'cancelled') throw fail('event-state');
  const linkId = newId();
  await tx.query(
    `INSERT INTO helper_links (programme_id, link_id, event_id, label, made_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [programmeId, linkId, eventId, given.label, given.actor.id, ctx.now()],
  );
  await record(ctx, tx, { ...given, name: 'helper-link.made', subjectId: linkId });
  return linkId;
}

export async function revokeHelperLink(ctx: Context, given: Event & { linkId: string; actor: Actor }): Promise<void> {
  await transact(ctx, async (tx) => {
    const { programmeId, eventId, linkId } = given;
    const rows = await tx.query<{ was: Date | null }>(
      `UPDATE helper_links AS l SET revoked_at = coalesce(l.revoked_at, $4) FROM helper_links AS o
        WHERE l.programme_id = $1 AND l.event_id = $2 AND l.link_id = $3 AND o.programme_id = $1 AND o.link_id = $3
        RETURNING o.revoked_at AS was`,
      [programmeId, eventId, linkId, ctx.now()],
    );
    if (rows.length === 0) throw fail('not-found');
    if (rows[0]!.was === null) await record(ctx, tx, { ...given, name: 'helper-link.revoked', subjectId: linkId });
  });
}

/** The first phone that asks gets the link; the same phone may ask again, for its answer may have got lost. */
export async function takeIntoUse(
  ctx: Context,
  given: { programmeId: string; token: string; name: string; secret: string; device: string },
): Promise<{ phone: string; expiresAt: string }> {
  const { programmeId } = given;
  const linkId = readHelperToken(ctx, programmeId, given.token);
  if (!linkId) throw fail('helper-link-wrong');
  return transact(ctx, async (tx) => {
    const [link] = await tx.query<{
      event_id: string;
      revoked_at: Date | null;
      phone_hash: Buffer | null;
      closes: Date | null;
    }>(
      `SELECT event_id, revoked_at, phone_hash, door_closes(programme_id, event_id) AS closes FROM helper_links
        WHERE programme_id = $1 AND link_id = $2 FOR UPDATE`,
      [programmeId, linkId],
    );
    if (!link || link.revoked_at || !link.closes || link.closes <= ctx.now()) throw fail('helper-link-ended');
    const hash = secretHash(given.secret);
    if (link.phone_hash && !link.phone_hash.equals(hash)) throw fail('helper-link-taken');
    await tx.query(
      `UPDATE helper_links SET phone_hash = $3, helper_name = $4, device = $5, bound_at = coalesce(bound_at, $6), last_used_at = $6
        WHERE programme_id = $1 AND link_id = $2`,
      [programmeId, linkId, hash, given.name.trim(), given.device, ctx.now()],
    );
    if (!link.phone_hash) {
      const actor: Actor = { kind: 'helper', id: linkId };
      await record(ctx, tx, {
        programmeId,
        name: 'helper-link.bound',
        actor,
        eventId: link.event_id,
        subjectId: linkId,
      });
    }
    return { phone: linkId, expiresAt: link.closes.toISOString() };
  });
}

export interface EntryResult {
  id: string;
  outcome: DoorOutcome;
  registration: string | null;
}

/** In the order in which they were done; each in a transaction of its own, so that one cannot hold up the others. */
export async function recordEntries(
  ctx: Context,
  helper: Helper,
  entries: readonly DoorEntry[],
): Promise<EntryResult[]> {
  const results: EntryResult[] = [];
  for (const entry of entries) results.push(await recordEntry(ctx, helper, entry));
  return results;
}

async function recordEntry(ctx: Context, helper: Helper, entry: DoorEntry): Promise<EntryResult> {
  return transact(ctx, async (tx) => {
    const { programmeId, linkId } = helper;
    // the entries of one phone one after another, also when it sends them twice at once
    await tx.query('SELECT FROM helper_links WHERE programme_id = $1 AND link_id = $2 FOR UPDATE', [
      programmeId,
      linkId,
    ]);
    const [earlier] = await tx.query<{ outcome: DoorOutcome; registration_id: string | null; link_id: string }>(
      'SELECT outcome, registration_id, link_id FROM door_entries WHERE programme_id = $1 AND entry_id = $2',
      [programmeId, entry.id],
    );
    if (earlier) {
      if (earlier.link_id !== linkId) return { id: entry.id, outcome: 'refused', registration: null };
      return { id: entry.id, outcome: earlier.outcome, registration: earlier.registration_id };
    }
    const [last] = await tx.query<{ done_at: Date | null }>(
      'SELECT max(done_at) AS done_at FROM door_entries WHERE programme_id = $1 AND link_id = $2',
      [programmeId, linkId],
    );
    const at = doneAt({
      now: ctx.now(),
      ageMs: entry.ageMs,
      notBefore: last?.done_at ?? helper.boundAt,
      notAfter: helper.expiresAt,
    });
    const { outcome, registrationId } =
      entry.kind === 'answers'
        ? await takeAnswers(ctx, tx, helper, entry, at)
        : await carryOut(ctx, tx, helper, entry, at);
    await tx.query(
      `INSERT INTO door_entries (programme_id, entry_id, link_id, registration_id, kind, done_at, received_at, outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [programmeId, entry.id, linkId, registrationId, entry.kind, at, ctx.now(), outcome],
    );
    return { id: entry.id, outcome, registration: registrationId };
  });
}

interface Carried {
  outcome: DoorOutcome;
  registrationId: string | null;
}

async function carryOut(ctx: Context, tx: Db, helper: Helper, entry: DoorEntry, at: Date): Promise<Carried> {
  const registrationId =
    entry.kind === 'walk-in' ? await walkIn(ctx, tx, helper, entry) : await targetOf(tx, helper, entry);
  if (!registrationId) return { outcome: entry.kind === 'walk-in' ? 'refused' : 'unknown', registrationId: null };
  const { programmeId, eventId, linkId } = helper;
  // asked before anyone is let in: what was done later elsewhere holds
  const [known] = await tx.query<{ is_later: boolean }>(
    `SELECT coalesce(attendance_changed_at > $3, false) AS is_later FROM registrations
      WHERE programme_id = $1 AND registration_id = $2 FOR UPDATE`,
    [programmeId, registrationId, at],
  );
  if (known!.is_later) return { outcome: 'superseded', registrationId };
  let admitted = false;
  if (entry.kind !== 'out') {
    const [row] = await tx.query<{ answer: string }>('SELECT admit_at_door($1, $2, $3, $4, $5) AS answer', [
      programmeId,
      eventId,
      registrationId,
      ctx.now(),
      linkId,
    ]);
    if (row!.answer === 'refused') return { outcome: 'refused', registrationId };
    admitted = row!.answer === 'admitted';
  }
  await attendIn(ctx, tx, {
    programmeId,
    eventId,
    registrationIds: [registrationId],
    hasAttended: entry.kind === 'out' ? null : true,
    actor: { kind: 'helper', id: linkId },
    doneAt: at,
  });
  // done again, and later: nothing changes but since when
  await tx.query(
    'UPDATE registrations SET attendance_changed_at = $3 WHERE programme_id = $1 AND registration_id = $2',
    [programmeId, registrationId, at],
  );
  return { outcome: admitted ? 'admitted' : 'done', registrationId };
}

/** What does not fit the questions as they are now is refused; what was answered later elsewhere holds. */
async function takeAnswers(ctx: Context, tx: Db, helper: Helper, entry: DoorEntry, at: Date): Promise<Carried> {
  const registrationId = await targetOf(tx, helper, entry);
  if (!registrationId) return { outcome: 'unknown', registrationId };
  const { programmeId, linkId } = helper;
  const given = { answers: entry.answers ?? {} };
  const [later] = await tx.query(
    `SELECT FROM answers WHERE programme_id = $1 AND registration_id = $2 AND question = ANY ($3) AND answered_at > $4`,
    [programmeId, registrationId, Object.keys(given.answers), at],
  );
  if (later) return { outcome: 'superseded', registrationId };
  const actor: Actor = { kind: 'helper', id: linkId };
  await tx.query('SAVEPOINT answers');
  try {
    await saveAnswersIn(ctx, tx, { programmeId, registrationId, actor, given, moments: ['door'], isWhole: false, at });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await tx.query('ROLLBACK TO answers');
    return { outcome: 'refused', registrationId };
  }
  return { outcome: 'done', registrationId };
}

/** Who cancelled and signed up anew is the new one; a walk-in that was known already is the known one. */
async function targetOf(tx: Db, helper: Helper, entry: DoorEntry): Promise<string | null> {
  const { programmeId, eventId } = helper;
  // places before registrations, as everywhere
  await tx.query('SELECT FROM event_places WHERE programme_id = $1 AND event_id = $2 FOR UPDATE', [
    programmeId,
    eventId,
  ]);
  const [row] = await tx.query<{ id: string }>(
    `SELECT coalesce(
        (SELECT o.registration_id FROM registrations AS o WHERE o.programme_id = r.programme_id AND o.event_id = r.event_id
          AND o.contact_id = r.contact_id AND o.status <> 'cancelled' AND r.status = 'cancelled'), r.registration_id) AS id
       FROM registrations AS r
      WHERE r.programme_id = $1 AND r.event_id = $2 AND r.name <> ''
        AND r.registration_id = coalesce((SELECT d.registration_id FROM door_entries AS d
          WHERE d.programme_id = $1 AND d.link_id = $4 AND d.entry_id = $3 AND d.kind = 'walk-in'), $3)`,
    [programmeId, eventId, entry.registration, helper.linkId],
  );
  return row?.id ?? null;
}

/** The id of the entry is the id of the new registration, so that what follows it without network can name it. */
async function walkIn(ctx: Context, tx: Db, helper: Helper, entry: DoorEntry): Promise<string | null> {
  const { person } = entry;
  if (!person) throw fail('invalid-request');
  const [row] = await tx.query<{ id: string | null }>('SELECT walk_in($1, $2, $3, $4, $5) AS id', [
    helper.programmeId,
    helper.eventId,
    JSON.stringify({
      registration_id: entry.registration,
      contact_id: newId(),
      name: person.name.trim(),
      email: person.email?.toLowerCase() ?? null,
      role: person.role,
      language: person.language ?? 'nl',
    }),
    ctx.now(),
    helper.linkId,
  ]);
  return row!.id;
}
