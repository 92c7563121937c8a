// Whether the api answered last time. A store outside React, because the query client reports to it.

import { useSyncExternalStore } from 'react';

let isLost = false;
const listeners = new Set<() => void>();

function become(next: boolean): void {
  if (next === isLost) return;
  isLost = next;
  for (const listener of listeners) listener();
}

export const connection = {
  lost: () => become(true),
  found: () => become(false),
};

// The browser knows before anybody asks the api something. That it is back only an answer proves.
addEventListener('offline', connection.lost);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useIsConnectionLost(): boolean {
  return useSyncExternalStore(subscribe, () => isLost);
}
