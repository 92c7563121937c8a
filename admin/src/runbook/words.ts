import { runbookWords } from '@pr8werk/shared/messages/admin/runbook.ts';
import { withWords } from '../language.ts';

export const useT = withWords(runbookWords);
export type T = ReturnType<typeof useT>;
