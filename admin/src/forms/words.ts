import { formWords } from '@pr8werk/shared/messages/admin/forms.ts';
import { withWords } from '../language.ts';

export const useT = withWords(formWords);
export type T = ReturnType<typeof useT>;
