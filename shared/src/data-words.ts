// Rows of a person's data and terms of keeping, as people read them. What is not known here is shown as it is: nothing is
// left out of what somebody asks for.

import { activityWords } from './messages/admin/activity.ts';
import { type DataMessage, dataMessages } from './messages/data.ts';
import type { Language } from './primitives.ts';

function known(key: string, language: Language): string | null {
  return key in dataMessages.nl ? dataMessages[language][key as DataMessage] : null;
}

export function sayStore(store: string, language: Language): string {
  return known(`store.${store}`, language) ?? store;
}

export function sayPurpose(purpose: string, language: Language): string {
  return known(`purpose.${purpose}`, language) ?? purpose;
}

export function sayField(field: string, language: Language): string {
  return known(`field.${field}`, language) ?? field;
}

export function sayColumn(column: string, language: Language): string {
  return known(`column.${column}`, language) ?? column;
}

/** Fields whose values are one of a few words of ours. */
const coded = ['as', 'status', 'for', 'basis', 'language', 'state', 'answer'];

export function sayValue(field: string, value: unknown, language: Language, timeZone: string): string {
  if (Array.isArray(value)) return value.map((it) => sayValue(field, it, language, timeZone)).join(', ');
  if (typeof value === 'boolean') return known(`value.${value}`, language) ?? String(value);
  if (typeof value !== 'string') return String(value);
  if (field === 'what') return (activityWords[language] as Record<string, string>)[`activity.name.${value}`] ?? value;
  if (coded.includes(field)) return known(`value.${value}`, language) ?? value;
  if (/^\d{4}-\d\d-\d\dT\d\d:/.test(value)) return sayInstant(value, language, timeZone);
  return value;
}

function sayInstant(value: string, language: Language, timeZone: string): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(value));
}

/** The terms that the comments of the columns name. A test fails on one that is not here. */
const terms: Record<string, string> = {
  'as long as someone is in a team, and 30 days': 'zolang iemand in een team zit, en 30 dagen daarna',
  '7 days': '7 dagen',
  '5 years after the meeting': '5 jaar na de bijeenkomst',
  'until the address changes, or with the person': 'tot het adres verandert, of met de persoon',
  'with the registration; special ones the day after the meeting':
    'met de aanmelding; dieet en toegankelijkheid de dag na de bijeenkomst',
  'with the contact': 'met de persoon',
  '5 years after the last meeting, 30 days after a signup that was never confirmed, or on request':
    '5 jaar na de laatste bijeenkomst, 30 dagen na een aanmelding die nooit bevestigd werd, of op verzoek',
  '5 years after the meeting, 30 days after a signup that was never confirmed, or on request':
    '5 jaar na de bijeenkomst, 30 dagen na een aanmelding die nooit bevestigd werd, of op verzoek',
  '30 days after the meeting': '30 dagen na de bijeenkomst',
  'until the hold ends': 'tot de bewaarplicht eindigt',
  '24 hours': '24 uur',
  'until it is read, at most a day': 'tot het gelezen is, hoogstens een dag',
  '30 days, or with the person': '30 dagen, of met de persoon',
  '30 days': '30 dagen',
  '90 days': '90 dagen',
  'until removed from the team': 'tot iemand uit het team gaat',
  'until expiry': 'tot de sessie verloopt',
  'with the person': 'met de persoon',
};

export function isKnownTerm(term: string): boolean {
  return Object.hasOwn(terms, term);
}

export function sayTerm(term: string, language: Language): string {
  return language === 'nl' ? (terms[term] ?? term) : term;
}
