import { eventSiteWords } from '@pr8werk/shared/messages/admin/event-site.ts';
import { withWords } from '../language.ts';

export const useT = withWords(eventSiteWords);
export type T = ReturnType<typeof useT>;
