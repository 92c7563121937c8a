// The page for phones at the meeting. Today it is the door; a table or the room will be other faces of the same shell.

import './style.css';
import { el } from './dom.ts';
import { type Fault, type State, start, takeIntoUse } from './door.ts';
import { doorFace } from './door-face.ts';
import { t } from './words.ts';

const app = document.getElementById('app')!;

/** `#programme.token`: behind the #, so it never left the phone. */
function linkInAddress(): { programme: string; link: string } | null {
  const [, programme, link] = /^#([a-z0-9-]+)\.([\w-]{43})$/.exec(location.hash) ?? [];
  return programme && link ? { programme, link } : null;
}

function show(...children: Node[]): void {
  app.replaceChildren(...children);
}

function openLink(): void {
  show(el('section', { class: 'plain' }, el('h1', {}, t('zaal.open-title')), el('p', {}, t('zaal.open'))));
}

/** A button, because scanners of links and previews open every address they see. */
function begin(given: { programme: string; link: string }): void {
  const fault = el('p', { class: 'fault', role: 'alert' });
  const name = el('input', { id: 'name', autocomplete: 'name', maxlength: 80, required: true });
  const button = el('button', { class: 'main', type: 'submit' }, t('zaal.begin-button'));
  const form = el(
    'form',
    {
      novalidate: true,
      submit: (event) => {
        event.preventDefault();
        if (!name.value.trim()) {
          fault.textContent = t('zaal.fault.name');
          name.focus();
          return;
        }
        button.disabled = true;
        void takeIntoUse(given.programme, given.link, name.value.trim()).then((it) => {
          button.disabled = false;
          if (it) fault.textContent = t(`zaal.fault.${it}` satisfies `zaal.fault.${Fault}`);
          else {
            history.replaceState(null, '', location.pathname);
            face = null;
            draw(latest!);
          }
        });
      },
    },
    el('label', { for: 'name' }, t('zaal.your-name')),
    name,
    fault,
    button,
  );
  show(el('section', { class: 'plain' }, el('h1', {}, t('zaal.begin-title')), el('p', {}, t('zaal.begin')), form));
}

let latest: State | null = null;
let face: ReturnType<typeof doorFace> | null = null;
let isBeginning = false;

function draw(state: State): void {
  latest = state;
  const link = linkInAddress();
  if (link && link.link !== (state.phone?.id ? state.phone.link : null)) {
    if (!isBeginning) begin(link);
    isBeginning = true;
    return;
  }
  isBeginning = false;
  if (!state.phone?.id) {
    openLink();
    return;
  }
  if (!face) {
    face = doorFace();
    show(face.element);
  }
  face.update(state);
}

void start(draw);
addEventListener('hashchange', () => {
  isBeginning = false;
  face = null;
  if (latest) draw(latest);
});
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/zaal/worker.js', { scope: '/zaal/' });
