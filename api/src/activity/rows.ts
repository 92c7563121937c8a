import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const activity = pgTable('activity', {
  programmeId: uuid('programme_id').notNull(),
  activityId: uuid('activity_id').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  name: text('name').notNull(),
  actorKind: text('actor_kind').$type<ActorKind>().notNull(),
  actorId: uuid('actor_id'),
  eventId: uuid('event_id'),
  subjectId: uuid('subject_id'),
  data: jsonb('data').$type<ActivityData>().notNull().default({}),
  relayedAt: timestamp('relayed_at', { withTimezone: true }),
});

export type ActorKind = 'public' | 'participant' | 'account' | 'helper' | 'partner' | 'system';
/** Ids, states and names of fields; never what a person filled in. */
export type ActivityData = Record<string, string | number | boolean | null | string[]>;
