import type { DoublesView } from '@pr8werk/shared/doubles.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { type CursorKey, encodeCursor } from '#api/http/cursors.ts';

/** People compared in one statement; pairs on a page; and how long one request looks. */
const atOnce = 60;
const pageSize = 20;
const budgetMs = 1200;
/** How alike names are, and addresses where names are somewhat so. */
const alike = { name: 0.72, address: 0.6, nameBeside: 0.3 };

interface PairRow {
  id: string;
  name: string;
  email: string | null;
  organisation_name: string | null;
  registrations: number;
  other_id: string | null;
  other_name: string;
  other_email: string | null;
  other_organisation_name: string | null;
  other_registrations: number;
  because: DoublesView['items'][number]['because'];
}

/** Person by person in the order of names, so that a page costs the same among a hundred as among a hundred thousand. */
export async function suggestedDoubles(
  ctx: Context,
  programmeId: string,
  after: CursorKey | null,
): Promise<DoublesView> {
  const startedAt = performance.now();
  const items: DoublesView['items'] = [];
  let looked = 0;
  let cursor = after;
  while (items.length < pageSize && performance.now() - startedAt < budgetMs) {
    const rows = await transact(ctx, (tx) => pairsFrom(tx, programmeId, cursor));
    const people = [...new Map(rows.map((it) => [it.id, it])).values()];
    looked += people.length;
    items.push(...rows.filter((it) => it.other_id !== null).map(pairView));
    const last = people.at(-1);
    cursor = last ? [last.name, last.id] : null;
    if (people.length < atOnce) return { items, next: null, looked };
  }
  return { items, next: cursor && encodeCursor(cursor), looked };
}

function pairView(it: PairRow): DoublesView['items'][number] {
  return {
    one: {
      id: it.id,
      name: it.name,
      email: it.email,
      organisationName: it.organisation_name,
      registrations: it.registrations,
    },
    other: {
      id: it.other_id!,
      name: it.other_name,
      email: it.other_email,
      organisationName: it.other_organisation_name,
      registrations: it.other_registrations,
    },
    because: it.because,
  };
}

const signups = (contact: string) =>
  `(SELECT count(*)::integer FROM registrations AS r WHERE r.programme_id = $1 AND r.contact_id = ${contact} AND r.status <> 'cancelled')`;

/** Each pair once: with the one that comes later in the list. `%>` finds candidates by index; what counts is said after. */
async function pairsFrom(tx: Db, programmeId: string, after: CursorKey | null): Promise<PairRow[]> {
  await tx.query(`SELECT set_config('pg_trgm.word_similarity_threshold', '0.6', true)`);
  return tx.query<PairRow>(
    `WITH person AS MATERIALIZED (
       SELECT c.contact_id, c.name, c.email, c.organisation_name, search_words(c.name) AS words, split_part(c.email, '@', 1) AS mailbox
         FROM contacts AS c
        WHERE c.programme_id = $1 AND c.name <> ''
          AND ($2::text IS NULL OR (c.name COLLATE "und-x-icu", c.contact_id) > ($2 COLLATE "und-x-icu", $3::uuid))
        ORDER BY c.name COLLATE "und-x-icu", c.contact_id LIMIT ${atOnce})
     SELECT p.contact_id AS id, p.name, p.email, p.organisation_name, ${signups('p.contact_id')} AS registrations,
        o.contact_id AS other_id, o.name AS other_name, o.email AS other_email, o.organisation_name AS other_organisation_name,
        ${signups('o.contact_id')} AS other_registrations,
        CASE WHEN o.words = p.words THEN 'same-name' WHEN o.likeness >= ${alike.name} THEN 'near-name' ELSE 'near-address' END AS because
       FROM person AS p LEFT JOIN LATERAL (
         SELECT x.*, similarity(x.words, p.words) AS likeness FROM (
           SELECT c.contact_id, c.name, c.email, c.organisation_name, search_words(c.name) AS words FROM contacts AS c
            WHERE c.programme_id = $1 AND c.search_text %> p.words AND c.contact_id <> p.contact_id AND c.name <> ''
            LIMIT 200) AS x
          WHERE (x.name COLLATE "und-x-icu", x.contact_id) > (p.name COLLATE "und-x-icu", p.contact_id)
            AND NOT EXISTS (SELECT FROM contacts_apart AS a WHERE a.programme_id = $1
              AND a.one_id = least(x.contact_id, p.contact_id) AND a.other_id = greatest(x.contact_id, p.contact_id))
            AND (x.words = p.words OR similarity(x.words, p.words) >= ${alike.name}
              OR similarity(x.words, p.words) >= ${alike.nameBeside} AND similarity(x.email, p.email) >= ${alike.address}
                AND similarity(split_part(x.email, '@', 1), p.mailbox) >= ${alike.address})
          ORDER BY likeness DESC, x.contact_id LIMIT 5) AS o ON true
      ORDER BY p.name COLLATE "und-x-icu", p.contact_id, o.likeness DESC, o.contact_id`,
    [programmeId, after?.[0] ?? null, after?.[1] ?? null],
  );
}
