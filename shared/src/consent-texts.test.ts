// What the forms ask is what is recorded as agreed to: other words are another version.

import { expect, test } from 'vitest';
import { consentText, consentVersion } from './consent-texts.ts';
import { publicMessages } from './messages/public.ts';

test('the newest version is what the forms say; nothing of it speaks with je or u', () => {
  const asked = { event: 'field.consent', news: 'field.consent.news', 'follow-up': 'field.consent.follow-up' } as const;
  for (const [purpose, key] of Object.entries(asked)) {
    for (const language of ['nl', 'en'] as const)
      expect(consentText(consentVersion, purpose as keyof typeof asked, language)).toBe(publicMessages[language][key]);
    expect(publicMessages.u).not.toHaveProperty(key);
  }
  expect(consentText('import', 'news', 'nl')).toBeNull();
});
