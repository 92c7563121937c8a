// A short word that something was done, with the way back when there is one. It waits while one points at it or is in it.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../language.ts';
import { useTopDialog } from './dialog.tsx';
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

/** Takes the last way back there is, as pressing its button would. */
export function undoLast(): void {
  const last = shown.findLast((it) => it.action);
  if (!last) return;
  hide(last.id);
  last.action?.onClick();
}

/** Always there, so that a screen reader hears what is put into it; while a dialog is open there is one in that. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  const dialog = useTopDialog();
  return (
    <>
      <Region toasts={dialog ? [] : toasts} />
      {dialog && createPortal(<Region toasts={toasts} />, dialog)}
    </>
  );
}

function Region({ toasts }: { toasts: readonly Shown[] }) {
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
  const box = useRef<HTMLDivElement>(null);
  const leave = () => {
    // The button that has the focus goes: the screen takes it, so that the next Tab does not begin at the top.
    if (box.current?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
    hide(toast.id);
  };
  const act = () => {
    leave();
    toast.action?.onClick();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing to do here but wait
    <div
      ref={box}
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
      <button type="button" className={`${css.button} ${css.close}`} aria-label={t('ui.close')} onClick={leave}>
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}
