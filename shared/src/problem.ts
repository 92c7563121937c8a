// The catalogue of refusals: every way in which the api says no, with its status and its title in both languages.
// A code is also the last part of the problem's `type` URL, behind which a page explains it.

import * as Type from 'typebox';
import { nullable } from './primitives.ts';

const catalogue = {
  'invalid-request': [400, 'De aanvraag klopt niet', 'The request is not valid'],
  'broken-json': [400, 'De JSON kan niet gelezen worden', 'The JSON cannot be read'],
  'form-token-invalid': [400, 'Het formulier is niet geldig', 'The form is not valid'],
  'form-token-expired': [400, 'Het formulier is verlopen', 'The form has expired'],
  'cursor-invalid': [400, 'De cursor is onbekend', 'The cursor is not known'],
  'idempotency-key-missing': [400, 'De Idempotency-Key ontbreekt', 'The Idempotency-Key is missing'],
  'sign-in-failed': [401, 'Inloggen is niet gelukt', 'Signing in did not work'],
  'not-signed-in': [401, 'Je bent niet ingelogd', 'You are not signed in'],
  'key-needed': [401, 'Hier is een sleutel nodig', 'A key is needed here'],
  'key-incomplete': [401, 'Deze sleutel is niet compleet', 'This key is not complete'],
  'key-unknown': [401, 'Deze sleutel kennen we niet', 'This key is not known'],
  'key-ended': [401, 'Deze sleutel werkt niet meer', 'This key has ended'],
  'key-scope': [403, 'Deze sleutel mag dit niet', 'This key may not do this'],
  'not-allowed': [403, 'Dit mag je niet', 'You may not do this'],
  'helper-link-wrong': [404, 'Deze helperlink klopt niet', 'This helper link is not right'],
  'helper-link-ended': [403, 'Deze helperlink werkt niet meer', 'This helper link has ended'],
  'helper-link-taken': [
    409,
    'Deze helperlink hoort bij een andere telefoon',
    'This helper link belongs to another phone',
  ],
  'origin-not-allowed': [403, 'Deze aanvraag komt van een andere site', 'This request comes from another site'],
  'sign-in-needs-https': [403, 'Inloggen kan alleen via https', 'Signing in needs https'],
  'first-run-code-wrong': [403, 'De code klopt niet', 'The code is not right'],
  'not-found': [404, 'Niet gevonden', 'Not found'],
  'method-not-allowed': [405, 'Deze methode bestaat hier niet', 'Method not allowed here'],
  'not-acceptable': [406, 'Deze vorm kunnen we niet geven', 'Not available in this form'],
  conflict: [409, 'Dit botst met wat er al is', 'This conflicts with what is there'],
  'slug-taken': [409, 'Dit webadres is al in gebruik', 'This web address is taken'],
  'email-taken': [409, 'Dit e-mailadres is al in gebruik', 'This e-mail address is taken'],
  'event-full': [409, 'De bijeenkomst is vol', 'The event is full'],
  'quota-full': [409, 'Het maximum van deze groep is bereikt', 'The limit of this group is reached'],
  'quota-below-taken': [409, 'In deze groep zijn al meer plekken bezet', 'More places are taken in this group already'],
  'code-in-use': [409, 'Met deze code hebben zich mensen aangemeld', 'People have signed up with this code'],
  'code-needed': [409, 'Voor deze bijeenkomst is een code nodig', 'This event asks for a code'],
  'choice-full': [409, 'Deze keuze is vol', 'This choice is full'],
  'offer-expired': [409, 'De bedenktijd is voorbij', 'The time to decide is over'],
  'signup-closed': [409, 'Aanmelden kan nu niet', 'Signup is not open'],
  'event-not-complete': [409, 'De bijeenkomst is nog niet compleet', 'The event is not complete yet'],
  'event-state': [409, 'Dat kan niet in deze fase van de bijeenkomst', 'Not possible in this phase of the event'],
  'event-has-registrations': [409, 'Er hebben zich al mensen aangemeld', 'People have signed up already'],
  'capacity-below-confirmed': [409, 'Er zijn al meer mensen bevestigd', 'More people are confirmed already'],
  'registration-state': [409, 'Dat kan niet met deze aanmelding', 'Not possible with this registration'],
  'last-owner': [409, 'Een programma houdt altijd een eigenaar', 'A programme always keeps an owner'],
  'key-state': [409, 'Dat kan niet met deze sleutel', 'Not possible with this key'],
  'already-set-up': [409, 'Er is al een eigenaar', 'There is an owner already'],
  'still-running': [409, 'Dezelfde aanvraag loopt nog', 'The same request is still running'],
  'version-stale': [412, 'Iemand anders heeft dit intussen gewijzigd', 'Someone else changed this meanwhile'],
  'too-large': [413, 'De aanvraag is te groot', 'The request is too large'],
  'uri-too-long': [414, 'Het adres is te lang', 'The address is too long'],
  'unsupported-media-type': [415, 'Dit soort inhoud lezen we niet', 'This content type is not read here'],
  'idempotency-key-reused': [
    422,
    'Deze Idempotency-Key hoort bij een andere aanvraag',
    'This Idempotency-Key belongs to another request',
  ],
  'version-required': [428, 'If-Match ontbreekt', 'If-Match is missing'],
  'too-many-requests': [429, 'Te veel aanvragen', 'Too many requests'],
  'headers-too-large': [431, 'De kopregels zijn te groot', 'The headers are too large'],
  internal: [500, 'Er ging iets mis bij ons', 'Something went wrong on our side'],
  'not-implemented': [501, 'Deze methode kennen we niet', 'This method is not known'],
  busy: [503, 'Het is nu te druk', 'Too busy right now'],
  unavailable: [503, 'De dienst is even niet beschikbaar', 'The service is briefly unavailable'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof catalogue;
export const problemCodes = Object.keys(catalogue) as ProblemCode[];

export function problemStatus(code: ProblemCode): number {
  return catalogue[code][0];
}

export function problemTitle(code: ProblemCode, language: 'nl' | 'en'): string {
  return catalogue[code][language === 'nl' ? 1 : 2];
}

/** One fault in a request: a JSON pointer into the body, or `#/query/limit`, `#/path/event`, `#/header/if-match`. */
export const Fault = Type.Object({
  pointer: Type.String(),
  code: Type.String({ description: 'Stable word for the kind of fault, such as `required` or `too-long`' }),
  detail: Type.String({ description: 'A sentence for people, in the language of Accept-Language' }),
});
export type Fault = Type.Static<typeof Fault>;

/** RFC 9457. Fields beyond it: `code`, `requestId`, and `errors` with all faults of a 400 at once. */
export const ProblemDocument = Type.Object(
  {
    type: Type.String({ format: 'uri' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String(),
    code: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Fault)),
    changed: Type.Optional(
      Type.Object({
        by: nullable(Type.String()),
        at: Type.String(),
        fields: Type.Array(Type.String()),
        version: Type.Integer(),
      }),
    ),
  },
  { $id: 'Problem' },
);
export type ProblemDocument = Type.Static<typeof ProblemDocument>;
