-- A programme is the tenant. Its plan keeps every version with its source: the sources contradict each other.

CREATE TABLE programmes (
  programme_id uuid PRIMARY KEY,
  slug slug NOT NULL CONSTRAINT programmes_slug_taken UNIQUE,
  name text NOT NULL,
  region text NOT NULL,
  province text,
  mission text,
  starts_on partial_date NOT NULL DEFAULT '????-??-??',
  ends_on partial_date NOT NULL DEFAULT '????-??-??',
  duration_years integer,
  controller text NOT NULL,
  contact_email text,
  website text,
  languages text[] NOT NULL DEFAULT '{nl,en}',
  time_zone text NOT NULL DEFAULT 'Europe/Amsterdam',
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
SELECT classify('programmes', 'key', 'stays', 'programme_id, slug');
SELECT classify('programmes', 'fact', 'stays',
  'name, region, province, mission, starts_on, ends_on, duration_years, controller, contact_email, website, languages, time_zone, created_at, version');

-- Bumped in the transaction that changes what the public sees; cached lists and feeds are kept per version.
CREATE TABLE agenda_versions (
  programme_id uuid PRIMARY KEY REFERENCES programmes,
  version bigint NOT NULL DEFAULT 1
);
SELECT classify('agenda_versions', 'key', 'stays', 'programme_id, version');

CREATE TABLE sources (
  programme_id uuid NOT NULL REFERENCES programmes,
  key text NOT NULL,
  description text NOT NULL,
  PRIMARY KEY (programme_id, key)
);
SELECT classify('sources', 'key', 'stays', 'programme_id, key');
SELECT classify('sources', 'fact', 'stays', 'description');

CREATE TABLE plan_versions (
  programme_id uuid NOT NULL REFERENCES programmes,
  plan_version_id uuid NOT NULL,
  meetings_total integer NOT NULL CONSTRAINT plan_versions_total CHECK (meetings_total >= 0),
  meetings_per_year integer CONSTRAINT plan_versions_per_year CHECK (meetings_per_year >= 0),
  rule text NOT NULL,
  since partial_date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, plan_version_id)
);
COMMENT ON TABLE plan_versions IS 'Rows are added, never changed';
SELECT classify('plan_versions', 'key', 'stays', 'programme_id, plan_version_id');
SELECT classify('plan_versions', 'fact', 'stays', 'meetings_total, meetings_per_year, rule, since, source, recorded_at');

CREATE TABLE programme_years (
  programme_id uuid NOT NULL REFERENCES programmes,
  programme_year integer NOT NULL,
  calendar_year integer NOT NULL,
  is_calendar_year_inferred boolean NOT NULL DEFAULT false,
  party party,
  sector text,
  emphases text[] CONSTRAINT programme_years_emphases CHECK (emphases <@ '{awareness,encounter,collaboration}'),
  -- false: the sources do not say whether the meetings known here are all there were
  is_held_complete boolean NOT NULL DEFAULT true,
  source text,
  PRIMARY KEY (programme_id, programme_year)
);
SELECT classify('programme_years', 'key', 'stays', 'programme_id, programme_year');
SELECT classify('programme_years', 'fact', 'stays',
  'calendar_year, is_calendar_year_inferred, party, sector, emphases, is_held_complete, source');
