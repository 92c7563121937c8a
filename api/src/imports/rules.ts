// What a row of a list says, made out: pure, so that the check, a mended row and the tests read it in the same way.

import { type ImportField, type ImportPlan, type ImportVerdict, importFields } from '@pr8werk/shared/imports.ts';
import { linePattern } from '@pr8werk/shared/primitives.ts';
import { searchWords } from '@pr8werk/shared/search.ts';
import { isEmail } from '#api/http/validation.ts';
import { columnNames } from '#api/imports/words.ts';

export type Basis = ImportPlan['basis'];

export interface Given {
  name: string;
  /** The list names nobody: the address stands for the name. */
  isNameless?: boolean;
  email: string | null;
  organisation: string | null;
  disciplines: string[];
  municipality: string | null;
  networks: string[];
  origin: string | null;
  basis: Basis;
  basisOn: string | null;
}

export interface Remark {
  code: string;
  field?: ImportField;
  about?: Record<string, string | number>;
  /** Worth knowing, and no reason to refuse. */
  isMild?: boolean;
}

/** What a row is held against. */
export interface Surroundings {
  plan: ImportPlan;
  today: string;
  /** By name and by slug, in the letters that are compared. */
  networks: ReadonlyMap<string, string>;
  municipalities: ReadonlyMap<string, string>;
}

const letters = (text: string) => searchWords(text).join('');
const fieldNamed = new Map(importFields.flatMap((field) => columnNames[field].map((it) => [it, field] as const)));

/** Which field each column is, by its name in Dutch or English; an unnamed one full of addresses is the address. */
export function matchColumns(headings: readonly string[] | null, samples: readonly string[][]): (ImportField | null)[] {
  const width = Math.max(headings?.length ?? 0, ...samples.map((it) => it.length));
  const taken = new Set<ImportField>();
  const matched = Array.from({ length: width }, (_, i) => {
    const field = fieldNamed.get(letters(headings?.[i] ?? ''));
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  if (!taken.has('email')) {
    const column = matched.findIndex((it, i) => it === null && looksLikeAddresses(samples.map((row) => row[i] ?? '')));
    if (column >= 0) matched[column] = 'email';
  }
  return matched;
}

function looksLikeAddresses(cells: string[]): boolean {
  const filled = cells.filter((it) => it !== '');
  return filled.length > 0 && filled.filter((it) => isEmail(addressIn(it))).length > filled.length / 2;
}

/** Whether the first row names the columns: no list's header holds somebody's address. */
export function hasHeader(first: readonly string[]): boolean {
  return !first.some((it) => isEmail(addressIn(it)));
}

/** Out of `Anna <anna@post.example>` and `mailto:anna@post.example`. */
export function addressIn(cell: string): string {
  const within = /<([^<>]+)>\s*$/.exec(cell)?.[1] ?? cell;
  return within
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
}

export type Values = Partial<Record<ImportField, string>>;

/** The cells under the names of their fields; what an organiser mended counts. */
export function valuesOf(
  cells: readonly string[],
  columns: readonly (ImportField | null)[],
  fixes: Values | null,
): Values {
  const values: Values = {};
  columns.forEach((field, i) => {
    if (field && cells[i]) values[field] = cells[i];
  });
  return { ...values, ...fixes };
}

const one = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || null;
const fits = new RegExp(linePattern);

export function readRow(values: Values, around: Surroundings): { given: Given; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const { plan } = around;
  const address = one(values.email);
  const email = address === null ? null : addressIn(address);
  if (email !== null && !isEmail(email))
    remarks.push({ code: 'email-invalid', field: 'email', about: { email: email.slice(0, 100) } });
  const whole =
    one(values.name) ?? (one([values.firstName, values.infix, values.lastName].filter(Boolean).join(' ')) || null);
  const isNameless = whole === null && email !== null;
  if (whole === null && email === null) remarks.push({ code: 'nobody', field: 'name' });
  if (isNameless) remarks.push({ code: 'name-from-address', field: 'name', isMild: true });
  if (email === null && whole !== null) remarks.push({ code: 'no-address', field: 'email', isMild: true });
  const given: Given = {
    name: whole ?? email?.slice(0, 120) ?? '',
    ...(isNameless ? { isNameless } : {}),
    email,
    organisation: one(values.organisation),
    disciplines: listIn(values.disciplines),
    municipality: municipalityIn(one(values.municipality), around, remarks),
    networks: networksIn(values.network, around, remarks),
    origin: one(values.origin),
    basis: basisIn(values.basis, plan, remarks),
    basisOn: dayIn(one(values.basisOn), around, remarks) ?? plan.givenOn,
  };
  checkLengths(given, remarks);
  return { given, remarks };
}

function checkLengths(given: Given, remarks: Remark[]): void {
  const limits = [
    ['name', 120, given.name],
    ['organisation', 200, given.organisation ?? 'x'],
    ['municipality', 120, given.municipality ?? 'x'],
    ['origin', 200, given.origin ?? 'x'],
    ...given.disciplines.map((it) => ['disciplines', 80, it] as const),
  ] as const;
  for (const [field, most, text] of limits) {
    if (text.length > most) remarks.push({ code: 'too-long', field, about: { most } });
    else if (text !== '' && !fits.test(text)) remarks.push({ code: 'odd-characters', field });
  }
  if (given.disciplines.length > 20) remarks.push({ code: 'too-many', field: 'disciplines', about: { most: 20 } });
}

function listIn(cell: string | undefined): string[] {
  const parts = (cell ?? '').split(/[,;|\n/]/).map((it) => it.replace(/\s+/g, ' ').trim());
  const seen = new Set<string>();
  return parts.filter((it) => it !== '' && !seen.has(it.toLowerCase()) && seen.add(it.toLowerCase()));
}

/** `Gemeente Bronckhorst` is Bronckhorst. One that the programme does not know is kept as it was written. */
function municipalityIn(cell: string | null, around: Surroundings, remarks: Remark[]): string | null {
  if (cell === null) return null;
  const name = cell.replace(/^gemeente\s+/i, '');
  const known = around.municipalities.get(letters(name));
  if (!known && around.municipalities.size > 0)
    remarks.push({
      code: 'municipality-elsewhere',
      field: 'municipality',
      about: { name: name.slice(0, 80) },
      isMild: true,
    });
  return known ?? name;
}

function networksIn(cell: string | undefined, around: Surroundings, remarks: Remark[]): string[] {
  const ids = new Set(around.plan.network ? [around.plan.network] : []);
  for (const name of listIn(cell)) {
    const id = around.networks.get(letters(name));
    if (id) ids.add(id);
    else remarks.push({ code: 'network-unknown', field: 'network', about: { name: name.slice(0, 80) } });
  }
  return [...ids];
}

const basisWords: Record<Basis, string> = {
  consent: 'ja yes y j x 1 true waar toestemming consent optin akkoord',
  customer: 'klant customer relatie klantrelatie deelnemer bestaanderelatie',
  published: 'gepubliceerd published openbaar',
  none: 'nee no n 0 false onwaar geen none niet optout',
};
const basisNamed = new Map(
  (Object.keys(basisWords) as Basis[]).flatMap((basis) =>
    basisWords[basis].split(' ').map((it) => [it, basis] as const),
  ),
);

/** Where a column says it, that column decides alone: an empty cell there is no ground. */
function basisIn(cell: string | undefined, plan: ImportPlan, remarks: Remark[]): Basis {
  if (!plan.columns.includes('basis') && cell === undefined) return plan.basis;
  const word = letters(cell ?? '');
  if (word === '') return 'none';
  const basis = basisNamed.get(word);
  if (basis) return basis;
  remarks.push({ code: 'basis-unknown', field: 'basis', about: { word: (cell ?? '').slice(0, 80) } });
  return 'none';
}

function dayIn(cell: string | null, around: Surroundings, remarks: Remark[]): string | null {
  if (cell === null) return null;
  const sorted = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(cell);
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(cell);
  const [year, month, day] = (sorted?.slice(1, 4) ?? dutch?.slice(1, 4).reverse() ?? []).map(Number);
  try {
    const date = Temporal.PlainDate.from({ year: year!, month: month!, day: day! }, { overflow: 'reject' }).toString();
    if (date > around.today) remarks.push({ code: 'date-future', field: 'basisOn' });
    return date;
  } catch {
    remarks.push({ code: 'date-unknown', field: 'basisOn', about: { text: cell.slice(0, 40) } });
    return null;
  }
}

/** By what two rows, or a row and a contact, are the same person. */
export function matchKeyOf(given: Pick<Given, 'name' | 'email' | 'organisation'>): string {
  return given.email ?? `\u0001${given.name.toLowerCase()}\u0001${given.organisation?.toLowerCase() ?? ''}`;
}

export function verdictOf(remarks: readonly Remark[], isKnown: boolean): ImportVerdict {
  if (remarks.some((it) => it.code === 'double')) return 'double';
  if (remarks.some((it) => !it.isMild)) return 'faulty';
  return isKnown ? 'known' : 'new';
}

export interface KnownContact {
  contact_id: string;
  email: string | null;
  name: string;
  organisation_name: string | null;
  municipality: string | null;
  disciplines: string[];
}

export type Fields = Partial<Pick<KnownContact, 'name' | 'organisation_name' | 'municipality' | 'disciplines'>>;

/** What a row changes of someone who is known. */
export function changesTo(known: KnownContact, given: Given, policy: ImportPlan['known']): Fields {
  const isOver = policy === 'overwrite';
  const changes: Fields = {};
  if (isOver && !given.isNameless && given.name !== known.name) changes.name = given.name;
  if (given.organisation && (isOver || !known.organisation_name) && given.organisation !== known.organisation_name)
    changes.organisation_name = given.organisation;
  if (given.municipality && (isOver || !known.municipality) && given.municipality !== known.municipality)
    changes.municipality = given.municipality;
  const hasOther = given.disciplines.join('\n') !== known.disciplines.join('\n');
  if (given.disciplines.length > 0 && (isOver || known.disciplines.length === 0) && hasOther)
    changes.disciplines = given.disciplines;
  return changes;
}
