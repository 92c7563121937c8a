// What has reached the end of its term goes, every night. Beside each step stands the term that the column's comment
// names. Registrations stay without the person, so that figures stay the same.

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionHours as hours } from '@pr8werk/shared/retention.ts';
import type { Context } from '#api/context.ts';

const steps: { what: string; sql: string; olderThanHours: number }[] = [
  {
    what: 'answers to repeated requests',
    sql: 'DELETE FROM idempotency_keys WHERE created_at < $1',
    olderThanHours: 24,
  },
  {
    what: 'sign-in requests',
    sql: 'DELETE FROM sign_in_requests WHERE expires_at < $1',
    olderThanHours: hours.signInRequests,
  },
  { what: 'sessions', sql: 'DELETE FROM sessions WHERE expires_at < $1', olderThanHours: 0 },
  {
    what: 'requests to be kept informed',
    sql: 'DELETE FROM subscription_requests WHERE asked_at < $1',
    olderThanHours: hours.subscriptionRequests,
  },
  {
    what: 'copies of mails',
    sql: 'UPDATE mails SET to_address = NULL, subject = NULL, html = NULL, body = NULL, error = NULL WHERE created_at < $1 AND to_address IS NOT NULL',
    olderThanHours: hours.mails,
  },
  {
    what: 'files that never arrived whole, or were never read',
    sql: `DELETE FROM imports WHERE created_at < $1 AND state IN ('uploading', 'reading', 'unreadable')`,
    olderThanHours: hours.importParts,
  },
  {
    what: 'lists that were not carried out',
    sql: `DELETE FROM imports WHERE created_at < $1 AND state IN ('columns', 'checking', 'checked')`,
    olderThanHours: hours.importRows,
  },
  {
    what: 'rows of lists',
    sql: `DELETE FROM import_rows AS r USING imports AS i
      WHERE i.programme_id = r.programme_id AND i.import_id = r.import_id AND i.created_at < $1 AND i.state IN ('done', 'undone')`,
    olderThanHours: hours.importRows,
  },
  {
    what: 'what lists were called',
    sql: `UPDATE imports SET file_name = NULL, headings = NULL, plan = NULL
      WHERE created_at < $1 AND state IN ('done', 'undone') AND file_name IS NOT NULL`,
    olderThanHours: hours.importRows,
  },
  {
    what: 'on which sites the form was met',
    sql: 'DELETE FROM form_sightings WHERE seen_on < $1::timestamptz::date',
    olderThanHours: hours.formSightings,
  },
  {
    what: 'links of helpers, and what was done with them',
    sql: 'DELETE FROM helper_links WHERE created_at < $1 AND coalesce(door_closes(programme_id, event_id) < $1, true)',
    olderThanHours: hours.helperLinks,
  },
  {
    what: 'words that organisers added to mails',
    sql: 'DELETE FROM mail_texts WHERE created_at < $1',
    olderThanHours: hours.mails,
  },
  {
    // who was taken out of the last team yesterday may be put back tomorrow
    what: 'accounts in no team',
    sql: `DELETE FROM accounts AS a WHERE a.created_at < $1
        AND NOT EXISTS (SELECT FROM members AS m WHERE m.account_id = a.account_id)
        AND NOT EXISTS (SELECT FROM sessions AS s WHERE s.account_id = a.account_id AND s.started_at >= $1)
        AND NOT EXISTS (SELECT FROM activity AS y WHERE y.name = 'member.removed' AND y.subject_id = a.account_id AND y.at >= $1)`,
    olderThanHours: hours.accountsWithoutTeam,
  },
  {
    // `verify_by` of a cancelled one: it ended because nobody confirmed that the address was theirs
    what: 'signups that nobody confirmed',
    sql: `UPDATE registrations SET name = '', organisation_name = NULL, note = NULL, site = NULL, admitted_because = NULL
      WHERE status = 'cancelled' AND verify_by IS NOT NULL AND cancelled_at < $1 AND name <> ''`,
    olderThanHours: hours.unconfirmed,
  },
  {
    what: 'people who only ever signed up without confirming',
    sql: `UPDATE contacts AS c SET name = '', email = NULL, organisation_name = NULL, disciplines = '{}', municipality = NULL, origin = NULL, version = c.version + 1
      WHERE c.created_at < $1 AND c.name <> ''
        AND EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id)
        AND NOT EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id
          AND NOT (r.status = 'cancelled' AND r.verify_by IS NOT NULL AND r.cancelled_at < $1))
        AND NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id)`,
    olderThanHours: hours.unconfirmed,
  },
  {
    what: 'who took part',
    sql: `UPDATE registrations AS r SET name = '', organisation_name = NULL, note = NULL, site = NULL, admitted_because = NULL
      FROM events AS e WHERE e.programme_id = r.programme_id AND e.event_id = r.event_id AND r.name <> ''
        AND coalesce(e.ends_at, r.created_at) < $1`,
    olderThanHours: hours.participants,
  },
  {
    what: 'what mailings said, and to whom',
    sql: `UPDATE mailings AS m SET audience = NULL, subject_nl = NULL, subject_en = NULL, body_nl = NULL, body_en = NULL
      FROM events AS e WHERE e.programme_id = m.programme_id AND e.event_id = m.event_id AND m.body_nl IS NOT NULL
        AND m.state NOT IN ('planned', 'going') AND greatest(e.ends_at, m.created_at) < $1`,
    olderThanHours: hours.participants,
  },
  {
    // the night after: no caterer needs it any more. Also of who will not come
    what: 'diet and access',
    sql: `DELETE FROM answers AS a USING registrations AS r, events AS e, programmes AS p
      WHERE a.is_special AND r.programme_id = a.programme_id AND r.registration_id = a.registration_id
        AND e.programme_id = r.programme_id AND e.event_id = r.event_id AND p.programme_id = e.programme_id
        AND (e.status = 'cancelled' OR r.status IN ('cancelled', 'declined')
          OR (coalesce(e.ends_at, e.starts_at, r.created_at + interval '1 year') AT TIME ZONE p.time_zone)::date < ($1::timestamptz AT TIME ZONE p.time_zone)::date)`,
    olderThanHours: 0,
  },
  {
    what: 'answers of people who are forgotten',
    sql: `DELETE FROM answers AS a USING registrations AS r
      WHERE r.programme_id = a.programme_id AND r.registration_id = a.registration_id AND r.name = '' AND r.created_at < $1`,
    olderThanHours: 0,
  },
  {
    what: 'notes about people who are forgotten',
    sql: `DELETE FROM registration_notes AS t USING registrations AS r
      WHERE r.programme_id = t.programme_id AND r.registration_id = t.registration_id AND r.name = '' AND t.created_at < $1`,
    olderThanHours: 0,
  },
  {
    what: 'people without a meeting or a wish of late',
    sql: `UPDATE contacts AS c SET name = '', email = NULL, organisation_name = NULL, disciplines = '{}', municipality = NULL, origin = NULL, version = c.version + 1
      WHERE c.created_at < $1 AND c.name <> ''
        AND NOT EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id AND r.name <> '')
        AND NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id AND s.withdrawn_at IS NULL)`,
    olderThanHours: hours.contacts,
  },
  {
    what: 'of which network forgotten people were',
    sql: `DELETE FROM contact_networks AS m USING contacts AS c
      WHERE c.programme_id = m.programme_id AND c.contact_id = m.contact_id AND c.name = '' AND c.created_at < $1`,
    olderThanHours: 0,
  },
  {
    what: 'what lists said of forgotten people',
    sql: `UPDATE import_rows AS r SET cells = '{}', fixes = NULL, given = NULL, match_key = NULL, before = NULL FROM contacts AS c
      WHERE c.programme_id = r.programme_id AND c.contact_id = r.contact_id AND c.name = '' AND c.merged_into IS NULL
        AND c.created_at < $1 AND r.cells <> '{}'`,
    olderThanHours: 0,
  },
  {
    what: 'what forgotten people once agreed to',
    sql: `DELETE FROM consents AS s USING contacts AS c
      WHERE c.programme_id = s.programme_id AND c.contact_id = s.contact_id AND c.name = '' AND c.created_at < $1`,
    olderThanHours: hours.contacts,
  },
];

export async function forgetExpired(ctx: Context): Promise<void> {
  for (const step of steps) {
    const before = new Date(ctx.now().getTime() - step.olderThanHours * 3600_000);
    const { rowCount } = await ctx.pool.query(step.sql, [before]);
    if (rowCount) ctx.log.info({ what: step.what, rows: rowCount }, 'forgotten after its term');
  }
  await forgetMailFiles(ctx);
}

/** Mails that became files, on a machine without a mail server. */
async function forgetMailFiles(ctx: Context): Promise<void> {
  const folder = join(ctx.config.dataDir, 'outbox');
  const before = ctx.now().getTime() - hours.mails * 3600_000;
  const files = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let rows = 0;
  for (const { name } of files.filter((it) => it.isFile() && it.name.endsWith('.eml'))) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs >= before) continue;
    await rm(path, { force: true });
    rows++;
  }
  if (rows > 0) ctx.log.info({ what: 'mails in files', rows }, 'forgotten after its term');
}
