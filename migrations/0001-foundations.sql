-- The words every later migration uses.

-- A moment as far as a source tells it: '2012-05-31', '2012-05-??', '????-08-??'; '????-??-??' is entirely unknown.
CREATE DOMAIN partial_date AS text
  CONSTRAINT partial_date_shape CHECK (VALUE ~ '^(\d{4}|\?{4})-(0[1-9]|1[0-2]|\?{2})-(0[1-9]|[12]\d|3[01]|\?{2})$');

CREATE DOMAIN slug AS text
  CONSTRAINT slug_shape CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(VALUE) <= 80);

CREATE DOMAIN party AS text CONSTRAINT party_known CHECK (VALUE IN ('entrepreneurs', 'government', 'organisations'));

CREATE DOMAIN language AS text CONSTRAINT language_known CHECK (VALUE IN ('nl', 'en'));

-- Addresses are kept in lower case, so that one person is one person.
CREATE DOMAIN email AS text CONSTRAINT email_shape CHECK (VALUE = lower(VALUE) AND VALUE LIKE '%_@_%' AND length(VALUE) <= 254);

-- A UUID version 7 for the given time. PostgreSQL has one of its own only from 18 on.
CREATE FUNCTION new_id(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(floor(extract(epoch FROM at) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- Says of columns what kind of data they hold and when it goes; kept as the column's comment. A test fails on a column
-- without one. Classes: key (ids and what binds rows), fact (not about a person), personal, secret.
CREATE FUNCTION classify(target text, class text, term text, columns text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  IF class NOT IN ('key', 'fact', 'personal', 'secret') THEN
    RAISE EXCEPTION 'no such data class: %', class;
  END IF;
  FOREACH name IN ARRAY regexp_split_to_array(columns, '\s*,\s*') LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target, name, class || '; ' || term);
  END LOOP;
END
$$;
