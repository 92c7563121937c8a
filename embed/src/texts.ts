// The few words the form says itself; labels and notices come from the server in the language asked for.

export type Language = 'nl' | 'en';

const nl = {
  signUp: 'Aanmelden',
  joinLine: 'Zet me op de wachtlijst',
  keepMe: 'Houd mij op de hoogte',
  keepMeIntro: 'Je kunt je nu niet aanmelden. Laat je adres achter, dan hoor je het als het weer kan.',
  full: 'Alle plaatsen zijn bezet. Als je je aanmeldt, kom je op de wachtlijst.',
  notYet: 'Je kunt je nog niet aanmelden.',
  closed: 'Je kunt je niet meer aanmelden.',
  optional: '(niet verplicht)',
  choose: 'Maak een keuze',
  privacy: 'Meer over je gegevens (opent in een nieuw venster)',
  busy: 'Even geduld…',
  summary: 'Het is nog niet gelukt',
  required: '‘{label}’ is nog niet ingevuld',
  requiredConsent: 'Zet een vinkje bij ‘{label}’',
  email: 'Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl',
  tooLong: '‘{label}’ is te lang: {count} tekens, het mogen er {max} zijn',
  unknown: 'We weten niet of het gelukt is. Druk nog een keer op de knop. Je kunt niet dubbel aangemeld worden.',
  tooBusy: 'Het is nu erg druk. Probeer het {when} nog een keer.',
  refused: 'Probeer het later nog een keer.',
  loadFailed: 'Het lukt niet om het formulier te laden.',
  again: 'Probeer opnieuw',
  doneConfirmed: 'Je bent aangemeld',
  doneWaiting: 'Je staat op de wachtlijst',
  doneConfirm: 'Nog één stap: kijk in je mail',
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
