-- Limits beside the capacity, places that are offered instead of given, approval, access codes, people who come in company,
-- and the form an organiser makes. The functions stand in 0020 and 0021.

ALTER TABLE event_places
  ADD COLUMN offered integer NOT NULL DEFAULT 0,
  ADD COLUMN admission text NOT NULL DEFAULT 'open' CONSTRAINT event_places_admission CHECK (admission IN ('open', 'code', 'approval')),
  -- how long someone may think about a place that came free; null: it is theirs at once
  ADD COLUMN offer_hours integer CONSTRAINT event_places_offer_hours CHECK (offer_hours BETWEEN 1 AND 336),
  -- from then on nobody moves up any more; null: until the start
  ADD COLUMN offers_until timestamptz,
  -- what those who then still wait are told: no, or come along anyway
  ADD COLUMN last_word text NOT NULL DEFAULT 'no' CONSTRAINT event_places_last_word CHECK (last_word IN ('no', 'come-along')),
  ADD COLUMN line_closed_at timestamptz,
  -- whether hosts, speakers and crew take a place
  ADD COLUMN crew_counts boolean NOT NULL DEFAULT true,
  ADD COLUMN company_limit integer NOT NULL DEFAULT 0 CONSTRAINT event_places_company CHECK (company_limit BETWEEN 0 AND 5),
  ADD COLUMN has_quotas boolean NOT NULL DEFAULT false,
  -- people came in company: there may be room for one who stands behind three
  ADD COLUMN has_company boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT event_places_within_capacity,
  ADD CONSTRAINT event_places_within_capacity CHECK (confirmed >= 0 AND offered >= 0 AND confirmed + offered <= capacity);
SELECT classify('event_places', 'fact', 'stays',
  'offered, admission, offer_hours, offers_until, last_word, line_closed_at, crew_counts, company_limit, has_quotas, has_company');
CREATE INDEX event_places_lines ON event_places (offers_until) WHERE offers_until IS NOT NULL AND line_closed_at IS NULL;

-- A limit on a group of participants. `taken` is written by the functions in 0020 and 0021 only.
CREATE TABLE quotas (
  programme_id uuid NOT NULL,
  quota_id uuid NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT quotas_kind CHECK (kind IN ('role', 'party', 'network', 'municipality', 'code', 'option')),
  -- a role, a party, the id of a network or code, a CBS code, or `question:option`
  value text NOT NULL,
  places integer NOT NULL,
  taken integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, quota_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  CONSTRAINT quotas_one_per_group UNIQUE (programme_id, event_id, kind, value),
  CONSTRAINT quotas_within_places CHECK (taken BETWEEN 0 AND places)
) WITH (fillfactor = 70);
SELECT classify('quotas', 'key', 'stays', 'programme_id, quota_id, event_id');
SELECT classify('quotas', 'fact', 'stays', 'kind, value, places, taken, created_at');

-- Words that open a signup, each for an invited group.
CREATE TABLE event_codes (
  programme_id uuid NOT NULL,
  code_id uuid NOT NULL,
  event_id uuid NOT NULL,
  code text NOT NULL CONSTRAINT event_codes_shape CHECK (code ~ '^[A-Z0-9-]{4,40}$'),
  label text NOT NULL,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, code_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  CONSTRAINT event_codes_taken UNIQUE (programme_id, event_id, code)
);
SELECT classify('event_codes', 'key', 'stays', 'programme_id, code_id, event_id');
SELECT classify('event_codes', 'fact', 'stays', 'code, label, expires_at, created_at');

ALTER TABLE contacts ADD COLUMN reached_through uuid,
  ADD CONSTRAINT contacts_reached_through FOREIGN KEY (programme_id, reached_through) REFERENCES contacts;
SELECT classify('contacts', 'key', 'until erasure', 'reached_through');

ALTER TABLE registrations
  DROP CONSTRAINT registrations_status,
  ADD CONSTRAINT registrations_status
    CHECK (status IN ('requested', 'confirmed', 'waiting', 'offered', 'declined', 'cancelled')),
  -- who signed this person up in company; null: came alone, or brought the others
  ADD COLUMN lead_id uuid,
  ADD COLUMN takes_place boolean NOT NULL DEFAULT true,
  ADD COLUMN party party,
  ADD COLUMN municipality text CONSTRAINT registrations_municipality CHECK (municipality ~ '^GM\d{4}$'),
  ADD COLUMN code_id uuid,
  -- the choices with a limit, as `question:option`
  ADD COLUMN choices text[] NOT NULL DEFAULT '{}',
  -- null while offered: until the start (a host who was asked)
  ADD COLUMN offer_expires_at timestamptz,
  ADD COLUMN ended_because text CONSTRAINT registrations_ended_because
    CHECK (ended_because IN ('asked', 'unverified', 'offer-expired', 'line-closed', 'merged')),
  -- why an organiser let this person pass others
  ADD COLUMN admitted_because text,
  ADD CONSTRAINT registrations_lead FOREIGN KEY (programme_id, lead_id) REFERENCES registrations,
  ADD CONSTRAINT registrations_code FOREIGN KEY (programme_id, code_id) REFERENCES event_codes,
  ADD CONSTRAINT registrations_offer CHECK (offer_expires_at IS NULL OR status = 'offered');
CREATE INDEX registrations_company ON registrations (programme_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX registrations_offers ON registrations (offer_expires_at) WHERE offer_expires_at IS NOT NULL;
SELECT classify('registrations', 'key', 'with the contact', 'lead_id, code_id');
SELECT classify('registrations', 'fact', 'stays without the person',
  'takes_place, party, municipality, choices, offer_expires_at, ended_because');
SELECT classify('registrations', 'personal', '5 years after the meeting, 30 days after a signup that was never confirmed, or on request',
  'admitted_because');

-- The questions of a meeting's signup form. A change is a new version: an answer stays with the words it was given to.
CREATE TABLE event_forms (
  programme_id uuid NOT NULL,
  event_id uuid NOT NULL,
  version integer NOT NULL,
  questions jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid,
  PRIMARY KEY (programme_id, event_id, version),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
SELECT classify('event_forms', 'key', 'stays', 'programme_id, event_id, version, made_by');
SELECT classify('event_forms', 'fact', 'stays', 'questions, made_at');

CREATE TABLE answers (
  programme_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  question text NOT NULL,
  form_version integer NOT NULL,
  value jsonb NOT NULL,
  -- diet and access: gone the day after
  is_special boolean NOT NULL,
  -- agreed that it is shown at the table
  may_show boolean NOT NULL DEFAULT false,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, registration_id, question),
  FOREIGN KEY (programme_id, registration_id) REFERENCES registrations ON DELETE CASCADE
);
CREATE INDEX answers_special ON answers (programme_id, registration_id) WHERE is_special;
SELECT classify('answers', 'key', 'with the registration', 'programme_id, registration_id, question, form_version');
SELECT classify('answers', 'personal', 'with the registration; special ones the day after the meeting', 'value');
SELECT classify('answers', 'fact', 'with the registration', 'is_special, may_show, answered_at');
