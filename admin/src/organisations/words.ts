import { organisationWords } from '@pr8werk/shared/messages/admin/organisations.ts';
import { peopleWords } from '@pr8werk/shared/messages/admin/people.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...organisationWords.nl, ...peopleWords.nl },
  en: { ...organisationWords.en, ...peopleWords.en },
});
export type T = ReturnType<typeof useT>;
