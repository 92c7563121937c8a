// What columns of lists are called, in Dutch and English, and what is said of files and rows that do not fit.

import type { ImportField } from '@pr8werk/shared/imports.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { UnreadableCode } from '#api/sheets/unreadable.ts';

const names = (text: string) => text.split(' ');

/** Lower case and without spaces, hyphens and accents. */
export const columnNames: Record<ImportField, string[]> = {
  name: names('naam volledigenaam contactpersoon contactnaam persoon deelnemer name fullname contactname contact'),
  firstName: names('voornaam roepnaam voornamen firstname givenname first'),
  infix: names('tussenvoegsel tussenvoegsels voorvoegsel infix middlename'),
  lastName: names('achternaam familienaam lastname surname familyname last'),
  email: names(
    'email emailadres mail mailadres emailadressen emailaddress mailaddress emailwerk workemail emailadres1 emailaddress1',
  ),
  organisation: names(
    'organisatie organisatienaam bedrijf bedrijfsnaam werkgever instelling onderneming firma organisation organization company companyname',
  ),
  disciplines: names(
    'vakgebied vakgebieden discipline disciplines expertise expertises specialisme specialismen beroep vak skills',
  ),
  municipality: names('gemeente gemeentenaam woongemeente vestigingsgemeente municipality'),
  network: names('netwerk netwerken zpnetwerk lidvan vereniging network networks memberof'),
  origin: names('herkomst bron origin source'),
  basis: names('grondslag toestemming mailen nieuwsbrief basis legalbasis consent optin newsletter'),
  basisOn: names(
    'toestemmingop toestemmingdatum datumtoestemming grondslagop consenton consentdate dateofconsent optindate datumoptin',
  ),
};

type About = Record<string, string | number>;
type Sentence = Record<Language, string>;

const files: Record<UnreadableCode, Sentence> = {
  empty: { nl: 'Dit bestand is leeg.', en: 'This file is empty.' },
  'old-excel': {
    nl: 'Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. Sla het in Excel op als .xlsx zonder wachtwoord, of als CSV.',
    en: 'This is an old Excel file (.xls) or a file with a password. Save it in Excel as .xlsx without a password, or as CSV.',
  },
  'other-kind': {
    nl: 'Dit is geen lijst die we kunnen lezen ({kind}). Kies een Excel-bestand (.xlsx) of CSV.',
    en: 'This is not a list that can be read ({kind}). Choose an Excel file (.xlsx) or CSV.',
  },
  'not-text': {
    nl: 'Dit bestand houdt tekens die in geen lijst staan. Kies een Excel-bestand (.xlsx) of CSV.',
    en: 'This file holds characters that stand in no list. Choose an Excel file (.xlsx) or CSV.',
  },
  'not-utf8': {
    nl: 'Het bestand zegt dat het UTF-8 is, en dat klopt niet. Sla de lijst opnieuw op als "CSV UTF-8" of als .xlsx.',
    en: 'The file says that it is UTF-8, and it is not. Save the list again as "CSV UTF-8" or as .xlsx.',
  },
  'quote-open': {
    nl: 'In rij {row} begint een aanhalingsteken (") dat nergens eindigt. Zet er een achter, of haal het weg.',
    en: 'In row {row} a quotation mark (") opens and never closes. Close it, or take it out.',
  },
  'line-too-long': {
    nl: 'Rij {row} is langer dan een rij kan zijn. Misschien staat er een aanhalingsteken (") dat nergens eindigt, of zijn de regeleinden verdwenen.',
    en: 'Row {row} is longer than a row can be. Maybe a quotation mark (") never closes, or the line ends are lost.',
  },
  'broken-csv': { nl: 'Rij {row} kan niet gelezen worden.', en: 'Row {row} cannot be read.' },
  'broken-xlsx': {
    nl: 'Dit Excel-bestand is beschadigd of niet helemaal aangekomen. Open het in Excel, sla het opnieuw op en kies het nog eens.',
    en: 'This Excel file is damaged or did not arrive whole. Open it in Excel, save it again and choose it once more.',
  },
  password: {
    nl: 'Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord.',
    en: 'This file has a password. Save it without one.',
  },
  'too-large-inside': {
    nl: 'Uitgepakt is dit bestand te groot: meer dan {megabytes} MB. Bewaar alleen de kolommen die je nodig hebt.',
    en: 'Unpacked, this file is too large: more than {megabytes} MB. Keep only the columns you need.',
  },
  'too-many-rows': {
    nl: 'Dit bestand heeft meer dan {most} rijen. Knip het in stukken.',
    en: 'This file has more than {most} rows. Cut it in pieces.',
  },
  'too-many-columns': {
    nl: 'Rij {row} heeft meer dan {most} kolommen.',
    en: 'Row {row} has more than {most} columns.',
  },
  'no-sheet': { nl: 'In dit Excel-bestand staat geen blad.', en: 'There is no sheet in this Excel file.' },
};

const rows: Record<string, Sentence> = {
  'email-invalid': { nl: '"{email}" is geen e-mailadres', en: '"{email}" is no e-mail address' },
  nobody: { nl: 'Er staat geen naam en geen e-mailadres', en: 'There is no name and no e-mail address' },
  'name-from-address': {
    nl: 'Er staat geen naam; het e-mailadres wordt de naam',
    en: 'There is no name; the e-mail address becomes the name',
  },
  'no-address': { nl: 'Zonder e-mailadres; mailen kan niet', en: 'Without an e-mail address; cannot be mailed' },
  'too-long': { nl: 'Langer dan {most} tekens', en: 'Longer than {most} characters' },
  'too-many': { nl: 'Meer dan {most}', en: 'More than {most}' },
  'odd-characters': { nl: 'Er staan tekens in die niemand ziet', en: 'It holds characters that nobody sees' },
  'municipality-elsewhere': {
    nl: '"{name}" is geen gemeente van dit programma',
    en: '"{name}" is not a municipality of this programme',
  },
  'network-unknown': { nl: 'We kennen geen netwerk "{name}"', en: 'No network is called "{name}"' },
  'basis-unknown': {
    nl: 'We weten niet wat "{word}" betekent. Vul in: toestemming, klant, gepubliceerd of geen',
    en: 'It is not clear what "{word}" means. Fill in: consent, customer, published or none',
  },
  'date-unknown': { nl: '"{text}" is geen datum, zoals 3-11-2026', en: '"{text}" is no date, such as 3-11-2026' },
  'date-future': { nl: 'Deze datum moet nog komen', en: 'This date has yet to come' },
  double: { nl: 'Dezelfde persoon als in rij {row}', en: 'The same person as in row {row}' },
  'same-name': {
    nl: 'Er is al iemand met deze naam, met een ander adres',
    en: 'Someone by this name is there already, with another address',
  },
  unsubscribed: {
    nl: 'Heeft zich eerder afgemeld; een grondslag wordt niet vastgelegd',
    en: 'Unsubscribed earlier; no ground is recorded',
  },
};

const filled = (sentence: string, about: About = {}) =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(about[key] ?? ''));

export function sayOfFile(code: UnreadableCode, about: About, language: Language): string {
  return filled(files[code][language], about);
}

export function sayOfRow(code: string, about: About | undefined, language: Language): string {
  return filled(rows[code]?.[language] ?? code, about);
}

const fieldNames: Record<ImportField, Sentence> = {
  name: { nl: 'Naam', en: 'Name' },
  firstName: { nl: 'Voornaam', en: 'First name' },
  infix: { nl: 'Tussenvoegsel', en: 'Infix' },
  lastName: { nl: 'Achternaam', en: 'Last name' },
  email: { nl: 'E-mailadres', en: 'E-mail address' },
  organisation: { nl: 'Organisatie', en: 'Organisation' },
  disciplines: { nl: 'Vakgebieden', en: 'Disciplines' },
  municipality: { nl: 'Gemeente', en: 'Municipality' },
  network: { nl: 'Netwerk', en: 'Network' },
  origin: { nl: 'Herkomst', en: 'Origin' },
  basis: { nl: 'Grondslag', en: 'Basis' },
  basisOn: { nl: 'Datum grondslag', en: 'Date of basis' },
};

export function resultHeadings(fields: readonly ImportField[], language: Language): string[] {
  const [row, result, why] = language === 'nl' ? ['Rij', 'Resultaat', 'Toelichting'] : ['Row', 'Result', 'Explanation'];
  return [row!, ...fields.map((it) => fieldNames[it][language]), result!, why!];
}

const results: Record<string, Sentence> = {
  created: { nl: 'toegevoegd', en: 'added' },
  updated: { nl: 'aangevuld', en: 'updated' },
  unchanged: { nl: 'stond er al', en: 'was there already' },
  double: { nl: 'dubbel', en: 'double' },
  refused: { nl: 'geweigerd', en: 'refused' },
  skipped: { nl: 'overgeslagen', en: 'skipped' },
  removed: { nl: 'weer verwijderd', en: 'removed again' },
  restored: { nl: 'teruggezet', en: 'put back' },
  kept: { nl: 'gebleven', en: 'stayed' },
};

/** What became of a row: what was undone says so last. */
export function resultWord(row: { result: string | null; undo: string | null }, language: Language): string {
  return [row.result, row.undo].flatMap((it) => (it ? [results[it]![language]] : [])).join(', ');
}
