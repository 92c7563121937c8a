// What is found of rows that were read: who is there already, and who stands in the list twice. One way for the check of
// all rows and for a row that somebody mends.

import type { Db } from '#api/context.ts';
import type { Key } from '#api/imports/queries.ts';
import { type Given, matchKeyOf, type Remark, verdictOf } from '#api/imports/rules.ts';

export interface ReadRow {
  row: number;
  given: Given;
  remarks: Remark[];
}

interface Found {
  row: number;
  contact_id: string | null;
  double_of: number | null;
  is_named_alike: boolean;
  has_unsubscribed: boolean;
}

export async function judge(tx: Db, key: Key, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return;
  const items = rows.map((it) => ({ ...it, key: matchKeyOf(it.given), isSound: it.remarks.every((r) => r.isMild) }));
  await tx.query(
    `UPDATE import_rows AS r SET given = x.given, match_key = CASE WHEN x."isSound" THEN x.key END, verdict = 'new'
       FROM json_to_recordset($3) AS x(row integer, given jsonb, key text, "isSound" boolean)
      WHERE r.programme_id = $1 AND r.import_id = $2 AND r.row_number = x.row`,
    [key.programmeId, key.importId, JSON.stringify(items)],
  );
  const found = new Map((await look(tx, key, items)).map((it) => [it.row, it]));
  const judged = items.map(({ row, remarks }) => {
    const it = found.get(row);
    const all: Remark[] = [...remarks];
    if (it?.double_of) all.push({ code: 'double', about: { row: it.double_of } });
    else if (it?.is_named_alike) all.push({ code: 'same-name', field: 'name', isMild: true });
    if (it?.has_unsubscribed) all.push({ code: 'unsubscribed', field: 'email', isMild: true });
    const contact = it?.contact_id ?? null;
    return { row, faults: all, contact, verdict: verdictOf(all, contact !== null) };
  });
  await tx.query(
    `UPDATE import_rows AS r SET faults = x.faults, contact_id = x.contact, verdict = x.verdict
       FROM json_to_recordset($3) AS x(row integer, faults jsonb, contact uuid, verdict text)
      WHERE r.programme_id = $1 AND r.import_id = $2 AND r.row_number = x.row`,
    [key.programmeId, key.importId, JSON.stringify(judged)],
  );
}

function look(
  tx: Db,
  key: Key,
  items: readonly { row: number; given: Given; key: string; isSound: boolean }[],
): Promise<Found[]> {
  const asked = items.flatMap(({ row, given, key: match, isSound }) =>
    isSound
      ? [
          {
            row,
            match,
            email: given.email,
            name: given.name.toLowerCase(),
            organisation: given.organisation?.toLowerCase() ?? '',
          },
        ]
      : [],
  );
  return tx.query<Found>(
    `SELECT x.row, coalesce(a.contact_id, n.contact_id) AS contact_id,
        (SELECT min(d.row_number) FROM import_rows AS d WHERE d.programme_id = $1 AND d.import_id = $2 AND d.match_key = x.match
          AND d.row_number < x.row AND NOT d.is_skipped) AS double_of,
        a.contact_id IS NULL AND n.contact_id IS NULL AND EXISTS (SELECT FROM contacts AS c WHERE c.programme_id = $1
          AND lower(c.name) = x.name AND c.name <> '') AS is_named_alike,
        EXISTS (SELECT FROM consents AS s WHERE s.programme_id = $1 AND s.contact_id = coalesce(a.contact_id, n.contact_id)
          AND s.purpose = 'news' AND s.withdrawn_at IS NOT NULL) AS has_unsubscribed
       FROM json_to_recordset($3) AS x(row integer, match text, email text, name text, organisation text)
       LEFT JOIN contacts AS a ON a.email = x.email AND a.programme_id = $1
       LEFT JOIN LATERAL (SELECT c.contact_id FROM contacts AS c WHERE x.email IS NULL AND c.programme_id = $1
          AND lower(c.name) = x.name AND c.name <> '' AND c.email IS NULL AND lower(coalesce(c.organisation_name, '')) = x.organisation
          ORDER BY c.contact_id LIMIT 1) AS n ON true`,
    [key.programmeId, key.importId, JSON.stringify(asked)],
  );
}
