import { colours, markShapes } from '@pr8werk/shared/design.ts';
import css from './shell.module.css';

/** The three parties around one table. */
export function Brand() {
  return (
    <span className={css.brand}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill={colours.accent} />
        {markShapes.map((it) => (
          <path key={it} d={it} fill="#fff" />
        ))}
      </svg>
      <span>Pr8werk</span>
    </span>
  );
}
