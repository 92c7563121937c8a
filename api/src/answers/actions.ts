// Answers that are given or changed after the signup: by the participant, or by an organiser for them. Limits and groups
// move along in the same transaction.

import { choicesIn, meaningIn, type ReadAnswer, readAnswers } from '@pr8werk/shared/form-rules.ts';
import type { AskMoment, GivenAnswers, Question } from '@pr8werk/shared/forms.ts';
import { type Actor, record } from '#api/activity/actions.ts';
import { type AnswerRow, answerRows } from '#api/answers/queries.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { currentForm } from '#api/forms/queries.ts';
import { fail } from '#api/http/problems.ts';
import { registrationRow } from '#api/registrations/queries.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';

interface Given {
  programmeId: string;
  registrationId: string;
  actor: Actor;
  given: GivenAnswers;
  moments: readonly AskMoment[];
  /** The whole form was sent: what is not in it is taken away, and what must be there is missed. */
  isWhole: boolean;
  /** When they were given, where that was not now. */
  at?: Date;
}

export async function saveAnswers(ctx: Context, save: Given): Promise<void> {
  await transact(ctx, (tx) => saveAnswersIn(ctx, tx, save));
}

/** The same, as part of a greater act. */
export async function saveAnswersIn(ctx: Context, tx: Db, save: Given): Promise<void> {
  const { programmeId, registrationId } = save;
  // the places first: an answer may be a choice with a limit
  await tx.query('SELECT (lock_registration($1, $2)).registration_id', [programmeId, registrationId]);
  const registration = await registrationRow(tx, programmeId, registrationId);
  if (!registration) throw fail('not-found');
  // who is forgotten is not asked anything again
  if (registration.name === '' || ['cancelled', 'declined'].includes(registration.status))
    throw fail('registration-state');
  const questions = (await currentForm(tx, registration))?.questions ?? [];
  const stored = await answerRows(tx, programmeId, [registrationId]);
  const read = readAll(questions, stored, registration, save);
  const isChanged = await write(ctx, tx, { save, questions, stored, read, registration });
  if (!isChanged) return;
  await moveGroups(ctx, tx, { registration, questions, read });
  const { actor } = save;
  // which questions is nobody's business here: that somebody has a diet is special too
  await record(ctx, tx, {
    programmeId,
    name: 'registration.answered',
    actor,
    eventId: registration.eventId,
    subjectId: registrationId,
  });
}

/** What stands there already counts along: a condition may be about it. */
function readAll(
  questions: readonly Question[],
  stored: readonly AnswerRow[],
  registration: RegistrationRow,
  { given, moments, isWhole }: Given,
): ReadAnswer[] {
  const before = stored.filter((it) =>
    questions.some((q) => q.id === it.question && !(isWhole && moments.includes(q.ask))),
  );
  const merged: GivenAnswers = {
    answers: { ...Object.fromEntries(before.map((it) => [it.question, it.value])), ...given.answers },
    shown: { ...Object.fromEntries(before.map((it) => [it.question, it.may_show])), ...given.shown },
    agreed: { ...Object.fromEntries(before.map((it) => [it.question, it.is_special])), ...given.agreed },
  };
  const everyMoment = ['signup', 'after', 'door'] as const;
  const { read, faults } = readAnswers(questions, merged, {
    role: registration.role,
    moments: everyMoment,
    isStrict: isWhole,
  });
  const inTime = new Set(questions.filter((it) => moments.includes(it.ask)).map((it) => it.id));
  const errors = faults.filter(({ pointer, code }) => {
    const id = pointer.split('/')[2]!;
    if (code === 'required') return inTime.has(id);
    return Object.hasOwn(given.answers ?? {}, id);
  });
  const late = Object.keys(given.answers ?? {}).filter((id) => questions.some((it) => it.id === id) && !inTime.has(id));
  if (errors.length > 0 || late.length > 0) throw fail('invalid-request', { errors });
  return read;
}

interface Writing {
  save: Given;
  questions: readonly Question[];
  stored: readonly AnswerRow[];
  read: readonly ReadAnswer[];
  registration: RegistrationRow;
}

async function write(ctx: Context, tx: Db, { save, questions, stored, read, registration }: Writing): Promise<boolean> {
  const { programmeId, registrationId, given, moments, isWhole } = save;
  const form = await currentForm(tx, registration);
  const isNamed = (id: string) =>
    Object.hasOwn(given.answers ?? {}, id) ||
    (isWhole && questions.some((it) => it.id === id && moments.includes(it.ask)));
  const gone = stored.filter((it) => isNamed(it.question) && !read.some((other) => other.question.id === it.question));
  const fresh = read.filter(({ question, value, mayShow }) => {
    const before = stored.find((it) => it.question === question.id);
    return !before || before.may_show !== mayShow || JSON.stringify(before.value) !== JSON.stringify(value);
  });
  if (gone.length + fresh.length === 0) return false;
  await tx.query('DELETE FROM answers WHERE programme_id = $1 AND registration_id = $2 AND question = ANY ($3)', [
    programmeId,
    registrationId,
    gone.map((it) => it.question),
  ]);
  for (const { question, value, mayShow } of fresh) {
    await tx.query(
      `INSERT INTO answers (programme_id, registration_id, question, form_version, value, is_special, may_show, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (programme_id, registration_id, question) DO UPDATE SET form_version = excluded.form_version,
           value = excluded.value, is_special = excluded.is_special, may_show = excluded.may_show, answered_at = excluded.answered_at`,
      [
        programmeId,
        registrationId,
        question.id,
        form!.version,
        JSON.stringify(value),
        question.isSpecial,
        mayShow,
        save.at ?? ctx.now(),
      ],
    );
  }
  return true;
}

async function moveGroups(
  ctx: Context,
  tx: Db,
  { registration, questions, read }: Pick<Writing, 'registration' | 'questions' | 'read'>,
): Promise<void> {
  const ids = new Set(questions.map((it) => it.id));
  const kept = registration.choices.filter((it) => !ids.has(it.split(':')[0]!));
  const party = meaningIn(read, 'party');
  const municipality = meaningIn(read, 'municipality');
  const details = {
    choices: [...kept, ...choicesIn(read)].sort(),
    ...(party ? { party } : {}),
    ...(municipality ? { municipality } : {}),
  };
  const { programmeId, registrationId } = registration;
  const [row] = await tx.query<{ full: string | null }>('SELECT change_groups($1, $2, $3, $4) AS full', [
    programmeId,
    registrationId,
    JSON.stringify(details),
    ctx.now(),
  ]);
  if (!row!.full) return;
  const pointer = `/answers/${row!.full.split(':')[0]}`;
  const detail = { nl: 'Deze keuze is vol. Kies iets anders', en: 'This choice is full. Choose something else' };
  throw fail('choice-full', { errors: [{ pointer, code: 'full', detail }] });
}
