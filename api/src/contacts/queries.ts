import type { ConsentPurpose, ContactEventView, ContactView, Undeliverable, Wish } from '@pr8werk/shared/contacts.ts';
import { searchWords } from '@pr8werk/shared/search.ts';
import type { Db } from '#api/context.ts';
import { type CursorKey, likePattern, pageOf } from '#api/http/cursors.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';

interface ContactListRow {
  contact_id: string;
  name: string;
  email: string | null;
  organisation_name: string | null;
}

export interface ContactFilter {
  search?: string;
  role?: string;
  network?: string;
  attended?: 'yes' | 'no';
  organisation?: string;
  municipality?: string;
  discipline?: string;
  mayBeMailed?: 'yes' | 'no';
  /** Came to this meeting. */
  attendedEvent?: string;
  undeliverable?: 'yes';
}

const signups = `FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id AND r.status NOT IN ('cancelled', 'declined')`;

const networkNamed = '(SELECT n.network_id FROM networks AS n WHERE n.programme_id = $1 AND n.slug = $5)';

const mayBeMailed = `(c.email IS NOT NULL AND EXISTS (SELECT FROM consents AS s
  WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id AND s.purpose = 'news' AND s.withdrawn_at IS NULL))`;

/**
 * The condition on `contacts AS c` and its parameters, of which the first is the programme. Whom the term has made nameless
 * is in no list. Registrations are a later room's; they are what people are sought by.
 */
export function chosenContacts(programmeId: string, filter: ContactFilter): { where: string; values: unknown[] } {
  return {
    where: `c.programme_id = $1 AND c.name <> ''
        AND ($2::text IS NULL OR (c.search_text LIKE ALL ($3::text[]) AND $3 <> '{}')
          OR c.name ILIKE $2 OR c.email ILIKE $2 OR c.organisation_name ILIKE $2)
        AND ($4::text IS NULL OR EXISTS (SELECT ${signups} AND r.role = $4))
        AND ($5::text IS NULL OR EXISTS (SELECT ${signups} AND r.network_id = ${networkNamed})
          OR EXISTS (SELECT FROM contact_networks AS m WHERE m.programme_id = c.programme_id AND m.contact_id = c.contact_id
            AND m.network_id = ${networkNamed}))
        AND ($6::text IS NULL OR ($6 = 'yes') = EXISTS (SELECT ${signups} AND r.has_attended))
        AND ($7::uuid IS NULL OR lower(btrim(c.organisation_name))
          = (SELECT lower(o.name) FROM organisations AS o WHERE o.programme_id = $1 AND o.organisation_id = $7))
        AND ($8::text IS NULL OR lower(c.municipality) = lower($8))
        AND ($9::text IS NULL OR lower($9) = ANY (SELECT lower(d) FROM unnest(c.disciplines) AS d))
        AND ($10::text IS NULL OR ($10 = 'yes') = ${mayBeMailed})
        AND ($11::uuid IS NULL OR EXISTS (SELECT ${signups} AND r.has_attended AND r.event_id = $11))
        AND ($12::text IS NULL OR c.undeliverable_at IS NOT NULL)`,
    values: [
      programmeId,
      filter.search ? likePattern(filter.search) : null,
      searchWords(filter.search ?? '').map((word) => `% ${word}%`),
      filter.role ?? null,
      filter.network ?? null,
      filter.attended ?? null,
      filter.organisation ?? null,
      filter.municipality ?? null,
      filter.discipline ?? null,
      filter.mayBeMailed ?? null,
      filter.attendedEvent ?? null,
      filter.undeliverable ?? null,
    ],
  };
}

export async function listedContacts(
  db: Db,
  given: ContactFilter & { programmeId: string; limit: number; after: CursorKey | null },
) {
  const { where, values } = chosenContacts(given.programmeId, given);
  const rows = await db.query<ContactListRow & { registrations: number; attended: number }>(
    `SELECT c.contact_id, c.name, c.email, c.organisation_name,
        (SELECT count(*)::integer ${signups}) AS registrations, (SELECT count(*)::integer ${signups} AND r.has_attended) AS attended
       FROM contacts AS c
      WHERE ${where}
        AND ($13::text IS NULL OR (c.name COLLATE "und-x-icu", c.contact_id) > ($13 COLLATE "und-x-icu", $14::uuid))
      ORDER BY c.name COLLATE "und-x-icu", c.contact_id LIMIT $15`,
    [...values, given.after?.[0] ?? null, given.after?.[1] ?? null, given.limit + 1],
  );
  return pageOf(
    rows,
    given.limit,
    ({ contact_id, organisation_name, ...it }) => ({ id: contact_id, ...it, organisationName: organisation_name }),
    (it) => [it.name, it.contact_id],
  );
}

interface ContactRow extends ContactListRow {
  disciplines: string[];
  municipality: string | null;
  networks: ContactView['networks'];
  origin: string | null;
  undeliverable_at: Date | null;
  undeliverable_because: Undeliverable | null;
  merged_into: string | null;
  created_at: Date;
  version: number;
  consents: {
    purpose: ConsentPurpose;
    basis: ContactView['consents'][number]['basis'];
    evidence: string | null;
    text_version: string;
    given_at: string;
    withdrawn_at: string | null;
    source: string;
  }[];
  registrations: (Pick<
    ContactView['registrations'][number],
    'id' | 'event' | 'role' | 'status' | 'eventStatus' | 'eventTitle' | 'isVerified' | 'hasAttended' | 'network'
  > & { starts_at: string | null; happens_on: string; created_at: string })[];
}

/** With this person's meetings: a later room's rows, read here because they are what a person's page is about. */
export async function contactOf(db: Db, programmeId: string, contactId: string): Promise<ContactView | null> {
  const [row] = await db.query<ContactRow>(
    `SELECT c.contact_id, c.name, c.email, c.organisation_name, c.disciplines, c.municipality, c.origin, c.undeliverable_at, c.undeliverable_because, c.merged_into, c.created_at, c.version,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.network_id, 'slug', n.slug, 'name', n.name) ORDER BY n.name)
          FROM contact_networks AS m JOIN networks AS n USING (programme_id, network_id)
          WHERE m.programme_id = c.programme_id AND m.contact_id = c.contact_id), '[]') AS networks,
        coalesce((SELECT jsonb_agg(to_jsonb(s) ORDER BY s.given_at) FROM consents AS s
          WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id), '[]') AS consents,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.registration_id, 'event', r.event_id, 'eventTitle', e.title_nl,
            'eventStatus', e.status, 'starts_at', e.starts_at, 'happens_on', e.happens_on, 'role', r.role, 'status', r.status,
            'isVerified', r.verify_by IS NULL OR r.status = 'cancelled', 'hasAttended', r.has_attended, 'network', n.name, 'created_at', r.created_at)
            ORDER BY e.happens_on COLLATE "C" DESC, r.created_at DESC)
          FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
          LEFT JOIN networks AS n USING (programme_id, network_id)
          WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id), '[]') AS registrations
       FROM contacts AS c WHERE c.programme_id = $1 AND c.contact_id = $2`,
    [programmeId, contactId],
  );
  if (!row) return null;
  return {
    id: row.contact_id,
    name: row.name,
    email: row.email,
    organisationName: row.organisation_name,
    disciplines: row.disciplines,
    municipality: row.municipality,
    networks: row.networks,
    origin: row.origin,
    undeliverable: row.undeliverable_at
      ? { at: row.undeliverable_at.toISOString(), because: row.undeliverable_because! }
      : null,
    mergedInto: row.merged_into,
    consents: row.consents.map((it) => ({
      purpose: it.purpose,
      basis: it.basis,
      evidence: it.evidence,
      textVersion: it.text_version,
      givenAt: new Date(it.given_at).toISOString(),
      withdrawnAt: it.withdrawn_at ? new Date(it.withdrawn_at).toISOString() : null,
      source: it.source,
    })),
    registrations: row.registrations.map(({ starts_at, happens_on, created_at, ...it }) => ({
      ...it,
      startsAt: starts_at ? new Date(starts_at).toISOString() : null,
      when: partialDate(happens_on),
      createdAt: new Date(created_at).toISOString(),
    })),
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

export async function contactFacets(db: Db, programmeId: string) {
  const [row] = await db.query<Record<'municipalities' | 'disciplines', { name: string; people: number }[]>>(
    `SELECT coalesce((SELECT jsonb_agg(to_jsonb(m) ORDER BY m.name) FROM (
          SELECT min(municipality) AS name, count(*) AS people FROM contacts
           WHERE programme_id = $1 AND municipality IS NOT NULL GROUP BY lower(municipality)) AS m), '[]') AS municipalities,
        coalesce((SELECT jsonb_agg(to_jsonb(d) ORDER BY d.name) FROM (
          SELECT min(it) AS name, count(*) AS people FROM contacts, unnest(disciplines) AS it
           WHERE programme_id = $1 GROUP BY lower(it) ORDER BY 2 DESC LIMIT 200) AS d), '[]') AS disciplines`,
    [programmeId],
  );
  return row!;
}

interface HistoryRow extends Omit<ContactEventView, 'at' | 'about'> {
  at: Date;
  title_nl: string | null;
  title_en: string | null;
}

/** More than anyone's history is long; a row of mischief is not read whole. */
const historyLength = 200;

/** What was done with a person: acts on the contact and on their registrations, and what they agreed to. */
export async function contactHistory(db: Db, programmeId: string, contactId: string): Promise<ContactEventView[]> {
  const rows = await db.query<HistoryRow>(
    `SELECT h.at, h.name, coalesce(m.name, who.name) AS by, h.event_id AS event, e.title_nl, e.title_en, h.detail FROM (
        SELECT a.at, a.activity_id AS id, a.name, a.actor_id, a.event_id,
            CASE WHEN a.name = 'contact.changed' THEN (SELECT string_agg(f, ', ') FROM jsonb_array_elements_text(a.data -> 'fields') AS f) END AS detail
          FROM activity AS a
         WHERE a.programme_id = $1 AND a.name NOT LIKE 'consent.%' AND a.subject_id IN (SELECT $2::uuid
            UNION ALL SELECT c.contact_id FROM contacts AS c WHERE c.programme_id = $1 AND c.merged_into = $2
            UNION ALL SELECT r.registration_id FROM registrations AS r WHERE r.programme_id = $1 AND r.contact_id = $2)
        UNION ALL
        SELECT s.given_at, s.consent_id, 'consent.given', NULL, NULL, s.purpose FROM consents AS s
         WHERE s.programme_id = $1 AND s.contact_id = $2
        UNION ALL
        SELECT s.withdrawn_at, s.consent_id, 'consent.withdrawn', NULL, NULL, s.purpose FROM consents AS s
         WHERE s.programme_id = $1 AND s.contact_id = $2 AND s.withdrawn_at IS NOT NULL
        UNION ALL
        SELECT v.invited_at, v.invitation_id, 'invitation.received', NULL, v.event_id, NULL FROM invitations AS v
         WHERE v.programme_id = $1 AND v.contact_id = $2
        UNION ALL
        SELECT c.created_at, c.contact_id, 'contact.imported', i.started_by, NULL, c.origin
          FROM contacts AS c JOIN imports AS i USING (programme_id, import_id)
         WHERE c.programme_id = $1 AND c.contact_id = $2
      ) AS h
      LEFT JOIN events AS e ON e.programme_id = $1 AND e.event_id = h.event_id
      LEFT JOIN accounts AS who ON who.account_id = h.actor_id
      LEFT JOIN members AS m ON m.programme_id = $1 AND m.account_id = h.actor_id
     ORDER BY h.at DESC, h.id DESC LIMIT ${historyLength}`,
    [programmeId, contactId],
  );
  return rows.map(({ title_nl, title_en, ...it }) => ({
    ...it,
    at: it.at.toISOString(),
    about: title_nl === null ? null : { nl: title_nl, en: title_en },
  }));
}

/** What was asked with a signup and is not confirmed yet. */
export async function wishesWith(
  db: Db,
  { programmeId, registrationId }: { programmeId: string; registrationId: string },
): Promise<Wish[]> {
  const [row] = await db.query<{ purposes: Wish[] }>(
    'SELECT purposes FROM subscription_requests WHERE programme_id = $1 AND registration_id = $2 AND confirmed_at IS NULL LIMIT 1',
    [programmeId, registrationId],
  );
  return row?.purposes ?? [];
}

/** Of one request by its id. */
export async function wishesOf(db: Db, programmeId: string, requestId: string): Promise<Wish[]> {
  const [row] = await db.query<{ purposes: Wish[] }>(
    'SELECT purposes FROM subscription_requests WHERE programme_id = $1 AND request_id = $2',
    [programmeId, requestId],
  );
  return row?.purposes ?? ['news'];
}
