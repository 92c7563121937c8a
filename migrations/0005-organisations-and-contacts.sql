-- Who takes part: organisations of the three parties, networks of professionals, and people.

CREATE TABLE organisations (
  programme_id uuid NOT NULL REFERENCES programmes,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT organisations_kind
    CHECK (kind IN ('municipality', 'province', 'company', 'care', 'education', 'other')),
  party party,
  kvk_number text CONSTRAINT organisations_kvk_number CHECK (kvk_number ~ '^\d{8}$'),
  oin text CONSTRAINT organisations_oin CHECK (oin ~ '^\d{20}$'),
  municipality_code text CONSTRAINT organisations_municipality_code CHECK (municipality_code ~ '^GM\d{4}$'),
  website text,
  source text,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (programme_id, organisation_id),
  CONSTRAINT organisations_kvk_taken UNIQUE (programme_id, kvk_number),
  CONSTRAINT organisations_municipality_taken UNIQUE (programme_id, municipality_code)
);
SELECT classify('organisations', 'key', 'stays', 'programme_id, organisation_id');
SELECT classify('organisations', 'fact', 'stays',
  'name, kind, party, kvk_number, oin, municipality_code, website, source, created_at, version');

-- A municipality belongs to the region from-until; it may leave and come back, and a date may be unknown.
CREATE TABLE region_memberships (
  programme_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  starts_on partial_date,
  ends_on partial_date,
  is_current boolean NOT NULL,
  source text,
  PRIMARY KEY (programme_id, membership_id),
  FOREIGN KEY (programme_id, organisation_id) REFERENCES organisations ON DELETE CASCADE
);
CREATE INDEX region_memberships_by_organisation ON region_memberships (programme_id, organisation_id);
SELECT classify('region_memberships', 'key', 'stays', 'programme_id, membership_id, organisation_id');
SELECT classify('region_memberships', 'fact', 'stays', 'starts_on, ends_on, is_current, source');

CREATE TABLE programme_partners (
  programme_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL CONSTRAINT programme_partners_role CHECK (role IN ('funder', 'lead', 'strategic')),
  note text,
  PRIMARY KEY (programme_id, organisation_id, role),
  FOREIGN KEY (programme_id, organisation_id) REFERENCES organisations ON DELETE CASCADE
);
SELECT classify('programme_partners', 'key', 'stays', 'programme_id, organisation_id');
SELECT classify('programme_partners', 'fact', 'stays', 'role, note');

CREATE TABLE networks (
  programme_id uuid NOT NULL REFERENCES programmes,
  network_id uuid NOT NULL,
  slug slug NOT NULL,
  name text NOT NULL,
  website text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, network_id),
  CONSTRAINT networks_slug_taken UNIQUE (programme_id, slug)
);
SELECT classify('networks', 'key', 'stays', 'programme_id, network_id, slug');
SELECT classify('networks', 'fact', 'stays', 'name, website, created_at');

CREATE TABLE contacts (
  programme_id uuid NOT NULL REFERENCES programmes,
  contact_id uuid NOT NULL,
  name text NOT NULL,
  email email,
  organisation_name text,
  disciplines text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (programme_id, contact_id),
  -- the address first: register_batch looks people up by it, and must not be led to read a programme's contacts one by one
  CONSTRAINT contacts_email_taken UNIQUE (email, programme_id)
);
CREATE INDEX contacts_by_name ON contacts (programme_id, name COLLATE "und-x-icu", contact_id);
SELECT classify('contacts', 'key', 'until erasure', 'programme_id, contact_id');
SELECT classify('contacts', 'personal', '5 years after the last meeting, 30 days after a signup that was never confirmed, or on request',
  'name, email, organisation_name, disciplines');
SELECT classify('contacts', 'fact', 'until erasure', 'created_at, version');

-- What a person agreed to, in which words. Rows are added and withdrawn, never overwritten.
CREATE TABLE consents (
  programme_id uuid NOT NULL,
  consent_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  purpose text NOT NULL CONSTRAINT consents_purpose CHECK (purpose IN ('event', 'news')),
  text_version text NOT NULL,
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  source text NOT NULL,
  PRIMARY KEY (programme_id, consent_id),
  FOREIGN KEY (programme_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE UNIQUE INDEX consents_one_in_force ON consents (programme_id, contact_id, purpose) WHERE withdrawn_at IS NULL;
SELECT classify('consents', 'key', 'with the contact', 'programme_id, consent_id, contact_id');
SELECT classify('consents', 'personal', 'with the contact', 'purpose, text_version, given_at, withdrawn_at, source');

-- "Keep me informed", until the button behind the link in the mail is pressed.
CREATE TABLE subscription_requests (
  programme_id uuid NOT NULL REFERENCES programmes,
  request_id uuid NOT NULL,
  name text NOT NULL,
  email email NOT NULL,
  language language NOT NULL,
  source text NOT NULL,
  text_version text NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  PRIMARY KEY (programme_id, request_id)
);
SELECT classify('subscription_requests', 'key', '7 days', 'programme_id, request_id');
SELECT classify('subscription_requests', 'personal', '7 days', 'name, email, language, source');
SELECT classify('subscription_requests', 'fact', '7 days', 'text_version, asked_at, expires_at, confirmed_at');
