// What opens above any screen: the command palette and the map of keys. Both come when the browser has nothing to do, so
// that the first screen need not carry them.

import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useMembership } from '../accounts/membership.ts';
import { useT } from '../language.ts';
import { showToast, undoLast } from '../ui/toast.tsx';
import { placesFor } from './places.ts';
import { useShortcuts } from './use-shortcuts.ts';

type Loaded = typeof import('./command-palette.tsx') & typeof import('./keyboard-map.tsx');

async function load(): Promise<Loaded> {
  const [palette, keys] = await Promise.all([import('./command-palette.tsx'), import('./keyboard-map.tsx')]);
  return { ...palette, ...keys };
}

interface Overlays {
  shown: ReactNode;
  openPalette: () => void;
  openKeys: () => void;
}

export function useOverlays(programme: string | undefined): Overlays {
  const t = useT();
  const [parts, setParts] = useState<Loaded | null>(null);
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => void load().then(setParts, () => undefined), 1500);
    return () => clearTimeout(timer);
  }, []);
  const show = (which: 'palette' | 'keys') => () => {
    setOpen(which);
    if (!parts) load().then(setParts, () => showToast({ kind: 'failed', message: t('ui.no-answer-load') }));
  };
  const close = () => setOpen(null);
  const openPalette = show('palette');
  const openKeys = show('keys');
  useShortcuts({
    ...useGoing(programme, openPalette),
    palette: () =>
      programme && (open === 'palette' ? close() : document.querySelector('dialog[open]') || openPalette()),
    map: openKeys,
    undo: undoLast,
  });
  const isPalette = parts && open === 'palette' && programme;
  return {
    openPalette,
    openKeys,
    shown: isPalette ? (
      <parts.CommandPalette key={programme} programme={programme} onKeys={openKeys} onClose={close} />
    ) : parts && open === 'keys' ? (
      <parts.KeyboardMap programme={programme} onClose={close} />
    ) : null,
  };
}

/** The keys that lead somewhere, as far as one may go there. */
function useGoing(programme: string | undefined, openPalette: () => void) {
  const navigate = useNavigate();
  const membership = useMembership(programme ?? '');
  return {
    newEvent: () => {
      if (programme && membership?.permissions.includes('events:write'))
        void navigate({ to: '/$programme/bijeenkomsten/nieuw', params: { programme } });
    },
    search: () => {
      const field = document.querySelector<HTMLInputElement>('main search input[type=search]');
      if (field) field.focus();
      else if (programme) openPalette();
    },
    go: (key: string) => {
      const place = membership ? placesFor(membership).find((it) => it.key === key) : undefined;
      if (!place || !programme) return false;
      void navigate({ to: place.to, params: { programme } });
      return true;
    },
  };
}
