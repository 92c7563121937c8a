import type { InvitationStep, InvitationView, NetworkInvitationView } from '@pr8werk/shared/invitations.ts';
import type { ExclusionReason, MailingDetail, MailingView, RecipientView } from '@pr8werk/shared/mailings.ts';
import type { Db } from '#api/context.ts';
import { type CursorKey, likePattern, pageOf } from '#api/http/cursors.ts';
import type { InvitationRow, MailingRow } from '#api/invitations/rows.ts';

interface OfEvent {
  programmeId: string;
  eventId: string;
}

interface Listed {
  mailing_id: string;
  kind: MailingRow['kind'];
  state: MailingRow['state'];
  audience: MailingRow['audience'];
  subject_nl: string | null;
  subject_en: string | null;
  body_nl: string | null;
  body_en: string | null;
  is_planned: boolean;
  leaves_at: Date;
  created_at: Date;
  ended_at: Date | null;
  by: string | null;
  counts: Record<'to-send' | 'sent' | 'bounced' | 'failed' | 'excluded', number>;
  reasons: MailingDetail['reasons'];
}

/** More than a meeting ever has. */
const mostMailings = 200;

async function listed(db: Db, { programmeId, eventId }: OfEvent, mailingId?: string): Promise<Listed[]> {
  const counted = (states: string) => `count(*) FILTER (WHERE r.state IN (${states}))`;
  return db.query<Listed>(
    `SELECT m.*, coalesce(t.name, a.name) AS by, c.counts,
        coalesce((SELECT jsonb_agg(jsonb_build_object('reason', x.reason, 'people', x.people) ORDER BY x.people DESC, x.reason)
          FROM (SELECT r.reason, count(*) AS people FROM mailing_recipients AS r
            WHERE r.programme_id = m.programme_id AND r.mailing_id = m.mailing_id AND r.state = 'excluded' GROUP BY 1) AS x), '[]') AS reasons
       FROM mailings AS m
       LEFT JOIN accounts AS a ON a.account_id = m.made_by
       LEFT JOIN members AS t ON t.programme_id = m.programme_id AND t.account_id = m.made_by,
       LATERAL (SELECT jsonb_build_object('to-send', ${counted(`'to-send', 'sending'`)}, 'sent', ${counted(`'sent'`)},
           'bounced', ${counted(`'bounced'`)}, 'failed', ${counted(`'failed'`)}, 'excluded', ${counted(`'excluded'`)}) AS counts
         FROM mailing_recipients AS r WHERE r.programme_id = m.programme_id AND r.mailing_id = m.mailing_id) AS c
      WHERE m.programme_id = $1 AND m.event_id = $2 AND ($3::uuid IS NULL OR m.mailing_id = $3)
      ORDER BY m.mailing_id DESC LIMIT ${mostMailings}`,
    [programmeId, eventId, mailingId ?? null],
  );
}

export async function mailingsOf(db: Db, of: OfEvent): Promise<MailingView[]> {
  return (await listed(db, of)).map(mailingView);
}

export async function mailingOf(db: Db, of: OfEvent & { mailingId: string }): Promise<MailingDetail | null> {
  const [row] = await listed(db, of, of.mailingId);
  if (!row) return null;
  const texts = {
    subject: { nl: row.subject_nl!, en: row.subject_en },
    body: { nl: row.body_nl!, en: row.body_en },
  };
  return {
    mailing: mailingView(row),
    audience: row.audience,
    texts: row.body_nl === null ? null : texts,
    reasons: row.reasons,
  };
}

function mailingView(row: Listed): MailingView {
  return {
    id: row.mailing_id,
    kind: row.kind,
    state: row.state,
    subject: row.subject_nl,
    isPlanned: row.is_planned,
    leavesAt: row.leaves_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    by: row.by,
    toSend: row.counts['to-send'],
    sent: row.counts.sent,
    bounced: row.counts.bounced,
    failed: row.counts.failed,
    excluded: row.counts.excluded,
  };
}

interface RecipientRow {
  contact_id: string;
  name: string;
  email: string | null;
  state: RecipientView['state'] | 'sending';
  reason: string | null;
  sent_at: Date | null;
}

export async function recipientsOf(
  db: Db,
  given: OfEvent & {
    mailingId: string;
    state?: RecipientView['state'];
    reason?: ExclusionReason;
    limit: number;
    after: CursorKey | null;
  },
) {
  const rows = await db.query<RecipientRow>(
    `SELECT c.contact_id, c.name, coalesce(c.email, t.email) AS email, r.state, r.reason, r.sent_at
       FROM mailing_recipients AS r
       JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
       LEFT JOIN contacts AS t ON t.programme_id = c.programme_id AND t.contact_id = c.reached_through
      WHERE r.programme_id = $1 AND r.mailing_id = $2
        AND ($3::text IS NULL OR r.state = $3 OR ($3 = 'to-send' AND r.state = 'sending')) AND ($4::text IS NULL OR r.reason = $4)
        AND ($5::text IS NULL OR (c.name COLLATE "und-x-icu", c.contact_id) > ($5 COLLATE "und-x-icu", $6::uuid))
      ORDER BY c.name COLLATE "und-x-icu", c.contact_id LIMIT $7`,
    [
      given.programmeId,
      given.mailingId,
      given.state ?? null,
      given.reason ?? null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit + 1,
    ],
  );
  return pageOf(
    rows,
    given.limit,
    (it): RecipientView => ({
      contact: it.contact_id,
      name: it.name,
      email: it.email,
      state: it.state === 'sending' ? 'to-send' : it.state,
      reason: it.reason,
      sentAt: it.sent_at?.toISOString() ?? null,
    }),
    (it) => [it.name, it.contact_id],
  );
}

/** An invitation with what came of it: the registration of this person, or the one that its link made. */
export const invited = `invitations AS v
  LEFT JOIN LATERAL (
    SELECT r.registration_id, r.status, r.has_attended FROM registrations AS r
     WHERE r.programme_id = v.programme_id AND r.event_id = v.event_id
       AND (r.contact_id = v.contact_id OR r.registration_id = v.registration_id)
     ORDER BY r.status = 'cancelled', r.has_attended DESC NULLS LAST, r.created_at DESC LIMIT 1
  ) AS r ON true`;

/** What each step counts, and what the list behind it shows. Who comes to the door was there, whatever was registered. */
export const steps: Record<InvitationStep, string> = {
  invited: 'true',
  responded: '(v.answer IS NOT NULL OR r.registration_id IS NOT NULL)',
  registered: `coalesce(r.status NOT IN ('cancelled', 'declined'), false)`,
  attended: `coalesce(r.status <> 'cancelled' AND r.has_attended, false)`,
  unanswered: '(v.answer IS NULL AND r.registration_id IS NULL)',
  'not-coming': `(v.answer = 'not-coming' AND coalesce(r.status IN ('cancelled', 'declined'), true))`,
};

interface InvitedRow {
  contact_id: string;
  name: string;
  email: string | null;
  invited_at: Date;
  source: string;
  mailing_id: string | null;
  reminded: number;
  reminded_at: Date | null;
  answer: InvitationRow['answer'];
  answered_at: Date | null;
  registration_id: string | null;
  status: NonNullable<InvitationView['registration']>['status'];
  has_attended: boolean | null;
  municipality: string | null;
}

export interface InvitationFilter {
  step?: InvitationStep;
  source?: string;
  network?: string;
  municipality?: string;
  search?: string;
}

export async function invitationsOf(
  db: Db,
  given: OfEvent & InvitationFilter & { limit: number; after: CursorKey | null },
) {
  const rows = await db.query<InvitedRow>(
    `SELECT c.contact_id, c.name, c.email, v.invited_at, v.source, v.mailing_id, v.reminded, v.reminded_at, v.answer, v.answered_at,
        r.registration_id, r.status, r.has_attended, v.municipality
       FROM ${invited} JOIN contacts AS c ON c.programme_id = v.programme_id AND c.contact_id = v.contact_id
      WHERE v.programme_id = $1 AND v.event_id = $2 AND ${steps[given.step ?? 'invited']}
        AND ($3::text IS NULL OR lower(v.source) = lower($3))
        AND ($4::text IS NULL OR CASE WHEN $4 = '-' THEN v.networks = '{}' ELSE
          (SELECT n.network_id FROM networks AS n WHERE n.programme_id = $1 AND n.slug = $4) = ANY (v.networks) END)
        AND ($5::text IS NULL OR lower(coalesce(v.municipality, '-')) = lower($5))
        AND ($6::text IS NULL OR c.name ILIKE $6 OR c.email ILIKE $6 OR c.organisation_name ILIKE $6)
        AND ($7::text IS NULL OR (c.name COLLATE "und-x-icu", c.contact_id) > ($7 COLLATE "und-x-icu", $8::uuid))
      ORDER BY c.name COLLATE "und-x-icu", c.contact_id LIMIT $9`,
    [
      given.programmeId,
      given.eventId,
      given.source ?? null,
      given.network ?? null,
      given.municipality ?? null,
      given.search ? likePattern(given.search) : null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit + 1,
    ],
  );
  return pageOf(rows, given.limit, invitationView, (it) => [it.name, it.contact_id]);
}

function invitationView(it: InvitedRow): InvitationView {
  return {
    contact: it.contact_id,
    name: it.name,
    email: it.email,
    invitedAt: it.invited_at.toISOString(),
    source: it.source,
    mailing: it.mailing_id,
    reminded: it.reminded,
    remindedAt: it.reminded_at?.toISOString() ?? null,
    answer: it.answer,
    answeredAt: it.answered_at?.toISOString() ?? null,
    registration: it.registration_id
      ? { id: it.registration_id, status: it.status, hasAttended: it.has_attended }
      : null,
    municipality: it.municipality,
  };
}

/** An invitation by its id, with whom it is for. */
export async function invitationRow(db: Db, programmeId: string, invitationId: string) {
  const [row] = await db.query<{
    event_id: string;
    name: string;
    email: string | null;
    organisation_name: string | null;
    answer: InvitationRow['answer'];
    is_registered: boolean;
  }>(
    `SELECT v.event_id, c.name, c.email, c.organisation_name, v.answer, ${steps.registered} AS is_registered
       FROM ${invited} JOIN contacts AS c ON c.programme_id = v.programme_id AND c.contact_id = v.contact_id
      WHERE v.programme_id = $1 AND v.invitation_id = $2`,
    [programmeId, invitationId],
  );
  return row ?? null;
}

export interface NetworkRow {
  network_id: string;
  slug: string;
  name: string;
  reported: number | null;
  mailed_on: string | null;
  reported_by: NetworkInvitationView['reportedBy'];
  registered: number;
}

export async function networksOf(db: Db, { programmeId, eventId }: OfEvent, networkId?: string): Promise<NetworkRow[]> {
  return db.query<NetworkRow>(
    `SELECT n.network_id, n.slug, n.name, i.reported, to_char(i.mailed_on, 'YYYY-MM-DD') AS mailed_on, i.reported_by,
        (SELECT count(*)::integer FROM registrations AS r WHERE r.programme_id = n.programme_id AND r.event_id = $2
          AND r.network_id = n.network_id AND r.status NOT IN ('cancelled', 'declined')) AS registered
       FROM networks AS n
       LEFT JOIN network_invitations AS i ON i.programme_id = n.programme_id AND i.network_id = n.network_id AND i.event_id = $2
      WHERE n.programme_id = $1 AND ($3::uuid IS NULL OR n.network_id = $3)
      ORDER BY i.reported IS NULL, n.name COLLATE "und-x-icu", n.network_id LIMIT 500`,
    [programmeId, eventId, networkId ?? null],
  );
}
