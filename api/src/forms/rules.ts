// An organiser's questions as fields of a form, in the words and the language of who reads them; without I/O.

import type { FormField } from '@pr8werk/shared/events.ts';
import { askedQuestions, longestAnswer } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, AskMoment, GivenAnswers, Question } from '@pr8werk/shared/forms.ts';
import { type PublicMessage, publicMessages } from '@pr8werk/shared/messages/public.ts';
import type { Catalogue, Translate } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';

/** How somebody is spoken to: a visit is one. */
export interface Speech {
  language: Language;
  words<K extends string>(catalogue: Catalogue<K>): Translate<K>;
}

interface Asking {
  moments: readonly AskMoment[];
  /** With script a question shows when its condition is met; without it the condition stands beside it in words. */
  hasScript: boolean;
}

type Words = Question['label'];

export function questionFields(questions: readonly Question[], speech: Speech, asking: Asking): FormField[] {
  const t = speech.words(publicMessages);
  const said = (it: Words) => (speech.language === 'en' && it.en) || it.nl;
  const asked = questions.filter((it) => asking.moments.includes(it.ask));
  return asked.flatMap((it) => fieldsOf(it, asked, { t, said, hasScript: asking.hasScript }));
}

interface Saying {
  t: Translate<PublicMessage>;
  said: (it: Words) => string;
  hasScript: boolean;
}

function fieldsOf(question: Question, all: readonly Question[], { t, said, hasScript }: Saying): FormField[] {
  const { id, kind, showIf } = question;
  const label = said(question.label);
  const condition = showIf && hasScript ? { field: fieldFor(showIf.question), equals: showIf.equals } : null;
  const about = [showIf && !hasScript ? onlyIf(showIf, all, { t, said }) : null, question.help && said(question.help)];
  const tick = (name: string, words: string, help: string | null): FormField => ({
    name,
    kind: 'consent',
    label: words,
    help,
    isRequired: false,
    autocomplete: null,
    maxLength: null,
    options: [],
    showIf: condition,
  });
  const field: FormField = {
    name: fieldFor(id),
    kind,
    label,
    help: about.filter(Boolean).join(' ') || null,
    isRequired: question.isRequired,
    autocomplete: null,
    maxLength: kind === 'line' || kind === 'text' ? longestAnswer[kind] : null,
    options: question.options.map((it) => ({ value: it.value, label: said(it.label) })),
    showIf: condition,
  };
  if (question.isSpecial) {
    const name = `agreed.${id}`;
    const consent = tick(name, t('field.agree', { question: label }), t('field.agree.help'));
    return [consent, { ...field, showIf: hasScript ? { field: name, equals: ['true'] } : null }];
  }
  return question.mayShow ? [field, tick(`shown.${id}`, t('field.show', { question: label }), null)] : [field];
}

function fieldFor(question: string): string {
  return question === 'role' ? 'role' : `answers.${question}`;
}

/** "Only where ‘I come as’ is: client." */
function onlyIf(
  showIf: NonNullable<Question['showIf']>,
  all: readonly Question[],
  { t, said }: Pick<Saying, 't' | 'said'>,
): string {
  const on = all.find((it) => it.id === showIf.question);
  if (on?.kind === 'consent')
    return t(showIf.equals.includes('true') ? 'field.only-if.ticked' : 'field.only-if.unticked', {
      question: said(on.label),
    });
  const say = (value: string) =>
    showIf.question === 'role'
      ? t(`role.${value}` as PublicMessage)
      : said(on?.options.find((it) => it.value === value)?.label ?? { nl: value, en: null });
  const question = on ? said(on.label) : t('field.role');
  return t('field.only-if', { question, answers: showIf.equals.map(say).join(' / ') });
}

/** Without script everything was shown: what does not apply to this person is left out. */
export function withoutUnasked(
  questions: readonly Question[],
  given: GivenAnswers,
  { role, moments }: { role: string; moments: readonly AskMoment[] },
): GivenAnswers {
  const answers = given.answers ?? {};
  const inTime = questions.filter((it) => moments.includes(it.ask));
  const asked = new Set(askedQuestions(inTime, role, answers).map((it) => it.id));
  const known = new Set(inTime.map((it) => it.id));
  const kept = Object.entries(answers).filter(([id]) => asked.has(id) || !known.has(id));
  return { ...given, answers: Object.fromEntries(kept) };
}

/** As a field holds it. */
export function textOf(value: AnswerValue): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
