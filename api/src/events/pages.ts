// The public agenda, and what every page about a meeting shows of it.

import { createHash } from 'node:crypto';
import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { Context } from '#api/context.ts';
import { exampleEvents, type FullEvent, publicEvents } from '#api/events/queries.ts';
import { type SignupState, signupState } from '#api/events/rules.ts';
import type { App } from '#api/http/app-type.ts';
import { Html, html, paragraphs } from '#api/http/html.ts';
import { plainText, said, saidAtLength } from '#api/pages/bilingual.ts';
import { sendPage } from '#api/pages/layout.ts';
import { clockText, dayText, leafText, momentText, partialText, spanText } from '#api/pages/moments.ts';
import { partyMark } from '#api/pages/party.ts';
import { cardSize } from '#api/pages/share-card.ts';
import { type Visit, visitOf, withQuery } from '#api/pages/visit.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';
import { programmeView } from '#api/programmes/queries.ts';

export function agendaPages(app: App, ctx: Context): void {
  const config = { access: anyone, limit: 'public' } as const;
  app.route({
    method: 'GET',
    url: '/:programme/',
    config,
    handler: async (request, reply) => reply.redirect(visitOf(request).link(`/${request.tenant.slug}`), 301),
  });
  app.route({
    method: 'GET',
    url: '/:programme',
    config,
    handler: async (request, reply) => {
      const { programmeId, slug, name } = request.tenant;
      const visit = visitOf(request);
      const [events, examples, programme] = await Promise.all([
        publicEvents(ctx.db, programmeId),
        exampleEvents(ctx, programmeId),
        programmeView(ctx, ctx.db, programmeId),
      ]);
      const intro = programme.mission
        ? said(programme.mission, null, visit)
        : html`${visit.t('agenda.intro', { region: programme.region })}`;
      return sendPage(request, reply, {
        visit,
        title: name,
        description: plainText(programme.mission ?? visit.t('agenda.intro', { region: programme.region }), null, visit),
        canonical: `${ctx.config.publicUrl}/${slug}`,
        head: html`<link rel="alternate" type="text/calendar" href="/feeds/${slug}/events.ics" title="${name}">
<meta property="og:type" content="website">
<meta property="og:title" content="${name}">
<meta property="og:url" content="${ctx.config.publicUrl}/${slug}">
${shareImage(`${ctx.config.publicUrl}/${slug}/share.png`, String(programme.version), name, visit)}`,
        content: html`<h1><bdi>${name}</bdi></h1>
<p class="lead">${intro}</p>
${agenda(events, examples, visit, ctx.now())}`,
      });
    },
  });
}

function agenda(events: FullEvent[], examples: FullEvent[], visit: Visit, now: Date): Html {
  const { t } = visit;
  const { slug } = visit.tenant!;
  const coming = events.filter((it) => isComing(it, now)).sort((a, b) => a.startsAt!.getTime() - b.startsAt!.getTime());
  const past = events.filter((it) => !isComing(it, now));
  const isOpen = coming.some((it) => ['open', 'waiting-list'].includes(signupState(it, it, now)));
  const keepMe = html`<a class="button quiet" href="${visit.link(`/${slug}/news`)}">${t('agenda.keep-me')}</a>`;
  const empty = html`<div class="panel"><p><strong>${t('agenda.none')}</strong><br>${t('agenda.none-text')}</p><p>${keepMe}</p></div>`;
  return html`<section aria-labelledby="coming">
<h2 id="coming">${t('agenda.coming')}</h2>
${coming.length > 0 ? html`<ul class="agenda">${coming.map((it) => entry(it, visit, now))}</ul>` : empty}
${coming.length > 0 && !isOpen ? html`<div class="panel"><p>${t('agenda.none-open')}</p><p>${keepMe}</p></div>` : null}
</section>
${
  examples.length > 0
    ? html`<section class="examples" aria-labelledby="examples"><h2 id="examples">${t('agenda.examples')}</h2><p>${t('agenda.examples-text')}</p>
<ul class="agenda">${examples.map((it) => entry(it, visit, now))}</ul></section>`
    : null
}
${past.length > 0 ? html`<section aria-labelledby="past"><h2 id="past">${t('agenda.past')}</h2>${pastYears(past, visit)}</section>` : null}
<section class="follow" aria-labelledby="follow"><h2 id="follow">${t('agenda.follow')}</h2><p>${t('agenda.follow-text')}</p>
<ul><li><a href="/feeds/${slug}/events.ics">${t('agenda.ics')}</a></li><li><a href="/v1/programmes/${slug}/agenda">${t('agenda.json')}</a></li></ul></section>`;
}

export function isComing(event: FullEvent, now: Date): boolean {
  if (!event.startsAt || !event.endsAt) return false;
  return event.endsAt > now && (event.status === 'published' || event.status === 'cancelled');
}

export function eventPath(visit: Visit, slug: string): string {
  return `/${visit.tenant!.slug}/e/${slug}`;
}

function entry(event: FullEvent, visit: Visit, now: Date): Html {
  const { t, language } = visit;
  const zone = visit.tenant!.timeZone;
  const leaf = leafText(event.startsAt!, zone, language);
  const state = event.status === 'cancelled' ? 'cancelled' : signupState(event, event, now);
  const path = eventPath(visit, event.slug);
  const title = said(event.titleNl, event.titleEn, visit);
  const act = t(state === 'open' ? 'event.sign-up' : 'event.join-line');
  return html`<li class="entry">
<div class="leaf" aria-hidden="true"><b>${leaf.day}</b>${leaf.month}</div>
<div class="what">
${event.isExample ? html`<p class="tag">${t('page.example')}</p>` : null}
<h3><a href="${visit.link(path)}">${title}</a></h3>
<p>${whenHtml(event, visit)}${placeText(event) ? html`<br><bdi>${placeText(event)}</bdi>` : null}</p>
${event.party ? html`<p>${partyMark(event.party, visit)}</p>` : null}
<p class="state ${state}">${stateText(event, state, visit)}</p>
</div>
${state === 'open' || state === 'waiting-list' ? html`<p class="go"><a class="button${state === 'open' ? '' : ' quiet'}" href="${visit.link(path)}#aanmelden"><span aria-hidden="true">${act}</span><span class="unseen">${act}: ${title}</span></a></p>` : null}
</li>`;
}

function stateText(event: FullEvent, state: SignupState | 'cancelled', visit: Visit): string {
  const moment = state === 'not-yet' ? momentText(event.signupOpensAt!, visit.tenant!.timeZone, visit) : '';
  return visit.t(`state.${state}`, { moment });
}

function pastYears(past: FullEvent[], visit: Visit): Html[] {
  const byYear = Map.groupBy(past, (it) => partialDate(it.happensOn).year);
  const years = [...byYear.entries()].sort(([a], [b]) => (b ?? 0) - (a ?? 0));
  return years.map(([year, events]) => {
    const rows = events.map(
      (it) => html`<li><a href="${visit.link(eventPath(visit, it.slug))}">${said(it.titleNl, it.titleEn, visit)}</a>
<span class="soft">${whenHtml(it, visit)}${placeText(it) ? html`, <bdi>${placeText(it)}</bdi>` : null}</span>
${it.status === 'cancelled' ? html`<span class="state cancelled">${visit.t('state.cancelled')}</span>` : null}
${it.party ? partyMark(it.party, visit) : null}</li>`,
    );
    return html`<h3 class="year">${year ?? visit.t('agenda.year-unknown')}</h3><ul class="past">${rows}</ul>`;
  });
}

export function placeText(event: FullEvent): string {
  return [event.venueName, event.venuePlace].filter(Boolean).join(', ');
}

/** The date in words, as far as it is known. */
export function whenText(event: FullEvent, visit: Visit): string {
  const zone = visit.tenant!.timeZone;
  if (event.startsAt && event.endsAt)
    return `${dayText(event.startsAt, zone, visit.language)}, ${spanText(event.startsAt, event.endsAt, zone, visit)}`;
  const partial = partialDate(event.happensOn);
  const date = partialText(partial, visit);
  if (event.status !== 'unknown') return date;
  const isDated = partial.year !== null || partial.month !== null;
  return isDated ? visit.t('when.planned', { date }) : `${date}; ${visit.t('when.planned-undated')}`;
}

export function whenHtml(event: FullEvent, visit: Visit): Html {
  const text = whenText(event, visit);
  if (event.startsAt) return html`<time datetime="${event.startsAt.toISOString()}">${unbroken(text)}</time>`;
  return /^[\d-]+$/.test(event.happensOn) ? html`<time datetime="${event.happensOn}">${text}</time>` : html`${text}`;
}

/** "07:30–10:00 uur" stays on one line. */
function unbroken(text: string): Html {
  const [, before, span] = /^(.*, )(\d\d:\d\d–\d\d:\d\d.*)$/.exec(text) ?? [];
  return span ? html`${before}<span class="nowrap">${span}</span>` : html`${text}`;
}

/** When, where, who and what: the facts of a meeting as a list. `withAll` is false where the meeting is not the subject. */
export function eventFacts(event: FullEvent, visit: Visit, withAll = true): Html {
  const { t } = visit;
  const fact = (term: string, what: Html | string | null) =>
    what ? html`<div><dt>${term}</dt><dd>${what}</dd></div>` : null;
  const isOnline = event.format === 'online' && !event.venueName && !event.venuePlace;
  const emphases = event.emphases?.map((it) => t(`emphasis.${it}`)).join(', ');
  return html`<dl class="facts">
${fact(t('event.when'), whenHtml(event, visit))}
${fact(t('event.where'), isOnline ? t('format.online') : address(event, visit))}
${
  withAll
    ? [
        fact(t('event.what'), event.format ? t(`format.${event.format}`) : null),
        // what a source does not tell is said; what organisers did not choose for a meeting to come is not
        fact(t('event.party'), event.party || event.source ? partyMark(event.party, visit) : null),
        fact(t('event.sector'), event.sector ? html`<bdi>${event.sector}</bdi>` : null),
        fact(t('event.emphases'), emphases || null),
        fact(t('event.organiser'), event.organiser ? html`<bdi>${event.organiser}</bdi>` : null),
      ]
    : null
}
</dl>`;
}

function address(event: FullEvent, visit: Visit): Html {
  const town = [event.venuePostcode, event.venuePlace].filter(Boolean).join(' ');
  const lines = [event.venueName, event.venueStreet, town].filter(Boolean);
  if (lines.length === 0) return html`${visit.t('event.where-unknown')}`;
  return html`${lines.map((it, index) => html`${index > 0 ? html`<br>` : null}<bdi>${it}</bdi>`)}`;
}

/** What is told at length: summary, parts, directions. */
export function eventStory(event: FullEvent, visit: Visit): Html {
  const { t } = visit;
  const zone = visit.tenant!.timeZone;
  const part = (it: FullEvent['parts'][number]) => {
    const clock = it.startsAt ? t('when.hour', { time: clockText(it.startsAt, zone, visit.language) }) : null;
    const length = it.minutes ? t('when.minutes', { count: it.minutes }) : null;
    const about = [clock, length].filter(Boolean).join(' · ');
    return html`<li><strong>${said(it.titleNl, it.titleEn, visit)}</strong>${it.ledBy ? html`<span>${t('event.part-by', { name: it.ledBy })}</span>` : null}${about ? html`<span class="soft">${about}</span>` : null}</li>`;
  };
  return html`${saidAtLength(event.summaryNl, event.summaryEn, visit)}
${event.parts.length > 0 ? html`<h2>${t('event.parts')}</h2><ol class="parts">${event.parts.map(part)}</ol>` : null}
${event.venueDirections ? html`<h2>${t('event.directions')}</h2><div class="prose" dir="auto">${paragraphs(event.venueDirections)}</div>` : null}`;
}

/** Only where there is a file: a calendar needs exact times. */
export function calendarLink(event: FullEvent, visit: Visit): Html | null {
  if (!event.startsAt || event.status === 'cancelled') return null;
  return html`<a href="/feeds/${visit.tenant!.slug}/events/${event.slug}.ics">${visit.t('event.ics')}</a>`;
}

/** For search engines and for sites that show a link as a card. */
export function eventHead(event: FullEvent, visit: Visit, publicUrl: string): Html {
  const { slug, name } = visit.tenant!;
  const url = `${publicUrl}/${slug}/e/${event.slug}`;
  const title = plainText(event.titleNl, event.titleEn, visit);
  const about = [whenText(event, visit), placeText(event)].filter(Boolean).join(' – ');
  const query = new URLSearchParams({ url, format: 'json' });
  const json = event.isExample ? null : eventJsonLd(event, visit, publicUrl);
  return html`<meta property="og:type" content="website">
<meta property="og:site_name" content="${name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${about}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${visit.language === 'nl' ? 'nl_NL' : 'en_GB'}">
${shareImage(`${url}/share.png`, String(event.version), `${title}, ${about}`, visit)}
<link rel="alternate" type="application/json+oembed" href="${publicUrl}/oembed?${query.toString()}" title="${title}">
${json ? html`<script type="application/ld+json">${new Html(JSON.stringify(json).replaceAll('<', '\\u003c'))}</script>` : null}`;
}

/** The address changes with what stands on the picture: whoever shows it keeps it for long. */
export function shareImage(url: string, version: string, alt: string, visit: Visit): Html {
  const { accent, name } = visit.tenant!;
  const mark = createHash('sha256').update(`${version} ${accent} ${name}`).digest('hex').slice(0, 8);
  const address = withQuery(url, { lang: visit.language, v: mark });
  return html`<meta property="og:image" content="${address}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${cardSize.width}">
<meta property="og:image:height" content="${cardSize.height}">
<meta property="og:image:alt" content="${alt}">
<meta name="twitter:card" content="summary_large_image">`;
}

/** schema.org; null where no date is known, which it cannot say. */
export function eventJsonLd(event: FullEvent, visit: Visit, publicUrl: string): object | null {
  const { slug, name, timeZone } = visit.tenant!;
  const local = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime())
      .toZonedDateTimeISO(timeZone)
      .toString({ timeZoneName: 'never', smallestUnit: 'second' });
  const startDate = event.startsAt ? local(event.startsAt) : /^[\d-]+$/.test(event.happensOn) ? event.happensOn : null;
  if (!startDate || event.status === 'unknown') return null;
  const url = `${publicUrl}/${slug}/e/${event.slug}`;
  const isOnline = event.format === 'online';
  const place = {
    '@type': 'Place',
    name: event.venueName ?? event.venuePlace,
    address: {
      '@type': 'PostalAddress',
      streetAddress: event.venueStreet ?? undefined,
      postalCode: event.venuePostcode ?? undefined,
      addressLocality: event.venuePlace ?? undefined,
      addressCountry: 'NL',
    },
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': url,
    url,
    name: plainText(event.titleNl, event.titleEn, visit),
    description: plainText(event.summaryNl, event.summaryEn, visit) || undefined,
    inLanguage: 'nl',
    startDate,
    endDate: event.endsAt ? local(event.endsAt) : undefined,
    eventStatus: `https://schema.org/${event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `https://schema.org/${isOnline ? 'Online' : 'Offline'}EventAttendanceMode`,
    location: isOnline ? { '@type': 'VirtualLocation', url } : event.venueName || event.venuePlace ? place : undefined,
    organizer: { '@type': 'Organization', name: event.organiser ?? name, url: `${publicUrl}/${slug}` },
  };
}
