// A runbook is made, ticked and moved; and each Monday everyone hears what is theirs.

import { duties } from '@pr8werk/shared/accounts.ts';
import type { EventFormat } from '@pr8werk/shared/events.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { presetTasks } from '@pr8werk/shared/runbook.ts';
import { and, eq } from 'drizzle-orm';
import { members } from '#api/accounts/rows.ts';
import { type Actor, record, system } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { openTasks } from '#api/runbook/queries.ts';
import { tasks } from '#api/runbook/rows.ts';
import { daysBetween, mondayOf } from '#api/runbook/rules.ts';

interface OfEvent {
  programmeId: string;
  eventId: string;
  actor: Actor;
}

interface LockedEvent {
  format: EventFormat | null;
  day: string | null;
}

/** One at a time makes a runbook, and nobody gets two. */
async function lockEvent(tx: Db, programmeId: string, eventId: string): Promise<LockedEvent> {
  const [event] = await tx.query<LockedEvent>(
    `SELECT e.format, coalesce(to_char(e.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM-DD'),
        CASE WHEN e.happens_on NOT LIKE '%?%' THEN e.happens_on END) AS day
       FROM events AS e JOIN programmes AS p USING (programme_id)
      WHERE e.programme_id = $1 AND e.event_id = $2 FOR NO KEY UPDATE OF e`,
    [programmeId, eventId],
  );
  if (!event) throw fail('not-found');
  return event;
}

type NewRow = typeof tasks.$inferInsert;

export async function startRunbook(
  ctx: Context,
  given: OfEvent & { copyOf: string | null; language: Language },
): Promise<void> {
  const { programmeId, eventId, actor } = given;
  await transact(ctx, async (tx) => {
    const event = await lockEvent(tx, programmeId, eventId);
    const there = await tx.query('SELECT FROM tasks WHERE programme_id = $1 AND event_id = $2 LIMIT 1', [
      programmeId,
      eventId,
    ]);
    if (there.length > 0) throw fail('conflict');
    const made: Omit<NewRow, 'programmeId' | 'eventId' | 'taskId' | 'createdAt'>[] =
      given.copyOf === null
        ? presetTasks
            .filter((it) => event.format !== 'online' || !it.isOnSite)
            .map(({ offset, kind = 'task', duty, place = null, settledBy = null, [given.language]: title }) => ({
              title,
              kind,
              duty,
              dayOffset: offset,
              place,
              settledBy,
            }))
        : await copied(tx, programmeId, given.copyOf);
    if (made.length > 0) {
      await tx.orm
        .insert(tasks)
        .values(made.map((it) => ({ ...it, programmeId, eventId, taskId: newId(), createdAt: ctx.now() })));
    }
    await record(ctx, tx, { programmeId, name: 'event.runbook-made', actor, eventId, subjectId: eventId });
  });
}

async function copied(tx: Db, programmeId: string, copyOf: string) {
  const from = await lockEvent(tx, programmeId, copyOf).catch(() => {
    throw faultAt('/copyOf', 'unknown', {
      nl: 'Deze bijeenkomst bestaat hier niet',
      en: 'There is no such event here',
    });
  });
  const rows = await tx.orm
    .select()
    .from(tasks)
    .where(and(eq(tasks.programmeId, programmeId), eq(tasks.eventId, copyOf)))
    .orderBy(tasks.taskId);
  // a day chosen by hand says nothing without its meeting
  return rows.flatMap(({ title, kind, duty, dayOffset, fixedOn, place, settledBy, assigneeId }) => {
    const offset = dayOffset ?? (from.day && fixedOn ? daysBetween(from.day, fixedOn) : null);
    if (offset === null || Math.abs(offset) > 365) return [];
    return [{ title, kind, duty, dayOffset: offset, place, settledBy, assigneeId }];
  });
}

export interface TaskFields {
  title?: string | undefined;
  kind?: NewRow['kind'] | undefined;
  duty?: NewRow['duty'] | undefined;
  offset?: number | null | undefined;
  fixedOn?: string | null | undefined;
  assignee?: string | null | undefined;
  isDone?: boolean | undefined;
}

const oneDay = () =>
  faultAt('/offset', 'one-of', {
    nl: 'Kies een aantal dagen vanaf de bijeenkomst, of een vaste dag',
    en: 'Choose a number of days from the event, or a day',
  });

async function requireMember(tx: Db, programmeId: string, accountId: string | null | undefined): Promise<void> {
  if (!accountId) return;
  const found = await tx.orm
    .select({ id: members.accountId })
    .from(members)
    .where(and(eq(members.programmeId, programmeId), eq(members.accountId, accountId)));
  if (found.length === 0)
    throw faultAt('/assignee', 'unknown', {
      nl: 'Deze persoon is niet in het team',
      en: 'This person is not in the team',
    });
}

export async function addTask(
  ctx: Context,
  tx: Db,
  given: OfEvent & { fields: TaskFields & Pick<NewRow, 'title' | 'duty'> },
): Promise<string> {
  const { programmeId, eventId, actor, fields } = given;
  await lockEvent(tx, programmeId, eventId);
  const { offset = null, fixedOn = null, assignee = null, kind = 'task' } = fields;
  if ((offset === null) === (fixedOn === null)) throw oneDay();
  await requireMember(tx, programmeId, assignee);
  const taskId = newId();
  await tx.orm.insert(tasks).values({
    programmeId,
    taskId,
    eventId,
    title: fields.title.trim(),
    kind,
    duty: fields.duty,
    dayOffset: offset,
    fixedOn,
    assigneeId: assignee,
    createdAt: ctx.now(),
  });
  await record(ctx, tx, { programmeId, name: 'task.added', actor, eventId, subjectId: taskId });
  return taskId;
}

export async function changeTask(ctx: Context, given: OfEvent & { taskId: string; fields: TaskFields }): Promise<void> {
  const { programmeId, eventId, taskId, actor, fields } = given;
  const { offset, fixedOn } = fields;
  if (offset === null && !fixedOn) throw oneDay();
  if (fixedOn === null && (offset === undefined || offset === null)) throw oneDay();
  if (typeof offset === 'number' && fixedOn) throw oneDay();
  await transact(ctx, async (tx) => {
    const row = and(eq(tasks.programmeId, programmeId), eq(tasks.eventId, eventId), eq(tasks.taskId, taskId));
    const [known] = await tx.orm.select().from(tasks).where(row).for('update');
    if (!known) throw fail('not-found');
    await requireMember(tx, programmeId, fields.assignee);
    const isTicked = fields.isDone === true && known.doneAt === null;
    await tx.orm
      .update(tasks)
      .set({
        title: fields.title?.trim() ?? known.title,
        kind: fields.kind ?? known.kind,
        duty: fields.duty ?? known.duty,
        ...(typeof offset === 'number' ? { dayOffset: offset, fixedOn: null } : {}),
        ...(fixedOn ? { dayOffset: null, fixedOn } : {}),
        assigneeId: fields.assignee === undefined ? known.assigneeId : fields.assignee,
        ...(isTicked ? { doneAt: ctx.now(), doneBy: actor.id } : {}),
        ...(fields.isDone === false ? { doneAt: null, doneBy: null } : {}),
      })
      .where(row);
    const name = isTicked ? 'task.done' : fields.isDone === false ? 'task.reopened' : 'task.changed';
    await record(ctx, tx, { programmeId, name, actor, eventId, subjectId: taskId });
  });
}

export async function removeTask(ctx: Context, given: OfEvent & { taskId: string }): Promise<void> {
  const { programmeId, eventId, taskId, actor } = given;
  await transact(ctx, async (tx) => {
    const gone = await tx.orm
      .delete(tasks)
      .where(and(eq(tasks.programmeId, programmeId), eq(tasks.eventId, eventId), eq(tasks.taskId, taskId)))
      .returning({ id: tasks.taskId });
    if (gone.length === 0) throw fail('not-found');
    await record(ctx, tx, { programmeId, name: 'task.removed', actor, eventId, subjectId: taskId });
  });
}

/** Each Monday one mail per role, to who has it; a role that nobody has is the owners'. Nothing to do: no mail. */
export async function tellDuties(ctx: Context): Promise<void> {
  const programmes = await ctx.db.query<{ programme_id: string; time_zone: string }>(
    'SELECT DISTINCT programme_id, time_zone FROM programmes JOIN tasks USING (programme_id) WHERE done_at IS NULL',
  );
  for (const { programme_id: programmeId, time_zone: timeZone } of programmes) {
    const week = mondayOf(ctx.now(), timeZone);
    if (week) await tellWeek(ctx, { programmeId, timeZone, week });
  }
}

async function tellWeek(ctx: Context, given: { programmeId: string; timeZone: string; week: string }): Promise<void> {
  const { programmeId, week } = given;
  const sunday = Temporal.PlainDate.from(week).add({ days: 6 }).toString();
  const told = await ctx.db.query<{ duty: string }>(
    'SELECT duty FROM duty_weeks WHERE programme_id = $1 AND week_on = $2',
    [programmeId, week],
  );
  for (const duty of duties.filter((it) => !told.some((row) => row.duty === it))) {
    const open = await openTasks(ctx, { ...given, duty, until: sunday });
    await transact(ctx, async (tx) => {
      // background work does not wait for the disk; what says that a mail went does
      await tx.query('SET LOCAL synchronous_commit TO on');
      const claimed = await tx.query(
        'INSERT INTO duty_weeks (programme_id, week_on, duty, sent_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING duty',
        [programmeId, week, duty, ctx.now()],
      );
      if (claimed.length === 0 || open.length === 0) return;
      const team = await tx.query<{ account_id: string }>(
        `SELECT account_id FROM members AS m WHERE programme_id = $1 AND CASE
            WHEN EXISTS (SELECT FROM members AS o WHERE o.programme_id = $1 AND $2 = ANY (o.duties)) THEN $2 = ANY (m.duties)
            ELSE m.role = 'owner' END`,
        [programmeId, duty],
      );
      for (const { account_id: subjectId } of team) {
        await record(ctx, tx, {
          programmeId,
          name: 'member.told-of-week',
          actor: system,
          subjectId,
          data: { duty, week },
        });
      }
    });
  }
}
