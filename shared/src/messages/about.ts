// Texts of the pages about the site itself: what happens with people's data, how accessible it is, how to put the form on
// another site, and the reference of the api. Paragraphs are parted by a blank line.

import { formalAbout } from './formal.ts';
import type { Catalogue } from './translate.ts';

const nl = {
  'privacy.title': 'Wat er met je gegevens gebeurt',
  'privacy.short':
    'Kort: we vragen alleen wat nodig is om een bijeenkomst te organiseren. Niemand volgt je, en zonder dat je je eigen pagina opent is er geen cookie.',
  'privacy.who': 'Wie verantwoordelijk is',
  'privacy.who-text': '{controller} is verantwoordelijk voor je gegevens in het programma {programme}.',
  'privacy.table': 'Wat we bewaren, waarvoor en hoe lang',
  'privacy.data': 'Wat',
  'privacy.purpose': 'Waarvoor',
  'privacy.term': 'Hoe lang',
  'privacy.signup': 'Je aanmelding',
  'privacy.signup-what':
    'Naam, e-mailadres, als wat je komt, je organisatie en je opmerking als je die invult, je taal, via welke site of welk netwerk je kwam, of je er was, en wat de organisatie over je aanmelding noteert',
  'privacy.signup-purpose':
    'De bijeenkomst organiseren en laten zien wat ervan kwam. Je geeft daarvoor toestemming in het formulier',
  'privacy.signup-term': 'Tot vijf jaar na de bijeenkomst, of tot je vraagt om ze weg te halen',
  'privacy.news': 'Je naam en e-mailadres, als je op de hoogte wilt blijven',
  'privacy.news-purpose': 'Je mailen over nieuwe bijeenkomsten. Je geeft daarvoor apart toestemming',
  'privacy.news-term': 'Tot je je afmeldt. Bevestig je niet, dan gaat je aanvraag na zeven dagen weg',
  'privacy.invited': 'Waarvoor je bent uitgenodigd, wat je antwoordde, en of je adres mail aanneemt',
  'privacy.invited-purpose': 'Je niet twee keer uitnodigen, en laten zien wat uitnodigen oplevert',
  'privacy.invited-term': 'Zo lang als je naam en adres; daarna alleen als aantal',
  'privacy.follow-up': 'Je e-mailadres, als we je later mogen vragen wat eruit kwam',
  'privacy.follow-up-purpose': 'Laten zien wat het programma opleverde. Je geeft daarvoor apart toestemming',
  'privacy.follow-up-term': 'Drie jaar, of tot je zegt dat het niet meer hoeft',
  'privacy.special': 'Wat je doorgeeft over dieet of toegankelijkheid',
  'privacy.special-purpose':
    'Eten en toegang regelen. Je geeft daarvoor apart toestemming; de cateraar krijgt aantallen, zonder namen',
  'privacy.special-term': 'Tot de nacht na de bijeenkomst',
  'privacy.lists': 'Je naam, e-mailadres en organisatie, als je op een lijst stond van een netwerk of partner',
  'privacy.lists-purpose':
    'Je bereiken waar dat mag: omdat je toestemming gaf, eerder meedeed of je organisatie het adres hiervoor bekendmaakte. Bij de lijst staat waar ze vandaan komt',
  'privacy.lists-term': 'De rij van de lijst 30 dagen; jij zelf als bij een aanmelding, of tot je vraagt om te wissen',
  'privacy.mail': 'Een kopie van de mails die we je sturen, met wat een organisator er zelf bij schreef',
  'privacy.mail-purpose': 'Kunnen nagaan of een mail is verstuurd, als je iets mist',
  'privacy.mail-term': '90 dagen',
  'privacy.unconfirmed': 'Een aanmelding die je niet bevestigt',
  'privacy.unconfirmed-purpose': 'Je plaats vasthouden tot je bevestigt',
  'privacy.unconfirmed-term':
    'Na een dag vervalt je plaats, en na 30 dagen is je naam gewist; wat blijft, is een aantal',
  'privacy.address': 'Je IP-adres',
  'privacy.address-purpose': 'Misbruik van formulieren tegengaan',
  'privacy.address-term': 'Ten hoogste een kwartier, alleen in het geheugen; het komt niet in ons logboek',
  'privacy.not': 'Wat we niet doen',
  'privacy.not-text':
    'We plaatsen op de openbare pagina’s geen cookies en gebruiken geen bestanden of meetpixels van anderen. We houden niet bij of je een mail opent. We verkopen je gegevens niet. Namen van deelnemers staan niet op openbare pagina’s of in openbare bestanden.\n\nOpen je je eigen pagina, dan is er één cookie die haar een halfuur open houdt. Organisatoren die inloggen krijgen er ook één.',
  'privacy.who-sees': 'Wie je gegevens ziet',
  'privacy.who-sees-text':
    'De organisatoren van dit programma, en wie de server voor hen beheert. Meld je je aan via een netwerk of een andere site, dan ziet de organisatie via welke; een formulier van ons laat die site niet zien wat je invult. Vul je het eigen formulier van een netwerk in, dan stuurt het netwerk ons wat je invult, en hoort het of je een plaats hebt.',
  'privacy.rights': 'Wat je kunt vragen',
  'privacy.own-page': 'Open Mijn Pr8werk: bekijk, verander, neem mee of wis alles over jou',
  'privacy.rights-text':
    'Je kunt vragen om je gegevens te zien, te verbeteren, mee te nemen of weg te halen, en je toestemming intrekken. Dat kan meteen, op je eigen pagina. Je stopt er ook elke mail met één knop.\n\nWat moet blijven voor een verantwoording, zoals van een subsidie, is hoogstens je naam en of je er was; waarom en tot wanneer staat er dan bij.\n\nWat al in een reservekopie staat, verdwijnt wanneer die kopie verloopt.\n\nKom je er met ons niet uit, dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.',
  'privacy.ask': 'Stel je vraag aan {controller}.',

  'access.title': 'Toegankelijkheid',
  'access.short':
    'Iedereen moet zich kunnen aanmelden, ook met een schermlezer, alleen een toetsenbord, grote letters of een oude telefoon.',
  'access.how': 'Wat we doen',
  'access.how-text':
    'We bouwen deze pagina’s volgens WCAG 2.2, niveau AA. Ze werken zonder JavaScript, zonder muis, bij vier keer vergroten en in de hoogcontraststand van je apparaat. Kleur is nooit de enige aanwijzing.\n\nElke pagina wordt bij elke wijziging met een hulpmiddel (axe) nagekeken, op een breed en op een smal scherm, ook met foutmeldingen.',
  'access.known': 'Wat er nog niet is',
  'access.known-text':
    'Er is nog geen onderzoek gedaan door een onafhankelijke deskundige. Zo’n hulpmiddel vindt niet alles. Teksten van organisatoren zijn soms alleen in het Nederlands; op de Engelse pagina’s is dat aangegeven, zodat een schermlezer ze goed uitspreekt.',
  'access.report': 'Loop je ergens tegenaan?',
  'access.report-text':
    'Laat het weten, dan zoeken we samen een oplossing. Je kunt je dan ook gewoon per mail aanmelden.',

  'web.title': 'Zet het aanmeldformulier op je eigen site',
  'web.short':
    'Plak de code één keer. Er staat dan altijd de eerstvolgende bijeenkomst waarvoor je bezoekers zich kunnen aanmelden.',
  'web.code': 'De code',
  'web.code-text':
    'Vervang {source} door de naam van je netwerk of site, in kleine letters. De organisatie ziet zo hoeveel mensen via jou komen. Laat de link erin staan: die zien bezoekers zonder JavaScript.',
  'web.link-text': 'Aanmelden voor de volgende bijeenkomst',
  'web.div': 'Als je site onbekende tags weghaalt',
  'web.div-text': 'Bouwers zoals Wix en Squarespace laten een div wel staan.',
  'web.frame': 'Als je site geen scripts toelaat',
  'web.frame-text':
    'Zet het formulier dan in een frame. Het tweede regeltje maakt het frame precies hoog genoeg; mag dat script niet, laat het dan weg.',
  'web.link': 'Als niets anders kan',
  'web.link-title': 'Een gewone link doet het altijd',
  'web.wordpress': 'WordPress',
  'web.wordpress-text':
    'WordPress haalt scripts weg bij redacteuren die geen HTML mogen plaatsen. Vraag de organisatie om de plugin; daarna volstaat deze shortcode.',
  'web.one': 'Eén bepaalde bijeenkomst',
  'web.one-text': 'Zet in plaats van next het laatste deel van het webadres van die bijeenkomst.',
  'web.policy': 'Beveiliging en cookiebanners',
  'web.policy-text':
    'Stuurt je site een Content-Security-Policy mee, voeg dan dit toe. Het formulier plaatst geen cookies en volgt niemand; zet /embed/v1.js in een cookiebanner dus bij de noodzakelijke scripts. Sluit het bestand uit van samenvoegen en verkleinen.',
  'web.attributes': 'Wat er in te stellen is',
  'web.attribute.event': 'programma/bijeenkomst, of programma/next voor de eerstvolgende die open is',
  'web.attribute.source': 'Naam van het netwerk of de site; telt mee in de cijfers van de organisatie',
  'web.attribute.lang': 'nl of en. Anders geldt de taal van de pagina',
  'web.attribute.prefill': 'Vast ingevulde antwoorden, zoals role=professional&organisation=ONZ',
  'web.attribute.redirect': 'Adres van een bedankpagina op dezelfde site',
  'web.looks': 'Kleuren en letters',
  'web.looks-text':
    'Het formulier neemt letters en tekstkleur van de pagina over. De knop heeft de kleur van het programma, of die van het NL Design System als de pagina die kent. Anders kan ook:',
  'web.events': 'Meetellen',
  'web.events-text':
    'Het element meldt pr8werk:ready, pr8werk:submit (tegen te houden), pr8werk:success en pr8werk:error, voor tellingen op de eigen site. In die berichten staat niets over de persoon.',
  'web.demo': 'Zo ziet het eruit',
  'web.demo-text': 'Dit is het echte formulier: wat je verstuurt, komt aan.',

  'docs.title': 'API',
  'docs.short': 'Alles wat een programma kan opvragen en doen. De beschrijving is in het Engels.',
  'docs.file': 'De beschrijving als OpenAPI 3.1',
  'docs.problems': 'Foutmeldingen',
} as const;

const en: Record<keyof typeof nl, string> = {
  'privacy.title': 'What happens to your data',
  'privacy.short':
    'In short: we only ask for what is needed to organise a meeting. Nobody follows you, and unless you open your own page there is no cookie.',
  'privacy.who': 'Who is responsible',
  'privacy.who-text': '{controller} is responsible for your data in the programme {programme}.',
  'privacy.table': 'What we keep, what for and how long',
  'privacy.data': 'What',
  'privacy.purpose': 'What for',
  'privacy.term': 'How long',
  'privacy.signup': 'Your signup',
  'privacy.signup-what':
    'Name, e-mail address, what you come as, your organisation and your remark if you fill them in, your language, through which site or network you came, whether you were there, and what the organisers note about your signup',
  'privacy.signup-purpose': 'Organising the meeting and showing what came of it. You agree to that in the form',
  'privacy.signup-term': 'Until five years after the meeting, or until you ask us to remove them',
  'privacy.news': 'Your name and e-mail address, if you want to be kept informed',
  'privacy.news-purpose': 'Mailing you about new meetings. You agree to that separately',
  'privacy.news-term': 'Until you unsubscribe. If you do not confirm, your request is removed after seven days',
  'privacy.invited': 'What you were invited to, what you answered, and whether your address takes mail',
  'privacy.invited-purpose': 'Not inviting you twice, and showing what inviting brings',
  'privacy.invited-term': 'As long as your name and address; after that only as a number',
  'privacy.follow-up': 'Your e-mail address, if we may ask you later what came of it',
  'privacy.follow-up-purpose': 'Showing what the programme led to. You agree to that separately',
  'privacy.follow-up-term': 'Three years, or until you say it is no longer wanted',
  'privacy.special': 'What you tell about diet or access',
  'privacy.special-purpose':
    'Arranging food and access. You agree to that separately; the caterer gets numbers, without names',
  'privacy.special-term': 'Until the night after the meeting',
  'privacy.lists': 'Your name, e-mail address and organisation, if you were on a list of a network or partner',
  'privacy.lists-purpose':
    'Reaching you where that is allowed: because you agreed, took part before, or your organisation made the address known for it. The list says where it came from',
  'privacy.lists-term': 'The row of the list 30 days; you yourself as with a signup, or until you ask to be erased',
  'privacy.mail': 'A copy of the mails we send you, with what an organiser added',
  'privacy.mail-purpose': 'Finding out whether a mail was sent, when you miss something',
  'privacy.mail-term': '90 days',
  'privacy.unconfirmed': 'A signup that you do not confirm',
  'privacy.unconfirmed-purpose': 'Holding your place until you confirm',
  'privacy.unconfirmed-term':
    'After a day you lose the place, and after 30 days your name is erased; what stays is a number',
  'privacy.address': 'Your IP address',
  'privacy.address-purpose': 'Preventing misuse of forms',
  'privacy.address-term': 'A quarter of an hour at most, in memory only; it is not written to our log',
  'privacy.not': 'What we do not do',
  'privacy.not-text':
    'We set no cookies on the public pages and use no files or tracking pixels of others. We do not record whether you open a mail. We do not sell your data. Names of participants are not on public pages or in public files.\n\nIf you open your own page, one cookie keeps it open for half an hour. Organisers who sign in get one too.',
  'privacy.who-sees': 'Who sees your data',
  'privacy.who-sees-text':
    'The organisers of this programme, and whoever runs the server for them. If you sign up through a network or another site, the organisers see which; a form of ours does not show that site what you fill in. If you fill in a network’s own form, the network sends us what you fill in, and hears whether you have a place.',
  'privacy.rights': 'What you can ask',
  'privacy.own-page': 'Open My Pr8werk: see, change, take along or erase everything about you',
  'privacy.rights-text':
    'You can ask to see, correct, take along or remove your data, and withdraw your consent. You can do so at once, on your own page. There you also stop any mail with one button.\n\nWhat must be kept to account for something, such as a subsidy, is at most your name and whether you were there; why and until when is then said.\n\nWhat is in a backup already is gone when that backup expires.\n\nIf we cannot solve it together, you can complain to the Dutch data protection authority (Autoriteit Persoonsgegevens).',
  'privacy.ask': 'Ask {controller}.',

  'access.title': 'Accessibility',
  'access.short':
    'Everyone must be able to sign up, also with a screen reader, only a keyboard, large letters or an old telephone.',
  'access.how': 'What we do',
  'access.how-text':
    'We build these pages to WCAG 2.2, level AA. They work without JavaScript, without a mouse, at four times magnification and in the high contrast mode of your device. Colour is never the only sign.\n\nEvery page is checked with a tool (axe) at every change, on a wide and on a narrow screen, with error messages too.',
  'access.known': 'What is not there yet',
  'access.known-text':
    'No independent expert has examined the site yet, and such a tool does not find everything. Texts of organisers are sometimes in Dutch only; the English pages mark them, so that a screen reader pronounces them right.',
  'access.report': 'Did you run into something?',
  'access.report-text': 'Tell us and we will find a way together. You can then simply sign up by mail as well.',

  'web.title': 'Put the signup form on your own site',
  'web.short': 'Paste the code once. It always shows the next meeting that your visitors can sign up for.',
  'web.code': 'The code',
  'web.code-text':
    'Replace {source} by the name of your network or site, in lower case. That tells the organisers how many people come through you. Leave the link in: visitors without JavaScript see it.',
  'web.link-text': 'Sign up for the next meeting',
  'web.div': 'If your site removes tags it does not know',
  'web.div-text': 'Site builders such as Wix and Squarespace do keep a div.',
  'web.frame': 'If your site does not allow scripts',
  'web.frame-text':
    'Then put the form in a frame. The second line makes the frame exactly high enough; if that script is not allowed, leave it out.',
  'web.link': 'If nothing else is possible',
  'web.link-title': 'A plain link always works',
  'web.wordpress': 'WordPress',
  'web.wordpress-text':
    'WordPress removes scripts for editors who may not place HTML. Ask the organisers for the plugin; after that this shortcode is enough.',
  'web.one': 'One particular meeting',
  'web.one-text': 'Instead of next, put the last part of the web address of that meeting.',
  'web.policy': 'Security and cookie banners',
  'web.policy-text':
    'If your site sends a Content-Security-Policy, add this. The form sets no cookies and follows nobody, so put /embed/v1.js among the necessary scripts of a cookie banner. Exclude the file from combining and minifying.',
  'web.attributes': 'What can be set',
  'web.attribute.event': 'programme/meeting, or programme/next for the next one that is open',
  'web.attribute.source': 'Name of the network or site; counts in the figures of the organisers',
  'web.attribute.lang': 'nl or en. Otherwise the language of the page',
  'web.attribute.prefill': 'Answers filled in beforehand, such as role=professional&organisation=ONZ',
  'web.attribute.redirect': 'Address of a page of thanks on the same site',
  'web.looks': 'Colours and letters',
  'web.looks-text':
    'The form takes letters and text colour from the page. The button has the colour of the programme, or that of the NL Design System if the page knows it. Otherwise:',
  'web.events': 'Counting along',
  'web.events-text':
    'The element tells pr8werk:ready, pr8werk:submit (can be held back), pr8werk:success and pr8werk:error, for counting on your own site. Nothing about the person is in them.',
  'web.demo': 'What it looks like',
  'web.demo-text': 'This is the real form: what you send arrives.',

  'docs.title': 'API',
  'docs.short': 'Everything a program can ask and do.',
  'docs.file': 'The description as OpenAPI 3.1',
  'docs.problems': 'Refusals',
};

export const aboutMessages: Catalogue<keyof typeof nl> = { nl, en, u: formalAbout };
export type AboutMessage = keyof typeof nl;
