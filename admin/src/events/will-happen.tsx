import { useT } from '../language.ts';
import css from './events.module.css';

/** What an act leads to, line by line, before it is done. */
export function WillHappen({ lines }: { lines: readonly (string | false)[] }) {
  const t = useT();
  return (
    <div>
      <h3>{t('events.will-happen')}</h3>
      <ul className={css.todo}>
        {lines
          .filter((it) => it !== false)
          .map((it) => (
            <li key={it}>{it}</li>
          ))}
      </ul>
    </div>
  );
}
