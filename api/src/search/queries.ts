// One transaction a search, because how alike words must be is a setting of the database. First what begins as typed; only
// where that is little, what looks like it. No place here or elsewhere keeps what was searched for.

import type { Permission } from '@pr8werk/shared/accounts.ts';
import { type SearchKind, type SearchView, searchKinds, searchWords } from '@pr8werk/shared/search.ts';
import { type Context, type Db, transact } from '#api/context.ts';
import { partialDate } from '#api/programmes/partial-dates.ts';

interface Source {
  needs: Permission;
  from: string;
  /** The words that are searched, and those that count first. */
  words: string;
  first: string;
  /** Who bears the same words: the nearest to today, or by name. */
  order: string;
}

const sources: Record<SearchKind, Source> = {
  people: {
    needs: 'contacts:read',
    from: `contacts AS it`,
    words: 'it.search_text',
    first: 'search_words(it.name)',
    order: 'it.name COLLATE "und-x-icu", it.contact_id',
  },
  organisations: {
    needs: 'organisations:read',
    from: 'organisations AS it',
    words: `search_words(it.name || ' ' || coalesce(it.website, ''))`,
    first: 'search_words(it.name)',
    order: 'it.name COLLATE "und-x-icu", it.organisation_id',
  },
  events: {
    needs: 'events:read',
    from: 'events AS it',
    words: `search_words(it.title_nl || ' ' || coalesce(it.title_en, '') || ' ' || coalesce(it.venue_name, '') || ' ' || coalesce(it.venue_place, ''))`,
    first: `search_words(it.title_nl || ' ' || coalesce(it.title_en, ''))`,
    order: `it.happens_on COLLATE "C" DESC, it.event_id`,
  },
};

const columns: Record<SearchKind, string> = {
  people: 'it.contact_id AS id, it.name, it.email, it.organisation_name AS "organisationName"',
  organisations: 'it.organisation_id AS id, it.name, it.kind, it.party',
  events:
    'it.event_id AS id, it.title_nl, it.title_en, it.status, it.starts_at, it.happens_on, it.venue_place AS place',
};

/** More words than this say nothing more. */
const mostWords = 6;
/** Of a short word every other short word is a slip away. */
const shortest = 4;
/** What stands beside real finds must be very like it; where there is nothing else, less will do. */
const alike = { beside: 0.5, alone: 0.33 };

interface Given {
  programmeId: string;
  q: string;
  kinds: readonly SearchKind[];
  limit: number;
}

export function kindsFor(asked: string | undefined, permissions: readonly Permission[]): SearchKind[] {
  const wanted = asked?.split(',') ?? searchKinds;
  return searchKinds.filter((it) => wanted.includes(it) && permissions.includes(sources[it].needs));
}

export async function searched(ctx: Context, given: Given): Promise<SearchView> {
  const words = searchWords(given.q).slice(0, mostWords);
  const view: SearchView = { people: null, organisations: null, events: null };
  await transact(ctx, async (tx) => {
    for (const kind of given.kinds) {
      const rows = words.length === 0 ? [] : await found(tx, kind, words, given);
      if (kind === 'events') view.events = (rows as EventRow[]).map(eventView);
      else if (kind === 'people') view.people = rows as NonNullable<SearchView['people']>;
      else view.organisations = rows as NonNullable<SearchView['organisations']>;
    }
  });
  return view;
}

interface EventRow {
  id: string;
  title_nl: string;
  title_en: string | null;
  status: NonNullable<SearchView['events']>[number]['status'];
  starts_at: Date | null;
  happens_on: string;
  place: string | null;
}

function eventView(row: EventRow): NonNullable<SearchView['events']>[number] {
  return {
    id: row.id,
    title: { nl: row.title_nl, en: row.title_en },
    status: row.status,
    startsAt: row.starts_at?.toISOString() ?? null,
    when: partialDate(row.happens_on),
    place: row.place,
  };
}

async function found(tx: Db, kind: SearchKind, words: string[], given: Given): Promise<{ id: string }[]> {
  const rows = await beginning(tx, kind, words, given);
  if (rows.length >= given.limit || !words.some((it) => it.length >= shortest)) return rows;
  const more = await resembling(tx, kind, words, given, rows.length > 0 ? alike.beside : alike.alone);
  const known = new Set(rows.map((it) => it.id));
  return [...rows, ...more.filter((it) => !known.has(it.id))].slice(0, given.limit);
}

/** Every word begins a word there; names before addresses, and those that begin with it before those that hold it. */
function beginning(tx: Db, kind: SearchKind, words: string[], given: Given) {
  const it = sources[kind];
  const all = (text: string) => words.map((_, i) => `${text} LIKE $${i + 4}`).join(' AND ');
  return tx.query<{ id: string }>(
    `SELECT ${columns[kind]} FROM ${it.from}
      WHERE it.programme_id = $1 AND ${all(it.words)}
      ORDER BY (${all(it.first)}) DESC, (${it.first} LIKE $3) DESC, ${it.order} LIMIT $2`,
    [given.programmeId, given.limit, ` ${words.join(' ')}%`, ...words.map((word) => `% ${word}%`)],
  );
}

/** Short words begin one, longer ones are like one; the most alike first. */
async function resembling(tx: Db, kind: SearchKind, words: string[], given: Given, threshold: number) {
  await tx.query(`SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)`, [String(threshold)]);
  const it = sources[kind];
  const isLong = (word: string) => word.length >= shortest;
  const matches = words.map((word, i) => (isLong(word) ? `${it.words} %> $${i + 3}` : `${it.words} LIKE $${i + 3}`));
  const scores = words.flatMap((word, i) => (isLong(word) ? [`word_similarity($${i + 3}, ${it.words})`] : []));
  return tx.query<{ id: string }>(
    `SELECT ${columns[kind]} FROM ${it.from}
      WHERE it.programme_id = $1 AND ${matches.join(' AND ')}
      ORDER BY ${scores.join(' + ')} DESC, ${it.order} LIMIT $2`,
    [given.programmeId, given.limit * 2, ...words.map((word) => (isLong(word) ? word : `% ${word}%`))],
  );
}
