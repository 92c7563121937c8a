import { translator } from '@pr8werk/shared/messages/translate.ts';
import { zaalMessages } from '@pr8werk/shared/messages/zaal.ts';

export const language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'nl';
document.documentElement.lang = language;
export const t = translator(zaalMessages, language);
export const said = (text: { nl: string; en: string | null }) => (language === 'en' && text.en) || text.nl;
