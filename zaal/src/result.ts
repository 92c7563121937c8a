// What somebody at the door sees of one person: a colour, one word, and what to do.

import type { DoorPerson } from '@pr8werk/shared/door.ts';
import type { AnswerValue, Question } from '@pr8werk/shared/forms.ts';
import { askForm } from './ask-form.ts';
import { el } from './dom.ts';
import { language, said, t } from './words.ts';

export interface Shown {
  /** As they were before the touch that led here. */
  person: DoorPerson | null;
  what: 'in' | 'was-in' | 'out' | 'unknown' | DoorPerson['status'];
}

interface Doing {
  close(): void;
  letIn(): void;
  undo(): void;
  answer(question: string, value: AnswerValue): void;
  walkIn(): void;
}

const tones: Record<Shown['what'], 'good' | 'warn' | 'bad'> = {
  in: 'good',
  confirmed: 'good',
  'was-in': 'warn',
  out: 'warn',
  waiting: 'warn',
  offered: 'warn',
  cancelled: 'bad',
  requested: 'bad',
  declined: 'bad',
  unknown: 'bad',
};
const signs = { good: 'M4 13l5 5L20 6', warn: 'M12 3v12M12 20v.5', bad: 'M5 5l14 14M19 5L5 19' };

interface Known {
  timeZone: string | undefined;
  questions: readonly Question[];
}

/** Drawn, because not every phone has a letter for it. */
function drawn(path: string): SVGElement {
  const [svg, line] = (['svg', 'path'] as const).map((it) =>
    document.createElementNS('http://www.w3.org/2000/svg', it),
  );
  svg!.setAttribute('viewBox', '0 0 24 24');
  svg!.setAttribute('class', 'sign');
  svg!.setAttribute('aria-hidden', 'true');
  line!.setAttribute('d', path);
  svg!.append(line!);
  return svg!;
}

export function result({ person, what }: Shown, { timeZone, questions }: Known, doing: Doing): HTMLElement {
  const key = what === 'confirmed' ? 'out' : what;
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', ...(timeZone ? { timeZone } : {}) };
  const time = person?.inAt ? new Date(person.inAt).toLocaleTimeString(language, options) : '';
  const mayLetIn = what === 'waiting' || what === 'offered' || what === 'cancelled';
  const tone = tones[what];
  // only who is in is asked: who is not may have to go
  const asked = what === 'in' || what === 'was-in' ? questions.filter((it) => person?.asks.includes(it.id)) : [];
  const told = person?.answers.filter((it) => !asked.some((other) => other.id === it.question)) ?? [];
  return el(
    'section',
    { class: `result ${tone}`, 'aria-labelledby': 'result' },
    drawn(signs[tone]),
    el('h2', { id: 'result', tabindex: '-1' }, t(`zaal.result.${key}`)),
    person && el('p', { class: 'name' }, person.name),
    person && el('p', {}, [t(`zaal.role.${person.role}`), person.organisation].filter(Boolean).join(' · ')),
    person?.lead && el('p', {}, t('zaal.with', { name: person.lead })),
    el('p', { class: 'do' }, t(`zaal.result.${key}-do`, { time })),
    told.length > 0
      ? el('dl', {}, ...told.flatMap((it) => [el('dt', {}, said(it.label)), el('dd', {}, said(it.answer))]))
      : null,
    person && asked.length > 0 ? askForm(person, asked, doing.answer) : null,
    el(
      'div',
      { class: 'buttons' },
      mayLetIn && el('button', { type: 'button', class: 'main', click: doing.letIn }, t('zaal.let-in-anyway')),
      what === 'out' && el('button', { type: 'button', class: 'second', click: doing.letIn }, t('zaal.let-in')),
      what === 'unknown' && el('button', { type: 'button', class: 'second', click: doing.walkIn }, t('zaal.walk-in')),
      (what === 'in' || what === 'was-in') &&
        el('button', { type: 'button', class: 'second', click: doing.undo }, t('zaal.undo')),
      el('button', { type: 'button', class: mayLetIn ? 'second' : 'main', click: doing.close }, t('zaal.next')),
    ),
  );
}
