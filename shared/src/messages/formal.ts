// The same Dutch with `u`, for programmes that speak so to people outside. Only what would say `je`: everything else is the
// same. A test sees to it that none is missing.

import type { AboutMessage } from './about.ts';
import type { MailMessage } from './mail.ts';
import type { OwnPageMessage } from './own-page.ts';
import type { PageMessage } from './pages.ts';
import type { PublicMessage } from './public.ts';

export const formalPages: Partial<Record<PageMessage, string>> = {
  'unsubscribe.ask-text':
    'Druk op de knop, dan krijgt u geen uitnodigingen en nieuws meer van {programme}. Mails over een bijeenkomst waarvoor u bent aangemeld, blijft u krijgen.',
  'unsubscribe.off': 'U krijgt geen uitnodigingen meer',
  'unsubscribe.off-text':
    '{programme} stuurt u geen uitnodigingen en nieuws meer. Mails over een bijeenkomst waarvoor u bent aangemeld, blijft u krijgen.',
  'unsubscribe.again-text': 'Was het niet de bedoeling, of wilt u later toch weer bericht?',
  'unsubscribe.on': 'U krijgt weer uitnodigingen',
  'unsubscribe.on-text': '{programme} mailt u weer over nieuwe bijeenkomsten, tot u zich afmeldt.',
  'unsubscribe.unknown-text':
    'Misschien is de link niet helemaal overgenomen. Open hem nog eens vanuit de mail. Lukt het niet, vraag dan de organisatie om u af te melden.',
  'invited.title': 'Kunt u niet komen?',
  'invited.text': 'Laat het weten met de knop. Dan sturen we u hierover geen herinnering.',
  'invited.declined': 'U kunt niet komen',
  'invited.declined-text': 'Dank u, dat weten we nu. Graag tot een volgende keer.',
  'invited.mistake': 'Klopt het niet, of kunt u toch?',
  'invited.registered': 'U bent al aangemeld',
  'invited.registered-text': 'Kunt u toch niet? Zeg dan af met de link in de mail van uw aanmelding.',
  'network.intro': 'Wilt u uw leden uitnodigen voor deze bijeenkomst van {programme}? Dit hebt u ervoor nodig.',
  'network.text': 'Tekst voor uw leden',
  'network.thanks': 'Dank u, genoteerd: {count|één lid|# leden}.',
  'agenda.none-text': 'Laat uw adres achter, dan hoort u als eerste wanneer u zich weer kunt aanmelden.',
  'agenda.none-open': 'U kunt zich nu nergens voor aanmelden. Wilt u het horen als dat weer kan?',
  'agenda.examples-text':
    'Deze bijeenkomsten zijn verzonnen. Ze laten zien hoe deze site werkt; u kunt het aanmelden gerust proberen.',
  'agenda.follow-text': 'Zet de agenda in uw eigen agenda-app, dan staan nieuwe bijeenkomsten er vanzelf in.',
  'agenda.ics': 'Agenda voor uw agenda-app (.ics)',
  'state.open': 'U kunt zich aanmelden',
  'event.directions': 'Hoe komt u er',
  'event.ics': 'Zet in uw agenda',
  'event.example': 'Deze bijeenkomst is verzonnen, als voorbeeld. U kunt het aanmelden gerust proberen.',
  'event.not-yet': 'U kunt zich nog niet aanmelden',
  'event.closed': 'U kunt zich niet meer aanmelden',
  'event.closed-text': 'De aanmelding is gesloten. Wilt u horen wanneer de volgende bijeenkomst is?',
  'event.past-text': 'Wilt u horen wanneer de volgende bijeenkomst is?',
  'event.full':
    'Alle plaatsen zijn bezet. Als u zich aanmeldt, komt u op de wachtlijst; komt er een plaats vrij, dan krijgt u een mail.',
  'form.privacy': 'Meer over uw gegevens',
  'form.mail-first': 'Daarna krijgt u een mail met een link. Uw aanmelding telt als u die bevestigt.',
  'form.required.name': 'Vul uw naam in',
  'form.required.email': 'Vul uw e-mailadres in',
  'form.required.role': 'Kies hoe u komt: als zp’er, opdrachtgever of gast',
  'form.required.companion': 'Vul de naam in van wie u meeneemt',
  'form.code-needed': 'Vul de code in die in uw uitnodiging staat.',
  'form.expired': 'Het formulier stond te lang open. Wat u invulde staat er nog: druk nog een keer op de knop.',
  'form.busy':
    'Het is nu erg druk. Wat u invulde staat er nog: druk over een paar tellen nog een keer op de knop. U kunt niet dubbel aangemeld worden.',
  'form.unsure': 'We weten niet of het gelukt is. Druk nog een keer op de knop; u kunt niet dubbel aangemeld worden.',
  'form.closed': 'Uw aanmelding is niet gelukt: aanmelden voor deze bijeenkomst kan niet meer.',
  'form.choice-full': 'Wat u koos, is intussen vol. Kies iets anders en druk nog een keer op de knop.',
  'done.title.confirmed': 'U bent aangemeld',
  'done.title.waiting': 'U staat op de wachtlijst',
  'done.title.requested': 'Uw aanvraag is binnen',
  'done.title.verify': 'Nog één stap: kijk in uw mail',
  'done.text.confirmed': 'U krijgt een mail met alles wat u moet weten.',
  'done.text.waiting': 'De bijeenkomst is vol. Komt er een plaats vrij, dan krijgt u een mail.',
  'done.text.requested': 'De organisatie kijkt ernaar en mailt u of er een plaats voor u is.',
  'done.text.verify':
    'Open de mail die we u sturen en druk daar op de knop om uw aanmelding te bevestigen. Doe dat binnen een dag. In de mail staat ook of u een plaats hebt of op de wachtlijst staat.',
  'done.no-mail': 'Geen mail gekregen? Kijk dan bij uw ongewenste mail.',
  'mine.confirmed': 'U bent aangemeld',
  'mine.confirmed-text': 'Er is een plaats voor u. Tot dan!',
  'mine.waiting': 'U staat op de wachtlijst',
  'mine.waiting-text': 'U bent nummer {place} in de rij. Komt er een plaats voor u vrij, dan krijgt u een mail.',
  'mine.cancelled': 'U bent afgemeld',
  'mine.cancelled-text': 'Fijn dat u het liet weten. Uw plaats is weer vrij voor iemand anders.',
  'mine.expired-text': 'U hebt uw aanmelding niet op tijd bevestigd. Uw plaats is weer vrij.',
  'mine.again': 'Kunt u toch komen? Meld u dan opnieuw aan.',
  'mine.verify': 'Bevestig uw aanmelding',
  'mine.verify-text': 'Druk op de knop, dan weten we zeker dat u het bent. Tot {moment} houden we uw plaats vast.',
  'mine.verify-waiting-text':
    'Druk op de knop, dan weten we zeker dat u het bent. U staat dan op de wachtlijst, op plaats {place}. Bevestig voor {moment}.',
  'mine.verify-also': 'Met dezelfde knop bevestigt u wat u er ook bij vroeg:',
  'mine.verified': 'Dank u, uw aanmelding is bevestigd.',
  'mine.offered': 'Er is een plaats voor u',
  'mine.offered-text': 'We houden de plaats voor u vast tot {moment}. Komt u?',
  'mine.invited': 'Kunt u meehelpen?',
  'mine.invited-text': 'De organisatie vraagt u om mee te helpen, als {role}.',
  'mine.offer-expired-text': 'We hoorden niet op tijd van u. De plaats is doorgegeven aan de volgende in de rij.',
  'mine.requested': 'Uw aanvraag is binnen',
  'mine.requested-text': 'De organisatie kijkt ernaar en mailt u of er een plaats voor u is.',
  'mine.declined': 'Er is geen plaats voor u',
  'mine.declined-text': 'De organisatie kan u voor deze bijeenkomst geen plaats geven.',
  'mine.welcome-text':
    'Er is geen vaste plaats meer, maar er vallen altijd mensen uit. We zoeken ter plekke een stoel voor u.',
  'mine.with': 'U meldde ook aan: {names}.',
  'mine.brought': '{name} heeft u aangemeld.',
  'mine.answers': 'Uw antwoorden',
  'mine.answers-intro': 'Tot de bijeenkomst begint kunt u hier antwoorden geven en veranderen.',
  'mine.answers-link': 'Bekijk of verander uw antwoorden',
  'mine.answers-text': 'Wat u hier invult, komt in de plaats van wat er stond. Wat u leeg laat, wordt gewist.',
  'mine.answers-back': 'Terug naar uw aanmelding',
  'mine.answered': 'Uw antwoorden zijn bewaard.',
  'company.title': 'Wie er met u meekomt',
  'company.none': 'Er komt nog niemand met u mee.',
  'company.replace-text':
    'De plaats blijft van u: wie u hier invult, krijgt die meteen. Wie een eigen e-mailadres heeft, krijgt bericht.',
  'company.limit': 'U neemt al zo veel anderen mee als hier kan.',
  'mine.cannot': 'Kunt u toch niet?',
  'mine.cancel-text': 'U meldt zich af voor {title}. Uw plaats komt dan vrij voor iemand anders.',
  'mine.cancel-waiting-text': 'U meldt zich af voor {title}. Uw plaats op de wachtlijst vervalt dan.',
  'mine.event-past-text': 'Bedankt voor uw aanmelding.',
  'mine.unknown-text':
    'Is de link in uw mail over twee regels verdeeld? Kopieer dan het hele adres. Misschien is de link ook vervangen door een nieuwe: kijk of u later nog een mail kreeg.',
  'news.text': 'Laat uw adres achter, dan mailen we u wanneer er een nieuwe bijeenkomst is.',
  'news.mail-first': 'U krijgt eerst een mail met een link. Pas als u die bevestigt, sturen we u nieuws.',
  'news.asked': 'Nog één stap: kijk in uw mail',
  'news.asked-text': 'Open de mail die we u sturen en druk daar op de knop. Dan mailen we u over nieuwe bijeenkomsten.',
  'news.confirm-title': 'Mogen we u mailen?',
  'news.confirm-text': 'Druk op de knop om het te bevestigen. Onder elke mail staat hoe u zich afmeldt.',
  'news.confirmed-text': 'U krijgt de mail waar u om vroeg, tot u zegt dat het niet meer hoeft.',
  'problem.number': 'Nummer van uw aanvraag: {id}',
  'problem.number-help': 'Geef dit nummer door als u ons hierover schrijft.',
  'problem.text.method-not-allowed': 'Dit adres kunt u zo niet gebruiken. Ga terug en probeer het opnieuw.',
  'problem.text.too-many-requests':
    'Er kwamen heel veel aanvragen vanaf uw plek. Wacht een paar minuten en probeer het dan opnieuw.',
  'problem.text.unavailable': 'Probeer het over een paar minuten opnieuw. Of wat u net deed is gelukt, is niet zeker.',
  'problem.meaning': 'Wat u kunt doen',
};

export const formalPublic: Partial<Record<PublicMessage, string>> = {
  'field.name': 'Uw naam',
  'field.email.help': 'Hierheen sturen we uw bevestiging.',
  'field.note': 'Wilt u ons iets laten weten?',
  'field.note.help': 'Zet hier geen gegevens over uw gezondheid.',
  'notice.event':
    '{controller} gebruikt uw gegevens om deze bijeenkomst te organiseren en te laten zien wat ervan kwam, en bewaart ze tot vijf jaar na de bijeenkomst.',
  'notice.news':
    '{controller} gebruikt uw naam en e-mailadres om u over nieuwe bijeenkomsten te mailen, tot u zich afmeldt.',
  'done.confirmed': 'U bent aangemeld. U krijgt een mail met alles wat u moet weten.',
  'done.waiting': 'De bijeenkomst is vol; u staat op de wachtlijst. Komt er een plaats vrij, dan krijgt u een mail.',
  'field.code': 'Code van uw uitnodiging',
  'field.code.help': 'Deze bijeenkomst is op uitnodiging. De code staat in uw uitnodiging.',
  'field.company': 'Komt u met anderen?',
  'field.company.help': 'U krijgt samen een plaats, of staat samen op de wachtlijst.',
  'field.companion.email.help': 'Zonder eigen adres gaan de mails naar u.',
  'done.requested': 'Uw aanvraag is binnen. De organisatie mailt u of er een plaats voor u is.',
  'done.verify':
    'Bijna klaar. Open de mail die we u sturen en bevestig uw aanmelding; tot morgen houden we uw plaats vast.',
  'done.subscribed': 'Bijna klaar. Open de mail die we u sturen en bevestig dat u op de hoogte wilt blijven.',
};

export const formalAbout: Partial<Record<AboutMessage, string>> = {
  'privacy.title': 'Wat er met uw gegevens gebeurt',
  'privacy.short':
    'Kort: we vragen alleen wat nodig is om een bijeenkomst te organiseren. Niemand volgt u, en zonder dat u uw eigen pagina opent is er geen cookie.',
  'privacy.who-text': '{controller} is verantwoordelijk voor uw gegevens in het programma {programme}.',
  'privacy.signup': 'Uw aanmelding',
  'privacy.signup-what':
    'Naam, e-mailadres, als wat u komt, uw organisatie en uw opmerking als u die invult, uw taal, via welke site of welk netwerk u kwam, of u er was, en wat de organisatie over uw aanmelding noteert',
  'privacy.signup-purpose':
    'De bijeenkomst organiseren en laten zien wat ervan kwam. U geeft daarvoor toestemming in het formulier',
  'privacy.signup-term': 'Tot vijf jaar na de bijeenkomst, of tot u vraagt om ze weg te halen',
  'privacy.news': 'Uw naam en e-mailadres, als u op de hoogte wilt blijven',
  'privacy.news-purpose': 'U mailen over nieuwe bijeenkomsten. U geeft daarvoor apart toestemming',
  'privacy.news-term': 'Tot u zich afmeldt. Bevestigt u niet, dan gaat uw aanvraag na zeven dagen weg',
  'privacy.invited': 'Waarvoor u bent uitgenodigd, wat u antwoordde, en of uw adres mail aanneemt',
  'privacy.invited-purpose': 'U niet twee keer uitnodigen, en laten zien wat uitnodigen oplevert',
  'privacy.invited-term': 'Zo lang als uw naam en adres; daarna alleen als aantal',
  'privacy.follow-up': 'Uw e-mailadres, als we u later mogen vragen wat eruit kwam',
  'privacy.follow-up-purpose': 'Laten zien wat het programma opleverde. U geeft daarvoor apart toestemming',
  'privacy.follow-up-term': 'Drie jaar, of tot u zegt dat het niet meer hoeft',
  'privacy.special': 'Wat u doorgeeft over dieet of toegankelijkheid',
  'privacy.special-purpose':
    'Eten en toegang regelen. U geeft daarvoor apart toestemming; de cateraar krijgt aantallen, zonder namen',
  'privacy.lists': 'Uw naam, e-mailadres en organisatie, als u op een lijst stond van een netwerk of partner',
  'privacy.lists-purpose':
    'U bereiken waar dat mag: omdat u toestemming gaf, eerder meedeed of uw organisatie het adres hiervoor bekendmaakte. Bij de lijst staat waar ze vandaan komt',
  'privacy.lists-term': 'De rij van de lijst 30 dagen; uzelf als bij een aanmelding, of tot u vraagt om te wissen',
  'privacy.mail': 'Een kopie van de mails die we u sturen, met wat een organisator er zelf bij schreef',
  'privacy.mail-purpose': 'Kunnen nagaan of een mail is verstuurd, als u iets mist',
  'privacy.unconfirmed': 'Een aanmelding die u niet bevestigt',
  'privacy.unconfirmed-purpose': 'Uw plaats vasthouden tot u bevestigt',
  'privacy.unconfirmed-term':
    'Na een dag vervalt uw plaats, en na 30 dagen is uw naam gewist; wat blijft, is een aantal',
  'privacy.address': 'Uw IP-adres',
  'privacy.not-text':
    'We plaatsen op de openbare pagina’s geen cookies en gebruiken geen bestanden of meetpixels van anderen. We houden niet bij of u een mail opent. We verkopen uw gegevens niet. Namen van deelnemers staan niet op openbare pagina’s of in openbare bestanden.\n\nOpent u uw eigen pagina, dan is er één cookie die haar een halfuur open houdt. Organisatoren die inloggen krijgen er ook één.',
  'privacy.who-sees': 'Wie uw gegevens ziet',
  'privacy.who-sees-text':
    'De organisatoren van dit programma, en wie de server voor hen beheert. Meldt u zich aan via een netwerk of een andere site, dan ziet de organisatie via welke; een formulier van ons laat die site niet zien wat u invult. Vult u het eigen formulier van een netwerk in, dan stuurt het netwerk ons wat u invult, en hoort het of u een plaats hebt.',
  'privacy.rights': 'Wat u kunt vragen',
  'privacy.own-page': 'Open Mijn Pr8werk: bekijk, verander, neem mee of wis alles over u',
  'privacy.rights-text':
    'U kunt vragen om uw gegevens te zien, te verbeteren, mee te nemen of weg te halen, en uw toestemming intrekken. Dat kan meteen, op uw eigen pagina. U stopt er ook elke mail met één knop.\n\nWat moet blijven voor een verantwoording, zoals van een subsidie, is hoogstens uw naam en of u er was; waarom en tot wanneer staat er dan bij.\n\nWat al in een reservekopie staat, verdwijnt wanneer die kopie verloopt.\n\nKomt u er met ons niet uit, dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.',
  'privacy.ask': 'Stel uw vraag aan {controller}.',
  'access.how-text':
    'We bouwen deze pagina’s volgens WCAG 2.2, niveau AA. Ze werken zonder JavaScript, zonder muis, bij vier keer vergroten en in de hoogcontraststand van uw apparaat. Kleur is nooit de enige aanwijzing.\n\nElke pagina wordt bij elke wijziging met een hulpmiddel (axe) nagekeken, op een breed en op een smal scherm, ook met foutmeldingen.',
  'access.report': 'Loopt u ergens tegenaan?',
  'access.report-text':
    'Laat het weten, dan zoeken we samen een oplossing. U kunt zich dan ook gewoon per mail aanmelden.',
  'web.title': 'Zet het aanmeldformulier op uw eigen site',
  'web.short':
    'Plak de code één keer. Er staat dan altijd de eerstvolgende bijeenkomst waarvoor uw bezoekers zich kunnen aanmelden.',
  'web.code-text':
    'Vervang {source} door de naam van uw netwerk of site, in kleine letters. De organisatie ziet zo hoeveel mensen via u komen. Laat de link erin staan: die zien bezoekers zonder JavaScript.',
  'web.div': 'Als uw site onbekende tags weghaalt',
  'web.frame': 'Als uw site geen scripts toelaat',
  'web.policy-text':
    'Stuurt uw site een Content-Security-Policy mee, voeg dan dit toe. Het formulier plaatst geen cookies en volgt niemand; zet /embed/v1.js in een cookiebanner dus bij de noodzakelijke scripts. Sluit het bestand uit van samenvoegen en verkleinen.',
  'web.demo-text': 'Dit is het echte formulier: wat u verstuurt, komt aan.',
};

export const formalMail: Partial<Record<MailMessage, string>> = {
  'mailing.invitation.body':
    'Graag nodigen we u uit voor {event}.\n\nOpdrachtgevers en zelfstandige professionals uit de regio ontmoeten er elkaar. Komt u ook? Laat het weten met de knop hieronder; ook als u niet kunt.',
  'mailing.reminder.subject': 'Komt u ook? {event}',
  'mailing.reminder.body':
    'Eerder nodigden we u uit voor {event}. We hoorden nog niet of u komt. Laat u het weten? Ook als u niet kunt, helpt uw antwoord ons.',
  'mailing.message.body': 'U bent aangemeld voor {event}.',
  'why-invited':
    'U krijgt deze mail omdat uw adres bij ons staat voor bericht over bijeenkomsten. {controller} is verantwoordelijk voor uw gegevens.',
  'network.lead': '{programme} nodigt u uit voor {event}.',
  'network.link': 'Meld u aan via {link}',
  'why-you-get-this':
    'U krijgt deze mail omdat dit adres is gebruikt om u aan te melden. {controller} is verantwoordelijk voor uw gegevens.',
  'button.cannot': 'Kunt u toch niet? Zeg af via uw aanmelding, dan kan iemand anders mee.',
  'signup-confirmed.subject': 'U bent aangemeld: {event}',
  'signup-confirmed.body': 'Fijn dat u komt. Uw plaats staat vast. In de bijlage zit de afspraak voor uw agenda.',
  'signup-verify.subject': 'Bevestig uw aanmelding: {event}',
  'signup-verify.confirmed':
    'We houden een plaats voor u vast tot {until}. Bevestig uw aanmelding met de knop hieronder.',
  'signup-verify.waiting':
    'De bijeenkomst is vol; u staat op nummer {place} van de wachtlijst. Bevestig uw aanmelding vóór {until} met de knop hieronder.',
  'signup-verify.requested':
    'Bevestig uw aanvraag met de knop hieronder, vóór {until}. Daarna kijkt de organisatie of er een plaats voor u is.',
  'signup-waiting.subject': 'U staat op de wachtlijst: {event}',
  'signup-waiting.body':
    'De bijeenkomst is vol. U staat op nummer {place} van de wachtlijst. Komt er een plaats vrij, dan krijgt u meteen een mail.',
  'signup-again.subject': 'U was al aangemeld: {event}',
  'signup-again.confirmed':
    'Iemand, misschien uzelf, meldde dit adres nog eens aan. U was er al bij: uw plaats staat vast. Er is niets veranderd.',
  'signup-again.waiting':
    'Iemand, misschien uzelf, meldde dit adres nog eens aan. U stond al op de wachtlijst, op nummer {place}. Er is niets veranderd.',
  'signup-promoted.subject': 'Er is een plaats voor u: {event}',
  'signup-promoted.body':
    'Goed nieuws: er is een plaats vrijgekomen en die is voor u. In de bijlage zit de afspraak voor uw agenda.',
  'signup-restored.subject': 'U doet weer mee: {event}',
  'signup-restored.confirmed': 'Uw afmelding is teruggedraaid. Uw plaats staat weer vast.',
  'signup-restored.waiting':
    'Uw afmelding is teruggedraaid. De bijeenkomst was intussen vol; u staat vooraan op de wachtlijst.',
  'signup-cancelled.subject': 'U bent afgemeld: {event}',
  'signup-cancelled.body': 'Uw afmelding is verwerkt. Jammer dat u er niet bij bent; tot een volgende keer.',
  'signup-expired.subject': 'Uw aanmelding is verlopen: {event}',
  'signup-expired.body':
    'Uw aanmelding is niet op tijd bevestigd. Daarom is uw plaats weer vrijgegeven. Wilt u toch komen, meld u dan opnieuw aan.',
  'place-offered.subject': 'Er is een plaats voor u: {event}',
  'place-offered.body':
    'Er is een plaats vrijgekomen. We houden die voor u vast tot {until}. Druk op de knop en laat weten of u komt; daarna gaat de plaats naar de volgende in de rij.',
  'offer-expired.subject': 'Uw plaats is doorgegeven: {event}',
  'offer-expired.body':
    'We hoorden niet op tijd van u. Daarom is de plaats doorgegeven aan de volgende in de rij. Wilt u toch komen, meld u dan opnieuw aan.',
  'line-closed.body':
    'Er is helaas geen plaats meer vrijgekomen. We geven nu geen plaatsen meer door. Dank u voor uw geduld; graag tot een volgende keer.',
  'line-welcome.body':
    'Er is geen vaste plaats meer vrijgekomen, maar kom gerust langs: er vallen altijd mensen uit. We zoeken dan ter plekke een stoel voor u.',
  'signup-requested.subject': 'We hebben uw aanvraag: {event}',
  'signup-requested.body': 'Uw aanvraag is binnen. De organisatie kijkt ernaar en mailt u of er een plaats voor u is.',
  'request-declined.subject': 'Uw aanvraag: {event}',
  'request-declined.body':
    'De organisatie kan u voor deze bijeenkomst helaas geen plaats geven. Graag tot een volgende keer.',
  'crew-invited.subject': 'Wilt u meehelpen bij {event}?',
  'crew-invited.body':
    'We vragen u om mee te helpen bij deze bijeenkomst, als {role}. Laat met de knop weten of u kunt.',
  'event-in-a-week.body':
    'Het is bijna zover: we zien u graag bij {event}. Hieronder staan dag, tijd en plaats. Kunt u toch niet, laat het dan nu weten; dan kan iemand van de wachtlijst mee.',
  'event-tomorrow.body':
    'Morgen zien we u bij {event}. Op de pagina van uw aanmelding staat uw code voor aan de deur. Kunt u toch niet, laat het dan nu nog weten.',
  'event-thanks.subject': 'Dank u wel: {event}',
  'event-thanks.body':
    'Fijn dat u erbij was. Wat er aan de tafels is bedacht, werken we uit. U hoort van ons wat ermee gebeurt.',
  directions: 'Hoe komt u er',
  brought: '{lead} heeft u aangemeld. Klopt dat niet, of kunt u niet? Zeg dan af via uw aanmelding.',
  company: 'U meldde ook aan: {names}. Uw plaatsen horen bij elkaar.',
  'subscription-confirm.follow-up':
    'Iemand vroeg om dit adres in de komende drie jaar te mailen met de vraag wat eruit kwam. Was u dat? Bevestig het dan met de knop. Anders hoeft u niets te doen; u hoort dan niets meer van ons.',
  'subscription-confirm.both':
    'Iemand vroeg om dit adres te mailen over nieuwe bijeenkomsten, en om later te vragen wat eruit kwam. Was u dat? Bevestig het dan met de knop. Anders hoeft u niets te doen; u hoort dan niets meer van ons.',
  'subscription-confirm.body':
    'Iemand vroeg om dit adres te mailen over nieuwe bijeenkomsten. Was u dat? Bevestig het dan met de knop. Anders hoeft u niets te doen; u hoort dan niets meer van ons.',
  'own-page': 'Al uw aanmeldingen en gegevens',
  'why-own-page':
    'U krijgt deze mail omdat dit adres bij ons bekend is. {controller} is verantwoordelijk voor uw gegevens.',
  'why-new-address':
    'U krijgt deze mail omdat iemand dit adres opgaf. {controller} is verantwoordelijk voor de gegevens; bevestigt u niet, dan is dit adres na een week gewist.',
  'personal-link.subject': 'Uw link naar Mijn Pr8werk',
  'personal-link.body':
    'Met de knop opent u al uw aanmeldingen en gegevens bij {programme}. De link werkt één keer, een dag lang. Vroeg u dit niet? Dan hoeft u niets te doen.',
  'address-old.body':
    'Iemand, waarschijnlijk u, vroeg om voortaan naar een ander adres te mailen. Was u dat? Druk dan op de knop, en ook op die in de mail op het nieuwe adres. Zo niet, dan hoeft u niets te doen; er verandert niets.',
  'address-new.body':
    'Iemand, waarschijnlijk u, vroeg om voortaan naar dit adres te mailen. Was u dat? Druk dan op de knop, en ook op die in de mail op het oude adres. Zo niet, dan hoeft u niets te doen.',
};

export const formalOwnPage: Partial<Record<OwnPageMessage, string>> = {
  'own.ask-title': 'Uw aanmeldingen en gegevens',
  'own.ask-text':
    'Vul uw e-mailadres in. Kennen we het, dan mailen we een link waarmee u al uw aanmeldingen en gegevens ziet en kunt veranderen.',
  'own.ask-notice':
    '{controller} gebruikt dit e-mailadres alleen om de link te mailen. Dat u erom vroeg, is na een dag gewist.',
  'own.asked': 'Kijk in uw mail',
  'own.open-text': 'Druk op de knop. De pagina sluit vanzelf als u een halfuur niets doet.',
  'own.ended': 'Uw pagina is gesloten.',
  'own.coming': 'Waar u voor aangemeld bent',
  'own.coming-none': 'U bent nu nergens voor aangemeld.',
  'own.details-text': 'Dit staat ook op de lijst en uw badge van bijeenkomsten die nog komen.',
  'own.details-saved': 'Uw gegevens zijn bewaard.',
  'own.details-notice': '{controller} bewaart deze gegevens tot vijf jaar na uw laatste bijeenkomst, of tot u ze wist.',
  'own.consents': 'Waarvoor we u mogen mailen',
  'own.consents-text': 'Over een bijeenkomst waarvoor u bent aangemeld mailen we altijd. De rest kiest u zelf.',
  'own.consents-saved': 'Uw keuze is bewaard.',
  'own.consent-words': 'Waarmee u akkoord ging: “{text}”',
  'own.consent-will': 'Met de knop zegt u: “{text}”',
  'own.consent-customer': 'Omdat u eerder meedeed.',
  'own.consent-published': 'Omdat uw organisatie dit adres hiervoor bekendmaakte.',
  'own.consent-list': 'U stond op een lijst: {source}.',
  'own.address-text':
    'U krijgt op uw oude en op uw nieuwe adres een mail met een knop. Pas als u beide knoppen hebt ingedrukt, geldt het nieuwe adres. Daar hebt u een week voor.',
  'own.address-lost': 'Kunt u niet meer bij uw oude adres? Vraag de organisatie om het te veranderen.',
  'own.address-soon': 'U vroeg dit net al. Wacht een kwartier voor u het opnieuw probeert.',
  'own.address-pending': 'Het nieuwe adres {email} geldt zodra u in beide mails op de knop hebt gedrukt.',
  'own.confirm-title': 'Uw e-mailadres veranderen?',
  'own.confirm-text': 'Druk op de knop als u dit zelf vroeg. Anders hoeft u niets te doen; er verandert dan niets.',
  'own.confirm-half': 'Dank u. Nog één knop',
  'own.confirm-half-text': 'Druk nu ook op de knop in de mail op het andere adres. Dan geldt uw nieuwe adres.',
  'own.confirm-done': 'Uw nieuwe e-mailadres geldt',
  'own.confirm-done-text': 'Vanaf nu gaan alle mails naar uw nieuwe adres.',
  'own.confirm-taken-text': 'Bent u dat zelf? Vraag de organisatie om uw twee adressen samen te voegen.',
  'own.confirm-wrong-text': 'Na een week, of als u het opnieuw vraagt, vervalt een link.',
  'own.data-text': 'Alles wat we van u bewaren, om te lezen of mee te nemen.',
  'own.erase-goes-1': 'uw naam, uw e-mailadres en wat u verder over uzelf vertelde',
  'own.erase-goes-2': 'uw antwoorden, uw opmerkingen en wat de organisatie erbij noteerde',
  'own.erase-goes-3': 'de mails die we u stuurden, en waarmee u akkoord ging',
  'own.erase-first':
    'U wordt eerst afgemeld voor wat nog komt; uw plaats gaat naar wie wacht. Wie u meenam zonder eigen e-mailadres, wordt ook afgemeld.',
  'own.erase-held':
    'Uw naam en uw aanwezigheid moeten we nog bewaren tot en met {date}: {reason}. Daarna gaan ze vanzelf weg. Al het andere gaat nu.',
  'own.erase-agree-needed': 'Zet een vinkje als u zeker bent',
  'own.erased': 'Alles over u is gewist',
  'own.erased-text': 'U hoort niets meer van ons, behalve als u zich opnieuw aanmeldt.',
  'own.erased-held': 'Uw gegevens zijn gewist, op uw naam en aanwezigheid na',
  'own.link': 'Al uw aanmeldingen en gegevens: Mijn Pr8werk',
};
