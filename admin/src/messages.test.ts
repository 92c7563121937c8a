// The catalogue against the code: both languages say the same things, and what is asked for is there (that none is left over stands in
// api/test/architecture.test.ts).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeholders } from '@pr8werk/shared/messages/translate.ts';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../shared/src/messages/admin');
/** Of every room, those that come with its screens too. */
const catalogues: { nl: Record<string, string>; en: Record<string, string> }[] = [];
for (const file of readdirSync(folder))
  catalogues.push(...(Object.values(await import(join(folder, file))) as typeof catalogues));
const nl = Object.assign({}, ...catalogues.map((it) => it.nl)) as Record<string, string>;
const en = Object.assign({}, ...catalogues.map((it) => it.en)) as Record<string, string>;

const source = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }));
const code = source.map((it) => it.text).join('\n');

const rooms = [...new Set(Object.keys(nl).map((key) => key.split('.')[0]))].join('|');
const named = new Set([...code.matchAll(new RegExp(`'((?:${rooms})\\.[\\w.-]+)'`, 'g'))].map((it) => it[1]!));

describe('the words of the console', () => {
  it('have each their own name', () => {
    const keys = catalogues.flatMap((it) => Object.keys(it.nl));
    expect(keys.filter((it, i) => keys.indexOf(it) !== i)).toEqual([]);
  });

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

  it('stand nowhere else: no text between tags or in a label is written in the code', () => {
    const faults = source.flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /(?:>\s*[A-Z][a-zé]+[^<>{}=;()]*<\/|(?:label|title|aria-label|placeholder|alt)="[A-Za-z][^"]*")/g,
        ),
      ].map((it) => `${path}: ${it[0]}`),
    );
    // what is printed on keys is the same everywhere
    expect(faults.filter((it) => !/Pr8werk|>(?:Enter|Esc)</.test(it))).toEqual([]);
  });
});
