// What a host page loads: defines <pr8werk-signup>, and upgrades <div class="pr8werk-signup" data-event="…"> for
// editors that drop tags they do not know.

import { SignupElement } from './element.ts';

const tag = 'pr8werk-signup';

function copySettings(from: Element, to: Element): void {
  for (const name of ['event', 'lang', 'source', 'prefill', 'no-title', 'redirect', 'api']) {
    const value = from.getAttribute(`data-${name}`);
    if (value === null) to.removeAttribute(name);
    else if (value !== to.getAttribute(name)) to.setAttribute(name, value);
  }
}

function upgrade(holder: Element): void {
  const element = document.createElement(tag);
  copySettings(holder, element);
  element.append(...holder.childNodes);
  holder.append(element);
  new MutationObserver(() => copySettings(holder, element)).observe(holder, { attributes: true });
}

function watchHolders(): void {
  const holders = document.getElementsByClassName(tag);
  const look = () => {
    for (const holder of [...holders]) {
      // The element in it is also the sign that it is done.
      if (holder.hasAttribute('data-event') && !holder.querySelector(tag)) upgrade(holder);
    }
  };
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

// A page may load us twice, from two addresses even; the first one does the work.
if (!customElements.get(tag)) {
  customElements.define(tag, SignupElement);
  // With `async` we may be early, and a holder's link must be there before it is moved.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watchHolders);
  else watchHolders();
}
