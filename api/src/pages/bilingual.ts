// Texts of organisers come in Dutch and sometimes in English. Where the English page has to show Dutch it says so, so that
// a screen reader pronounces it right.

import { type Html, html, paragraphs } from '#api/http/html.ts';
import type { Visit } from '#api/pages/visit.ts';

export function plainText(nl: string, en: string | null, visit: Pick<Visit, 'language'>): string {
  return (visit.language === 'en' && en) || nl;
}

/** For use inside a sentence: text from right to left must not turn the words around it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Inline. `bdi`: a title from right to left must not turn what stands around it. */
export function said(nl: string, en: string | null, visit: Pick<Visit, 'language'>): Html {
  return html`<bdi${isForeign(en, visit) ? html` lang="nl"` : null}>${plainText(nl, en, visit)}</bdi>`;
}

export function saidAtLength(nl: string, en: string | null, visit: Pick<Visit, 'language'>): Html | null {
  const text = plainText(nl, en, visit);
  if (!text.trim()) return null;
  return html`<div class="prose" dir="auto"${isForeign(en, visit) ? html` lang="nl"` : null}>${paragraphs(text)}</div>`;
}

function isForeign(en: string | null, visit: Pick<Visit, 'language'>): boolean {
  return visit.language === 'en' && !en;
}
