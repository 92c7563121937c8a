import { keyWords } from '@pr8werk/shared/messages/admin/keys.ts';
import { withWords } from '../language.ts';

export const useT = withWords(keyWords);
