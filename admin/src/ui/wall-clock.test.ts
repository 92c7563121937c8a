import { describe, expect, it } from 'vitest';
import { toInstant, toWallClock, type WallClock } from './wall-clock.ts';

const zone = 'Europe/Amsterdam';
const at = (year: number, month: number, day: number, hour: number, minute: number): WallClock => ({
  year,
  month,
  day,
  hour,
  minute,
});

describe('the clock on the wall', () => {
  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(toInstant(at(2026, 11, 21, 7, 30), zone)).toEqual({ instant: '2026-11-21T06:30:00Z', isTwice: false });
    expect(toInstant(at(2027, 6, 1, 7, 30), zone)).toEqual({ instant: '2027-06-01T05:30:00Z', isTwice: false });
  });

  it('skips 02:30 on 28 March 2027: there is no such time', () => {
    expect(toInstant(at(2027, 3, 28, 2, 30), zone)).toEqual({ instant: null });
    expect(toInstant(at(2027, 3, 28, 2, 0), zone)).toEqual({ instant: null });
    expect(toInstant(at(2027, 3, 28, 1, 59), zone)).toEqual({ instant: '2027-03-28T00:59:00Z', isTwice: false });
    expect(toInstant(at(2027, 3, 28, 3, 0), zone)).toEqual({ instant: '2027-03-28T01:00:00Z', isTwice: false });
  });

  it('shows 02:30 twice on 31 October 2027: the first counts', () => {
    expect(toInstant(at(2027, 10, 31, 2, 30), zone)).toEqual({ instant: '2027-10-31T00:30:00Z', isTwice: true });
    expect(toInstant(at(2027, 10, 31, 1, 59), zone)).toEqual({ instant: '2027-10-30T23:59:00Z', isTwice: false });
    expect(toInstant(at(2027, 10, 31, 3, 0), zone)).toEqual({ instant: '2027-10-31T02:00:00Z', isTwice: false });
  });

  it('comes back from UTC as it went', () => {
    for (const instant of [
      '2026-11-20T23:00:00Z',
      '2027-03-28T01:00:00Z',
      '2027-10-31T00:30:00Z',
      '2012-05-31T05:30:00Z',
    ])
      expect(toInstant(toWallClock(instant, zone), zone)).toMatchObject({ instant });
    expect(toWallClock('2026-11-20T23:00:00Z', zone)).toEqual(at(2026, 11, 21, 0, 0));
  });
});
