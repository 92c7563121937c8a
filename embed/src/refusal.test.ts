import { embedMessages } from '@pr8werk/shared/messages/embed.ts';
import { describe, expect, it } from 'vitest';
import { readRefusal, whenToRetry } from './refusal.ts';
import { fill } from './texts.ts';

const names = ['name', 'email'];
const { nl, en } = embedMessages;

describe('a refusal', () => {
  it('puts faults at their fields, and the rest on top', () => {
    const errors = [
      { pointer: '/email', code: 'format', detail: 'Dit is geen e-mailadres' },
      { pointer: '/source', code: 'pattern', detail: 'Onbekende bron' },
    ];
    const refusal = readRefusal(400, { code: 'invalid-request', errors }, null, names, 'nl', nl);
    expect(refusal.kind).toBe('invalid');
    expect(refusal.faults).toEqual([
      { field: 'email', text: 'Dit is geen e-mailadres' },
      { field: null, text: 'Onbekende bron' },
    ]);
  });

  it.each([
    [400, 'form-token-expired', 'stale'],
    [400, 'form-token-invalid', 'stale'],
    [422, 'idempotency-key-reused', 'reused'],
    [409, 'still-running', 'unknown'],
    [409, 'signup-closed', 'refused'],
    [429, 'too-many-requests', 'busy'],
    [503, 'busy', 'busy'],
    [500, 'internal', 'unknown'],
    [502, undefined, 'unknown'],
    [0, undefined, 'unknown'],
    [403, undefined, 'refused'],
  ] as const)('status %i with code %s is %s', (status, code, kind) => {
    const refusal = readRefusal(status, { code }, null, names, 'nl', nl);
    expect(refusal.kind).toBe(kind);
    expect(refusal.faults[0]!.text).toBeTruthy();
  });

  it('says that pressing again is safe when nobody knows whether it worked', () => {
    expect(readRefusal(0, {}, null, names, 'nl', nl).faults).toEqual([{ field: null, text: nl.unknown }]);
  });

  it('says when to come back', () => {
    expect(readRefusal(429, {}, '90', names, 'nl', nl).faults[0]!.text).toContain('over 2 minuten');
    expect(readRefusal(503, {}, '5', names, 'en', en).faults[0]!.text).toContain('in 1 minute');
    const now = Date.parse('2026-11-21T10:00:00Z');
    expect(whenToRetry('Sat, 21 Nov 2026 10:05:00 GMT', 'nl', now)).toBe('over 5 minuten');
    expect(whenToRetry('rubbish', 'nl')).toBe('over 1 minuut');
    expect(whenToRetry(null, 'nl')).toBe('over 1 minuut');
  });
});

describe('the texts', () => {
  it('have the same placeholders in both languages', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of Object.keys(nl) as (keyof typeof nl)[]) {
      expect(en[key], key).toBeTruthy();
      expect(placeholders(en[key]), key).toEqual(placeholders(nl[key]));
    }
  });

  it('are filled in literally', () => expect(fill('‘{label}’', { label: '$& {x}' })).toBe('‘$& {x}’'));
});
