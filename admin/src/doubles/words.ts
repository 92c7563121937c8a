import { doubleWords } from '@pr8werk/shared/messages/admin/doubles.ts';
import { peopleWords } from '@pr8werk/shared/messages/admin/people.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...peopleWords.nl, ...doubleWords.nl },
  en: { ...peopleWords.en, ...doubleWords.en },
});
