-- On which sites the signup form of a programme is met: a row a site and a day, noted when a browser fetches the form and
-- names the site. Nothing of who met it.

CREATE TABLE form_sightings (
  programme_id uuid NOT NULL REFERENCES programmes,
  origin text NOT NULL CONSTRAINT form_sightings_origin CHECK (origin ~ '^https?://' AND length(origin) <= 200),
  seen_on date NOT NULL,
  PRIMARY KEY (programme_id, origin, seen_on)
);
CREATE INDEX form_sightings_by_day ON form_sightings (programme_id, seen_on);
SELECT classify('form_sightings', 'key', '400 days', 'programme_id, origin');
SELECT classify('form_sightings', 'fact', '400 days', 'seen_on');
