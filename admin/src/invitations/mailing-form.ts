// What is written and to whom, as the form holds it and as the api wants it.

import type { Audience, MailingKind } from '@pr8werk/shared/mailings.ts';
import type { Moment } from '../ui/moment.ts';

export interface MailingValues {
  audience: Audience;
  'subject.nl': string;
  'body.nl': string;
  hasEnglish: boolean;
  'subject.en': string;
  'body.en': string;
  when: string;
  sendAt: Moment;
}

export function bodyOf(kind: MailingKind, values: MailingValues) {
  const english = (it: string) => (values.hasEnglish && it.trim() !== '' ? it.trim() : null);
  return {
    kind,
    audience: values.audience,
    subject: { nl: values['subject.nl'].trim(), en: english(values['subject.en']) },
    body: { nl: values['body.nl'].trim(), en: english(values['body.en']) },
  };
}
