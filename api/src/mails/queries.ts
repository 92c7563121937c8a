import type { DeadJobView, MailView } from '@pr8werk/shared/mails.ts';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Context, Db } from '#api/context.ts';
import { type CursorKey, pageOf } from '#api/http/cursors.ts';
import { type MailRow, mails } from '#api/mails/rows.ts';
import { registrations } from '#api/registrations/rows.ts';

function registrationsOf(db: Db, programmeId: string, contactId: string) {
  return db.orm
    .select({ id: registrations.registrationId })
    .from(registrations)
    .where(and(eq(registrations.programmeId, programmeId), eq(registrations.contactId, contactId)));
}

export async function listedMails(
  db: Db,
  given: {
    programmeId: string;
    event?: string;
    registration?: string;
    contact?: string;
    state?: MailRow['state'];
    limit: number;
    after: CursorKey | null;
  },
) {
  const rows = await db.orm
    .select()
    .from(mails)
    .where(
      and(
        eq(mails.programmeId, given.programmeId),
        given.event ? eq(mails.eventId, given.event) : undefined,
        given.registration ? eq(mails.registrationId, given.registration) : undefined,
        given.contact
          ? inArray(mails.registrationId, registrationsOf(db, given.programmeId, given.contact))
          : undefined,
        given.state ? eq(mails.state, given.state) : undefined,
        given.after ? lt(mails.mailId, String(given.after[0])) : undefined,
      ),
    )
    .orderBy(desc(mails.mailId))
    .limit(given.limit + 1);
  return pageOf(rows, given.limit, mailView, (it) => [it.mailId]);
}

export async function mailOf(db: Db, programmeId: string, mailId: string): Promise<MailRow | null> {
  const [row] = await db.orm
    .select()
    .from(mails)
    .where(and(eq(mails.programmeId, programmeId), eq(mails.mailId, mailId)));
  return row ?? null;
}

export function mailView(row: MailRow): MailView {
  return {
    id: row.mailId,
    kind: row.kind,
    to: row.toAddress,
    subject: row.subject,
    language: row.language,
    state: row.state,
    event: row.eventId,
    registration: row.registrationId,
    attempts: row.attempts,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}

/** Work of this programme that failed after all its tries. The library's own table, read only. */
export async function deadJobs(ctx: Context, programmeId: string): Promise<DeadJobView[]> {
  const rows = await ctx.db.query<{
    id: string;
    name: string;
    completed_on: Date | null;
    retry_count: number;
    output: { message?: string } | null;
  }>(
    `SELECT id, name, completed_on, retry_count, output FROM pgboss.job
      WHERE state = 'failed' AND data ->> 'programmeId' = $1 ORDER BY completed_on DESC LIMIT 200`,
    [programmeId],
  );
  return rows.map((it) => ({
    id: it.id,
    name: it.name,
    failedAt: it.completed_on?.toISOString() ?? null,
    attempts: it.retry_count + 1,
    error: it.output?.message ?? null,
  }));
}
