// What people agreed to, in the words of then. A change of words is a new version, and an old one stays: what somebody said
// yes to on a day can always be read. A test holds the newest against what the forms say.

import type { ConsentPurpose } from './contacts.ts';
import type { Language } from './primitives.ts';

/** They speak as the person does, so they are the same with `je` and with `u`. */
const texts: Record<string, Record<ConsentPurpose, Record<Language, string>>> = {
  '2026-11': {
    event: {
      nl: 'Ik ga akkoord met het gebruik van mijn gegevens voor deze bijeenkomst',
      en: 'I agree to the use of my data for this event',
    },
    news: {
      nl: 'Ja, mail mij over nieuwe bijeenkomsten; ik kan me altijd afmelden',
      en: 'Yes, mail me about new events; I can unsubscribe at any time',
    },
    'follow-up': {
      nl: 'Ja, vraag mij in de drie jaar hierna per mail wat eruit kwam; ik kan me altijd afmelden',
      en: 'Yes, ask me by mail in the three years after this what came of it; I can unsubscribe at any time',
    },
  },
};

/** What is asked now. */
export const consentVersion = '2026-11';

/** Null: not said in words of ours, such as a ground that came with a list. */
export function consentText(version: string, purpose: ConsentPurpose, language: Language): string | null {
  return texts[version]?.[purpose]?.[language] ?? null;
}
