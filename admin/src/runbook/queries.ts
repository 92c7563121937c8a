import type { Duty } from '@pr8werk/shared/accounts.ts';
import { showProgrammeReminders, showReminders } from '@pr8werk/shared/reminders.ts';
import { listTasks, showRunbook } from '@pr8werk/shared/runbook.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../http.ts';

export function runbookQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['tasks', programme, event],
    queryFn: ({ signal }) => call(showRunbook, { params: { programme, event }, signal }),
  });
}

export function tasksQuery(programme: string, duty: Duty | undefined) {
  return queryOptions({
    queryKey: ['tasks', programme, { duty }],
    queryFn: ({ signal }) => call(listTasks, { params: { programme }, query: { duty }, signal }),
  });
}

export function remindersQuery(programme: string, event: string) {
  return queryOptions({
    queryKey: ['reminders', programme, event],
    queryFn: ({ signal }) => call(showReminders, { params: { programme, event }, signal }),
  });
}

export function programmeRemindersQuery(programme: string) {
  return queryOptions({
    queryKey: ['reminders', programme],
    queryFn: ({ signal }) => call(showProgrammeReminders, { params: { programme }, signal }),
  });
}
