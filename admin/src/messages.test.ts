// The catalogue against the code: both languages say the same things, and every word is used somewhere.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminMessages } from '@pr8werk/shared/messages/admin.ts';
import { placeholders } from '@pr8werk/shared/messages/translate.ts';
import { describe, expect, it } from 'vitest';

const { nl, en } = adminMessages as { nl: Record<string, string>; en: Record<string, string> };

const source = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }));
const code = source.map((it) => it.text).join('\n');

const rooms = [...new Set(Object.keys(nl).map((key) => key.split('.')[0]))].join('|');
const named = new Set([...code.matchAll(new RegExp(`'((?:${rooms})\\.[\\w.-]+)'`, 'g'))].map((it) => it[1]!));
/** `events.status.${status}`: every word below it counts as used. */
const families = [...code.matchAll(new RegExp(`\`((?:${rooms})\\.[\\w.-]*)\\$\\{`, 'g'))].map((it) => it[1]!);

describe('the words of the console', () => {
  it('are the same in Dutch and English', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
  });

  it('leave open the same places to fill in', () => {
    const differing = Object.keys(nl).filter(
      (key) => placeholders(nl[key]!).join() !== placeholders(en[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('are all there when the code asks for them', () => {
    expect([...named].filter((key) => !(key in nl))).toEqual([]);
  });

  it('are all asked for', () => {
    const unused = Object.keys(nl).filter((key) => !named.has(key) && !families.some((it) => key.startsWith(it)));
    expect(unused).toEqual([]);
  });

  it('stand nowhere else: no text between tags or in a label is written in the code', () => {
    const faults = source.flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /(?:>\s*[A-Z][a-zé]+[^<>{}=;()]*<\/|(?:label|title|aria-label|placeholder|alt)="[A-Za-z][^"]*")/g,
        ),
      ].map((it) => `${path}: ${it[0]}`),
    );
    expect(faults.filter((it) => !it.includes('Pr8werk'))).toEqual([]);
  });
});
