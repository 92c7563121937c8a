// Rows of one kind: a table where there is room, cards on a phone. One of the two is drawn, never both.

import { type ReactNode, useSyncExternalStore } from 'react';
import { useT } from '../language.ts';
import { Button } from './button.tsx';
import css from './records.module.css';

export interface Column<R> {
  key: string;
  /** Empty for a column of buttons. */
  title: string;
  kind?: 'text' | 'tight' | 'number' | 'actions';
  /** `title`: the card's heading; `hidden`: not on a card. Else it stands among the facts, with its title before it
   * unless it is `bare`. */
  card?: 'title' | 'hidden' | 'bare';
  cell: (row: R) => ReactNode;
}

interface RecordsProps<R> {
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  keyOf: (row: R) => string;
}

const narrow = matchMedia('(max-width: 47.99em)');
function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

export function Records<R>(props: RecordsProps<R>) {
  return useIsNarrow() ? <Cards {...props} /> : <Table {...props} />;
}

function Table<R>({ label, rows, columns, keyOf }: RecordsProps<R>) {
  const t = useT();
  const look = (column: Column<R>) => (column.kind === undefined || column.kind === 'text' ? '' : css[column.kind]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields
    <div className={css.scroll} role="group" aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={look(column)}>
                {column.title || <span className="pr-hidden">{t('ui.actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.key} className={look(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<R>({ label, rows, columns, keyOf }: RecordsProps<R>) {
  const titles = columns.filter((it) => it.card === 'title');
  const actions = columns.filter((it) => it.kind === 'actions');
  const facts = columns.filter((it) => !titles.includes(it) && !actions.includes(it) && it.card !== 'hidden');
  return (
    <ul className={css.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <div className={css.cardHead}>
            <div className={css.cardTitle}>{titles.map((it) => it.cell(row))}</div>
            {actions.map((it) => it.cell(row))}
          </div>
          <div className={css.cardFacts}>
            {facts.map((it) => {
              const shown = it.cell(row);
              return shown === null ? null : (
                <div key={it.key}>
                  {it.card !== 'bare' && <span className={css.cardLabel}>{it.title}</span>}
                  <span className={css.cardValue}>{shown}</span>
                </div>
              );
            })}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

export function MoreRows({ query }: MoreProps) {
  const t = useT();
  if (!query.hasNextPage) return null;
  return (
    <div className={css.foot}>
      <Button isBusy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t('ui.more-rows')}
      </Button>
    </div>
  );
}
