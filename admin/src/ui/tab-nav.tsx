// Tabs whose choice stands in the address: links in a nav, so they can be mailed, opened in a new tab and gone back from.

import { createLink } from '@tanstack/react-router';
import { type ComponentPropsWithRef, type ReactNode, useEffect, useRef } from 'react';
import css from './tab-nav.module.css';

export function TabNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={css.nav}>
      <ul className={css.list}>{children}</ul>
    </nav>
  );
}

/** What the tabs after it have in common. */
export function TabGroup({ children }: { children: ReactNode }) {
  return <li className={css.group}>{children}</li>;
}

type TabProps = {
  count?: number | undefined;
  /** Where the address alone does not tell: a tab without a filter is part of every filtered address. */
  isCurrent?: boolean;
} & Omit<ComponentPropsWithRef<'a'>, 'className'>;

function TabAnchor({ count, isCurrent, children, ...rest }: TabProps) {
  const current = isCurrent === undefined ? rest['aria-current'] : isCurrent ? 'page' : undefined;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current && item.current) reveal(item.current);
  }, [current]);
  return (
    <li ref={item}>
      <a {...rest} aria-current={current} className={css.tab}>
        {children}
        {count !== undefined && <span className={css.count}>{count}</span>}
      </a>
    </li>
  );
}

/** On a telephone not all tabs fit; the one that is chosen should, with a bit of its neighbour. */
function reveal(item: HTMLElement): void {
  const nav = item.closest('nav');
  if (!nav) return;
  const [at, room, peek] = [item.getBoundingClientRect(), nav.getBoundingClientRect(), 24];
  if (at.right > room.right) nav.scrollLeft += at.right - room.right + peek;
  else if (at.left < room.left) nav.scrollLeft -= room.left - at.left + peek;
}

export const Tab = createLink(TabAnchor);
