import type { NetworkRegistration } from '@pr8werk/shared/keys.ts';
import type { RegistrationCounts, RegistrationSort, RegistrationTab } from '@pr8werk/shared/registrations.ts';
import { searchWords } from '@pr8werk/shared/search.ts';
import { and, eq } from 'drizzle-orm';
import type { Context, Db } from '#api/context.ts';
import { type CursorKey, likePattern, pageOf } from '#api/http/cursors.ts';
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
  notice_version: string;
  created_at: Date;
  cancelled_at: Date | null;
  offer_expires_at: Date | null;
  lead: { id: string; name: string } | null;
  companions: { id: string; name: string }[];
  takes_place: boolean;
  group_label: string | null;
  ended_because: RegistrationRow['endedBecause'];
  admitted_because: string | null;
  version: number;
}

/** Of a registration whose names are forgotten the address is not shown either: the person may be known from later. */
const email = `CASE WHEN r.name <> '' THEN c.email END`;
/** The line is read once for a whole list; how many stand up to a position is then a matter of halving. */
const line = `ARRAY(SELECT w.position FROM registrations AS w
    WHERE w.programme_id = $1 AND w.event_id = $2 AND w.status = 'waiting' ORDER BY w.position)`;
const columns = `r.registration_id, r.event_id, r.contact_id, r.name, ${email} AS email, r.organisation_name, r.role, r.status, r.position,
  CASE WHEN r.status = 'waiting' THEN width_bucket(r.position, ${line}) END AS place, r.has_attended, r.verify_by, r.source, n.name AS network, r.site, r.language, r.note, r.notice_version, r.created_at, r.cancelled_at,
  r.offer_expires_at, r.takes_place, r.ended_because, r.admitted_because,
  (SELECT label FROM event_codes AS g WHERE g.programme_id = r.programme_id AND g.code_id = r.code_id) AS group_label,
  (SELECT jsonb_build_object('id', l.registration_id, 'name', l.name) FROM registrations AS l
    WHERE l.programme_id = r.programme_id AND l.registration_id = r.lead_id) AS lead,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.registration_id, 'name', m.name) ORDER BY m.name, m.registration_id)
    FROM registrations AS m WHERE m.programme_id = r.programme_id AND m.lead_id = r.registration_id AND m.status <> 'cancelled'), '[]') AS companions,
  r.version`;

const joins = `registrations AS r
  JOIN contacts AS c ON c.programme_id = r.programme_id AND c.contact_id = r.contact_id
  LEFT JOIN networks AS n ON n.programme_id = r.programme_id AND n.network_id = r.network_id`;

/** What each tab of the list shows; the counts use the same words. */
export const tabs: Record<RegistrationTab, string> = {
  all: `r.status NOT IN ('cancelled', 'declined')`,
  confirmed: `r.status = 'confirmed'`,
  waiting: `r.status = 'waiting'`,
  offered: `r.status = 'offered'`,
  requested: `r.status = 'requested'`,
  declined: `r.status = 'declined'`,
  cancelled: `r.status = 'cancelled'`,
  attended: `r.status <> 'cancelled' AND r.has_attended`,
  'not-attended': `r.status = 'confirmed' AND r.has_attended IS NOT TRUE`,
  unverified: `r.status NOT IN ('cancelled', 'declined') AND r.verify_by IS NOT NULL`,
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
/** Behind every name, in every alphabet. */
const noName = '\uffff';
const ascending = {
  // by place in line, those without a place after them
  place: { by: `coalesce(r.position, ${noPlace})`, cast: 'bigint', key: (it) => it.position ?? noPlace },
  name: { by: 'r.name COLLATE "und-x-icu"', cast: 'text', key: (it) => it.name },
  createdAt: { by: 'r.created_at', cast: 'timestamptz', key: (it) => it.created_at.toISOString() },
  organisation: {
    by: `coalesce(r.organisation_name, '${noName}') COLLATE "und-x-icu"`,
    cast: 'text',
    key: (it) => it.organisation_name ?? noName,
  },
} satisfies Record<string, Omit<Sort, 'direction'>>;

export function sortOf(name: RegistrationSort): Sort {
  const isDown = name.startsWith('-');
  return { ...ascending[name.replace('-', '') as keyof typeof ascending], direction: isDown ? 'DESC' : 'ASC' };
}

/** What of the list is asked for; `-` as source or network: through none. */
export interface ListFilter {
  role?: string | undefined;
  source?: string | undefined;
  network?: string | undefined;
  language?: string | undefined;
  attended?: 'yes' | 'no' | 'unknown' | undefined;
  search?: string | undefined;
}

export interface ListGiven extends ListFilter {
  programmeId: string;
  eventId: string;
  tab: RegistrationTab;
  sort: RegistrationSort;
  limit: number;
  after: CursorKey | null;
}

/** The condition and its parameters, of which the first two are the programme and the meeting. */
function filtered(programmeId: string, eventId: string, given: ListFilter): { where: string; values: unknown[] } {
  const { words, plain, domains } = searchOf(given.search ?? '');
  const attended = given.attended && { yes: true, no: false, unknown: null }[given.attended];
  return {
    where: `r.programme_id = $1 AND r.event_id = $2
        AND ($3::text IS NULL OR r.role = $3)
        AND ($4::text IS NULL OR coalesce(r.source, '-') = $4)
        AND ($5::text IS NULL OR coalesce(n.slug, '-') = $5)
        AND ($6::text IS NULL OR r.language = $6)
        AND (NOT $7 OR r.has_attended IS NOT DISTINCT FROM $8::boolean)
        AND (${email} ILIKE ANY ($10::text[])
          OR NOT EXISTS (SELECT FROM unnest($9::text[], $11::text[]) AS typed(word, plain)
            WHERE NOT (r.name ILIKE word OR coalesce(r.organisation_name, '') ILIKE word OR coalesce(${email}, '') ILIKE word
              OR (r.name <> '' AND coalesce(c.search_text LIKE plain, false)))))`,
    values: [
      programmeId,
      eventId,
      given.role ?? null,
      given.source ?? null,
      given.network ?? null,
      given.language ?? null,
      given.attended !== undefined,
      attended ?? null,
      words,
      domains,
      plain,
    ],
  };
}

const looksLikeDomain = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u;

/** `@linde.nl` is everybody there and at its departments; `linde.nl` also who has it elsewhere; else each word somewhere. */
function searchOf(text: string): { words: string[]; plain: (string | null)[]; domains: string[] } {
  const typed = text.normalize('NFC').trim();
  const domain = typed.replace(/^@/, '');
  const isDomain = domain !== '' && (typed.startsWith('@') || looksLikeDomain.test(typed));
  const each = typed.startsWith('@') ? [typed] : typed.split(/\s+/).filter(Boolean).slice(0, 8);
  const found = { words: each.map(likePattern), plain: each.map(withoutAccents) };
  if (!isDomain) return { ...found, domains: [] };
  const start = likePattern(domain).slice(1);
  return { ...found, domains: [`%@${start}`, `%@%.${start}`] };
}

/** "jose" finds José, and "José" Jose. Of what is more than a word each sign counts. */
function withoutAccents(word: string): string | null {
  const [plain, ...more] = /^[\p{L}\p{M}\p{N}]+$/u.test(word) ? searchWords(word) : [];
  return plain && more.length === 0 ? likePattern(plain) : null;
}

export async function listedRegistrations(db: Db, given: ListGiven): Promise<ListedRegistration[]> {
  const { by, direction, cast } = sortOf(given.sort);
  const compare = direction === 'ASC' ? '>' : '<';
  const collate = cast === 'text' ? ' COLLATE "und-x-icu"' : '';
  const { where, values } = filtered(given.programmeId, given.eventId, given);
  return db.query<ListedRegistration>(
    `SELECT ${columns} FROM ${joins}
      WHERE ${where} AND ${tabs[given.tab]}
        AND ($12::text IS NULL OR (${by}, r.registration_id) ${compare} (($12::${cast})${collate}, $13::uuid))
      ORDER BY ${by} ${direction}, r.registration_id ${direction} LIMIT $14`,
    [...values, given.after?.[0] ?? null, given.after?.[1] ?? null, given.limit],
  );
}

export function cursorKey(sort: RegistrationSort, row: ListedRegistration): CursorKey {
  return [sortOf(sort).key(row), row.registration_id];
}

const kinds = { text: 'text', timestamptz: 'instant', bigint: 'number' } as const;

/** What the first part of that key is. */
export function cursorKind(sort: RegistrationSort): 'number' | 'instant' | 'text' {
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

export async function countsOf(
  db: Db,
  programmeId: string,
  eventId: string,
  filter: ListFilter,
): Promise<RegistrationCounts> {
  const count = (tab: RegistrationTab) => `(count(*) FILTER (WHERE ${tabs[tab]}))::integer`;
  const { where, values } = filtered(programmeId, eventId, filter);
  const [totals] = await db.query<Omit<RegistrationCounts, 'bySource' | 'byRole'>>(
    `SELECT ${count('all')} AS "all", ${count('confirmed')} AS confirmed, ${count('waiting')} AS waiting,
        ${count('offered')} AS offered, ${count('requested')} AS requested, ${count('declined')} AS declined, ${count('cancelled')} AS cancelled,
        ${count('attended')} AS attended, ${count('not-attended')} AS "notAttended", ${count('unverified')} AS unverified,
        (SELECT capacity FROM event_places WHERE programme_id = $1 AND event_id = $2) AS capacity
       FROM ${joins} WHERE ${where}`,
    values,
  );
  const grouped = <T extends object>(column: string) =>
    db.query<T>(
      `SELECT ${column}, count(*)::integer AS registrations FROM ${joins}
        WHERE ${where} AND ${tabs.all} GROUP BY 1 ORDER BY 2 DESC, 1`,
      values,
    );
  const bySource = await grouped<RegistrationCounts['bySource'][number]>('r.source');
  const byRole = await grouped<RegistrationCounts['byRole'][number]>('r.role');
  return { ...totals!, bySource, byRole };
}

/** The id of a code of this meeting that is still good. */
export async function validCode(
  db: Db,
  given: { programmeId: string; eventId: string; code: string; now: Date },
): Promise<string | null> {
  const [row] = await db.query<{ code_id: string }>(
    'SELECT code_id FROM event_codes WHERE programme_id = $1 AND event_id = $2 AND code = $3 AND (expires_at IS NULL OR expires_at > $4)',
    [given.programmeId, given.eventId, given.code, given.now],
  );
  return row?.code_id ?? null;
}

/** How many others one person may sign up at this meeting. */
export async function companyLimit(db: Db, given: { programmeId: string; eventId: string }): Promise<number> {
  const [row] = await db.query<{ company_limit: number }>(
    'SELECT company_limit FROM event_places WHERE programme_id = $1 AND event_id = $2',
    [given.programmeId, given.eventId],
  );
  return row?.company_limit ?? 0;
}

/** By whom someone was brought, and whom they brought that still comes. */
export interface Company {
  lead: string | null;
  /** Nobody is mailed on the word of someone who did not confirm to be a person. */
  isVouchedFor: boolean;
  companions: string[];
}

export async function companyNames(
  db: Db,
  { programmeId, registrationId, leadId }: Pick<RegistrationRow, 'programmeId' | 'registrationId' | 'leadId'>,
): Promise<Company> {
  const rows = await db.query<{ id: string; name: string; isVerified: boolean }>(
    `SELECT registration_id AS id, name, verify_by IS NULL AS "isVerified" FROM registrations WHERE programme_id = $1 AND registration_id = $2
     UNION ALL
     (SELECT registration_id, name, true FROM registrations WHERE programme_id = $1 AND lead_id = $3 AND status NOT IN ('cancelled', 'declined')
       ORDER BY name, registration_id)`,
    [programmeId, leadId, registrationId],
  );
  return {
    lead: rows.find((it) => it.id === leadId)?.name ?? null,
    isVouchedFor: rows.every((it) => it.isVerified),
    companions: rows.filter((it) => it.id !== leadId).map((it) => it.name),
  };
}

/** The line was closed, with "come along anyway" as its last word. */
export async function isToldToCome(db: Db, given: { programmeId: string; eventId: string }): Promise<boolean> {
  const rows = await db.query(
    `SELECT FROM event_places WHERE programme_id = $1 AND event_id = $2 AND line_closed_at IS NOT NULL AND last_word = 'come-along'`,
    [given.programmeId, given.eventId],
  );
  return rows.length > 0;
}

/** How it stands with whom a network signed up. Who was there before is to it what it was told, or gone. */
export async function networkSignups(
  ctx: Pick<Context, 'db' | 'now'>,
  given: {
    programmeId: string;
    networkId: string;
    eventId: string;
    limit: number;
    after: CursorKey | null;
    receipt?: string;
  },
) {
  const rows = await ctx.db.query<Omit<NetworkRegistration, 'receivedAt'> & { received_at: Date }>(
    `SELECT s.receipt, s.event_id AS event, s.received_at,
        CASE WHEN s.is_new OR r.status = 'cancelled' THEN r.status ELSE s.told END AS status,
        r.status <> 'cancelled' AND CASE WHEN s.is_new THEN r.verify_by IS NOT NULL ELSE coalesce(s.confirm_by > $6, false) END
          AS "needsConfirmation"
       FROM network_signups AS s JOIN registrations AS r USING (programme_id, registration_id)
      WHERE s.programme_id = $1 AND s.network_id = $2 AND s.event_id = $3
        AND ($4::uuid IS NULL OR s.receipt = $4) AND ($5::uuid IS NULL OR s.receipt > $5)
      ORDER BY s.receipt LIMIT $7`,
    [
      given.programmeId,
      given.networkId,
      given.eventId,
      given.receipt ?? null,
      given.after?.[0] ?? null,
      ctx.now(),
      given.limit + 1,
    ],
  );
  return pageOf(
    rows,
    given.limit,
    ({ received_at, ...it }): NetworkRegistration => ({ ...it, receivedAt: received_at.toISOString() }),
    (it) => [it.receipt],
  );
}
