// A meeting as form values and back. The body is made whole from the values; what is sent is only what differs from
// the body of the values one began with, so two people can change different fields.

import type { EventPart, EventPatch, EventView } from '@pr8werk/shared/events.ts';
import type { T } from '../language.ts';
import { parseDate, parseTime, timeText } from '../ui/date-text.ts';
import { type Moment, momentFaults, momentOf, readMoment } from '../ui/moment.ts';
import { same } from '../ui/same.ts';
import type { Errors } from '../ui/use-form.ts';
import { toInstant, toWallClock } from '../ui/wall-clock.ts';

export interface PartValues {
  kind: string;
  titleNl: string;
  titleEn: string;
  by: string;
  time: string;
  minutes: string;
}

export interface EventValues {
  'title.nl': string;
  'title.en': string;
  'summary.nl': string;
  'summary.en': string;
  'briefing.nl': string;
  'briefing.en': string;
  slug: string;
  party: string;
  sector: string;
  emphases: string[];
  format: string;
  organisingOrganisation: string;
  'venue.name': string;
  'venue.street': string;
  'venue.postcode': string;
  'venue.place': string;
  'venue.directions': string;
  startsAt: Moment;
  endsAt: Moment;
  capacity: string;
  signupOpensAt: Moment;
  signupClosesAt: Moment;
  parts: PartValues[];
}

export function valuesOf(event: EventView): EventValues {
  const { venue, timeZone: zone } = event;
  return {
    'title.nl': event.title.nl,
    'title.en': event.title.en ?? '',
    'summary.nl': event.summary.nl,
    'summary.en': event.summary.en ?? '',
    'briefing.nl': event.briefing.nl,
    'briefing.en': event.briefing.en ?? '',
    slug: event.slug,
    party: event.party ?? '',
    sector: event.sector ?? '',
    emphases: event.emphases ?? [],
    format: event.format ?? '',
    organisingOrganisation: event.organisingOrganisation?.id ?? '',
    'venue.name': venue.name ?? '',
    'venue.street': venue.street ?? '',
    'venue.postcode': venue.postcode ?? '',
    'venue.place': venue.place ?? '',
    'venue.directions': venue.directions ?? '',
    startsAt: momentOf(event.startsAt, zone),
    endsAt: momentOf(event.endsAt, zone),
    capacity: event.capacity === null ? '' : String(event.capacity),
    signupOpensAt: momentOf(event.signupOpensAt, zone),
    signupClosesAt: momentOf(event.signupClosesAt, zone),
    parts: event.parts.map((part) => partValues(part, zone)),
  };
}

function partValues(part: EventPart, zone: string): PartValues {
  return {
    kind: part.kind,
    titleNl: part.title.nl,
    titleEn: part.title.en ?? '',
    by: part.by ?? '',
    time: part.startsAt ? timeText(toWallClock(part.startsAt, zone)) : '',
    minutes: part.minutes === null ? '' : String(part.minutes),
  };
}

type Body = Required<EventPatch>;

/** What differs, and the faults that only the typed text knows: the schema never sees "31-02". */
export function patchOf(
  values: EventValues,
  initial: EventValues,
  zone: string,
  t: T,
): { patch: EventPatch; errors: Errors } {
  const errors: Errors = {};
  const now = bodyOf(values, zone, t, errors);
  const before = bodyOf(initial, zone, t, {});
  const patch = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => !same(value, before[key as keyof Body])),
  ) as EventPatch;
  return { patch, errors };
}

function bodyOf(values: EventValues, zone: string, t: T, errors: Errors): Body {
  const moment = (name: 'startsAt' | 'endsAt' | 'signupOpensAt' | 'signupClosesAt'): string | null => {
    const read = readMoment(dated(name, values), zone);
    if ('fault' in read) errors[name] = t(momentFaults[read.fault]);
    return 'fault' in read ? null : read.instant;
  };
  if (values['title.nl'].trim() === '') errors['title.nl'] = t('ui.fault.required');
  const startsAt = moment('startsAt');
  const endsAt = moment('endsAt');
  if (startsAt && endsAt && endsAt <= startsAt) errors.endsAt ??= t('events.ends-before-start');
  return {
    slug: values.slug.trim(),
    title: { nl: values['title.nl'].trim(), en: orNull(values['title.en']) },
    summary: { nl: values['summary.nl'].trim(), en: orNull(values['summary.en']) },
    briefing: { nl: values['briefing.nl'].trim(), en: orNull(values['briefing.en']) },
    party: orNull(values.party) as Body['party'],
    sector: orNull(values.sector),
    emphases: values.emphases.length === 0 ? null : (values.emphases as NonNullable<Body['emphases']>),
    format: orNull(values.format) as Body['format'],
    organisingOrganisation: orNull(values.organisingOrganisation),
    venue: {
      name: orNull(values['venue.name']),
      street: orNull(values['venue.street']),
      postcode: orNull(values['venue.postcode']),
      place: orNull(values['venue.place']),
      directions: orNull(values['venue.directions']),
    },
    startsAt,
    endsAt,
    signupOpensAt: moment('signupOpensAt'),
    signupClosesAt: moment('signupClosesAt'),
    capacity: wholeNumber(values.capacity, 'capacity', t, errors),
    parts: values.parts.map((part, index) => partOf(part, index, values.startsAt, zone, t, errors)),
  };
}

/** An end without a date is on the day of the start. */
export function dated(name: keyof EventValues, values: EventValues): Moment {
  const moment = values[name] as Moment;
  const takesDay = name === 'endsAt' && moment.date.trim() === '' && moment.time.trim() !== '';
  return takesDay ? { ...moment, date: values.startsAt.date } : moment;
}

function partOf(part: PartValues, index: number, start: Moment, zone: string, t: T, errors: Errors): EventPart {
  const name = `parts.${index}`;
  if (part.titleNl.trim() === '') errors[`${name}.title.nl`] = t('ui.fault.required');
  return {
    kind: part.kind as EventPart['kind'],
    title: { nl: part.titleNl.trim(), en: orNull(part.titleEn) },
    by: orNull(part.by),
    startsAt: partStart(part, name, start, zone, t, errors),
    minutes: wholeNumber(part.minutes, `${name}.minutes`, t, errors),
  };
}

/** A part starts on the day of the meeting; only its time is asked. */
function partStart(part: PartValues, name: string, start: Moment, zone: string, t: T, errors: Errors): string | null {
  const time = parseTime(part.time);
  if (!time.ok) {
    if (time.fault !== 'empty') errors[`${name}.startsAt`] = t('ui.date.not-a-time');
    return null;
  }
  const day = parseDate(start.date, toWallClock(new Date(), zone));
  if (!day.ok) {
    errors[`${name}.startsAt`] = t('events.part-needs-day');
    return null;
  }
  const { instant } = toInstant({ ...day.value, ...time.value }, zone);
  if (instant === null) errors[`${name}.startsAt`] = t('ui.date.no-such-time');
  return instant;
}

function orNull(text: string): string | null {
  const kept = text.trim();
  return kept === '' ? null : kept;
}

function wholeNumber(text: string, name: string, t: T, errors: Errors): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (/^\d{1,6}$/.test(typed)) return Number(typed);
  errors[name] = t('ui.fault.number');
  return null;
}
