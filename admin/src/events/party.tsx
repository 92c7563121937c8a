// The three parties (de drie O's): a shape, a colour and the whole word. Never a lone letter: all three begin with an O,
// which reads as zero.

import { parties } from '@pr8werk/shared/design.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { type T, useT } from '../language.ts';
import css from './party.module.css';

const unknownShape = 'M2 6h8';

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
  const shape = party ? parties[party].shape : unknownShape;
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
        d={shape}
        fill={party ? 'currentcolor' : 'none'}
        stroke={party ? 'none' : 'currentcolor'}
        strokeWidth="1.5"
      />
    </svg>
  );
}
