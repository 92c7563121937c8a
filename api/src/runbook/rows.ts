import type { Duty } from '@pr8werk/shared/accounts.ts';
import type { TaskKind, TaskPlace, TaskSettler } from '@pr8werk/shared/runbook.ts';
import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const tasks = pgTable('tasks', {
  programmeId: uuid('programme_id').notNull(),
  taskId: uuid('task_id').notNull(),
  eventId: uuid('event_id').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<TaskKind>().notNull(),
  duty: text('duty').$type<Duty>().notNull(),
  dayOffset: integer('day_offset'),
  fixedOn: date('fixed_on'),
  place: text('place').$type<TaskPlace>(),
  settledBy: text('settled_by').$type<TaskSettler>(),
  assigneeId: uuid('assignee_id'),
  doneAt: instant('done_at'),
  doneBy: uuid('done_by'),
  createdAt: instant('created_at').notNull(),
});

export const dutyWeeks = pgTable('duty_weeks', {
  programmeId: uuid('programme_id').notNull(),
  weekOn: date('week_on').notNull(),
  duty: text('duty').notNull(),
  sentAt: instant('sent_at').notNull(),
});
