// Questions while somebody types them.

import type { Question } from '@pr8werk/shared/forms.ts';

export interface FormValues {
  questions: Question[];
}

/** A name nobody sees, that stays when the words change. */
export function freeName(stem: string, taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${stem}-${n}`)) n++;
  return `${stem}-${n}`;
}

export function newQuestion(questions: readonly Question[]): Question {
  return {
    id: freeName(
      'vraag',
      questions.map((it) => it.id),
    ),
    kind: 'line',
    label: { nl: '', en: null },
    help: null,
    isRequired: false,
    ask: 'signup',
    options: [],
    showIf: null,
    isSpecial: false,
    mayShow: false,
    meaning: null,
  };
}

export function withChoices(question: Question): Question {
  const isChoice = question.kind === 'choice' || question.kind === 'choices';
  if (!isChoice) return { ...question, options: [], meaning: null };
  return question.options.length > 0 ? question : withOption(question);
}

export function withOption(question: Question): Question {
  const value = freeName(
    'keuze',
    question.options.map((it) => it.value),
  );
  return { ...question, options: [...question.options, { value, label: { nl: '', en: null }, limit: null }] };
}

/** What is empty is not there; what cannot go together was hidden on the screen. */
export function cleaned(questions: readonly Question[]): Question[] {
  const words = (it: { nl: string; en: string | null }) => ({ nl: it.nl.trim(), en: it.en?.trim() || null });
  return questions.map((it) => ({
    ...it,
    label: words(it.label),
    help: it.help?.nl.trim() ? words(it.help) : null,
    isRequired: it.isRequired && !it.isSpecial,
    mayShow: canShow(it) && it.mayShow,
    isSpecial: it.kind !== 'consent' && it.isSpecial,
    meaning: it.isSpecial || it.ask !== 'signup' ? null : it.meaning,
    options: it.options.map((option) => ({
      ...option,
      label: words(option.label),
      limit: canLimit(it) ? option.limit : null,
    })),
  }));
}

export const canShow = (it: Question) => !it.isSpecial && it.kind !== 'consent' && it.ask !== 'door';
export const canLimit = (it: Question) => !it.isSpecial && it.ask === 'signup';
