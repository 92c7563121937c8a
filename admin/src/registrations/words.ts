import { participantWords } from '@pr8werk/shared/messages/admin/participants.ts';
import { withWords } from '../language.ts';

export const useT = withWords(participantWords);
export type T = ReturnType<typeof useT>;
