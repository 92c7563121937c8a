import type { EventView } from '@pr8werk/shared/events.ts';
import { describe, expect, it } from 'vitest';
import type { T } from '../language.ts';
import { type EventValues, patchOf, valuesOf } from './event-form.ts';

const zone = 'Europe/Amsterdam';
const t: T = (key) => key;

const breakfast: EventView = {
  id: '01993f5a-7c00-7000-8000-000000000001',
  slug: 'ontbijt-zorg',
  status: 'draft',
  title: { nl: 'Ontbijt Zorg', en: null },
  summary: { nl: '', en: null },
  briefing: { nl: '', en: null },
  party: 'organisations',
  sector: null,
  emphases: null,
  format: 'breakfast',
  organisingOrganisation: null,
  venue: { name: 'De Zwerm', street: null, postcode: null, place: 'Wehl', directions: null },
  when: { year: 2027, month: 3, day: 26 },
  startsAt: '2027-03-26T06:30:00Z',
  endsAt: '2027-03-26T09:00:00Z',
  timeZone: zone,
  parts: [
    { kind: 'talk', title: { nl: 'Inleiding', en: null }, by: null, startsAt: '2027-03-26T07:00:00Z', minutes: 20 },
  ],
  capacity: 60,
  confirmed: 0,
  offered: 0,
  waiting: 0,
  signupOpensAt: null,
  signupClosesAt: null,
  isSignupOpen: false,
  isExample: false,
  source: null,
  copiedFrom: null,
  publishedAt: null,
  cancelledAt: null,
  cancelReason: null,
  missing: [],
  publicUrl: 'http://localhost/pr8werk/e/ontbijt-zorg',
  createdAt: '2026-11-21T06:30:00Z',
  changedAt: '2026-11-21T06:30:00Z',
  version: 3,
};

function changed(change: Partial<EventValues>) {
  const initial = valuesOf(breakfast);
  return patchOf({ ...initial, ...change }, initial, zone, t);
}

describe('the form of a meeting', () => {
  it('shows wall-clock times of the zone', () => {
    expect(valuesOf(breakfast).startsAt).toEqual({ date: '26-3-2027', time: '07:30' });
    expect(valuesOf(breakfast).parts[0]?.time).toBe('08:00');
  });

  it('sends nothing when nothing changed, also when a date is spelled otherwise', () => {
    expect(changed({})).toEqual({ patch: {}, errors: {} });
    expect(changed({ startsAt: { date: '26 maart 2027', time: '7.30' } })).toEqual({ patch: {}, errors: {} });
  });

  it('sends only what changed', () => {
    expect(changed({ 'title.en': 'Breakfast', capacity: '80' }).patch).toEqual({
      title: { nl: 'Ontbijt Zorg', en: 'Breakfast' },
      capacity: 80,
    });
  });

  it('takes the day of the start for an end without a date', () => {
    expect(changed({ endsAt: { date: '', time: '11:00' } }).patch).toEqual({ endsAt: '2027-03-26T10:00:00Z' });
  });

  it('moves the parts along to another day, over the change of the clock', () => {
    const moved = changed({ startsAt: { date: '29-3-2027', time: '7:30' }, endsAt: { date: '', time: '10:00' } });
    expect(moved.patch).toMatchObject({
      startsAt: '2027-03-29T05:30:00Z',
      endsAt: '2027-03-29T08:00:00Z',
      parts: [{ startsAt: '2027-03-29T06:00:00Z' }],
    });
  });

  it('refuses days and times that do not exist, at their fields', () => {
    expect(changed({ startsAt: { date: '31-02-2027', time: '7:30' } }).errors.startsAt).toBe('ui.date.no-such-day');
    expect(changed({ startsAt: { date: '28-3-2027', time: '2:30' } }).errors.startsAt).toBe('ui.date.no-such-time');
    expect(changed({ endsAt: { date: '26-3-2027', time: '25:00' } }).errors.endsAt).toBe('ui.date.not-a-time');
    expect(changed({ endsAt: { date: '26-3-2027', time: '7:00' } }).errors.endsAt).toBe('events.ends-before-start');
    expect(changed({ capacity: 'zestig' }).errors.capacity).toBe('ui.fault.number');
  });
});
