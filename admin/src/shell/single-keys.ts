// Keys that work alone can go off by accident, for who speaks to the computer above all: one can switch them off (WCAG
// 2.1.4). Kept by this browser; nothing about a person.

import { useSyncExternalStore } from 'react';

/** What one holds down with a letter, on this machine. */
export const modifier = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const storageKey = 'pr8werk.single-keys';
const listeners = new Set<() => void>();
let isOn = read();

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true; // A browser may refuse storage altogether.
  }
}

export function switchSingleKeys(next: boolean): void {
  isOn = next;
  try {
    localStorage.setItem(storageKey, next ? 'on' : 'off');
  } catch {
    // Then the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export function areSingleKeysOn(): boolean {
  return isOn;
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
}
