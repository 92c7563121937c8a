// What a filled-in form means: which fields count, what is wrong with them, what is sent.

import type { FormField } from '@pr8werk/shared/events.ts';
import { fill, type Texts } from './texts.ts';

/** What stands in the fields, as text; of a ticked box `'true'`, of several their values with commas. */
export type Values = Record<string, string>;

/** Something wrong: with a field, or (null) with the whole. */
export interface Fault {
  field: string | null;
  text: string;
}

/** The fields that show. A condition on a field that is itself hidden is not met. */
export function shownFields(fields: FormField[], values: Values): FormField[] {
  const shown = new Set<string>();
  return fields.filter(({ name, showIf }) => {
    const shows =
      !showIf ||
      (shown.has(showIf.field) &&
        (values[showIf.field] || 'false').split(',').some((it) => showIf.equals.includes(it)));
    // An empty choice reads 'false' too, which no option is called; an unticked box really is false.
    if (shows) shown.add(name);
    return shows;
  });
}

function faultOf(field: FormField, value: string, t: Texts): string | null {
  const { kind, label, maxLength, isRequired } = field;
  if (!value) return isRequired ? fill(kind === 'consent' ? t.requiredConsent : t.required, { label }) : null;
  const count = [...value].length;
  if (maxLength && count > maxLength) return fill(t.tooLong, { label, max: maxLength, count });
  if (kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) return t.email;
  if (kind === 'number' && Number.isNaN(numberIn(value))) return fill(t.number, { label });
  return null;
}

/** Also with a comma, as one writes it here. */
function numberIn(value: string): number {
  return +value.replace(',', '.');
}

export function findFaults(fields: FormField[], values: Values, t: Texts): Fault[] {
  return shownFields(fields, values).flatMap((field) => {
    const text = faultOf(field, values[field.name] ?? '', t);
    return text ? [{ field: field.name, text }] : [];
  });
}

/** What goes to the api: ticks as booleans, and nothing at all for what was left empty or does not show. */
export function contentOf(fields: FormField[], values: Values): Content {
  const content: Content = {};
  for (const { name, kind } of shownFields(fields, values)) {
    const value = values[name] ?? '';
    if (kind === 'consent') put(content, name, value === 'true');
    else if (value)
      put(content, name, kind === 'choices' ? value.split(',') : kind === 'number' ? numberIn(value) : value);
  }
  return content;
}

export type Content = { [name: string]: Content | string | boolean | number | string[] };

/** A name with dots is a place inside: `companions.0.name`. */
function put(content: Content, name: string, value: Content[string]): void {
  const [first, ...rest] = name.split('.') as [string, ...string[]];
  if (rest[0]) {
    content[first] ??= (+rest[0] >= 0 ? [] : {}) as Content;
    put(content[first] as Content, rest.join('.'), value);
  } else content[first] = value;
}
