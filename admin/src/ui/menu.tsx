// A button with a menu, after the pattern of the ARIA guide. The list is a popover: above everything, also inside a
// dialog, and never cut off by a table that scrolls. Made here because positioning libraries weigh more than the
// console's own code.

import { createLink } from '@tanstack/react-router';
import {
  type ComponentPropsWithRef,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useState,
} from 'react';
import css from './menu.module.css';
import { useFloating } from './use-floating.ts';

interface MenuProps {
  button: ReactElement<ComponentPropsWithRef<'button'>>;
  /** As wide as its button. */
  isWide?: boolean;
  children: ReactNode;
}

export function Menu({ button, isWide, children }: MenuProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
    document.getElementById(id)?.focus({ preventScroll: true });
  };
  return (
    <>
      {cloneElement(button, {
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        onClick: () => setIsOpen(!isOpen),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setIsOpen(true);
        },
      })}
      {isOpen && (
        <List button={id} isWide={isWide ?? false} onClose={close} onLeave={() => setIsOpen(false)}>
          {children}
        </List>
      )}
    </>
  );
}

interface ListProps {
  button: string;
  isWide: boolean;
  /** Back to the button. */
  onClose: () => void;
  /** The focus is going elsewhere already. */
  onLeave: () => void;
  children: ReactNode;
}

function List({ button, isWide, onClose, onLeave, children }: ListProps) {
  const list = useFloating(button, isWide, onLeave);
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') return onLeave();
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const target = event.key === 'Escape' ? null : itemFor(event.key, items);
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (target === null) onClose();
    else target.focus();
  };
  const choose = (event: { target: EventTarget }) => {
    const item = (event.target as HTMLElement).closest('[role=menuitem]');
    // A dialog that the item opens is drawn after this, and so gives the focus back to the button.
    if (item && item.getAttribute('aria-disabled') !== 'true') onClose();
  };
  return (
    <div
      ref={list}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-labelledby={button}
      className={css.list}
      onKeyDown={press}
      onClick={choose}
    >
      {children}
    </div>
  );
}

/** The item a key leads to; undefined when the key means nothing here. */
function itemFor(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const now = items.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return items[(now + 1) % items.length];
    case 'ArrowUp':
      return items.at(now <= 0 ? -1 : now - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const after = [...items.slice(now + 1), ...items.slice(0, now + 1)];
      return after.find((it) => it.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}

interface ItemProps {
  icon?: ReactNode;
  isDanger?: boolean;
  isDisabled?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, isDanger, isDisabled, onClick, children }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={isDisabled ?? false}
      className={`${css.item} ${isDanger ? css.danger : ''}`}
      onClick={isDisabled ? undefined : onClick}
    >
      <span className={css.icon}>{icon}</span>
      {children}
    </button>
  );
}

function AnchorItem({ icon, children, ...rest }: { icon?: ReactNode } & ComponentPropsWithRef<'a'>) {
  return (
    <a {...rest} role="menuitem" tabIndex={-1} className={css.item}>
      <span className={css.icon}>{icon}</span>
      {children}
    </a>
  );
}

export const MenuLink = createLink(AnchorItem);

/** Says what the items below are about; not an item itself. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <div className={css.label} role="presentation">
      {children}
    </div>
  );
}

export function MenuLine() {
  return <hr className={css.line} />;
}
