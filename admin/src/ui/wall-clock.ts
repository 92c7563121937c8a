// Between the clock on the wall in the programme's zone and UTC on the wire, by Intl: Temporal is not in every browser.
// A time that the clock skips in March has no instant; one that comes twice in October is the first, in summer time,
// and says so.

import type { Clock, Day } from './date-text.ts';

export type WallClock = Day & Clock;
export type Placed = { instant: string; isTwice: boolean } | { instant: null };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

export function toWallClock(instant: string | Date, zone: string): WallClock {
  const parts = formatIn(zone).formatToParts(new Date(instant));
  const read = (type: string) => Number(parts.find((it) => it.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') };
}

function asIfUtc(wall: WallClock): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
}

export function toInstant(wall: WallClock, zone: string): Placed {
  const wanted = asIfUtc(wall);
  const day = 86_400_000;
  // The offsets a day before and a day after are the only two that can hold in between.
  const offsets = [wanted - day, wanted + day].map((near) => asIfUtc(toWallClock(new Date(near), zone)) - near);
  const candidates = [...new Set(offsets)].map((offset) => wanted - offset);
  const fitting = candidates.filter((at) => asIfUtc(toWallClock(new Date(at), zone)) === wanted).sort((a, b) => a - b);
  const first = fitting[0];
  if (first === undefined) return { instant: null };
  return { instant: `${new Date(first).toISOString().slice(0, 19)}Z`, isTwice: fitting.length > 1 };
}
