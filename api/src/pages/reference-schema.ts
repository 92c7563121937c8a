// JSON Schema for readers: the members of an object with what each may hold, and an example made from the schema's own.

import { type Html, html } from '#api/http/html.ts';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
}

export type Schemas = Record<string, Schema>;

function refName(schema: Schema): string | null {
  return schema.$ref?.split('/').at(-1) ?? null;
}

/** "string (uuid) or null", "list of Event", with a link to schemas that have a name. */
export function typeHtml(schema: Schema): Html {
  const name = refName(schema);
  if (name) return html`<a href="#schema-${name}">${name}</a>`;
  if (schema.anyOf) return html`${schema.anyOf.map((it, index) => html`${index > 0 ? ' or ' : null}${typeHtml(it)}`)}`;
  const types = [schema.type ?? 'any'].flat();
  const format = schema.format ? ` (${schema.format})` : '';
  if (types.includes('array'))
    return html`list of ${typeHtml(schema.items ?? {})}${types.includes('null') ? ' or null' : ''}`;
  return html`${types.map((it) => (it === 'null' ? it : it + format)).join(' or ')}`;
}

/** What limits a value, in words; a pattern says nothing to most readers and is left to the OpenAPI file. */
function limitsOf(schema: Schema): Html[] {
  const said: Html[] = [];
  const values = schema.enum?.filter((it) => it !== null);
  if (values)
    said.push(html`one of ${values.map((it, index) => html`${index > 0 ? ', ' : null}<code>${String(it)}</code>`)}`);
  const from = schema.minimum;
  if (from !== undefined || schema.maximum !== undefined)
    said.push(
      html`${from === undefined ? `at most ${schema.maximum}` : schema.maximum === undefined ? `at least ${from}` : `${from} to ${schema.maximum}`}`,
    );
  if (schema.maxLength !== undefined) said.push(html`at most ${schema.maxLength} characters`);
  if (schema.maxItems !== undefined) said.push(html`at most ${schema.maxItems}`);
  if (schema.default !== undefined) said.push(html`otherwise <code>${JSON.stringify(schema.default)}</code>`);
  return said;
}

export interface Member {
  name: string;
  schema: Schema;
  isRequired: boolean;
  description?: string;
  where?: string;
}

export function membersHtml(members: Member[]): Html {
  return html`<dl class="members">${members.map(({ name, schema, isRequired, description, where }) => {
    const text = description ?? schema.description;
    const inner = schema.properties ? schema : schema.items?.properties ? schema.items : null;
    const limits = limitsOf(schema);
    return html`<div><dt><code>${name}</code>${isRequired ? html` <span class="must">required</span>` : null}</dt>
<dd>${where ? html`${where}, ` : null}${typeHtml(schema)}${limits.map((it) => html`; ${it}`)}${text ? html`<br>${text}` : null}${inner ? membersOf(inner) : null}</dd></div>`;
  })}</dl>`;
}

export function membersOf(schema: Schema): Html {
  const required = new Set(schema.required);
  return membersHtml(
    Object.entries(schema.properties ?? {}).map(([name, it]) => ({ name, schema: it, isRequired: required.has(name) })),
  );
}

/** A value that fits: the schema's own example where it has one. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const name = refName(schema);
  if (name) return depth > 6 ? {} : exampleOf(schemas[name] ?? {}, schemas, depth + 1);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(schema.anyOf[0] ?? {}, schemas, depth + 1);
  const type = [schema.type ?? 'null'].flat()[0];
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, it]) => [key, exampleOf(it, schemas, depth + 1)]),
    );
  if (type === 'array') return schema.items ? [exampleOf(schema.items, schemas, depth + 1)] : [];
  if (type === 'string') return 'text';
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  return type === 'boolean' ? true : null;
}
