import { privacyWords } from '@pr8werk/shared/messages/admin/privacy.ts';
import { settingsWords } from '@pr8werk/shared/messages/admin/settings.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...privacyWords.nl, ...settingsWords.nl },
  en: { ...privacyWords.en, ...settingsWords.en },
});
export type T = ReturnType<typeof useT>;
