// Tabs whose choice stands in the address: links in a nav, so they can be mailed, opened in a new tab and gone back from.

import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import css from './tab-nav.module.css';

export function TabNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={css.nav}>
      <ul className={css.list}>{children}</ul>
    </nav>
  );
}

type TabProps = {
  count?: number | undefined;
  /** Where the address alone does not tell: a tab without a filter is part of every filtered address. */
  isCurrent?: boolean;
} & Omit<ComponentPropsWithRef<'a'>, 'className'>;

function TabAnchor({ count, isCurrent, children, ...rest }: TabProps) {
  const current = isCurrent === undefined ? rest['aria-current'] : isCurrent ? 'page' : undefined;
  return (
    <li>
      <a {...rest} aria-current={current} className={css.tab}>
        {children}
        {count !== undefined && <span className={css.count}>{count}</span>}
      </a>
    </li>
  );
}

export const Tab = createLink(TabAnchor);
