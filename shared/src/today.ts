// What needs attention now, in one answer: each figure is the length of a list elsewhere.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Bilingual, Id, Instant, named, nullable, oneOf, PartialDate, programmeParams } from './primitives.ts';

const meeting = {
  id: Id,
  title: Bilingual,
  startsAt: nullable(Instant),
  when: PartialDate,
  timeZone: Type.String(),
};
const Counted = Type.Object({ ...meeting, people: Type.Integer() });
const Coming = Type.Object({
  ...meeting,
  place: nullable(Type.String()),
  confirmed: Type.Integer(),
  waiting: Type.Integer(),
  capacity: nullable(Type.Integer()),
});

export const startSteps = ['programme', 'event', 'published', 'site', 'signup', 'team'] as const;
export type StartStep = (typeof startSteps)[number];

/** How near a draft must be to be spoken of, and how far the coming meetings reach. */
export const draftDays = 42;
export const comingDays = 14;
/** Whose attendance was not recorded by then is left alone. */
export const attendanceDays = 60;
/** So long before its end a key is spoken of: a site has to be changed for it. */
export const keyDays = 21;

const notForYou = { description: 'null: not for the caller to read' };

export const TodayView = named(
  'Today',
  Type.Object({
    waiting: nullable(Type.Array(Type.Object({ ...meeting, people: Type.Integer(), free: Type.Integer() })), {
      description: 'People wait while places are free. null: not for the caller to read',
    }),
    requested: nullable(Type.Array(Counted), { description: 'People who asked to come, and wait for a yes or no' }),
    unverified: nullable(Type.Array(Counted), { description: 'Signups that hold a place until the mail is answered' }),
    failedMails: nullable(Type.Integer(), notForYou),
    deadJobs: nullable(Type.Integer(), notForYou),
    retentionOverdue: nullable(Type.Boolean(), {
      description: 'What should have been removed was not, for two nights. null: not for the caller to read',
    }),
    undeliverable: nullable(Type.Integer(), {
      description: 'People whose address refused mail for good. null: not for the caller to read',
    }),
    drafts: nullable(Type.Array(Type.Object({ ...meeting, missing: Type.Array(Type.String()) })), {
      description: `Drafts whose date is at most ${draftDays} days away or not chosen yet, with what they still need`,
    }),
    coming: Type.Array(Coming, { description: `Published, within ${comingDays} days` }),
    next: nullable(Coming, { description: 'The next published meeting, however far' }),
    door: nullable(Coming, {
      description:
        'Where people are checked in: the meeting of now, else the next. null: none, or not for the caller to do',
    }),
    lateTasks: nullable(Type.Array(Type.Object({ ...meeting, tasks: Type.Integer() })), {
      description: 'Tasks of a runbook whose day has passed',
    }),
    endingKeys: nullable(Type.Array(Type.Object({ name: Type.String(), network: Type.String(), expiresAt: Instant })), {
      description: `Keys in use that end within ${keyDays} days`,
    }),
    toConclude: nullable(Type.Array(Counted), { description: 'Over, and not yet marked as held' }),
    withoutAttendance: nullable(Type.Array(Counted), {
      description: `Meetings of the last ${attendanceDays} days with confirmed people of whom it is not recorded whether they came`,
    }),
    start: nullable(Type.Array(Type.Object({ step: oneOf(startSteps), isDone: Type.Boolean() })), {
      description: 'How far a new programme is. null: everything is done, or not for the caller to do',
    }),
  }),
);
export type TodayView = Type.Static<typeof TodayView>;
export type ComingMeeting = TodayView['coming'][number];

export const showToday = endpoint({
  method: 'GET',
  url: '/programmes/:programme/today',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'showToday',
    summary: 'What needs attention now',
    description:
      'Only what the caller may read; each figure counts the rows of the list it leads to. Examples count too.',
    tags: ['today'],
    params: programmeParams,
    response: { 200: TodayView },
  },
});
