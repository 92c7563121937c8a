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

type TabProps = { count?: number | undefined } & Omit<ComponentPropsWithRef<'a'>, 'className'>;

function TabAnchor({ count, children, ...rest }: TabProps) {
  return (
    <li>
      <a {...rest} className={css.tab}>
        {children}
        {count !== undefined && <span className={css.count}>{count}</span>}
      </a>
    </li>
  );
}

export const Tab = createLink(TabAnchor);
