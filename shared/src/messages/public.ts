// Texts of the public pages, the signup form and its answers.

import { formalPublic } from './formal.ts';
import type { Catalogue } from './translate.ts';

const nl = {
  'field.name': 'Je naam',
  'field.email': 'E-mailadres',
  'field.email.help': 'Hierheen sturen we je bevestiging.',
  'field.role': 'Ik kom als',
  'field.organisation': 'Bedrijf of organisatie',
  'field.note': 'Wil je ons iets laten weten?',
  'field.note.help': 'Zet hier geen gegevens over je gezondheid.',
  'field.code': 'Code van je uitnodiging',
  'field.code.help': 'Deze bijeenkomst is op uitnodiging. De code staat in je uitnodiging.',
  'field.company': 'Kom je met anderen?',
  'field.company.help': 'Je krijgt samen een plaats, of je staat samen op de wachtlijst.',
  'field.company.count': '{count|met één ander|met # anderen}',
  'field.companion.name': 'Naam van persoon {n} die meekomt',
  'field.companion.email': 'E-mailadres van persoon {n}',
  'field.companion.email.help': 'Zonder eigen adres gaan de mails naar jou.',
  'field.show': 'Mijn antwoord op ‘{question}’ mag aan tafel te zien zijn',
  'field.agree': 'Ik wil iets doorgeven bij ‘{question}’. De organisatie mag dat bewaren tot de dag na de bijeenkomst.',
  'field.agree.help': 'Alleen de organisatie ziet dit. De cateraar krijgt aantallen, zonder namen.',
  'field.only-if': 'Alleen als bij ‘{question}’ is gekozen: {answers}.',
  'field.only-if.ticked': 'Alleen als er een vinkje staat bij ‘{question}’.',
  'field.only-if.unticked': 'Alleen als er geen vinkje staat bij ‘{question}’.',
  'field.consent': 'Ik ga akkoord met het gebruik van mijn gegevens voor deze bijeenkomst',
  'field.consent.news': 'Ja, mail mij over nieuwe bijeenkomsten; ik kan me altijd afmelden',
  'field.consent.follow-up': 'Ja, vraag mij in de drie jaar hierna per mail wat eruit kwam; ik kan me altijd afmelden',
  'role.professional': 'Zelfstandig professional (zp’er)',
  'role.commissioner': 'Opdrachtgever',
  'role.guest': 'Gast',
  'role.host': 'Tafelbegeleider',
  'role.speaker': 'Spreker',
  'role.crew': 'Organisatie',
  'notice.event':
    '{controller} gebruikt je gegevens om deze bijeenkomst te organiseren en te laten zien wat ervan kwam, en bewaart ze tot vijf jaar na de bijeenkomst.',
  'notice.news':
    '{controller} gebruikt je naam en e-mailadres om je over nieuwe bijeenkomsten te mailen, tot je je afmeldt.',
  'done.confirmed': 'Je bent aangemeld. Je krijgt een mail met alles wat je moet weten.',
  'done.waiting': 'De bijeenkomst is vol; je staat op de wachtlijst. Komt er een plaats vrij, dan krijg je een mail.',
  'done.requested': 'Je aanvraag is binnen. De organisatie mailt je of er een plaats voor je is.',
  'done.verify':
    'Bijna klaar. Open de mail die we je sturen en bevestig je aanmelding; tot morgen houden we je plaats vast.',
  'done.subscribed': 'Bijna klaar. Open de mail die we je sturen en bevestig dat je op de hoogte wilt blijven.',
} as const;

const en: Record<keyof typeof nl, string> = {
  'field.name': 'Your name',
  'field.email': 'E-mail address',
  'field.email.help': 'We send your confirmation here.',
  'field.role': 'I come as',
  'field.organisation': 'Company or organisation',
  'field.note': 'Anything you want to tell us?',
  'field.note.help': 'Please do not write about your health here.',
  'field.code': 'Code from your invitation',
  'field.code.help': 'This event is by invitation. The code is in your invitation.',
  'field.company': 'Will others come along?',
  'field.company.help': 'You get places together, or wait together.',
  'field.company.count': '{count|with one other|with # others}',
  'field.companion.name': 'Name of person {n} who comes along',
  'field.companion.email': 'E-mail address of person {n}',
  'field.companion.email.help': 'Without an address of their own the mails go to you.',
  'field.show': 'My answer to ‘{question}’ may be shown at the table',
  'field.agree':
    'I want to tell something about ‘{question}’. The organisers may keep it until the day after the event.',
  'field.agree.help': 'Only the organisers see this. The caterer gets numbers, without names.',
  'field.only-if': 'Only if the choice at ‘{question}’ is: {answers}.',
  'field.only-if.ticked': 'Only if ‘{question}’ is ticked.',
  'field.only-if.unticked': 'Only if ‘{question}’ is not ticked.',
  'field.consent': 'I agree to the use of my data for this event',
  'field.consent.news': 'Yes, mail me about new events; I can unsubscribe at any time',
  'field.consent.follow-up':
    'Yes, ask me by mail in the three years after this what came of it; I can unsubscribe at any time',
  'role.professional': 'Self-employed professional',
  'role.commissioner': 'Client',
  'role.guest': 'Guest',
  'role.host': 'Table host',
  'role.speaker': 'Speaker',
  'role.crew': 'Organisation',
  'notice.event':
    '{controller} uses your data to organise this event and to show what came of it, and keeps them until five years after the event.',
  'notice.news': '{controller} uses your name and e-mail address to mail you about new events, until you unsubscribe.',
  'done.confirmed': 'You are signed up. You will get a mail with all you need to know.',
  'done.waiting': 'The event is full; you are on the waiting list. When a place becomes free you will get a mail.',
  'done.requested': 'Your request has come in. The organisers will mail you whether there is a place for you.',
  'done.verify': 'Almost there. Open the mail we send you and confirm your signup; we hold your place until tomorrow.',
  'done.subscribed': 'Almost there. Open the mail we send you and confirm that you want to be kept informed.',
};

export const publicMessages: Catalogue<keyof typeof nl> = { nl, en, u: formalPublic };
export type PublicMessage = keyof typeof nl;
