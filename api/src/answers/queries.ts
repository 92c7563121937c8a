import type { AnswersView, AnswerValue, CateringView, Question } from '@pr8werk/shared/forms.ts';
import type { Db } from '#api/context.ts';
import { currentForm, formVersions } from '#api/forms/queries.ts';

export interface AnswerRow {
  registration_id: string;
  question: string;
  form_version: number;
  value: AnswerValue;
  is_special: boolean;
  may_show: boolean;
  answered_at: Date;
}

export async function answerRows(db: Db, programmeId: string, registrations: readonly string[]): Promise<AnswerRow[]> {
  return db.query<AnswerRow>(
    `SELECT registration_id, question, form_version, value, is_special, may_show, answered_at FROM answers
      WHERE programme_id = $1 AND registration_id = ANY ($2::uuid[]) ORDER BY registration_id, question`,
    [programmeId, registrations],
  );
}

interface Of {
  programmeId: string;
  eventId: string;
  registrationId: string;
  /** Who may not manage participants is not told of diet and access. */
  withSpecial: boolean;
}

/** In the order of the form of now; what that does not ask any more comes last. */
export async function answersView(
  db: Db,
  { programmeId, eventId, registrationId, withSpecial }: Of,
): Promise<AnswersView> {
  const all = await answerRows(db, programmeId, [registrationId]);
  const rows = all.filter((it) => withSpecial || !it.is_special);
  const form = await currentForm(db, { programmeId, eventId });
  const versions = await formVersions(db, { programmeId, eventId, versions: rows.map((it) => it.form_version) });
  const now = (form?.questions ?? []).filter((it) => withSpecial || !it.isSpecial);
  const place = new Map(now.map((it, i) => [it.id, i]));
  const items = rows.flatMap((it) => {
    const question = versions.get(it.form_version)?.find((other) => other.id === it.question);
    if (!question) return [];
    const current = now.find((other) => other.id === question.id);
    const { value, may_show: mayShow, form_version: formVersion } = it;
    return [
      {
        question,
        isGone: !isSame(question, current),
        value,
        mayShow,
        formVersion,
        answeredAt: it.answered_at.toISOString(),
      },
    ];
  });
  return {
    items: items.sort((a, b) => (place.get(a.question.id) ?? 99) - (place.get(b.question.id) ?? 99)),
    asked: now,
  };
}

/** Of every meeting where this person answered something, the newest signup first. Null: no such person here. */
export async function answersOfContact(
  db: Db,
  { programmeId, contactId, withSpecial }: { programmeId: string; contactId: string; withSpecial: boolean },
): Promise<{ registration: string; event: string; answers: AnswersView['items'] }[] | null> {
  const rows = await db.query<{ registration: string | null; event: string }>(
    `SELECT r.registration_id AS registration, r.event_id AS event FROM contacts AS c
       LEFT JOIN registrations AS r ON r.programme_id = c.programme_id AND r.contact_id = c.contact_id
         AND EXISTS (SELECT FROM answers AS a WHERE a.programme_id = r.programme_id AND a.registration_id = r.registration_id)
      WHERE c.programme_id = $1 AND c.contact_id = $2 ORDER BY r.created_at DESC`,
    [programmeId, contactId],
  );
  if (rows.length === 0) return null;
  const found = [];
  for (const { registration, event } of rows) {
    if (registration === null) continue;
    const { items } = await answersView(db, { programmeId, eventId: event, registrationId: registration, withSpecial });
    if (items.length > 0) found.push({ registration, event, answers: items });
  }
  return found;
}

function isSame(then: Question, now: Question | undefined): boolean {
  return now !== undefined && now.kind === then.kind && now.label.nl === then.label.nl;
}

interface CateringRow {
  question: string;
  form_version: number;
  value: AnswerValue;
}

/** Diet and access of who has a place, as counts. */
export async function cateringOf(
  db: Db,
  given: { programmeId: string; eventId: string; now: Date },
): Promise<CateringView> {
  const { programmeId, eventId } = given;
  const [about] = await db.query<{ people: number; isGone: boolean }>(
    `SELECT (SELECT count(*)::integer FROM registrations AS r WHERE r.programme_id = e.programme_id AND r.event_id = e.event_id
          AND r.status = 'confirmed') AS people,
        coalesce((e.ends_at AT TIME ZONE p.time_zone)::date < ($3::timestamptz AT TIME ZONE p.time_zone)::date, false) AS "isGone"
       FROM events AS e JOIN programmes AS p USING (programme_id) WHERE e.programme_id = $1 AND e.event_id = $2`,
    [programmeId, eventId, given.now],
  );
  const rows = await db.query<CateringRow>(
    `SELECT a.question, a.form_version, a.value FROM registrations AS r
       JOIN answers AS a ON a.programme_id = r.programme_id AND a.registration_id = r.registration_id AND a.is_special
      WHERE r.programme_id = $1 AND r.event_id = $2 AND r.status = 'confirmed'`,
    [programmeId, eventId],
  );
  const form = await currentForm(db, given);
  const versions = await formVersions(db, { ...given, versions: rows.map((it) => it.form_version) });
  const ids = [
    ...new Set([
      ...(form?.questions ?? []).filter((it) => it.isSpecial).map((it) => it.id),
      ...rows.map((it) => it.question),
    ]),
  ];
  const items = ids.map((id) => {
    const mine = rows.filter((it) => it.question === id);
    const then = mine.map((it) => versions.get(it.form_version)?.find((other) => other.id === id));
    const question = (form?.questions.find((it) => it.id === id) ?? then.find(Boolean))!;
    const options = [question, ...then].flatMap((it) => it?.options ?? []);
    return { question: id, label: question.label, people: mine.length, lines: linesOf(mine, options) };
  });
  return { people: about!.people, isGone: about!.isGone, items };
}

/** Equal texts are one line, however they are written. */
function linesOf(rows: readonly CateringRow[], options: Question['options']) {
  const lines = new Map<string, { label: { nl: string; en: string | null }; people: number }>();
  for (const value of rows.flatMap((it) => [it.value].flat().map(String))) {
    const key = value.trim().toLowerCase();
    const line = lines.get(key) ?? {
      label: options.find((it) => it.value === value)?.label ?? { nl: value, en: null },
      people: 0,
    };
    lines.set(key, { ...line, people: line.people + 1 });
  }
  return [...lines.values()].sort((a, b) => b.people - a.people || a.label.nl.localeCompare(b.label.nl, 'nl'));
}

/** A column for each question of now, then for those that are gone; also for one that nobody answered. */
export async function answerColumns(
  db: Db,
  given: { programmeId: string; eventId: string; columns: readonly string[]; people: readonly string[] },
): Promise<Record<'answers' | 'specialAnswers', { question: Question; values: Map<string, AnswerValue> }[]>> {
  const isAsked = given.columns.includes('answers') || given.columns.includes('specialAnswers');
  if (!isAsked) return { answers: [], specialAnswers: [] };
  const rows = await answerRows(db, given.programmeId, given.people);
  const form = await currentForm(db, given);
  const versions = await formVersions(db, { ...given, versions: [...new Set(rows.map((it) => it.form_version))] });
  const older = [...versions.values()].reverse().flat();
  const all = [...(form?.questions ?? []), ...older.filter((it) => rows.some((row) => row.question === it.id))];
  // an option that is gone keeps the label it had
  const known = (id: string) => all.filter((it) => it.id === id);
  const questions = [...new Set(all.map((it) => it.id))].map((id) => ({
    ...known(id)[0]!,
    options: known(id)
      .toReversed()
      .flatMap((it) => it.options),
  }));
  const of = (isSpecial: boolean) =>
    questions
      .filter((it) => it.isSpecial === isSpecial)
      .map((question) => ({
        question,
        // what was special when it was answered stays so
        values: new Map(
          rows
            .filter((it) => it.question === question.id && it.is_special === isSpecial)
            .map((it) => [it.registration_id, it.value]),
        ),
      }));
  return { answers: of(false), specialAnswers: of(true) };
}
