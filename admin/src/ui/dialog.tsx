// The browser's own dialog: it holds the focus, makes the page behind it inert, closes with Escape, and costs nothing to
// load.

import { type ReactNode, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useT } from '../language.ts';
import { IconButton } from './button.tsx';
import css from './dialog.module.css';
import { Icon } from './icons.tsx';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: 'sm' | 'md' | 'lg';
  children: ReactNode;
}

export function Dialog({ size = 'md', isOpen, ...rest }: DialogProps) {
  return isOpen ? <Opened look={css[size]} {...rest} /> : null;
}

/** A panel at the side: details beside a list, or the menu on a phone. */
export function SidePanel({ side = 'right', isOpen, ...rest }: DialogProps & { side?: 'left' | 'right' }) {
  return isOpen ? <Opened look={`${css.side} ${side === 'left' ? css.left : ''}`} {...rest} /> : null;
}

interface OpenedProps {
  title: string;
  look: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

function Opened({ title, look, onClose, children }: OpenedProps) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does with keys what a press on the backdrop does
    <dialog
      ref={dialog}
      className={`${css.dialog} ${look}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={css.head}>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={t('ui.close')} icon={<Icon name="close" size={18} />} onClick={onClose} />
      </div>
      <div className={css.body}>{children}</div>
    </dialog>
  );
}

let open: readonly HTMLDialogElement[] = [];
const listeners = new Set<() => void>();

function becomeOpen(next: readonly HTMLDialogElement[]): void {
  open = next;
  for (const listener of listeners) listener();
}

/** The dialog on top, when there is one: what lies behind it can be neither pressed nor heard. */
export function useTopDialog(): HTMLDialogElement | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open.at(-1),
  );
}

/** The focus goes to the first field, or to the heading when there is only something to read, and returns afterwards. */
export function useModal(dialog: { current: HTMLDialogElement | null }): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    becomeOpen([...open, element]);
    (element.querySelector<HTMLElement>('form :is(input, select, textarea)') ?? element.querySelector('h2'))?.focus();
    return () => {
      becomeOpen(open.filter((it) => it !== element));
      element.close();
      opener?.focus();
    };
  }, [dialog]);
}
