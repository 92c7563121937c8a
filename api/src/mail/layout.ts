// The one look of every mail: a table layout that old clients show too, colours that stay readable when a client turns
// them dark, and the same words as plain text.

import type { Hex } from '@pr8werk/shared/colour.ts';
import { darkColours as dark, colours as light, paletteOf } from '@pr8werk/shared/design.ts';
import { Html, html, paragraphs } from '#api/http/html.ts';

// no letters are fetched and no picture either: a mail says nothing of whether it was opened
const letters = "'Atkinson Hyperlegible Next',system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

interface Link {
  label: string;
  url: string;
}

export interface MailContent {
  language: 'nl' | 'en';
  programme: string;
  /** Of the programme; null: that of Pr8werk. */
  accent: Hex | null;
  title: string;
  greeting: string;
  body: string;
  facts: { label: string; value: string }[];
  /** A code to type over, shown large. */
  code?: string;
  button?: { label: string; url: string };
  /** What somebody may want as much: as large, and beside it. */
  otherButton?: Link;
  afterButton?: string;
  signature: string;
  footer: { text: string; link?: Link; more?: Link; unsubscribe?: Link };
}

export function mailHtml(it: MailContent): string {
  const { accent } = paletteOf(it.accent);
  const page = html`<!doctype html>
<html lang="${it.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${it.title}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: ${dark.ground} !important; }
  .card { background: ${dark.surface} !important; color: ${dark.ink} !important; }
  .quiet { color: ${dark.inkSoft} !important; }
  .name, .other { color: ${dark.ink} !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:${light.ground}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:${light.ground}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="max-width:560px;background:${light.surface};color:${light.ink};border-top:5px solid ${accent};border-radius:12px;font-family:${letters};font-size:16px;line-height:1.55">
<tr><td style="padding:24px 28px 8px">
<p class="name" style="margin:0 0 16px;color:${accent};font-size:14px;font-weight:700">${it.programme}</p>
<h1 style="margin:0 0 16px;font-size:23px;line-height:1.25">${it.title}</h1>
<p style="margin:0 0 12px">${it.greeting}</p>
${styled(paragraphs(it.body))}
${factTable(it)}
${it.code ? html`<p style="margin:16px 0;font-size:30px;letter-spacing:6px;font-weight:700;font-family:ui-monospace,Menlo,Consolas,monospace">${it.code}</p>` : ''}
${it.button ? html`<p style="margin:20px 0"><a href="${it.button.url}" style="display:inline-block;background:${accent};color:#ffffff;padding:12px 22px;border-radius:10px;text-decoration:none;font-weight:700">${it.button.label}</a></p>` : ''}
${it.otherButton ? html`<p style="margin:20px 0"><a href="${it.otherButton.url}" class="other" style="display:inline-block;border:2px solid ${accent};color:${accent};padding:12px 22px;border-radius:10px;text-decoration:none;font-weight:700;font-size:18px">${it.otherButton.label}</a></p>` : ''}
${it.afterButton ? html`<p style="margin:0 0 12px">${it.afterButton}</p>` : ''}
${styled(paragraphs(it.signature))}
</td></tr>
<tr><td class="quiet" style="padding:8px 28px 24px;color:${light.inkSoft};font-size:13px">${it.footer.text}${footerLinks(it).map((link, i) => html`${i === 0 ? ' ' : ' · '}<a href="${link.url}" class="quiet" style="color:${light.inkSoft}">${link.label}</a>`)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`;
  return page.text;
}

/** Mail clients know no style sheet worth the name: the margin goes on each paragraph. */
function styled(parts: Html[]): Html[] {
  return parts.map((it) => new Html(it.text.replace(/^<p>/, '<p style="margin:0 0 12px">')));
}

function factTable(it: MailContent): Html | '' {
  if (it.facts.length === 0) return '';
  const { accent } = paletteOf(it.accent);
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0;border-left:3px solid ${accent}">
${it.facts.map((fact) => html`<tr><td class="quiet" style="padding:3px 12px;color:${light.inkSoft};vertical-align:top;white-space:nowrap">${fact.label}</td><td style="padding:3px 12px 3px 0;font-weight:600">${fact.value}</td></tr>`)}
</table>`;
}

function footerLinks({ footer }: MailContent): Link[] {
  return [footer.link, footer.more, footer.unsubscribe].filter((it) => it !== undefined);
}

export function mailText(it: MailContent): string {
  const parts = [
    it.title,
    it.greeting,
    it.body,
    it.facts.map((fact) => `${fact.label}: ${fact.value}`).join('\n'),
    it.code ?? '',
    it.button ? `${it.button.label}:\n${it.button.url}` : '',
    it.otherButton ? `${it.otherButton.label}:\n${it.otherButton.url}` : '',
    it.afterButton ?? '',
    it.signature,
    [`--\n${it.footer.text}`, ...footerLinks(it).map((link) => `${link.label}: ${link.url}`)].join('\n'),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
