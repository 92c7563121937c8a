import type { SignupRulesView } from '@pr8werk/shared/admissions.ts';
import type { Db } from '#api/context.ts';

interface RulesRow extends Omit<SignupRulesView, 'offersUntil' | 'lineClosedAt' | 'codes'> {
  offersUntil: Date | null;
  lineClosedAt: Date | null;
  codes: { id: string; code: string; label: string; expiresAt: string | null; registrations: number }[];
}

/** The rules of a meeting, with how many places each group has taken. Null: no such meeting here. */
export async function signupRulesOf(db: Db, programmeId: string, eventId: string): Promise<SignupRulesView | null> {
  const [row] = await db.query<RulesRow>(
    `SELECT p.admission, p.offer_hours AS "offerHours", p.offers_until AS "offersUntil", p.last_word AS "lastWord",
        p.company_limit AS "companyLimit", p.crew_counts AS "crewCounts", p.line_closed_at AS "lineClosedAt",
        p.capacity, p.confirmed, p.offered, p.waiting, e.version,
        coalesce((SELECT jsonb_agg(jsonb_build_object('kind', q.kind, 'places', q.places, 'taken', q.taken,
            'value', CASE q.kind WHEN 'network' THEN n.slug WHEN 'code' THEN c.code ELSE q.value END,
            'name', coalesce(n.name, c.label, o.name, q.value)) ORDER BY q.kind, q.created_at, q.quota_id)
          FROM quotas AS q
            LEFT JOIN networks AS n ON q.kind = 'network' AND n.programme_id = q.programme_id AND n.network_id::text = q.value
            LEFT JOIN event_codes AS c ON q.kind = 'code' AND c.programme_id = q.programme_id AND c.code_id::text = q.value
            LEFT JOIN organisations AS o ON q.kind = 'municipality' AND o.programme_id = q.programme_id AND o.municipality_code = q.value
          WHERE q.programme_id = p.programme_id AND q.event_id = p.event_id), '[]') AS quotas,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.code_id, 'code', c.code, 'label', c.label, 'expiresAt', c.expires_at,
            'registrations', (SELECT count(*) FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.event_id = c.event_id
              AND r.code_id = c.code_id AND r.status <> 'cancelled')) ORDER BY c.label, c.code)
          FROM event_codes AS c WHERE c.programme_id = p.programme_id AND c.event_id = p.event_id), '[]') AS codes
       FROM event_places AS p JOIN events AS e USING (programme_id, event_id)
      WHERE p.programme_id = $1 AND p.event_id = $2`,
    [programmeId, eventId],
  );
  if (!row) return null;
  return {
    ...row,
    offersUntil: row.offersUntil?.toISOString() ?? null,
    lineClosedAt: row.lineClosedAt?.toISOString() ?? null,
    codes: row.codes.map((it) => ({ ...it, expiresAt: it.expiresAt && new Date(it.expiresAt).toISOString() })),
  };
}

export interface KnownCode {
  id: string;
  code: string;
  isUsed: boolean;
}

export async function codesOf(db: Db, programmeId: string, eventId: string): Promise<KnownCode[]> {
  return db.query<KnownCode>(
    `SELECT c.code_id AS id, c.code, EXISTS (SELECT FROM registrations AS r
        WHERE r.programme_id = c.programme_id AND r.event_id = c.event_id AND r.code_id = c.code_id) AS "isUsed"
       FROM event_codes AS c WHERE c.programme_id = $1 AND c.event_id = $2`,
    [programmeId, eventId],
  );
}

export async function networkIds(db: Db, programmeId: string, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ slug: string; id: string }>(
    'SELECT slug, network_id AS id FROM networks WHERE programme_id = $1 AND slug = ANY ($2)',
    [programmeId, slugs],
  );
  return new Map(rows.map((it) => [it.slug, it.id]));
}

/** The choices of a meeting's form as it is now, as `question:option`. */
export async function optionsOf(db: Db, programmeId: string, eventId: string): Promise<Set<string>> {
  const rows = await db.query<{ option: string }>(
    `SELECT (q ->> 'id') || ':' || (o ->> 'value') AS option
       FROM (SELECT questions FROM event_forms WHERE programme_id = $1 AND event_id = $2 ORDER BY version DESC LIMIT 1) AS f,
         jsonb_array_elements(f.questions) AS q, jsonb_array_elements(q -> 'options') AS o`,
    [programmeId, eventId],
  );
  return new Set(rows.map((it) => it.option));
}
