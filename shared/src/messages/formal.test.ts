// Programmes that say `u` never slip into `je`: every word that speaks to people outside has its formal twin, and only
// those have one.

import { expect, test } from 'vitest';
import { aboutMessages } from './about.ts';
import { mailMessages } from './mail.ts';
import { ownPageMessages } from './own-page.ts';
import { pageMessages } from './pages.ts';
import { publicMessages } from './public.ts';
import { type Catalogue, placeholders, translator } from './translate.ts';

const informal = /\b(je|jij|jou|jouw|jezelf|jijzelf)\b/i;
/** After `u` a verb keeps its t: "Wilt u", "krijgt u". */
const lostT = /\b(wil|kom|krijg|hoor|loop|hoef|bevestig|vind|mis|zie) u (?!dan|uw)/;

test.each<[string, Catalogue<string>]>([
  ['pages', pageMessages as Catalogue<string>],
  ['the form', publicMessages as Catalogue<string>],
  ['about', aboutMessages as Catalogue<string>],
  ['mails', mailMessages as Catalogue<string>],
  ['the own page', ownPageMessages as Catalogue<string>],
])('%s can say u', (_name, { nl, u = {} }) => {
  // signing in is for organisers, to whom the console says je
  const spoken = Object.keys(nl).filter((it) => informal.test(nl[it]!) && !it.startsWith('sign-in.'));
  expect(Object.keys(u).sort()).toEqual(spoken.sort());
  for (const key of spoken) {
    expect(u[key], key).not.toMatch(informal);
    expect(u[key], key).toMatch(/\b(u|uw|uzelf|zich)\b/i);
    expect(u[key], key).not.toMatch(lostT);
    expect(placeholders(u[key]!), key).toEqual(placeholders(nl[key]!));
  }
});

test('the form of address is Dutch only', () => {
  expect(translator(publicMessages, 'nl', 'u')('field.name')).toBe('Uw naam');
  expect(translator(publicMessages, 'nl')('field.name')).toBe('Je naam');
  expect(translator(publicMessages, 'en', 'u')('field.name')).toBe('Your name');
});
