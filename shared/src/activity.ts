// What happened, by whom, when: the audit log, and the source of jobs and live updates.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, LocalDate, named, nullable, oneOf, page, paging, programmeParams } from './primitives.ts';

/** What happens is named `topic.verb`. */
export const activityTopics = [
  'registration',
  'event',
  'programme',
  'plan',
  'wording',
  'mail',
  'mailing',
  'invitation',
  'member',
  'organisation',
  'network',
  'contact',
  'import',
  'subscription',
  'task',
  'key',
] as const;
export type ActivityTopic = (typeof activityTopics)[number];

export const ActivityView = named(
  'Activity',
  Type.Object({
    id: Id,
    at: Instant,
    name: Type.String({ examples: ['event.published'] }),
    actor: Type.Object({
      kind: oneOf(['public', 'participant', 'account', 'helper', 'partner', 'system']),
      name: nullable(Type.String(), { description: 'Of an account; others are not named' }),
    }),
    event: nullable(Id),
    subject: nullable(Id),
    undo: nullable(oneOf(['restore', 'return-to-line', 'attendance-unknown']), {
      description:
        'What takes it back, as action of `registrations/bulk` on the subject; null: nothing does, or something happened since',
    }),
  }),
);
export type ActivityView = Type.Static<typeof ActivityView>;

export const listActivity = endpoint({
  method: 'GET',
  url: '/programmes/:programme/activity',
  config: { access: staff('activity:read') },
  schema: {
    operationId: 'listActivity',
    summary: 'What happened, newest first',
    tags: ['activity'],
    params: programmeParams,
    querystring: Type.Object(
      {
        ...paging,
        event: Type.Optional(Id),
        about: Type.Optional(oneOf(activityTopics, { description: 'First part of the name' })),
        by: Type.Optional({ ...Id, description: 'An account of the team' }),
        from: Type.Optional({ ...LocalDate, description: 'First day, in the time zone of the programme' }),
        until: Type.Optional({ ...LocalDate, description: 'Last day' }),
      },
      { additionalProperties: false },
    ),
    response: { 200: page(ActivityView) },
  },
});

/**
 * `GET /v1/programmes/{programme}/live` (text/event-stream, staff): each message is a LiveMessage as JSON. It only names
 * what changed, so a screen fetches again what it shows; nothing personal travels here.
 */
export interface LiveMessage {
  /** Rooms whose rows changed: `events`, `registrations`, `mails` … */
  changed: string[];
  /** The meeting concerned, when it is one. */
  event: string | null;
}
