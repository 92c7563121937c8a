// What each refusal means and what to do about it, for people; also the text of the page behind a problem's `type`.

import type { Language } from '../primitives.ts';
import type { ProblemCode } from '../problem.ts';

const nl: Record<ProblemCode, string> = {
  'invalid-request': 'Er ontbreekt iets of er staat iets in dat niet klopt. In `errors` staat per veld wat.',
  'broken-json': 'De inhoud is geen geldige JSON in UTF-8, of is te diep genest.',
  'form-token-invalid': 'Laad de pagina opnieuw en vul het formulier nog eens in.',
  'form-token-expired': 'Het formulier stond langer dan twee uur open. Laad het opnieuw; wat je invulde kun je houden.',
  'cursor-invalid': 'Gebruik de cursor uit het antwoord op de vorige pagina, of begin opnieuw zonder cursor.',
  'idempotency-key-missing': 'Stuur een kopregel Idempotency-Key mee, met voor elke nieuwe aanvraag een eigen waarde.',
  'sign-in-failed': 'De link of de code klopt niet, is al gebruikt of is verlopen. Vraag een nieuwe aan.',
  'not-signed-in': 'Log in en probeer het opnieuw.',
  'key-needed': 'Stuur de sleutel mee in de kopregel Authorization: Bearer pr8_live_…; nooit in het adres.',
  'key-incomplete':
    'Er ontbreken tekens, of er is er een veranderd. Een sleutel begint met pr8_live_ en is 42 tekens lang; kopieer hem opnieuw.',
  'key-unknown': 'De sleutel is heel, maar niet van deze installatie.',
  'key-ended': 'De sleutel is ingetrokken, vervangen of verlopen. Vraag de organisatie om een nieuwe.',
  'key-scope': 'De sleutel werkt, maar is hier niet voor gemaakt. Vraag de organisatie om een sleutel die dit wel mag.',
  'not-allowed': 'Je rol in dit programma laat dit niet toe. Vraag het een eigenaar van het programma.',
  'helper-link-wrong':
    'De link naar de deurlijst is niet compleet of bestaat niet. Scan de code opnieuw, of vraag de organisator om een nieuwe.',
  'helper-link-ended':
    'De link naar de deurlijst is ingetrokken, of de dag van de bijeenkomst is voorbij. Vraag de organisator om een nieuwe.',
  'helper-link-taken':
    'Een link naar de deurlijst werkt op één telefoon: die waarop hij het eerst in gebruik is genomen. Vraag de organisator om een eigen link.',
  'origin-not-allowed': 'Deze handeling mag alleen vanaf de eigen pagina’s van Pr8werk.',
  'sign-in-needs-https':
    'De sessiecookie werkt alleen via https. Zet PUBLIC_URL op het https-adres, of open Pr8werk op de machine zelf.',
  'first-run-code-wrong': 'Kijk op de console waar Pr8werk is gestart; daar staat de code voor de eerste keer.',
  'not-found': 'Dit bestaat hier niet, of niet meer.',
  'method-not-allowed': 'In de kopregel Allow staat wat hier wel kan.',
  'not-acceptable': 'De API antwoordt met application/json.',
  conflict: 'Er is al iets met deze gegevens.',
  'slug-taken': 'Kies een ander webadres.',
  'email-taken': 'Er is al iemand met dit e-mailadres.',
  'event-full': 'Alle plaatsen zijn bezet.',
  'quota-full': 'Voor deze groep zijn alle plaatsen bezet, al heeft de bijeenkomst misschien nog ruimte.',
  'quota-below-taken':
    'Het maximum kan niet lager dan het aantal plaatsen dat deze groep al heeft. Kies meer plaatsen, of zeg eerst mensen af.',
  'code-in-use':
    'Met deze code zijn mensen aangemeld; haar weghalen kan niet. Laat haar verlopen, dan kan niemand haar nog gebruiken.',
  'code-needed': 'Vul de code in die in je uitnodiging staat.',
  'choice-full': 'Kies iets anders: de plaatsen van deze keuze zijn intussen bezet.',
  'offer-expired': 'De plaats is niet op tijd aangenomen en gaat naar de volgende in de rij.',
  'signup-closed': 'De aanmelding voor deze bijeenkomst is nog niet of niet meer open.',
  'event-not-complete': 'Vul eerst aan wat nog ontbreekt.',
  'event-state': 'De bijeenkomst is daarvoor in de verkeerde fase.',
  'event-has-registrations':
    'Wie zich aanmeldde, rekent op deze bijeenkomst. Annuleer haar, dan krijgt iedereen bericht.',
  'capacity-below-confirmed':
    'Er zijn meer mensen bevestigd dan er dan plaatsen zijn. Kies meer plaatsen, of zeg eerst mensen af.',
  'registration-state': 'Deze aanmelding heeft intussen een andere status.',
  'last-owner': 'Maak eerst iemand anders eigenaar.',
  'key-state':
    'Een sleutel die niet meer werkt, verandert niet meer. Van een sleutel werken er hoogstens twee tegelijk, en de laatste eindigt door de sleutel in te trekken.',
  'already-set-up': 'Deze installatie heeft al een eigenaar. Log in.',
  'still-running': 'Probeer het over een paar tellen opnieuw met dezelfde Idempotency-Key.',
  'version-stale': 'Haal de nieuwste versie op en breng je wijziging daarin aan.',
  'too-large': 'Stuur minder in één keer.',
  'uri-too-long': 'Maak het adres korter.',
  'unsupported-media-type': 'Stuur application/json.',
  'idempotency-key-reused': 'Gebruik voor een andere inhoud een nieuwe Idempotency-Key.',
  'version-required': 'Stuur de ETag van de versie die je kent mee in If-Match.',
  'too-many-requests': 'Wacht even; in Retry-After staat hoeveel seconden.',
  'headers-too-large': 'Stuur minder of kortere kopregels.',
  internal: 'Probeer het nog eens. Blijft het misgaan, geef dan het nummer van de aanvraag door.',
  'not-implemented': 'Gebruik GET, POST, PUT, PATCH of DELETE.',
  busy: 'Er komen nu heel veel aanmeldingen tegelijk binnen. Probeer het over een paar tellen opnieuw.',
  unavailable:
    'De database antwoordt niet. Of je aanvraag is verwerkt, is niet zeker; probeer het met dezelfde Idempotency-Key opnieuw.',
};

const en: Record<ProblemCode, string> = {
  'invalid-request': 'Something is missing or not right. `errors` says what, field by field.',
  'broken-json': 'The content is not valid JSON in UTF-8, or is nested too deeply.',
  'form-token-invalid': 'Load the page again and fill in the form once more.',
  'form-token-expired': 'The form was open for more than two hours. Load it again; you can keep what you filled in.',
  'cursor-invalid': 'Use the cursor from the answer to the previous page, or start again without a cursor.',
  'idempotency-key-missing': 'Send a header Idempotency-Key with a value of its own for every new request.',
  'sign-in-failed': 'The link or code is not right, was used already or has expired. Ask for a new one.',
  'not-signed-in': 'Sign in and try again.',
  'key-needed': 'Send the key in the header Authorization: Bearer pr8_live_…; never in the address.',
  'key-incomplete':
    'Characters are missing, or one was changed. A key begins with pr8_live_ and has 42 characters; copy it again.',
  'key-unknown': 'The key is whole, but not of this installation.',
  'key-ended': 'The key was revoked, replaced or has expired. Ask the organisers for a new one.',
  'key-scope': 'The key works, but was not made for this. Ask the organisers for a key that may do this.',
  'not-allowed': 'Your role in this programme does not allow this. Ask an owner of the programme.',
  'helper-link-wrong':
    'The link to the door list is not complete or does not exist. Scan the code again, or ask the organiser for a new one.',
  'helper-link-ended':
    'The link to the door list was revoked, or the day of the meeting is over. Ask the organiser for a new one.',
  'helper-link-taken':
    'A link to the door list works on one phone: the one that took it into use first. Ask the organiser for a link of your own.',
  'origin-not-allowed': 'This may be done from Pr8werk’s own pages only.',
  'sign-in-needs-https':
    'The session cookie works over https only. Set PUBLIC_URL to the https address, or open Pr8werk on the machine itself.',
  'first-run-code-wrong': 'Look at the console where Pr8werk was started; the first-run code stands there.',
  'not-found': 'This does not exist here, or no longer.',
  'method-not-allowed': 'The Allow header says what is possible here.',
  'not-acceptable': 'The API answers with application/json.',
  conflict: 'There is something with these data already.',
  'slug-taken': 'Choose another web address.',
  'email-taken': 'There is someone with this e-mail address already.',
  'event-full': 'All places are taken.',
  'quota-full': 'All places of this group are taken, though the event itself may have room.',
  'quota-below-taken':
    'The limit cannot be lower than the places this group has already. Choose more places, or cancel for people first.',
  'code-in-use':
    'People have signed up with this code, so it cannot be removed. Let it expire; then nobody can use it any more.',
  'code-needed': 'Fill in the code from your invitation.',
  'choice-full': 'Choose something else: the places of this choice are taken by now.',
  'offer-expired': 'The place was not accepted in time and goes to the next in line.',
  'signup-closed': 'Signup for this event is not open yet, or no longer.',
  'event-not-complete': 'Complete what is missing first.',
  'event-state': 'The event is in the wrong phase for this.',
  'event-has-registrations': 'Who signed up counts on this event. Cancel it, and everyone is told.',
  'capacity-below-confirmed':
    'More people are confirmed than there would be places. Choose more places, or cancel people first.',
  'registration-state': 'This registration has another status meanwhile.',
  'last-owner': 'Make someone else an owner first.',
  'key-state':
    'A key that has ended does not change any more. It has at most two secrets, and the last one ends with the key itself.',
  'already-set-up': 'This installation has an owner already. Sign in.',
  'still-running': 'Try again in a few seconds with the same Idempotency-Key.',
  'version-stale': 'Fetch the newest version and make your change in that.',
  'too-large': 'Send less at once.',
  'uri-too-long': 'Make the address shorter.',
  'unsupported-media-type': 'Send application/json.',
  'idempotency-key-reused': 'Use a new Idempotency-Key for other content.',
  'version-required': 'Send the ETag of the version you know in If-Match.',
  'too-many-requests': 'Wait a moment; Retry-After says how many seconds.',
  'headers-too-large': 'Send fewer or shorter headers.',
  internal: 'Try once more. If it keeps happening, pass on the number of the request.',
  'not-implemented': 'Use GET, POST, PUT, PATCH or DELETE.',
  busy: 'Very many people are signing up at this moment. Try again in a few seconds.',
  unavailable:
    'The database does not answer. Whether your request was carried out is not certain; try again with the same Idempotency-Key.',
};

export const problemDetails: Record<Language, Record<ProblemCode, string>> = { nl, en };
