// The keys that work everywhere. Those without Ctrl never while somebody types, and not where a dialog or a menu is open.

import { useEffect, useRef } from 'react';
import { areSingleKeysOn } from './single-keys.ts';

export interface Shortcuts {
  palette: () => void;
  map: () => void;
  newEvent: () => void;
  search: () => void;
  undo: () => void;
  /** The second key after `g`; says whether it led anywhere. */
  go: (key: string) => boolean;
}

/** So long `g` waits for its second key. */
const waitMs = 1500;

export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    let waitsUntil = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        current.current.palette();
        return;
      }
      if (!areSingleKeysOn() || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return;
      const isSecond = event.timeStamp < waitsUntil;
      waitsUntil = 0;
      if (isSecond && current.current.go(event.key.toLowerCase())) event.preventDefault();
      else if (event.key === 'g') waitsUntil = event.timeStamp + waitMs;
      else if (act(event.key, current.current)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function act(key: string, shortcuts: Shortcuts): boolean {
  switch (key) {
    case '?':
      shortcuts.map();
      return true;
    case '/':
      shortcuts.search();
      return true;
    case 'n':
      shortcuts.newEvent();
      return true;
    case 'u':
      shortcuts.undo();
      return true;
    default:
      return false;
  }
}

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const isTyping = target.isContentEditable || target.matches('input, textarea, select, [role=menuitem]');
  return isTyping || document.querySelector('dialog[open]') !== null;
}
