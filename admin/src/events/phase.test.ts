import { describe, expect, it } from 'vitest';
import { latestDay, phaseOf, tasksOf } from './phase.ts';

const unknownDate = { year: null, month: null, day: null };

function event(given: Partial<Parameters<typeof tasksOf>[0]> = {}): Parameters<typeof tasksOf>[0] {
  return {
    status: 'published',
    startsAt: '2027-03-28T05:30:00Z',
    endsAt: '2027-03-28T08:00:00Z',
    timeZone: 'Europe/Amsterdam',
    when: unknownDate,
    missing: [],
    confirmed: 0,
    waiting: 0,
    source: null,
    ...given,
  };
}
const phaseAt = (at: string, given: Parameters<typeof event>[0] = {}) => phaseOf(event(given), new Date(at));

describe('the phase of a meeting', () => {
  it('is to prepare as long as it is a draft, whatever the date', () => {
    expect(phaseAt('2030-01-01T00:00:00Z', { status: 'draft' })).toBe('prepare');
    expect(phaseAt('2020-01-01T00:00:00Z', { status: 'draft', startsAt: null, endsAt: null })).toBe('prepare');
  });

  it.each([
    ['2027-01-01T12:00:00Z', 'invite'],
    ['2027-03-27T22:59:59Z', 'invite'],
    ['2027-03-27T23:00:00Z', 'day'],
    ['2027-03-28T07:59:59Z', 'day'],
    ['2027-03-28T08:00:00Z', 'yield'],
  ])('over the night that is an hour short, at %s, is %s', (at, phase) => expect(phaseAt(at)).toBe(phase));

  const october = { startsAt: '2027-10-31T06:30:00Z', endsAt: '2027-10-31T09:00:00Z' };
  it.each([
    ['2027-10-30T21:59:59Z', 'invite'],
    ['2027-10-30T22:00:00Z', 'day'],
    ['2027-10-31T00:30:00Z', 'day'],
    ['2027-10-31T01:30:00Z', 'day'],
    ['2027-10-31T09:00:00Z', 'yield'],
  ])('over the night that is an hour long, at %s, is %s', (at, phase) => expect(phaseAt(at, october)).toBe(phase));

  it('of a meeting over midnight stays the day itself until its end', () => {
    const night = { startsAt: '2027-03-27T20:00:00Z', endsAt: '2027-03-28T02:00:00Z' };
    expect(phaseAt('2027-03-28T01:30:00Z', night)).toBe('day');
  });

  it('goes from what came of it to following up after ninety days', () => {
    const held = { status: 'held' } as const;
    expect(phaseAt('2027-03-28T08:00:00Z', held)).toBe('yield');
    expect(phaseAt('2027-06-26T21:59:00Z', held)).toBe('yield');
    expect(phaseAt('2027-06-26T22:00:00Z', held)).toBe('follow-up');
  });

  it('of long ago goes by what is known of the date', () => {
    const held = { status: 'held', startsAt: null, endsAt: null } as const;
    const at = '2026-11-21T12:00:00Z';
    expect(phaseAt(at, { ...held, when: { year: 2012, month: null, day: null } })).toBe('follow-up');
    expect(phaseAt(at, { ...held, when: { year: 2012, month: 5, day: null } })).toBe('follow-up');
    expect(phaseAt(at, { ...held, when: { year: 2026, month: null, day: null } })).toBe('yield');
    expect(phaseAt(at, { ...held, when: { year: null, month: 11, day: 30 } })).toBe('yield');
    expect(phaseAt(at, { ...held, when: unknownDate })).toBe('yield');
    expect(latestDay({ year: 2028, month: 2, day: null })).toEqual({ year: 2028, month: 2, day: 29 });
  });

  it('is none where it does not go on, or nobody knows', () => {
    expect(phaseAt('2027-01-01T00:00:00Z', { status: 'cancelled' })).toBeNull();
    expect(phaseAt('2027-01-01T00:00:00Z', { status: 'unknown' })).toBeNull();
  });
});

describe('what is to be done next', () => {
  const todo = (given: Parameters<typeof event>[0], at: string, attended: number | null = 0) =>
    tasksOf(event(given), attended, new Date(at));
  const before = '2027-01-01T12:00:00Z';
  const after = '2027-03-28T08:00:00Z';

  it('follows the phase', () => {
    expect(todo({ status: 'draft', missing: ['startsAt', 'venue'] }, before)).toEqual([{ kind: 'fill-in', count: 2 }]);
    expect(todo({ status: 'draft' }, before)).toEqual([{ kind: 'publish' }]);
    expect(todo({}, before)).toEqual([{ kind: 'place-form' }]);
    expect(todo({ waiting: 1 }, before)).toEqual([{ kind: 'follow' }]);
    expect(todo({ confirmed: 3 }, '2027-03-28T05:00:00Z')).toEqual([{ kind: 'check-in' }]);
    expect(todo({ confirmed: 3 }, after)).toEqual([{ kind: 'record-attendance' }, { kind: 'hold' }]);
    expect(todo({ confirmed: 3 }, after, 2)).toEqual([{ kind: 'hold' }]);
    expect(todo({ confirmed: 3, status: 'held' }, after)).toEqual([{ kind: 'record-attendance' }]);
  });

  it('is nothing where nothing can be done', () => {
    expect(todo({ status: 'cancelled', confirmed: 3 }, before)).toEqual([]);
    expect(todo({ status: 'held', startsAt: null, endsAt: null }, before, null)).toEqual([]);
    expect(todo({ status: 'unknown', startsAt: null, endsAt: null }, before)).toEqual([{ kind: 'say-whether-held' }]);
  });
});
