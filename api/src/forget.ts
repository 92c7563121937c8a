// What has reached the end of its term goes, every night, and how many that were is kept as proof. Beside each step stands
// the term that the column's comment names. Registrations stay without the person, so that figures stay the same.

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionHours as hours, type Retained } from '@pr8werk/shared/retention.ts';
import { type Context, newId } from '#api/context.ts';
import { personalData } from '#api/personal-data.ts';
import { finishErasures } from '#api/privacy/actions.ts';

interface Step {
  what: string;
  sql: string;
  olderThanHours: number;
  /** Under which term it is counted, and the rows of which table say whose they are; without: of no programme. */
  counts?: [Retained, alias: string];
}

const steps: Step[] = [
  {
    what: 'answers to repeated requests',
    sql: 'DELETE FROM idempotency_keys WHERE created_at < $1',
    olderThanHours: 24,
    counts: ['repeatedRequests', 'idempotency_keys'],
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
    counts: ['subscriptionRequests', 'subscription_requests'],
  },
  {
    what: 'copies of mails',
    sql: 'UPDATE mails SET to_address = NULL, subject = NULL, html = NULL, body = NULL, error = NULL WHERE created_at < $1 AND to_address IS NOT NULL',
    olderThanHours: hours.mails,
    counts: ['mails', 'mails'],
  },
  {
    what: 'files that never arrived whole, or were never read',
    sql: `DELETE FROM imports WHERE created_at < $1 AND state IN ('uploading', 'reading', 'unreadable')`,
    olderThanHours: hours.importParts,
    counts: ['importParts', 'imports'],
  },
  {
    what: 'lists that were not carried out',
    sql: `DELETE FROM imports WHERE created_at < $1 AND state IN ('columns', 'checking', 'checked')`,
    olderThanHours: hours.importRows,
    counts: ['importRows', 'imports'],
  },
  {
    what: 'rows of lists',
    sql: `DELETE FROM import_rows AS r USING imports AS i
      WHERE i.programme_id = r.programme_id AND i.import_id = r.import_id AND i.created_at < $1 AND i.state IN ('done', 'undone')`,
    olderThanHours: hours.importRows,
    counts: ['importRows', 'r'],
  },
  {
    what: 'what lists were called',
    sql: `UPDATE imports SET file_name = NULL, headings = NULL, plan = NULL
      WHERE created_at < $1 AND state IN ('done', 'undone') AND file_name IS NOT NULL`,
    olderThanHours: hours.importRows,
    counts: ['importRows', 'imports'],
  },
  {
    what: 'on which sites the form was met',
    sql: 'DELETE FROM form_sightings WHERE seen_on < $1::timestamptz::date',
    olderThanHours: hours.formSightings,
    counts: ['formSightings', 'form_sightings'],
  },
  {
    what: 'links of helpers, and what was done with them',
    sql: 'DELETE FROM helper_links WHERE created_at < $1 AND coalesce(door_closes(programme_id, event_id) < $1, true)',
    olderThanHours: hours.helperLinks,
    counts: ['helperLinks', 'helper_links'],
  },
  {
    what: 'leave to ask what came of it',
    sql: `UPDATE consents AS s SET withdrawn_at = given_at + interval '3 years'
      WHERE purpose = 'follow-up' AND withdrawn_at IS NULL AND given_at < $1`,
    olderThanHours: hours.followUp,
    counts: ['followUp', 's'],
  },
  {
    what: 'links to an own page',
    sql: 'DELETE FROM personal_links WHERE expires_at < $1',
    olderThanHours: 0,
    counts: ['personalLinks', 'personal_links'],
  },
  {
    what: 'sessions of an own page',
    sql: 'DELETE FROM personal_sessions WHERE expires_at < $1',
    olderThanHours: 0,
    counts: ['personalLinks', 'personal_sessions'],
  },
  {
    what: 'changes of address',
    sql: 'DELETE FROM address_changes WHERE asked_at < $1',
    olderThanHours: hours.addressChanges,
    counts: ['addressChanges', 'address_changes'],
  },
  {
    what: 'proof of earlier nights',
    sql: 'DELETE FROM retention_runs WHERE finished_at < $1',
    olderThanHours: hours.retentionRuns,
    counts: ['retentionRuns', 'retention_runs'],
  },
  {
    what: 'words that organisers added to mails',
    sql: 'DELETE FROM mail_texts WHERE created_at < $1',
    olderThanHours: hours.mails,
    counts: ['mails', 'mail_texts'],
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
    sql: `UPDATE registrations SET name = '', organisation_name = NULL, note = NULL, admitted_because = NULL
      WHERE status = 'cancelled' AND verify_by IS NOT NULL AND cancelled_at < $1 AND name <> ''`,
    olderThanHours: hours.unconfirmed,
    counts: ['unconfirmed', 'registrations'],
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
    counts: ['unconfirmed', 'c'],
  },
  {
    what: 'who took part',
    sql: `UPDATE registrations AS r SET name = '', organisation_name = NULL, note = NULL, admitted_because = NULL
      FROM events AS e WHERE e.programme_id = r.programme_id AND e.event_id = r.event_id AND r.name <> ''
        AND coalesce(e.ends_at, r.created_at) < $1
        AND NOT EXISTS (SELECT FROM holds AS h WHERE h.programme_id = r.programme_id AND h.contact_id = r.contact_id AND h.ended_at IS NULL)`,
    olderThanHours: hours.participants,
    counts: ['participants', 'r'],
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
    counts: ['specialAnswers', 'a'],
  },
  {
    what: 'answers of people who are forgotten',
    sql: `DELETE FROM answers AS a USING registrations AS r
      WHERE r.programme_id = a.programme_id AND r.registration_id = a.registration_id AND r.name = '' AND r.created_at < $1`,
    olderThanHours: 0,
    counts: ['participants', 'a'],
  },
  {
    what: 'notes about people who are forgotten',
    sql: `DELETE FROM registration_notes AS t USING registrations AS r
      WHERE r.programme_id = t.programme_id AND r.registration_id = t.registration_id AND r.name = '' AND t.created_at < $1`,
    olderThanHours: 0,
    counts: ['participants', 't'],
  },
  {
    what: 'people without a meeting or a wish of late',
    sql: `UPDATE contacts AS c SET name = '', email = NULL, organisation_name = NULL, disciplines = '{}', municipality = NULL, origin = NULL, version = c.version + 1
      WHERE c.created_at < $1 AND c.name <> ''
        AND NOT EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = c.programme_id AND r.contact_id = c.contact_id AND r.name <> '')
        AND NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = c.programme_id AND s.contact_id = c.contact_id AND s.withdrawn_at IS NULL)
        AND NOT EXISTS (SELECT FROM holds AS h WHERE h.programme_id = c.programme_id AND h.contact_id = c.contact_id AND h.ended_at IS NULL)`,
    olderThanHours: hours.contacts,
    counts: ['contacts', 'c'],
  },
  {
    what: 'of which network forgotten people were',
    sql: `DELETE FROM contact_networks AS m USING contacts AS c
      WHERE c.programme_id = m.programme_id AND c.contact_id = m.contact_id AND c.name = '' AND c.created_at < $1`,
    olderThanHours: 0,
    counts: ['contacts', 'm'],
  },
  {
    what: 'what lists said of forgotten people',
    sql: `UPDATE import_rows AS r SET cells = '{}', fixes = NULL, given = NULL, match_key = NULL, before = NULL FROM contacts AS c
      WHERE c.programme_id = r.programme_id AND c.contact_id = r.contact_id AND c.name = '' AND c.merged_into IS NULL
        AND c.created_at < $1 AND r.cells <> '{}'`,
    olderThanHours: 0,
    counts: ['contacts', 'r'],
  },
  {
    what: 'what forgotten people once agreed to',
    sql: `DELETE FROM consents AS s USING contacts AS c
      WHERE c.programme_id = s.programme_id AND c.contact_id = s.contact_id AND c.name = '' AND c.created_at < $1`,
    olderThanHours: hours.contacts,
    counts: ['contacts', 's'],
  },
];

type Counted = Map<string, Record<string, number>>;

export async function forgetExpired(ctx: Context): Promise<void> {
  const startedAt = ctx.now();
  const counted: Counted = new Map();
  const count = (programmeId: string, term: Retained | 'erasures', rows: number) => {
    const own = counted.get(programmeId) ?? {};
    counted.set(programmeId, { ...own, [term]: (own[term] ?? 0) + rows });
  };
  for (const [programmeId, people] of await finishErasures(ctx, personalData)) count(programmeId, 'erasures', people);
  for (const step of steps) {
    const before = new Date(ctx.now().getTime() - step.olderThanHours * 3600_000);
    const rows = await carryOut(ctx, step, before);
    for (const it of rows) if (step.counts && it.programme_id) count(it.programme_id, step.counts[0], it.rows);
    const all = rows.reduce((sum, it) => sum + it.rows, 0);
    if (all > 0) ctx.log.info({ what: step.what, rows: all }, 'forgotten after its term');
  }
  await forgetMailFiles(ctx);
  await keepProof(ctx, startedAt, counted);
}

async function carryOut(
  ctx: Context,
  { sql, counts }: Step,
  before: Date,
): Promise<{ programme_id: string | null; rows: number }[]> {
  if (!counts) {
    const { rowCount } = await ctx.pool.query(sql, [before]);
    return [{ programme_id: null, rows: rowCount ?? 0 }];
  }
  return ctx.db.query(
    `WITH gone AS (${sql} RETURNING ${counts[1]}.programme_id)
     SELECT programme_id, count(*)::integer AS rows FROM gone GROUP BY programme_id`,
    [before],
  );
}

/** Also of a night in which nothing was due: that it ran is the proof. */
async function keepProof(ctx: Context, startedAt: Date, counted: Counted): Promise<void> {
  const programmes = await ctx.db.query<{ id: string }>('SELECT programme_id AS id FROM programmes');
  for (const { id } of programmes)
    await ctx.db.query(
      'INSERT INTO retention_runs (programme_id, run_id, started_at, finished_at, removed) VALUES ($1, $2, $3, $4, $5)',
      [id, newId(), startedAt, ctx.now(), JSON.stringify(counted.get(id) ?? {})],
    );
}

/** Mails that became files, on a machine without a mail server; sooner where the copy in the database is gone already. */
async function forgetMailFiles(ctx: Context): Promise<void> {
  const folder = join(ctx.config.dataDir, 'outbox');
  const before = ctx.now().getTime() - hours.mails * 3600_000;
  const files = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = files.filter((it) => it.isFile() && it.name.endsWith('.eml')).map((it) => it.name);
  const blank = await ctx.db.query<{ name: string }>(
    `SELECT f.name FROM unnest($1::text[]) AS f (name) JOIN mails AS m ON m.mail_id::text || '.eml' = f.name WHERE m.to_address IS NULL`,
    [names],
  );
  const erased = new Set(blank.map((it) => it.name));
  let rows = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (!erased.has(name) && (await stat(path)).mtimeMs >= before) continue;
    await rm(path, { force: true });
    rows++;
  }
  if (rows > 0) ctx.log.info({ what: 'mails in files', rows }, 'forgotten after its term');
}
