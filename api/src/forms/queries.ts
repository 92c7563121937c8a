import type { EventFormView, Question } from '@pr8werk/shared/forms.ts';
import type { Db } from '#api/context.ts';
import { makeSharedReads, type SharedReads } from '#api/db/shared-reads.ts';

/** The questions of a meeting as they are now; null: it never had any. */
export interface CurrentForm {
  version: number;
  questions: Question[];
}

export async function currentForm(
  db: Db,
  { programmeId, eventId }: { programmeId: string; eventId: string },
): Promise<CurrentForm | null> {
  const [row] = await db.query<CurrentForm>(
    'SELECT version, questions FROM event_forms WHERE programme_id = $1 AND event_id = $2 ORDER BY version DESC LIMIT 1',
    [programmeId, eventId],
  );
  return row ?? null;
}

const asked = new WeakMap<Db, SharedReads<CurrentForm | null>>();

/** The same for who signs up: a crowd at one form reads it together. */
export function formOfCrowd(db: Db, given: { programmeId: string; eventId: string }): Promise<CurrentForm | null> {
  const reads = asked.get(db) ?? makeSharedReads<CurrentForm | null>();
  asked.set(db, reads);
  return reads.ask(`${given.programmeId} ${given.eventId}`, () => currentForm(db, given));
}

/** The questions as they were in these versions. */
export async function formVersions(
  db: Db,
  given: { programmeId: string; eventId: string; versions: readonly number[] },
): Promise<Map<number, Question[]>> {
  if (given.versions.length === 0) return new Map();
  const rows = await db.query<{ version: number; questions: Question[] }>(
    'SELECT version, questions FROM event_forms WHERE programme_id = $1 AND event_id = $2 AND version = ANY ($3::integer[])',
    [given.programmeId, given.eventId, given.versions],
  );
  return new Map(rows.map((it) => [it.version, it.questions]));
}

/** Those of now, and those that are gone since a version that somebody saw. */
export async function questionsSince(
  db: Db,
  given: { programmeId: string; eventId: string },
  version: number,
): Promise<Question[]> {
  const current = await currentForm(db, given);
  if (!current) return [];
  if (!Number.isInteger(version) || version < 1 || version >= current.version) return current.questions;
  const seen = (await formVersions(db, { ...given, versions: [version] })).get(version) ?? [];
  const ids = new Set(current.questions.map((it) => it.id));
  return [...current.questions, ...seen.filter((it) => !ids.has(it.id))];
}

interface ViewRow {
  version: number;
  form_version: number | null;
  questions: Question[] | null;
  made_at: Date | null;
  made_by: string | null;
  limits: Record<string, number>;
}

/** With the limits of the options and how often each was answered. Null: no such meeting here. */
export async function formViewOf(db: Db, programmeId: string, eventId: string): Promise<EventFormView | null> {
  const [row] = await db.query<ViewRow>(
    `SELECT e.version, f.version AS form_version, f.questions, f.made_at, coalesce(m.name, who.name) AS made_by,
        coalesce((SELECT jsonb_object_agg(q.value, q.places) FROM quotas AS q
          WHERE q.programme_id = e.programme_id AND q.event_id = e.event_id AND q.kind = 'option'), '{}') AS limits
       FROM events AS e
       LEFT JOIN LATERAL (SELECT * FROM event_forms AS x WHERE x.programme_id = e.programme_id AND x.event_id = e.event_id
         ORDER BY x.version DESC LIMIT 1) AS f ON true
       LEFT JOIN accounts AS who ON who.account_id = f.made_by
       LEFT JOIN members AS m ON m.programme_id = e.programme_id AND m.account_id = f.made_by
      WHERE e.programme_id = $1 AND e.event_id = $2`,
    [programmeId, eventId],
  );
  if (!row) return null;
  const questions = (row.questions ?? []).map((it) => ({
    ...it,
    options: it.options.map((option) => ({ ...option, limit: row.limits[`${it.id}:${option.value}`] ?? null })),
  }));
  return {
    questions,
    formVersion: row.form_version,
    changedAt: row.made_at?.toISOString() ?? null,
    changedBy: row.made_by,
    answered: await answeredOf(db, programmeId, eventId),
    version: row.version,
  };
}

/** A text is not counted by what it says: only that it is there. */
async function answeredOf(db: Db, programmeId: string, eventId: string): Promise<EventFormView['answered']> {
  const rows = await db.query<{ question: string; people: number; options: Record<string, number> | null }>(
    `WITH given AS (
       SELECT a.question, a.value, q ->> 'kind' AS kind
         FROM registrations AS r
         JOIN answers AS a ON a.programme_id = r.programme_id AND a.registration_id = r.registration_id
         JOIN event_forms AS f ON f.programme_id = r.programme_id AND f.event_id = r.event_id AND f.version = a.form_version
         JOIN LATERAL jsonb_array_elements(f.questions) AS q ON q ->> 'id' = a.question
        WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status NOT IN ('cancelled', 'declined')
     ), counted AS (
       SELECT g.question, v.value, count(*)::integer AS people FROM given AS g
         JOIN LATERAL (SELECT jsonb_array_elements_text(CASE jsonb_typeof(g.value) WHEN 'array' THEN g.value ELSE jsonb_build_array(g.value) END) AS value) AS v ON true
        WHERE g.kind IN ('choice', 'choices') GROUP BY 1, 2
     )
     SELECT g.question, count(*)::integer AS people,
         (SELECT jsonb_object_agg(c.value, c.people) FROM counted AS c WHERE c.question = g.question) AS options
       FROM given AS g GROUP BY g.question ORDER BY g.question`,
    [programmeId, eventId],
  );
  return rows.map((it) => ({
    question: it.question,
    people: it.people,
    options: Object.entries(it.options ?? {}).map(([value, people]) => ({ value, people })),
  }));
}
