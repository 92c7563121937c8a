// Making one person of two. Everything that points to the one points to the other afterwards; a test reads the catalogue of
// the database and fails on a table that does and is not moved here.

import type { MergedField, MergeView } from '@pr8werk/shared/doubles.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { contactOf } from '#api/contacts/queries.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { endsOf, type Said, type Signup, staysOf } from '#api/doubles/rules.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { cancelIn } from '#api/registrations/actions.ts';

export interface MergeGiven {
  programmeId: string;
  keep: string;
  drop: string;
  from: Partial<Record<MergedField, 'keep' | 'drop'>>;
  actor: Actor;
}

/** Columns that point to a contact, each moved by a function below. */
export const movedColumns = [
  'address_changes.contact_id',
  'consents.contact_id',
  'contact_networks.contact_id',
  'contacts.merged_into',
  'contacts.reached_through',
  'contacts_apart.one_id',
  'contacts_apart.other_id',
  'erasures.contact_id',
  'holds.contact_id',
  'import_rows.contact_id',
  'invitations.contact_id',
  'mailing_recipients.contact_id',
  'personal_links.contact_id',
  'personal_sessions.contact_id',
  'registrations.contact_id',
];

const columns: Record<MergedField, string> = {
  name: 'name',
  email: 'email',
  organisationName: 'organisation_name',
  municipality: 'municipality',
  origin: 'origin',
};

type ContactRow = Record<string, unknown> & { contact_id: string; merged_into: string | null; disciplines: string[] };

/** What would happen: the act itself, taken back. */
export async function previewOfMerge(ctx: Context, given: MergeGiven): Promise<MergeView> {
  class TakenBack extends Error {}
  let view: MergeView | null = null;
  await transact(ctx, async (tx) => {
    view = { ...(await mergeIn(ctx, tx, given)), isPreview: true };
    throw new TakenBack();
  }).catch((error: Error) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return view!;
}

export async function mergeIn(ctx: Context, tx: Db, given: MergeGiven): Promise<MergeView> {
  const { programmeId, keep, drop } = given;
  if (keep === drop)
    throw faultAt('/drop', 'same', { nl: 'Kies twee verschillende personen', en: 'Choose two different people' });
  await lockMeetings(tx, given);
  const people = await tx.query<ContactRow>(
    'SELECT * FROM contacts WHERE programme_id = $1 AND contact_id IN ($2, $3) ORDER BY contact_id FOR UPDATE',
    [programmeId, keep, drop],
  );
  const [kept, dropped] = [keep, drop].map((id) => people.find((it) => it.contact_id === id && it.name !== ''));
  if (!kept || !dropped)
    throw faultAt(kept ? '/drop' : '/keep', 'unknown', {
      nl: 'Deze persoon bestaat hier niet (meer)',
      en: 'No such person here (any more)',
    });
  const { twice, ...moved } = await moveAll(ctx, tx, given);
  await becomeOne(tx, given, kept, dropped);
  await record(ctx, tx, {
    programmeId,
    name: 'contact.merged',
    actor: given.actor,
    subjectId: keep,
    data: { other: drop },
  });
  return { isPreview: false, contact: (await contactOf(tx, programmeId, keep))!, moved, twice };
}

/** In the order of every act on places (docs/locking.md): the meetings first, then the people. */
async function lockMeetings(tx: Db, { programmeId, keep, drop }: MergeGiven): Promise<void> {
  await tx.query(
    `SELECT FROM event_places AS p WHERE p.programme_id = $1 AND p.event_id IN (SELECT r.event_id FROM registrations AS r
        WHERE r.programme_id = $1 AND r.contact_id IN ($2, $3)) ORDER BY p.event_id FOR UPDATE`,
    [programmeId, keep, drop],
  );
}

type Pair = Pick<MergeGiven, 'programmeId' | 'keep' | 'drop' | 'actor'>;

export async function moveAll(
  ctx: Context,
  tx: Db,
  pair: Pair,
): Promise<MergeView['moved'] & Pick<MergeView, 'twice'>> {
  const ids = [pair.programmeId, pair.keep, pair.drop];
  const [counts] = await tx.query<{ notes: number; mails: number }>(
    `SELECT (SELECT count(*) FROM registration_notes AS n JOIN registrations AS r USING (programme_id, registration_id)
          WHERE r.programme_id = $1 AND r.contact_id = $2) AS notes,
        (SELECT count(*) FROM mails AS m JOIN registrations AS r USING (programme_id, registration_id)
          WHERE r.programme_id = $1 AND r.contact_id = $2) AS mails`,
    [pair.programmeId, pair.drop],
  );
  const twice = await meetOnce(ctx, tx, pair);
  const count = async (text: string) => (await tx.query(`${text} RETURNING 1`, ids)).length;
  const registrations = await count(
    'UPDATE registrations SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3',
  );
  await moveInvitations(tx, pair);
  const consents = await moveConsents(tx, pair);
  const networks = await count(
    `INSERT INTO contact_networks (programme_id, contact_id, network_id, since, import_id)
       SELECT programme_id, $2, network_id, since, import_id FROM contact_networks WHERE programme_id = $1 AND contact_id = $3
       ON CONFLICT DO NOTHING`,
  );
  await tx.query('DELETE FROM contact_networks WHERE programme_id = $1 AND contact_id = $2', [
    pair.programmeId,
    pair.drop,
  ]);
  await tx.query('DELETE FROM contacts_apart WHERE programme_id = $1 AND $2 IN (one_id, other_id)', [
    pair.programmeId,
    pair.drop,
  ]);
  // links and sessions are of an address that is not this person's any more
  for (const table of ['personal_links', 'personal_sessions', 'address_changes'])
    await tx.query(`DELETE FROM ${table} WHERE programme_id = $1 AND contact_id = $2`, [pair.programmeId, pair.drop]);
  for (const table of ['holds', 'erasures'])
    await count(`UPDATE ${table} SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3`);
  await count('UPDATE import_rows SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3');
  await count(
    'UPDATE contacts SET reached_through = CASE WHEN contact_id <> $2 THEN $2::uuid END WHERE programme_id = $1 AND reached_through = $3',
  );
  await count('UPDATE contacts SET merged_into = $2 WHERE programme_id = $1 AND merged_into = $3');
  return { registrations, consents, networks, ...counts!, twice };
}

/** Both were invited to the same meeting: it counts once, from the first time, with what either answered. */
async function moveInvitations(tx: Db, { programmeId, keep, drop }: Pair): Promise<void> {
  const ids = [programmeId, keep, drop];
  await tx.query(
    `UPDATE invitations AS k SET invited_at = least(k.invited_at, d.invited_at), reminded = greatest(k.reminded, d.reminded),
        reminded_at = greatest(k.reminded_at, d.reminded_at), answer = coalesce(k.answer, d.answer),
        answered_at = CASE WHEN k.answer IS NULL THEN d.answered_at ELSE k.answered_at END,
        answered_by = coalesce(k.answered_by, d.answered_by), registration_id = coalesce(k.registration_id, d.registration_id)
       FROM invitations AS d
      WHERE k.programme_id = $1 AND k.contact_id = $2 AND d.programme_id = $1 AND d.contact_id = $3 AND d.event_id = k.event_id`,
    ids,
  );
  await tx.query(
    `DELETE FROM invitations AS d USING invitations AS k
      WHERE k.programme_id = $1 AND k.contact_id = $2 AND d.programme_id = $1 AND d.contact_id = $3 AND d.event_id = k.event_id`,
    ids,
  );
  await tx.query('UPDATE invitations SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3', ids);
  // of one mailing that was for both, the one that went is kept
  await tx.query(
    `DELETE FROM mailing_recipients AS a USING mailing_recipients AS b
      WHERE a.programme_id = $1 AND b.programme_id = $1 AND a.mailing_id = b.mailing_id
        AND ((a.contact_id = $3 AND b.contact_id = $2 AND (b.sent_at IS NOT NULL OR a.sent_at IS NULL))
          OR (a.contact_id = $2 AND b.contact_id = $3 AND a.sent_at IS NULL AND b.sent_at IS NOT NULL))`,
    ids,
  );
  await tx.query('UPDATE mailing_recipients SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3', ids);
}

/** Both were registered for the same meeting: one place is enough, and who waits may have the other. */
async function meetOnce(ctx: Context, tx: Db, pair: Pair): Promise<MergeView['twice']> {
  const rows = await tx.query<Signup & { event_id: string; title_nl: string; title_en: string | null }>(
    `SELECT r.registration_id, r.event_id, r.status, r.has_attended, r.created_at, e.title_nl, e.title_en
       FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
      WHERE r.programme_id = $1 AND r.contact_id IN ($2, $3) AND r.status <> 'cancelled' ORDER BY r.event_id, r.created_at`,
    [pair.programmeId, pair.keep, pair.drop],
  );
  const both = [...Map.groupBy(rows, (it) => it.event_id).values()].filter((it) => it.length === 2);
  for (const [a, b] of both) {
    const [stays, goes] = staysOf(a!, b!);
    const target = { programmeId: pair.programmeId, registrationId: goes.registration_id, actor: pair.actor };
    // whoever came along comes along still; nobody brings themselves
    await tx.query(
      `UPDATE registrations SET lead_id = CASE WHEN registration_id <> $3 THEN $3::uuid END WHERE programme_id = $1 AND lead_id = $2`,
      [pair.programmeId, goes.registration_id, stays.registration_id],
    );
    await cancelIn(ctx, tx, target, { notify: false, reason: 'merged' });
    await tx.query(
      'UPDATE registration_notes SET registration_id = $3 WHERE programme_id = $1 AND registration_id = $2',
      [pair.programmeId, goes.registration_id, stays.registration_id],
    );
  }
  return both.map(([it]) => ({ event: it!.event_id, title: { nl: it!.title_nl, en: it!.title_en } }));
}

async function moveConsents(tx: Db, { programmeId, keep, drop }: Pair): Promise<number> {
  const said = await tx.query<Said>(
    `SELECT consent_id, contact_id, purpose, given_at, withdrawn_at FROM consents
      WHERE programme_id = $1 AND contact_id IN ($2, $3) ORDER BY given_at FOR UPDATE`,
    [programmeId, keep, drop],
  );
  const ends = [...Map.groupBy(said, (it) => it.purpose).values()].flatMap(endsOf);
  for (const it of ends)
    await tx.query('UPDATE consents SET withdrawn_at = $3 WHERE programme_id = $1 AND consent_id = $2', [
      programmeId,
      it.consent_id,
      it.at,
    ]);
  await tx.query('UPDATE consents SET contact_id = $2 WHERE programme_id = $1 AND contact_id = $3', [
    programmeId,
    keep,
    drop,
  ]);
  return said.filter((it) => it.contact_id === drop).length;
}

async function becomeOne(tx: Db, given: MergeGiven, kept: ContactRow, dropped: ContactRow): Promise<void> {
  const { programmeId, keep, drop } = given;
  await tx.query(
    `UPDATE contacts SET name = '', email = NULL, organisation_name = NULL, disciplines = '{}', municipality = NULL, origin = NULL,
        merged_into = $2, version = version + 1 WHERE programme_id = $1 AND contact_id = $3`,
    [programmeId, keep, drop],
  );
  const fields = Object.keys(columns) as MergedField[];
  // what only one of them has is kept, whoever it is
  const values = fields.map((it) => {
    const [wanted, else_] = given.from[it] === 'drop' ? [dropped, kept] : [kept, dropped];
    return wanted[columns[it]] ?? else_[columns[it]];
  });
  const seen = new Set(kept.disciplines.map((it) => it.toLowerCase()));
  const disciplines = [...kept.disciplines, ...dropped.disciplines.filter((it) => !seen.has(it.toLowerCase()))].slice(
    0,
    20,
  );
  await tx.query(
    `UPDATE contacts SET ${fields.map((it, i) => `${columns[it]} = $${i + 3}`).join(', ')}, disciplines = $8, version = version + 1,
        created_at = least(created_at, $9) WHERE programme_id = $1 AND contact_id = $2`,
    [programmeId, keep, ...values, disciplines, dropped.created_at],
  );
}

/** Someone signed up as the one who is gone while the merge was on its way: that moves too. */
export async function followMerge(ctx: Context, programmeId: string, keep: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.query<{ contact_id: string }>(
      `SELECT c.contact_id FROM contacts AS c WHERE c.programme_id = $1 AND c.merged_into = $2
          AND EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = $1 AND r.contact_id = c.contact_id)`,
      [programmeId, keep],
    );
    for (const { contact_id: drop } of gone) {
      const pair = { programmeId, keep, drop, actor: { kind: 'system', id: null } as Actor };
      await lockMeetings(tx, { ...pair, from: {} });
      await moveAll(ctx, tx, pair);
    }
  });
}

export async function keepApart(ctx: Context, programmeId: string, one: string, other: string): Promise<void> {
  const [first, second] = [one, other].sort() as [string, string];
  if (first === second)
    throw faultAt('/other', 'same', { nl: 'Kies twee verschillende personen', en: 'Choose two different people' });
  const found = await ctx.db.query('SELECT FROM contacts WHERE programme_id = $1 AND contact_id IN ($2, $3)', [
    programmeId,
    first,
    second,
  ]);
  if (found.length < 2) throw fail('not-found');
  await ctx.db.query(
    'INSERT INTO contacts_apart (programme_id, one_id, other_id, said_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [programmeId, first, second, ctx.now()],
  );
}
