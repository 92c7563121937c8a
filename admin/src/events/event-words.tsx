// A meeting in words: its state, when and where it is.

import type { EventStatus, EventView } from '@pr8werk/shared/events.ts';
import type { Language, PartialDate } from '@pr8werk/shared/primitives.ts';
import { type T, useT } from '../language.ts';
import { Tag, type Tone } from '../ui/note.tsx';
import { sayDay, sayMonth, saySpan } from '../ui/say.ts';

const tones: Record<EventStatus, Tone> = {
  draft: 'none',
  published: 'good',
  held: 'calm',
  cancelled: 'bad',
  unknown: 'warn',
};

export function StatusTag({ status }: { status: EventStatus }) {
  const t = useT();
  return (
    <Tag tone={tones[status]} isHollow={status === 'draft' || status === 'unknown'}>
      {t(`events.status.${status}`)}
    </Tag>
  );
}

/** Of a meeting from history nobody signed up here: how many there were is unknown, not none. */
export function isUncounted(event: Pick<EventView, 'source' | 'confirmed' | 'waiting'>): boolean {
  return event.source !== null && event.confirmed + event.waiting === 0;
}

type Titled = { title: { nl: string; en: string | null } };

export function titleOf(event: Titled, language: Language): string {
  return (language === 'en' ? event.title.en : null) ?? event.title.nl;
}

/** As far as a source tells it: "mei 2012", "30 november, jaar onbekend". */
export function sayPartial({ year, month, day }: PartialDate, t: T, language: Language): string {
  const inYear = [day, month === null ? null : sayMonth(month, language), year].filter((it) => it !== null).join(' ');
  if (inYear === '') return t('events.when-unknown');
  return year === null ? t('events.year-unknown', { day: inYear }) : inYear;
}

type Timed = Pick<EventView, 'startsAt' | 'endsAt' | 'timeZone' | 'when'>;

export function sayWhen(event: Timed, t: T, language: Language): string {
  if (event.startsAt === null) return sayPartial(event.when, t, language);
  return saySpan(event.startsAt, event.endsAt, event.timeZone, language);
}

export function sayWhenShort(event: Timed, t: T, language: Language): string {
  if (event.startsAt === null) return sayPartial(event.when, t, language);
  return sayDay(event.startsAt, event.timeZone, language);
}

export function sayWhere(venue: EventView['venue'], t: T): string {
  return [venue.name, venue.place].filter(Boolean).join(', ') || t('events.where-unknown');
}
