// The three parties (de drie O's): a shape, a colour and the whole word. Never a lone letter: all three begin with an O,
// which reads as zero.

import type { Party } from '@pr8werk/shared/primitives.ts';
import { type T, useT } from '../language.ts';
import css from './party.module.css';

const shapes: Record<Party | 'unknown', { path: string; isOpen?: boolean }> = {
  entrepreneurs: { path: 'M6 .5L11.500 6 6 11.500.5 6z' },
  government: { path: 'M1 1h10v10H1z' },
  organisations: { path: 'M6 .8l5.700 10.400H.3z' },
  unknown: { path: 'M2 6h8', isOpen: true },
};

export function sayParty(party: Party | null, t: T): string {
  return t(`events.party.${party ?? 'unknown'}`);
}

export function PartyMark({ party }: { party: Party | null }) {
  const t = useT();
  return (
    <span className={css.party}>
      <PartyShape party={party} />
      <span className={css.name}>{sayParty(party, t)}</span>
    </span>
  );
}

export function PartyShape({ party, size = 11 }: { party: Party | null; size?: number }) {
  const shape = shapes[party ?? 'unknown'];
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      className={css[party ?? 'unknown']}
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={shape.path}
        fill={shape.isOpen ? 'none' : 'currentcolor'}
        stroke={shape.isOpen ? 'currentcolor' : 'none'}
        strokeWidth="1.5"
      />
    </svg>
  );
}
