// The signups of a meeting as a drawing: figures in, coordinates out, nothing of a screen. Days are counted, not hours,
// so a day of 23 or 25 hours is as wide as any other.

import type { StatisticsDay } from '@pr8werk/shared/statistics.ts';

export interface ChartBox {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Tick {
  at: number;
  value: number;
}
export interface DayTick {
  at: number;
  on: string;
}

export interface SignupChart {
  /** How many have a place, as steps: a number holds until the next day on which it changes. */
  line: string;
  area: string;
  end: { x: number; y: number; value: number };
  /** A bar a day for who signed up on it. */
  bars: { x: number; y: number; width: number; height: number; on: string; signups: number }[];
  capacity: { y: number; value: number } | null;
  up: Tick[];
  along: DayTick[];
}

export function dayOf(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / 86_400_000;
}

export function onDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `until` is the last day that is drawn; null when there is nothing to draw. */
export function signupChart(
  days: readonly StatisticsDay[],
  given: { capacity: number | null; until: string },
  box: ChartBox,
): SignupChart | null {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return null;
  const from = dayOf(first.on);
  const until = Math.max(dayOf(given.until), dayOf(last.on), from + 1) + 1;
  const top = topOf(Math.max(given.capacity ?? 0, ...days.map((it) => Math.max(it.confirmed, it.signups)), 1));
  const inside = { width: box.width - box.left - box.right, height: box.height - box.top - box.bottom };
  const x = (day: number) => round(box.left + ((day - from) / (until - from)) * inside.width);
  const y = (value: number) => round(box.top + (1 - value / top) * inside.height);
  const steps = days.map((it) => `H${x(dayOf(it.on))}V${y(it.confirmed)}`).join('');
  const line = `M${x(from)},${y(0)}${steps}H${x(until)}`;
  const slot = inside.width / (until - from);
  const thickness = Math.max(1.5, Math.min(slot * 0.7, 28));
  return {
    line,
    area: `${line}V${y(0)}Z`,
    end: { x: x(until), y: y(last.confirmed), value: last.confirmed },
    bars: days
      .filter((it) => it.signups > 0)
      .map((it) => ({
        x: round(x(dayOf(it.on)) + (slot - thickness) / 2),
        y: y(it.signups),
        width: round(thickness),
        height: round(y(0) - y(it.signups)),
        on: it.on,
        signups: it.signups,
      })),
    capacity: given.capacity === null ? null : { y: y(given.capacity), value: given.capacity },
    up: upTicks(top).map((value) => ({ value, at: y(value) })),
    along: dayTicks(from, until - 1, Math.max(2, Math.floor(inside.width / 90))).map((day) => ({
      on: onDay(day),
      at: round(x(day) + slot / 2),
    })),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
const nice = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000];

/** A step that people count in, for at most five lines. */
function stepOf(most: number): number {
  return nice.find((it) => most / it <= 5) ?? 100_000;
}

function topOf(most: number): number {
  const step = stepOf(most * 1.08);
  return Math.ceil((most * 1.08) / step) * step;
}

function upTicks(top: number): number[] {
  const step = stepOf(top);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}

/** Days at equal distances, the first one always. */
function dayTicks(from: number, until: number, most: number): number[] {
  const step = Math.max(1, Math.ceil((until - from) / Math.max(1, most - 1)));
  return Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, i) => from + i * step);
}

/** Since which day all places are taken without a break; null when one is free. */
export function fullSince(days: readonly StatisticsDay[], capacity: number | null): string | null {
  if (capacity === null || capacity === 0) return null;
  const lastFree = days.findLastIndex((it) => it.confirmed < capacity);
  return days[lastFree + 1]?.on ?? null;
}
