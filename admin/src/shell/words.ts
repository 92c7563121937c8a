import { organisationWords } from '@pr8werk/shared/messages/admin/organisations.ts';
import { paletteWords } from '@pr8werk/shared/messages/admin/search.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...paletteWords.nl, ...organisationWords.nl },
  en: { ...paletteWords.en, ...organisationWords.en },
});
export type T = ReturnType<typeof useT>;
