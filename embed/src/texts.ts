// The few words the form says itself; labels and notices come from the server in the language asked for. They say neither
// `je` nor `u`: a programme chooses how it speaks to people.

export type Language = 'nl' | 'en';

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
  tooLong: '‘{label}’ is te lang: {count} tekens, het mogen er {max} zijn',
  unknown: 'We weten niet of het gelukt is. Druk nog een keer op de knop. Dubbel aanmelden kan niet.',
  tooBusy: 'Het is nu erg druk. Probeer het {when} nog een keer.',
  refused: 'Probeer het later nog een keer.',
  loadFailed: 'Het lukt niet om het formulier te laden.',
  again: 'Probeer opnieuw',
  doneConfirmed: 'De aanmelding is gelukt',
  doneWaiting: 'Aangemeld voor de wachtlijst',
  doneConfirm: 'Nog één stap: bevestig via de mail',
  eventPage: 'Meer over deze bijeenkomst',
};

export type Texts = typeof nl;

const en: Texts = {
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
  tooLong: '‘{label}’ is too long: {count} characters, at most {max}',
  unknown: 'We do not know whether it worked. Press the button again. You cannot be registered twice.',
  tooBusy: 'It is very busy now. Try again {when}.',
  refused: 'Try again later.',
  loadFailed: 'The form does not load.',
  again: 'Try again',
  doneConfirmed: 'You are signed up',
  doneWaiting: 'You are on the waiting list',
  doneConfirm: 'One more step: check your mail',
  eventPage: 'More about this meeting',
};

export function texts(language: Language): Texts {
  return language === 'en' ? en : nl;
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
