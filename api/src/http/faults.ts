// What Ajv says, in words for people and with a stable code for programs; every fault of a request at once.

import { type Language, linePattern, personNamePattern, titlePattern } from '@pr8werk/shared/primitives.ts';
import type { Fault } from '@pr8werk/shared/problem.ts';
import type { FastifyError } from 'fastify';

interface Told {
  code: string;
  nl: string;
  en: string;
}

type Params = Record<string, unknown>;

const formats: Record<string, [string, string]> = {
  email: ['Vul een e-mailadres in, zoals naam@voorbeeld.nl', 'Fill in an e-mail address, such as name@example.com'],
  'date-time': [
    'Geef een bestaand tijdstip, zoals 2026-11-21T06:30:00Z',
    'Give an existing instant, such as 2026-11-21T06:30:00Z',
  ],
  date: ['Geef een bestaande datum, zoals 2026-11-21', 'Give an existing date, such as 2026-11-21'],
  uuid: ['Dit is geen geldig kenmerk', 'This is not a valid identifier'],
  uri: ['Vul een webadres in dat begint met https://', 'Fill in a web address that starts with https://'],
};

const types: Record<string, [string, string]> = {
  string: ['tekst', 'text'],
  integer: ['een geheel getal', 'a whole number'],
  number: ['een getal', 'a number'],
  boolean: ['ja of nee (true of false)', 'true or false'],
  array: ['een lijst', 'a list'],
  object: ['een object', 'an object'],
  null: ['leeg (null)', 'null'],
};

const keywords: Record<string, (params: Params) => Told> = {
  required: () => ({ code: 'required', nl: 'Dit is nodig', en: 'This is needed' }),
  additionalProperties: () => ({ code: 'unknown', nl: 'Dit kennen we hier niet', en: 'This is not known here' }),
  type: (it) => {
    const wanted = [it.type].flat().map(String);
    const say = (n: 0 | 1) => wanted.map((t) => types[t]?.[n] ?? t).join(n === 0 ? ' of ' : ' or ');
    return { code: 'type', nl: `Hier hoort ${say(0)}`, en: `This should be ${say(1)}` };
  },
  format: (it) => {
    const [nl, en] = formats[String(it.format)] ?? [
      'Dit heeft niet de goede vorm',
      'This does not have the right form',
    ];
    return { code: 'format', nl, en };
  },
  pattern: (it) =>
    it.pattern === personNamePattern
      ? {
          code: 'name',
          nl: 'Vul een naam in op één regel, zonder webadres',
          en: 'Fill in a name on one line, without a web address',
        }
      : it.pattern === linePattern || it.pattern === titlePattern
        ? {
            code: 'line',
            nl: 'Schrijf dit op één regel, zonder onzichtbare tekens',
            en: 'Write this on one line, without characters that nobody sees',
          }
        : { code: 'pattern', nl: 'Dit heeft niet de goede vorm', en: 'This does not have the right form' },
  enum: (it) => {
    const values = (it.allowedValues as unknown[]).filter((v) => v !== null).join(', ');
    return { code: 'choice', nl: `Kies uit: ${values}`, en: `Choose from: ${values}` };
  },
  const: (it) => ({
    code: 'choice',
    nl: `Hier hoort ${String(it.allowedValue)}`,
    en: `This should be ${String(it.allowedValue)}`,
  }),
  minLength: (it) =>
    it.limit === 1
      ? { code: 'required', nl: 'Vul dit in', en: 'Fill this in' }
      : { code: 'too-short', nl: `Ten minste ${it.limit} tekens`, en: `At least ${it.limit} characters` },
  maxLength: (it) => ({ code: 'too-long', nl: `Ten hoogste ${it.limit} tekens`, en: `At most ${it.limit} characters` }),
  minimum: (it) => ({ code: 'too-small', nl: `Ten minste ${it.limit}`, en: `At least ${it.limit}` }),
  maximum: (it) => ({ code: 'too-large', nl: `Ten hoogste ${it.limit}`, en: `At most ${it.limit}` }),
  minItems: (it) => ({ code: 'too-few', nl: `Ten minste ${it.limit}`, en: `At least ${it.limit}` }),
  maxItems: (it) => ({ code: 'too-many', nl: `Ten hoogste ${it.limit}`, en: `At most ${it.limit}` }),
  minProperties: () => ({ code: 'empty', nl: 'Geef ten minste één gegeven', en: 'Give at least one member' }),
  uniqueItems: () => ({ code: 'duplicate', nl: 'Dit staat er dubbel in', en: 'This is in the list twice' }),
};

const places: Record<string, string> = { querystring: '#/query', params: '#/path', headers: '#/header' };

export function faultsOf(error: FastifyError, language: Language): Fault[] {
  const place = places[error.validationContext ?? ''] ?? '';
  const faults: Fault[] = [];
  for (const item of error.validation ?? []) {
    const say = keywords[item.keyword];
    // anyOf and the like only repeat what their branches say
    if (!say) continue;
    const params = item.params as Params;
    const member = params.missingProperty ?? params.additionalProperty;
    const pointer = place + item.instancePath + (member === undefined ? '' : `/${escapePointer(String(member))}`);
    const told = say(params);
    // one fault a field is enough to mend it
    if (!faults.some((it) => it.pointer === (pointer || '/'))) {
      faults.push({ pointer: pointer || '/', code: told.code, detail: told[language] });
    }
    if (faults.length === 100) break;
  }
  if (faults.length === 0)
    faults.push({ pointer: place || '/', code: 'invalid', detail: keywords.pattern!({})[language] });
  return faults;
}

function escapePointer(member: string): string {
  return member.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
