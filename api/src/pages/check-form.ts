// Checks what a form sent by the schema of the contract, and says what is wrong in the words of the page.

import type { FormField } from '@pr8werk/shared/events.ts';
import type { TSchema } from 'typebox';
import { faultsOf } from '#api/http/faults.ts';
import { validatorCompiler } from '#api/http/validation.ts';
import type { FieldFault, Values } from '#api/pages/form.ts';
import type { Visit } from '#api/pages/visit.ts';

export type CheckForm<T> = (fields: FormField[], values: Values, visit: Visit) => { content: T; faults: FieldFault[] };

export function makeFormCheck<T>(schema: TSchema): CheckForm<T> {
  const validate = validatorCompiler()({ schema, httpPart: 'body', method: 'POST', url: '' } as never) as Validate;
  return (fields, values, visit) => {
    const content = contentOf(fields, values);
    if (validate(content)) return { content: content as T, faults: [] };
    const codes = new Map<string, string>();
    for (const { pointer, code } of faultsOf({ validation: validate.errors } as never, visit.language)) {
      const path = fieldOf(pointer);
      // what is inside an answer stands at its field
      const name = fields.find((it) => it.name === path || path.startsWith(`${it.name}.`))?.name ?? path;
      // an empty field is missing first, whatever else is wrong with it
      if (!codes.has(name) || code === 'required') codes.set(name, code);
    }
    const faults = fields
      .filter((it) => codes.has(it.name))
      .map((it) => ({ field: it.name, text: sentence(it, codes.get(it.name)!, values, visit) }));
    // a member without a field of its own, such as `source`, is ours to get right
    if (faults.length === 0) throw new Error(`a form sends what the contract refuses: ${[...codes.keys()].join(', ')}`);
    return { content: content as T, faults };
  };
}

interface Validate {
  (content: unknown): boolean;
  errors?: unknown[];
}

type Content = { [name: string]: Content | string | boolean | number | string[] };

/** Text for what was filled in, true for a ticked box, nothing for the rest. A name with dots is a place inside: `a.0.b`. */
function contentOf(fields: FormField[], values: Values): Content {
  const content: Content = {};
  for (const { name, kind } of fields) {
    const value = values[name] ?? '';
    if (!value) continue;
    const path = name.split('.');
    const last = path.pop()!;
    let at = content;
    path.forEach((key, i) => {
      const isList = /^\d+$/.test(path[i + 1] ?? last);
      at[key] ??= (isList ? [] : {}) as Content;
      at = at[key] as Content;
    });
    at[last] = sentValue(kind, value);
  }
  return content;
}

function sentValue(kind: FormField['kind'], value: string): Content[string] {
  if (kind === 'consent') return true;
  if (kind === 'choices') return value.split(',');
  // also with a comma, as one writes it here; what is no number is refused as it is
  const number = Number(value.replace(',', '.'));
  return kind === 'number' && !Number.isNaN(number) ? number : value;
}

/** The name of the field that a JSON pointer of the contract leads to. */
export function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

const required = ['name', 'email', 'role', 'consent'] as const;

function sentence(field: FormField, code: string, values: Values, { t }: Visit): string {
  const value = values[field.name] ?? '';
  const named = required.find((it) => it === field.name);
  if (named && (value === '' || named === 'role' || named === 'consent')) return t(`form.required.${named}`);
  if (value === '' && field.name.startsWith('companions.')) return t('form.required.companion');
  if (code === 'too-long') return t('form.too-long', { count: [...value].length, max: field.maxLength ?? 0 });
  if (field.kind === 'email') return t('form.email');
  if (code === 'name') return t('form.name');
  return t('form.wrong');
}
