// The language of the console. There is no endpoint yet to keep it in the account, so this browser remembers it; who
// never chose gets the language of the account.

import { adminMessages } from '@pr8werk/shared/messages/admin.ts';
import { type Catalogue, type Translate, translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { useSyncExternalStore } from 'react';

export type MessageKey = keyof typeof adminMessages.nl;
export type T = Translate<MessageKey>;

const storageKey = 'pr8werk.language';
const translators: Record<Language, T> = {
  nl: translator(adminMessages, 'nl'),
  en: translator(adminMessages, 'en'),
};
const listeners = new Set<() => void>();
let chosen = readChoice();
let language: Language = chosen ?? (navigator.language.startsWith('en') ? 'en' : 'nl');
document.documentElement.lang = language;

function readChoice(): Language | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'nl' || stored === 'en' ? stored : null;
  } catch {
    return null; // A browser may refuse storage altogether.
  }
}

function become(next: Language): void {
  if (next === language) return;
  language = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function currentLanguage(): Language {
  return language;
}

export function chooseLanguage(next: Language): void {
  chosen = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Then the choice lasts as long as the page.
  }
  become(next);
}

/** The account's language counts until somebody chooses another on this browser. */
export function suggestLanguage(next: Language): void {
  if (chosen === null) become(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

export function useT(): T {
  return translators[useLanguage()];
}

/** The words of a room beside those of everywhere: they come with its screens, and not with the first page. */
export function withWords<K extends string>(words: Catalogue<K>): () => Translate<K | MessageKey> {
  const both = (own: Translate<K>, all: T): Translate<K | MessageKey> => {
    return (key, values) => (key in words.nl ? own(key as K, values) : all(key as MessageKey, values));
  };
  const room = {
    nl: both(translator(words, 'nl'), translators.nl),
    en: both(translator(words, 'en'), translators.en),
  };
  return () => room[useLanguage()];
}
