// The custom element: its life in a page that is not ours.

import type { SignupFormView } from '@pr8werk/shared/events.ts';
import { el } from './dom.ts';
import { FormOnScreen } from './form.ts';
import { contentOf, type Fault, type Values } from './rules.ts';
import { announcement, failure, head, isOpen, thanks } from './screens.ts';
import { fetchForm, type Receipt, Submission } from './sending.ts';
import { findApi, type Place, parseEvent, parseLanguage, parsePrefill, parseSource, webAddress } from './settings.ts';
import css from './style.css?inline';
import type { Texts } from './texts.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** The language of the nearest element that says so, through shadow roots if need be. */
function languageAround(element: Element): string | null {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : null;
}

export class SignupElement extends HTMLElement {
  static observedAttributes = ['event', 'lang', 'api'];

  readonly #root = el('div', { class: 'root' }, el('slot'));
  /** What was asked for last; an answer to an earlier question is thrown away. */
  #asked = '';
  #place: Place | null = null;
  #view: SignupFormView | null = null;
  #form: FormOnScreen | null = null;
  #isSending = false;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    // Until the form is there its slot shows the host's own link, which works just as well.
    shadow.append(this.#root);
  }

  connectedCallback(): void {
    // Moving the element in the page takes it out and puts it back: what was filled in stays.
    this.#loadIfOther();
  }

  attributeChangedCallback(): void {
    // Once for all attributes that change together.
    if (this.#asked) queueMicrotask(() => this.#loadIfOther());
  }

  /** Fetches the form anew; what was filled in stays. */
  reload(): Promise<void> {
    return this.#load(this.#readPlace(), true);
  }

  /** Back to an empty form. */
  reset(): Promise<void> {
    return this.#load(this.#readPlace(), false);
  }

  override focus(): void {
    if (this.#form) this.#form.focus();
    else this.#root.querySelector<HTMLElement>('[tabindex]')?.focus();
  }

  #loadIfOther(): void {
    const place = this.#readPlace();
    // Not while sending: the answer would have nowhere to go.
    if (this.isConnected && !this.#isSending && JSON.stringify(place) !== this.#asked) {
      void this.#load(place, true);
    }
  }

  #readPlace(): Place | null {
    const event = parseEvent(this.getAttribute('event'));
    if (!event) return null;
    const links = Array.from(this.querySelectorAll('a'), (link) => link.href);
    const api = findApi(this.getAttribute('api'), import.meta.url, links, event.programme);
    return api ? { ...event, api, language: parseLanguage(languageAround(this)) } : null;
  }

  async #load(place: Place | null, keeps: boolean): Promise<void> {
    const asked = JSON.stringify(place);
    this.#asked = asked;
    // For the webmaster; visitors see the link.
    if (!place) return console.warn('pr8werk-signup: event or api is wrong', this);
    const answer = await fetchForm(place).catch((status: number) => status);
    if (asked !== this.#asked) return;
    this.#place = place;
    this.#root.lang = place.language;
    if (typeof answer === 'number') this.#showFailure(answer);
    else this.#show(answer, (keeps && this.#form?.values()) || {}, answer.words as Texts);
  }

  #show(view: SignupFormView, values: Values, t: Texts): void {
    this.#view = view;
    this.#form = null;
    // the programme's colour, where the host sets none
    this.#root.style.setProperty('--own', view.accent);
    this.#root.replaceChildren(head(view, t), announcement(view, t) ?? '');
    if (isOpen(view)) {
      const submission = new Submission(this.#place!, view);
      const form = new FormOnScreen(
        view,
        t,
        () => submission.prepare(),
        () => this.#send(form, submission, t),
      );
      form.write(parsePrefill(this.getAttribute('prefill')), false);
      form.write(values, true);
      this.#form = form;
      this.#root.append(form.form);
    }
    this.#tell('ready', { signup: view.event?.signup });
  }

  #showFailure(status: number): void {
    const { api, programme, slug, language } = this.#place!;
    const link = this.querySelector('a') ? null : `${api}/${programme}/e/${slug}`;
    // The pressed button goes away either way: the focus moves on to what comes instead.
    const again = () => this.reload().then(() => this.focus());
    // A form that stands there stays: its token may still be good.
    if (!this.#form) this.#root.replaceChildren(failure(link, language, again));
    this.#tell('error', { reason: 'load', status });
  }

  async #send(form: FormOnScreen, submission: Submission, t: Texts): Promise<void> {
    // Pressing twice sends once.
    if (this.#isSending) return;
    const found = form.check();
    form.showFaults(found);
    if (found.length) return this.#tellError('invalid', found);
    if (!this.#tell('submit')) return;
    this.#isSending = true;
    form.setBusy(true);
    const reply = await submission.send(this.#content(form));
    form.setBusy(false);
    this.#isSending = false;
    if ('receipt' in reply) this.#showThanks(reply.receipt, t);
    else {
      const { kind, faults, status, code } = reply.refusal;
      // Even a fresh token was not good: perhaps another meeting is the next one by now.
      if (kind === 'stale') await this.reload();
      (this.#form ?? form).showFaults(faults);
      this.#tellError(kind, faults, { status, code });
    }
    this.#loadIfOther();
  }

  #content(form: FormOnScreen): Record<string, unknown> {
    const values = form.values();
    const { language } = this.#place!;
    const { fields, formVersion } = this.#view!;
    const own = { language, source: this.#source(), website: values.website, formVersion: formVersion ?? undefined };
    return { ...contentOf(fields, values), ...own };
  }

  #source(): string | undefined {
    return parseSource(this.getAttribute('source'));
  }

  #showThanks(receipt: Receipt, t: Texts): void {
    const done = thanks(this.#view!, receipt, t);
    this.#form = null;
    // For which meeting it was can be read above the thanks.
    this.#root.replaceChildren(this.#view!.event ? head(this.#view!, t) : '', done);
    done.focus();
    this.#tell('success', { status: receipt.status, needsConfirmation: receipt.needsConfirmation });
    const next = webAddress(this.getAttribute('redirect'), document.baseURI);
    if (next) location.assign(next);
  }

  #tellError(reason: string, faults: Fault[], more?: object): void {
    this.#tell('error', { reason, fields: faults.map(({ field }) => field), ...more });
  }

  /** Events for the host's own counting: what happened where, and nothing of the person. */
  #tell(what: string, more?: object): boolean {
    const detail = {
      programme: this.#place?.programme,
      event: this.#view?.event?.slug,
      source: this.#source(),
      ...more,
    };
    const options = { bubbles: true, composed: true, cancelable: what === 'submit', detail };
    return this.dispatchEvent(new CustomEvent(`pr8werk:${what}`, options));
  }
}
