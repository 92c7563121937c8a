// What rows of a list do to people, and how that is undone: some hundred rows in one transaction.

import type { ImportPlan, ImportResult } from '@pr8werk/shared/imports.ts';
import { type Context, type Db, newId } from '#api/context.ts';
import type { Key } from '#api/imports/queries.ts';
import type { Before } from '#api/imports/rows.ts';
import { changesTo, type Fields, type Given, type KnownContact, matchKeyOf } from '#api/imports/rules.ts';

export interface TakenRow {
  row_number: number;
  given: Given;
}

interface Outcome {
  row: number;
  contact: string;
  result: ImportResult;
  before: Before | null;
}

export async function writePeople(
  ctx: Context,
  tx: Db,
  key: Key,
  plan: ImportPlan,
  rows: readonly TakenRow[],
): Promise<void> {
  const keyed = rows.map((it) => ({ ...it, key: matchKeyOf(it.given) }));
  let known = await knownContacts(tx, key.programmeId, rows);
  const fresh = keyed.filter((it) => !known.has(it.key)).map((it) => ({ ...it, contact: newId() }));
  const made = await insertContacts(ctx, tx, key, plan, fresh);
  // somebody signed up in between: then the row is about someone who is known
  if (made.size < fresh.length) known = await knownContacts(tx, key.programmeId, rows);
  const outcomes: (Outcome & { given: Given })[] = [];
  const changes: { contact: string; fields: Fields }[] = [];
  const newcomers = new Map(fresh.map((it) => [it.key, it.contact]));
  for (const { row_number: row, given, key: match } of keyed) {
    const contact = newcomers.get(match);
    if (contact && made.has(contact)) {
      outcomes.push({ row, given, contact, result: 'created', before: null });
      continue;
    }
    const person = known.get(match)!;
    const fields = plan.known === 'skip' ? {} : changesTo(person, given, plan.known);
    const before = {
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, [person[name as keyof Fields], value]]),
      ),
    };
    if (Object.keys(fields).length > 0) changes.push({ contact: person.contact_id, fields });
    outcomes.push({
      row,
      given,
      contact: person.contact_id,
      result: changes.at(-1)?.contact === person.contact_id ? 'updated' : 'unchanged',
      before,
    });
  }
  await changeContacts(tx, key.programmeId, changes);
  const touched = outcomes.filter((it) => it.result === 'created' || plan.known !== 'skip');
  const joined = await join(ctx, tx, key, touched);
  const based = await recordBases(ctx, tx, key, plan, touched);
  for (const it of outcomes)
    if (it.result === 'unchanged' && (joined.has(it.contact) || based.has(it.contact))) it.result = 'updated';
  await tx.query(
    `UPDATE import_rows AS r SET result = x.result, contact_id = x.contact, before = x.before
       FROM json_to_recordset($3) AS x(row integer, contact uuid, result text, before jsonb)
      WHERE r.programme_id = $1 AND r.import_id = $2 AND r.row_number = x.row`,
    [key.programmeId, key.importId, JSON.stringify(outcomes.map(({ given: _, ...it }) => it))],
  );
}

/** By match key. Locked in the order of addresses, as a batch of signups does. */
async function knownContacts(
  tx: Db,
  programmeId: string,
  rows: readonly TakenRow[],
): Promise<Map<string, KnownContact>> {
  const columns = 'c.contact_id, c.email, c.name, c.organisation_name, c.municipality, c.disciplines';
  const byAddress = await tx.query<KnownContact>(
    `SELECT ${columns} FROM contacts AS c WHERE c.programme_id = $1 AND c.email = ANY ($2) ORDER BY c.email FOR NO KEY UPDATE`,
    [programmeId, rows.flatMap((it) => it.given.email ?? [])],
  );
  const byName = await tx.query<KnownContact>(
    `SELECT ${columns} FROM contacts AS c WHERE c.programme_id = $1 AND c.name <> '' AND lower(c.name) = ANY ($2) AND c.email IS NULL
      ORDER BY c.contact_id DESC FOR NO KEY UPDATE`,
    [programmeId, rows.flatMap((it) => (it.given.email === null ? it.given.name.toLowerCase() : []))],
  );
  return new Map(
    [...byAddress, ...byName].map((it) => [matchKeyOf({ ...it, organisation: it.organisation_name }), it]),
  );
}

async function insertContacts(
  ctx: Context,
  tx: Db,
  key: Key,
  plan: ImportPlan,
  fresh: readonly (TakenRow & { contact: string })[],
): Promise<Set<string>> {
  if (fresh.length === 0) return new Set();
  const items = fresh.map(({ contact, given }) => ({ contact, ...given, origin: given.origin ?? plan.origin }));
  const made = await tx.query<{ contact_id: string }>(
    `INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, disciplines, municipality, origin, import_id, created_at)
       SELECT $1, x.contact, x.name, x.email, x.organisation, x.disciplines, x.municipality, x.origin, $2, $4
         FROM json_to_recordset($3) AS x(contact uuid, name text, email text, organisation text, disciplines text[], municipality text, origin text)
        ORDER BY x.email
       ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING RETURNING contact_id`,
    [key.programmeId, key.importId, JSON.stringify(items), ctx.now()],
  );
  return new Set(made.map((it) => it.contact_id));
}

async function changeContacts(
  tx: Db,
  programmeId: string,
  changes: readonly { contact: string; fields: Fields }[],
): Promise<void> {
  if (changes.length === 0) return;
  const items = changes.map(({ contact, fields }) => ({ contact, ...fields, has: Object.keys(fields) }));
  await tx.query(
    `UPDATE contacts AS c SET version = c.version + 1,
        name = CASE WHEN 'name' = ANY (x.has) THEN x.name ELSE c.name END,
        organisation_name = CASE WHEN 'organisation_name' = ANY (x.has) THEN x.organisation_name ELSE c.organisation_name END,
        municipality = CASE WHEN 'municipality' = ANY (x.has) THEN x.municipality ELSE c.municipality END,
        disciplines = CASE WHEN 'disciplines' = ANY (x.has) THEN x.disciplines ELSE c.disciplines END
       FROM json_to_recordset($2) AS x(contact uuid, has text[], name text, organisation_name text, municipality text, disciplines text[])
      WHERE c.programme_id = $1 AND c.contact_id = x.contact`,
    [programmeId, JSON.stringify(items)],
  );
}

async function join(
  ctx: Context,
  tx: Db,
  key: Key,
  outcomes: readonly { contact: string; given: Given }[],
): Promise<Set<string>> {
  const items = outcomes.flatMap(({ contact, given }) => given.networks.map((network) => ({ contact, network })));
  if (items.length === 0) return new Set();
  const joined = await tx.query<{ contact_id: string }>(
    `INSERT INTO contact_networks (programme_id, contact_id, network_id, since, import_id)
       SELECT DISTINCT $1::uuid, x.contact, x.network, $4::timestamptz, $2::uuid FROM json_to_recordset($3) AS x(contact uuid, network uuid)
       ON CONFLICT DO NOTHING RETURNING contact_id`,
    [key.programmeId, key.importId, JSON.stringify(items), ctx.now()],
  );
  return new Set(joined.map((it) => it.contact_id));
}

/** Nobody who has a ground needs another, and who ever unsubscribed does not get one from a list. */
async function recordBases(
  ctx: Context,
  tx: Db,
  key: Key,
  plan: ImportPlan,
  outcomes: readonly { contact: string; given: Given }[],
): Promise<Set<string>> {
  const items = outcomes
    .filter(({ given }) => given.basis !== 'none' && given.email !== null)
    .map(({ contact, given }) => ({
      id: newId(),
      contact,
      basis: given.basis,
      on: given.basisOn,
      source: given.origin ?? plan.origin,
    }));
  if (items.length === 0) return new Set();
  const recorded = await tx.query<{ contact_id: string }>(
    `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, source, basis, evidence, import_id)
       SELECT DISTINCT ON (x.contact) $1::uuid, x.id, x.contact, 'news', 'import',
           least(coalesce(x."on"::timestamp AT TIME ZONE p.time_zone, $4), $4), x.source, x.basis, $5, $2::uuid
         FROM json_to_recordset($3) AS x(id uuid, contact uuid, basis text, "on" date, source text)
         JOIN programmes AS p ON p.programme_id = $1
        WHERE NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = $1 AND s.contact_id = x.contact AND s.purpose = 'news')
       ON CONFLICT DO NOTHING RETURNING contact_id`,
    [key.programmeId, key.importId, JSON.stringify(items), ctx.now(), plan.evidence],
  );
  return new Set(recorded.map((it) => it.contact_id));
}

export interface DoneRow {
  row_number: number;
  contact_id: string;
  result: 'created' | 'updated';
  before: Before | null;
}

export async function takeBack(tx: Db, key: Key, rows: readonly DoneRow[]): Promise<void> {
  const removed = await removeContacts(
    tx,
    key,
    rows.filter((it) => it.result === 'created').map((it) => it.contact_id),
  );
  const updated = rows.filter((it) => it.result === 'updated');
  const restored = await restoreContacts(tx, key, updated);
  const undone = rows.map((it) => ({
    row: it.row_number,
    undo: removed.has(it.contact_id) ? 'removed' : restored.has(it.row_number) ? 'restored' : 'kept',
  }));
  await tx.query(
    `UPDATE import_rows AS r SET undo = x.undo FROM json_to_recordset($3) AS x(row integer, undo text)
      WHERE r.programme_id = $1 AND r.import_id = $2 AND r.row_number = x.row`,
    [key.programmeId, key.importId, JSON.stringify(undone)],
  );
}

/**
 * Those whom nothing hung itself on: nobody changed them, they signed up for nothing, and said nothing themselves. Who
 * unsubscribed stays, or the next list would have them mailed again.
 */
async function removeContacts(tx: Db, key: Key, contacts: readonly string[]): Promise<Set<string>> {
  const remove = (ids: readonly string[]) =>
    tx.query<{ contact_id: string }>(
      `DELETE FROM contacts AS c WHERE c.programme_id = $1 AND c.contact_id = ANY ($3) AND c.import_id = $2 AND c.version = 1
          AND NOT EXISTS (SELECT FROM registrations AS r WHERE r.programme_id = $1 AND r.contact_id = c.contact_id)
          AND NOT EXISTS (SELECT FROM consents AS s WHERE s.programme_id = $1 AND s.contact_id = c.contact_id
            AND (s.import_id IS DISTINCT FROM $2 OR s.withdrawn_at IS NOT NULL))
          AND NOT EXISTS (SELECT FROM contact_networks AS m WHERE m.programme_id = $1 AND m.contact_id = c.contact_id
            AND m.import_id IS DISTINCT FROM $2)
          AND NOT EXISTS (SELECT FROM contacts AS o WHERE o.programme_id = $1 AND o.merged_into = c.contact_id)
          AND NOT EXISTS (SELECT FROM contacts AS o WHERE o.programme_id = $1 AND o.reached_through = c.contact_id)
        RETURNING contact_id`,
      [key.programmeId, key.importId, ids],
    );
  const removed = new Set<string>();
  const groups = contacts.length > 0 ? [contacts] : [];
  while (groups.length > 0) {
    const group = groups.shift()!;
    await tx.query('SAVEPOINT removing');
    try {
      for (const it of await remove(group)) removed.add(it.contact_id);
      await tx.query('RELEASE SAVEPOINT removing');
    } catch (error) {
      // a later room's row hangs on one of them: find out which
      if ((error as { code?: string }).code !== '23503') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT removing');
      if (group.length > 1) groups.push(group.slice(0, group.length >> 1), group.slice(group.length >> 1));
    }
  }
  return removed;
}

/** What stood there before stands there again, where nobody wrote something else since. Answers the rows of which all did. */
async function restoreContacts(tx: Db, key: Key, rows: readonly DoneRow[]): Promise<Set<number>> {
  if (rows.length === 0) return new Set();
  const ids = rows.map((it) => it.contact_id);
  const now = await tx.query<KnownContact>(
    `SELECT c.contact_id, c.email, c.name, c.organisation_name, c.municipality, c.disciplines FROM contacts AS c
      WHERE c.programme_id = $1 AND c.contact_id = ANY ($2) AND c.name <> '' ORDER BY c.email FOR NO KEY UPDATE`,
    [key.programmeId, ids],
  );
  const people = new Map(now.map((it) => [it.contact_id, it]));
  const changes: { contact: string; fields: Fields }[] = [];
  const restored = new Set<number>();
  for (const { row_number: row, contact_id: contact, before } of rows) {
    const person = people.get(contact);
    if (!person) continue;
    const wanted = Object.entries(before?.fields ?? {}) as [keyof Fields, [unknown, unknown]][];
    const same = wanted.filter(([name, [, put]]) => JSON.stringify(person[name]) === JSON.stringify(put));
    if (same.length > 0)
      changes.push({ contact, fields: Object.fromEntries(same.map(([name, [was]]) => [name, was])) as Fields });
    if (same.length === wanted.length) restored.add(row);
  }
  await changeContacts(tx, key.programmeId, changes);
  await tx.query(
    'DELETE FROM consents WHERE programme_id = $1 AND import_id = $2 AND contact_id = ANY ($3) AND withdrawn_at IS NULL',
    [key.programmeId, key.importId, ids],
  );
  await tx.query('DELETE FROM contact_networks WHERE programme_id = $1 AND import_id = $2 AND contact_id = ANY ($3)', [
    key.programmeId,
    key.importId,
    ids,
  ]);
  return restored;
}
