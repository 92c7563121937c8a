// The frame of the screens before one is inside.

import type { ReactNode } from 'react';
import { Brand } from '../shell/brand.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { usePageTitle } from '../ui/layout.tsx';
import css from './door.module.css';

export function Door({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  usePageTitle(title);
  return (
    <div className={css.door}>
      <div className={css.box}>
        <header className={css.brand}>
          <Brand />
          <LanguageSwitch />
        </header>
        <main className={css.card} id="main" tabIndex={-1}>
          <h1 tabIndex={-1}>{title}</h1>
          {intro ? <div className={css.intro}>{intro}</div> : <div className={css.intro} />}
          {children}
        </main>
      </div>
    </div>
  );
}

export function DoorNote({ children }: { children: ReactNode }) {
  return <div className={css.quiet}>{children}</div>;
}
