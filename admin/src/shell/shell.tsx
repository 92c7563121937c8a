// The frame around every screen behind the door: the sidebar, or a bar with a menu on smaller screens.

import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useAccount } from '../accounts/membership.ts';
import { suggestLanguage, useT } from '../language.ts';
import { useLive } from '../live.ts';
import { IconButton } from '../ui/button.tsx';
import { SidePanel } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Brand } from './brand.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { useRememberLists } from './list-places.ts';
import css from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { useOverlays } from './use-overlays.tsx';

export function Shell() {
  const t = useT();
  const account = useAccount();
  const { programme = account?.memberships[0]?.programme } = useParams({ strict: false });
  const live = useLive(programme);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(pathname, main);
  useEffect(() => {
    if (account) suggestLanguage(account.language);
  }, [account]);
  const overlay = useOverlays(programme);
  useRememberLists();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because one arrived
  useEffect(() => setIsMenuOpen(false), [pathname]);
  if (!account) return null;
  const name = account.memberships.find((it) => it.programme === programme)?.programmeName;
  const fromMenu = (open: () => void) => () => {
    setIsMenuOpen(false);
    open();
  };
  const side = { account, programme, live };
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link; it moves the focus too, which the address alone does not */}
      <a className="pr-skip" href="#main" onClick={(event) => focusMain(event, main.current)}>
        {t('shell.skip')}
      </a>
      <ConnectionBanner />
      <div className={css.shell}>
        <header className={css.side}>
          <div className={css.sideFixed}>
            <Sidebar {...side} onSearch={overlay.openPalette} onKeys={overlay.openKeys} />
          </div>
        </header>
        <header className={css.topBar}>
          <IconButton
            label={t('shell.menu')}
            icon={<Icon name="menu" size={20} />}
            aria-expanded={isMenuOpen}
            onClick={() => setIsMenuOpen(true)}
          />
          <Brand />
          <span className={css.topName}>{name}</span>
          {programme && (
            <IconButton
              label={t('shell.search')}
              icon={<Icon name="search" size={20} />}
              onClick={overlay.openPalette}
            />
          )}
        </header>
        <main className={css.main} id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SidePanel title={t('shell.menu')} isOpen={isMenuOpen} onClose={() => setIsMenuOpen(false)} side="left">
        <Sidebar {...side} isInPanel onSearch={fromMenu(overlay.openPalette)} onKeys={fromMenu(overlay.openKeys)} />
      </SidePanel>
      {overlay.shown}
    </>
  );
}

function focusMain(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
  main?.scrollIntoView();
}

/** A new screen begins at its heading for who listens or uses keys; the first one begins where a page begins. */
function useFocusOnArrival(pathname: string, main: { current: HTMLElement | null }): void {
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const timer = setTimeout(() => {
      const inDialog = document.activeElement?.closest('[role=dialog]');
      if (!inDialog) (main.current?.querySelector<HTMLElement>('h1') ?? main.current)?.focus({ preventScroll: true });
    }, 60);
    return () => clearTimeout(timer);
  }, [pathname, main]);
}
