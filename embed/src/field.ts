// One field of the form with its label, help and error.

import type { FormField } from '@pr8werk/shared/events.ts';
import { el } from './dom.ts';
import type { Texts } from './texts.ts';

export interface FieldBox {
  field: FormField;
  box: HTMLElement;
  setError(text: string): void;
  focus(): void;
}

/** Up to so many answers stand open as radio buttons; more fold into a list. */
const openAnswers = 5;

export function buildField(field: FormField, t: Texts): FieldBox {
  const { name, kind, label, isRequired } = field;
  // A radio button cannot be unchosen, so an answer that may be left out is a list with an empty line.
  const isMany = kind === 'choices';
  const isOpen = isMany || (kind === 'choice' && isRequired && field.options.length <= openAnswers);
  const role = isOpen && (isMany ? 'group' : 'radiogroup');
  const box = el(isOpen ? 'fieldset' : 'div', { class: `field ${kind}`, part: 'field', role });
  const error = el('p', { id: `${name}-error`, class: 'error', part: 'error' });
  const help = el('p', { id: `${name}-help`, class: 'help' }, field.help);
  const note = !isRequired && el('span', { class: 'optional' }, ` ${t.optional}`);
  const control = isOpen ? box : buildControl(field, t);
  const caption = isOpen ? el('legend', {}, label, note) : el('label', { for: name }, label, note);
  if (isOpen) box.append(caption, help, error, ...answers(field, isMany ? 'checkbox' : 'radio'));
  else if (kind === 'consent') box.append(error, row(control, caption), help);
  else box.append(caption, help, error, control);
  if (!isMany) control.setAttribute('aria-required', String(isRequired));
  control.setAttribute('aria-describedby', `${error.id} ${help.id}`);
  help.hidden = !field.help;
  const setError = (text: string) => {
    error.textContent = text;
    error.hidden = !text;
    box.classList.toggle('wrong', !!text);
    if (!isMany) control.setAttribute('aria-invalid', String(!!text));
  };
  setError('');
  return { field, box, setError, focus: () => box.querySelector<HTMLElement>('input, textarea, select')!.focus() };
}

function buildControl({ name, kind, autocomplete, options }: FormField, t: Texts): HTMLElement {
  const shared = { id: name, name, autocomplete };
  if (kind === 'text') return el('textarea', { ...shared, rows: 4 });
  if (kind === 'choice') {
    return el(
      'select',
      shared,
      new Option(t.choose, ''),
      ...options.map(({ value, label }) => new Option(label, value)),
    );
  }
  if (kind === 'consent') return el('input', { ...shared, type: 'checkbox', value: 'true' });
  return el('input', {
    ...shared,
    type: (kind === 'email' || kind === 'date') && kind,
    inputmode: kind === 'number' && 'decimal',
  });
}

function answers({ name, options }: FormField, type: string): HTMLElement[] {
  return options.map(({ value, label }) => {
    const id = `${name}-${value}`;
    return row(el('input', { type, id, name, value }), el('label', { for: id }, label));
  });
}

function row(...children: HTMLElement[]): HTMLElement {
  return el('div', { class: 'row' }, ...children);
}
