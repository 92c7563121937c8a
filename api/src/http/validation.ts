// Two validators: a body must have the right types (no "5" for 5, null is not 0) and no unknown members; query and path
// are text, so they are coerced. Formats refuse what only looks right: leap seconds, the 31st of February.

import { namedSchemas } from '@pr8werk/shared/primitives.ts';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

const emailShape =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;
const instantShape = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 instant that exists, between the years 1900 and 2200. */
export function isInstant(value: string): boolean {
  const match = instantShape.exec(value);
  if (!match) return false;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1900 || year > 2200 || hour > 23 || minute > 59 || second > 59) return false;
  const zone = match[8]!.toUpperCase();
  if (zone !== 'Z' && (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(4, 6)) > 59)) return false;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

export function isEmail(value: string): boolean {
  return (
    value.length <= 254 &&
    emailShape.test(value) &&
    !value.includes('..') &&
    !value.startsWith('.') &&
    !value.includes('.@')
  );
}

function makeAjv(coerceTypes: boolean | 'array'): Ajv {
  const ajv = new Ajv({ coerceTypes, removeAdditional: false, useDefaults: true, allErrors: true, strict: false });
  formatsPlugin.default(ajv, ['date', 'uuid', 'uri']);
  ajv.addFormat('email', isEmail);
  ajv.addFormat('date-time', isInstant);
  for (const schema of namedSchemas().values()) ajv.addSchema(schema);
  return ajv;
}

export function validatorCompiler(): FastifySchemaCompiler<object> {
  const strict = makeAjv(false);
  const lenient = makeAjv('array');
  return ({ schema, httpPart }) => (httpPart === 'body' ? strict : lenient).compile(schema);
}
