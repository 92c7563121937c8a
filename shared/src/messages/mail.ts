// Texts of the mails.

import { formalMail } from './formal.ts';
import type { Catalogue } from './translate.ts';

const nl = {
  hello: 'Hallo {name},',
  greeting: 'Tot ziens,\n{programme}',
  when: 'Wanneer',
  where: 'Waar',
  what: 'Wat',
  'why-you-get-this':
    'Je krijgt deze mail omdat dit adres is gebruikt om je aan te melden. {controller} is verantwoordelijk voor je gegevens.',
  privacy: 'Privacy',
  'button.my-registration': 'Mijn aanmelding bekijken',
  'button.verify': 'Mijn aanmelding bevestigen',
  'button.cannot': 'Kun je toch niet? Zeg af via je aanmelding, dan kan iemand anders mee.',
  'signup-confirmed.subject': 'Je bent aangemeld: {event}',
  'signup-confirmed.body': 'Fijn dat je komt. Je plaats staat vast. In de bijlage zit de afspraak voor je agenda.',
  'signup-verify.subject': 'Bevestig je aanmelding: {event}',
  'signup-verify.confirmed':
    'We houden een plaats voor je vast tot {until}. Bevestig je aanmelding met de knop hieronder.',
  'signup-verify.waiting':
    'De bijeenkomst is vol; je staat op nummer {place} van de wachtlijst. Bevestig je aanmelding vóór {until} met de knop hieronder.',
  'signup-waiting.subject': 'Je staat op de wachtlijst: {event}',
  'signup-waiting.body':
    'De bijeenkomst is vol. Je staat op nummer {place} van de wachtlijst. Komt er een plaats vrij, dan krijg je meteen een mail.',
  'signup-again.subject': 'Je was al aangemeld: {event}',
  'signup-again.confirmed':
    'Iemand, misschien jijzelf, meldde dit adres nog eens aan. Je was er al bij: je plaats staat vast. Er is niets veranderd.',
  'signup-again.waiting':
    'Iemand, misschien jijzelf, meldde dit adres nog eens aan. Je stond al op de wachtlijst, op nummer {place}. Er is niets veranderd.',
  'signup-promoted.subject': 'Er is een plaats voor je: {event}',
  'signup-promoted.body':
    'Goed nieuws: er is een plaats vrijgekomen en die is voor jou. In de bijlage zit de afspraak voor je agenda.',
  'signup-restored.subject': 'Je doet weer mee: {event}',
  'signup-restored.confirmed': 'Je afmelding is teruggedraaid. Je plaats staat weer vast.',
  'signup-restored.waiting':
    'Je afmelding is teruggedraaid. De bijeenkomst was intussen vol; je staat vooraan op de wachtlijst.',
  'signup-cancelled.subject': 'Je bent afgemeld: {event}',
  'signup-cancelled.body': 'Je afmelding is verwerkt. Jammer dat je er niet bij bent; tot een volgende keer.',
  'signup-expired.subject': 'Je aanmelding is verlopen: {event}',
  'signup-expired.body':
    'Je aanmelding is niet op tijd bevestigd. Daarom is je plaats weer vrijgegeven. Wil je toch komen, meld je dan opnieuw aan.',
  'event-cancelled.subject': 'Gaat niet door: {event}',
  'event-cancelled.body': 'Deze bijeenkomst gaat helaas niet door. De reden: {reason}',
  'subscription-confirm.subject': 'Bevestig: op de hoogte van {programme}',
  'subscription-confirm.body':
    'Iemand vroeg om dit adres te mailen over nieuwe bijeenkomsten. Was jij dat? Bevestig het dan met de knop. Anders hoef je niets te doen; je hoort dan niets meer van ons.',
  'subscription-confirm.button': 'Ja, houd mij op de hoogte',
  'sign-in.subject': 'Inloggen bij Pr8werk: {code}',
  'sign-in.body': 'Gebruik de knop om in te loggen, of vul deze code in op de pagina waar je begon:',
  'sign-in.button': 'Inloggen',
  'sign-in.note':
    'De link en de code werken één keer, vijftien minuten lang. Vroeg je dit niet aan? Dan hoef je niets te doen.',
  'own-text': 'Bericht van de organisatie:',
  'preview.event': 'Ontbijtsessie Zorg',
  'preview.until': 'morgen 12:00',
  'preview.reason': 'De zaal is niet beschikbaar.',
  example: 'Dit is een voorbeeld: deze bijeenkomst is verzonnen.',
} as const;

const en: Record<keyof typeof nl, string> = {
  hello: 'Hello {name},',
  greeting: 'See you,\n{programme}',
  when: 'When',
  where: 'Where',
  what: 'What',
  'why-you-get-this':
    'You get this mail because this address was used to sign up. {controller} is responsible for your data.',
  privacy: 'Privacy',
  'button.my-registration': 'See my registration',
  'button.verify': 'Confirm my signup',
  'button.cannot': 'Can’t make it? Cancel through your registration, so that someone else can come.',
  'signup-confirmed.subject': 'You are signed up: {event}',
  'signup-confirmed.body':
    'Good to know you are coming. Your place is certain. Attached is the appointment for your calendar.',
  'signup-verify.subject': 'Confirm your signup: {event}',
  'signup-verify.confirmed': 'We hold a place for you until {until}. Confirm your signup with the button below.',
  'signup-verify.waiting':
    'The event is full; you are number {place} on the waiting list. Confirm your signup before {until} with the button below.',
  'signup-waiting.subject': 'You are on the waiting list: {event}',
  'signup-waiting.body':
    'The event is full. You are number {place} on the waiting list. When a place becomes free you will get a mail at once.',
  'signup-again.subject': 'You were signed up already: {event}',
  'signup-again.confirmed':
    'Someone, perhaps you, signed up this address once more. You were in already: your place is certain. Nothing has changed.',
  'signup-again.waiting':
    'Someone, perhaps you, signed up this address once more. You were on the waiting list already, number {place}. Nothing has changed.',
  'signup-promoted.subject': 'There is a place for you: {event}',
  'signup-promoted.body':
    'Good news: a place has become free and it is yours. Attached is the appointment for your calendar.',
  'signup-restored.subject': 'You are in again: {event}',
  'signup-restored.confirmed': 'Your cancellation was undone. Your place is certain again.',
  'signup-restored.waiting':
    'Your cancellation was undone. Meanwhile the event is full; you are first on the waiting list.',
  'signup-cancelled.subject': 'You are signed off: {event}',
  'signup-cancelled.body': 'Your cancellation was carried out. A pity you will not be there; see you another time.',
  'signup-expired.subject': 'Your signup has expired: {event}',
  'signup-expired.body':
    'Your signup was not confirmed in time, so your place was given free. If you still want to come, please sign up again.',
  'event-cancelled.subject': 'Will not take place: {event}',
  'event-cancelled.body': 'Unfortunately this event will not take place. The reason: {reason}',
  'subscription-confirm.subject': 'Confirm: word of {programme}',
  'subscription-confirm.body':
    'Someone asked to mail this address about new events. Was it you? Then confirm it with the button. If not, there is nothing you need to do; you will not hear from us again.',
  'subscription-confirm.button': 'Yes, keep me informed',
  'sign-in.subject': 'Sign in to Pr8werk: {code}',
  'sign-in.body': 'Use the button to sign in, or fill in this code on the page where you started:',
  'sign-in.button': 'Sign in',
  'sign-in.note':
    'The link and the code work once, for fifteen minutes. You did not ask for this? Then there is nothing you need to do.',
  'own-text': 'A message from the organisers:',
  'preview.event': 'Breakfast session on care',
  'preview.until': 'tomorrow 12:00',
  'preview.reason': 'The room is not available.',
  example: 'This is an example: the event is made up.',
};

export const mailMessages: Catalogue<keyof typeof nl> = { nl, en, u: formalMail };
export type MailMessage = keyof typeof nl;
