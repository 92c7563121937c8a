// The console's words with those of this room, which come with its screens and not with the first page.

import { participantWords } from '@pr8werk/shared/messages/admin/participants.ts';
import { adminMessages } from '@pr8werk/shared/messages/admin.ts';
import { type Translate, translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { type MessageKey, useLanguage } from '../language.ts';

export type T = Translate<MessageKey | keyof typeof participantWords.nl>;

const words = {
  nl: { ...adminMessages.nl, ...participantWords.nl },
  en: { ...adminMessages.en, ...participantWords.en },
};
const translators: Record<Language, T> = { nl: translator(words, 'nl'), en: translator(words, 'en') };

export function useT(): T {
  return translators[useLanguage()];
}
