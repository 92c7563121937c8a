import { peopleWords } from '@pr8werk/shared/messages/admin/people.ts';
import { withWords } from '../language.ts';

export const useT = withWords(peopleWords);
export type T = ReturnType<typeof useT>;
