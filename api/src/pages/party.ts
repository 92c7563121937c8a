// The three parties (de drie O's): a shape, a colour and the whole word, as in the admin. Never a lone letter: all three
// begin with an O, which reads as zero.

import type { Party } from '@pr8werk/shared/primitives.ts';
import { type Html, html } from '#api/http/html.ts';
import type { Visit } from '#api/pages/visit.ts';

const shapes: Record<Party, string> = {
  entrepreneurs: 'M6 .5L11.5 6 6 11.5.5 6z',
  government: 'M1 1h10v10H1z',
  organisations: 'M6 .8l5.7 10.4H.3z',
};

export function partyMark(party: Party | null, visit: Visit): Html {
  const word = visit.t(`party.${party ?? 'unknown'}`);
  if (party === null) return html`<span class="party unknown">${word}</span>`;
  return html`<span class="party ${party}"><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false"><path d="${shapes[party]}" fill="currentColor"/></svg>${word}</span>`;
}
