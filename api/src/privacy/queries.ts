import type {
  DataPurpose,
  HoldView,
  PersonalDataView,
  PersonPrivacyView,
  RetentionView,
} from '@pr8werk/shared/privacy.ts';
import type { Context, Db } from '#api/context.ts';
import type { Tenant } from '#api/http/access.ts';
import { fail } from '#api/http/problems.ts';
import { aboutPerson, isOverdue, type Person, type Store } from '#api/privacy/rules.ts';

/** By which a person is found everywhere: also by the contacts that were merged into this one. Null: not here. */
export async function personOf(tx: Db, programmeId: string, contactId: string): Promise<Person | null> {
  const [row] = await tx.query<Omit<Person, 'programmeId'>>(
    `WITH kept AS (
       SELECT coalesce(c.merged_into, c.contact_id) AS id FROM contacts AS c WHERE c.programme_id = $1 AND c.contact_id = $2
     ), own AS (
       SELECT c.* FROM contacts AS c, kept WHERE c.programme_id = $1 AND (c.contact_id = kept.id OR c.merged_into = kept.id)
     ), signups AS (
       SELECT r.registration_id, r.name FROM registrations AS r WHERE r.programme_id = $1 AND r.contact_id IN (SELECT contact_id FROM own)
     )
     SELECT ARRAY(SELECT own.contact_id FROM own, kept ORDER BY own.contact_id <> kept.id, own.contact_id) AS contacts,
         ARRAY(SELECT registration_id FROM signups ORDER BY registration_id) AS registrations,
         ARRAY(SELECT email::text FROM own WHERE email IS NOT NULL UNION ALL SELECT h.new_address::text FROM address_changes AS h
           WHERE h.programme_id = $1 AND h.contact_id IN (SELECT contact_id FROM own) AND h.done_at IS NULL) AS addresses,
         ARRAY(SELECT name FROM own WHERE name <> '' UNION SELECT name FROM signups WHERE name <> '') AS names,
         EXISTS (SELECT FROM holds AS h WHERE h.programme_id = $1 AND h.contact_id IN (SELECT contact_id FROM own) AND h.ended_at IS NULL) AS "isHeld"
       FROM kept`,
    [programmeId, contactId],
  );
  return row ? { programmeId, ...row } : null;
}

export async function requirePerson(tx: Db, programmeId: string, contactId: string): Promise<Person> {
  const person = await personOf(tx, programmeId, contactId);
  if (!person) throw fail('not-found');
  return person;
}

/** Everything about one person, by where it stands. */
export async function personalDataOf(
  ctx: Context,
  stores: readonly Store[],
  tenant: Tenant,
  person: Person,
): Promise<PersonalDataView> {
  const found: PersonalDataView['stores'] = [];
  for (const { table, purpose, shown } of stores) {
    if (!shown) continue;
    const rows = await aboutPerson<{ row: Record<string, unknown> }>(ctx.db, person, shown);
    if (rows.length > 0) found.push({ store: table, purpose, rows: rows.map((it) => withoutNothing(it.row)) });
  }
  return { takenAt: ctx.now().toISOString(), programme: tenant.name, controller: tenant.controller, stores: found };
}

/** What is not known, or nothing, says nothing. */
function withoutNothing(row: Record<string, unknown>): Record<string, unknown> {
  const isNothing = (it: unknown) => it === null || it === '' || (Array.isArray(it) && it.length === 0);
  return Object.fromEntries(Object.entries(row).filter(([, it]) => !isNothing(it)));
}

const heldRows = `SELECT h.hold_id AS id, h.contact_id AS contact, c.name, h.reason, h.until::text AS until, coalesce(m.name, a.name) AS by,
    h.made_at AS "madeAt"
  FROM holds AS h JOIN contacts AS c USING (programme_id, contact_id)
  LEFT JOIN members AS m ON m.programme_id = h.programme_id AND m.account_id = h.made_by LEFT JOIN accounts AS a ON a.account_id = h.made_by
  WHERE h.programme_id = $1 AND h.ended_at IS NULL`;

type HeldRow = Omit<HoldView, 'madeAt'> & { madeAt: Date };
const holdView = (it: HeldRow): HoldView => ({ ...it, madeAt: it.madeAt.toISOString() });

export async function holdsInForce(
  db: Db,
  programmeId: string,
  contacts: readonly string[] | null = null,
): Promise<HoldView[]> {
  const rows = await db.query<HeldRow>(
    `${heldRows} AND ($2::uuid[] IS NULL OR h.contact_id = ANY ($2)) ORDER BY h.until DESC, h.hold_id`,
    [programmeId, contacts],
  );
  return rows.map(holdView);
}

export async function privacyOf(db: Db, person: Person): Promise<PersonPrivacyView> {
  const [erasure] = await db.query<{ asked_at: Date; done_at: Date | null }>(
    `SELECT asked_at, done_at FROM erasures WHERE programme_id = $1 AND contact_id = ANY ($2) ORDER BY asked_at DESC LIMIT 1`,
    [person.programmeId, person.contacts],
  );
  return {
    holds: await holdsInForce(db, person.programmeId, person.contacts),
    erasure: erasure
      ? { askedAt: erasure.asked_at.toISOString(), doneAt: erasure.done_at?.toISOString() ?? null }
      : null,
  };
}

/** What the database says of every column about people: the class and the term stand in its comment. */
export async function dataRegister(db: Db, stores: readonly Store[]): Promise<RetentionView['register']> {
  const columns = await db.query<{ store: string; field: string; term: string }>(
    `SELECT c.relname AS store, a.attname AS field, substr(col_description(c.oid, a.attnum), length('personal; ') + 1) AS term
       FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND col_description(c.oid, a.attnum) LIKE 'personal; %' ORDER BY c.relname, a.attnum`,
  );
  const purposes = new Map<string, DataPurpose>(stores.map((it) => [it.table, it.purpose]));
  const lines = Map.groupBy(columns, (it) => `${it.store}; ${it.term}`);
  return [...lines.values()].map((all) => ({
    store: all[0]!.store,
    purpose: purposes.get(all[0]!.store) ?? 'meeting',
    term: all[0]!.term,
    fields: all.map((it) => it.field),
  }));
}

export async function retentionOf(ctx: Context, programmeId: string, stores: readonly Store[]): Promise<RetentionView> {
  const [row] = await ctx.db.query<{
    started_at: Date | null;
    finished_at: Date | null;
    removed: Record<string, number> | null;
    created_at: Date;
  }>(
    `SELECT r.started_at, r.finished_at, r.removed, p.created_at FROM programmes AS p
       LEFT JOIN LATERAL (SELECT * FROM retention_runs AS x WHERE x.programme_id = p.programme_id ORDER BY x.finished_at DESC LIMIT 1) AS r ON true
      WHERE p.programme_id = $1`,
    [programmeId],
  );
  const { started_at: startedAt, finished_at: finishedAt, removed, created_at: createdAt } = row!;
  return {
    lastRun:
      startedAt && finishedAt
        ? {
            startedAt: startedAt.toISOString(),
            finishedAt: finishedAt.toISOString(),
            removed: Object.entries(removed ?? {}).map(([term, rows]) => ({ term, rows })),
          }
        : null,
    isOverdue: isOverdue(finishedAt ?? createdAt, ctx.now()),
    register: await dataRegister(ctx.db, stores),
  };
}
