// Why a list that somebody chose cannot be read: always with words that say what to do, never half a list.

export const unreadableCodes = [
  'empty',
  'old-excel',
  'other-kind',
  'not-text',
  'not-utf8',
  'quote-open',
  'line-too-long',
  'broken-csv',
  'broken-xlsx',
  'password',
  'too-large-inside',
  'too-many-rows',
  'too-many-columns',
  'no-sheet',
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

export class Unreadable extends Error {
  readonly code: UnreadableCode;
  /** What fills the sentence: a row, a limit, a kind of file. */
  readonly about: Record<string, string | number>;
  constructor(code: UnreadableCode, about: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.about = about;
  }
}
