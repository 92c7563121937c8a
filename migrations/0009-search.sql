-- Finding people, organisations and meetings by what is typed: without accents, from the first letters of any word on, and
-- with a slip of the finger. Both extensions are trusted ones: who owns the database may add them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The words of a text as they are compared: plain lower case letters and digits, a space before each word. The same as
-- searchWords in shared/src/search.ts. Not unaccent(): that is no immutable function, so it cannot stand in an index.
CREATE FUNCTION search_words(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ' ' || btrim(regexp_replace(
    replace(replace(replace(translate(lower(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g')), 'øđłı', 'odli'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000]+', ' ', 'g'))
$$;

-- Kept beside the person and made anew with every change, so that forgetting a person forgets this too.
ALTER TABLE contacts ADD COLUMN search_text text NOT NULL
  GENERATED ALWAYS AS (search_words(name || ' ' || coalesce(organisation_name, '') || ' ' || coalesce(email, ''))) STORED;
SELECT classify('contacts', 'personal', '5 years after the last meeting, 30 days after a signup that was never confirmed, or on request',
  'search_text');

-- The programme stands first, so that one programme's search does not read another's people. Organisations and meetings
-- are few: their words are made when they are searched.
CREATE INDEX contacts_search ON contacts USING gin (programme_id, search_text gin_trgm_ops)
  WITH (gin_pending_list_limit = 256);
