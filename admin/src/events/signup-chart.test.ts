import type { StatisticsDay } from '@pr8werk/shared/statistics.ts';
import { describe, expect, it } from 'vitest';
import { type ChartBox, fullSince, signupChart } from './signup-chart.ts';

const box: ChartBox = { width: 440, height: 120, left: 30, right: 10, top: 10, bottom: 10 };
const day = (on: string, signups: number, confirmed: number): StatisticsDay => ({
  on,
  signups,
  confirmed,
  cancelled: 0,
  waiting: 0,
});

describe('the chart of signups', () => {
  it('is nothing where nobody signed up', () => {
    expect(signupChart([], { capacity: 10, until: '2027-01-01' }, box)).toBeNull();
  });

  it('rises in steps to as many as have a place, below the line of the places there are', () => {
    const chart = signupChart(
      [day('2027-01-01', 2, 2), day('2027-01-03', 3, 5)],
      { capacity: 5, until: '2027-01-04' },
      box,
    )!;
    // four days over 400 px; six, in steps of two, is the top of 100 px
    expect(chart.up.map((it) => it.value)).toEqual([0, 2, 4, 6]);
    expect(chart.line).toBe('M30,110H30V76.7H230V26.7H430');
    expect(chart.end).toEqual({ x: 430, y: 26.7, value: 5 });
    expect(chart.capacity).toEqual({ y: 26.7, value: 5 });
    expect(chart.bars.map((it) => [it.on, it.signups])).toEqual([
      ['2027-01-01', 2],
      ['2027-01-03', 3],
    ]);
  });

  it.each([
    ['2027-03-27', '2027-03-30'],
    ['2027-10-30', '2027-11-02'],
  ])('draws every day as wide, also over the change of the clock after %s', (first, until) => {
    const chart = signupChart([day(first, 1, 1)], { capacity: null, until }, { ...box, width: 840 })!;
    const gaps = chart.along.slice(1).map((it, i) => Math.round(it.at - chart.along[i]!.at));
    expect(chart.along.length).toBe(4);
    expect(new Set(gaps)).toEqual(new Set([200]));
  });

  it('stays inside its box, whatever the numbers', () => {
    for (const n of [1, 7, 99, 100, 1234, 99_999]) {
      const days = Array.from({ length: 40 }, (_, i) =>
        day(new Date(Date.UTC(2027, 0, 1 + i * 3)).toISOString().slice(0, 10), n, Math.ceil((n * (i + 1)) / 40)),
      );
      const chart = signupChart(days, { capacity: n, until: '2027-01-01' }, box)!;
      const numbers = chart.line.match(/[\d.]+/g)!.map(Number);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(box.width);
      expect(chart.up.length).toBeLessThanOrEqual(7);
      expect(chart.up.at(-1)!.at).toBeGreaterThanOrEqual(box.top);
      expect(chart.capacity!.y).toBeGreaterThan(box.top);
      expect(chart.along.every((it) => it.at >= box.left && it.at <= box.width)).toBe(true);
    }
  });
});

describe('full since', () => {
  const days = [day('2027-01-01', 2, 2), day('2027-01-02', 0, 1), day('2027-01-03', 1, 2), day('2027-01-05', 0, 2)];
  it('is the day after which no place was free any more', () => expect(fullSince(days, 2)).toBe('2027-01-03'));
  it('is not known where a place is free, or none is counted', () => {
    expect(fullSince(days, 3)).toBeNull();
    expect(fullSince(days, null)).toBeNull();
    expect(fullSince([], 2)).toBeNull();
  });
});
