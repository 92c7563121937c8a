// The door: search or scan, and a result one sees from an arm's length.

import type { DoorPerson } from '@pr8werk/shared/door.ts';
import { canScan, scan } from './camera.ts';
import { el } from './dom.ts';
import { act, dismissRemarks, type State } from './door.ts';
import { countsOf, find, readCode } from './list.ts';
import { result, type Shown } from './result.ts';
import { walkInForm } from './walk-in.ts';
import { language, said, t } from './words.ts';

const mostShown = 60;

export function doorFace() {
  let state: State | null = null;
  let shown: Shown | null = null;
  let stopScan: (() => void) | null = null;
  let isWalkIn = false;

  const title = el('h1');
  const count = el('p', { class: 'count', 'aria-live': 'polite' });
  const sending = el('p', { class: 'sending', role: 'status' });
  const remarks = el('div', { role: 'status' });
  const search = el('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'search',
    'aria-describedby': 'hint',
    input: () => drawList(),
  });
  const scanButton = el('button', { type: 'button', class: 'second', hidden: true, click: () => void toggleScan() });
  const video = el('video', { playsinline: true, muted: true, hidden: true, 'aria-label': t('zaal.scan') });
  const hint = el('p', { id: 'hint', class: 'soft' }, t('zaal.search-hint'));
  const list = el('ul', { class: 'people', 'aria-label': t('zaal.list') });
  const none = el('div', { class: 'none', role: 'status' });
  const walkIn = el('button', { type: 'button', class: 'second wide', click: () => openWalkIn() }, t('zaal.walk-in'));
  const desk = el(
    'div',
    { class: 'desk' },
    el(
      'div',
      { class: 'find' },
      el('label', { for: 'search' }, t('zaal.search')),
      el('div', { class: 'row' }, search, scanButton),
      hint,
      video,
    ),
    el('div', { class: 'foot' }, walkIn),
    none,
    list,
  );
  const over = el('div', { class: 'over', hidden: true });
  const element = el(
    'div',
    { class: 'door' },
    el('header', {}, el('div', { class: 'row' }, title, sending), count, remarks),
    desk,
    over,
  );
  scanButton.textContent = t('zaal.scan');
  void canScan().then((it) => {
    scanButton.hidden = !it;
  });

  async function toggleScan(): Promise<void> {
    if (stopScan) return endScan();
    video.hidden = false;
    scanButton.textContent = t('zaal.scan-stop');
    try {
      stopScan = await scan(video, (text) => {
        endScan();
        const id = readCode(text);
        void meet(state?.people.find((it) => it.id === id) ?? null);
      });
    } catch {
      endScan();
      hint.textContent = t('zaal.scan-failed');
    }
  }
  function endScan(): void {
    stopScan?.();
    stopScan = null;
    video.hidden = true;
    scanButton.textContent = t('zaal.scan');
  }

  /** Who is expected is in by one touch; whoever else is, a helper decides. */
  async function meet(person: DoorPerson | null): Promise<void> {
    if (person?.status === 'confirmed' && !person.isIn) {
      await act({ kind: 'in', registration: person.id }, person.name);
      open({ person, what: 'in' });
    } else open({ person, what: !person ? 'unknown' : person.isIn ? 'was-in' : person.status });
  }
  function open(next: Shown): void {
    shown = next;
    isWalkIn = false;
    drawOver();
    over.querySelector<HTMLElement>('h2')?.focus();
  }
  function openWalkIn(): void {
    isWalkIn = true;
    const form = walkInForm({
      name: /\d|@/.test(search.value) ? '' : search.value.trim(),
      controller: state?.door?.view.controller ?? '',
      back: close,
      async done(registration, person) {
        await act({ kind: 'walk-in', registration, person: { ...person, language } }, person.name);
        const made = state!.people.find((it) => it.id === registration)!;
        open({ person: made, what: 'in' });
      },
    });
    over.replaceChildren(form);
    setOver(true);
    form.querySelector('input')?.focus();
  }
  function close(): void {
    shown = null;
    isWalkIn = false;
    search.value = '';
    setOver(false);
    drawList();
    search.focus();
  }
  function setOver(isOver: boolean): void {
    over.hidden = !isOver;
    desk.hidden = isOver;
    if (isOver) scrollTo(0, 0);
  }
  function drawOver(): void {
    if (!shown) return;
    const { person } = shown;
    const view = state?.door?.view;
    over.replaceChildren(
      result(
        shown,
        { timeZone: view?.timeZone, questions: view?.questions ?? [] },
        {
          close,
          answer: (question, value) =>
            void act({ kind: 'answers', registration: person!.id, answers: { [question]: value } }, person!.name),
          async letIn() {
            await act({ kind: 'in', registration: person!.id }, person!.name);
            open({ person, what: 'in' });
          },
          async undo() {
            await act({ kind: 'out', registration: person!.id }, person!.name);
            open({ person, what: 'out' });
          },
          walkIn: openWalkIn,
        },
      ),
    );
    setOver(true);
  }

  function drawList(): void {
    const typed = search.value.trim();
    const people = find(state?.people ?? [], typed, mostShown);
    list.replaceChildren(
      ...people.map((it) => {
        const mark = it.isIn ? t('zaal.is-in') : it.status === 'confirmed' ? '' : t(`zaal.status.${it.status}`);
        return el(
          'li',
          {},
          el(
            'button',
            {
              type: 'button',
              class: `person${it.isIn ? ' in' : it.status === 'confirmed' ? '' : ' other'}`,
              click: () => void meet(it),
            },
            el(
              'span',
              { class: 'who' },
              el('b', {}, it.name),
              el('span', { class: 'soft' }, it.organisation ?? t(`zaal.role.${it.role}`)),
            ),
            mark ? el('span', { class: 'mark' }, mark) : null,
          ),
        );
      }),
    );
    hint.hidden = typed !== '';
    if (people.length > 0) none.replaceChildren();
    else if (!state?.door) none.replaceChildren(el('p', { class: 'soft' }, t('zaal.loading')));
    else if (!typed) none.replaceChildren(el('p', { class: 'soft' }, t('zaal.empty')));
    else
      none.replaceChildren(
        el('p', {}, el('b', {}, t('zaal.none', { typed }))),
        el('p', { class: 'soft' }, t('zaal.none-do')),
      );
  }

  return {
    element,
    update(next: State): void {
      const hasOtherPeople = next.people !== state?.people;
      state = next;
      const view = next.door?.view;
      title.textContent = view ? said(view.event.title) : t('zaal.title');
      document.title = `${t('zaal.title')} · ${title.textContent}`;
      const said_ = t('zaal.inside', countsOf(next.people));
      if (next.door && count.textContent !== said_) count.textContent = said_;
      const unsent = next.waiting.length;
      const words = next.hasEnded
        ? t('zaal.ended')
        : [
            !next.isReached && t('zaal.no-network'),
            unsent > 0 ? t('zaal.unsent', { count: unsent }) : next.isReached && t('zaal.sent'),
          ]
            .filter(Boolean)
            .join(' · ');
      if (sending.textContent !== words) sending.textContent = words;
      sending.className = `sending ${next.hasEnded ? 'bad' : next.isReached && unsent === 0 ? 'good' : 'warn'}`;
      remarks.replaceChildren(
        ...(next.hasEnded && unsent > 0
          ? [el('p', { class: 'remark' }, t('zaal.ended-unsent', { count: unsent }))]
          : []),
        ...(view?.event.isCancelled ? [el('p', { class: 'remark' }, t('zaal.cancelled'))] : []),
        ...next.remarks.map((it) =>
          el('p', { class: 'remark' }, t(`zaal.remark.${it.outcome as 'refused'}`, { name: it.name })),
        ),
        ...(next.remarks.length > 0
          ? [el('button', { type: 'button', class: 'link', click: dismissRemarks }, t('zaal.understood'))]
          : []),
      );
      if (hasOtherPeople && !shown && !isWalkIn) drawList();
    },
  };
}
