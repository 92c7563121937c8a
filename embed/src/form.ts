// The form as it stands on the screen: fields, summary of errors, button, and what it says while it is busy.

import type { FormField, SignupFormView } from '@pr8werk/shared/events.ts';
import { type Child, el, panel, title } from './dom.ts';
import { buildField, type FieldBox } from './field.ts';
import { type Fault, findFaults, shownFields, type Values } from './rules.ts';
import type { Texts } from './texts.ts';

export class FormOnScreen {
  readonly form: HTMLFormElement;
  readonly #fields: FormField[];
  readonly #boxes: FieldBox[];
  readonly #summary = panel('summary');
  readonly #status = el('p', { role: 'status' });
  readonly #button: HTMLElement;
  readonly #t: Texts;

  constructor(view: SignupFormView, t: Texts, onTyping: () => void, onSend: () => void) {
    const { event, fields } = view;
    this.#t = t;
    this.#fields = fields;
    this.#boxes = fields.map((field) => buildField(field, t));
    const text = !event ? t.keepMe : event.signup === 'open' ? t.signUp : t.joinLine;
    this.#button = el('button', { part: 'button' }, text);
    this.form = el(
      'form',
      { part: 'form', novalidate: true, 'aria-label': event?.title ?? t.keepMe },
      this.#summary,
      ...this.#withNotice(view),
      // A trap for robots; people neither see nor hear it.
      el(
        'div',
        { class: 'trap', 'aria-hidden': 'true' },
        el('input', { name: 'website', tabindex: '-1', autocomplete: 'off' }),
      ),
      el('div', { class: 'actions' }, this.#button, this.#status),
    );
    this.#listen(onTyping, onSend);
    this.showFaults([]);
  }

  /** The notice is what the consent is about, so it stands right above it. */
  #withNotice({ notice, privacyUrl }: SignupFormView): HTMLElement[] {
    // In a new window: what was filled in stays where it is.
    const link = el('a', { href: privacyUrl, target: '_blank', rel: 'noopener' }, this.#t.privacy);
    const boxes = this.#boxes.map(({ box }) => box);
    const consent = this.#fields.findIndex(({ name }) => name === 'consent');
    boxes.splice(consent < 0 ? boxes.length : consent, 0, el('p', { class: 'notice' }, `${notice} `, link));
    return boxes;
  }

  #listen(onTyping: () => void, onSend: () => void): void {
    this.form.addEventListener('input', () => {
      onTyping();
      this.#showFields();
      // An error goes away as soon as it is mended; new ones wait for the button.
      const wrong = this.check().map(({ field }) => field);
      for (const { field, setError } of this.#boxes) if (!wrong.includes(field.name)) setError('');
    });
    // The click and not the submit event: a sandboxed frame without `allow-forms` never gets that far.
    this.#button.addEventListener('click', (click) => {
      click.preventDefault();
      onSend();
    });
    this.form.addEventListener('submit', (submit) => submit.preventDefault());
  }

  values(): Values {
    const values: Values = {};
    for (const [name, value] of new FormData(this.form)) {
      values[name] = (name in values ? `${values[name]},` : '') + String(value).trim();
    }
    return values;
  }

  write(values: Values, withConsent: boolean): void {
    for (const { name, kind } of this.#fields) {
      const value = values[name];
      // Nobody agrees by way of an attribute.
      if (!value || (kind === 'consent' && !withConsent)) continue;
      for (const control of this.form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
        if (/radio|box/.test(control.type)) control.checked = value.split(',').includes(control.value);
        else control.value = value;
      }
    }
    this.#showFields();
  }

  #showFields(): void {
    const shown = shownFields(this.#fields, this.values());
    for (const { field, box } of this.#boxes) box.hidden = !shown.includes(field);
  }

  check(): Fault[] {
    return findFaults(this.#fields, this.values(), this.#t);
  }

  showFaults(faults: Fault[]): void {
    for (const { field, setError } of this.#boxes) {
      setError(faults.find((fault) => fault.field === field.name)?.text ?? '');
    }
    const lines = faults.map((fault) => el('p', {}, this.#linkTo(fault)));
    this.#summary.replaceChildren(title('summary', this.#t.summary), ...lines);
    this.#summary.hidden = !faults.length;
    this.#summary.focus();
  }

  #linkTo({ field, text }: Fault): Child {
    const box = this.#boxes.find((it) => it.field.name === field);
    if (!box) return text;
    const link = el('a', { href: `#${field}` }, text);
    link.addEventListener('click', (click) => {
      // The address of the page belongs to the host, and a fragment does not reach into a shadow root.
      click.preventDefault();
      box.focus();
    });
    return link;
  }

  setBusy(isBusy: boolean): void {
    // Not `disabled`: the keyboard focus would fall off the button.
    this.#button.setAttribute('aria-disabled', String(isBusy));
    this.#status.textContent = isBusy ? this.#t.busy : '';
  }

  focus(): void {
    this.#boxes[0]?.focus();
    // Does nothing while there is no summary.
    this.#summary.focus();
  }
}
