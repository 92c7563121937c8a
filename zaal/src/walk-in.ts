// Somebody who never signed up: three fields, of which one is needed.

import type { DoorEntry } from '@pr8werk/shared/door.ts';
import { el } from './dom.ts';
import { newId } from './door.ts';
import { t } from './words.ts';

type Person = NonNullable<DoorEntry['person']>;

export function walkInForm(given: {
  name: string;
  controller: string;
  back(): void;
  done(registration: string, person: Person): Promise<void>;
}): HTMLElement {
  const fault = el('p', { class: 'fault', role: 'alert' });
  const name = el('input', { id: 'walk-in-name', autocomplete: 'off', maxlength: 120, value: given.name });
  const email = el('input', { id: 'walk-in-email', type: 'email', autocomplete: 'off', maxlength: 254 });
  const roles = ['professional', 'commissioner', 'guest'] as const;
  const role = el(
    'select',
    { id: 'walk-in-role' },
    ...roles.map((it) => el('option', { value: it }, t(`zaal.role.${it}`))),
  );
  const button = el('button', { type: 'submit', class: 'main' }, t('zaal.walk-in-button'));
  const refuse = (key: 'zaal.fault.name' | 'zaal.fault.email', field: HTMLInputElement) => {
    fault.textContent = t(key);
    field.focus();
  };
  return el(
    'form',
    {
      class: 'walk-in',
      novalidate: true,
      'aria-labelledby': 'walk-in',
      submit: (event) => {
        event.preventDefault();
        const typed = name.value.trim();
        const address = email.value.trim();
        // what the server would refuse must not get into the outbox
        if (!typed || /:\/\/|www\./i.test(typed)) return refuse('zaal.fault.name', name);
        if (address && (!email.checkValidity() || !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(address)))
          return refuse('zaal.fault.email', email);
        button.disabled = true;
        void given.done(newId(), { name: typed, email: address || null, role: role.value as Person['role'] });
      },
    },
    el('h2', { id: 'walk-in' }, t('zaal.walk-in')),
    el('label', { for: 'walk-in-name' }, t('zaal.name')),
    name,
    el('label', { for: 'walk-in-email' }, t('zaal.email'), ' ', el('span', { class: 'soft' }, t('zaal.optional'))),
    email,
    el('label', { for: 'walk-in-role' }, t('zaal.role')),
    role,
    fault,
    el('p', { class: 'soft' }, t('zaal.notice', { controller: given.controller })),
    el(
      'div',
      { class: 'buttons' },
      button,
      el('button', { type: 'button', class: 'second', click: given.back }, t('zaal.back')),
    ),
  );
}
