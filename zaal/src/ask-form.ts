// What is asked at the door, under the welcome. Every answer is kept in the moment it is given: the next person in the
// queue does not wait for a button.

import type { DoorPerson } from '@pr8werk/shared/door.ts';
import { askedQuestions, longestAnswer } from '@pr8werk/shared/form-rules.ts';
import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import { type Child, el } from './dom.ts';
import { said, t } from './words.ts';

type Answer = (question: string, value: AnswerValue) => void;

export function askForm(person: DoorPerson, questions: readonly Question[], answer: Answer): HTMLElement {
  const values = new Map(person.answers.map((it) => [it.question, it.value]));
  const ids = new Set(questions.map((it) => it.id));
  // what hangs on something else was decided by the server
  const loose = questions.map((it) => (it.showIf && !ids.has(it.showIf.question) ? { ...it, showIf: null } : it));
  const status = el('p', { class: 'soft saved', role: 'status' });
  const fields = new Map(questions.map((it) => [it.id, field(it, values.get(it.id), take)]));
  function draw(): void {
    const asked = new Set(askedQuestions(loose, person.role, Object.fromEntries(values)).map((it) => it.id));
    for (const [id, element] of fields) element.hidden = !asked.has(id);
  }
  function take(question: string, value: AnswerValue): void {
    values.set(question, value);
    status.textContent = t('zaal.ask-saved');
    draw();
    answer(question, value);
  }
  draw();
  return el('div', { class: 'ask' }, el('h3', {}, t('zaal.ask')), ...fields.values(), status);
}

function field(question: Question, value: AnswerValue | undefined, take: Answer): HTMLElement {
  const id = `ask-${question.id}`;
  const help = question.help && el('p', { class: 'soft', id: `${id}-help` }, said(question.help));
  const about = help ? { 'aria-describedby': `${id}-help` } : {};
  const labelled = (control: Child) => el('div', {}, el('label', { for: id }, said(question.label)), help, control);
  switch (question.kind) {
    case 'text': {
      const area = el('textarea', { id, rows: 3, maxlength: longestAnswer.text, ...about });
      area.value = String(value ?? '');
      area.addEventListener('change', () => take(question.id, area.value.trim()));
      return labelled(area);
    }
    case 'choice': {
      const options = question.options.map((it) =>
        el('option', { value: it.value, selected: it.value === value }, said(it.label)),
      );
      const change = (event: Event) => take(question.id, (event.target as HTMLSelectElement).value);
      return labelled(
        el('select', { id, change, ...about }, el('option', { value: '' }, t('zaal.ask-choose')), ...options),
      );
    }
    case 'choices': {
      const chosen = new Set(Array.isArray(value) ? value : []);
      const boxes = question.options.map((it) =>
        tick(`${id}-${it.value}`, said(it.label), chosen.has(it.value), (isOn) => {
          if (isOn) chosen.add(it.value);
          else chosen.delete(it.value);
          take(question.id, [...chosen]);
        }),
      );
      return el('fieldset', about, el('legend', {}, said(question.label)), help, ...boxes);
    }
    case 'consent':
      return el(
        'div',
        {},
        tick(id, said(question.label), value === true, (isOn) => take(question.id, isOn)),
        help,
      );
    default:
      return labelled(oneLine(question, id, value, take, about));
  }
}

function tick(id: string, label: string, isOn: boolean, change: (isOn: boolean) => void): HTMLElement {
  const box = el('input', { id, type: 'checkbox', checked: isOn, change: () => change(box.checked) });
  return el('label', { class: 'tick', for: id }, box, label);
}

/** A date and a number say for themselves whether they are one; what is not is not kept. */
function oneLine(
  question: Question,
  id: string,
  value: AnswerValue | undefined,
  take: Answer,
  about: { 'aria-describedby'?: string | undefined },
): HTMLElement {
  const type = question.kind === 'line' ? 'text' : question.kind;
  const input = el('input', {
    id,
    type,
    maxlength: type === 'text' ? longestAnswer.line : null,
    step: type === 'number' ? 'any' : null,
    autocomplete: 'off',
    ...about,
  });
  input.value = String(value ?? '');
  input.addEventListener('change', () => {
    if (!input.checkValidity()) return void input.reportValidity();
    const typed = input.value.trim();
    take(question.id, type === 'number' && typed !== '' ? Number(typed) : typed);
  });
  return input;
}
