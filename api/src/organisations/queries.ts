import type { NetworkView, OrganisationEventView, OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import type { Db } from '#api/context.ts';
import { type CursorKey, likePattern, pageOf } from '#api/http/cursors.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';

interface OrganisationListRow {
  organisation_id: string;
  name: string;
  kind: OrganisationView['kind'];
  party: Party | null;
  kvk_number: string | null;
  oin: string | null;
  municipality_code: string | null;
  website: string | null;
  version: number;
  memberships: { starts_on: string | null; ends_on: string | null; is_current: boolean; source: string | null }[];
}

const columns = `o.organisation_id, o.name, o.kind, o.party, o.kvk_number, o.oin, o.municipality_code, o.website, o.version,
  coalesce((SELECT jsonb_agg(jsonb_build_object('starts_on', m.starts_on, 'ends_on', m.ends_on, 'is_current', m.is_current, 'source', m.source)
      ORDER BY m.ends_on NULLS LAST, m.membership_id)
    FROM region_memberships AS m WHERE m.programme_id = o.programme_id AND m.organisation_id = o.organisation_id), '[]') AS memberships`;

export async function listedOrganisations(
  db: Db,
  given: {
    programmeId: string;
    search?: string;
    party?: string;
    kind?: string;
    limit: number;
    after: CursorKey | null;
  },
) {
  const rows = await db.query<OrganisationListRow>(
    `SELECT ${columns} FROM organisations AS o
      WHERE o.programme_id = $1
        AND ($2::text IS NULL OR o.name ILIKE $2)
        AND ($3::text IS NULL OR o.party = $3)
        AND ($4::text IS NULL OR o.kind = $4)
        AND ($5::text IS NULL OR (o.name COLLATE "C", o.organisation_id) > ($5 COLLATE "C", $6::uuid))
      ORDER BY o.name COLLATE "C", o.organisation_id LIMIT $7`,
    [
      given.programmeId,
      given.search ? likePattern(given.search) : null,
      given.party ?? null,
      given.kind ?? null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit + 1,
    ],
  );
  return pageOf(rows, given.limit, organisationView, (it) => [it.name, it.organisation_id]);
}

export async function organisationOf(
  db: Db,
  programmeId: string,
  organisationId: string,
): Promise<OrganisationView | null> {
  const [row] = await db.query<OrganisationListRow>(
    `SELECT ${columns} FROM organisations AS o WHERE o.programme_id = $1 AND o.organisation_id = $2`,
    [programmeId, organisationId],
  );
  return row ? organisationView(row) : null;
}

function organisationView(row: OrganisationListRow): OrganisationView {
  return {
    id: row.organisation_id,
    name: row.name,
    kind: row.kind,
    party: row.party,
    kvkNumber: row.kvk_number,
    oin: row.oin,
    municipalityCode: row.municipality_code,
    website: row.website,
    memberships: row.memberships.map((it) => ({
      from: it.starts_on ? partialDate(it.starts_on) : null,
      until: it.ends_on ? partialDate(it.ends_on) : null,
      isCurrent: it.is_current,
      source: it.source,
    })),
    version: row.version,
  };
}

interface OrganisationEventRow {
  event_id: string;
  title_nl: string;
  title_en: string | null;
  status: OrganisationEventView['status'];
  starts_at: Date | null;
  happens_on: string;
  is_organiser: boolean;
  people: number;
}

/** Later rooms' rows, because they are what an organisation's page is about. Null: no such organisation. */
export async function organisationEvents(
  db: Db,
  programmeId: string,
  organisationId: string,
  mayCountPeople: boolean,
): Promise<OrganisationEventView[] | null> {
  const [organisation] = await db.query<{ name: string }>(
    'SELECT lower(name) AS name FROM organisations WHERE programme_id = $1 AND organisation_id = $2',
    [programmeId, organisationId],
  );
  if (!organisation) return null;
  const rows = await db.query<OrganisationEventRow>(
    `WITH named AS (
       SELECT event_id, count(*)::integer AS people FROM registrations
        WHERE programme_id = $1 AND status NOT IN ('cancelled', 'declined') AND $4 AND lower(btrim(organisation_name)) = $3 GROUP BY 1)
     SELECT e.event_id, e.title_nl, e.title_en, e.status, e.starts_at, e.happens_on, coalesce(n.people, 0) AS people,
         e.organising_organisation_id IS NOT DISTINCT FROM $2::uuid AS is_organiser
       FROM events AS e LEFT JOIN named AS n USING (event_id)
      WHERE e.programme_id = $1 AND (e.organising_organisation_id = $2 OR n.people > 0)
      ORDER BY e.happens_on COLLATE "C" DESC, e.event_id LIMIT 200`,
    [programmeId, organisationId, organisation.name, mayCountPeople],
  );
  return rows.map((it) => ({
    id: it.event_id,
    title: { nl: it.title_nl, en: it.title_en },
    status: it.status,
    startsAt: it.starts_at?.toISOString() ?? null,
    when: partialDate(it.happens_on),
    as: it.is_organiser ? 'organiser' : 'participants',
    people: mayCountPeople ? it.people : null,
  }));
}

/** Counts registrations too; a later room's rows, because the figure is the network's. */
export async function networkViews(db: Db, programmeId: string, networkId?: string): Promise<NetworkView[]> {
  return db.query<NetworkView>(
    `SELECT n.network_id AS id, n.slug, n.name, n.website, n.version,
        (SELECT count(*)::integer FROM registrations AS r WHERE r.programme_id = n.programme_id AND r.network_id = n.network_id
          AND r.status NOT IN ('cancelled', 'declined')) AS registrations
       FROM networks AS n WHERE n.programme_id = $1 AND ($2::uuid IS NULL OR n.network_id = $2) ORDER BY n.name COLLATE "und-x-icu", n.network_id LIMIT 500`,
    [programmeId, networkId ?? null],
  );
}
