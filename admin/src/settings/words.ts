import { linkWords } from '@pr8werk/shared/messages/admin/links.ts';
import { settingsWords } from '@pr8werk/shared/messages/admin/settings.ts';
import { wordingWords } from '@pr8werk/shared/messages/admin/wordings.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...settingsWords.nl, ...wordingWords.nl, ...linkWords.nl },
  en: { ...settingsWords.en, ...wordingWords.en, ...linkWords.en },
});
export type T = ReturnType<typeof useT>;
