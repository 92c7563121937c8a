import type { TodayView } from '@pr8werk/shared/today.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';
import { aDeadJob } from '#test/world.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.close());

const today = async (region: Region, by: Person): Promise<TodayView> =>
  (await by.get(`/v1/programmes/${region.slug}/today`).expect(200)).body;
const ids = (list: { id: string }[] | null) => list?.map((it) => it.id);
const inDays = (days: number, hours = 0) =>
  new Date(town.ctx.now().getTime() + days * 24 * 3600_000 + hours * 3600_000);
const at = (days: number) => ({ startsAt: inDays(days).toISOString(), endsAt: inDays(days, 2).toISOString() });

async function confirmed(region: Region, event: { id: string }, email: string): Promise<void> {
  await signUp(town, region, event, { email }).expect(201);
  const [mail] = await town.mailsTo(email);
  await fetch(`${linkIn(mail!, '/r/')}/verify`, { method: 'POST', redirect: 'manual' });
}

describe('what needs me now', () => {
  test('is nothing in a new programme, but for how to begin', async () => {
    const region = await aProgramme(town);
    const owner = await asStaff(town, region, 'owner');
    const view = await today(region, owner);
    expect(view).toMatchObject({
      waiting: [],
      requested: [],
      unverified: [],
      failedMails: 0,
      deadJobs: 0,
      drafts: [],
      coming: [],
      next: null,
      door: null,
      toConclude: [],
      withoutAttendance: [],
    });
    expect(view.start!.filter((it) => it.isDone)).toEqual([]);
  });

  test('follows a meeting from draft to attendance', async () => {
    const region = await aProgramme(town);
    const organiser = await asStaff(town, region);
    const path = `/v1/programmes/${region.slug}/events`;
    const draft = (await organiser.post(path, { title: { nl: 'Concept', en: null }, ...at(10) }).expect(201)).body;
    await organiser.post(path, { title: { nl: 'Ver weg', en: null }, ...at(60) }).expect(201);
    const undated = (await organiser.post(path, { title: { nl: 'Zonder datum', en: null } }).expect(201)).body;
    const soon = await aPublishedEvent(town, region, { by: organiser, capacity: 1, ...at(3) });
    const later = await aPublishedEvent(town, region, { by: organiser, ...at(30) });

    let view = await today(region, organiser);
    expect(view.drafts, 'near, or nobody knows when; not the one far away').toMatchObject([
      { id: draft.id, missing: ['capacity', 'venue'] },
      { id: undated.id, missing: ['startsAt', 'endsAt', 'capacity', 'venue'] },
    ]);
    expect(view.coming).toMatchObject([{ id: soon.id, confirmed: 0, capacity: 1 }]);
    expect(view.next?.id).toBe(soon.id);

    await confirmed(region, soon, `een@${region.slug}.example`);
    await signUp(town, region, soon, { email: `twee@${region.slug}.example` }).expect(201);
    view = await today(region, organiser);
    expect(view.unverified).toMatchObject([{ id: soon.id, people: 1 }]);
    expect(view.waiting, 'all places are taken').toEqual([]);

    await town.ctx.db.query('UPDATE event_places SET capacity = 3 WHERE event_id = $1', [soon.id]);
    expect((await today(region, organiser)).waiting).toMatchObject([{ id: soon.id, people: 1, free: 2 }]);

    expect((await today(region, organiser)).door?.id).toBe(soon.id);
    town.passes({ hours: 3 * 24 + 1 });
    view = await today(region, organiser);
    expect([view.next?.id, view.door?.id], 'it is going on').toEqual([later.id, soon.id]);
    town.passes({ hours: 23 });
    view = await today(region, organiser);
    expect(view.waiting, 'it is over').toEqual([]);
    expect(view.toConclude).toMatchObject([{ id: soon.id, people: 1 }]);
    expect(view.withoutAttendance).toMatchObject([{ id: soon.id, people: 1 }]);
    expect(view.next?.id).toBe(later.id);

    await organiser.post(`${path}/${soon.id}/conclusion`).expect(200);
    const [someone] = (await organiser.get(`${path}/${soon.id}/registrations?tab=confirmed`).expect(200)).body.items;
    view = await today(region, organiser);
    expect([ids(view.toConclude), ids(view.withoutAttendance)]).toEqual([[], [soon.id]]);
    await organiser
      .post(`${path}/${soon.id}/registrations/${someone.id}/attendance`, { hasAttended: true })
      .expect(200);
    expect((await today(region, organiser)).withoutAttendance).toEqual([]);
  });

  test('says which mails and which work failed, as many as their lists show', async () => {
    const region = await aProgramme(town);
    const owner = await asStaff(town, region, 'owner');
    const event = await aPublishedEvent(town, region, { by: owner });
    await confirmed(region, event, `mail@${region.slug}.example`);
    await town.ctx.db.query(`UPDATE mails SET state = 'failed' WHERE programme_id = $1`, [region.programmeId]);
    await aDeadJob(town, region);
    const view = await today(region, owner);
    const failed = (await owner.get(`/v1/programmes/${region.slug}/mails?state=failed`)).body.items;
    const dead = (await owner.get(`/v1/programmes/${region.slug}/dead-jobs`)).body.items;
    expect(failed.length).toBeGreaterThan(0);
    expect([view.failedMails, view.deadJobs]).toEqual([failed.length, dead.length]);
  });

  test('is told by permission', async () => {
    const region = await aProgramme(town);
    const [viewer, host] = [await asStaff(town, region, 'viewer'), await asStaff(town, region, 'host')];
    expect(await today(region, viewer)).toEqual({
      waiting: null,
      requested: null,
      lateTasks: null,
      retentionOverdue: null,
      endingKeys: null,
      unverified: null,
      failedMails: null,
      deadJobs: null,
      undeliverable: null,
      drafts: null,
      coming: [],
      next: null,
      door: null,
      toConclude: null,
      withoutAttendance: null,
      start: null,
    });
    expect(await today(region, host)).toMatchObject({ waiting: [], withoutAttendance: [], drafts: null, start: null });
  });

  test('shows how far a new programme is, until it is under way', async () => {
    const region = await aProgramme(town);
    const owner = await asStaff(town, region, 'owner');
    const done = async () =>
      (await today(region, owner)).start?.filter((it) => it.isDone).map((it) => it.step) ?? 'everything';
    await owner.patch(`/v1/programmes/${region.slug}`, '*', { contactEmail: 'hallo@regio.example' }).expect(200);
    expect(await done()).toEqual(['programme']);
    const event = await aPublishedEvent(town, region, { by: owner });
    expect(await done()).toEqual(['programme', 'event', 'published']);
    await signUp(town, region, event).set('origin', 'https://netwerk.example').expect(201);
    expect(await done()).toEqual(['programme', 'event', 'published', 'site', 'signup']);
    await asStaff(town, region, 'organiser');
    expect(await done()).toBe('everything');
  });
});
