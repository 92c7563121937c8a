// What the embedded form says itself. It comes with the form, so that other sites load no words they do not show. They say
// neither `je` nor `u`.

import type { Catalogue } from './translate.ts';

const nl = {
  signUp: 'Aanmelden',
  joinLine: 'Zet me op de wachtlijst',
  keepMe: 'Houd mij op de hoogte',
  keepMeIntro: 'Aanmelden kan nu niet. Laat een adres achter; dan volgt bericht als het weer kan.',
  full: 'Alle plaatsen zijn bezet. Aanmelden voor de wachtlijst kan nog wel.',
  notYet: 'Aanmelden kan nog niet.',
  closed: 'Aanmelden kan niet meer.',
  optional: '(niet verplicht)',
  choose: 'Maak een keuze',
  privacy: 'Meer over deze gegevens (opent in een nieuw venster)',
  busy: 'Even geduld…',
  summary: 'Het is nog niet gelukt',
  required: '‘{label}’ is nog niet ingevuld',
  requiredConsent: 'Zet een vinkje bij ‘{label}’',
  email: 'Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl',
  number: 'Vul bij ‘{label}’ een getal in',
  tooLong: '‘{label}’ is te lang: {count} tekens, het mogen er {max} zijn',
  unknown: 'We weten niet of het gelukt is. Druk nog een keer op de knop. Dubbel aanmelden kan niet.',
  tooBusy: 'Het is nu erg druk. Probeer het {when} nog een keer.',
  refused: 'Probeer het later nog een keer.',
  confirmed: 'De aanmelding is gelukt',
  waiting: 'Aangemeld voor de wachtlijst',
  requested: 'De aanvraag is binnen',
  verify: 'Nog één stap: bevestig via de mail',
  eventPage: 'Meer over deze bijeenkomst',
};

const en: Record<keyof typeof nl, string> = {
  signUp: 'Sign up',
  joinLine: 'Put me on the waiting list',
  keepMe: 'Keep me informed',
  keepMeIntro: 'You cannot sign up now. Leave your address and you will hear when you can.',
  full: 'All places are taken. If you sign up, you will be on the waiting list.',
  notYet: 'You cannot sign up yet.',
  closed: 'You cannot sign up any more.',
  optional: '(optional)',
  choose: 'Make a choice',
  privacy: 'More about your data (opens in a new window)',
  busy: 'One moment…',
  summary: 'It has not worked yet',
  required: '‘{label}’ is not filled in yet',
  requiredConsent: 'Tick the box ‘{label}’',
  email: 'Fill in a complete e-mail address, like name@example.com',
  number: 'Fill in a number at ‘{label}’',
  tooLong: '‘{label}’ is too long: {count} characters, at most {max}',
  unknown: 'We do not know whether it worked. Press the button again. You cannot be registered twice.',
  tooBusy: 'It is very busy now. Try again {when}.',
  refused: 'Try again later.',
  confirmed: 'You are signed up',
  waiting: 'You are on the waiting list',
  requested: 'Your request has come in',
  verify: 'One more step: check your mail',
  eventPage: 'More about this meeting',
};

export type EmbedWord = keyof typeof nl;
export const embedMessages: Catalogue<EmbedWord> = { nl, en };
