// The words come with the form, in the language asked for. Only what is said when no form comes stands here.

import type { EmbedWord } from '@pr8werk/shared/messages/embed.ts';

export type Language = 'nl' | 'en';
export type Texts = Record<EmbedWord, string>;

const lost = {
  nl: ['Het lukt niet om het formulier te laden.', 'Aanmelden', 'Probeer opnieuw'],
  en: ['The form does not load.', 'Sign up', 'Try again'],
} as const;

/** That the form did not come, where one can sign up as well, and another try. */
export function lostTexts(language: Language): readonly [string, string, string] {
  return lost[language];
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
