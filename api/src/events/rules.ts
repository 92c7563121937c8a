// What a meeting may do and when signup is open; without I/O.

import type { EventFormat, EventPart, EventStatus, Preset, Venue } from '@pr8werk/shared/events.ts';
import type { Emphasis } from '@pr8werk/shared/primitives.ts';

export interface Timed {
  status: EventStatus;
  startsAt: Date | null;
  endsAt: Date | null;
  signupOpensAt: Date | null;
  signupClosesAt: Date | null;
}

export type SignupState = 'open' | 'waiting-list' | 'not-yet' | 'closed';

/** The same question as register_batch asks in SQL: published, from the opening until the closing or the start. */
export function isSignupOpen(event: Timed, now: Date): boolean {
  return windowAt(event, now) === 'open';
}

function windowAt(event: Timed, now: Date): 'open' | 'not-yet' | 'closed' {
  if (event.status !== 'published' || !event.startsAt) return 'closed';
  if (event.signupOpensAt && now < event.signupOpensAt) return 'not-yet';
  return now < (event.signupClosesAt ?? event.startsAt) ? 'open' : 'closed';
}

export function signupState(
  event: Timed,
  places: { capacity: number | null; confirmed: number; offered: number; waiting: number },
  now: Date,
): SignupState {
  const state = windowAt(event, now);
  if (state !== 'open') return state;
  const isFull =
    places.waiting > 0 || (places.capacity !== null && places.confirmed + places.offered >= places.capacity);
  return isFull ? 'waiting-list' : 'open';
}

/** The next moment at which time alone changes what the public sees of a meeting; null when there is none. */
export function nextTurn(event: Timed, now: Date): Date | null {
  const moments = [event.signupOpensAt, event.signupClosesAt, event.startsAt, event.endsAt].filter(
    (it) => it !== null && it > now,
  );
  return moments.length > 0 ? new Date(Math.min(...moments.map((it) => it!.getTime()))) : null;
}

export interface Completeness {
  title: string;
  startsAt: Date | null;
  endsAt: Date | null;
  capacity: number | null;
  format: EventFormat | null;
  venue: Pick<Venue, 'name' | 'place'>;
}

/** The fields a meeting still needs before it can be published. */
export function missingFor(event: Completeness, now: Date): string[] {
  const missing: string[] = [];
  if (!event.title.trim()) missing.push('title');
  if (!event.startsAt || event.startsAt <= now) missing.push('startsAt');
  if (!event.endsAt) missing.push('endsAt');
  if (event.capacity === null) missing.push('capacity');
  if (event.format !== 'online' && !event.venue.name && !event.venue.place) missing.push('venue');
  return missing;
}

export interface PresetContents {
  format: EventFormat;
  emphases: Emphasis[];
  capacity: number;
  parts: Pick<EventPart, 'kind' | 'title' | 'minutes'>[];
}

const welcome = {
  kind: 'meeting',
  title: { nl: 'Ontvangst met ontbijt', en: 'Welcome with breakfast' },
  minutes: 30,
} as const;

export const presets: Record<Preset, PresetContents> = {
  'breakfast-swarm': {
    format: 'breakfast',
    emphases: ['encounter'],
    capacity: 45,
    parts: [
      welcome,
      { kind: 'talk', title: { nl: 'Inleiding door een opdrachtgever', en: 'Introduction by a client' }, minutes: 20 },
      { kind: 'swarm', title: { nl: 'Zwermsessie aan thematafels', en: 'Swarm session at theme tables' }, minutes: 75 },
      { kind: 'meeting', title: { nl: 'Wat nemen we mee?', en: 'What do we take along?' }, minutes: 15 },
    ],
  },
  'bring-a-professional': {
    format: 'bring-a-professional',
    emphases: ['awareness', 'encounter'],
    capacity: 60,
    parts: [
      {
        kind: 'meeting',
        title: { nl: 'Kennismaken: iedereen brengt een zp’er mee', en: 'Everyone brings a professional' },
        minutes: 30,
      },
      { kind: 'swarm', title: { nl: 'Zwermsessie aan thematafels', en: 'Swarm session at theme tables' }, minutes: 60 },
    ],
  },
  statements: {
    format: 'statements',
    emphases: ['awareness'],
    capacity: 80,
    parts: [
      { kind: 'talk', title: { nl: 'Inleiding', en: 'Introduction' }, minutes: 15 },
      { kind: 'statements', title: { nl: 'In gesprek over stellingen', en: 'Talking about statements' }, minutes: 75 },
    ],
  },
  partnership: {
    format: 'partnership',
    emphases: ['collaboration'],
    capacity: 30,
    parts: [
      { kind: 'talk', title: { nl: 'Voorbeelden van samenwerking', en: 'Examples of working together' }, minutes: 30 },
      { kind: 'swarm', title: { nl: 'Partners zoeken aan tafels', en: 'Finding partners at tables' }, minutes: 90 },
    ],
  },
  'members-saturday': {
    format: 'members-saturday',
    emphases: ['collaboration'],
    capacity: 40,
    parts: [{ kind: 'meeting', title: { nl: 'Ledenbijeenkomst', en: 'Members’ meeting' }, minutes: 180 }],
  },
};

/** A web address made of a title: "Ontbijtsessie Zorg & Énergie" -> "ontbijtsessie-zorg-energie". */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 70).replace(/-+$/, '') || 'bijeenkomst';
}

/** The date in the programme's zone, as the column keeps it. */
export function dateIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}
