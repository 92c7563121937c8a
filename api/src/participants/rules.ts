// In which order an act on many reaches them, and what a list looks like as a file; without I/O.

import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import { participantWords } from '@pr8werk/shared/messages/admin/participants.ts';
import { registrationWords } from '@pr8werk/shared/messages/admin/registrations.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { BulkAction, ExportColumn, FileColumn } from '@pr8werk/shared/participants.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import type { Cell } from '#api/http/spreadsheets.ts';
import type { Person, Places } from '#api/participants/queries.ts';

/**
 * Places go to the first in line. Who waits is cancelled before who has a place, or a place would go to someone who is
 * next to be cancelled. Of those put back the first get what is free, and the others keep their order at the head of the
 * line: there each one comes before the last.
 */
export function inOrder(action: BulkAction, people: readonly Person[], places: Places): Person[] {
  const byArrival = [...people].sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
  switch (action) {
    case 'cancel':
      return byArrival.sort((a, b) => Number(b.status === 'waiting') - Number(a.status === 'waiting'));
    case 'promote':
      return byArrival.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    case 'restore': {
      const gone = byArrival.filter((it) => it.status === 'cancelled');
      const free = places.capacity === null ? gone.length : Math.max(places.capacity - places.confirmed, 0);
      const others = byArrival.filter((it) => it.status !== 'cancelled');
      return [...gone.slice(0, free), ...gone.slice(free).reverse(), ...others];
    }
    default:
      return byArrival;
  }
}

/** A column of its own for a question, with what everyone answered to it. */
export interface AnswerColumn {
  question: Question;
  /** By registration. */
  values: ReadonlyMap<string, AnswerValue>;
}

interface Shown {
  answers?: Partial<Record<'answers' | 'specialAnswers', readonly AnswerColumn[]>>;
  columns: readonly FileColumn[];
  language: Language;
  timeZone: string;
}

/** The table behind a file: headings, then a row for everyone. */
export function tableOf(
  people: readonly RegistrationView[],
  { columns, language, timeZone, answers = {} }: Shown,
): Cell[][] {
  const t = translator(registrationWords, language);
  const moment = (at: string | null): Cell =>
    at === null ? null : Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const cells: Record<ExportColumn, (it: RegistrationView) => Cell> = {
    name: (it) => it.name,
    email: (it) => it.email,
    organisation: (it) => it.organisation,
    role: (it) => t(`registrations.role.${it.role}`),
    status: (it) => t(`registrations.state.${it.isVerified ? it.status : 'unverified'}`),
    place: (it) => it.place,
    attended: (it) => (it.hasAttended === null ? null : t(`registrations.attended.${it.hasAttended ? 'yes' : 'no'}`)),
    source: (it) => it.source,
    network: (it) => it.network,
    site: (it) => it.site,
    language: (it) => it.language,
    note: (it) => it.note,
    createdAt: (it) => moment(it.createdAt),
    cancelledAt: (it) => moment(it.cancelledAt),
  };
  const said = (it: Question['label']) => (language === 'en' && it.en) || it.nl;
  const shown = columns.flatMap((column): { heading: string; cell: (it: RegistrationView) => Cell }[] => {
    if (column !== 'answers' && column !== 'specialAnswers')
      return [{ heading: t(`registrations.column.${column}`), cell: cells[column] }];
    return (answers[column] ?? []).map(({ question, values }) => ({
      heading: said(question.label),
      cell: (it) => answerCell(question, values.get(it.id), said, t('registrations.attended.yes')),
    }));
  });
  return [shown.map((it) => it.heading), ...people.map((person) => shown.map((it) => it.cell(person)))];
}

function answerCell(
  { options }: Question,
  value: AnswerValue | undefined,
  said: (it: Question['label']) => string,
  yes: string,
): Cell {
  if (value === undefined) return null;
  if (typeof value === 'number') return value;
  if (value === true) return yes;
  const labels = new Map(options.map((it) => [it.value, said(it.label)]));
  return [value]
    .flat()
    .map((it) => labels.get(String(it)) ?? String(it))
    .join(', ');
}

export function fileNameOf(slug: string, today: string, format: 'csv' | 'xlsx', language: Language): string {
  return `${translator(participantWords, language)('participants.file-name')}-${slug}-${today}.${format}`;
}
