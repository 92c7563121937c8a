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
  'signup-verify.requested':
    'Bevestig je aanvraag met de knop hieronder, vóór {until}. Daarna kijkt de organisatie of er een plaats voor je is.',
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
  'place-offered.subject': 'Er is een plaats voor je: {event}',
  'place-offered.body':
    'Er is een plaats vrijgekomen. We houden die voor je vast tot {until}. Druk op de knop en laat weten of je komt; daarna gaat de plaats naar de volgende in de rij.',
  'offer-expired.subject': 'Je plaats is doorgegeven: {event}',
  'offer-expired.body':
    'We hoorden niet op tijd van je. Daarom is de plaats doorgegeven aan de volgende in de rij. Wil je toch komen, meld je dan opnieuw aan.',
  'line-closed.subject': 'Geen plaats meer: {event}',
  'line-closed.body':
    'Er is helaas geen plaats meer vrijgekomen. We geven nu geen plaatsen meer door. Dank je voor je geduld; graag tot een volgende keer.',
  'line-welcome.subject': 'Kom gerust langs: {event}',
  'line-welcome.body':
    'Er is geen vaste plaats meer vrijgekomen, maar kom gerust langs: er vallen altijd mensen uit. We zoeken dan ter plekke een stoel voor je.',
  'signup-requested.subject': 'We hebben je aanvraag: {event}',
  'signup-requested.body':
    'Je aanvraag is binnen. De organisatie kijkt ernaar en mailt je of er een plaats voor je is.',
  'request-declined.subject': 'Je aanvraag: {event}',
  'request-declined.body':
    'De organisatie kan je voor deze bijeenkomst helaas geen plaats geven. Graag tot een volgende keer.',
  'crew-invited.subject': 'Wil je meehelpen bij {event}?',
  'crew-invited.body':
    'We vragen je om mee te helpen bij deze bijeenkomst, als {role}. Laat met de knop weten of je kunt.',
  'event-in-a-week.subject': 'Binnenkort: {event}',
  'event-in-a-week.body':
    'Het is bijna zover: we zien je graag bij {event}. Hieronder staan dag, tijd en plaats. Kun je toch niet, laat het dan nu weten; dan kan iemand van de wachtlijst mee.',
  'event-tomorrow.subject': 'Morgen: {event}',
  'event-tomorrow.body':
    'Morgen zien we je bij {event}. Op de pagina van je aanmelding staat je code voor aan de deur. Kun je toch niet, laat het dan nu nog weten.',
  'event-thanks.subject': 'Dank je wel: {event}',
  'event-thanks.body':
    'Fijn dat je erbij was. Wat er aan de tafels is bedacht, werken we uit. Je hoort van ons wat ermee gebeurt.',
  'button.cannot-come': 'Ik kan toch niet',
  'button.see-code': 'Mijn aanmelding en code',
  directions: 'Hoe kom je er',
  brought: '{lead} heeft je aangemeld. Klopt dat niet, of kun je niet? Zeg dan af via je aanmelding.',
  company: 'Je meldde ook aan: {names}. Jullie plaatsen horen bij elkaar.',
  'button.offer': 'Ja of nee zeggen',
  'subscription-confirm.subject': 'Bevestig: op de hoogte van {programme}',
  'subscription-confirm.body':
    'Iemand vroeg om dit adres te mailen over nieuwe bijeenkomsten. Was jij dat? Bevestig het dan met de knop. Anders hoef je niets te doen; je hoort dan niets meer van ons.',
  'subscription-confirm.follow-up':
    'Iemand vroeg om dit adres in de komende drie jaar te mailen met de vraag wat eruit kwam. Was jij dat? Bevestig het dan met de knop. Anders hoef je niets te doen; je hoort dan niets meer van ons.',
  'subscription-confirm.both':
    'Iemand vroeg om dit adres te mailen over nieuwe bijeenkomsten, en om later te vragen wat eruit kwam. Was jij dat? Bevestig het dan met de knop. Anders hoef je niets te doen; je hoort dan niets meer van ons.',
  'subscription-confirm.button': 'Bevestigen',
  'own-page': 'Al je aanmeldingen en gegevens',
  'hello-there': 'Hallo,',
  'why-own-page':
    'Je krijgt deze mail omdat dit adres bij ons bekend is. {controller} is verantwoordelijk voor je gegevens.',
  'why-new-address':
    'Je krijgt deze mail omdat iemand dit adres opgaf. {controller} is verantwoordelijk voor de gegevens; bevestig je niet, dan is dit adres na een week gewist.',
  'personal-link.subject': 'Je link naar Mijn Pr8werk',
  'personal-link.body':
    'Met de knop open je al je aanmeldingen en gegevens bij {programme}. De link werkt één keer, een dag lang. Vroeg je dit niet? Dan hoef je niets te doen.',
  'personal-link.button': 'Open mijn pagina',
  'address.subject': 'Bevestig: een ander e-mailadres bij {programme}',
  'address-old.body':
    'Iemand, waarschijnlijk jij, vroeg om voortaan naar een ander adres te mailen. Was jij dat? Druk dan op de knop, en ook op die in de mail op het nieuwe adres. Zo niet, dan hoef je niets te doen; er verandert niets.',
  'address-new.body':
    'Iemand, waarschijnlijk jij, vroeg om voortaan naar dit adres te mailen. Was jij dat? Druk dan op de knop, en ook op die in de mail op het oude adres. Zo niet, dan hoef je niets te doen.',
  'address.button': 'Ja, verander mijn adres',
  'sign-in.subject': 'Inloggen bij Pr8werk: {code}',
  'sign-in.body': 'Gebruik de knop om in te loggen, of vul deze code in op de pagina waar je begon:',
  'sign-in.button': 'Inloggen',
  'sign-in.note':
    'De link en de code werken één keer, vijftien minuten lang. Vroeg je dit niet aan? Dan hoef je niets te doen.',
  'duty.input': 'input',
  'duty.throughput': 'throughput',
  'duty.output': 'output',
  'duty.process': 'proces',
  'duty-week.subject': 'Deze week voor {duty}: {count|één taak|# taken}',
  'duty-week.body': 'Dit staat deze week in het draaiboek.',
  'duty-week.late': 'Dit staat deze week in het draaiboek. {count|Eén taak is te laat|# taken zijn te laat}.',
  'duty-week.overdue': 'te laat',
  'duty-week.nobody': 'Niemand in het team heeft de rol {duty}. Daarom gaat deze mail naar de eigenaren.',
  'duty-week.button': 'Naar het draaiboek',
  'duty-week.why': 'Deze mail gaat elke maandag naar het team van {programme}, als er iets te doen is.',
  'mailing.invitation.subject': 'Uitnodiging: {event}',
  'mailing.invitation.body':
    'Graag nodigen we je uit voor {event}.\n\nOpdrachtgevers en zelfstandige professionals uit de regio ontmoeten er elkaar. Kom je ook? Laat het weten met de knop hieronder; ook als je niet kunt.',
  'mailing.reminder.subject': 'Kom je ook? {event}',
  'mailing.reminder.body':
    'Eerder nodigden we je uit voor {event}. We hoorden nog niet of je komt. Laat je het weten? Ook als je niet kunt, helpt je antwoord ons.',
  'mailing.message.subject': 'Over {event}',
  'mailing.message.body': 'Je bent aangemeld voor {event}.',
  'button.coming': 'Ik kom',
  'button.not-coming': 'Ik kan niet',
  'why-invited':
    'Je krijgt deze mail omdat je adres bij ons staat voor bericht over bijeenkomsten. {controller} is verantwoordelijk voor je gegevens.',
  unsubscribe: 'Geen uitnodigingen meer',
  'network.lead': '{programme} nodigt je uit voor {event}.',
  'network.link': 'Meld je aan via {link}',
  briefing: 'Briefing:',
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
  'signup-verify.requested':
    'Confirm your request with the button below, before {until}. The organisers will then see whether there is a place for you.',
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
  'place-offered.subject': 'There is a place for you: {event}',
  'place-offered.body':
    'A place has become free. We hold it for you until {until}. Press the button and tell us whether you are coming; after that the place goes to the next in line.',
  'offer-expired.subject': 'Your place was passed on: {event}',
  'offer-expired.body':
    'We did not hear from you in time, so the place went to the next in line. If you still want to come, please sign up again.',
  'line-closed.subject': 'No place left: {event}',
  'line-closed.body':
    'Unfortunately no place has become free. From now on no places are passed on. Thank you for your patience; see you another time.',
  'line-welcome.subject': 'Do come along: {event}',
  'line-welcome.body':
    'No fixed place has become free, but do come along: some people always drop out. We will find you a chair on the spot.',
  'signup-requested.subject': 'We have your request: {event}',
  'signup-requested.body':
    'Your request has come in. The organisers will look at it and mail you whether there is a place for you.',
  'request-declined.subject': 'Your request: {event}',
  'request-declined.body': 'Unfortunately the organisers cannot give you a place at this event. See you another time.',
  'crew-invited.subject': 'Will you help at {event}?',
  'crew-invited.body': 'We ask you to help at this event, as {role}. Use the button to tell us whether you can.',
  'event-in-a-week.subject': 'Coming up: {event}',
  'event-in-a-week.body':
    'It is nearly there: we look forward to seeing you at {event}. Day, time and place stand below. Can’t make it after all? Tell us now, so that someone on the waiting list can come.',
  'event-tomorrow.subject': 'Tomorrow: {event}',
  'event-tomorrow.body':
    'Tomorrow we see you at {event}. The page of your registration has your code for the door. Can’t make it after all? Tell us now.',
  'event-thanks.subject': 'Thank you: {event}',
  'event-thanks.body':
    'Good that you were there. We are working out what the tables came up with. You will hear from us what is done with it.',
  'button.cannot-come': 'I can’t make it after all',
  'button.see-code': 'My registration and code',
  directions: 'How to get there',
  brought: '{lead} signed you up. Is that not right, or can you not come? Then cancel through your registration.',
  company: 'You also signed up: {names}. Your places belong together.',
  'button.offer': 'Say yes or no',
  'subscription-confirm.subject': 'Confirm: word of {programme}',
  'subscription-confirm.body':
    'Someone asked to mail this address about new events. Was it you? Then confirm it with the button. If not, there is nothing you need to do; you will not hear from us again.',
  'subscription-confirm.follow-up':
    'Someone asked to mail this address in the coming three years with the question what came of it. Was it you? Then confirm it with the button. If not, there is nothing you need to do; you will not hear from us again.',
  'subscription-confirm.both':
    'Someone asked to mail this address about new events, and to ask later what came of it. Was it you? Then confirm it with the button. If not, there is nothing you need to do; you will not hear from us again.',
  'subscription-confirm.button': 'Confirm',
  'own-page': 'All your registrations and data',
  'hello-there': 'Hello,',
  'why-own-page': 'You get this mail because we know this address. {controller} is responsible for your data.',
  'why-new-address':
    'You get this mail because somebody gave this address. {controller} is responsible for the data; if you do not confirm, this address is erased after a week.',
  'personal-link.subject': 'Your link to My Pr8werk',
  'personal-link.body':
    'The button opens all your registrations and data at {programme}. The link works once, for a day. You did not ask for this? Then there is nothing you need to do.',
  'personal-link.button': 'Open my page',
  'address.subject': 'Confirm: another mail address at {programme}',
  'address-old.body':
    'Somebody, probably you, asked to mail another address from now on. Was it you? Then press the button, and the one in the mail at the new address too. If not, there is nothing you need to do; nothing changes.',
  'address-new.body':
    'Somebody, probably you, asked to mail this address from now on. Was it you? Then press the button, and the one in the mail at the old address too. If not, there is nothing you need to do.',
  'address.button': 'Yes, change my address',
  'sign-in.subject': 'Sign in to Pr8werk: {code}',
  'sign-in.body': 'Use the button to sign in, or fill in this code on the page where you started:',
  'sign-in.button': 'Sign in',
  'sign-in.note':
    'The link and the code work once, for fifteen minutes. You did not ask for this? Then there is nothing you need to do.',
  'duty.input': 'input',
  'duty.throughput': 'throughput',
  'duty.output': 'output',
  'duty.process': 'process',
  'duty-week.subject': 'This week for {duty}: {count|one task|# tasks}',
  'duty-week.body': 'This is in the runbook for this week.',
  'duty-week.late': 'This is in the runbook for this week. {count|One task is late|# tasks are late}.',
  'duty-week.overdue': 'late',
  'duty-week.nobody': 'Nobody in the team has the role {duty}. That is why this mail goes to the owners.',
  'duty-week.button': 'To the runbook',
  'duty-week.why': 'This mail goes to the team of {programme} every Monday, when there is something to do.',
  'mailing.invitation.subject': 'Invitation: {event}',
  'mailing.invitation.body':
    'We would like to invite you to {event}.\n\nClients and self-employed professionals from the region meet there. Will you come too? Let us know with the button below; also if you cannot.',
  'mailing.reminder.subject': 'Will you come? {event}',
  'mailing.reminder.body':
    'Earlier we invited you to {event}. We have not heard yet whether you are coming. Will you let us know? Your answer helps us, also if you cannot come.',
  'mailing.message.subject': 'About {event}',
  'mailing.message.body': 'You are signed up for {event}.',
  'button.coming': 'I am coming',
  'button.not-coming': 'I cannot come',
  'why-invited':
    'You get this mail because we have your address for word of events. {controller} is responsible for your data.',
  unsubscribe: 'No more invitations',
  'network.lead': '{programme} invites you to {event}.',
  'network.link': 'Sign up through {link}',
  briefing: 'Briefing:',
  'own-text': 'A message from the organisers:',
  'preview.event': 'Breakfast session on care',
  'preview.until': 'tomorrow 12:00',
  'preview.reason': 'The room is not available.',
  example: 'This is an example: the event is made up.',
};

export const mailMessages: Catalogue<keyof typeof nl> = { nl, en, u: formalMail };
export type MailMessage = keyof typeof nl;
