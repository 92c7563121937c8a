import { pageMessages } from '@pr8werk/shared/messages/pages.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import { NewRegistration } from '@pr8werk/shared/registrations.ts';
import { expect, test } from 'vitest';
import { makeFormCheck } from '#api/pages/check-form.ts';
import { sentValues } from '#api/pages/form.ts';
import type { Visit } from '#api/pages/visit.ts';
import { signupFields } from '#api/registrations/rules.ts';

const visit = {
  language: 'nl',
  t: translator(pageMessages, 'nl'),
  words: (it: Parameters<Visit['words']>[0]) => translator(it, 'nl'),
} as unknown as Visit;
const check = makeFormCheck<NewRegistration>(NewRegistration);
const good = { name: 'Zoë Harmsen', email: 'zoe@voorbeeld.example', role: 'professional', consent: 'true' };
const faultsOf = (body: object) =>
  check(signupFields(visit, { admission: 'open', companyLimit: 0 }, false), sentValues(body), visit).faults;

test('a form that is filled in well is the registration of the contract', () => {
  const { content, faults } = check(
    signupFields(visit, { admission: 'open', companyLimit: 0 }, false),
    sentValues({ ...good, organisation: ' ', note: 'a\r\nb', key: 'x' }),
    visit,
  );
  expect(faults).toEqual([]);
  expect(content).toEqual({ ...good, consent: true, note: 'a\nb' });
});

test('an empty form names every field that is needed, in the order of the form', () => {
  expect(faultsOf({}).map((it) => it.field)).toEqual(['name', 'email', 'role', 'consent']);
});

test.each([
  [{ email: 'geen adres' }, 'Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl'],
  [{ role: 'crew' }, 'Kies hoe je komt: als zp’er, opdrachtgever of gast'],
  [{ note: 'n'.repeat(1001) }, 'Dit is te lang: 1.001 tekens, het mogen er 1.000 zijn'],
  [{ name: 'twee\nregels' }, 'Vul een naam in op één regel, zonder webadres'],
  [{ name: 'Win een prijs op https://boef.example' }, 'Vul een naam in op één regel, zonder webadres'],
  [{ name: 'WWW.boef.example' }, 'Vul een naam in op één regel, zonder webadres'],
  [{ organisation: 'twee\nregels' }, 'Hier staat iets wat we niet kunnen lezen'],
  [{ name: '\u0000 ' }, 'Vul je naam in'],
  [{ name: ['a', 'b'] }, 'Vul je naam in'],
])('says at the field what is wrong: %o', (part, text) => {
  expect(faultsOf({ ...good, ...part }).map((it) => it.text)).toEqual([text]);
});
