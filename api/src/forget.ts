// What has reached the end of its term goes, every night. Beside each step stands the term that the column's comment
// names. Terms of people and registrations come with the register of purposes.

import type { Context } from '#api/context.ts';

const steps: { what: string; sql: string; olderThanHours: number }[] = [
  {
    what: 'answers to repeated requests',
    sql: 'DELETE FROM idempotency_keys WHERE created_at < $1',
    olderThanHours: 24,
  },
  { what: 'sign-in requests', sql: 'DELETE FROM sign_in_requests WHERE expires_at < $1', olderThanHours: 24 },
  { what: 'sessions', sql: 'DELETE FROM sessions WHERE expires_at < $1', olderThanHours: 0 },
  {
    what: 'requests to be kept informed',
    sql: 'DELETE FROM subscription_requests WHERE asked_at < $1',
    olderThanHours: 7 * 24,
  },
  {
    what: 'copies of mails',
    sql: 'UPDATE mails SET to_address = NULL, subject = NULL, html = NULL, body = NULL, error = NULL WHERE created_at < $1 AND to_address IS NOT NULL',
    olderThanHours: 90 * 24,
  },
];

export async function forgetExpired(ctx: Context): Promise<void> {
  for (const step of steps) {
    const before = new Date(ctx.now().getTime() - step.olderThanHours * 3600_000);
    const { rowCount } = await ctx.pool.query(step.sql, [before]);
    if (rowCount) ctx.log.info({ what: step.what, rows: rowCount }, 'forgotten after its term');
  }
}
