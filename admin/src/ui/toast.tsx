// A short word that something was done, with the way back when there is one. It waits while one points at it or is in it.

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useT } from '../language.ts';
import { Icon } from './icons.tsx';
import css from './toast.module.css';

interface Toast {
  message: string;
  kind?: 'done' | 'failed';
  action?: { label: string; onClick: () => void };
}
interface Shown extends Toast {
  id: number;
}

let shown: readonly Shown[] = [];
let count = 0;
const listeners = new Set<() => void>();

function become(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function showToast(toast: Toast): void {
  count += 1;
  // A newer word replaces the older ones, but never the way back out of something.
  become([...shown.filter((it) => it.action).slice(-1), { ...toast, id: count }]);
}

function hide(id: number): void {
  become(shown.filter((it) => it.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Always there, so that a screen reader hears what is put into it. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  return (
    <div className={css.region} role="status" aria-atomic="false">
      {toasts.map((it) => (
        <OneToast key={it.id} toast={it} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Shown }) {
  const t = useT();
  const [isHeld, setIsHeld] = useState(false);
  // Who reads slowly, or by ear, needs more than a glance to press undo.
  const staysMs = toast.action || toast.kind === 'failed' ? 20_000 : 6_000;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => hide(toast.id), staysMs);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id, staysMs]);
  const act = () => {
    hide(toast.id);
    toast.action?.onClick();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing to do here but wait
    <div
      className={`${css.toast} ${toast.kind === 'failed' ? css.failed : ''}`}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span className={css.text}>{toast.message}</span>
      {toast.action && (
        <button type="button" className={css.button} onClick={act}>
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className={`${css.button} ${css.close}`}
        aria-label={t('ui.close')}
        onClick={() => hide(toast.id)}
      >
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}
