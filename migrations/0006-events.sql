-- Meetings. A meeting of long ago may be known only in part; a published one is complete.

CREATE TABLE events (
  programme_id uuid NOT NULL REFERENCES programmes,
  event_id uuid NOT NULL,
  slug slug NOT NULL,
  status text NOT NULL CONSTRAINT events_status CHECK (status IN ('draft', 'published', 'held', 'cancelled', 'unknown')),
  title_nl text NOT NULL,
  title_en text,
  summary_nl text NOT NULL DEFAULT '',
  summary_en text,
  party party,
  sector text,
  emphases text[] CONSTRAINT events_emphases CHECK (emphases <@ '{awareness,encounter,collaboration}'),
  format text CONSTRAINT events_format CHECK (format IN
    ('breakfast', 'bring-a-professional', 'statements', 'partnership', 'members-saturday', 'introduction', 'online', 'other')),
  organising_organisation_id uuid,
  venue_name text,
  venue_street text,
  venue_postcode text,
  venue_place text,
  venue_directions text,
  -- what is known of the date; for an exact meeting derived from starts_at
  happens_on partial_date NOT NULL DEFAULT '????-??-??',
  starts_at timestamptz,
  ends_at timestamptz,
  signup_opens_at timestamptz,
  signup_closes_at timestamptz,
  is_example boolean NOT NULL DEFAULT false,
  source text,
  copied_from uuid,
  published_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (programme_id, event_id),
  CONSTRAINT events_organiser FOREIGN KEY (programme_id, organising_organisation_id) REFERENCES organisations,
  CONSTRAINT events_order CHECK (ends_at > starts_at),
  CONSTRAINT events_signup_order CHECK (signup_closes_at > signup_opens_at),
  CONSTRAINT events_published_complete CHECK (status <> 'published' OR (starts_at IS NOT NULL AND ends_at IS NOT NULL))
);
CREATE INDEX events_by_start ON events (programme_id, starts_at);
SELECT classify('events', 'key', 'stays', 'programme_id, event_id, slug, organising_organisation_id, copied_from');
SELECT classify('events', 'fact', 'stays',
  'status, title_nl, title_en, summary_nl, summary_en, party, sector, emphases, format, venue_name, venue_street, venue_postcode,
   venue_place, venue_directions, happens_on, starts_at, ends_at, signup_opens_at, signup_closes_at, is_example, source,
   published_at, cancelled_at, cancel_reason, created_at, changed_at, version');

-- Every address a meeting ever had: an old one leads to the new one and is never given to another.
CREATE TABLE event_slugs (
  programme_id uuid NOT NULL,
  slug slug NOT NULL,
  event_id uuid NOT NULL,
  CONSTRAINT event_slugs_taken PRIMARY KEY (programme_id, slug),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
SELECT classify('event_slugs', 'key', 'stays', 'programme_id, slug, event_id');

CREATE TABLE event_parts (
  programme_id uuid NOT NULL,
  event_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL CONSTRAINT event_parts_kind CHECK (kind IN ('talk', 'swarm', 'statements', 'meeting')),
  title_nl text NOT NULL,
  title_en text,
  led_by text,
  starts_at timestamptz,
  minutes integer CONSTRAINT event_parts_minutes CHECK (minutes BETWEEN 1 AND 1440),
  PRIMARY KEY (programme_id, event_id, position),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
SELECT classify('event_parts', 'key', 'stays', 'programme_id, event_id, position');
SELECT classify('event_parts', 'fact', 'stays', 'kind, title_nl, title_en, led_by, starts_at, minutes');

-- The one row that is locked to give or take a place. Narrow, so that a thousand signups rewrite little, and apart from
-- `events`, so that editing a text waits for nobody. Only the functions in 0007 write it.
CREATE TABLE event_places (
  programme_id uuid NOT NULL,
  event_id uuid NOT NULL,
  capacity integer,
  confirmed integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0,
  -- the ends of the waiting line: new people join after the last, a restored person stands before the first
  last_position bigint NOT NULL DEFAULT 0,
  first_position bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (programme_id, event_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  CONSTRAINT event_places_capacity CHECK (capacity >= 0),
  CONSTRAINT event_places_within_capacity CHECK (confirmed BETWEEN 0 AND capacity),
  CONSTRAINT event_places_waiting CHECK (waiting >= 0)
) WITH (fillfactor = 50);
SELECT classify('event_places', 'key', 'stays', 'programme_id, event_id');
SELECT classify('event_places', 'fact', 'stays', 'capacity, confirmed, waiting, last_position, first_position');

-- A figure that a source states. Shown as "volgens bron", never added to counted rows.
CREATE TABLE stated_figures (
  programme_id uuid NOT NULL REFERENCES programmes,
  figure_id uuid NOT NULL,
  what text NOT NULL,
  comparison text NOT NULL CONSTRAINT stated_figures_comparison CHECK (comparison IN ('exactly', 'more-than', 'at-least', 'unknown')),
  value numeric,
  also_said text,
  answers integer,
  scale text,
  as_of partial_date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, figure_id),
  CONSTRAINT stated_figures_unknown CHECK ((comparison = 'unknown') = (value IS NULL))
);
SELECT classify('stated_figures', 'key', 'stays', 'programme_id, figure_id');
SELECT classify('stated_figures', 'fact', 'stays', 'what, comparison, value, also_said, answers, scale, as_of, source, recorded_at');

CREATE TABLE stated_figure_events (
  programme_id uuid NOT NULL,
  figure_id uuid NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (programme_id, figure_id, event_id),
  FOREIGN KEY (programme_id, figure_id) REFERENCES stated_figures ON DELETE CASCADE,
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
SELECT classify('stated_figure_events', 'key', 'stays', 'programme_id, figure_id, event_id');
