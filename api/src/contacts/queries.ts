import type { ContactView } from '@pr8werk/shared/contacts.ts';
import type { Db } from '#api/context.ts';
import { type CursorKey, likePattern, pageOf } from '#api/http/cursors.ts';

interface ContactListRow {
  contact_id: string;
  name: string;
  email: string | null;
  organisation_name: string | null;
}

export async function listedContacts(
  db: Db,
  given: { programmeId: string; search?: string; limit: number; after: CursorKey | null },
) {
  const rows = await db.query<ContactListRow>(
    `SELECT contact_id, name, email, organisation_name FROM contacts
      WHERE programme_id = $1
        AND ($2::text IS NULL OR name ILIKE $2 OR email ILIKE $2 OR organisation_name ILIKE $2)
        AND ($3::text IS NULL OR (name COLLATE "und-x-icu", contact_id) > ($3 COLLATE "und-x-icu", $4::uuid))
      ORDER BY name COLLATE "und-x-icu", contact_id LIMIT $5`,
    [
      given.programmeId,
      given.search ? likePattern(given.search) : null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit + 1,
    ],
  );
  return pageOf(
    rows,
    given.limit,
    (it) => ({ id: it.contact_id, name: it.name, email: it.email, organisationName: it.organisation_name }),
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
  registrations: { id: string; event: string; title: string; status: string; created_at: string }[];
}

/** With this person's meetings: a later room's rows, read here because they are what a person's page is about. */
export async function contactOf(db: Db, programmeId: string, contactId: string): Promise<ContactView | null> {
  const [row] = await db.query<ContactRow>(
    `SELECT c.contact_id, c.name, c.email, c.organisation_name, c.disciplines, c.created_at, c.version,
        coalesce((SELECT jsonb_agg(to_jsonb(s) ORDER BY s.given_at) FROM consents AS s
          WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id), '[]') AS consents,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.registration_id, 'event', r.event_id, 'title', e.title_nl,
            'status', r.status, 'created_at', r.created_at) ORDER BY r.created_at DESC)
          FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
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
    registrations: row.registrations.map((it) => ({
      id: it.id,
      event: it.event,
      eventTitle: it.title,
      status: it.status,
      createdAt: new Date(it.created_at).toISOString(),
    })),
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}
