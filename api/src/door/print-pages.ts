// What lies on the table: badges, the list at the door, the sheet to sign. One page of HTML, for the printer of a browser and
// for a PDF; the letters are in it, so that a name looks the same everywhere.

import { randomBytes } from 'node:crypto';
import { staff } from '@pr8werk/shared/endpoint.ts';
import { printMessages } from '@pr8werk/shared/messages/prints.ts';
import type { RegistrationRole } from '@pr8werk/shared/registrations.ts';
import type { Context } from '#api/context.ts';
import { eventOf, type FullEvent } from '#api/events/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { Html, html } from '#api/http/html.ts';
import { fail } from '#api/http/problems.ts';
import { fontFile, lettersBroad } from '#api/pages/letter-widths.ts';
import { momentText } from '#api/pages/moments.ts';
import { pdfOf } from '#api/pages/pdf.ts';
import { type Visit, visitOf } from '#api/pages/visit.ts';

interface Person {
  name: string;
  organisation: string | null;
  role: RegistrationRole;
}
type Kind = 'badges' | 'door-list' | 'sign-in';
const kinds: Record<Kind, (people: Person[], event: FullEvent, visit: Visit) => Html> = {
  badges,
  'door-list': doorList,
  'sign-in': signIn,
};
/** On the sheet to sign, for who walks in. */
const emptyLines = 10;
const badgesOnPage = 10;
const badgeWidthMm = 78;
const mmPerPoint = 25.4 / 72;

export function printPages(app: App, ctx: Context): void {
  app.route<{ Params: { programme: string; event: string; kind: string }; Querystring: { format?: string } }>({
    method: 'GET',
    url: '/:programme/print/:event/:kind',
    config: { access: staff('registrations:read') },
    handler: async (request, reply) => {
      const { event: eventId, kind } = request.params;
      if (!Object.hasOwn(kinds, kind) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(eventId))
        throw fail('not-found');
      const event = await eventOf(ctx.db, request.tenant.programmeId, eventId);
      if (!event) throw fail('not-found');
      const people = await ctx.db.query<Person>(
        `SELECT name, organisation_name AS organisation, role FROM registrations
          WHERE programme_id = $1 AND event_id = $2 AND status = 'confirmed' AND name <> ''
          ORDER BY name COLLATE "und-x-icu", registration_id LIMIT 5000`,
        [request.tenant.programmeId, eventId],
      );
      const nonce = randomBytes(16).toString('base64');
      const page = sheet(kind as Kind, people, event, visitOf(request), nonce).text;
      reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
      if (request.query.format === 'pdf') {
        const pdf = await pdfOf(ctx, page);
        return reply
          .header('content-disposition', `attachment; filename="${event.slug}-${kind}.pdf"`)
          .type('application/pdf')
          .send(pdf);
      }
      return reply
        .header('content-security-policy', `${policyOf(nonce)}; frame-ancestors 'none'`)
        .type('text/html; charset=utf-8')
        .send(page);
    },
  });
}

/** No script and nothing from elsewhere, in a browser and in the file a PDF is made from. */
function policyOf(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; font-src data:; base-uri 'none'; form-action 'none'`;
}

function sheet(kind: Kind, people: Person[], event: FullEvent, visit: Visit, nonce: string): Html {
  const t = visit.words(printMessages);
  return html`<!doctype html>
<html lang="${visit.language}"><head><meta charset="utf-8"><title>${t(`prints.${kind}`)} · ${titleOf(event, visit)}</title>
<meta http-equiv="content-security-policy" content="${policyOf(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${new Html(style)}</style></head>
<body><main class="${kind}"><p class="how">${t('prints.how')}</p>
${people.length === 0 && kind !== 'sign-in' ? html`<p>${t('prints.nobody')}</p>` : kinds[kind](people, event, visit)}
</main></body></html>`;
}

function titleOf(event: FullEvent, visit: Visit): string {
  return (visit.language === 'en' && event.titleEn) || event.titleNl;
}

/** The largest size in points in which the longest word fits on a line, and the whole in so many lines. */
export function fittingPoints(
  text: string,
  given: { widthMm: number; lines: number; most: number; least: number },
): number {
  const words = text.split(/[\s]+/).map((it) => lettersBroad(it, 700));
  for (let points = given.most; points > given.least; points--) {
    const em = points * mmPerPoint;
    const space = lettersBroad(' ', 700) * em;
    let lines = 1;
    let used = 0;
    let fits = true;
    for (const word of words) {
      const broad = word * em;
      if (broad > given.widthMm) fits = false;
      if (used > 0 && used + space + broad > given.widthMm) {
        lines++;
        used = broad;
      } else used += (used > 0 ? space : 0) + broad;
    }
    if (fits && lines <= given.lines) return points;
  }
  return given.least;
}

function badges(people: Person[], event: FullEvent, visit: Visit): Html {
  const t = visit.words(printMessages);
  const pages = Array.from({ length: Math.ceil(people.length / badgesOnPage) }, (_, i) =>
    people.slice(i * badgesOnPage, (i + 1) * badgesOnPage),
  );
  const size = (it: Person) => fittingPoints(it.name, { widthMm: badgeWidthMm, lines: 2, most: 26, least: 11 });
  return html`<h1 class="unseen">${t('prints.badges')}</h1>${pages.map(
    (page) =>
      html`<div class="page">${page.map(
        (it) => html`<div class="badge"><p class="meeting">${titleOf(event, visit)}</p>
<p class="who p${size(it)}">${it.name}</p><p class="from">${it.organisation ?? ''}</p><p class="as">${t(`prints.role.${it.role}`)}</p></div>`,
      )}</div>`,
  )}`;
}

function head(kind: Kind, people: Person[], event: FullEvent, visit: Visit): Html {
  const t = visit.words(printMessages);
  const when = event.startsAt ? momentText(event.startsAt, visit.tenant!.timeZone, visit) : null;
  const where = [event.venueName, event.venuePlace].filter(Boolean).join(', ');
  return html`<h1>${t(`prints.${kind}`)} · ${titleOf(event, visit)}</h1>
<p class="facts">${[when, where, t('prints.people', { count: people.length })].filter(Boolean).join(' · ')}</p>`;
}

function doorList(people: Person[], event: FullEvent, visit: Visit): Html {
  const t = visit.words(printMessages);
  return html`${head('door-list', people, event, visit)}
<table><thead><tr><th class="tick">${t('prints.here')}</th><th>${t('prints.name')}</th><th>${t('prints.organisation')}</th><th>${t('prints.role')}</th></tr></thead>
<tbody>${people.map(
    (it) =>
      html`<tr><td class="tick"><span class="box"></span></td><td class="strong">${it.name}</td><td>${it.organisation ?? ''}</td><td>${t(`prints.role.${it.role}`)}</td></tr>`,
  )}</tbody></table>`;
}

function signIn(people: Person[], event: FullEvent, visit: Visit): Html {
  const t = visit.words(printMessages);
  const line = (it: Person | null) =>
    html`<tr><td class="strong">${it?.name ?? ''}</td><td>${it?.organisation ?? ''}</td><td class="sign"></td></tr>`;
  return html`${head('sign-in', people, event, visit)}
<table><thead><tr><th>${t('prints.name')}</th><th>${t('prints.organisation')}</th><th class="sign">${t('prints.signature')}</th></tr></thead>
<tbody>${people.map(line)}${Array.from({ length: emptyLines }, () => line(null))}</tbody></table>`;
}

const face = (weight: 400 | 700) =>
  `@font-face{font-family:Paper;font-weight:${weight};font-display:block;src:url(data:font/ttf;base64,${fontFile(weight).toString('base64')})}`;
const sizes = Array.from({ length: 16 }, (_, i) => `.p${i + 11}{font-size:${i + 11}pt}`).join('');
const style = `${face(400)}${face(700)}${sizes}
@page{size:A4;margin:14mm 14mm 16mm}
@page cards{size:A4;margin:0}
*{box-sizing:border-box;margin:0}
body{font:10.5pt/1.3 Paper,sans-serif;color:#000;background:#fff;overflow-wrap:anywhere}
h1{font-size:15pt;line-height:1.2}
.facts{margin:1mm 0 4mm}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table{width:100%;border-collapse:collapse;table-layout:fixed}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{text-align:start;padding:1.6mm 2mm;border-bottom:.3mm solid #777;vertical-align:top}
th{border-bottom:.5mm solid #000}
.strong{font-weight:700}
.tick{width:12mm}
.box{display:inline-block;width:4.5mm;height:4.5mm;border:.4mm solid #000}
.sign{width:34%}
.sign-in td{height:12mm;vertical-align:middle}
.badges{page:cards}
.page{width:210mm;height:296.5mm;padding:11mm 15mm;display:grid;grid-template-columns:90mm 90mm;grid-auto-rows:54.8mm;break-after:page;align-content:start}
.page:last-child{break-after:auto}
.badge{border:.2mm dashed #999;padding:4mm 6mm;display:grid;grid-template-rows:auto 1fr auto auto;overflow:hidden;text-align:center}
.meeting{font-size:8pt;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.who{font-weight:700;line-height:1.15;align-self:center}
.from{font-size:10.5pt;max-height:2.6em;overflow:hidden}
.as{font-size:8.5pt;padding-top:1mm}
@media screen{main{max-width:210mm;margin:0 auto;padding:6mm}main.badges{padding:0}.how{background:#f3f1ec;padding:3mm 4mm;margin-bottom:5mm;border-radius:2mm}}
/* on a screen that is narrower than the paper the paper is smaller */
@media screen and (max-width:800px){.page{zoom:.78}}
@media screen and (max-width:630px){.page{zoom:.46}}
@media screen and (max-width:380px){.page{zoom:.38}}
@media print{.how{display:none}}`;
