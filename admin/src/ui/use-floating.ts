// Shows a popover at its button: below it, or above when there is no room; within the window in any case.

import { useLayoutEffect, useRef } from 'react';

const gap = 4;
const edge = 8;

export function useFloating(button: string, isWide: boolean, onLeave: () => void) {
  const list = useRef<HTMLDivElement>(null);
  const leave = useRef(onLeave);
  useLayoutEffect(() => {
    leave.current = onLeave;
  });
  useLayoutEffect(() => {
    const element = list.current;
    const opener = document.getElementById(button);
    if (!element || !opener) return;
    element.showPopover();
    const at = opener.getBoundingClientRect();
    place(element, at, isWide);
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
    const pressed = (event: Event) => {
      const target = event.target as Node;
      if (!element.contains(target) && !opener.contains(target)) leave.current();
    };
    const moved = (event: Event) => {
      const now = opener.getBoundingClientRect();
      // Word of the scrolling that brought one here comes after the press: nothing moves any more.
      const isStill = event.type === 'scroll' && now.top === at.top && now.left === at.left;
      if (event.target !== element && !isStill) leave.current();
    };
    document.addEventListener('pointerdown', pressed, true);
    document.addEventListener('scroll', moved, true);
    addEventListener('resize', moved);
    return () => {
      document.removeEventListener('pointerdown', pressed, true);
      document.removeEventListener('scroll', moved, true);
      removeEventListener('resize', moved);
    };
  }, [button, isWide]);
  return list;
}

function place(element: HTMLElement, at: DOMRect, isWide: boolean): void {
  if (isWide) element.style.width = `${at.width}px`;
  const { width, height } = element.getBoundingClientRect();
  const fitsBelow = at.bottom + gap + height <= innerHeight - edge;
  const top = fitsBelow ? at.bottom + gap : Math.max(edge, at.top - gap - height);
  const left = isWide ? at.left : at.right - width;
  element.style.top = `${top}px`;
  element.style.left = `${Math.max(edge, Math.min(left, innerWidth - edge - width))}px`;
}
