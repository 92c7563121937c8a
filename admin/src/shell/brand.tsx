import css from './shell.module.css';

/** The three parties around one table. */
export function Brand() {
  return (
    <span className={css.brand}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill="#b3450f" />
        <g fill="#fff">
          <path d="M16 5.500l4 4-4 4-4-4z" />
          <rect x="6.500" y="17.500" width="7" height="7" rx="1" />
          <path d="M22 17l4.500 7.600h-9z" />
        </g>
      </svg>
      <span>Pr8werk</span>
    </span>
  );
}
