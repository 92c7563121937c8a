// Standing messages (vaste berichten): what leaves by itself before and after a meeting.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, named, nullable, oneOf, programmeParams, Slug } from './primitives.ts';

export const reminderKinds = ['event-in-a-week', 'event-tomorrow', 'event-thanks'] as const;
export const ReminderKind = oneOf(reminderKinds);
export type ReminderKind = Type.Static<typeof ReminderKind>;

const Kinds = Type.Array(ReminderKind, { maxItems: reminderKinds.length, uniqueItems: true });

export const ReminderView = named(
  'Reminder',
  Type.Object({
    kind: ReminderKind,
    isOn: Type.Boolean(),
    state: oneOf(['planned', 'sent', 'over'], {
      description:
        '`planned`: still to come; `sent`: went to who was there; `over`: its moment passed and it went to nobody',
    }),
    leavesAt: nullable(Instant, { description: 'null: the meeting has no date' }),
    people: Type.Integer({ description: 'Who got it; as long as it is planned, who would get it now' }),
  }),
);
export type ReminderView = Type.Static<typeof ReminderView>;

export const EventRemindersView = named(
  'EventReminders',
  Type.Object({
    items: Type.Array(ReminderView),
    isOwn: Type.Boolean({ description: 'Chosen for this meeting; false: as the programme has it' }),
  }),
);
export type EventRemindersView = Type.Static<typeof EventRemindersView>;

const eventParams = Type.Object({ programme: Slug, event: Id });

export const showReminders = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/reminders',
  config: { access: staff('events:read') },
  schema: {
    operationId: 'showReminders',
    summary: 'What leaves by itself around a meeting, when, and to how many',
    tags: ['mails'],
    params: eventParams,
    response: { 200: EventRemindersView },
  },
});

export const chooseReminders = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/events/:event/reminders',
  config: { access: staff('mails:write') },
  schema: {
    operationId: 'chooseReminders',
    summary: 'Choose what leaves by itself around a meeting',
    description: 'Until it has left. Who has had a message does not get it again, whatever changes.',
    tags: ['mails'],
    params: eventParams,
    body: Type.Object(
      { on: nullable(Kinds, { description: 'null: as the programme has it' }) },
      { additionalProperties: false },
    ),
    response: { 200: EventRemindersView },
  },
});

const ProgrammeReminders = Type.Object({ on: Type.Array(ReminderKind) });

export const showProgrammeReminders = endpoint({
  method: 'GET',
  url: '/programmes/:programme/reminders',
  config: { access: staff('mails:read') },
  schema: {
    operationId: 'showProgrammeReminders',
    summary: 'What leaves by itself around every meeting for which nothing else was chosen',
    tags: ['mails'],
    params: programmeParams,
    response: { 200: ProgrammeReminders },
  },
});

export const chooseProgrammeReminders = endpoint({
  method: 'PUT',
  url: '/programmes/:programme/reminders',
  config: { access: staff('mails:write') },
  schema: {
    operationId: 'chooseProgrammeReminders',
    summary: 'Choose what leaves by itself around meetings',
    tags: ['mails'],
    params: programmeParams,
    body: Type.Object({ on: Kinds }, { additionalProperties: false }),
    response: { 200: ProgrammeReminders },
  },
});
