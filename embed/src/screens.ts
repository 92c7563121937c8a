// What can stand in the element around the form: the head of the meeting, a failure, the thanks.

import type { SignupFormView } from '@pr8werk/shared/events.ts';
import { el, panel, title } from './dom.ts';
import type { Receipt } from './sending.ts';
import { type Language, lostTexts, type Texts } from './texts.ts';

export function isOpen({ event }: SignupFormView): boolean {
  return !event || event.signup === 'open' || event.signup === 'waiting-list';
}

export function head({ event }: SignupFormView, t: Texts): HTMLElement {
  if (!event) return el('div', { class: 'head' }, el('h2', {}, t.keepMe), el('p', {}, t.keepMeIntro));
  const facts = [event.dateText, event.placeText].filter(Boolean).map((fact) => el('p', {}, fact));
  return el('div', { class: 'head' }, el('h2', {}, event.title), ...facts);
}

/** What must be known before filling in, or instead of it. */
export function announcement({ event }: SignupFormView, t: Texts): HTMLElement | null {
  if (!event || event.signup === 'open') return null;
  if (event.signup === 'waiting-list') return el('p', { class: 'note' }, t.full);
  const text = event.signup === 'not-yet' ? t.notYet : t.closed;
  return el('p', { class: 'note' }, `${text} `, eventLink(event.url, t));
}

function eventLink(url: string, t: Texts): HTMLElement {
  // The page of the meeting may not stand in a frame, so it takes the whole window.
  return el('a', { href: url, target: '_top' }, t.eventPage);
}

export function thanks({ event }: SignupFormView, receipt: Receipt, t: Texts): HTMLElement {
  const { status, needsConfirmation } = receipt;
  const heading = t[needsConfirmation || !event ? 'verify' : status!];
  return panel(
    'done',
    title('done', heading),
    el('p', {}, receipt.message),
    event && el('p', {}, eventLink(event.url, t)),
  );
}

/** The form did not come: say so, offer another try, and show the host's own link (or one we make). */
export function failure(link: string | null, language: Language, onAgain: () => void): HTMLElement {
  const [lost, signUp, retry] = lostTexts(language);
  const again = el('button', { type: 'button', part: 'button' }, retry);
  again.addEventListener('click', onAgain);
  return panel(
    'failure',
    el('p', { id: 'failure', role: 'status' }, lost),
    el('p', {}, link ? el('a', { href: link }, signUp) : el('slot')),
    el('p', {}, again),
  );
}
