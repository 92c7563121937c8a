// When standing messages leave, without I/O. Days and hours are those on the wall in the programme's zone: nine in the
// morning stays nine in the morning in the night that the clock moves.

import { type ReminderKind, reminderKinds } from '@pr8werk/shared/reminders.ts';

const firstHour = 9;
const lastHour = 21;

/**
 * Counted in days from the day on which the meeting begins. After an outage a message may leave on a later day, as long
 * as it is still true: "tomorrow" is true on one day only.
 */
const days: Record<ReminderKind, { from: number; until: number }> = {
  'event-in-a-week': { from: -7, until: -5 },
  'event-tomorrow': { from: -1, until: -1 },
  'event-thanks': { from: 1, until: 4 },
};

export interface Moment {
  /** Who signed up later does not get it. */
  leavesAt: Date;
  /** From then on it does not leave any more. */
  overAt: Date;
}

export function momentOf(kind: ReminderKind, startsAt: Date, timeZone: string): Moment {
  const day = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const at = (offset: number, hour: number) =>
    new Date(day.add({ days: offset }).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds);
  return { leavesAt: at(days[kind].from, firstHour), overAt: at(days[kind].until, lastHour) };
}

/** Nobody is mailed at night. */
export function isDecentHour(now: Date, timeZone: string): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return hour >= firstHour && hour < lastHour;
}

/** What leaves where nobody chose. */
export const standard: readonly ReminderKind[] = reminderKinds;
