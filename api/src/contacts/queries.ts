import type { ContactView } from '@pr8werk/shared/contacts.ts';
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
}

const signups = `FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id AND r.status <> 'cancelled'`;

/** Whom the term has made nameless is in no list. Registrations are a later room's; they are what people are sought by. */
export async function listedContacts(
  db: Db,
  given: ContactFilter & { programmeId: string; limit: number; after: CursorKey | null },
) {
  const rows = await db.query<ContactListRow & { registrations: number; attended: number }>(
    `SELECT c.contact_id, c.name, c.email, c.organisation_name,
        (SELECT count(*)::integer ${signups}) AS registrations, (SELECT count(*)::integer ${signups} AND r.has_attended) AS attended
       FROM contacts AS c
      WHERE c.programme_id = $1 AND c.name <> ''
        AND ($2::text IS NULL OR (c.search_text LIKE ALL ($3::text[]) AND $3 <> '{}')
          OR c.name ILIKE $2 OR c.email ILIKE $2 OR c.organisation_name ILIKE $2)
        AND ($4::text IS NULL OR EXISTS (SELECT ${signups} AND r.role = $4))
        AND ($5::text IS NULL OR EXISTS (SELECT ${signups}
          AND r.network_id = (SELECT n.network_id FROM networks AS n WHERE n.programme_id = $1 AND n.slug = $5)))
        AND ($6::text IS NULL OR ($6 = 'yes') = EXISTS (SELECT ${signups} AND r.has_attended))
        AND ($7::uuid IS NULL OR lower(btrim(c.organisation_name))
          = (SELECT lower(o.name) FROM organisations AS o WHERE o.programme_id = $1 AND o.organisation_id = $7))
        AND ($8::text IS NULL OR (c.name COLLATE "und-x-icu", c.contact_id) > ($8 COLLATE "und-x-icu", $9::uuid))
      ORDER BY c.name COLLATE "und-x-icu", c.contact_id LIMIT $10`,
    [
      given.programmeId,
      given.search ? likePattern(given.search) : null,
      searchWords(given.search ?? '').map((word) => `% ${word}%`),
      given.role ?? null,
      given.network ?? null,
      given.attended ?? null,
      given.organisation ?? null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit + 1,
    ],
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
  created_at: Date;
  version: number;
  consents: {
    purpose: 'event' | 'news';
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
    `SELECT c.contact_id, c.name, c.email, c.organisation_name, c.disciplines, c.created_at, c.version,
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
    consents: row.consents.map((it) => ({
      purpose: it.purpose,
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
