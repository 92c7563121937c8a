import type { FormField } from '@pr8werk/shared/events.ts';
import { embedMessages } from '@pr8werk/shared/messages/embed.ts';
import { describe, expect, it } from 'vitest';
import { contentOf, findFaults, shownFields } from './rules.ts';
import type { Texts } from './texts.ts';

const nl: Texts = embedMessages.nl;

function field(name: string, more: Partial<FormField> = {}): FormField {
  const rest = { help: null, autocomplete: null, maxLength: null, options: [], showIf: null };
  return { name, label: name, kind: 'line', isRequired: false, ...rest, ...more };
}

const fields = [
  field('name', { isRequired: true, maxLength: 5 }),
  field('email', { kind: 'email', isRequired: true }),
  field('role', { kind: 'choice', isRequired: true }),
  field('organisation', { isRequired: true, showIf: { field: 'role', equals: ['commissioner', 'host'] } }),
  field('department', { showIf: { field: 'organisation', equals: ['Gemeente'] } }),
  field('consent', { kind: 'consent', isRequired: true }),
  field('news', { kind: 'consent' }),
];
const good = { name: 'Anna', email: 'anna@voorbeeld.example', role: 'guest', consent: 'true' };
const names = (values: Record<string, string>) => shownFields(fields, values).map(({ name }) => name);
const faults = (values: Record<string, string>) =>
  findFaults(fields, { ...good, ...values }, nl).map((fault) => fault.field);

describe('which fields show', () => {
  it('hides a field until its condition is met', () => {
    expect(names(good)).not.toContain('organisation');
    expect(names({ ...good, role: 'host' })).toContain('organisation');
  });

  it('hides what depends on a hidden field, whatever still stands in that', () => {
    expect(names({ ...good, organisation: 'Gemeente' })).not.toContain('department');
    expect(names({ ...good, role: 'host', organisation: 'Gemeente' })).toContain('department');
  });

  it('can depend on a box that is not ticked', () => {
    const conditional = [fields[6]!, field('why', { showIf: { field: 'news', equals: ['false'] } })];
    expect(shownFields(conditional, {})).toHaveLength(2);
    expect(shownFields(conditional, { news: 'true' })).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  it('finds nothing in a good form', () => expect(faults({})).toEqual([]));

  it('asks for everything that must be there and shows', () => {
    expect(findFaults(fields, {}, nl).map((fault) => fault.field)).toEqual(['name', 'email', 'role', 'consent']);
    expect(faults({ role: 'commissioner' })).toEqual(['organisation']);
  });

  it('counts characters as people do', () => {
    expect(faults({ name: '🥐🥐🥐🥐🥐' })).toEqual([]);
    expect(faults({ name: 'Annette' })).toEqual(['name']);
  });

  it.each(['anna', 'anna@', '@voorbeeld.example', 'anna@voorbeeld', 'a b@voorbeeld.example', 'anna@voorbeeld.'])(
    'does not take %j for an address',
    (email) => expect(faults({ email })).toEqual(['email']),
  );

  it.each(['anna@voorbeeld.example', "o'neill+a@sub.voorbeeld.example", 'ánna@voorbeeld.example'])(
    'takes %j',
    (email) => expect(faults({ email })).toEqual([]),
  );
});

describe('what is sent', () => {
  it('sends ticks as booleans, and leaves out what is empty or hidden', () => {
    expect(contentOf(fields, { ...good, organisation: 'Gemeente', website: 'x' })).toEqual({
      ...good,
      consent: true,
      news: false,
    });
  });
});
