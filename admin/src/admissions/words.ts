import { admissionWords } from '@pr8werk/shared/messages/admin/admissions.ts';
import { withWords } from '../language.ts';

export const useT = withWords(admissionWords);
export type T = ReturnType<typeof useT>;
