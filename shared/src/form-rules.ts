// What a form means, without I/O: which questions are asked of whom, whether answers fit, whether the questions themselves
// can be kept. The api decides by this; the console says the same while somebody types.

import type { AnswerValue, AskMoment, GivenAnswers, Question } from './forms.ts';
import type { Language } from './primitives.ts';

export interface FormFault {
  pointer: string;
  code: string;
  detail: Record<Language, string>;
}

export const longestAnswer = { line: 200, text: 2000 } as const;
const order: Record<AskMoment, number> = { signup: 0, after: 1, door: 2 };
const hasOptions = (it: Question) => it.kind === 'choice' || it.kind === 'choices';

/** What can be compared with: an unticked box and an empty choice are 'false', which no option is called. */
function spoken(value: AnswerValue | undefined): string[] {
  if (Array.isArray(value)) return value.length > 0 ? value : ['false'];
  return [String(value === undefined || value === '' ? false : value)];
}

/** The questions that are asked of who answers so. A condition on a question that is not asked is not met. */
export function askedQuestions(
  questions: readonly Question[],
  role: string,
  answers: Record<string, AnswerValue>,
): Question[] {
  const asked = new Set<string>();
  return questions.filter(({ id, showIf }) => {
    const isAsked =
      !showIf ||
      (showIf.question === 'role'
        ? showIf.equals.includes(role)
        : asked.has(showIf.question) &&
          spoken(answerOf(answers, showIf.question)).some((it) => showIf.equals.includes(it)));
    if (isAsked) asked.add(id);
    return isAsked;
  });
}

/**
 * What somebody is asked at the door, as far as it does not hang on another answer given there: that is seen on the phone.
 * Nothing about diet or access: it is never on a phone.
 */
export function doorQuestions(
  questions: readonly Question[],
  role: string,
  answers: Record<string, AnswerValue>,
): Question[] {
  const atDoor = questions.filter((it) => it.ask === 'door' && !it.isSpecial);
  const ids = new Set(atDoor.map((it) => it.id));
  const loose = questions.map((it) => (it.showIf && ids.has(it.showIf.question) ? { ...it, showIf: null } : it));
  const asked = new Set(askedQuestions(loose, role, answers).map((it) => it.id));
  return atDoor.filter((it) => asked.has(it.id));
}

/** An answer in words. */
export function sayAnswer(question: Pick<Question, 'options'>, value: AnswerValue): { nl: string; en: string } {
  const said = [value].flat().map((it) => {
    const label = question.options.find((option) => option.value === it)?.label;
    const words = it === true ? { nl: 'ja', en: 'yes' } : it === false ? { nl: 'nee', en: 'no' } : null;
    return label ?? words ?? { nl: String(it), en: null };
  });
  return { nl: said.map((it) => it.nl).join(', '), en: said.map((it) => it.en ?? it.nl).join(', ') };
}

function answerOf(answers: Record<string, AnswerValue>, id: string): AnswerValue | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

export interface ReadAnswer {
  question: Question;
  value: AnswerValue;
  mayShow: boolean;
}

const faults = {
  unknown: ['Deze vraag staat niet in het formulier', 'This question is not in the form'],
  'not-asked': ['Deze vraag hoort niet bij wat er is gekozen', 'This question does not go with what was chosen'],
  required: ['Vul dit in', 'Fill this in'],
  'required-choice': ['Maak een keuze', 'Make a choice'],
  'required-consent': ['Zet hier een vinkje', 'Tick this box'],
  type: ['Dit antwoord heeft niet de goede vorm', 'This answer does not have the right form'],
  number: ['Vul een getal in', 'Fill in a number'],
  date: ['Vul een bestaande datum in, zoals 2026-11-21', 'Fill in an existing date, such as 2026-11-21'],
  'option-gone': ['Deze keuze is er niet meer. Kies opnieuw', 'This choice is no longer there. Choose again'],
  consent: [
    'Zet een vinkje als de organisatie dit mag bewaren, of laat het antwoord leeg',
    'Tick this box if the organisers may keep this, or leave the answer empty',
  ],
} as const;

function fault(pointer: string, key: keyof typeof faults): FormFault {
  const [nl, en] = faults[key];
  return { pointer, code: key.replace(/-(choice|consent)$/, ''), detail: { nl, en } };
}

export interface Reading {
  role: string;
  /** Which moments are asked about here. */
  moments: readonly AskMoment[];
  /** Whether a question that must be answered is missed. */
  isStrict: boolean;
  /** As the person saw it, where that is an older version. */
  seen?: readonly Question[] | undefined;
}

/**
 * The answers that count, each with its question, and what is wrong with the others. A question that has gone since the person
 * saw the form keeps its answer; one that came since is not missed.
 */
export function readAnswers(
  questions: readonly Question[],
  given: GivenAnswers,
  reading: Reading,
): { read: ReadAnswer[]; faults: FormFault[] } {
  const inTime = (it: Question) => reading.moments.includes(it.ask);
  const now = questions.filter(inTime);
  const ids = new Set(questions.map((it) => it.id));
  const seen = new Set(reading.seen?.map((it) => it.id));
  const gone = (reading.seen ?? []).filter((it) => inTime(it) && !ids.has(it.id));
  const all = [...now, ...gone];
  const known = new Set(all.map((it) => it.id));
  const answers = Object.fromEntries(Object.entries(given.answers ?? {}).filter(([, value]) => !isEmpty(value)));
  const found: FormFault[] = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => fault(`/answers/${id}`, 'unknown'));
  const asked = new Set(askedQuestions(all, reading.role, answers).map((it) => it.id));
  const read: ReadAnswer[] = [];
  for (const question of all) {
    const { id } = question;
    const value = answerOf(answers, id);
    if (value === undefined) {
      const isMissed = question.isRequired && asked.has(id) && reading.isStrict && (!reading.seen || seen.has(id));
      if (isMissed) found.push(fault(`/answers/${id}`, missing(question)));
    } else if (!asked.has(id)) found.push(fault(`/answers/${id}`, 'not-asked'));
    else {
      const wrong = wrongWith(question, value);
      if (wrong) found.push({ ...wrong, pointer: `/answers/${id}` });
      else if (question.isSpecial && given.agreed?.[id] !== true) found.push(fault(`/agreed/${id}`, 'consent'));
      else read.push({ question, value, mayShow: question.mayShow && given.shown?.[id] === true });
    }
  }
  return { read, faults: found };
}

export function isEmpty(value: AnswerValue): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

function missing(question: Question): 'required' | 'required-choice' | 'required-consent' {
  return question.kind === 'consent' ? 'required-consent' : hasOptions(question) ? 'required-choice' : 'required';
}

function wrongWith(question: Question, value: AnswerValue): FormFault | null {
  const { kind } = question;
  const values = question.options.map((it) => it.value);
  switch (kind) {
    case 'line':
    case 'text': {
      if (typeof value !== 'string' || (kind === 'line' && /[\r\n]/.test(value))) return fault('', 'type');
      const max = longestAnswer[kind];
      const count = [...value].length;
      if (count <= max) return null;
      const detail = {
        nl: `Dit is te lang: ${count} tekens, het mogen er ${max} zijn`,
        en: `This is too long: ${count} characters, at most ${max}`,
      };
      return { pointer: '', code: 'too-long', detail };
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e12
        ? null
        : fault('', 'number');
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : fault('', 'date');
    case 'consent':
      return value === true ? null : fault('', 'type');
    case 'choice':
      if (typeof value !== 'string') return fault('', 'type');
      return values.includes(value) ? null : fault('', 'option-gone');
    case 'choices':
      if (!Array.isArray(value) || new Set(value).size !== value.length) return fault('', 'type');
      return value.every((it) => values.includes(it)) ? null : fault('', 'option-gone');
  }
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** The choices among these answers, as a quota names them. */
export function choicesIn(read: readonly Pick<ReadAnswer, 'question' | 'value'>[]): string[] {
  return read
    .filter(({ question }) => hasOptions(question) && !question.isSpecial)
    .flatMap(({ question, value }) => [value].flat().map((it) => `${question.id}:${it}`));
}

/** Of which party or municipality somebody says to be. */
export function meaningIn(
  read: readonly Pick<ReadAnswer, 'question' | 'value'>[],
  meaning: 'party' | 'municipality',
): string | null {
  const value = read.find((it) => it.question.meaning === meaning)?.value;
  return typeof value === 'string' ? value : null;
}

/** What is right in itself but cannot be a question, or not in this place; each at its own member. */
export function formFaults(questions: readonly Question[]): FormFault[] {
  const found: FormFault[] = [];
  const say = (pointer: string, code: string, nl: string, en: string) =>
    found.push({ pointer, code, detail: { nl, en } });
  questions.forEach((it, i) => {
    const at = `/questions/${i}`;
    const before = questions.slice(0, i);
    if (it.id === 'role' || before.some((other) => other.id === it.id))
      say(`${at}/id`, 'repeated', 'Een andere vraag heet al zo', 'Another question has this name already');
    if (!it.label.nl.trim()) say(`${at}/label/nl`, 'required', 'Vul de vraag in', 'Fill in the question');
    optionFaults(it, at, say);
    conditionFaults(it, before, at, say);
    if (it.isSpecial && it.isRequired)
      say(
        `${at}/isRequired`,
        'conflict',
        'Wat bijzonder is, mag niemand hoeven zeggen',
        'Nobody may have to tell what is special',
      );
    if (it.isSpecial && (it.mayShow || it.kind === 'consent' || it.meaning))
      say(
        `${at}/isSpecial`,
        'conflict',
        'Dit gaat niet samen met dieet of toegankelijkheid',
        'This does not go with diet or access',
      );
    if (it.mayShow && (it.kind === 'consent' || it.ask === 'door'))
      say(`${at}/mayShow`, 'conflict', 'Dit antwoord komt niet aan tafel', 'This answer does not come to the table');
    if (
      it.meaning &&
      (it.kind !== 'choice' || it.ask !== 'signup' || before.some((other) => other.meaning === it.meaning))
    )
      say(
        `${at}/meaning`,
        'conflict',
        'Dit kan bij één keuzevraag bij het aanmelden',
        'This goes with one choice asked at signup',
      );
  });
  return found;
}

type Say = (pointer: string, code: string, nl: string, en: string) => void;
const parties = ['entrepreneurs', 'government', 'organisations'];

function optionFaults(it: Question, at: string, say: Say): void {
  if (!hasOptions(it)) {
    if (it.options.length > 0)
      say(`${at}/options`, 'conflict', 'Alleen een keuzevraag heeft keuzes', 'Only a choice has options');
    return;
  }
  if (it.options.length === 0) say(`${at}/options`, 'required', 'Maak minstens één keuze', 'Make at least one option');
  it.options.forEach((option, j) => {
    const own = `${at}/options/${j}`;
    if (!option.label.nl.trim()) say(`${own}/label/nl`, 'required', 'Vul de keuze in', 'Fill in the option');
    if (it.options.findIndex((other) => other.value === option.value) < j || option.value === 'false')
      say(`${own}/value`, 'repeated', 'Een andere keuze heet al zo', 'Another option has this name already');
    if (option.limit !== null && (it.isSpecial || it.ask !== 'signup'))
      say(`${own}/limit`, 'conflict', 'Een maximum kan alleen bij het aanmelden', 'A limit is possible at signup only');
    const isMeant =
      it.meaning === 'party'
        ? parties.includes(option.value)
        : it.meaning !== 'municipality' || /^GM\d{4}$/.test(option.value);
    if (!isMeant)
      say(`${own}/value`, 'unknown', 'Dit is geen soort opdrachtgever of gemeente', 'This is no party or municipality');
  });
}

function conditionFaults(it: Question, before: readonly Question[], at: string, say: Say): void {
  const { showIf } = it;
  if (!showIf || showIf.question === 'role') return;
  const on = before.find((other) => other.id === showIf.question);
  const isPossible = on && !on.isSpecial && (hasOptions(on) || on.kind === 'consent') && order[on.ask] <= order[it.ask];
  if (!isPossible) {
    const [nl, en] = ['Kies een keuzevraag die hiervoor komt', 'Choose a choice that comes before this'] as const;
    say(`${at}/showIf/question`, 'unknown', nl, en);
    return;
  }
  const values = on.kind === 'consent' ? ['true', 'false'] : on.options.map((other) => other.value);
  showIf.equals.forEach((value, j) => {
    if (!values.includes(value))
      say(`${at}/showIf/equals/${j}`, 'unknown', 'Deze keuze is er niet', 'There is no such option');
  });
}
