// The real history, from public sources: the figures come out as the sources say, and what they do not say is unknown.

import type { PlanView, PlanYearView, StatedFigureView } from '@pr8werk/shared/programmes.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession } from '#api/accounts/actions.ts';
import { cookieName } from '#api/accounts/rules.ts';
import { loadDemo } from '#api/demo/load.ts';
import { census } from '#test/contract.ts';
import { send } from '#test/crowd.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let cookie: string;
const plans: Record<string, PlanView> = {};
beforeAll(async () => {
  town = await startTown({ hasDemo: true });
  const [account] = await town.ctx.db.query<{ account_id: string }>('SELECT account_id FROM accounts');
  cookie = `${cookieName}=${await startSession(town.ctx, town.ctx.db, account!.account_id, 'test')}`;
  for (const slug of ['pr8werk', 'kennisknooppunt', 'partnerships-voor-meer-banen'])
    plans[slug] = (await get(`/v1/programmes/${slug}/plan`)).body;
});
afterAll(() => town.close());

const get = (path: string) => send(town, path, { headers: { cookie } });
const figure = (programme: string, what: string): StatedFigureView =>
  plans[programme]!.figures.find((it) => it.what === what)!;
const year = (n: number): PlanYearView => plans.pr8werk!.years.find((it) => it.calendarYear === n)!;

describe('Pr8werk', () => {
  test('planned 12 meetings says the interview, 8 says the site, and nobody says since when', () => {
    expect(plans.pr8werk!.versions.map((it) => [it.meetingsTotal, it.source, it.since])).toEqual([
      [12, 'interview', null],
      [8, 'site', null],
    ]);
    expect(
      plans.pr8werk!.years.map((it) => it.planned),
      'so no year is promised a number',
    ).toEqual(plans.pr8werk!.years.map(() => null));
  });

  test('held two meetings that are known, in 2012; whether there were more is not known', () => {
    expect(plans.pr8werk!.held).toEqual({ known: 2, isComplete: false });
    expect(year(2012).held).toMatchObject({ known: 2 });
    for (const n of [2013, 2014, 2015])
      expect(year(n)).toMatchObject({ held: { known: 0, isComplete: false }, isCalendarYearInferred: true });
  });

  test('each year put a party in the middle, as far as is known', () => {
    expect([2012, 2013, 2014, 2015].map((n) => [year(n).party, year(n).sector, year(n).emphases])).toEqual([
      ['government', 'Gemeenten', ['awareness']],
      ['organisations', 'Zorgaanbieders', null],
      ['entrepreneurs', 'Duurzame ondernemers', null],
      [null, null, null],
    ]);
  });

  test('more than 110 visitors over both sessions, also said "ruim honderd"; an eight on average, by how many nobody knows', () => {
    expect(figure('pr8werk', 'visitors')).toMatchObject({
      comparison: 'more-than',
      value: 110,
      alsoSaid: 'ruim honderd',
      source: 'site',
    });
    expect(
      figure('pr8werk', 'visitors')
        .events.map((it) => it.slug)
        .sort(),
    ).toEqual(['ontbijtsessie-lievelde', 'ontbijtsessie-wehl']);
    expect(figure('pr8werk', 'evaluation-mean')).toMatchObject({
      comparison: 'exactly',
      value: 8,
      answers: null,
      scale: null,
      source: 'interview',
    });
  });

  test('the grande finale was planned, and whether it came is unknown', async () => {
    const { items } = (await get('/v1/programmes/pr8werk/events?search=finale')).body;
    expect(items).toMatchObject([
      {
        status: 'unknown',
        when: { year: 2015, month: 11, day: 30 },
        startsAt: null,
        venue: { place: null },
        party: null,
        capacity: null,
      },
    ]);
  });

  test('Montferland left at the end of 2016 and came back in 2024', async () => {
    const { items } = (await get('/v1/programmes/pr8werk/organisations?search=Montferland')).body;
    expect(items).toHaveLength(1);
    expect(items[0].memberships).toEqual([
      { from: null, until: { year: 2016, month: 12, day: null }, isCurrent: false, source: 'cbs' },
      { from: { year: 2024, month: 1, day: null }, until: null, isCurrent: true, source: 'cbs' },
    ]);
    const municipalities = (await get('/v1/programmes/pr8werk/organisations?kind=municipality')).body.items;
    expect(municipalities).toHaveLength(8);
  });

  test('the made-up meeting is in no count, no agenda and no calendar, and mails nobody', async () => {
    const titles = plans.pr8werk!.years.flatMap((it) => it.events.map((event) => event.title));
    expect(titles.filter((it) => it.startsWith('Voorbeeld'))).toEqual([]);
    expect((await send(town, '/v1/programmes/pr8werk/agenda')).text).not.toContain('oorbeeld');
    expect((await send(town, '/feeds/pr8werk/events.ics')).text).not.toContain('oorbeeld');
    await town.settled();
    expect(town.mails).toEqual([]);
    const { items } = (await get('/v1/programmes/pr8werk/events?status=published')).body;
    expect(items).toMatchObject([{ isExample: true, capacity: 24, confirmed: 24, waiting: 3 }]);
  });
});

test('the Kennisknooppunt mailed 1,700 people, 230 responded and 45 came; how many opened or registered is not known', () => {
  const funnel = ['invited', 'opened', 'responded', 'registered', 'attended'].map((what) => {
    const { comparison, value, events } = figure('kennisknooppunt', what);
    expect(events).toHaveLength(1);
    return [what, comparison, value];
  });
  expect(funnel).toEqual([
    ['invited', 'exactly', 1700],
    ['opened', 'unknown', null],
    ['responded', 'exactly', 230],
    ['registered', 'unknown', null],
    ['attended', 'exactly', 45],
  ]);
});

test('of eighteen pilots eight had started and ten had not, on the day of the meeting', () => {
  const asOf = { year: 2018, month: 12, day: 14 };
  const programme = 'partnerships-voor-meer-banen';
  expect([
    figure(programme, 'pilots'),
    figure(programme, 'pilots-started'),
    figure(programme, 'pilots-not-started'),
  ]).toMatchObject([
    { value: 18, asOf },
    { value: 8, asOf },
    { value: 10, asOf },
  ]);
});

test('every figure, year and version names a source that is explained', () => {
  for (const plan of Object.values(plans)) {
    const known = plan.sources.map((it) => it.key);
    const used = [...plan.figures, ...plan.versions, ...plan.years].map((it) => it.source).filter((it) => it !== null);
    for (const key of used) expect(known).toContain(key);
    for (const { description } of plan.sources) expect(description.length).toBeGreaterThan(10);
  }
});

test('loading again changes nothing', async () => {
  const before = await census(town);
  await Promise.all([loadDemo(town.ctx), loadDemo(town.ctx)]);
  expect(await census(town)).toEqual(before);
});
