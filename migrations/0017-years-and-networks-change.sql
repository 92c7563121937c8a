-- What is recorded about a year, and a network, can be changed by several people; what is replaced of a year is kept.

ALTER TABLE programme_years
  ADD COLUMN year_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT programme_years_id UNIQUE (programme_id, year_id),
  -- the plan shows one line a calendar year
  ADD CONSTRAINT programme_years_calendar_taken UNIQUE (programme_id, calendar_year);
UPDATE programme_years SET year_id = new_id(now());
ALTER TABLE programme_years ALTER COLUMN year_id DROP DEFAULT;
SELECT classify('programme_years', 'key', 'stays', 'year_id');
SELECT classify('programme_years', 'fact', 'stays', 'recorded_at, version');

CREATE TABLE earlier_programme_years (
  programme_id uuid NOT NULL,
  earlier_id uuid NOT NULL,
  year_id uuid NOT NULL,
  party party,
  sector text,
  emphases text[] CONSTRAINT earlier_programme_years_emphases CHECK (emphases <@ '{awareness,encounter,collaboration}'),
  source text,
  -- null: it came with the history
  recorded_at timestamptz,
  replaced_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, earlier_id),
  FOREIGN KEY (programme_id, year_id) REFERENCES programme_years (programme_id, year_id)
);
COMMENT ON TABLE earlier_programme_years IS 'Rows are added, never changed';
CREATE INDEX earlier_programme_years_by_year ON earlier_programme_years (programme_id, year_id, earlier_id);
SELECT classify('earlier_programme_years', 'key', 'stays', 'programme_id, earlier_id, year_id');
SELECT classify('earlier_programme_years', 'fact', 'stays', 'party, sector, emphases, source, recorded_at, replaced_at');

ALTER TABLE networks ADD COLUMN version integer NOT NULL DEFAULT 1;
SELECT classify('networks', 'fact', 'stays', 'version');
