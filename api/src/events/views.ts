// A meeting's rows -> what staff see, and what the public sees.

import type { AgendaItem, EventPart, EventView } from '@pr8werk/shared/events.ts';
import type { FullEvent } from '#api/events/queries.ts';
import type { EventPartRow } from '#api/events/rows.ts';
import { isSignupOpen, missingFor, signupState } from '#api/events/rules.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';

interface Where {
  publicUrl: string;
  programmeSlug: string;
  timeZone: string;
  now: Date;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function eventUrl(where: Pick<Where, 'publicUrl' | 'programmeSlug'>, slug: string): string {
  return `${where.publicUrl}/${where.programmeSlug}/e/${slug}`;
}

export function eventView(event: FullEvent, where: Where): EventView {
  const isDraft = event.status === 'draft';
  return {
    id: event.eventId,
    slug: event.slug,
    status: event.status,
    ...described(event),
    organisingOrganisation: event.organisingOrganisationId
      ? { id: event.organisingOrganisationId, name: event.organiser ?? '' }
      : null,
    timeZone: where.timeZone,
    briefing: { nl: event.briefingNl, en: event.briefingEn },
    capacity: event.capacity,
    confirmed: event.confirmed,
    offered: event.offered,
    waiting: event.waiting,
    signupOpensAt: iso(event.signupOpensAt),
    signupClosesAt: iso(event.signupClosesAt),
    isSignupOpen: isSignupOpen(event, where.now),
    isExample: event.isExample,
    source: event.source,
    copiedFrom: event.copiedFrom,
    publishedAt: iso(event.publishedAt),
    cancelledAt: iso(event.cancelledAt),
    cancelReason: event.cancelReason,
    missing: isDraft ? missingFor({ ...event, title: event.titleNl, venue: venueOf(event) }, where.now) : [],
    publicUrl: eventUrl(where, event.slug),
    createdAt: event.createdAt.toISOString(),
    changedAt: event.changedAt.toISOString(),
    version: event.version,
  };
}

export function agendaItem(event: FullEvent, where: Where): AgendaItem {
  return {
    id: event.eventId,
    slug: event.slug,
    status: event.status as AgendaItem['status'],
    ...described(event),
    organisingOrganisation: event.organiser,
    signup: signupState(event, event, where.now),
    signupOpensAt: iso(event.signupOpensAt),
    signupClosesAt: iso(event.signupClosesAt),
    url: eventUrl(where, event.slug),
  };
}

function described(event: FullEvent) {
  return {
    title: { nl: event.titleNl, en: event.titleEn },
    summary: { nl: event.summaryNl, en: event.summaryEn },
    party: event.party,
    sector: event.sector,
    emphases: event.emphases,
    format: event.format,
    venue: venueOf(event),
    when: partialDate(event.happensOn),
    startsAt: iso(event.startsAt),
    endsAt: iso(event.endsAt),
    parts: event.parts.map(partView),
  };
}

function venueOf(event: FullEvent) {
  return {
    name: event.venueName,
    street: event.venueStreet,
    postcode: event.venuePostcode,
    place: event.venuePlace,
    directions: event.venueDirections,
  };
}

function partView(part: EventPartRow): EventPart {
  return {
    kind: part.kind,
    title: { nl: part.titleNl, en: part.titleEn },
    by: part.ledBy,
    startsAt: iso(part.startsAt),
    minutes: part.minutes,
  };
}
