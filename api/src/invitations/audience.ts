// Whom a mailing reaches, and why others get nothing. One statement says it when it is asked, when the mailing is made, and
// once more of each person when the mail leaves, so that the three cannot differ.

import {
  type Audience,
  type AudienceView,
  type ExclusionReason,
  exclusionReasons,
  type MailingKind,
  soonDays,
} from '@pr8werk/shared/mailings.ts';
import { chosenContacts } from '#api/contacts/queries.ts';
import type { Db } from '#api/context.ts';

export interface Candidate {
  contact_id: string;
  name: string;
  address: string | null;
  /** The address of another, who stands in for this person. */
  is_through: boolean;
  language: 'nl' | 'en';
  registration_id: string | null;
  invitation_id: string | null;
  reminded: number;
  /** When this person last heard of it. */
  heard_at: Date | null;
  reason: ExclusionReason | null;
}

export interface Asked {
  programmeId: string;
  eventId: string;
  kind: MailingKind;
  audience: Audience;
  /** One person, of a mailing that is under way. */
  only?: { contactId: string; mailingId: string };
}

/** Everyone who was chosen, by name, each with the reason why not. */
export async function candidatesOf(db: Db, asked: Asked): Promise<Candidate[]> {
  const rows = await (asked.kind === 'message' ? participants(db, asked) : contacts(db, asked));
  return asked.only ? rows : oncePerAddress(rows);
}

const ground = (which: string) => `EXISTS (SELECT FROM consents AS s
    WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id AND s.purpose = 'news' AND ${which})`;

/** Not of who waits in a mailing that was made later: else of two at once both would let the other go first. */
const waitsElsewhere = `EXISTS (SELECT FROM mailing_recipients AS w JOIN mailings AS m USING (programme_id, mailing_id)
    WHERE w.programme_id = c.programme_id AND w.contact_id = c.contact_id AND w.state IN ('to-send', 'sending')
      AND m.event_id = $13 AND m.kind = $14 AND m.state IN ('planned', 'going') AND ($16::uuid IS NULL OR m.mailing_id < $16))`;

function contacts(db: Db, { programmeId, eventId, kind, audience, only }: Asked): Promise<Candidate[]> {
  const { status: _, ...filter } = audience;
  const { where, values } = chosenContacts(programmeId, filter);
  return db.query<Candidate>(
    `SELECT c.contact_id, c.name, c.email AS address, false AS is_through, v.invitation_id, coalesce(v.reminded, 0) AS reminded,
        coalesce(v.reminded_at, v.invited_at) AS heard_at, NULL AS registration_id,
        coalesce((SELECT r.language FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id
          ORDER BY r.created_at DESC LIMIT 1), 'nl') AS language,
        CASE
          WHEN EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.event_id = $13 AND r.status <> 'cancelled'
            AND (r.contact_id = c.contact_id OR r.registration_id = v.registration_id)) THEN 'signed-up'
          WHEN v.answer IS NOT NULL OR ($14 = 'reminder' AND EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id
            AND r.event_id = $13 AND (r.contact_id = c.contact_id OR r.registration_id = v.registration_id))) THEN 'answered'
          WHEN ($14 = 'invitation' AND v.invitation_id IS NOT NULL) OR ${waitsElsewhere} THEN 'invited'
          WHEN c.email IS NULL THEN 'no-address'
          WHEN NOT ${ground('s.withdrawn_at IS NULL')} THEN CASE WHEN ${ground('true')} THEN 'withdrawn' ELSE 'no-ground' END
          WHEN c.undeliverable_at IS NOT NULL THEN 'undeliverable'
        END AS reason
       FROM contacts AS c
       LEFT JOIN invitations AS v ON v.programme_id = c.programme_id AND v.event_id = $13 AND v.contact_id = c.contact_id
      WHERE ${where} AND ($14 = 'invitation' OR v.invitation_id IS NOT NULL) AND ($15::uuid IS NULL OR c.contact_id = $15)
      ORDER BY c.name COLLATE "und-x-icu", c.contact_id`,
    [...values, eventId, kind, only?.contactId ?? null, only?.mailingId ?? null],
  );
}

/** For this meeting, so on the ground on which they signed up; who has no address is reached through who brought them. */
function participants(db: Db, { programmeId, eventId, audience, only }: Asked): Promise<Candidate[]> {
  return db.query<Candidate>(
    `SELECT c.contact_id, r.name, coalesce(c.email, t.email) AS address, c.email IS NULL AS is_through, NULL AS invitation_id, 0 AS reminded,
        NULL AS heard_at, r.registration_id, r.language,
        CASE
          WHEN coalesce(c.email, t.email) IS NULL THEN 'no-address'
          WHEN coalesce(l.verify_by, r.verify_by) IS NOT NULL THEN 'unverified'
          WHEN CASE WHEN c.email IS NULL THEN t.undeliverable_at ELSE c.undeliverable_at END IS NOT NULL THEN 'undeliverable'
        END AS reason
       FROM registrations AS r
       JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
       LEFT JOIN contacts AS t ON t.programme_id = c.programme_id AND t.contact_id = c.reached_through
       LEFT JOIN registrations AS l ON l.programme_id = r.programme_id AND l.registration_id = r.lead_id
      WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status NOT IN ('cancelled', 'declined') AND r.name <> ''
        AND ($3::text IS NULL OR r.role = $3) AND ($4::text IS NULL OR r.status = $4) AND ($5::uuid IS NULL OR c.contact_id = $5)
      ORDER BY r.name COLLATE "und-x-icu", c.contact_id`,
    [programmeId, eventId, audience.role ?? null, audience.status ?? null, only?.contactId ?? null],
  );
}

/** Whose own address it is gets the mail. */
function oncePerAddress(rows: Candidate[]): Candidate[] {
  const taken = new Set(rows.filter((it) => !it.reason && !it.is_through).map((it) => it.address));
  return rows.map((it) => {
    if (it.reason || !it.is_through) return it;
    if (taken.has(it.address)) return { ...it, reason: 'same-address' };
    taken.add(it.address);
    return it;
  });
}

const mostNames = 200;

export async function audienceView(
  db: Db,
  asked: Asked & { now: Date; show?: 'reached' | ExclusionReason | undefined },
): Promise<AudienceView> {
  const all = await candidatesOf(db, asked);
  const soon = asked.now.getTime() - soonDays * 24 * 3600_000;
  const reached = all.filter((it) => it.reason === null);
  const shown =
    asked.show === undefined || asked.show === 'reached' ? reached : all.filter((it) => it.reason === asked.show);
  return {
    chosen: all.length,
    reached: reached.length,
    excluded: exclusionReasons
      .map((reason) => ({ reason, people: all.filter((it) => it.reason === reason).length }))
      .filter((it) => it.people > 0),
    remindedLately:
      asked.kind === 'reminder' ? reached.filter((it) => it.heard_at && it.heard_at.getTime() > soon).length : 0,
    people: shown.slice(0, mostNames).map((it) => ({
      contact: it.contact_id,
      name: it.name,
      email: it.address,
      reason: it.reason,
      reminded: it.reminded,
    })),
  };
}
