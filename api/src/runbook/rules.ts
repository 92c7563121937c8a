// Days of a runbook, without I/O: all of them days on the wall in the programme's zone.

const holidays = new Map<number, ReadonlySet<string>>();

/** Days on which nobody works in the Netherlands. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = holidays.get(year);
  if (known) return known;
  const easter = easterOf(year);
  const kings = Temporal.PlainDate.from({ year, month: 4, day: 27 });
  const fixed = [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`];
  const days = new Set([
    ...fixed,
    (kings.dayOfWeek === 7 ? kings.subtract({ days: 1 }) : kings).toString(),
    ...[-2, 1, 39, 50].map((it) => easter.add({ days: it }).toString()),
  ]);
  holidays.set(year, days);
  return days;
}

/** Of the Gregorian calendar (Meeus). */
function easterOf(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}

function isWorkday(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !holidaysOf(day.year).has(day.toString());
}

/**
 * The day on which something is due: before a meeting the workday before, after it the workday after, and on the day itself
 * that day. Null where the meeting has no date.
 */
export function dueOn(eventDay: string | null, task: { offset: number | null; fixedOn: string | null }): string | null {
  if (task.fixedOn) return task.fixedOn;
  if (eventDay === null || task.offset === null) return null;
  let day = Temporal.PlainDate.from(eventDay).add({ days: task.offset });
  if (task.offset !== 0) while (!isWorkday(day)) day = day.add({ days: Math.sign(task.offset) });
  return day.toString();
}

export function todayIn(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/**
 * The Monday whose mail is to go now; null: none. From eight in the morning; after an outage later that day or on Tuesday,
 * and never at night.
 */
export function mondayOf(now: Date, timeZone: string): string | null {
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  if (dayOfWeek > 2 || hour < 8 || hour >= 21) return null;
  return todayIn(now, timeZone)
    .subtract({ days: dayOfWeek - 1 })
    .toString();
}
