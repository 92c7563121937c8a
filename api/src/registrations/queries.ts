import type { RegistrationCounts, RegistrationTab } from '@pr8werk/shared/registrations.ts';
import { and, eq } from 'drizzle-orm';
import type { Db } from '#api/context.ts';
import { type CursorKey, likePattern } from '#api/http/cursors.ts';
import { type RegistrationRow, registrations } from '#api/registrations/rows.ts';

export interface ListedRegistration {
  registration_id: string;
  event_id: string;
  contact_id: string;
  name: string;
  email: string | null;
  organisation_name: string | null;
  role: RegistrationRow['role'];
  status: RegistrationRow['status'];
  position: number | null;
  place: number | null;
  has_attended: boolean | null;
  verify_by: Date | null;
  source: string | null;
  network: string | null;
  site: string | null;
  language: 'nl' | 'en';
  note: string | null;
  created_at: Date;
  cancelled_at: Date | null;
  version: number;
}

/** Of a registration whose names are forgotten the address is not shown either: the person may be known from later. */
const email = `CASE WHEN r.name <> '' THEN c.email END`;
const columns = `r.registration_id, r.event_id, r.contact_id, r.name, ${email} AS email, r.organisation_name, r.role, r.status, r.position,
  CASE WHEN r.status = 'waiting' THEN (SELECT count(*)::integer FROM registrations AS w
    WHERE w.programme_id = r.programme_id AND w.event_id = r.event_id AND w.status = 'waiting' AND w.position <= r.position) END AS place,
  r.has_attended, r.verify_by, r.source, n.name AS network, r.site, r.language, r.note, r.created_at, r.cancelled_at, r.version`;

const joins = `registrations AS r
  JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
  LEFT JOIN networks AS n ON n.programme_id = r.programme_id AND n.network_id = r.network_id`;

/** What each tab of the list shows; the counts use the same words. */
export const tabs: Record<RegistrationTab, string> = {
  all: `r.status <> 'cancelled'`,
  confirmed: `r.status = 'confirmed'`,
  waiting: `r.status = 'waiting'`,
  cancelled: `r.status = 'cancelled'`,
  attended: `r.status <> 'cancelled' AND r.has_attended`,
  'not-attended': `r.status = 'confirmed' AND r.has_attended IS NOT TRUE`,
  unverified: `r.status <> 'cancelled' AND r.verify_by IS NOT NULL`,
};

interface Sort {
  /** An expression that is never null. */
  by: string;
  direction: 'ASC' | 'DESC';
  cast: 'text' | 'timestamptz' | 'bigint';
  key: (row: ListedRegistration) => string | number;
}

/** Behind everyone who waits. */
const noPlace = Number.MAX_SAFE_INTEGER;
const sorts: Record<string, Sort> = {
  // by place in line, those without a place after them
  place: {
    by: `coalesce(r.position, ${noPlace})`,
    direction: 'ASC',
    cast: 'bigint',
    key: (it) => it.position ?? noPlace,
  },
  name: { by: 'r.name COLLATE "und-x-icu"', direction: 'ASC', cast: 'text', key: (it) => it.name },
  createdAt: { by: 'r.created_at', direction: 'ASC', cast: 'timestamptz', key: (it) => it.created_at.toISOString() },
  '-createdAt': {
    by: 'r.created_at',
    direction: 'DESC',
    cast: 'timestamptz',
    key: (it) => it.created_at.toISOString(),
  },
  organisation: {
    by: `coalesce(r.organisation_name, '~') COLLATE "und-x-icu"`,
    direction: 'ASC',
    cast: 'text',
    key: (it) => it.organisation_name ?? '~',
  },
};

export function sortOf(name: string): Sort {
  return sorts[name] ?? sorts.name!;
}

export interface ListGiven {
  programmeId: string;
  eventId: string;
  tab: RegistrationTab;
  role?: string;
  /** `-`: through no site or network. */
  source?: string;
  search?: string;
  sort: string;
  limit: number;
  after: CursorKey | null;
}

export async function listedRegistrations(db: Db, given: ListGiven): Promise<ListedRegistration[]> {
  const { by, direction, cast } = sortOf(given.sort);
  const compare = direction === 'ASC' ? '>' : '<';
  const collate = cast === 'text' ? ' COLLATE "und-x-icu"' : '';
  return db.query<ListedRegistration>(
    `SELECT ${columns} FROM ${joins}
      WHERE r.programme_id = $1 AND r.event_id = $2 AND ${tabs[given.tab]}
        AND ($3::text IS NULL OR r.role = $3)
        AND ($8::text IS NULL OR coalesce(r.source, '-') = $8)
        AND ($4::text IS NULL OR r.name ILIKE $4 OR r.organisation_name ILIKE $4 OR ${email} ILIKE $4)
        AND ($5::text IS NULL OR (${by}, r.registration_id) ${compare} (($5::${cast})${collate}, $6::uuid))
      ORDER BY ${by} ${direction}, r.registration_id ${direction} LIMIT $7`,
    [
      given.programmeId,
      given.eventId,
      given.role ?? null,
      given.search ? likePattern(given.search) : null,
      given.after?.[0] ?? null,
      given.after?.[1] ?? null,
      given.limit,
      given.source ?? null,
    ],
  );
}

export function cursorKey(sort: string, row: ListedRegistration): CursorKey {
  return [sortOf(sort).key(row), row.registration_id];
}

const kinds = { text: 'text', timestamptz: 'instant', bigint: 'number' } as const;

/** What the first part of that key is. */
export function cursorKind(sort: string): 'number' | 'instant' | 'text' {
  return kinds[sortOf(sort).cast];
}

export async function registrationOf(
  db: Db,
  programmeId: string,
  eventId: string,
  registrationId: string,
): Promise<ListedRegistration | null> {
  const [row] = await db.query<ListedRegistration>(
    `SELECT ${columns} FROM ${joins} WHERE r.programme_id = $1 AND r.event_id = $2 AND r.registration_id = $3`,
    [programmeId, eventId, registrationId],
  );
  return row ?? null;
}

export async function registrationRow(
  db: Db,
  programmeId: string,
  registrationId: string,
): Promise<RegistrationRow | null> {
  const [row] = await db.orm
    .select()
    .from(registrations)
    .where(and(eq(registrations.programmeId, programmeId), eq(registrations.registrationId, registrationId)));
  return row ?? null;
}

export async function placeInLine(db: Db, programmeId: string, registrationId: string): Promise<number | null> {
  const [row] = await db.query<{ place: number }>(
    `SELECT (SELECT count(*)::integer FROM registrations AS w WHERE w.programme_id = r.programme_id AND w.event_id = r.event_id
        AND w.status = 'waiting' AND w.position <= r.position) AS place
       FROM registrations AS r WHERE r.programme_id = $1 AND r.registration_id = $2 AND r.status = 'waiting'`,
    [programmeId, registrationId],
  );
  return row?.place ?? null;
}

export async function countsOf(db: Db, programmeId: string, eventId: string): Promise<RegistrationCounts> {
  const count = (tab: RegistrationTab) => `(count(*) FILTER (WHERE ${tabs[tab]}))::integer`;
  const [totals] = await db.query<Omit<RegistrationCounts, 'bySource' | 'byRole'>>(
    `SELECT ${count('all')} AS "all", ${count('confirmed')} AS confirmed, ${count('waiting')} AS waiting, ${count('cancelled')} AS cancelled,
        ${count('attended')} AS attended, ${count('not-attended')} AS "notAttended", ${count('unverified')} AS unverified,
        (SELECT capacity FROM event_places WHERE programme_id = $1 AND event_id = $2) AS capacity
       FROM registrations AS r WHERE r.programme_id = $1 AND r.event_id = $2`,
    [programmeId, eventId],
  );
  const grouped = <T extends object>(column: string) =>
    db.query<T>(
      `SELECT ${column}, count(*)::integer AS registrations FROM registrations AS r
        WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status <> 'cancelled' GROUP BY 1 ORDER BY 2 DESC, 1`,
      [programmeId, eventId],
    );
  const bySource = await grouped<RegistrationCounts['bySource'][number]>('r.source');
  const byRole = await grouped<RegistrationCounts['byRole'][number]>('r.role');
  return { ...totals!, bySource, byRole };
}
