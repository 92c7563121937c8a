// The words every room's schemas are made of. `named` puts a schema under a clean name in OpenAPI while keeping its
// static type; `page` is the one shape of a list.

import * as Type from 'typebox';

const registry = new Map<string, Type.TSchema>();

/**
 * Registers a schema under a name and returns a reference to it with the same static type.
 * The api adds every named schema to Fastify, so OpenAPI shows `#/components/schemas/<name>`.
 */
export function named<S extends Type.TSchema>(name: string, schema: S): Type.TUnsafe<Type.Static<S>> {
  if (registry.has(name)) throw new Error(`two schemas are called ${name}`);
  registry.set(name, { $id: name, ...schema });
  return Type.Unsafe<Type.Static<S>>(Type.Ref(name));
}

export function namedSchemas(): ReadonlyMap<string, Type.TSchema> {
  return registry;
}

/** A union of literal strings; as `enum` on the wire, which OpenAPI readers and Ajv like better than `anyOf`. */
export function oneOf<const T extends readonly string[]>(values: T, options: Type.TSchemaOptions = {}) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });
}

export function nullable<S extends Type.TSchema>(schema: S, options: Type.TSchemaOptions = {}) {
  // `type: [x, 'null']` and not anyOf: the NLGov ruleset and many generators understand only that.
  const plain = schema as unknown as { type?: string; enum?: unknown[]; $ref?: string };
  if (plain.$ref) return Type.Unsafe<Type.Static<S> | null>({ anyOf: [schema, { type: 'null' }], ...options });
  const values = plain.enum ? { enum: [...plain.enum, null] } : {};
  return Type.Unsafe<Type.Static<S> | null>({ ...schema, type: [plain.type, 'null'], ...values, ...options });
}

export const Id = Type.String({
  format: 'uuid',
  description: 'UUID version 7',
  examples: ['01993f5a-7c00-7000-8000-000000000001'],
});
export const Slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  minLength: 1,
  maxLength: 80,
  description: 'Lower case letters, digits and single hyphens',
  examples: ['pr8werk'],
});
export const Instant = Type.String({
  format: 'date-time',
  description: 'RFC 3339; any offset is accepted, UTC (Z) is returned',
  examples: ['2026-11-21T06:30:00Z'],
});
export const LocalDate = Type.String({ format: 'date', description: 'YYYY-MM-DD', examples: ['2026-11-21'] });
export const Email = Type.String({
  format: 'email',
  maxLength: 254,
  description: 'Compared without regard to case',
  examples: ['anna@voorbeeld.example'],
});
export const Url = Type.String({
  format: 'uri',
  maxLength: 2000,
  pattern: '^https?://[^/?#\\s]',
  examples: ['https://voorbeeld.example'],
});
export const Language = oneOf(['nl', 'en'], { description: 'Dutch or English' });
export type Language = Type.Static<typeof Language>;

// What nobody sees and what turns the reading direction around: with it a name can pass for another.
const unseen = '\\u0000-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069';
export const linePattern = `^(?!\\s*$)[^${unseen}]*$`;

/** One line a person typed: trimmed by the api, no line breaks, control characters or hidden turns of direction. */
export function line(maxLength: number, options: Type.TStringOptions = {}) {
  return Type.String({
    minLength: 1,
    maxLength,
    // looks ahead once, so that a long text that is refused is refused at once
    pattern: linePattern,
    ...options,
  });
}

export const personNamePattern = `^(?!\\s*$)(?!.*(://|[wW]{3}\\.))[^${unseen}]*$`;

/** Somebody's name from a public form: we mail it to any address, so it must not carry a link. */
export function personName(maxLength: number, options: Type.TStringOptions = {}) {
  return line(maxLength, { pattern: personNamePattern, ...options });
}

/** Text of several lines. */
export function text(maxLength: number, options: Type.TStringOptions = {}) {
  return Type.String({ maxLength, ...options });
}

export const Bilingual = named(
  'Bilingual',
  Type.Object(
    {
      nl: Type.String({ maxLength: 10_000 }),
      en: nullable(Type.String({ maxLength: 10_000 }), { description: 'null: not translated, Dutch is shown' }),
    },
    { additionalProperties: false },
  ),
);
export type Bilingual = Type.Static<typeof Bilingual>;

export const titlePattern = `^[^${unseen}]*$`;
export const longestTitle = 200;
export const Title = named(
  'Title',
  Type.Object(
    {
      nl: Type.String({ maxLength: longestTitle, pattern: titlePattern }),
      en: nullable(Type.String({ maxLength: longestTitle, pattern: titlePattern }), {
        description: 'null: not translated, Dutch is shown',
      }),
    },
    { additionalProperties: false },
  ),
);

/**
 * A moment as far as a source tells it: "2012", "May 2012", "some August". A part that is not known is null, never
 * filled in.
 */
export const PartialDate = named(
  'PartialDate',
  Type.Object(
    {
      year: nullable(Type.Integer({ minimum: 1900, maximum: 2200 })),
      month: nullable(Type.Integer({ minimum: 1, maximum: 12 })),
      day: nullable(Type.Integer({ minimum: 1, maximum: 31 })),
    },
    { additionalProperties: false },
  ),
);
export type PartialDate = Type.Static<typeof PartialDate>;

export const Party = oneOf(['entrepreneurs', 'government', 'organisations'], {
  description: "The three parties that take turns (de drie O's)",
});
export type Party = Type.Static<typeof Party>;

export const Emphasis = oneOf(['awareness', 'encounter', 'collaboration']);
export type Emphasis = Type.Static<typeof Emphasis>;

/** Keyset paging: `limit` rows after `cursor`; the cursor comes from the previous answer and means nothing to a reader. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'From `next` of the previous page' })),
};

export function page<S extends Type.TSchema>(item: S) {
  return Type.Object({
    items: Type.Array(item),
    next: nullable(Type.String(), {
      description: 'Cursor of the next page; null on the last. Also in the Link header.',
    }),
  });
}

export const Empty = Type.Object({}, { additionalProperties: false });
type Optionals<F extends Record<string, Type.TSchema>> = { [K in keyof F]: Type.TOptional<F[K]> };

/** The same members, each of which may be left out. (`Type.Partial` brings 14 kB of type engine into a browser.) */
export function optional<F extends Record<string, Type.TSchema>>(fields: F): Optionals<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, it]) => [name, Type.Optional(it)]),
  ) as unknown as Optionals<F>;
}

export const programmeParams = Type.Object({ programme: Slug });
