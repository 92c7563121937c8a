import { invitationWords } from '@pr8werk/shared/messages/admin/invitations.ts';
import { peopleWords } from '@pr8werk/shared/messages/admin/people.ts';
import { withWords } from '../language.ts';

export const useT = withWords({
  nl: { ...peopleWords.nl, ...invitationWords.nl },
  en: { ...peopleWords.en, ...invitationWords.en },
});
export type T = ReturnType<typeof useT>;
