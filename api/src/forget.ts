// What has reached the end of its term goes, every night. Beside each step stands the term that the column's comment
// names. Registrations stay without the person, so that figures stay the same.

import type { Context } from '#api/context.ts';

const fiveYears = 5 * 365.25 * 24;

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
  {
    what: 'who took part',
    sql: `UPDATE registrations AS r SET name = '', organisation_name = NULL, note = NULL, site = NULL
      FROM events AS e WHERE e.programme_id = r.programme_id AND e.event_id = r.event_id AND r.name <> ''
        AND coalesce(e.ends_at, r.created_at) < $1`,
    olderThanHours: fiveYears,
  },
  {
    what: 'people without a meeting or a wish of late',
    sql: `UPDATE contacts AS c SET name = '', email = NULL, organisation_name = NULL, disciplines = '{}', version = c.version + 1
      WHERE c.created_at < $1 AND c.name <> ''
        AND NOT EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id AND r.name <> '')
        AND NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id AND s.withdrawn_at IS NULL)`,
    olderThanHours: fiveYears,
  },
  {
    what: 'what forgotten people once agreed to',
    sql: `DELETE FROM consents AS s USING contacts AS c
      WHERE c.programme_id = s.programme_id AND c.contact_id = s.contact_id AND c.name = '' AND c.created_at < $1`,
    olderThanHours: fiveYears,
  },
];

export async function forgetExpired(ctx: Context): Promise<void> {
  for (const step of steps) {
    const before = new Date(ctx.now().getTime() - step.olderThanHours * 3600_000);
    const { rowCount } = await ctx.pool.query(step.sql, [before]);
    if (rowCount) ctx.log.info({ what: step.what, rows: rowCount }, 'forgotten after its term');
  }
}
