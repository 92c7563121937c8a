import type { HistoryItem, NoteView } from '@pr8werk/shared/participants.ts';
import type { Db } from '#api/context.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';

/** More than anyone's history is long; a row of mischief is not read whole. */
const historyLength = 200;

interface HistoryRow {
  activity_id: string;
  at: Date;
  name: string;
  actor_kind: HistoryItem['actor']['kind'];
  actor_name: string | null;
  data: { notify?: boolean; hasAttended?: boolean | null; became?: RegistrationRow['status']; reason?: string };
}

/** What happened with one registration, newest first. */
export async function historyOf(db: Db, programmeId: string, registrationId: string): Promise<HistoryItem[]> {
  const rows = await db.query<HistoryRow>(
    `SELECT a.activity_id, a.at, a.name, a.actor_kind, coalesce(m.name, who.name, help.helper_name) AS actor_name, a.data
       FROM activity AS a LEFT JOIN accounts AS who ON who.account_id = a.actor_id
       LEFT JOIN members AS m ON m.programme_id = a.programme_id AND m.account_id = a.actor_id
      LEFT JOIN helper_links AS help ON help.programme_id = a.programme_id AND help.link_id = a.actor_id
      WHERE a.programme_id = $1 AND a.subject_id = $2 ORDER BY a.at DESC, a.activity_id DESC LIMIT ${historyLength}`,
    [programmeId, registrationId],
  );
  return rows.map((it) => ({
    id: it.activity_id,
    at: it.at.toISOString(),
    name: it.name,
    actor: { kind: it.actor_kind, name: it.actor_name },
    isQuiet: it.data.notify === false,
    hasAttended: it.data.hasAttended ?? null,
    became: it.data.became ?? null,
    isUnconfirmed: it.data.reason === 'unverified',
  }));
}

export async function notesOf(
  db: Db,
  given: { programmeId: string; registrationId: string; reader: string; noteId?: string },
): Promise<NoteView[]> {
  const rows = await db.query<{
    note_id: string;
    text: string;
    by: string | null;
    written_by: string;
    created_at: Date;
    changed_at: Date | null;
  }>(
    `SELECT t.note_id, t.text, coalesce(m.name, who.name) AS by, t.written_by, t.created_at, t.changed_at
       FROM registration_notes AS t LEFT JOIN accounts AS who ON who.account_id = t.written_by
       LEFT JOIN members AS m ON m.programme_id = t.programme_id AND m.account_id = t.written_by
      WHERE t.programme_id = $1 AND t.registration_id = $2 AND ($3::uuid IS NULL OR t.note_id = $3)
      ORDER BY t.note_id DESC`,
    [given.programmeId, given.registrationId, given.noteId ?? null],
  );
  return rows.map((it) => ({
    id: it.note_id,
    text: it.text,
    by: it.by,
    isMine: it.written_by === given.reader,
    createdAt: it.created_at.toISOString(),
    changedAt: it.changed_at?.toISOString() ?? null,
  }));
}

export interface Person {
  registration_id: string;
  contact_id: string;
  name: string;
  status: RegistrationRow['status'];
  position: number | null;
  has_attended: boolean | null;
  has_address: boolean;
  created_at: Date;
}

/** Those of the meeting among the ids that are given. */
export async function peopleOf(
  db: Db,
  programmeId: string,
  eventId: string,
  ids: readonly string[],
): Promise<Person[]> {
  return db.query<Person>(
    `SELECT r.registration_id, r.contact_id, r.name, r.status, r.position, r.has_attended, c.email IS NOT NULL AS has_address, r.created_at
       FROM registrations AS r JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
      WHERE r.programme_id = $1 AND r.event_id = $2 AND r.registration_id = ANY ($3::uuid[])`,
    [programmeId, eventId, ids],
  );
}

/** Who takes part already, under another registration than these. */
export async function takingPart(
  db: Db,
  programmeId: string,
  eventId: string,
  people: readonly Person[],
): Promise<Set<string>> {
  const rows = await db.query<{ contact_id: string }>(
    `SELECT contact_id FROM registrations
      WHERE programme_id = $1 AND event_id = $2 AND contact_id = ANY ($3::uuid[]) AND status <> 'cancelled'`,
    [programmeId, eventId, people.map((it) => it.contact_id)],
  );
  return new Set(rows.map((it) => it.contact_id));
}

export interface Places {
  capacity: number | null;
  confirmed: number;
  waiting: number;
}

/** `FOR UPDATE`: nobody gives or takes a place until the transaction ends. See docs/locking.md. */
export async function placesOf(tx: Db, programmeId: string, eventId: string): Promise<Places> {
  const [places] = await tx.query<Places>(
    'SELECT capacity, confirmed, waiting FROM event_places WHERE programme_id = $1 AND event_id = $2 FOR UPDATE',
    [programmeId, eventId],
  );
  return places!;
}

export async function waitingOf(tx: Db, programmeId: string, eventId: string): Promise<string[]> {
  const rows = await tx.query<{ registration_id: string }>(
    `SELECT registration_id FROM registrations WHERE programme_id = $1 AND event_id = $2 AND status = 'waiting' ORDER BY position`,
    [programmeId, eventId],
  );
  return rows.map((it) => it.registration_id);
}
