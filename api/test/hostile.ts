// From a schema: everything it must refuse. Values of the wrong type, too long, too large, not existing, not text.

import { namedSchemas } from '@pr8werk/shared/primitives.ts';

/** As much of JSON Schema as the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
}

/** A number that JSON knows and a computer does not: put into the text after it was made. */
export const tooBig = '<1e400>';
export const onWire = (value: unknown): string => JSON.stringify(value).replaceAll(`"${tooBig}"`, '1e400');

export function resolved(schema: Schema): Schema {
  return schema.$ref ? (namedSchemas().get(schema.$ref) as Schema) : schema;
}

const samples: Record<string, unknown[]> = {
  string: [5, true, [], {}, ['x']],
  integer: ['5', 1.5, true, [], {}, tooBig, -1e21],
  number: ['5', true, [], {}, tooBig],
  boolean: ['true', 1, 0, [], {}],
  array: ['x', 5, {}, true],
  object: ['x', 5, [], true],
  null: ['x', 5, [], {}, true],
};

/** Each once: what is wrong for a text is often wrong for a number too. */
const everySample = [...new Map(Object.values(samples).flatMap((it) => it.map((one) => [onWire(one), one]))).values()];

const notInstants = [
  '2027-02-30T06:30:00Z',
  '2027-01-01T23:59:60Z',
  '2027-01-01T24:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '2027-01-01T06:30:00',
  '2027-01-01',
  '2027-13-01T06:30:00Z',
  '2027-01-01T06:30:00+25:00',
  'morgen',
];
const formats: Record<string, string[]> = {
  'date-time': notInstants,
  date: ['2027-02-30', '2027-2-3', 'x'],
  uuid: ['x', '01993f5a-7c00-7000-8000-00000000000', '------------------------------------', "' OR 1=1 --"],
  email: [
    'x',
    'a@',
    '@b.example',
    'a b@c.example',
    'a@b..example',
    'a@b',
    'a@b.example, c@d.example',
    'a@b.example\nbcc: c@d.example',
    '<a@b.example>',
  ],
  uri: ['x', 'javascript:alert(1)', 'ftp://x.example', '//x.example', 'https://'],
};

/** Values that a schema refuses. */
export function refusedBy(given: Schema): unknown[] {
  const schema = resolved(given);
  const types = [schema.type ?? []].flat();
  if (schema.anyOf) return [5, 'x', true, []];
  if (schema.const !== undefined) return [false, null, 'true', 1, [], {}];
  const allowed = (value: unknown) => types.some((type) => isOf(type, value));
  const values: unknown[] = everySample.filter((it) => !allowed(it));
  if (!types.includes('null')) values.push(null);
  if (schema.enum) values.push('onbekend', '', 'OWNER');
  if (types.includes('string') && !schema.enum) values.push(...refusedTexts(schema));
  if (types.some((it) => it === 'integer' || it === 'number')) {
    if (schema.minimum !== undefined) values.push(schema.minimum - 1);
    if (schema.maximum !== undefined) values.push(schema.maximum + 1, 2 ** 31, 1e300);
  }
  if (schema.maxItems !== undefined)
    values.push(Array.from({ length: schema.maxItems + 1 }, () => rightValue(schema.items!)));
  return values;
}

function isOf(type: string, value: unknown): boolean {
  if (value === tooBig) return false;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

function refusedTexts(schema: Schema): string[] {
  // neither JSON in UTF-8 nor PostgreSQL can hold these
  const texts = ['a\0b', 'a\ud800b', '\udfff'];
  if (schema.maxLength !== undefined) texts.push('x'.repeat(schema.maxLength + 1), '😀'.repeat(schema.maxLength + 1));
  if (schema.minLength) texts.push('', '   ', '\n');
  if (schema.pattern?.includes('u0000')) texts.push('a\nb', 'a\u0007b', 'a\tb');
  if (schema.pattern?.startsWith('^[a-z0-9]')) texts.push('Ab', 'a b', '-a', 'a--b', '../x', 'é');
  if (schema.pattern?.includes('\\d')) texts.push('abc', '123', '١٢٣٤٥٦٧٨');
  if (schema.format) texts.push('', ...(formats[schema.format] ?? []));
  return texts;
}

/** Something this schema accepts, as plain as can be. */
export function rightValue(given: Schema): unknown {
  const schema = resolved(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const types = [schema.type ?? []].flat();
  if (types.includes('null')) return null;
  if (types.includes('object')) {
    return Object.fromEntries((schema.required ?? []).map((key) => [key, rightValue(schema.properties![key]!)]));
  }
  if (types.includes('array')) return [];
  if (types.includes('integer')) return Math.max(schema.minimum ?? 0, 1);
  return 'x';
}

export interface Attempt {
  what: string;
  body: unknown;
}

/** One wrong thing at a time, everywhere in a body that is right. */
export function wrongBodies(given: Schema, right: unknown, path = ''): Attempt[] {
  const schema = resolved(given);
  const attempts: Attempt[] = refusedBy(schema).map((body) => ({ what: `${path || '/'} is ${show(body)}`, body }));
  if (schema.properties && isOf('object', right)) {
    const base = right as Record<string, unknown>;
    for (const [key, part] of Object.entries(schema.properties)) {
      const inner = wrongBodies(part, base[key] ?? rightValue(part), `${path}/${key}`);
      attempts.push(...inner.map((it) => ({ what: it.what, body: { ...base, [key]: it.body } })));
    }
    for (const key of schema.required ?? []) {
      const { [key]: _gone, ...rest } = base;
      attempts.push({ what: `${path}/${key} is missing`, body: rest });
    }
    if (schema.additionalProperties === false) {
      attempts.push(
        ...['onbekend', 'id', 'programme_id', 'version', 'constructor', ' name', 'Name']
          .filter((key) => !Object.hasOwn(schema.properties!, key))
          .map((key) => ({ what: `${path}/${key} is unknown`, body: { ...base, [key]: 'x' } })),
      );
      const polluted = Object.defineProperty({ ...base }, '__proto__', { value: { isAdmin: true }, enumerable: true });
      attempts.push({ what: `${path}/__proto__`, body: polluted });
    }
  }
  if (schema.items && Array.isArray(right) && right.length > 0) {
    attempts.push(
      ...wrongBodies(schema.items, right[0], `${path}/0`).map((it) => ({ what: it.what, body: [it.body] })),
    );
  }
  return attempts;
}

/** Values of one query key that are refused. */
export function wrongQueries(given: Schema): string[] {
  const schema = resolved(given);
  const types = [schema.type ?? []].flat();
  if (types.includes('integer')) return ['0', '-1', '201', '1.5', 'x', '', '1e400', '99999999999999999999', '١'];
  if (schema.enum) return ['onbekend', '', 'null'];
  if (schema.format === 'uuid') return ['x', '', "'"];
  const texts = ['a%00b'];
  if (schema.maxLength !== undefined) texts.push('x'.repeat(schema.maxLength + 1));
  return texts;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text;
}
