// Checks a body against its schema from `shared` before it is sent, so most faults show without a round trip. The
// validator comes when the first form is sent, not with the entry.

import { linePattern, namedSchemas, personNamePattern, titlePattern } from '@pr8werk/shared/primitives.ts';
import type { TSchema } from 'typebox';
import type { MessageKey, T } from '../language.ts';
import type { Errors } from './use-form.ts';

const onOneLine = [linePattern, personNamePattern, titlePattern];

interface Fault {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

export async function faultsIn(schema: TSchema, body: unknown, t: T): Promise<Errors> {
  const { Errors: findErrors } = await import('typebox/value');
  const context = Object.fromEntries(namedSchemas());
  const errors: Errors = {};
  for (const fault of findErrors(context, schema, body) as unknown as Fault[]) {
    for (const [name, message] of told(fault, body, t)) errors[name] ??= message;
  }
  return errors;
}

function told(fault: Fault, body: unknown, t: T): [string, string][] {
  const path = fault.instancePath.replace(/^\//, '').replaceAll('/', '.');
  if (fault.keyword === 'required') {
    const names = (fault.params.requiredProperties as string[] | undefined) ?? [];
    return names.map((it) => [path ? `${path}.${it}` : it, t('ui.fault.required')]);
  }
  // Faults of a whole (anyOf, $ref) repeat what their parts say.
  const key = keyOf(fault);
  if (!key || !path) return [];
  const limit = Number(fault.params.limit ?? 0);
  const value = valueAt(body, path);
  // Counted as the schema counts them, so that taking that many away is enough.
  if (key === 'ui.fault.too-long' && typeof value === 'string')
    return [[path, t('ui.fault.too-long-by', { limit, surplus: [...value].length - limit })]];
  return [[path, t(key, { limit })]];
}

function valueAt(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((it, name) => (it as Record<string, unknown> | null)?.[name], body);
}

function keyOf(fault: Fault): MessageKey | null {
  switch (fault.keyword) {
    case 'minLength':
    case 'type':
      return 'ui.fault.required';
    case 'maxLength':
      return 'ui.fault.too-long';
    case 'minimum':
      return 'ui.fault.minimum';
    case 'maximum':
      return 'ui.fault.maximum';
    case 'format':
      return fault.params.format === 'email' ? 'ui.fault.email' : 'ui.fault.form';
    case 'pattern':
      return onOneLine.includes(String(fault.params.pattern)) ? 'ui.fault.line' : 'ui.fault.form';
    case 'enum':
      return 'ui.fault.form';
    default:
      return null;
  }
}
