// The message catalogue's one mechanism: Dutch is the source, English has the same keys (the types see to it) and the
// same placeholders (a test sees to it). `{name}` is filled in; `{count|één plaats|# plaatsen}` chooses by
// Intl.PluralRules, with # for the number.

import type { Language } from '../primitives.ts';

export interface Catalogue<K extends string> {
  nl: Record<K, string>;
  en: Record<K, string>;
  /** Dutch that says `u`, where that differs. */
  u?: Partial<Record<K, string>>;
}

export type Translate<K extends string> = (key: K, values?: Record<string, string | number>) => string;

const plurals = { nl: new Intl.PluralRules('nl'), en: new Intl.PluralRules('en') };
const numbers = { nl: new Intl.NumberFormat('nl'), en: new Intl.NumberFormat('en') };

export function translator<K extends string>(
  catalogue: Catalogue<K>,
  language: Language,
  addressForm: 'je' | 'u' = 'je',
): Translate<K> {
  const formal = language === 'nl' && addressForm === 'u' ? catalogue.u : undefined;
  return (key, values = {}) => fillIn(formal?.[key] ?? catalogue[language][key], language, values);
}

/** Fills in what stands between braces; a name without a value stays as it is. */
export function fillIn(message: string, language: Language, values: Record<string, string | number>): string {
  return message.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    const shown = typeof value === 'number' ? numbers[language].format(value) : value;
    if (one === undefined || other === undefined) return shown;
    const chosen = plurals[language].select(Number(value)) === 'one' ? one : other;
    return chosen.replaceAll('#', shown);
  });
}

/** The names of the placeholders in a message, for the test that compares both languages. */
export function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[|}])/g)].map((it) => it[1]!))].sort();
}
