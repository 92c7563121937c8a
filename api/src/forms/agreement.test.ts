// One definition, read in three places: what the embed shows and sends, what the page leaves out, and what the api asks for.

import { askedQuestions, formFaults, readAnswers } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import { embedMessages } from '@pr8werk/shared/messages/embed.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionFields, withoutUnasked } from '#api/forms/rules.ts';
import { contentOf, findFaults, shownFields, type Values } from '../../../embed/src/rules.ts';

const plain = {
  help: null,
  isRequired: false,
  options: [],
  showIf: null,
  isSpecial: false,
  mayShow: false,
  meaning: null,
};
const q = (id: string, more: Partial<Question> = {}): Question => ({
  ...plain,
  id,
  kind: 'line',
  label: { nl: `Vraag ${id}`, en: null },
  ask: 'signup',
  ...more,
});
const options = (...values: string[]) =>
  values.map((value) => ({ value, label: { nl: value, en: null }, limit: null }));

describe('the page, the embed and the api', () => {
  const value = fc.constantFrom('a', 'b');
  const aQuestion = fc.record({
    kind: fc.constantFrom('line', 'choice', 'choices', 'consent', 'number', 'date'),
    isRequired: fc.boolean(),
    isSpecial: fc.boolean(),
    mayShow: fc.boolean(),
    on: fc.option(fc.oneof(fc.constant('role'), fc.nat({ max: 5 })), { nil: null }),
    equals: fc.uniqueArray(value, { minLength: 1 }),
  });
  const aForm = fc.array(aQuestion, { minLength: 1, maxLength: 6 }).map((list) =>
    list.reduce<Question[]>((before, it, i) => {
      const kind = it.kind as Question['kind'];
      const isChoice = kind === 'choice' || kind === 'choices';
      const isSpecial = it.isSpecial && kind !== 'consent';
      const on = typeof it.on === 'number' ? before[it.on] : undefined;
      const canBe = on && !on.isSpecial && ['choice', 'choices', 'consent'].includes(on.kind);
      const equals = on?.kind === 'consent' ? [it.equals[0] === 'a' ? 'true' : 'false'] : it.equals;
      const showIf =
        it.on === 'role' ? { question: 'role', equals: ['commissioner'] } : canBe ? { question: on.id, equals } : null;
      const more = {
        kind,
        isSpecial,
        showIf,
        isRequired: it.isRequired && !isSpecial,
        mayShow: it.mayShow && !isSpecial && kind !== 'consent',
      };
      before.push(q(`v${i}`, { ...more, options: isChoice ? options('a', 'b') : [] }));
      return before;
    }, []),
  );
  const typed: Record<string, string[]> = {
    line: ['', 'tekst'],
    choice: ['', 'a', 'b'],
    choices: ['', 'a', 'a,b'],
    consent: ['', 'true'],
    number: ['', '2'],
    date: ['', '2026-11-21'],
  };
  const picks = fc.array(fc.nat({ max: 5 }), { minLength: 12, maxLength: 12 });

  test('agree on which questions are asked and which must be answered', () => {
    const speech = { language: 'nl' as const, words: (it: never) => translator(it, 'nl') };
    const asking = { moments: ['signup'] as const, hasScript: true };
    fc.assert(
      fc.property(aForm, picks, fc.constantFrom('professional', 'commissioner'), (questions, chosen, role) => {
        expect(formFaults(questions)).toEqual([]);
        const fields = [
          { ...questionFields([q('role')], speech, asking)[0]!, name: 'role' },
          ...questionFields(questions, speech, asking),
        ];
        const values: Values = { role };
        questions.forEach(({ id, kind, isSpecial }, i) => {
          values[`answers.${id}`] = typed[kind]![chosen[i]! % typed[kind]!.length]!;
          if (isSpecial && chosen[i + 6]! % 2) values[`agreed.${id}`] = 'true';
        });
        const given = contentOf(fields, values) as {
          answers?: Record<string, AnswerValue>;
          agreed?: Record<string, boolean>;
        };
        const reading = { role, moments: ['signup'] as const, isStrict: true };
        const { read, faults } = readAnswers(questions, given, reading);
        // what the embed sends is what the api asks for, and both miss the same
        const missed = findFaults(fields, values, embedMessages.nl).map((it) => it.field!);
        expect(faults.map((it) => it.pointer.slice(1).replace('/', '.'))).toEqual(missed);
        const shown = shownFields(fields, values).map((it) => it.name);
        const asked = askedQuestions(questions, role, given.answers ?? {});
        const agreedTo = asked.filter((it) => !it.isSpecial || values[`agreed.${it.id}`]);
        expect(shown.filter((it) => it.startsWith('answers.'))).toEqual(agreedTo.map((it) => `answers.${it.id}`));
        // the page sends everything that stands there, and leaves out the same
        const all = contentOf(
          fields.map((it) => ({ ...it, showIf: null })),
          values,
        ) as typeof given;
        const page = readAnswers(questions, withoutUnasked(questions, all, reading), reading);
        expect(page.read.map((it) => it.question.id)).toEqual(read.map((it) => it.question.id));
        const isMissed = (it: { code: string }) => it.code === 'required';
        expect(page.faults.filter(isMissed)).toEqual(faults.filter(isMissed));
      }),
      { numRuns: 500 },
    );
  });
});
