// Forms as native HTML, from the same fields the embed gets. What was typed and what is wrong with it stand in the page
// again after a refusal; a summary on top leads to each field. The browser's own bubbles are switched off: they vanish,
// cannot be read back and speak the browser's language.

import type { FormField } from '@pr8werk/shared/events.ts';
import { type Html, html } from '#api/http/html.ts';
import type { Visit } from '#api/pages/visit.ts';

export type Values = Record<string, string>;

/** A sentence at a field. */
export interface FieldFault {
  field: string;
  text: string;
}

export interface FormState {
  values: Values;
  faults: FieldFault[];
  /** What is wrong with the whole rather than with a field. */
  alert?: string;
}

export const emptyForm: FormState = { values: {}, faults: [] };

export interface ShownForm {
  action: string;
  fields: FormField[];
  state: FormState;
  /** Who is responsible for the data, for what, until when. */
  notice: string;
  submit: string;
  hidden: Record<string, string>;
  /** Its answer comes where it stands, though links of the page open beside it. */
  isInFrame?: boolean;
}

export function formHtml(form: ShownForm, visit: Visit): Html {
  const { fields, state } = form;
  const consent = fields.findIndex((it) => it.name === 'consent');
  const last = consent < 0 ? fields.length : consent;
  const shown = (list: FormField[]) => list.map((it) => fieldHtml(it, state, visit));
  return html`<form method="post" action="${form.action}" novalidate class="form"${form.isInFrame ? html` target="_self"` : null}>
${Object.entries(form.hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${shown(fields.slice(0, last))}
<div class="trap" aria-hidden="true"><label for="website">${visit.t('form.trap')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<p class="notice">${form.notice} <a href="${visit.link(`/${visit.tenant!.slug}/privacy`)}">${visit.t('form.privacy')}</a></p>
${shown(fields.slice(last))}
<p class="act"><button>${form.submit}</button></p>
</form>`;
}

function fieldHtml(field: FormField, state: FormState, visit: Visit): Html {
  const { name, kind, isRequired, options } = field;
  const fault = state.faults.find((it) => it.field === name)?.text ?? null;
  const value = state.values[name] ?? '';
  const ids = [field.help ? `${name}-help` : null, fault ? `${name}-error` : null].filter(Boolean).join(' ');
  const about = html`${ids ? html` aria-describedby="${ids}"` : null}${fault ? html` aria-invalid="true"` : null}`;
  const help = field.help ? html`<p class="help" id="${name}-help">${field.help}</p>` : null;
  const error = fault
    ? html`<p class="error" id="${name}-error"><span class="unseen">${visit.t('form.error')}: </span>${fault}</p>`
    : null;
  const box = (inside: Html) => html`<div class="field${fault ? ' wrong' : ''}">${inside}</div>`;
  const optional = isRequired ? null : html` <span class="optional">${visit.t('form.optional')}</span>`;
  const label = html`<label for="${name}">${field.label}${optional}</label>`;
  const attributes = html`id="${name}" name="${name}"${isRequired ? html` required` : null}${field.autocomplete ? html` autocomplete="${field.autocomplete}"` : null}${about}`;

  if (kind === 'choice' || kind === 'choices') {
    const isMany = kind === 'choices';
    const chosen = isMany ? value.split(',') : [value];
    // the summary leads to the first answer, which therefore carries the field's own id
    const answers = options.map((it, index) => {
      const id = index === 0 ? name : `${name}-${it.value}`;
      return html`<div class="pick"><input type="${isMany ? 'checkbox' : 'radio'}" id="${id}" name="${name}" value="${it.value}"${chosen.includes(it.value) ? html` checked` : null}${isRequired && !isMany ? html` required` : null}><label for="${id}">${it.label}</label></div>`;
    });
    return box(html`<fieldset${about}><legend>${field.label}${optional}</legend>${help}${error}${answers}</fieldset>`);
  }
  if (kind === 'consent') {
    return box(
      html`${help}${error}<div class="pick"><input type="checkbox" ${attributes} value="true"${value ? html` checked` : null}><label for="${name}">${field.label}</label></div>`,
    );
  }
  if (kind === 'text') return box(html`${label}${help}${error}<textarea ${attributes} rows="4">${value}</textarea>`);
  const type =
    kind === 'email'
      ? html`type="email" inputmode="email" spellcheck="false"`
      : kind === 'date'
        ? html`type="date"`
        : kind === 'number'
          ? html`type="text" inputmode="decimal"`
          : html`type="text"`;
  return box(html`${label}${help}${error}<input ${type} ${attributes} value="${value}">`);
}

/** Stands on top of the page after a refusal and takes the focus, so that it is read out and its links are one Tab away. */
export function faultSummary(state: FormState, visit: Visit): Html | null {
  if (state.faults.length === 0 && !state.alert) return null;
  return html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">
<h2 id="summary-title">${visit.t('form.summary')}</h2>
${state.alert ? html`<p>${state.alert}</p>` : null}
${state.faults.length > 0 ? html`<ul>${state.faults.map((it) => html`<li><a href="#${it.field}" target="_self">${it.text}</a></li>`)}</ul>` : null}
</div>`;
}

/** What a form sent, as text: trimmed, in one Unicode form, without what the database cannot hold. */
export function sentValues(body: unknown): Values {
  const values: Values = {};
  for (const [name, sent] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    // several boxes with one name
    const isMany = Array.isArray(sent) && name.startsWith('answers.');
    const value = isMany ? sent.join(',') : sent;
    if (typeof value === 'string')
      values[name] = value.replaceAll('\0', '').replaceAll('\r\n', '\n').toWellFormed().normalize('NFC').trim();
  }
  return values;
}
