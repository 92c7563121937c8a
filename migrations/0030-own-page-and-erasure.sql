-- What a person can do about their own data: a page behind one mailed link, a change of address that both addresses agree
-- to, and erasure; what stands in the way of it for a while, and the proof that it was done.

-- A mailed link to somebody's own page. The token is made while the mail is written and only its hash is kept; it opens one
-- session. A request for an address that nobody has is a row too (without contact): the same work for both.
CREATE TABLE personal_links (
  programme_id uuid NOT NULL REFERENCES programmes,
  link_id uuid NOT NULL,
  contact_id uuid,
  -- of the address it is mailed to: a link ends when the address does
  address_hash bytea,
  token_hash bytea,
  language language NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (programme_id, link_id),
  CONSTRAINT personal_links_contact FOREIGN KEY (programme_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX personal_links_by_token ON personal_links (programme_id, token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX personal_links_of ON personal_links (programme_id, contact_id) WHERE contact_id IS NOT NULL;
SELECT classify('personal_links', 'key', '1 day', 'programme_id, link_id, contact_id');
SELECT classify('personal_links', 'secret', '1 day', 'address_hash, token_hash');
SELECT classify('personal_links', 'fact', '1 day', 'language, asked_at, expires_at, used_at');

CREATE TABLE personal_sessions (
  programme_id uuid NOT NULL,
  session_hash bytea NOT NULL,
  contact_id uuid NOT NULL,
  address_hash bytea NOT NULL,
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, session_hash),
  CONSTRAINT personal_sessions_contact FOREIGN KEY (programme_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX personal_sessions_of ON personal_sessions (programme_id, contact_id);
SELECT classify('personal_sessions', 'key', 'until expiry', 'programme_id, contact_id');
SELECT classify('personal_sessions', 'secret', 'until expiry', 'session_hash, address_hash');
SELECT classify('personal_sessions', 'personal', 'until expiry', 'started_at, expires_at');

-- In force when the button behind the link was pressed at the old and at the new address.
CREATE TABLE address_changes (
  programme_id uuid NOT NULL,
  change_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  new_address email NOT NULL,
  language language NOT NULL,
  old_token_hash bytea,
  new_token_hash bytea,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (programme_id, change_id),
  CONSTRAINT address_changes_contact FOREIGN KEY (programme_id, contact_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX address_changes_of ON address_changes (programme_id, contact_id);
SELECT classify('address_changes', 'key', '7 days', 'programme_id, change_id, contact_id');
SELECT classify('address_changes', 'secret', '7 days', 'old_token_hash, new_token_hash');
SELECT classify('address_changes', 'personal', '7 days', 'new_address');
SELECT classify('address_changes', 'fact', '7 days', 'language, old_confirmed_at, new_confirmed_at, asked_at, expires_at, done_at');

-- Until then the name and the attendance of somebody must be kept, as proof. The reason is blank from the moment it ends.
CREATE TABLE holds (
  programme_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  reason text NOT NULL,
  until date NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (programme_id, hold_id),
  CONSTRAINT holds_contact FOREIGN KEY (programme_id, contact_id) REFERENCES contacts,
  CONSTRAINT holds_reason CHECK (reason <> '' OR ended_at IS NOT NULL)
);
CREATE INDEX holds_in_force ON holds (programme_id, contact_id) WHERE ended_at IS NULL;
SELECT classify('holds', 'key', 'stays', 'programme_id, hold_id, contact_id, made_by');
SELECT classify('holds', 'personal', 'until the hold ends', 'reason');
SELECT classify('holds', 'fact', 'stays', 'until, made_at, ended_at');

-- That somebody was erased, and when: ids only. `done_at` is null as long as a hold keeps a name.
CREATE TABLE erasures (
  programme_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  asked_by text NOT NULL CONSTRAINT erasures_asked_by CHECK (asked_by IN ('participant', 'account')),
  reason text CONSTRAINT erasures_reason CHECK (reason IN ('asked', 'objected', 'mistake', 'other')),
  asked_at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (programme_id, erasure_id),
  CONSTRAINT erasures_contact FOREIGN KEY (programme_id, contact_id) REFERENCES contacts
);
CREATE INDEX erasures_open ON erasures (programme_id, contact_id) WHERE done_at IS NULL;
SELECT classify('erasures', 'key', 'stays', 'programme_id, erasure_id, contact_id');
SELECT classify('erasures', 'fact', 'stays', 'asked_by, reason, asked_at, done_at');

-- The proof of the nightly job: how many of what went, per programme and night.
CREATE TABLE retention_runs (
  programme_id uuid NOT NULL REFERENCES programmes,
  run_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  removed jsonb NOT NULL,
  PRIMARY KEY (programme_id, run_id)
);
CREATE INDEX retention_runs_last ON retention_runs (programme_id, finished_at);
SELECT classify('retention_runs', 'key', '3 years', 'programme_id, run_id');
SELECT classify('retention_runs', 'fact', '3 years', 'started_at, finished_at, removed');

-- On which site a form was filled in says nothing of a person once the name is gone, and it counts in a figure.
SELECT classify('registrations', 'fact', 'stays without the person', 'site');

-- Erasing somebody asks for these by address.
CREATE INDEX mails_by_address ON mails (programme_id, lower(to_address)) WHERE to_address IS NOT NULL;
