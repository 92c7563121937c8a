// The list as somebody at the door sees it: what the server said, and on top of it what was done here since. Without I/O.

import type { DoorPerson } from '@pr8werk/shared/door.ts';
import { doorQuestions, isEmpty, sayAnswer } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import type { Waiting } from './store.ts';

const odd: Record<string, string> = { ı: 'i', ø: 'o', đ: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th' };

/** "Özdemir" is found by "ozd", "Đorđe" by "dor". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıøđłßæœðþ]/g, (it) => odd[it]!);
}

export function apply(
  people: readonly DoorPerson[],
  done: readonly Waiting[],
  questions: readonly Question[],
): DoorPerson[] {
  const byId = new Map(people.map((it) => [it.id, it]));
  for (const { entry, at } of done) {
    const known = byId.get(entry.registration);
    if (entry.kind === 'walk-in' && entry.person && !known) {
      byId.set(entry.registration, {
        id: entry.registration,
        name: entry.person.name,
        organisation: null,
        role: entry.person.role,
        status: 'confirmed',
        isIn: true,
        inAt: new Date(at).toISOString(),
        lead: null,
        answers: [],
        asks: doorQuestions(questions, entry.person.role, {}).map((it) => it.id),
      });
    } else if (known && entry.kind === 'answers') {
      byId.set(known.id, { ...known, answers: answered(known.answers, entry.answers ?? {}, questions) });
    } else if (known) {
      const isIn = entry.kind !== 'out';
      const status = isIn ? 'confirmed' : known.status;
      byId.set(known.id, { ...known, isIn, inAt: isIn ? new Date(at).toISOString() : null, status });
    }
  }
  return [...byId.values()];
}

function answered(
  before: DoorPerson['answers'],
  given: Record<string, AnswerValue>,
  questions: readonly Question[],
): DoorPerson['answers'] {
  const kept = before.filter((it) => !Object.hasOwn(given, it.question));
  const fresh = questions.flatMap((it) => {
    const value = given[it.id];
    if (value === undefined || isEmpty(value)) return [];
    return [{ question: it.id, label: it.label, answer: sayAnswer(it, value), value }];
  });
  return [...kept, ...fresh];
}

export function countsOf(people: readonly DoorPerson[]): { inside: number; expected: number } {
  return {
    inside: people.filter((it) => it.isIn).length,
    expected: people.filter((it) => it.status === 'confirmed' || it.isIn).length,
  };
}

const order = new Intl.Collator('nl');

/** Every word that was typed begins a word of the name or the organisation; who is not in yet comes first. */
export function find(people: readonly DoorPerson[], typed: string, limit: number): DoorPerson[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const matches = (it: DoorPerson) => {
    const own = fold(`${it.name} ${it.organisation ?? ''}`).split(/[\s\-'’.]+/);
    return words.every((word) => own.some((part) => part.startsWith(word)));
  };
  const later = (it: DoorPerson) => (it.isIn ? 1 : 0) + (it.status === 'confirmed' || it.isIn ? 0 : 2);
  return people
    .filter(matches)
    .sort((a, b) => later(a) - later(b) || order.compare(a.name, b.name))
    .slice(0, limit);
}

/** Whose a code is: of the own page of a participant, or the address of that page. */
export function readCode(text: string): string | null {
  const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i.exec(text);
  if (uuid) return uuid[0].toLowerCase();
  const token = /\/r\/([\w-]{43})(?:[/?#]|$)/.exec(text)?.[1];
  if (!token) return null;
  const bytes = atob(token.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '='));
  const hex = [...bytes.slice(0, 16)].map((it) => it.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
