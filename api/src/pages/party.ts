// The three parties (de drie O's): a shape, a colour and the whole word, as in the admin. Never a lone letter: all three
// begin with an O, which reads as zero.

import { parties } from '@pr8werk/shared/design.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { type Html, html } from '#api/http/html.ts';
import type { Visit } from '#api/pages/visit.ts';

export function partyMark(party: Party | null, visit: Visit): Html {
  const word = visit.t(`party.${party ?? 'unknown'}`);
  if (party === null) return html`<span class="party unknown">${word}</span>`;
  return html`<span class="party ${party}"><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false"><path d="${parties[party].shape}" fill="currentColor"/></svg>${word}</span>`;
}
