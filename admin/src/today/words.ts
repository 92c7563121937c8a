import { todayWords } from '@pr8werk/shared/messages/admin/today.ts';
import { withWords } from '../language.ts';

export const useT = withWords(todayWords);
export type T = ReturnType<typeof useT>;
