// A list that may be thousands of rows long: only what is in sight is drawn, and it stays a real table (cards on a phone)
// whose rows say which of how many they are. Where the focus is stays drawn, so that nobody loses their place.

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../language.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import css from './long-records.module.css';
import { type Column, useIsNarrow } from './records.tsx';

export interface LongColumn<R> extends Column<R> {
  /** In rem; without one it takes what is left. */
  width?: number;
  /** The orders that pressing the heading gives, up and down. */
  sort?: { up: string; down: string };
}

export interface Selection<R> {
  chosen: ReadonlySet<string>;
  onChoose: (keys: readonly string[], isChosen: boolean) => void;
  labelOf: (row: R) => string;
  allLabel: string;
}

export interface LongRecordsProps<R> {
  label: string;
  rows: readonly R[];
  /** How long the whole list is, also what is not fetched yet. */
  total: number;
  columns: readonly LongColumn<R>[];
  keyOf: (row: R) => string;
  order: string;
  onOrder: (order: string) => void;
  selection?: Selection<R> | undefined;
  more: { hasNextPage: boolean; isFetchingNextPage: boolean; isError?: boolean; fetchNextPage: () => unknown };
  /** Brings the row into sight and its first link to the focus. */
  focus?: { key: string } | null;
}

/** So many rows are drawn whole: then the browser's own search finds them too. */
const drawnWhole = 60;

export function LongRecords<R>(props: LongRecordsProps<R>) {
  const isNarrow = useIsNarrow();
  const box = useRef<HTMLDivElement>(null);
  const inSight = useInSight(props, box, isNarrow ? 132 : 46);
  useFocusOn(props, box, inSight.scrollTo);
  return (
    <>
      <div ref={box}>{isNarrow ? <Cards {...props} inSight={inSight} /> : <Table {...props} inSight={inSight} />}</div>
      <MoreWhenNear more={props.more} />
    </>
  );
}

interface InSight {
  /** What to draw, each with the room before it of rows that are not drawn. */
  drawn: readonly { index: number; room: number }[];
  after: number;
  measure: ((element: Element | null) => void) | undefined;
  scrollTo: (index: number) => void;
}

function useInSight<R>(
  { rows, keyOf }: LongRecordsProps<R>,
  box: { current: HTMLElement | null },
  estimate: number,
): InSight {
  const focused = useRef<number | null>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const top = box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimate,
    overscan: 10,
    scrollMargin: margin,
    getItemKey: (index) => keyOf(rows[index]!),
    rangeExtractor: (range: Range) => withFocused(defaultRangeExtractor(range), focused.current, rows.length),
  });
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest('[data-index]');
      focused.current = row ? Number(row.getAttribute('data-index')) : null;
    };
    const element = box.current;
    element?.addEventListener('focusin', remember);
    return () => element?.removeEventListener('focusin', remember);
  }, [box]);
  if (rows.length <= drawnWhole)
    return {
      drawn: rows.map((_, index) => ({ index, room: 0 })),
      after: 0,
      measure: undefined,
      scrollTo: () => {},
    };
  const items = virtual.getVirtualItems();
  const endOf = (at: number) => items[at]?.end ?? margin;
  return {
    drawn: items.map((it, at) => ({ index: it.index, room: Math.max(it.start - endOf(at - 1), 0) })),
    after: virtual.getTotalSize() - (endOf(items.length - 1) - margin),
    measure: virtual.measureElement,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'center' }),
  };
}

function withFocused(range: number[], focused: number | null, count: number): number[] {
  if (focused === null || focused >= count || range.includes(focused)) return range;
  // its neighbours too: Tab goes on from there
  const kept = [focused - 1, focused, focused + 1].filter((it) => it >= 0 && it < count && !range.includes(it));
  return [...range, ...kept].sort((a, b) => a - b);
}

function useFocusOn<R>(
  { focus, rows, keyOf }: LongRecordsProps<R>,
  box: { current: HTMLElement | null },
  scrollTo: (index: number) => void,
): void {
  const done = useRef<unknown>(null);
  useEffect(() => {
    if (!focus || done.current === focus) return;
    const index = rows.findIndex((row) => keyOf(row) === focus.key);
    if (index < 0) return;
    done.current = focus;
    const look = (tries: number) => {
      const row = box.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      const target = row?.querySelector<HTMLElement>('a');
      // behind a dialog that is still closing nothing takes the focus
      if (document.querySelector('dialog[open]')) {
        if (tries > 0) requestAnimationFrame(() => look(tries - 1));
      } else if (target) {
        target.focus({ preventScroll: true });
        row?.scrollIntoView({ block: 'nearest' });
      } else if (tries > 0) {
        scrollTo(index);
        requestAnimationFrame(() => look(tries - 1));
      }
    };
    look(60);
  });
}

type DrawnProps<R> = LongRecordsProps<R> & { inSight: InSight };

function Table<R>(props: DrawnProps<R>) {
  const { label, rows, columns, keyOf, selection, total, inSight } = props;
  const widths = columns.map((it) => it.width ?? 8.5);
  const span = columns.length + (selection ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields
    <div className={css.scroll} role="group" aria-label={label} tabIndex={0}>
      <table
        className={css.table}
        aria-rowcount={total + 1}
        style={{ minWidth: `${widths.reduce((sum, it) => sum + it, selection ? 2.75 : 0)}rem` }}
      >
        <colgroup>
          {selection && <col style={{ width: '2.75rem' }} />}
          {columns.map((it) => (
            <col key={it.key} style={it.width ? { width: `${it.width}rem` } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection && (
              <th className={css.check}>
                <AllBox rows={rows} keyOf={keyOf} selection={selection} />
              </th>
            )}
            {columns.map((it) => (
              <Heading key={it.key} column={it} order={props.order} onOrder={props.onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {inSight.drawn.map(({ index, room }) => (
            <Fragment key={keyOf(rows[index]!)}>
              <Room height={room} span={span} />
              <TableRow
                row={rows[index]!}
                index={index}
                columns={columns}
                keyOf={keyOf}
                selection={selection}
                isChosen={selection?.chosen.has(keyOf(rows[index]!)) ?? false}
                measure={inSight.measure}
              />
            </Fragment>
          ))}
          <Room height={inSight.after} span={span} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<R> extends Pick<LongRecordsProps<R>, 'columns' | 'keyOf' | 'selection'> {
  row: R;
  index: number;
  isChosen: boolean;
  measure: InSight['measure'];
}

/** Drawn anew only when something in it changed, and not with every step of scrolling. */
const TableRow = memo(function TableRow<R>({ row, index, columns, keyOf, selection, isChosen, measure }: RowProps<R>) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={isChosen ? css.isChosen : undefined}>
      {selection && (
        <td className={css.check}>
          <RowBox row={row} keyOf={keyOf} selection={selection} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} className={column.kind ? css[column.kind] : undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <R>(props: RowProps<R>) => ReactNode;

/** The rows that are not drawn. */
function Room({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className={css.room}>
      <td colSpan={span} style={{ height: `${height}px` }} />
    </tr>
  );
}

function Heading<R>({
  column,
  order,
  onOrder,
}: {
  column: LongColumn<R>;
  order: string;
  onOrder: (order: string) => void;
}) {
  const t = useT();
  const { sort } = column;
  const look = column.kind ? css[column.kind] : undefined;
  if (!sort)
    return (
      <th scope="col" className={look}>
        {column.title || <span className="pr-hidden">{t('ui.actions')}</span>}
      </th>
    );
  const now = order === sort.up ? 'ascending' : order === sort.down ? 'descending' : 'none';
  return (
    <th scope="col" className={look} aria-sort={now}>
      <button
        type="button"
        className={css.sort}
        onClick={() => onOrder(now === 'ascending' ? sort.down : sort.up)}
        data-sort={now}
      >
        {column.title}
        <Icon name={now === 'descending' ? 'down' : 'up'} size={13} />
      </button>
    </th>
  );
}

function Cards<R>({ label, rows, columns, keyOf, selection, total, inSight }: DrawnProps<R>) {
  const titles = columns.filter((it) => it.card === 'title');
  const actions = columns.filter((it) => it.kind === 'actions');
  const facts = columns.filter((it) => !titles.includes(it) && !actions.includes(it) && it.card !== 'hidden');
  return (
    <>
      {selection && rows.length > 0 && (
        <div className={css.allCards}>
          <AllBox rows={rows} keyOf={keyOf} selection={selection} />
          <span aria-hidden="true">{selection.allLabel}</span>
        </div>
      )}
      <ul className={css.cards} aria-label={label} style={{ paddingBottom: `${inSight.after}px` }}>
        {inSight.drawn.map(({ index, room }) => {
          const row = rows[index]!;
          return (
            <li
              key={keyOf(row)}
              ref={inSight.measure}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={total}
              style={room > 0 ? { marginTop: `${room}px` } : undefined}
              className={selection?.chosen.has(keyOf(row)) ? css.isChosen : undefined}
            >
              <div className={css.cardHead}>
                {selection && <RowBox row={row} keyOf={keyOf} selection={selection} />}
                <div className={css.cardTitle}>{titles.map((it) => it.cell(row))}</div>
                {actions.map((it) => (
                  <div key={it.key}>{it.cell(row)}</div>
                ))}
              </div>
              <div className={css.cardFacts}>
                {facts.map((it) => (
                  <CardFact key={it.key} column={it} row={row} />
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function CardFact<R>({ column, row }: { column: LongColumn<R>; row: R }): ReactNode {
  const shown = column.cell(row);
  if (shown === null) return null;
  return (
    <div>
      {column.card !== 'bare' && <span className={css.cardLabel}>{column.title}</span>}
      <span className={css.cardValue}>{shown}</span>
    </div>
  );
}

interface BoxProps<R> {
  keyOf: (row: R) => string;
  selection: Selection<R>;
}

/** As large as a finger needs; the browser's own box says what it is and whether it is on. */
function RowBox<R>({ row, keyOf, selection }: BoxProps<R> & { row: R }) {
  const key = keyOf(row);
  return (
    <input
      type="checkbox"
      className={css.box}
      aria-label={selection.labelOf(row)}
      checked={selection.chosen.has(key)}
      onChange={(event) => selection.onChoose([key], event.currentTarget.checked)}
    />
  );
}

function AllBox<R>({ rows, keyOf, selection }: BoxProps<R> & { rows: readonly R[] }) {
  const count = rows.filter((row) => selection.chosen.has(keyOf(row))).length;
  const box = useRef<HTMLInputElement>(null);
  const isSome = count > 0 && count < rows.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={css.box}
      aria-label={selection.allLabel}
      checked={rows.length > 0 && count === rows.length}
      onChange={(event) => selection.onChoose(rows.map(keyOf), event.currentTarget.checked)}
    />
  );
}

/** Fetches on before one gets to the end; the button is for who goes there by key, and for a second try. */
function MoreWhenNear({ more }: { more: LongRecordsProps<unknown>['more'] }) {
  const t = useT();
  const foot = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isError = false, fetchNextPage } = more;
  useEffect(() => {
    if (!foot.current || !hasNextPage || isFetchingNextPage || isError) return;
    const watch = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && fetchNextPage(), {
      rootMargin: '1500px',
    });
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div className={css.foot} ref={foot}>
      <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {t('ui.more-rows')}
      </Button>
    </div>
  );
}
