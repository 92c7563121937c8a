import { importWords } from '@pr8werk/shared/messages/admin/imports.ts';
import { withWords } from '../language.ts';

export const useT = withWords(importWords);
export type T = ReturnType<typeof useT>;
